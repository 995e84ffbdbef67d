// What may be done with third-party platforms, and by whom.
import type { ActionCatalogue } from '../platform/graphql/permission.js';

export const exchangeActions = {
  'exchange.manage': { chinese: '管理第三方平台', to: ['ADMIN'], downTo: 'COUNTY' },
} satisfies ActionCatalogue;
