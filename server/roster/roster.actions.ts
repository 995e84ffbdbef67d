// What may be done with rosters, and by whom.
import type { ActionCatalogue } from '../platform/graphql/permission.js';

export const rosterActions = {
  'roster.import': { chinese: '导入教师名册', to: ['ADMIN'] },
} satisfies ActionCatalogue;
