// Training classes as a file; with how full they are for whoever may limit them.
import { keyOf } from '../kernel/ids.js';
import { stages, subjects } from '../kernel/subjects.js';
import type { Clock } from '../platform/clock/clock.js';
import { pageSelection, type ListExport } from '../platform/http/list-export.js';
import type { ClassFilter, ProgrammeStore, TrainingClassType } from '../programmes/index.js';
import type { ClassPlacesStore } from './class-places.store.js';
import type { ClassLimitType } from './graphql/class-places.type.js';

interface ClassRow extends TrainingClassType { limit: ClassLimitType | null }

export function classExport(programmes: ProgrammeStore, places: ClassPlacesStore, clock: Clock): ListExport<ClassRow, ClassFilter> {
  return {
    name: 'classes', fileName: '培训班', action: 'programmes.read', isPersonal: false, selection: pageSelection({ code: [], name: [], course: ['code', 'name', 'subject', 'stage', 'hours'], period: ['number', 'startsOn', 'endsOn'], programme: ['name'] }),
    columns: [
      { heading: '班级编号', value: (row) => row.code }, { heading: '培训班', value: (row) => row.name }, { heading: '课程编号', value: ({ course }) => course.code }, { heading: '课程', value: ({ course }) => course.name }, { heading: '学科', value: ({ course }) => subjects[course.subject] }, { heading: '学段', value: ({ course }) => stages[course.stage] }, { heading: '学时', value: ({ course }) => course.hours },
      { heading: '项目', value: ({ programme }) => programme.name }, { heading: '期次', value: ({ period }) => period.number }, { heading: '开班日期', value: ({ period }) => period.startsOn }, { heading: '结束日期', value: ({ period }) => period.endsOn },
      { heading: '已报名', value: ({ limit }) => limit?.taken ?? null }, { heading: '候补', value: ({ limit }) => limit?.waiting ?? null }, { heading: '人数上限', value: ({ limit }) => limit && (limit.capacity ?? '不限') },
    ],
    filterOf: async (_, given) => ({ programmeId: given['programmeId'] === undefined ? null : (keyOf('Programme', given['programmeId']) ?? 0), periodId: given['periodId'] === undefined ? null : (keyOf('Period', given['periodId']) ?? 0), search: given['search']?.trim() || null }),
    page: async ({ caller: { scope, actions } }, filter, wanted, args) => {
      const page = await programmes.classes(scope, filter, wanted, args);
      const limits = actions.has('enrolment.limit') ? await places.limitsOf(scope, page.nodes.map(({ key }) => key), clock.today()) : new Map<number, ClassLimitType>();
      const withLimit = (node: TrainingClassType): ClassRow => ({ ...node, limit: limits.get(node.key) ?? null });
      return { ...page, nodes: page.nodes.map(withLimit), edges: page.edges.map(({ cursor, node }) => ({ cursor, node: withLimit(node) })) };
    },
  };
}
