// Tutors with two windows each at one queue, over a line that delays and breaks: each window claims, drafts, submits and goes on, and asks
// again as the console does where it got no answer. Then they go back to what is graded, all at the same few.
import { globalId, keyOf } from '../../server/kernel/ids.js';
import { vaultOf } from '../../server/installation.js';
import { verifyTrail } from '../../server/platform/audit/verify.js';
import { reconcile } from '../../server/reconcile.js';
import { openFlakyProxy } from '../support/flaky-proxy.js';
import { testFieldKey } from '../support/test-profile.js';
import { keptInMemory, openTestServer, type Answer, type TestServer } from '../support/test-server.js';
import { documents, reviewVariables, type Refusal, type ReviewAnswer, type ReviewInput, type SeenSubmission } from './grading-acts.js';
import { percentile, registerFaults, setFaults, sharingFaults, type Entry } from './history.js';
import { colleaguesOf, type Tutor } from './many-tutors.js';

export interface FlakyRun { tutors: number; tabsEach: number; /** Each window takes so many and leaves the last one as a draft. */ itemsEach: number; rivalsEach: number; below: (limit: number) => number }
export interface FlakyReport { faults: string[]; items: number; reviews: number; conflicts: number; draftsKept: number; askedAgain: number; cutRequests: number; cutAnswers: number; delays: number; seconds: number; p50Ms: number; p95Ms: number }

const line = { cutRequests: 5, cutAnswers: 5, delays: 15, delayMs: 60 };
const retryMs = 20;
const triesAtMost = 60;
/** So few submissions do all windows go back to. */
const contestedCount = 8;

interface Draft { id: string; comment: string }
interface Written { process: string; id: string; comment: string; points: string; from: number; milliseconds: number }

export async function workFlakyQueue(run: FlakyRun): Promise<FlakyReport> {
  const heads = keptInMemory();
  const server = await openTestServer({ auditHeads: heads });
  const proxy = await openFlakyProxy(server.origin, line, run.below);
  try {
    const contested = await gradedOnes(server);
    const before = await writesOf(server, contested);
    const tutors = await colleaguesOf(server, run.tutors, proxy.origin);
    const desk = new Desk(contested, run);
    const began = performance.now();
    await Promise.all(tutors.flatMap((tutor) => Array.from({ length: run.tabsEach }, (_, tab) => desk.work(tutor, `seat-${tutor.name}-${tab}`))));
    const seconds = (performance.now() - began) / 1_000;
    const faults = [...desk.faults, ...(await settled(server, desk, contested, before))];
    await server.app.auditSealer.seal();
    await verifyTrail(server.owner, vaultOf(testFieldKey), await heads.read(), (fault) => faults.push(`audit: ${JSON.stringify(fault)}`));
    faults.push(...(await reconcile(server.owner)).map(({ what, key, stored, recomputed }) => `${what} ${key}: stored ${stored}, recomputed ${recomputed}`));
    const { cutRequests, cutAnswers, delays } = proxy.done;
    return { faults, items: desk.granted.length, reviews: desk.written.length, conflicts: desk.conflicts, draftsKept: desk.drafts.size, askedAgain: desk.askedAgain, cutRequests, cutAnswers, delays, seconds: Math.round(seconds * 10) / 10, p50Ms: percentile(entriesOf(desk, new Map()), 50), p95Ms: percentile(entriesOf(desk, new Map()), 95) };
  } finally {
    await proxy.close();
    await server.close();
  }
}

/** What all the windows did and were told. */
class Desk {
  readonly faults: string[] = [];
  readonly granted: { on: string; holder: string }[] = [];
  readonly written: Written[] = [];
  /** By submission: the last draft that was acknowledged and not handed in. */
  readonly drafts = new Map<string, Draft>();
  /** Written, or on its way: whoever wrote it may not have been told yet. */
  readonly #sent = new Map<string, string>();
  conflicts = 0;
  askedAgain = 0;
  constructor(private readonly contested: readonly string[], private readonly run: FlakyRun) {}

