// What may be done with results, and by whom.
import type { ActionCatalogue } from '../platform/graphql/permission.js';

export const scoringActions = {
  'scoring.read': { chinese: '查看成绩', to: ['ADMIN', 'SCHOOL_LEADER', 'CHIEF_TUTOR', 'TUTOR', 'EXPERT', 'LEARNER', 'RESULTS_READ'] },
} satisfies ActionCatalogue;
