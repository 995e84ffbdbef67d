// Reviewing (批阅): drafts that survive, reviews that never overwrite silently, returns for revision.
import { accepted, refuse, refused, type Outcome, type Refusal } from '../kernel/refusals.js';
import { globalId } from '../kernel/ids.js';
import { formatTenths } from '../kernel/tenths.js';
import { recordAudit } from '../platform/audit/audit.js';
import type { Clock } from '../platform/clock/clock.js';
import type { Database, Tx } from '../platform/database/database.js';
import { raw, sql } from '../platform/database/sql.js';
import { personOf, type RequestContext } from '../platform/graphql/caller.js';
import { once } from '../platform/idempotency/idempotency.js';
import { endedRefusals } from '../programmes/index.js';
import { annotationsOf, criterionPointsOf } from './assignment-shapes.js';
import { ifOpen } from './blindness.js';
import { countCommentUses } from './comment-uses.js';
import type { ReviewConflictType } from './graphql/grading.input.js';
import { lockSubmission, scopeColumnNames, scopeValues, type LockedSubmission } from './locked-submission.js';
import { afterDeductions, annotationRefusals, finishedAnnotationRefusals, inOrder, type Annotation } from './rules/annotations.js';
import type { Marking } from './rules/markings.js';
import { pointsOf, type CriterionPoints, type ScoreSheet } from './rules/points.js';
import type { SecondMarker } from './second-marker.js';
import { commentRefusals } from './rules/texts.js';
import type { SubmissionState } from './rules/submission-states.js';
import { doerOf, staleRefusals, stateRefusals, type Grader, type SubmissionMoves } from './submission-moves.js';

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

/** With its annotations in order and what they deduct taken off. */
export type CountedReview = Omit<ReviewRequest, 'idempotencyKey'>;

export function counted<Given extends CountedReview>(given: Given): Given {
  const annotations = inOrder(given.annotations);
  return { ...given, annotations, criterionPoints: afterDeductions(given.criterionPoints, annotations) };
}

export interface ReviewAnswer { submissionId: number; conflict: ReviewConflictType | null; refusals: Refusal[] }

export class ReviewService {
  constructor(private readonly database: Database, private readonly clock: Clock, private readonly moves: SubmissionMoves, private readonly secondMarker: SecondMarker) {}

  /**
   * Submits a review; of what is in second marking, the second one. Refuses STALE with both sides when somebody wrote in between (unless forced), LEASED while
   * somebody else has it open, NOT_ALLOWED to whom it is not to be marked, OUT_OF_RANGE and INCOMPLETE by the rubric, NOT_ALLOWED_IN_STATE by the state table.
   */
  async submit(context: RequestContext, given: ReviewRequest): Promise<ReviewAnswer> {
    const request = counted(given);
    const { submissionId, idempotencyKey } = request;
    return this.database.transaction(context.caller.scope, async (tx) => {
      let conflict: ReviewConflictType | null = null;
      let isAnsweredAgain = true;
      const outcome = await once<{ submissionId: number }>(tx, context.caller.actor, idempotencyKey, { operation: 'submitReview', ...request }, async () => {
        isAnsweredAgain = false;
        const submission = await lockSubmission(this.database, tx, submissionId);
        const refusals = await this.submitLocked(tx, context, submission, request);
        if (refusals.some((refusal) => refusal.code === 'STALE')) conflict = await this.#conflict(tx, submission, request, context);
        return refusals.length > 0 ? refused(...refusals) : accepted({ submissionId });
      });
      if (outcome.ok && isAnsweredAgain) await this.#leaveGhost(tx, personOf(context.caller), request);
      return outcome.ok ? { submissionId: outcome.value.submissionId, conflict: null, refusals: [] } : { submissionId, conflict, refusals: outcome.refusals };
    });
  }

  /** The same within a transaction that holds the submission, as bulk acts do; `request` is counted. */
  async submitLocked(tx: Tx, grader: Grader, submission: LockedSubmission, request: CountedReview): Promise<Refusal[]> {
    const checked = await this.#check(tx, grader, submission, request);
    if (!checked.ok) return checked.refusals;
    if (submission.state === 'SECOND_MARKING') await this.secondMarker.mark(tx, grader, submission, { ...request, pointsTenths: checked.value });
    else await this.#write(tx, grader, submission, request, checked.value);
    await this.#leave(tx, personOf(grader.caller), request);
    return [];
  }

  /** Returns a submission for revision, with a reason and annotations that the learner reads; nothing is deducted where nothing is scored. */
  async return(context: RequestContext, submissionId: number, expectedVersion: number, reason: string, annotations: readonly Annotation[]): Promise<Outcome<number>> {
    return this.database.transaction(context.caller.scope, async (tx) => {
      const submission = await lockSubmission(this.database, tx, submissionId);
      const refusals = await this.moves.return(tx, doerOf(context), submission, { expectedVersion, reason, annotations }, {});
      return refusals.length > 0 ? refused(...refusals) : accepted(submissionId);
    });
  }

