// Reviewing (批阅): drafts that survive, reviews that never overwrite silently, returns for revision.
import { accepted, refused, type Outcome, type Refusal } from '../kernel/refusals.js';
import { globalId } from '../kernel/ids.js';
import { formatTenths } from '../kernel/tenths.js';
import { recordAudit } from '../platform/audit/audit.js';
import type { Clock } from '../platform/clock/clock.js';
import type { Database, Tx } from '../platform/database/database.js';
import { raw, sql } from '../platform/database/sql.js';
import { personOf, type RequestContext } from '../platform/graphql/caller.js';
import { once } from '../platform/idempotency/idempotency.js';
import { annotationsOf, criterionPointsOf } from './assignment-shapes.js';
import { countCommentUses } from './comment-uses.js';
import type { ReviewConflictType } from './graphql/grading.input.js';
import { lockSubmission, scopeColumnNames, scopeValues, type LockedSubmission } from './locked-submission.js';
import { afterDeductions, annotationRefusals, finishedAnnotationRefusals, inOrder, type Annotation } from './rules/annotations.js';
import { pointsOf, type CriterionPoints, type ScoreSheet } from './rules/points.js';
import { commentRefusals } from './rules/texts.js';
import type { SubmissionState } from './rules/submission-states.js';
import { doerOf, staleRefusals, stateRefusals, type SubmissionMoves } from './submission-moves.js';

export interface ReviewRequest extends ScoreSheet {
  submissionId: number;
  expectedVersion: number;
  comment: string;
  isExcellent: boolean;
  annotations: readonly Annotation[];
  usedCommentIds: readonly number[];
  idempotencyKey: string | null;
  isForced: boolean;
}

export interface ReviewAnswer { submissionId: number; conflict: ReviewConflictType | null; refusals: Refusal[] }

export class ReviewService {
  constructor(private readonly database: Database, private readonly clock: Clock, private readonly moves: SubmissionMoves) {}

  /**
   * Submits a review. Refuses STALE with both sides when somebody wrote in between (unless forced), LEASED while
   * somebody else has it open, OUT_OF_RANGE and INCOMPLETE by the rubric, NOT_ALLOWED_IN_STATE by the state table.
   */
  async submit(context: RequestContext, given: ReviewRequest): Promise<ReviewAnswer> {
    const annotations = inOrder(given.annotations);
    const request: ReviewRequest = { ...given, annotations, criterionPoints: afterDeductions(given.criterionPoints, annotations) };
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

  /** Returns a submission for revision, with a reason and annotations that the learner reads; nothing is deducted where nothing is scored. */
  async return(context: RequestContext, submissionId: number, expectedVersion: number, reason: string, annotations: readonly Annotation[]): Promise<Outcome<number>> {
    return this.database.transaction(context.caller.scope, async (tx) => {
      const submission = await lockSubmission(this.database, tx, submissionId);
      const refusals = await this.moves.return(tx, doerOf(context), submission, { expectedVersion, reason, annotations }, {});
      return refusals.length > 0 ? refused(...refusals) : accepted(submissionId);
    });
  }

  async #check(tx: Tx, context: RequestContext, submission: LockedSubmission, request: ReviewRequest): Promise<Outcome<number>> {
    const stateful = request.isForced ? [] : [...staleRefusals(submission, request.expectedVersion), ...(await this.moves.leaseRefusals(tx, doerOf(context), submission))];
    const refusals = [...stateful, ...stateRefusals(submission, 'score'), ...commentRefusals(request.comment), ...annotationRefusals(request.annotations, submission.text, submission.criteria), ...finishedAnnotationRefusals(request.annotations, request.criterionPoints.length === 0)];
    const points = pointsOf(request, submission.criteria, submission.maximumTenths);
    if (refusals.length > 0) return refused(...refusals, ...(points.ok ? [] : points.refusals));
    return points;
  }

