// Draws enrolments of a school in a period for their review (JS-05), while the school's account of seats is held: acts on one school and period draw one after another.
import type { Tx } from '../platform/database/database.js';
import { sql, type Sql } from '../platform/database/sql.js';
import type { ClassFrame } from './class-frame.js';
import { isOver, missingOf, newlyDrawn, type Lot } from './rules/reviewing.js';

/** After seats were taken: whom the sample wants besides those drawn before. Where all are reviewed they were entered so. */
export async function drawForReview(tx: Tx, { periodId, review, today }: Pick<ClassFrame, 'periodId' | 'review' | 'today'>, schoolId: number): Promise<void> {
  if (review?.sample == null || isOver(review, today)) return;
  const standing = sql`t.school_id = ${schoolId} and t.period_id = ${periodId} and t.state = 'ENROLLED'`;
  const missing = missingOf(review.sample, await countsOf(tx, standing));
  // Most enrolments draw nobody: then no lots are drawn up for a whole school while its others wait.
  if (missing === 0) return;
  const lots = await tx.rows<Lot>(sql`select t.id::int as id, md5(${String(periodId)} || ':' || t.id) as lot from enrolment t where ${standing} and t.review_state = 'NOT_DRAWN'`);
  const drawn = newlyDrawn(missing, lots);
  // By key, like whoever reviews: two acts on the same rows wait in one line. Being drawn is no change that somebody else must have seen.
  await tx.rows(sql`with held as (select t.id from enrolment t where t.id = any (${drawn}::bigint[]) order by t.id for no key update) update enrolment e set review_state = 'WAITING' from held where e.id = held.id`);
}

async function countsOf(tx: Tx, standing: Sql): Promise<{ enrolled: number; drawn: number }> {
  const [counts] = await tx.rows<{ enrolled: number; drawn: number }>(sql`select count(*)::int as enrolled, (count(*) filter (where t.review_state <> 'NOT_DRAWN'))::int as drawn from enrolment t where ${standing}`);
  return counts ?? { enrolled: 0, drawn: 0 };
}
