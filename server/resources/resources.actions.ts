// Who may do what with the resource library.
import type { ActionCatalogue } from '../platform/graphql/permission.js';

export const resourceActions = {
  // Everybody who works below the library that holds it.
  'resources.read': { chinese: '查看和下载资源', to: ['ADMIN', 'SCHOOL_LEADER', 'SUBJECT_LEAD', 'CHIEF_TUTOR', 'TUTOR', 'EXPERT', 'LEARNER'] },
  // For the own office; what a resource lies in decides which office recommends it and takes it out (rules/resource-life.ts).
  'resources.handIn': { chinese: '报送、推荐和撤下资源', to: ['ADMIN'] },
  // Only of what the office directly below recommended.
  'resources.decide': { chinese: '审核下级推荐的资源', to: ['ADMIN'], downTo: 'COUNTY' },
} satisfies ActionCatalogue;
