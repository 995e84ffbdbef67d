// What may be done with programmes, and by whom.
import type { ActionCatalogue } from '../platform/graphql/permission.js';

export const programmeActions = {
  'programmes.read': { chinese: '查看项目、期次、课程和培训班', to: ['ADMIN', 'SCHOOL_LEADER', 'CHIEF_TUTOR', 'TUTOR', 'EXPERT', 'LEARNER', 'CLASSES_READ', 'ENROLMENTS_READ', 'RESULTS_READ'] },
} satisfies ActionCatalogue;
