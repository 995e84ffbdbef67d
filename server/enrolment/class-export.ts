// Training classes as a file.
import { keyOf } from '../kernel/ids.js';
import { stages, subjects } from '../kernel/subjects.js';
import { pageSelection, type ListExport } from '../platform/http/list-export.js';
import type { TrainingClassType } from './graphql/programme.type.js';
import type { ClassFilter, ProgrammeStore } from './programme.store.js';

export function classExport(store: ProgrammeStore): ListExport<TrainingClassType, ClassFilter> {
  return {
    name: 'classes', fileName: '培训班', action: 'programmes.read', isPersonal: false, selection: pageSelection({ code: [], name: [], course: ['code', 'name', 'subject', 'stage', 'hours'], period: ['number', 'startsOn', 'endsOn'], programme: ['name'] }),
    columns: [
      { heading: '班级编号', value: (row) => row.code }, { heading: '培训班', value: (row) => row.name }, { heading: '课程编号', value: ({ course }) => course.code }, { heading: '课程', value: ({ course }) => course.name }, { heading: '学科', value: ({ course }) => subjects[course.subject] }, { heading: '学段', value: ({ course }) => stages[course.stage] }, { heading: '学时', value: ({ course }) => course.hours },
      { heading: '项目', value: ({ programme }) => programme.name }, { heading: '期次', value: ({ period }) => period.number }, { heading: '开班日期', value: ({ period }) => period.startsOn }, { heading: '结束日期', value: ({ period }) => period.endsOn },
    ],
    filterOf: async (_, given) => ({ programmeId: given['programmeId'] === undefined ? null : (keyOf('Programme', given['programmeId']) ?? 0), periodId: given['periodId'] === undefined ? null : (keyOf('Period', given['periodId']) ?? 0), search: given['search']?.trim() || null }),
    page: ({ caller }, filter, wanted, args) => store.classes(caller.scope, filter, wanted, args),
  };
}
