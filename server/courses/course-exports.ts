// Courses and training bodies as files.
import { keyOf } from '../kernel/ids.js';
import { stages, subjects, type Stage, type Subject } from '../kernel/subjects.js';
import { pageSelection, type ListExport } from '../platform/http/list-export.js';
import { courseStates, type CourseState, type CourseType } from '../programmes/index.js';
import type { CourseFilter, CourseStore } from './course.store.js';
import type { TrainingBodyType } from './graphql/training-body.type.js';
import type { TrainingBodyStore } from './training-body.store.js';

const among = <Name extends string>(names: Readonly<Record<Name, string>>, given: string | undefined): Name | null => (Object.keys(names) as Name[]).find((name) => name === given) ?? null;

export function courseExport(store: CourseStore): ListExport<CourseType, CourseFilter> {
  return {
    name: 'courses', fileName: '课程', action: 'courses.read', isPersonal: false, selection: pageSelection({ code: [], name: [], subject: [], stage: [], hours: [], state: [], sourceName: [], description: [] }),
    columns: [
      { heading: '课程编号', value: (row) => row.code }, { heading: '课程', value: (row) => row.name }, { heading: '学科', value: (row) => subjects[row.subject] }, { heading: '学段', value: (row) => stages[row.stage] }, { heading: '学时', value: (row) => row.hours },
      { heading: '状态', value: (row) => courseStates[row.state] }, { heading: '报送单位', value: (row) => row.sourceName }, { heading: '简介', value: (row) => row.description },
    ],
    filterOf: async ({ caller }, given) => ({
      programmeId: given['programmeId'] === undefined ? null : (keyOf('Programme', given['programmeId']) ?? 0), subject: among<Subject>(subjects, given['subject']), stage: among<Stage>(stages, given['stage']), state: among<CourseState>(courseStates, given['state']),
      search: given['search']?.trim() || null, waitingFor: given['isWaiting'] === 'true' ? caller : null,
    }),
    page: ({ caller }, filter, wanted, args) => store.page(caller.scope, filter, wanted, args),
  };
}

export function trainingBodyExport(store: TrainingBodyStore): ListExport<TrainingBodyType, string | null> {
  return {
    name: 'trainingbodies', fileName: '培训机构', action: 'courses.keepBodies', isPersonal: true, selection: pageSelection({ name: [], creditCode: [], contactName: [], contactNumber: [], email: [], courseCount: [] }),
    columns: [
      { heading: '名称', value: (row) => row.name }, { heading: '统一社会信用代码', value: (row) => row.creditCode }, { heading: '联系人', value: (row) => row.contactName }, { heading: '师训编号', value: (row) => row.contactNumber }, { heading: '电子邮箱', value: (row) => row.email }, { heading: '报送课程数', value: (row) => row.courseCount },
    ],
    filterOf: async (_, given) => given['search']?.trim() || null,
    page: ({ caller }, search, wanted, args) => store.page(caller.scope, search, wanted, args),
  };
}
