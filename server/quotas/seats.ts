// The seats of learners: taken when somebody is enrolled, free again when the enrolment is withdrawn; both inside the enrolment's own
// transaction. Whoever enrols holds the enrolment's row, so that one enrolment takes and frees its seat in turns.
import { accepted, refuse, refused, type Outcome } from '../kernel/refusals.js';
import type { Tx } from '../platform/database/database.js';
import { sql } from '../platform/database/sql.js';

/** Whose seat: of a school, for a period. */
export interface Seat { periodId: number; schoolId: number; enrolmentId: number }
export interface SeatAct { byId: number | null; byName: string; at: Date; reason: string | null }

/**
 * Takes a seat if one is left. One conditional update decides: of callers who come at once each waits for the one before, and sees what
 * that left. Nobody is asked to try again.
 */
export async function useSeat(tx: Tx, seat: Seat, act: SeatAct): Promise<Outcome<{ remaining: number }>> {
  const [taken] = await tx.rows<{ remaining: number }>(sql`update quota set used = used + 1
    where period_id = ${seat.periodId} and office_id = ${seat.schoolId} and handed_down + used < received returning received - handed_down - used as remaining`);
  if (!taken) return refused(noSeatLeft());
  await write(tx, 'USED', seat, act);
  return accepted(taken);
}

/** Gives the seat of an enrolment back to its school, where the next learner may take it. */
export async function returnSeat(tx: Tx, seat: Seat, act: SeatAct): Promise<{ remaining: number }> {
  const [freed] = await tx.rows<{ remaining: number }>(sql`update quota set used = used - 1
    where period_id = ${seat.periodId} and office_id = ${seat.schoolId} and used > 0 returning received - handed_down - used as remaining`);
  if (!freed) throw new Error(`the school ${seat.schoolId} uses no seat in period ${seat.periodId}`);
  await write(tx, 'RETURNED', seat, act);
  return freed;
}

/** A seat that is taken twice or freed twice is a mistake of the caller, and ends the transaction. */
async function write(tx: Tx, kind: 'USED' | 'RETURNED', { periodId, schoolId, enrolmentId }: Seat, { byId, byName, at, reason }: SeatAct): Promise<void> {
  const [last] = await tx.rows<{ turn: number | null; isOther: boolean | null }>(sql`select max(turn) as turn, bool_or(office_id <> ${schoolId} or period_id <> ${periodId}) as "isOther" from quota_entry where enrolment_id = ${enrolmentId}`);
  const turn = (last?.turn ?? 0) + 1;
  if (last?.isOther === true || (kind === 'USED') !== (turn % 2 === 1)) throw new Error(`the enrolment ${enrolmentId} cannot have its seat ${kind}`);
  await tx.rows(sql`insert into quota_entry (period_id, kind, office_id, seats, enrolment_id, turn, reason, by_id, by_name, at) values (${periodId}, ${kind}, ${schoolId}, 1, ${enrolmentId}, ${turn}, ${reason}, ${byId}, ${byName}, ${at})`);
}

function noSeatLeft() {
  return refuse('QUOTA_EXHAUSTED', { zh: '本校本期配额已用完，剩余 0 个。', en: 'The school has no seat left in this period.' }, { requirement: 'JS-05', facts: { remaining: 0 } });
}

/** How many seats are left to a school in a period, held as they are until the transaction ends: for acts that decide about several persons at once. */
export async function lockSeats(tx: Tx, periodId: number, schoolId: number): Promise<number> {
  const [account] = await tx.rows<{ remaining: number }>(sql`select received - handed_down - used as remaining from quota where period_id = ${periodId} and office_id = ${schoolId} for update`);
  return account?.remaining ?? 0;
}
