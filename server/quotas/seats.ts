// The seats of learners: taken when somebody is enrolled, free again when the enrolment is withdrawn; both inside the enrolment's own
// transaction. Whoever enrols holds the enrolment's row, so that one enrolment takes and frees its seat in turns.
import { accepted, refuse, refused, type Outcome } from '../kernel/refusals.js';
import type { Tx } from '../platform/database/database.js';
import { sql } from '../platform/database/sql.js';

/** Whose seats: of a school, for a period. */
export interface SeatAccount { periodId: number; schoolId: number }
export interface SeatAct { byId: number | null; byName: string; at: Date; reason: string | null }

/**
 * Takes a seat for each of these enrolments, if so many are left. One conditional update decides: of callers who come at once each waits for
 * the one before, and sees what that left. Nobody is asked to try again.
 */
export async function useSeats(tx: Tx, account: SeatAccount, enrolmentIds: readonly number[], act: SeatAct): Promise<Outcome<{ remaining: number }>> {
  const [taken] = await tx.rows<{ remaining: number }>(sql`update quota set used = used + ${enrolmentIds.length}
    where period_id = ${account.periodId} and office_id = ${account.schoolId} and handed_down + used + ${enrolmentIds.length} <= received returning received - handed_down - used as remaining`);
  if (!taken) return refused(noSeatLeft());
  await write(tx, 'USED', account, enrolmentIds, act);
  return accepted(taken);
}

/** Gives the seat of an enrolment back to its school, where the next learner may take it. */
export async function returnSeat(tx: Tx, account: SeatAccount, enrolmentId: number, act: SeatAct): Promise<{ remaining: number }> {
  const [freed] = await tx.rows<{ remaining: number }>(sql`update quota set used = used - 1
    where period_id = ${account.periodId} and office_id = ${account.schoolId} and used > 0 returning received - handed_down - used as remaining`);
  if (!freed) throw new Error(`the school ${account.schoolId} uses no seat in period ${account.periodId}`);
  await write(tx, 'RETURNED', account, [enrolmentId], act);
  return freed;
}

/** A seat that is taken twice or freed twice, or was another school's, is a mistake of the caller, and ends the transaction. */
async function write(tx: Tx, kind: 'USED' | 'RETURNED', { periodId, schoolId }: SeatAccount, enrolmentIds: readonly number[], { byId, byName, at, reason }: SeatAct): Promise<void> {
  const written = await tx.rows(sql`
    with last as (select e.id, coalesce(max(q.turn), 0) + 1 as turn, coalesce(bool_or(q.office_id <> ${schoolId} or q.period_id <> ${periodId}), false) as is_other from unnest(${enrolmentIds}::bigint[]) e(id) left join quota_entry q on q.enrolment_id = e.id group by e.id)
    insert into quota_entry (period_id, kind, office_id, seats, enrolment_id, turn, reason, by_id, by_name, at)
      select ${periodId}, ${kind}, ${schoolId}, 1, l.id, l.turn, ${reason}, ${byId}, ${byName}, ${at} from last l where not l.is_other and l.turn % 2 = ${kind === 'USED' ? 1 : 0} order by l.id returning id`);
  if (written.length !== enrolmentIds.length) throw new Error(`of the enrolments ${enrolmentIds.join()} only ${written.length} can have their seat ${kind}`);
}

function noSeatLeft() {
  return refuse('QUOTA_EXHAUSTED', { zh: '本校本期配额已用完，剩余 0 个。', en: 'The school has no seat left in this period.' }, { requirement: 'JS-05', facts: { remaining: 0 } });
}

/** How many seats are left to a school in a period, held as they are until the transaction ends: for acts that decide about several persons at once. */
export async function lockSeats(tx: Tx, periodId: number, schoolId: number): Promise<number> {
  const [account] = await tx.rows<{ remaining: number }>(sql`select received - handed_down - used as remaining from quota where period_id = ${periodId} and office_id = ${schoolId} for update`);
  return account?.remaining ?? 0;
}
