// A proposal for handing down: what lies free at an office, divided among its open children by their numbers of teachers.
import { globalId } from '../kernel/ids.js';
import { depthBelow } from '../offices/index.js';
import type { Scope } from '../platform/database/scope.js';
import type { QuotaProposalType } from './graphql/quota.type.js';
import type { FramedOffice, FramedPeriod } from './quota-frame.js';
import type { QuotaStore } from './quota.store.js';
import { proportionalSeats } from './rules/proportional.js';

/** The seats that each child would hold: what it has, and its share; so nobody is proposed less than is handed on or used. */
export async function proposedQuotas(store: QuotaStore, scope: Scope, office: FramedOffice, periods: readonly FramedPeriod[]): Promise<QuotaProposalType[]> {
  const [teachers, own, children] = await Promise.all([
    store.teachersAt(scope, office.path, depthBelow(office.path)),
    store.freeOf(scope, office.id, periods.map(({ id }) => id)),
    store.heldByChildren(scope, office.id, periods.map(({ id }) => id)),
  ]);
  const weights = children.map(({ officeId }) => teachers.get(officeId) ?? 0);
  const shares = periods.map(({ id }) => proportionalSeats(own.get(id) ?? 0, weights));
  return children.map(({ officeId, held }, place) => ({
    officeId: globalId('Office', officeId), teachers: weights[place] ?? 0,
    cells: periods.map(({ id }, at) => {
      const added = shares[at]?.[place] ?? 0;
      return { periodId: globalId('Period', id), seats: (held.get(id) ?? 0) + added, added };
    }),
  }));
}
