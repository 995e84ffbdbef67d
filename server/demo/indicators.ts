// The counters of schools in the periods of a programme, from what stands in the other tables.
import type pg from 'pg';

export async function insertIndicators(client: pg.Client, programmeId: number): Promise<void> {
  await client.query(`insert into school_indicator (period_id, school_id, enrolled, participating, submitted, graded, released, total_tenths_sum, passed, online_seconds)
    select e.period_id, e.school_id, count(*), count(l.seconds), coalesce(sum(s.submitted), 0), coalesce(sum(s.graded), 0), count(*) filter (where r.verdict <> 'PENDING'),
      coalesce(sum(r.total_tenths) filter (where r.verdict <> 'PENDING'), 0), count(*) filter (where r.verdict = 'PASS'), coalesce(sum(l.seconds), 0)
    from enrolment e
    left join (select enrolment_id, sum(seconds) as seconds from learning_record group by 1) l on l.enrolment_id = e.id
    left join (select enrolment_id, count(*) as submitted, count(*) filter (where state in ('SCORED', 'RELEASED')) as graded from submission where is_latest group by 1) s on s.enrolment_id = e.id
    left join result r on r.enrolment_id = e.id
    where e.programme_id = $1 group by 1, 2 order by 1, 2`, [programmeId]);
}
