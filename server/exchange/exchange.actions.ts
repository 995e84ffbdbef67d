// What may be done with third-party platforms, and by whom.
import type { ActionCatalogue } from '../platform/graphql/permission.js';

export const exchangeActions = {
  'exchange.manage': { chinese: '管理第三方平台', to: ['ADMIN'], downTo: 'COUNTY' },
  'exchange.requestExport': { chinese: '申请导出大批个人信息，查看本级及以下的导出申请', to: ['ADMIN', 'SCHOOL_LEADER'] },
  'exchange.decideExport': { chinese: '审批本级及以下他人的导出申请', to: ['ADMIN'] },
} satisfies ActionCatalogue;
