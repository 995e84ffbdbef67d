// A queue as a province has it: thousands that wait in one class, set there at once.
import { globalId, keyOf } from '../../server/kernel/ids.js';
import type { TestServer } from '../support/test-server.js';

/**
 * Fills the class of a submission up with so many more that wait: copies of it, handed in one second after the other. Attempts count
 * downwards from nought, so that none of them is a resubmission.
 */
export async function fillQueue(server: Pick<TestServer, 'owner'>, likeSubmission: string, count: number): Promise<void> {
  await server.owner.query(`
    insert into submission (assignment_id, enrolment_id, person_id, school_id, class_id, period_id, programme_id, attempt, learner_number, is_latest, text, character_count, state, version, submitted_at)
    select s.assignment_id, s.enrolment_id, s.person_id, s.school_id, s.class_id, s.period_id, s.programme_id, 1 - n, s.learner_number, true, '第' || n || '份。' || s.text, s.character_count, 'SUBMITTED', 1, s.submitted_at + n * interval '1 second'
    from submission s, generate_series(1, $2) n where s.id = $1`, [keyOf('Submission', likeSubmission), count]);
  await server.owner.query('analyze submission');
}

/**
 * The same with learners of their own, as a class has them: so many people, enrolled beside the submission's learner, who handed in
 * the same assignment. Indicators follow.
 */
export async function fillClass(server: Pick<TestServer, 'owner'>, likeSubmission: string, count: number): Promise<string[]> {
  const { rows } = await server.owner.query<{ id: string }>(`
    with one as (select s.*, e.enrolled_at from submission s join enrolment e on e.id = s.enrolment_id where s.id = $1),
    people as (insert into person (name, training_number, office_id) select '学员' || n, 'CLASS' || lpad(n::text, 6, '0'), one.school_id from one, generate_series(1, $2::int) n returning id),
    enrolled as (insert into enrolment (programme_id, period_id, class_id, person_id, school_id, state, enrolled_at) select one.programme_id, one.period_id, one.class_id, people.id, one.school_id, 'ENROLLED', one.enrolled_at from one, people returning id, person_id),
    indicated as (update school_indicator i set enrolled = i.enrolled + $2::int, submitted = i.submitted + $2::int from one where i.period_id = one.period_id and i.school_id = one.school_id)
    insert into submission (assignment_id, enrolment_id, person_id, school_id, class_id, period_id, programme_id, attempt, learner_number, is_latest, text, character_count, state, version, submitted_at)
    select one.assignment_id, enrolled.id, enrolled.person_id, one.school_id, one.class_id, one.period_id, one.programme_id, 1, 1000 + row_number() over (order by enrolled.id), true, one.text, one.character_count, 'SUBMITTED', 1, one.submitted_at + row_number() over (order by enrolled.id) * interval '1 second'
    from one, enrolled returning id`, [keyOf('Submission', likeSubmission), count]);
  await server.owner.query('analyze submission');
  return rows.map(({ id }) => globalId('Submission', id));
}

export function percentileOf(times: readonly number[], share: number): number {
  const sorted = [...times].sort((one, other) => one - other);
  return Math.round(sorted[Math.ceil(sorted.length * share) - 1] ?? NaN);
}
