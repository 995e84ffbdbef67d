// Who may do what with second marking and anchor papers.
import type { ActionCatalogue } from '../platform/graphql/permission.js';

export const moderationActions = {
  // The chief tutor answers for the marks of the programme, the administrator of the province for the programme.
  'moderation.configure': { chinese: '设置复评', to: ['CHIEF_TUTOR', 'ADMIN'], downTo: 'PROVINCE' },
  'moderation.read': { chinese: '查看复评、一致性与标杆卷', to: ['CHIEF_TUTOR', 'TUTOR'] },
  'moderation.decide': { chinese: '裁定复评分歧', to: ['CHIEF_TUTOR'] },
  'moderation.keepAnchors': { chinese: '设定标杆卷', to: ['CHIEF_TUTOR'] },
} satisfies ActionCatalogue;