  async #check(tx: Tx, context: Grader, submission: LockedSubmission, request: CountedReview): Promise<Outcome<number>> {
    const ended = endedRefusals(submission.programmeState);
    if (ended.length > 0) return refused(...ended);
    const stateful = request.isForced ? [] : [...staleRefusals(submission, request.expectedVersion), ...(await this.moves.leaseRefusals(tx, doerOf(context), submission))];
    const refusals = [...stateful, ...(await this.#markerRefusals(tx, context, submission)), ...commentRefusals(request.comment), ...annotationRefusals(request.annotations, submission.text, submission.criteria), ...finishedAnnotationRefusals(request.annotations, request.criterionPoints.length === 0)];
    const points = pointsOf(request, submission.criteria, submission.maximumTenths);
    if (refusals.length > 0) return refused(...refusals, ...(points.ok ? [] : points.refusals));
    return points;
  }

  /** Who may mark it: in second marking not the first marker; what was agreed, only the chief tutor scores anew. */
  async #markerRefusals(tx: Tx, context: Grader, submission: LockedSubmission): Promise<Refusal[]> {
    if (submission.state === 'SECOND_MARKING' && submission.isLatest) return this.secondMarker.refusals(tx, context, submission);
    const refusals = stateRefusals(submission, 'score');
    if (refusals.length > 0 || submission.lastReviewId === null || tx.scope.kind !== 'classes') return refusals;
    const [last] = await tx.rows<{ marking: Marking }>(sql`select marking from review where id = ${submission.lastReviewId}`);
    return last?.marking === 'AGREED' ? [refuse('NOT_ALLOWED', { zh: '这份作业经复评定分，只有总辅导员可以重新批阅。', en: 'Agreed by second marking: only the chief tutor may grade it anew.' }, { field: 'submissionId', requirement: 'JS-17' })] : [];
  }

  async #write(tx: Tx, context: Grader, submission: LockedSubmission, request: CountedReview, pointsTenths: number): Promise<void> {
    const { submissionId } = submission;
    const now = this.clock.business();
    const tutorId = personOf(context.caller);
    const sample = submission.lastReviewId === null ? await this.secondMarker.sampled(tx, context, submission, pointsTenths) : null;
    const isReleased = sample === null && submission.releaseOnSubmit;
    const steps: SubmissionState[] = sample !== null ? ['SCORED', 'SECOND_MARKING'] : isReleased ? ['SCORED', 'RELEASED'] : ['SCORED'];
    const [review] = await tx.rows<{ id: number }>(sql`
      insert into review (submission_id, ${raw(scopeColumnNames)}, tutor_id, tutor_name, rubric_id, points_tenths, criterion_points, annotations, comment, is_excellent, submitted_at, released_at, seconds, replaces_id, state_before, version_after, is_blind, draft_version)
      values (${submissionId}, ${scopeValues(submission)}, ${tutorId}, ${context.caller.name}, ${submission.rubricId}, ${pointsTenths}, ${JSON.stringify(request.criterionPoints)}::jsonb, ${JSON.stringify(request.annotations)}::jsonb, ${request.comment}, ${request.isExcellent}, ${now},
        ${isReleased ? now : null}, (select least(extract(epoch from ${this.clock.system()}::timestamptz - since), 86400)::int from submission_lease where submission_id = ${submissionId} and holder_id = ${tutorId}),
        ${submission.lastReviewId}, ${submission.state}, ${submission.version + steps.length}, ${sample !== null}, (select version from review_draft where submission_id = ${submissionId} and tutor_id = ${tutorId}))
      returning id::int as id`);
    await tx.rows(sql`update submission set last_review_id = ${review?.id ?? 0} where id = ${submissionId}`);
    await this.moves.move(tx, doerOf(context), submission, steps, null);
    if (sample !== null) await this.secondMarker.begin(tx, context, submission, review?.id ?? 0, sample);
    await recordAudit(tx, context, {
      action: 'assignments.grade', subject: globalId('Submission', submissionId),
      // What is to be marked again keeps its points to itself until then.
      facts: { review: review?.id, ...(sample === null ? { points: formatTenths(pointsTenths) } : { reasons: sample.reasons }), isForced: request.isForced, replaces: submission.lastReviewId },
      // What is graded again had points already; the first grading asks nothing more of the database.
      changes: { state: [submission.state, steps.at(-1)], ...(submission.lastReviewId === null ? {} : { points: [await pointsBefore(tx, submission.lastReviewId), formatTenths(pointsTenths)] }) },
    });
  }

  /** What the tutor worked with is done with. */
  async #leave(tx: Tx, tutorId: number, { submissionId, usedCommentIds }: CountedReview): Promise<void> {
    await countCommentUses(tx, tutorId, usedCommentIds);
    await tx.rows(sql`delete from review_draft where submission_id = ${submissionId} and tutor_id = ${tutorId}`);
    await tx.rows(sql`delete from submission_lease where submission_id = ${submissionId}`);
  }

  /** Whoever got no answer may have kept the same once more as a draft, until this answer came. */
  async #leaveGhost(tx: Tx, tutorId: number, { submissionId, pointsTenths, criterionPoints, annotations, comment, isExcellent }: ReviewRequest): Promise<void> {
    await tx.rows(sql`delete from review_draft where submission_id = ${submissionId} and tutor_id = ${tutorId} and points_tenths is not distinct from ${pointsTenths}::int
      and criterion_points = ${JSON.stringify(criterionPoints)}::jsonb and annotations = ${JSON.stringify(annotations)}::jsonb and comment = ${comment} and is_excellent = ${isExcellent}`);
  }

  async #conflict(tx: Tx, submission: LockedSubmission, request: ReviewRequest, context: RequestContext): Promise<ReviewConflictType> {
    const [current] = await tx.rows<{ pointsTenths: number; criterionPoints: CriterionPoints[]; annotations: Annotation[]; comment: string; isExcellent: boolean; tutorName: string; at: string }>(sql`
      select points_tenths as "pointsTenths", criterion_points as "criterionPoints", annotations, comment, is_excellent as "isExcellent", tutor_name as "tutorName", to_char(submitted_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD"T"HH24:MI:SS"+08:00"') as at
      from review r where r.id = ${submission.lastReviewId ?? 0} and ${raw(ifOpen('r', tx.scope.kind))}`);
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
