// What people do with submissions in the tests, as GraphQL; and scenes to do it in.
import type pg from 'pg';
import { globalId, keyOf } from '../../server/kernel/ids.js';
import type { Actor, Answer, CastName, TestServer } from '../support/test-server.js';

export interface Refusal { code: string; field: string | null; message: string; facts: { name: string; value: string }[] }
export interface Side { points: string; comment: string; byName: string; at: string | null; criterionPoints: { criterion: string; points: string }[] }
export interface SeenSubmission {
  id: string; state: string; version: number; attempt: number; text: string; submittedAt: string; returnReason: string | null;
  review: { id: string; points: string; comment: string; tutorName: string; isExcellent: boolean; releasedAt: string | null; criterionPoints: { criterion: string; points: string }[] } | null;
  lease: { holderName: string; isMine: boolean; until: string } | null;
  draft: { version: number; points: string | null; comment: string; isExcellent: boolean; criterionPoints: { criterion: string; points: string }[] } | null;
  viewerCanGrade: boolean;
}

const refusalFields = 'refusals { code field message facts { name value } }';
const sideFields = 'points comment byName at criterionPoints { criterion points }';
export const submissionFields = `id state version attempt text submittedAt returnReason viewerCanGrade
  review { id points comment tutorName isExcellent releasedAt criterionPoints { criterion points } }
  lease { holderName isMine until } draft { version points comment isExcellent criterionPoints { criterion points } }`;
/** What a learner may select: leases, drafts and opinions are the tutors'. */
export const learnerFields = `id state version attempt text submittedAt returnReason viewerCanHandIn
  review { id points comment tutorName isExcellent releasedAt criterionPoints { criterion points } }`;

/** 28.5 + 27 + 20 + 12 = 87.5 of 100. */
export const goodPoints = [{ criterion: 'content', points: '28.5' }, { criterion: 'practice', points: '27' }, { criterion: 'reflection', points: '20' }, { criterion: 'expression', points: '12' }];

export interface ReviewInput { submissionId: string; expectedVersion: number; points?: unknown; criterionPoints?: { criterion: string; points: unknown }[]; comment?: string; isExcellent?: boolean; idempotencyKey?: string; force?: boolean }
export interface DraftInput { submissionId: string; expectedDraftVersion: number; points?: unknown; criterionPoints?: { criterion: string; points: unknown }[]; comment: string; isExcellent?: boolean }

export interface ReviewAnswer { submission: SeenSubmission | null; refusals: Refusal[]; conflict: { currentVersion: number; current: Side | null; yours: Side } | null }

export const documents = {
  review: `mutation ($input: SubmitReviewInput!) { submitReview(input: $input) { ${refusalFields} conflict { currentVersion current { ${sideFields} } yours { ${sideFields} } } submission { ${submissionFields} } } }`,
  draft: `mutation ($input: SaveReviewDraftInput!) { saveReviewDraft(input: $input) { ${refusalFields} draft { version points comment isExcellent criterionPoints { criterion points } } conflict { current { version points comment } } } }`,
  claim: `mutation ($input: ClaimSubmissionInput!) { claimSubmission(input: $input) { ${refusalFields} submission { ${submissionFields} } } }`,
  giveBack: `mutation ($input: GiveBackSubmissionInput!) { giveBackSubmission(input: $input) { ${refusalFields} } }`,
  return: `mutation ($input: ReturnSubmissionInput!) { returnSubmission(input: $input) { ${refusalFields} submission { ${submissionFields} } } }`,
  handIn: `mutation ($input: HandInInput!) { handIn(input: $input) { ${refusalFields} submission { ${learnerFields} } } }`,
  opinion: `mutation ($input: AddOpinionInput!) { addOpinion(input: $input) { ${refusalFields} opinion { id expertName text givenAt } } }`,
} as const;

export function reviewVariables(input: ReviewInput): { input: Record<string, unknown> } {
  return { input: { comment: '', isExcellent: false, criterionPoints: [], ...input } };
}

export async function submitReview(actor: Actor, input: ReviewInput): Promise<ReviewAnswer> {
  return (await actor.sees<{ submitReview: ReviewAnswer }>(documents.review, reviewVariables(input))).submitReview;
}
export async function saveDraft(actor: Actor, input: DraftInput): Promise<{ draft: SeenSubmission['draft']; conflict: { current: { version: number; points: string | null; comment: string } } | null; refusals: Refusal[] }> {
  return (await actor.sees<{ saveReviewDraft: Awaited<ReturnType<typeof saveDraft>> }>(documents.draft, { input: { criterionPoints: [], isExcellent: false, ...input } })).saveReviewDraft;
}
export async function claim(actor: Actor, input: Record<string, unknown>): Promise<{ submission: SeenSubmission | null; refusals: Refusal[] }> {
  return (await actor.sees<{ claimSubmission: Awaited<ReturnType<typeof claim>> }>(documents.claim, { input })).claimSubmission;
}
export async function giveBack(actor: Actor, submissionId: string): Promise<void> {
  await actor.sees(documents.giveBack, { input: { submissionId } });
}
export async function returnForRevision(actor: Actor, submissionId: string, expectedVersion: number, reason: string): Promise<{ submission: SeenSubmission | null; refusals: Refusal[] }> {
  return (await actor.sees<{ returnSubmission: Awaited<ReturnType<typeof returnForRevision>> }>(documents.return, { input: { submissionId, expectedVersion, reason } })).returnSubmission;
}
export async function handIn(actor: Actor, submissionId: string, expectedVersion: number, text: string, idempotencyKey: string | null): Promise<{ submission: SeenSubmission | null; refusals: Refusal[] }> {
  return (await actor.sees<{ handIn: Awaited<ReturnType<typeof handIn>> }>(documents.handIn, { input: { submissionId, expectedVersion, text, idempotencyKey } })).handIn;
}
export async function seen(actor: Actor, id: string, fields: string): Promise<SeenSubmission> {
  return (await actor.sees<{ submission: SeenSubmission }>(`query ($id: ID!) { submission(id: $id) { ${fields} } }`, { id })).submission;
}