  async work(tutor: Tutor, seat: string): Promise<void> {
    let afterId: string | null = null;
    for (let turn = 1; turn <= this.run.itemsEach; turn += 1) {
      const submission = await this.#claim(tutor, { filter: 'UNGRADED', seat, afterSubmissionId: afterId });
      if (submission === null) {
        this.faults.push(`${seat}: the queue answered that nothing is left`);
        return;
      }
      this.granted.push({ on: submission.id, holder: seat });
      const draft = new Drafting(submission.id);
      for (let saves = 1 + this.run.below(2); saves > 0; saves -= 1) await this.#draft(tutor, draft, `${seat} ${turn} 草稿 ${saves}`);
      if (turn === this.run.itemsEach) return;
      await this.#submit(tutor, seat, { submissionId: submission.id, expectedVersion: submission.version, points: this.#points(), comment: `${seat} ${turn}`, idempotencyKey: `${seat} ${turn}` });
      this.drafts.delete(submission.id);
      afterId = submission.id;
      if (turn <= this.run.rivalsEach) await this.#rival(tutor, seat, turn);
    }
  }

  /** Goes back to what others go back to as well: written over what was read, or told of both. */
  async #rival(tutor: Tutor, seat: string, turn: number): Promise<void> {
    const id = this.contested[this.run.below(this.contested.length)] ?? '';
    const { submission } = await this.#ask<{ submission: SeenSubmission }>(tutor, 'query ($id: ID!) { submission(id: $id) { id version } }', { id });
    const input = { submissionId: id, expectedVersion: submission.version, points: this.#points(), comment: `${seat} 改 ${turn}`, idempotencyKey: `${seat} 改 ${turn}` };
    const { conflict } = await this.#submit(tutor, seat, input, true);
    if (conflict === null) return;
    this.conflicts += 1;
    const { current, yours, currentVersion } = conflict;
    if (current === null || currentVersion <= submission.version || Number(yours.points) !== Number(input.points) || yours.comment !== input.comment) this.faults.push(`${input.comment}: the sides shown are ${JSON.stringify(conflict)}`);
    else if (current.comment.startsWith('seat-') && this.#sent.get(`${current.comment} ${Number(current.points)}`) !== id) this.faults.push(`${input.comment}: nobody wrote what it is told to collide with: ${current.comment}`);
  }

  async #claim(tutor: Tutor, input: Record<string, unknown>): Promise<SeenSubmission | null> {
    const { claimSubmission } = await this.#ask<{ claimSubmission: { submission: SeenSubmission | null; refusals: Refusal[] } }>(tutor, 'mutation ($input: ClaimSubmissionInput!) { claimSubmission(input: $input) { refusals { code } submission { id version } } }', { input });
    return claimSubmission.submission;
  }

  /** As the console's saver: one at a time, on top of the version before; what it finds of its own is no conflict. */
  async #draft(tutor: Tutor, draft: Drafting, comment: string): Promise<void> {
    draft.sent.add(comment);
    for (let tries = 0; tries < triesAtMost; tries += 1) {
      const { saveReviewDraft } = await this.#ask<{ saveReviewDraft: { draft: { version: number } | null; conflict: { current: { version: number; comment: string } } | null } }>(tutor, documents.draft, { input: { submissionId: draft.submissionId, expectedDraftVersion: draft.version, comment, points: null, criterionPoints: [], isExcellent: false } });
      if (saveReviewDraft.draft) {
        draft.version = saveReviewDraft.draft.version;
        this.drafts.set(draft.submissionId, { id: draft.submissionId, comment });
        return;
      }
      const current = saveReviewDraft.conflict?.current;
      if (!current || !draft.sent.has(current.comment)) {
        this.faults.push(`${comment}: the draft is refused: ${JSON.stringify(saveReviewDraft)}`);
        return;
      }
      draft.version = current.version;
    }
  }

  async #submit(tutor: Tutor, seat: string, input: Required<Pick<ReviewInput, 'submissionId' | 'expectedVersion' | 'comment' | 'idempotencyKey'>> & { points: string }, mayCollide = false): Promise<ReviewAnswer> {
    const { submissionId: id, expectedVersion: from, comment, points } = input;
    this.#sent.set(`${comment} ${Number(points)}`, id);
    const began = performance.now();
    const { submitReview: answer } = await this.#ask<{ submitReview: ReviewAnswer }>(tutor, documents.review, reviewVariables(input));
    const codes = answer.refusals.map(({ code }) => code).join();
    if (answer.refusals.length === 0) this.written.push({ process: seat, id, comment, points, from, milliseconds: performance.now() - began });
    else if (!mayCollide || codes !== 'STALE') this.faults.push(`${comment}: refused with ${codes}`);
    return answer;
  }

  /** Asks until there is an answer: the same request, under the same key. */
  async #ask<Data>(tutor: Tutor, query: string, variables: Record<string, unknown>): Promise<Data> {
    for (let tries = 0; tries < triesAtMost; tries += 1) {
      const answer: Answer<Data> | null = await tutor.actor.ask<Data>(query, variables).catch(() => null);
      if (answer?.errors.length === 0) return answer.data;
      if (answer) throw new Error(`${tutor.name} was answered ${answer.text}`);
      this.askedAgain += 1;
      await new Promise((resolve) => { setTimeout(resolve, retryMs); });
    }
    throw new Error(`${tutor.name} got no answer in ${triesAtMost} tries`);
  }

  #points(): string {
    return `${this.run.below(100)}.${this.run.below(10)}`;
  }
}

