// Who may read the audit trail.
import type { ActionCatalogue } from '../platform/graphql/permission.js';

export const auditActions = {
  'audit.browse': { chinese: '查阅本级及以下的审计记录', to: ['ADMIN'] },
} satisfies ActionCatalogue;