export function codesOf(answer: { refusals: Refusal[] }): string[] {
  return answer.refusals.map((refusal) => refusal.code);
}
export function errorCodes(answer: Answer<unknown>): unknown[] {
  return answer.errors.map((error) => error.extensions['code']);
}

/** Everything that a write about a submission could change, as text: two equal portraits mean that nothing changed. */
export async function portraitOf(owner: pg.Client, submissionId: string): Promise<string> {
  const { rows } = await owner.query<{ portrait: string }>(`
    with s as (select * from submission where id = $1)
    select concat_ws(E'\n', (select to_jsonb(s) from s), (select jsonb_agg(r order by r.id) from review r, s where r.submission_id = s.id), (select jsonb_agg(e order by e.id) from submission_event e, s where e.submission_id = s.id),
      (select jsonb_agg(d order by d.tutor_id) from review_draft d, s where d.submission_id = s.id), (select jsonb_agg(n order by n.id) from submission n, s where n.enrolment_id = s.enrolment_id),
      (select to_jsonb(x) from result x, s where x.enrolment_id = s.enrolment_id), (select to_jsonb(i) from school_indicator i, s where i.school_id = s.school_id and i.period_id = s.period_id)) as portrait`, [keyOf('Submission', submissionId)]);
  return rows[0]?.portrait ?? '';
}

export async function numberOf(owner: pg.Client, statement: string, values: unknown[] = []): Promise<number> {
  const { rows } = await owner.query<{ number: string }>(`select (${statement})::bigint as number`, values);
  return Number(rows[0]?.number ?? NaN);
}

/** Submissions of the running period that wait in the queue of 周明礼 and 许静姝; each is handed out once. 林晓岚's own are left alone. */
export class WaitingSubmissions {
  #waiting: Promise<string[]> | null = null;
  constructor(private readonly server: TestServer) {}

  async take(): Promise<string> {
    this.#waiting ??= waitingIds(this.server, 4);
    const id = (await this.#waiting).pop();
    if (id === undefined) throw new Error('no submission is waiting');
    return id;
  }

  async takeMany(count: number): Promise<string[]> {
    const ids: string[] = [];
    while (ids.length < count) ids.push(await this.take());
    return ids;
  }
}

/** Global ids of what waits in the classes of the course of 周明礼 and 许静姝 in a period, 林晓岚's excepted. */
export async function waitingIds(server: TestServer, period: number): Promise<string[]> {
  const { rows } = await server.owner.query<{ id: string }>(`
    select s.id from submission s join training_class k on k.id = s.class_id join course c on c.id = k.course_id join period p on p.id = s.period_id
    where c.code = 'KC2023001' and p.number = $1 and s.state = 'SUBMITTED' and s.is_latest and s.person_id <> (select id from person where user_name = 'lin.xiaolan') order by s.id`, [period]);
  return rows.map((row) => globalId('Submission', row.id));
}

/** 林晓岚's latest submissions in a state, the oldest first. */
export async function ownSubmissions(server: TestServer, state: string): Promise<string[]> {
  const { rows } = await server.owner.query<{ id: string }>(`select s.id from submission s where s.state = $1 and s.is_latest and s.person_id = (select id from person where user_name = 'lin.xiaolan') order by s.id`, [state]);
  return rows.map((row) => globalId('Submission', row.id));
}

/** Whether a review of the submission's assignment is released as soon as it is handed in; answers what it was before. */
export async function setReleaseOnSubmit(server: TestServer, submissionId: string, isReleased: boolean): Promise<boolean> {
  const { rows } = await server.owner.query<{ before: boolean }>('update assignment a set release_on_submit = $2 from assignment b where b.id = a.id and a.id = (select assignment_id from submission where id = $1) returning b.release_on_submit as before', [keyOf('Submission', submissionId), isReleased]);
  return rows[0]?.before ?? isReleased;
}

export type Cast = Record<CastName, Actor>;

/** Signs members of the cast in, all at once. */
export async function signInAll<Name extends CastName>(server: TestServer, ...names: Name[]): Promise<Record<Name, Actor>> {
  return Object.fromEntries(await Promise.all(names.map(async (name) => [name, await server.as(name)] as const))) as Record<Name, Actor>;
}
