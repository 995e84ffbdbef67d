// Front door of audit (审计): reading the trail that every mutation writes (platform/audit).
import type { ClassType } from 'type-graphql';
import { auditActions } from './audit.actions.js';
import { AuditResolver, ViewerAuditResolver } from './graphql/audit.resolver.js';

export { auditExport } from './audit-export.js';
export { AuditStore } from './audit.store.js';
export { AuditResolver, ViewerAuditResolver };

export const audit = {
  name: 'audit',
  entities: [],
  resolvers: [AuditResolver, ViewerAuditResolver] as ClassType[],
  actions: auditActions,
};
