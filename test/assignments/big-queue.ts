// A queue as a province has it: thousands that wait in one class, set there at once.
import { keyOf } from '../../server/kernel/ids.js';
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

export function percentileOf(times: readonly number[], share: number): number {
  const sorted = [...times].sort((one, other) => one - other);
  return Math.round(sorted[Math.ceil(sorted.length * share) - 1] ?? NaN);
}
