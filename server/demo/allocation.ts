// Allocation in the demonstration: the chief tutor divided what waits in the class of the cast's tutors, and moved a few afterwards.
import type pg from 'pg';
import { learnerCourse } from './cast.js';
import { demoStart } from './profile.js';

const hour = 3_600_000;
const terms = [{ login: 'zhou.mingli', weight: 2, dailyCap: 40, given: 40 }, { login: 'xu.jingshu', weight: 1, dailyCap: 30, given: 20 }] as const;
const movedCount = 5;

interface Tutor { id: string; name: string; programme: string; weight: number; dailyCap: number; given: number }

/** The oldest first, and nothing of the own school; the cast's learner waits for whoever comes first. */
export async function insertAllocation(client: pg.Client): Promise<void> {
  const tutors: Tutor[] = [];
  for (const { login, ...rest } of terms) {
    const { rows: [row] } = await client.query<Pick<Tutor, 'id' | 'name' | 'programme'>>('select p.id, p.name, c.programme_id as programme from person p, course c where p.user_name = $1 and c.code = $2', [login, learnerCourse]);
    if (!row) throw new Error('the demonstration has no tutors');
    tutors.push({ ...row, ...rest });
  }
  const [zhou, xu] = tutors as [Tutor, Tutor];
  for (const { id, name, programme, weight, dailyCap, given } of tutors) {
    await client.query('insert into tutor_terms (programme_id, tutor_id, weight, daily_cap) values ($1, $2, $3, $4)', [programme, id, weight, dailyCap]);
    await client.query(`update submission set allocated_to_id = $1, allocated_to_name = $2 where id in (
      select s.id from submission s join training_class k on k.id = s.class_id join course c on c.id = k.course_id join period n on n.id = s.period_id
      where c.code = $3 and n.number = 4 and s.state = 'SUBMITTED' and s.is_latest and s.allocated_to_id is null and s.person_id <> (select id from person where user_name = 'lin.xiaolan') and s.school_id <> (select office_id from person where id = $1)
        and exists (select 1 from class_tutor t join role_assignment r on r.id = t.role_id where t.class_id = s.class_id and r.person_id = $1) order by s.submitted_at, s.id limit $4)`, [id, name, learnerCourse, given]);
  }
  const act = (kind: string, shares: { tutor: Tutor; count: number }[], reason: string | null, hoursAgo: number) => client.query(`insert into allocation_act (programme_id, kind, shares, unplaced, reason, by_name, at) values ($1, $2, $3, 0, $4, '裴致远', $5)`,
    [zhou.programme, kind, JSON.stringify(shares.map(({ tutor, count }) => ({ tutorId: Number(tutor.id), name: tutor.name, count }))), reason, new Date(demoStart.getTime() - hoursAgo * hour)]);
  await act('ALLOCATE', tutors.map((tutor) => ({ tutor, count: tutor.given })), null, 20);
  await client.query(`update submission set allocated_to_id = $2, allocated_to_name = $3 where id in (select id from submission where allocated_to_id = $1 and school_id <> (select office_id from person where id = $2) order by submitted_at desc, id desc limit $4)`, [zhou.id, xu.id, xu.name, movedCount]);
  await act('REASSIGN', [{ tutor: xu, count: movedCount }], '均衡进度。', 2);
}
