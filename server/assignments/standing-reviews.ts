// Reviews that stand by an older version of a rubric than the one to which an assignment goes over.
import { sql, type Sql } from '../platform/database/sql.js';
import type { Criterion } from './rules/points.js';

/**
 * Scored by criteria and by another version than the wanted one: what a change has to look at. `t` is the submission, `r` its last review
 * and, while two markers are in dispute, the second one's too: both are compared by one measure.
 */
export const standingReviews = (assignmentId: number, afterId: number): Sql => sql`
  from submission t cross join lateral (
    select v.* from review v where v.id = t.last_review_id
    union all select second.* from review second where t.state = 'SECOND_MARKING' and second.id = (select max(v.id) from review v where v.submission_id = t.id and v.marking = 'SECOND' and v.withdrawn_at is null)) r
  where t.assignment_id = ${assignmentId} and t.is_latest and t.state in ('SCORED', 'SECOND_MARKING', 'AGREED', 'RELEASED', 'APPEALED', 'REVISED') and r.rubric_id <> ${afterId} and r.criterion_points <> '[]'::jsonb`;

/** The criteria of all versions by which something of the assignment was scored. */
export async function criteriaOfVersions(read: (statement: Sql) => Promise<object[]>, assignmentId: number, afterId: number): Promise<Map<number, Criterion[]>> {
  const rows = (await read(sql`select b.id::int as id, b.criteria from rubric b where b.id in (select r.rubric_id ${standingReviews(assignmentId, afterId)})`)) as { id: number; criteria: Criterion[] }[];
  return new Map(rows.map(({ id, criteria }) => [Number(id), criteria]));
}
