// What may be done with quotas, and by whom.
import type { ActionCatalogue } from '../platform/graphql/permission.js';

export const quotaActions = {
  'quotas.read': { chinese: '查看本级及以下的配额和配额流水', to: ['ADMIN', 'SCHOOL_LEADER'] },
  'quotas.state': { chinese: '申报本地全年各期配额', to: ['ADMIN'], downTo: 'COUNTY' },
  'quotas.confirm': { chinese: '核定各地申报的配额', to: ['ADMIN'], downTo: 'COUNTY' },
  'quotas.handDown': { chinese: '向下级下达和收回配额', to: ['ADMIN'], downTo: 'COUNTY' },
} satisfies ActionCatalogue;
