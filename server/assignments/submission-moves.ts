// What moves a submission through its states: each step a record, each act one event, for one submission or for many.
import { globalId } from '../kernel/ids.js';
import { refuse, type Refusal } from '../kernel/refusals.js';
import { nextState } from '../kernel/state-machine.js';
import { recordAudit, type Acting } from '../platform/audit/audit.js';
import type { Clock } from '../platform/clock/clock.js';
import type { Tx } from '../platform/database/database.js';
import { raw, sql } from '../platform/database/sql.js';
import type { Events } from '../platform/events/events.js';
import { personOf, type Caller } from '../platform/graphql/caller.js';
import type { Live } from '../platform/live/live.js';
import { endedRefusals } from '../programmes/index.js';
import { secondMarkerWord } from './blindness.js';
import { hintAfterCommit, scopeColumnNames, scopeValues, type LockedSubmission } from './locked-submission.js';
import { annotationRefusals, finishedAnnotationRefusals, inOrder, type Annotation } from './rules/annotations.js';
import { submissionMachine, type SubmissionAct, type SubmissionState } from './rules/submission-states.js';
import { reasonRefusals } from './rules/texts.js';
import { SubmissionMoved } from './submission-events.js';

/** Whose act it is: a tutor's in a request, or a tutor's that the server carries out. */
export interface Doer { personId: number; name: string; acting: Acting }

/** Who reviews: the caller of a request, or a tutor for whom the server works on. */
export interface Grader extends Acting { caller: Acting['caller'] & Pick<Caller, 'personId' | 'name'> }

export function doerOf(grader: Grader): Doer {
  return { personId: personOf(grader.caller), name: grader.caller.name, acting: grader };
}

export class SubmissionMoves {
  constructor(private readonly clock: Clock, private readonly events: Events, private readonly live: Live) {}

  /**
   * Steps of the state table in one act: a record for each, and one event from the first state to the last, so that the
   * domains above recompute once and their hot rows are touched at the end of the transaction.
   */
  async move(tx: Tx, doer: Doer, submission: LockedSubmission, steps: readonly SubmissionState[], reason: string | null): Promise<void> {
    const to = await this.#record(tx, doer, submission, steps, reason);
    await this.events.raise(tx, SubmissionMoved, { ...submission, from: submission.state, to });
    hintAfterCommit(tx, this.live, submission, ['submissions', 'indicators']);
  }

  /** A step that changes nothing that counts, as a learner's own may be: it stays graded and released with the same points, so no domain above has to hear of it. */
  async moveUncounted(tx: Tx, doer: Doer, submission: LockedSubmission, to: SubmissionState, reason: string | null): Promise<void> {
    await this.#record(tx, doer, submission, [to], reason);
    hintAfterCommit(tx, this.live, submission, ['submissions']);
  }

