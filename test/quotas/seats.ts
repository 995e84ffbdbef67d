// Enrolling as it will be done: a transaction that takes a seat for an enrolment, under the scope of a school's administrator.
import type { Outcome } from '../../server/kernel/refusals.js';
import type { Scope } from '../../server/platform/database/scope.js';
import { returnSeat, useSeats } from '../../server/quotas/index.js';
import type { TestServer } from '../support/test-server.js';

export interface Place { periodId: number; schoolId: number }

const by = (server: TestServer) => ({ byId: null, byName: '某校管理员', at: server.clock.business(), reason: null });

export async function schoolScope({ owner }: TestServer, schoolId: number): Promise<Scope> {
  const { rows } = await owner.query<{ path: string }>('select path from office where id = $1', [schoolId]);
  return { kind: 'office', path: rows[0]?.path ?? '', isBroad: false };
}

export function enrol(server: TestServer, scope: Scope, { periodId, schoolId }: Place, enrolmentId: number): Promise<Outcome<{ remaining: number }>> {
  return server.app.database.transaction(scope, (tx) => useSeats(tx, { periodId, schoolId }, [enrolmentId], by(server)));
}

export function withdraw(server: TestServer, scope: Scope, { periodId, schoolId }: Place, enrolmentId: number): Promise<{ remaining: number }> {
  return server.app.database.transaction(scope, (tx) => returnSeat(tx, { periodId, schoolId }, enrolmentId, by(server)));
}
