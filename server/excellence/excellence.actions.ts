// Who may do what with nominations of excellent learners.
import type { ActionCatalogue } from '../platform/graphql/permission.js';

export const excellenceActions = {
  // A learner is told when it is decided, and only if it is good news.
  'excellence.read': { chinese: '查看评优', to: ['ADMIN', 'SCHOOL_LEADER', 'CHIEF_TUTOR', 'LEARNER'] },
  'excellence.nominate': { chinese: '推荐优秀学员', to: ['CHIEF_TUTOR'] },
  // Only the office that organises the programme (nomination.service.ts).
  'excellence.decide': { chinese: '表彰优秀学员', to: ['ADMIN'], downTo: 'COUNTY' },
} satisfies ActionCatalogue;
