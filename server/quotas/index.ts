// Front door of quotas (配额): seats handed down from the organising office to the schools, in a ledger.
import type { ClassType } from 'type-graphql';
import { QuotaResolver, ViewerQuotasResolver } from './graphql/quota.resolver.js';
import { QuotaEntry } from './quota-entry.entity.js';
import { Quota } from './quota.entity.js';
import { quotaActions } from './quotas.actions.js';

export { Quota, QuotaEntry };
export { Ledger } from './ledger.js';
export { followMoves } from './moved-offices.js';
export { SeatsMoved } from './quota-events.js';
export {idleQuotaExport, quotaExport, quotaMovementExport } from './quota-export.js';
export { QuotaFrames } from './quota-frame.js';
export { QuotaService } from './quota.service.js';
export { QuotaStore } from './quota.store.js';
export { lockSeats, returnSeat, useSeats, type SeatAccount, type SeatAct } from './seats.js';
export { QuotaMovementType } from './graphql/quota.type.js';
export { QuotaResolver, ViewerQuotasResolver };

export const quotas = {
  name: 'quotas',
  entities: [Quota, QuotaEntry],
  resolvers: [QuotaResolver, ViewerQuotasResolver] as ClassType[],
  actions: quotaActions,
  writes: { office: ['quota'] },
  inserts: { office: ['quota_entry'] },
};
