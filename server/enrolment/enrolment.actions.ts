// What may be done with enrolments, and by whom.
import type { ActionCatalogue } from '../platform/graphql/permission.js';

export const enrolmentActions = {
  'enrolment.read': { chinese: '查看报名', to: ['ADMIN', 'SCHOOL_LEADER', 'CHIEF_TUTOR', 'TUTOR', 'EXPERT', 'LEARNER', 'ENROLMENTS_READ', 'RESULTS_READ'] },
  'enrolment.browse': { chinese: '浏览学员名单', to: ['ADMIN', 'SCHOOL_LEADER'] },
} satisfies ActionCatalogue;
