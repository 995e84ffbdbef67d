// What may be done with offices, and by whom.
import type { ActionCatalogue } from '../platform/graphql/permission.js';

export const officeActions = {
  'offices.read': { chinese: '查看项目办的名称和层级', to: ['SIGNED_IN'] },
  'offices.browse': { chinese: '浏览本级及以下项目办', to: ['CHIEF_ADMIN', 'ADMIN', 'SCHOOL_LEADER', 'OFFICES_READ'] },
} satisfies ActionCatalogue;
