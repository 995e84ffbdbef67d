// An office that goes to another one above takes its seats along: they are given up by those above it and held by those it goes to.
import { OfficeMoved } from '../offices/index.js';
import type { Clock } from '../platform/clock/clock.js';
import type { Tx } from '../platform/database/database.js';
import { sql } from '../platform/database/sql.js';
import type { Events } from '../platform/events/events.js';
import type { Ledger } from './ledger.js';
import type { Movement } from './rules/movements.js';

export function followMoves(events: Events, ledger: Ledger, clock: Clock): void {
  // The accounts of those above may lie out of the sight of whoever moves it.
  events.on(OfficeMoved, (tx, { officeId, pathBefore, pathAfter, byId, byName, reason }) => tx.asJob(async (job) => {
    const held = await heldBy(job, officeId);
    if (held.length === 0) return;
    const [before, after] = [idsOf(pathBefore), idsOf(pathAfter)];
    const shared = before.findIndex((id, depth) => id !== after[depth]);
    const [up, down] = [before.slice(shared - 1), after.slice(shared - 1)];
    await ledger.lock(job, held.map(({ periodId }) => periodId), [...new Set([...up, ...down])]);
    const movements = (await heldBy(job, officeId)).flatMap(({ periodId, seats }): Movement[] => [
      ...up.slice(1).map((id, place): Movement => ({ kind: 'TAKEN_BACK', periodId, officeId: id, aboveId: up[place] as number, seats })).reverse(),
      ...down.slice(1).map((id, place): Movement => ({ kind: 'HANDED_DOWN', periodId, officeId: id, aboveId: down[place] as number, seats })),
    ]);
    await ledger.move(job, movements, { id: byId, name: byName, at: clock.business(), reason });
  }));
}

function heldBy(tx: Tx, officeId: number): Promise<{ periodId: number; seats: number }[]> {
  return tx.rows<{ periodId: number; seats: number }>(sql`select period_id::int as "periodId", received as seats from quota where office_id = ${officeId} and received > 0 order by period_id`);
}

function idsOf(path: string): number[] {
  return path.split('/').filter((part) => part !== '').map(Number);
}
