// What may be done with appeals of scores, and by whom.
import type { ActionCatalogue } from '../platform/graphql/permission.js';

export const appealActions = {
  'appeals.read': { chinese: '查看申诉', to: ['ADMIN', 'SCHOOL_LEADER', 'CHIEF_TUTOR', 'TUTOR', 'EXPERT', 'LEARNER'] },
  'appeals.make': { chinese: '对分数提出申诉', to: ['LEARNER'] },
  // First a tutor of the class, then the chief subject tutor; which of the two steps is a caller's follows from the post.
  'appeals.answer': { chinese: '答复申诉', to: ['CHIEF_TUTOR', 'TUTOR'] },
  // Whoever appoints chief subject tutors learns where one is missing who may answer.
  'appeals.oversee': { chinese: '查看没有学科总辅导员可以答复的申诉', to: ['ADMIN'], downTo: 'PROVINCE' },
} satisfies ActionCatalogue;
