// What may be done with programmes, and by whom.
import type { ActionCatalogue } from '../platform/graphql/permission.js';

export const programmeActions = {
  'programmes.read': { chinese: '查看项目、期次、课程和培训班', to: ['ADMIN', 'SCHOOL_LEADER', 'CHIEF_TUTOR', 'TUTOR', 'EXPERT', 'LEARNER', 'CLASSES_READ', 'ENROLMENTS_READ', 'RESULTS_READ'] },
  // Only the office that organises a programme says what it asks; the service looks at that.
  'programmes.manageRules': { chinese: '更新本级主办项目的要求', to: ['ADMIN'], downTo: 'COUNTY' },
} satisfies ActionCatalogue;
