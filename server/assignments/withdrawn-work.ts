// What becomes of the work of a learner who withdraws: it stays as it was read, and stands in no queue and no number any more.
import { EnrolmentWithdrawn, type EnrolmentKeys } from '../enrolment/index.js';
import type { Tx } from '../platform/database/database.js';
import { sql } from '../platform/database/sql.js';
import type { Events } from '../platform/events/events.js';
import type { Live } from '../platform/live/live.js';
import { gradedStates, type SubmissionState } from './rules/submission-states.js';
import { WorkWithdrawn } from './submission-events.js';

export function followWithdrawals(events: Events, live: Live): void {
  events.on(EnrolmentWithdrawn, async (tx, enrolment) => {
    const states = await closeWork(tx, enrolment.enrolmentId);
    if (states.length > 0) await events.raise(tx, WorkWithdrawn, { ...enrolment, submitted: states.length, graded: states.filter((state) => gradedStates.includes(state)).length });
    await hint(tx, live, enrolment);
  });
}

/** The states of what stood until now. Whoever reviews it or hands in anew at this moment has either finished or waits, and finds it closed. */
async function closeWork(tx: Tx, enrolmentId: number): Promise<SubmissionState[]> {
  // Only a latest attempt can be followed by another: once all that there are are held, there will be no more.
  for (let held = new Set<number>(); ;) {
    const latest = await tx.rows<{ id: number }>(sql`select id::int as id from submission where enrolment_id = ${enrolmentId} and is_latest order by id`);
    if (latest.every(({ id }) => held.has(id))) break;
    held = new Set((await tx.rows<{ id: number }>(sql`select id::int as id from submission where enrolment_id = ${enrolmentId} and is_latest order by id for update`)).map(({ id }) => id));
  }
  const closed = await tx.rows<{ state: SubmissionState }>(sql`update submission set is_latest = false, version = version + 1 where enrolment_id = ${enrolmentId} and is_latest returning state`);
  return closed.map(({ state }) => state);
}

async function hint(tx: Tx, live: Live, { schoolId, classId, programmeId, personId }: EnrolmentKeys): Promise<void> {
  const [school] = await tx.rows<{ schoolPath: string; heirPath: string | null }>(sql`select path as "schoolPath", heir_path as "heirPath" from office where id = ${schoolId}`);
  if (!school) return;
  tx.afterCommit(() => { for (const topic of ['submissions', 'indicators'] as const) live.publish({ topic, ...school, classId, programmeId, personId }); });
}
