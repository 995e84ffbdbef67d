// What may be done with offices, and by whom.
import type { ActionCatalogue } from '../platform/graphql/permission.js';

export const officeActions = {
  'offices.read': { chinese: '查看项目办的名称和层级', to: ['SIGNED_IN'] },
  'offices.browse': { chinese: '浏览本级及以下项目办', to: ['ADMIN', 'SCHOOL_LEADER', 'OFFICES_READ'] },
  'offices.history': { chinese: '查看本级及以下项目办的沿革', to: ['ADMIN'] },
  'offices.change': { chinese: '新建、更名、调整、合并、撤销下级项目办', to: ['ADMIN'], downTo: 'COUNTY' },
  'offices.steering': { chinese: '查看和任免本级及以下领导小组', to: ['ADMIN'], downTo: 'COUNTY' },
  'offices.contacts': { chinese: '查看和填报本级及以下项目办的联系人', to: ['ADMIN'] },
} satisfies ActionCatalogue;
