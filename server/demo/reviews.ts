// The review of enrolments in the demonstration (JS-05): those of the periods that have begun were passed by their counties; of the next
// one, which schools entered in the first days of September, some still wait.
import type pg from 'pg';

/** The period whose enrolments are being reviewed on the first day. */
const nextPeriod = 5;

export async function insertReviews(client: pg.Client, programmeId: number): Promise<void> {
  await client.query('update enrolment e set enrolled_at = e.enrolled_at - interval \'7 days\' from period n where n.id = e.period_id and e.programme_id = $1 and n.number = $2', [programmeId, nextPeriod]);
  // By its administrator; by the county itself where the demonstration names none.
  await client.query(`
    update enrolment e set review_state = case when r.waits then 'WAITING' else 'PASSED' end, version = case when r.waits then 1 else 2 end,
      reviewed_at = case when not r.waits then e.enrolled_at + interval '2 hours' end, reviewed_by_id = case when not r.waits then r.by_id end, reviewed_by_name = case when not r.waits then r.by_name end
    from (
      select one.id, n.number = $2 and one.id % 5 < 3 as waits, by.id as by_id, coalesce(by.name, '县级管理员') as by_name
      from enrolment one join period n on n.id = one.period_id join office school on school.id = one.school_id
      left join lateral (select p.id, p.name from role_assignment a join person p on p.id = a.person_id where a.office_id = school.county_id and a.role = 'ADMIN' order by p.user_name is null, p.id limit 1) by on true
      where one.programme_id = $1
    ) r where r.id = e.id`, [programmeId, nextPeriod]);
}