  async #write(tx: Tx, context: RequestContext, submission: LockedSubmission, request: ReviewRequest, pointsTenths: number): Promise<void> {
    const { submissionId } = submission;
    const now = this.clock.business();
    const tutorId = personOf(context.caller);
    const steps: SubmissionState[] = submission.releaseOnSubmit ? ['SCORED', 'RELEASED'] : ['SCORED'];
    const [review] = await tx.rows<{ id: number }>(sql`
      insert into review (submission_id, ${raw(scopeColumnNames)}, tutor_id, tutor_name, rubric_id, points_tenths, criterion_points, annotations, comment, is_excellent, submitted_at, released_at, seconds, replaces_id, state_before, version_after, draft_version)
      values (${submissionId}, ${scopeValues(submission)}, ${tutorId}, ${context.caller.name}, ${submission.rubricId}, ${pointsTenths}, ${JSON.stringify(request.criterionPoints)}::jsonb, ${JSON.stringify(request.annotations)}::jsonb, ${request.comment}, ${request.isExcellent}, ${now},
        ${submission.releaseOnSubmit ? now : null}, (select least(extract(epoch from ${this.clock.system()}::timestamptz - since), 86400)::int from submission_lease where submission_id = ${submissionId} and holder_id = ${tutorId}),
        ${submission.lastReviewId}, ${submission.state}, ${submission.version + steps.length}, (select version from review_draft where submission_id = ${submissionId} and tutor_id = ${tutorId}))
      returning id::int as id`);
    await tx.rows(sql`update submission set last_review_id = ${review?.id ?? 0} where id = ${submissionId}`);
    await this.moves.move(tx, doerOf(context), submission, steps, null);
    await countCommentUses(tx, tutorId, request.usedCommentIds);
    await tx.rows(sql`delete from review_draft where submission_id = ${submissionId} and tutor_id = ${tutorId}`);
    await tx.rows(sql`delete from submission_lease where submission_id = ${submissionId}`);
    await recordAudit(tx, context, {
      action: 'assignments.grade', subject: globalId('Submission', submissionId),
      facts: { review: review?.id, points: formatTenths(pointsTenths), isForced: request.isForced, replaces: submission.lastReviewId },
      // What is graded again had points already; the first grading asks nothing more of the database.
      changes: { state: [submission.state, steps.at(-1)], ...(submission.lastReviewId === null ? {} : { points: [await pointsBefore(tx, submission.lastReviewId), formatTenths(pointsTenths)] }) },
    });
  }

  async #conflict(tx: Tx, submission: LockedSubmission, request: ReviewRequest, context: RequestContext): Promise<ReviewConflictType> {
    const [current] = await tx.rows<{ pointsTenths: number; criterionPoints: CriterionPoints[]; annotations: Annotation[]; comment: string; isExcellent: boolean; tutorName: string; at: string }>(sql`
      select points_tenths as "pointsTenths", criterion_points as "criterionPoints", annotations, comment, is_excellent as "isExcellent", tutor_name as "tutorName", to_char(submitted_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD"T"HH24:MI:SS"+08:00"') as at
      from review where id = ${submission.lastReviewId ?? 0}`);
    const yours = request.pointsTenths ?? request.criterionPoints.reduce((sum, given) => sum + given.pointsTenths, 0);
    return {
      currentVersion: submission.version,
      current: current ? { points: formatTenths(current.pointsTenths), criterionPoints: criterionPointsOf(current.criterionPoints), annotations: annotationsOf(current.annotations), comment: current.comment, isExcellent: current.isExcellent, byName: current.tutorName, at: current.at } : null,
      yours: { points: formatTenths(yours), criterionPoints: criterionPointsOf(request.criterionPoints), annotations: annotationsOf(request.annotations), comment: request.comment, isExcellent: request.isExcellent, byName: context.caller.name, at: null },
    };
  }
}

async function pointsBefore(tx: Tx, reviewId: number): Promise<string | null> {
  const [review] = await tx.rows<{ points: number }>(sql`select points_tenths as points from review where id = ${reviewId}`);
  return review ? formatTenths(review.points) : null;
}
