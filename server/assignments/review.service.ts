// Reviewing (批阅): drafts that survive, reviews that never overwrite silently, returns for revision.
import { accepted, refuse, refused, type Outcome, type Refusal } from '../kernel/refusals.js';
import { globalId } from '../kernel/ids.js';
import { nextState } from '../kernel/state-machine.js';
import { formatTenths } from '../kernel/tenths.js';
import { recordAudit } from '../platform/audit/audit.js';
import type { Clock } from '../platform/clock/clock.js';
import type { Database, Tx } from '../platform/database/database.js';
import { raw, sql } from '../platform/database/sql.js';
import type { Events } from '../platform/events/events.js';
import { personOf, type RequestContext } from '../platform/graphql/caller.js';
import { once } from '../platform/idempotency/idempotency.js';
import type { Live } from '../platform/live/live.js';
import { criterionPointsOf } from './assignment-shapes.js';
import type { ReviewConflictType } from './graphql/grading.input.js';
import { hintAfterCommit, lockSubmission, scopeColumnNames, scopeValues, type LockedSubmission } from './locked-submission.js';
import { pointsOf, type CriterionPoints, type ScoreSheet } from './rules/points.js';
import { commentRefusals, reasonRefusals } from './rules/texts.js';
import { submissionMachine, type SubmissionState } from './rules/submission-states.js';
import { SubmissionMoved } from './submission-events.js';

export interface ReviewRequest extends ScoreSheet {
  submissionId: number;
  expectedVersion: number;
  comment: string;
  isExcellent: boolean;
  idempotencyKey: string | null;
  isForced: boolean;
}

export interface ReviewAnswer { submissionId: number; conflict: ReviewConflictType | null; refusals: Refusal[] }

export class ReviewService {
  constructor(private readonly database: Database, private readonly clock: Clock, private readonly events: Events, private readonly live: Live) {}

  /**
   * Submits a review. Refuses STALE with both sides when somebody wrote in between (unless forced), LEASED while
   * somebody else has it open, OUT_OF_RANGE and INCOMPLETE by the rubric, NOT_ALLOWED_IN_STATE by the state table.
   */
  async submit(context: RequestContext, request: ReviewRequest): Promise<ReviewAnswer> {
    const { submissionId, idempotencyKey } = request;
    return this.database.transaction(context.caller.scope, async (tx) => {
      let conflict: ReviewConflictType | null = null;
      const outcome = await once<{ submissionId: number }>(tx, context.caller.actor, idempotencyKey, { operation: 'submitReview', ...request }, async () => {
        const submission = await lockSubmission(this.database, tx, submissionId);
        const checked = await this.#check(tx, context, submission, request);
        if (!checked.ok) {
          if (checked.refusals.some((refusal) => refusal.code === 'STALE')) conflict = await this.#conflict(tx, submission, request, context);
          return checked;
        }
        await this.#write(tx, context, submission, request, checked.value);
        return accepted({ submissionId });
      });
      return outcome.ok ? { submissionId: outcome.value.submissionId, conflict: null, refusals: [] } : { submissionId, conflict, refusals: outcome.refusals };
    });
  }

