// What an enrolment's assignments amount to: the facts that its score counts.
import type { Tx } from '../platform/database/database.js';
import { sql } from '../platform/database/sql.js';

export interface ReviewedWork {
  objectiveCorrect: number;
  objectiveTotal: number;
  assignments: number;
  reviewed: number;
  reviewTenths: number;
  reviewMaximumTenths: number;
  excellentAssignments: number;
}

/** Counts the released reviews of the latest attempts; an assignment without one counts its maximum and no points. */
export async function reviewedWork(tx: Tx, enrolmentId: number): Promise<ReviewedWork> {
  const [row] = await tx.rows<ReviewedWork>(sql`
    select coalesce(max(o.correct_items), 0)::int as "objectiveCorrect", coalesce(max(o.total_items), 0)::int as "objectiveTotal",
      count(a.id)::int as assignments, count(r.id)::int as reviewed, coalesce(sum(r.points_tenths), 0)::int as "reviewTenths",
      coalesce(sum(a.maximum_tenths), 0)::int as "reviewMaximumTenths", count(*) filter (where r.is_excellent)::int as "excellentAssignments"
    from enrolment e
    join training_class c on c.id = e.class_id
    join assignment a on a.course_id = c.course_id
    left join submission s on s.enrolment_id = e.id and s.assignment_id = a.id and s.is_latest and s.state in ('RELEASED', 'APPEALED', 'REVISED')
    left join review r on r.id = s.last_review_id and r.released_at is not null
    left join objective_result o on o.enrolment_id = e.id
    where e.id = ${enrolmentId}`);
  if (!row) throw new Error(`no facts for enrolment ${enrolmentId}`);
  return row;
}
