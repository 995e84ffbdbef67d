// What people do with second marking in the tests, as GraphQL.
import { globalId, keyOf } from '../../server/kernel/ids.js';
import type { Actor, TestServer } from '../support/test-server.js';
import { codesOf, submitReview, type Refusal, type ReviewAnswer } from '../assignments/grading-acts.js';

export const refusalFields = 'refusals { code field message requirement facts { name value } }';
const reviewFields = 'id points comment tutorName isExcellent criterionPoints { criterion points } annotations { start end quote comment criterion deduction }';
export const markingFields = `id state reasons tolerance difference sampledAt secondAt settledAt settledByName settledReason viewerCanDecide submission { id state version review { ${reviewFields} } } first { ${reviewFields} } second { ${reviewFields} } agreed { ${reviewFields} }`;

export interface SeenReview { id: string; points: string; comment: string; tutorName: string; isExcellent: boolean; criterionPoints: { criterion: string; points: string }[]; annotations: { start: number; quote: string; comment: string; deduction: string | null }[] }
export interface SeenMarking { id: string; state: string; reasons: string[]; tolerance: string; difference: string | null; settledByName: string | null; settledReason: string | null; viewerCanDecide: boolean; submission: { id: string; state: string; version: number; review: SeenReview | null }; first: SeenReview | null; second: SeenReview | null; agreed: SeenReview | null }

export const documents = {
  set: `mutation ($input: SetSecondMarkingInput!) { setSecondMarking(input: $input) { ${refusalFields} setting { assignment { id } class { id } samplePercent borders { from to } newTutorReviews newTutorDays tolerance version byName } } }`,
  decide: `mutation ($input: DecideDisputeInput!) { decideDispute(input: $input) { ${refusalFields} submission { id state version review { ${reviewFields} } } } }`,
  waive: `mutation ($input: WaiveSecondMarkingInput!) { waiveSecondMarking(input: $input) { ${refusalFields} submission { id state version } } }`,
} as const;

export const off = { samplePercent: 0, borders: [] as { from: string; to: string }[], newTutorReviews: 0, newTutorDays: 0, tolerance: '5', expectedVersion: 0 };

export async function setMarking(actor: Actor, input: Partial<typeof off> & { assignmentId: string; classId?: string }): Promise<{ setting: (typeof off & { version: number }) | null; refusals: Refusal[] }> {
  return (await actor.sees<{ setSecondMarking: Awaited<ReturnType<typeof setMarking>> }>(documents.set, { input: { ...off, ...input } })).setSecondMarking;
}
export async function decide(actor: Actor, input: Record<string, unknown>): Promise<{ submission: SeenMarking['submission'] | null; refusals: Refusal[] }> {
  return (await actor.sees<{ decideDispute: Awaited<ReturnType<typeof decide>> }>(documents.decide, { input: { criterionPoints: [], given: [], comment: '', reason: '细看两次批阅后定分。', isExcellent: false, ...input } })).decideDispute;
}
export async function waive(actor: Actor, submissionId: string, expectedVersion: number, reason: string): Promise<{ submission: { state: string; version: number } | null; refusals: Refusal[] }> {
  return (await actor.sees<{ waiveSecondMarking: Awaited<ReturnType<typeof waive>> }>(documents.waive, { input: { submissionId, expectedVersion, reason } })).waiveSecondMarking;
}

/** What is told of the last second marking of a submission; null while it is told to nobody. */
export async function markingOf(actor: Actor, submissionId: string): Promise<SeenMarking | null> {
  const { secondMarkings } = await actor.sees<{ secondMarkings: { nodes: { id: string; submission: { id: string } }[] } }>('{ secondMarkings(first: 100) { nodes { id submission { id } } } }');
  const found = secondMarkings.nodes.find(({ submission }) => submission.id === submissionId);
  return found ? (await actor.sees<{ secondMarking: SeenMarking }>(`query ($id: ID!) { secondMarking(id: $id) { ${markingFields} } }`, { id: found.id })).secondMarking : null;
}

/** All reviews of the assignment are sampled, as they stand in the settings of 裴致远; nothing else is. */
export async function sampleAll(server: TestServer, submissionIds: readonly string[], tolerance = 50): Promise<void> {
  await server.owner.query(`insert into second_marking_setting (assignment_id, class_id, programme_id, sample_percent, borders, new_tutor_reviews, new_tutor_days, tolerance_tenths, seed, version, by_name, at)
    select distinct s.assignment_id, s.class_id, s.programme_id, 100, '[]'::jsonb, 0, 0, $2::int, 1, 1, '裴致远', now() from submission s where s.id = any ($1::bigint[]) on conflict do nothing`, [submissionIds.map((id) => keyOf('Submission', id)), tolerance]);
}

export async function assignmentOf(server: TestServer, submissionId: string): Promise<{ assignmentId: string; classId: string; text: string; releaseOnSubmit: boolean }> {
  const { rows } = await server.owner.query<{ a: string; c: string; text: string; r: boolean }>('select s.assignment_id as a, s.class_id as c, s.text, a.release_on_submit as r from submission s join assignment a on a.id = s.assignment_id where s.id = $1', [keyOf('Submission', submissionId)]);
  return { assignmentId: globalId('Assignment', rows[0]?.a ?? 0), classId: globalId('TrainingClass', rows[0]?.c ?? 0), text: rows[0]?.text ?? '', releaseOnSubmit: rows[0]?.r ?? false };
}

/** 30 / 30 / 25 / 15: points given to each criterion in their order. */
export function sheet(...points: string[]): { criterion: string; points: string }[] {
  return ['content', 'practice', 'reflection', 'expression'].map((criterion, place) => ({ criterion, points: points[place] ?? '0' }));
}

export async function mark(actor: Actor, submissionId: string, expectedVersion: number, points: { criterion: string; points: string }[], more: Record<string, unknown> = {}): Promise<ReviewAnswer> {
  const answer = await submitReview(actor, { submissionId, expectedVersion, criterionPoints: points, comment: '好。', ...more });
  return answer;
}

export async function marked(actor: Actor, submissionId: string, expectedVersion: number, points: { criterion: string; points: string }[], more: Record<string, unknown> = {}): Promise<number> {
  const answer = await mark(actor, submissionId, expectedVersion, points, more);
  if (codesOf(answer).length > 0) throw new Error(JSON.stringify(answer.refusals));
  return answer.submission?.version ?? 0;
}