class Drafting {
  version = 0;
  readonly sent = new Set<string>();
  constructor(readonly submissionId: string) {}
}

/** Graded and released ones to go back to. */
async function gradedOnes(server: TestServer): Promise<string[]> {
  const { rows } = await server.owner.query<{ id: string }>(`select s.id from submission s join training_class k on k.id = s.class_id join course c on c.id = k.course_id join period p on p.id = s.period_id
    where c.code = 'KC2023001' and p.number = 4 and s.state = 'RELEASED' and s.is_latest order by s.id limit $1`, [contestedCount]);
  return rows.map(({ id }) => globalId('Submission', id));
}

interface Writes { reviews: number; events: number; audited: number }
async function writesOf(server: TestServer, ids: readonly string[]): Promise<Writes> {
  const keys = ids.map((id) => keyOf('Submission', id));
  const { rows: [row] } = await server.owner.query<Writes>(`select (select count(*)::int from review where submission_id = any ($1::bigint[])) as reviews,
    (select count(*)::int from submission_event where submission_id = any ($1::bigint[]) and to_state = 'SCORED') as events, (select count(*)::int from audit_event where action = 'assignments.grade' and subject = any ($2)) as audited`, [keys, ids]);
  return row as Writes;
}

function entriesOf({ written }: Desk, stored: ReadonlyMap<string, { madeVersion: number }>): Entry[] {
  return written.map(({ process, id, comment, from, milliseconds }) => ({ process, act: 'review', on: id, outcome: 'ok', from, to: stored.get(comment)?.madeVersion ?? 0, milliseconds }));
}

/** What stands in the database, against what the windows were told. */
async function settled(server: TestServer, desk: Desk, contested: readonly string[], before: Writes): Promise<string[]> {
  const { written, drafts, granted } = desk;
  const ids = [...new Set([...granted.map(({ on }) => on), ...contested])];
  const keys = ids.map((id) => keyOf('Submission', id));
  const faults = sharingFaults(granted);
  const { rows: reviews } = await server.owner.query<{ comment: string; points: string; isLast: boolean; madeVersion: number }>(`select r.comment, (r.points_tenths / 10.0)::text as points, r.id = s.last_review_id as "isLast", r.version_after as "madeVersion"
    from review r join submission s on s.id = r.submission_id where s.id = any ($1::bigint[]) and r.comment like 'seat-%'`, [keys]);
  faults.push(...setFaults(written.map(({ comment }) => comment), [], reviews.map(({ comment }) => comment)));
  if (reviews.length !== written.length) faults.push(`${written.length} reviews were acknowledged, ${reviews.length} are there`);
  const stored = new Map(reviews.map((review) => [review.comment, review]));
  for (const { comment, points } of written) if (Number(stored.get(comment)?.points) !== Number(points)) faults.push(`${comment}: ${points} was acknowledged, ${stored.get(comment)?.points} is there`);
  // An answer that was asked for again tells the submission as it is by then: which version a write made, its review says.
  faults.push(...registerFaults(entriesOf(desk, stored)));
  for (const [id, writes] of Map.groupBy(written, (write) => write.id)) {
    const made = writes.map(({ comment }) => stored.get(comment)).sort((one, other) => (other?.madeVersion ?? 0) - (one?.madeVersion ?? 0));
    if (made[0]?.isLast !== true) faults.push(`${id}: ${made[0]?.comment} was acknowledged last and does not stand`);
  }
  const { rows: left } = await server.owner.query<{ key: number; comment: string }>('select submission_id::int as key, comment from review_draft where submission_id = any ($1::bigint[])', [keys]);
  faults.push(...setFaults([...drafts.values()].map(({ comment }) => comment), [], left.map(({ comment }) => comment)));
  const after = await writesOf(server, ids);
  if (after.events - before.events !== written.length) faults.push(`${written.length} reviews and ${after.events - before.events} records of them`);
  if (after.audited - before.audited !== written.length) faults.push(`${written.length} reviews and ${after.audited - before.audited} audit events of them`);
  return faults;
}
