// The waiting list (候补): choices whose school has said yes and for which no seat or no place was left. It is a mark on the choice, for the
// choice is the queue. Whoever waits on it has what becomes free before those
// who come later, and among themselves who chose first goes first, at whichever school.
import type { Tx } from '../platform/database/database.js';
import { raw, sql, type Sql } from '../platform/database/sql.js';
import { standsAtOwnSchool } from './moved-teachers.js';
import type { ListedAhead } from './rules/enrolling.js';

/** Who waits on the list still: `c` a choice, `p` who chose. Whoever is in another class of the period by now, or at another school than the one that said yes, waits for nothing. */
export const standsListed = sql`c.listed_at is not null and c.withdrawn_at is null and p.merged_into_id is null
  and ${standsAtOwnSchool} and not exists (select 1 from enrolment e where e.person_id = c.person_id and e.period_id = c.period_id and e.state = 'ENROLLED')`;
/** Their school has a seat left. */
export const hasSeat = raw('exists (select 1 from quota q where q.period_id = c.period_id and q.office_id = p.office_id and q.received - q.handed_down - q.used > 0)');
/** The class has a place left. */
export const hasPlace = raw('not exists (select 1 from class_places k where k.class_id = c.class_id and k.taken >= k.capacity)');

/** Who waits on the list and could be enrolled at once: for these classes, at whichever school, and for other classes at this one. Asked as a job: other schools are out of the school's sight. */
export async function listedAhead(tx: Tx, periodId: number, classIds: readonly number[], schoolId: number): Promise<ListedAhead[]> {
  return tx.asJob((job) => job.rows<ListedAhead>(sql`select c.class_id::int as "classId", p.office_id::int as "schoolId", c.person_id::int as "personId" from course_choice c join person p on p.id = c.person_id
    where c.period_id = ${periodId} and ${standsListed} and ${hasSeat} and ${hasPlace} and (c.class_id = any (${classIds}::bigint[]) or p.office_id = ${schoolId})`));
}

/** Puts choices on the list, those that are not on it. */
export async function putOnList(tx: Tx, choiceIds: readonly number[], by: { id: number | null; name: string; at: Date }): Promise<void> {
  if (choiceIds.length > 0) await tx.rows(sql`update course_choice set listed_at = ${by.at}, listed_by_id = ${by.id}, listed_by_name = ${by.name} where id = any (${choiceIds}::bigint[]) and listed_at is null`);
}

export function takeOffList(tx: Tx, which: Sql): Promise<{ personId: number }[]> {
  return tx.rows(sql`update course_choice set listed_at = null, listed_by_id = null, listed_by_name = null where listed_at is not null and withdrawn_at is null and ${which} returning person_id::int as "personId"`);
}