  async #record(tx: Tx, doer: Doer, submission: LockedSubmission, steps: readonly SubmissionState[], reason: string | null): Promise<SubmissionState> {
    let from = submission.state;
    for (const to of steps) {
      await tx.rows(sql`insert into submission_event (submission_id, ${raw(scopeColumnNames)}, from_state, to_state, by_id, by_name, at, reason)
        values (${submission.submissionId}, ${scopeValues(submission)}, ${from}, ${to}, ${doer.personId}, ${doer.name}, ${this.clock.business()}, ${reason})`);
      from = to;
    }
    await tx.rows(sql`update submission set state = ${from}, version = version + ${steps.length} where id = ${submission.submissionId}`);
    return from;
  }

  /** Publishes the review that stands. Refuses STALE when it is not the one that was seen, and LEASED while somebody grades it anew. */
  async release(tx: Tx, doer: Doer, submission: LockedSubmission, expectedVersion: number, facts: Record<string, unknown>): Promise<Refusal[]> {
    const refusals = [...endedRefusals(submission.programmeState), ...staleRefusals(submission, expectedVersion), ...stateRefusals(submission, 'release'), ...(await this.leaseRefusals(tx, doer, submission))];
    if (refusals.length > 0) return refusals;
    await tx.rows(sql`update review set released_at = ${this.clock.business()} where id = ${submission.lastReviewId}`);
    await this.move(tx, doer, submission, ['RELEASED'], null);
    await recordAudit(tx, doer.acting, { action: 'assignments.release', subject: globalId('Submission', submission.submissionId), facts: { review: submission.lastReviewId, ...facts }, changes: { state: [submission.state, 'RELEASED'] } });
    return [];
  }

  /** Sends it back for revision, with a reason and annotations that the learner reads; nothing is deducted where nothing is scored. */
  async return(tx: Tx, doer: Doer, submission: LockedSubmission, given: { expectedVersion: number; reason: string; annotations: readonly Annotation[] }, facts: Record<string, unknown>): Promise<Refusal[]> {
    const { expectedVersion, reason } = given;
    const refusals = [...endedRefusals(submission.programmeState), ...reasonRefusals(reason), ...staleRefusals(submission, expectedVersion), ...stateRefusals(submission, 'return'), ...annotationRefusals(given.annotations, submission.text, submission.criteria), ...finishedAnnotationRefusals(given.annotations, false), ...(await this.leaseRefusals(tx, doer, submission))];
    if (refusals.length > 0) return refusals;
    await this.move(tx, doer, submission, ['RETURNED'], reason.trim());
    const annotations = inOrder(given.annotations).map((annotation) => ({ ...annotation, deductionTenths: null }));
    await tx.rows(sql`update submission set return_reason = ${reason.trim()}, return_annotations = ${JSON.stringify(annotations)}::jsonb where id = ${submission.submissionId}`);
    await tx.rows(sql`delete from submission_lease where submission_id = ${submission.submissionId}`);
    await recordAudit(tx, doer.acting, { action: 'assignments.return', subject: globalId('Submission', submission.submissionId), facts: { reason: reason.trim(), ...facts }, changes: { state: [submission.state, 'RETURNED'] } });
    return [];
  }

  /** Somebody else has it open. */
  async leaseRefusals(tx: Tx, { personId }: Doer, { submissionId }: LockedSubmission): Promise<Refusal[]> {
    const [holder] = await tx.rows<{ holderName: string; isBlind: boolean }>(sql`select l.holder_name as "holderName", t.is_blind as "isBlind" from submission_lease l join submission t on t.id = l.submission_id where l.submission_id = ${submissionId} and l.until > ${this.clock.system()} and l.holder_id <> ${personId}`);
    if (!holder) return [];
    const { zh, en } = holder.isBlind ? secondMarkerWord : { zh: holder.holderName, en: holder.holderName };
    return [refuse('LEASED', { zh: `${zh}正在批阅这份作业。`, en: `${en} has this open.` }, { field: 'submissionId', facts: { holderName: zh } })];
  }
}

export function staleRefusals(submission: LockedSubmission, expectedVersion: number): Refusal[] {
  if (submission.version === expectedVersion) return [];
  return [refuse('STALE', { zh: '这份作业已被他人更新，您的内容没有写入。', en: 'Somebody changed this in between; nothing of yours was written.' }, { field: 'expectedVersion', facts: { current: submission.version, yours: expectedVersion } })];
}

export function stateRefusals(submission: LockedSubmission, act: SubmissionAct): Refusal[] {
  if (submission.isLatest && nextState(submissionMachine, submission.state, act) !== null) return [];
  return [refuse('NOT_ALLOWED_IN_STATE', { zh: submission.isLatest ? '作业当前的状态不允许这样做。' : '学员已提交新的版本，请批阅新版本；若学员已退回报名，则不再批阅。', en: submission.isLatest ? 'Not allowed in the present state.' : 'The learner has handed in a newer attempt, or has withdrawn.' }, { field: 'submissionId', facts: { state: submission.state } })];
}