  /** Returns a submission for revision, with a reason that the learner reads. */
  async return(context: RequestContext, submissionId: number, expectedVersion: number, reason: string): Promise<Outcome<number>> {
    return this.database.transaction(context.caller.scope, async (tx) => {
      const submission = await lockSubmission(this.database, tx, submissionId);
      const refusals = [...reasonRefusals(reason), ...staleRefusals(submission, expectedVersion), ...stateRefusals(submission, 'return'), ...(await this.#leaseRefusals(tx, context, submission))];
      if (refusals.length > 0) return refused(...refusals);
      await this.#move(tx, context, submission, ['RETURNED'], reason.trim());
      await tx.rows(sql`update submission set return_reason = ${reason.trim()} where id = ${submissionId}`);
      await tx.rows(sql`delete from submission_lease where submission_id = ${submissionId}`);
      await recordAudit(tx, context, { action: 'assignments.return', subject: globalId('Submission', submissionId), facts: { reason: reason.trim() } });
      hintAfterCommit(tx, this.live, submission, ['submissions', 'indicators']);
      return accepted(submissionId);
    });
  }

  async #check(tx: Tx, context: RequestContext, submission: LockedSubmission, request: ReviewRequest): Promise<Outcome<number>> {
    const stateful = request.isForced ? [] : [...staleRefusals(submission, request.expectedVersion), ...(await this.#leaseRefusals(tx, context, submission))];
    const refusals = [...stateful, ...stateRefusals(submission, 'score'), ...commentRefusals(request.comment)];
    const points = pointsOf(request, submission.criteria, submission.maximumTenths);
    if (refusals.length > 0) return refused(...refusals, ...(points.ok ? [] : points.refusals));
    return points;
  }

  async #write(tx: Tx, context: RequestContext, submission: LockedSubmission, request: ReviewRequest, pointsTenths: number): Promise<void> {
    const { submissionId } = submission;
    const now = this.clock.business();
    const tutorId = personOf(context.caller);
    const [review] = await tx.rows<{ id: number }>(sql`
      insert into review (submission_id, ${raw(scopeColumnNames)}, tutor_id, tutor_name, rubric_id, points_tenths, criterion_points, comment, is_excellent, submitted_at, released_at, seconds)
      values (${submissionId}, ${scopeValues(submission)}, ${tutorId}, ${context.caller.name}, ${submission.rubricId}, ${pointsTenths}, ${JSON.stringify(request.criterionPoints)}::jsonb, ${request.comment}, ${request.isExcellent}, ${now},
        ${submission.releaseOnSubmit ? now : null}, (select least(extract(epoch from ${this.clock.system()}::timestamptz - since), 86400)::int from submission_lease where submission_id = ${submissionId} and holder_id = ${tutorId}))
      returning id::int as id`);
    await tx.rows(sql`update submission set last_review_id = ${review?.id ?? 0} where id = ${submissionId}`);
    const steps: SubmissionState[] = submission.releaseOnSubmit ? ['SCORED', 'RELEASED'] : ['SCORED'];
    await this.#move(tx, context, submission, steps, null);
    await tx.rows(sql`delete from review_draft where submission_id = ${submissionId} and tutor_id = ${tutorId}`);
    await tx.rows(sql`delete from submission_lease where submission_id = ${submissionId}`);
    await recordAudit(tx, context, {
      action: 'assignments.grade', subject: globalId('Submission', submissionId),
      facts: { review: review?.id, points: formatTenths(pointsTenths), isForced: request.isForced, replaces: submission.lastReviewId },
    });
    hintAfterCommit(tx, this.live, submission, ['submissions', 'indicators']);
  }

  /**
   * Steps of the state table in one act: a record for each, and one event from the first state to the last, so that the
   * domains above recompute once and their hot rows are touched at the end of the transaction.
   */
  async #move(tx: Tx, context: RequestContext, submission: LockedSubmission, steps: readonly SubmissionState[], reason: string | null): Promise<void> {
    let from = submission.state;
    for (const to of steps) {
      await tx.rows(sql`insert into submission_event (submission_id, ${raw(scopeColumnNames)}, from_state, to_state, by_id, by_name, at, reason)
        values (${submission.submissionId}, ${scopeValues(submission)}, ${from}, ${to}, ${personOf(context.caller)}, ${context.caller.name}, ${this.clock.business()}, ${reason})`);
      from = to;
    }
    await tx.rows(sql`update submission set state = ${from}, version = version + ${steps.length} where id = ${submission.submissionId}`);
    await this.events.raise(tx, SubmissionMoved, { ...submission, from: submission.state, to: from });
  }

  async #leaseRefusals(tx: Tx, context: RequestContext, submission: LockedSubmission): Promise<Refusal[]> {
    const [holder] = await tx.rows<{ holderName: string }>(sql`select holder_name as "holderName" from submission_lease where submission_id = ${submission.submissionId} and until > ${this.clock.system()} and holder_id <> ${personOf(context.caller)}`);
    return holder ? [refuse('LEASED', { zh: `${holder.holderName}正在批阅这份作业。`, en: `${holder.holderName} has this open.` }, { field: 'submissionId', facts: { holderName: holder.holderName } })] : [];
  }

  async #conflict(tx: Tx, submission: LockedSubmission, request: ReviewRequest, context: RequestContext): Promise<ReviewConflictType> {
    const [current] = await tx.rows<{ pointsTenths: number; criterionPoints: CriterionPoints[]; comment: string; tutorName: string; at: string }>(sql`
      select points_tenths as "pointsTenths", criterion_points as "criterionPoints", comment, tutor_name as "tutorName", to_char(submitted_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD"T"HH24:MI:SS"+08:00"') as at
      from review where id = ${submission.lastReviewId ?? 0}`);
    const yours = request.pointsTenths ?? request.criterionPoints.reduce((sum, given) => sum + given.pointsTenths, 0);
    return {
      currentVersion: submission.version,
      current: current ? { points: formatTenths(current.pointsTenths), criterionPoints: criterionPointsOf(current.criterionPoints), comment: current.comment, byName: current.tutorName, at: current.at } : null,
      yours: { points: formatTenths(yours), criterionPoints: criterionPointsOf(request.criterionPoints), comment: request.comment, byName: context.caller.name, at: null },
    };
  }
}

function staleRefusals(submission: LockedSubmission, expectedVersion: number): Refusal[] {
  if (submission.version === expectedVersion) return [];
  return [refuse('STALE', { zh: '这份作业已被他人更新，您的内容没有写入。', en: 'Somebody changed this in between; nothing of yours was written.' }, { field: 'expectedVersion', facts: { current: submission.version, yours: expectedVersion } })];
}

function stateRefusals(submission: LockedSubmission, act: 'score' | 'return'): Refusal[] {
  if (submission.isLatest && nextState(submissionMachine, submission.state, act) !== null) return [];
  return [refuse('NOT_ALLOWED_IN_STATE', { zh: submission.isLatest ? '作业当前的状态不允许这样做。' : '学员已提交新的版本，请批阅新版本。', en: submission.isLatest ? 'Not allowed in the present state.' : 'The learner has handed in a newer attempt.' }, { field: 'submissionId', facts: { state: submission.state } })];
}
