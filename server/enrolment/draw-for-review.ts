// Draws enrolments of a school in a period for their review (JS-05), while the school's account of seats is held: acts on one school and period draw one after another.
import type { Tx } from '../platform/database/database.js';
import { sql } from '../platform/database/sql.js';
import type { ClassFrame } from './class-frame.js';
import { isOver, newlyDrawn, type Lot } from './rules/reviewing.js';

export async function drawForReview(tx: Tx, { periodId, review, today }: Pick<ClassFrame, 'periodId' | 'review' | 'today'>, schoolId: number): Promise<void> {
  if (review === null || isOver(review, today)) return;
  const lots = await tx.rows<Lot>(sql`select t.id::int as id, md5(${String(periodId)} || ':' || t.id) as lot, t.review_state <> 'NOT_DRAWN' as "isDrawn" from enrolment t where t.school_id = ${schoolId} and t.period_id = ${periodId} and t.state = 'ENROLLED'`);
  const drawn = newlyDrawn(review.sample, lots);
  if (drawn.length === 0) return;
  // By key, like whoever reviews: two acts on the same rows wait in one line. Being drawn is no change that somebody else must have seen.
  await tx.rows(sql`with held as (select t.id from enrolment t where t.id = any (${drawn}::bigint[]) order by t.id for no key update) update enrolment e set review_state = 'WAITING' from held where e.id = held.id`);
}
