// Choices of the demonstration: in the first days of September learners chose the course of their subject in a period that is still to
// come, and wait for their schools. Those of the cast's school more often than others, so that its administrator has something to do.
import type pg from 'pg';

export async function insertChoices(client: pg.Client, programmeId: number): Promise<void> {
  await client.query(`
    insert into course_choice (class_id, person_id, school_id, period_id, programme_id, chosen_at)
    select k.id, p.id, p.office_id, k.period_id, k.programme_id, timestamptz '2023-09-04 08:00:00+08' + (p.id * 7919 % 8000) * interval '1 minute'
    from person p join office o on o.id = p.office_id and o.level = 'SCHOOL'
    join course c on c.subject = p.subject and c.stage = p.stage join training_class k on k.course_id = c.id join period n on n.id = k.period_id and n.number = 5 + p.id % 2
    where k.programme_id = $1 and (p.id % 5 = 0 or p.office_id = (select office_id from person where user_name = 'fang.ruolan'))
      and exists (select 1 from enrolment e where e.person_id = p.id and e.school_id = p.office_id)
      and p.user_name is distinct from 'lin.xiaolan' and not exists (select 1 from enrolment e where e.person_id = p.id and e.class_id = k.id)
    order by 6, 2`, [programmeId]);
}
