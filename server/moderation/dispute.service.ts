// Deciding (裁定): the chief tutor sees both reviews, gives the points, and chooses what the learner reads; or does without a second marker.
import { commentRefusals, doerOf, lockSubmission, pointsOf, reasonRefusals, staleRefusals, stateRefusals, type Annotation, type LockedSubmission, type ScoreSheet, type SubmissionMoves, type SubmissionState } from '../assignments/index.js';
import { globalId } from '../kernel/ids.js';
import { accepted, refuse, refused, type Outcome, type Refusal } from '../kernel/refusals.js';
import { formatTenths } from '../kernel/tenths.js';
import { recordAudit } from '../platform/audit/audit.js';
import type { Clock } from '../platform/clock/clock.js';
import type { Database, Tx } from '../platform/database/database.js';
import { sql } from '../platform/database/sql.js';
import { personOf, type RequestContext } from '../platform/graphql/caller.js';
import { once } from '../platform/idempotency/idempotency.js';
import { endedRefusals } from '../programmes/index.js';
import { joined, withoutDeductions, type SecondMarkingState } from './rules/agreement.js';
import { reviewsOf, setBlind, type MarkedReview, type SecondMarkingService } from './second-marking.service.js';

/** One comment or annotation of one side, by its place; the whole comment has none. */
export interface Given { side: 'FIRST' | 'SECOND'; annotation: number | null }

export interface Decision extends ScoreSheet {
  submissionId: number;
  expectedVersion: number;
  given: readonly Given[];
  /** The chief tutor's own words for the learner, below the chosen ones. */
  comment: string;
  /** Why, for the two markers. */
  reason: string;
  isExcellent: boolean;
  idempotencyKey: string | null;
}

interface Open { id: number; state: SecondMarkingState; firstReviewId: number; secondReviewId: number | null; firstTutorId: number; secondTutorId: number | null }

export class DisputeService {
  constructor(private readonly database: Database, private readonly clock: Clock, private readonly moves: SubmissionMoves, private readonly markings: SecondMarkingService) {}

  /** Refuses STALE, NOT_ALLOWED_IN_STATE for what is not disputed, NOT_ALLOWED to who was one of the markers, and points by the rubric. */
  async decide(context: RequestContext, decision: Decision): Promise<Outcome<{ submissionId: number }>> {
    const { submissionId } = decision;
    return this.database.transaction(context.caller.scope, (tx) => once(tx, context.caller.actor, decision.idempotencyKey, { operation: 'decideDispute', ...decision }, async () => {
      const submission = await lockSubmission(this.database, tx, submissionId);
      const open = await openOf(tx, submission);
      const points = pointsOf(decision, submission.criteria, submission.maximumTenths);
      const sides = open ? await tx.asJob((job) => reviewsOf(job, [open.firstReviewId, open.secondReviewId ?? 0])) : [];
      const [first, second] = [sides.find(({ id }) => id === open?.firstReviewId), sides.find(({ id }) => id === open?.secondReviewId)];
      const refusals = [...endedRefusals(submission.programmeState), ...staleRefusals(submission, decision.expectedVersion), ...stateOf(open, 'DISPUTED'), ...latestRefusals(submission), ...partyRefusals(open, personOf(context.caller)), ...commentRefusals(decision.comment), ...whyRefusals(decision.reason), ...(first && second ? givenRefusals(decision.given, first, second) : []), ...(points.ok ? [] : points.refusals)];
      if (refusals.length > 0 || !points.ok || !open || !first || !second) return refused(...refusals);
      const of = ({ side }: Given) => (side === 'FIRST' ? first : second);
      const reviewId = await this.markings.agree(tx, context, submission, {
        tutorId: personOf(context.caller), tutorName: context.caller.name, pointsTenths: points.value, criterionPoints: decision.criterionPoints, isExcellent: decision.isExcellent,
        annotations: withoutDeductions(decision.given.flatMap((one) => (one.annotation === null ? [] : [of(one).annotations[one.annotation] as Annotation]))),
        comment: joined([...decision.given.filter(({ annotation }) => annotation === null).map((one) => of(one).comment), decision.comment]),
      });
      await this.#settle(tx, context, open, 'AGREED', decision.reason);
      await recordAudit(tx, context, {
        action: 'moderation.decide', subject: globalId('Submission', submissionId),
        facts: { review: reviewId, first: formatTenths(first.pointsTenths), second: formatTenths(second.pointsTenths), points: formatTenths(points.value), reason: decision.reason.trim() }, changes: { state: [submission.state, submission.releaseOnSubmit ? 'RELEASED' : 'AGREED'] },
      });
      return accepted({ submissionId });
    }));
  }

  /** The first review stands alone: nobody else can mark it, or nobody needs to. Refuses what is not waiting, and LEASED while somebody marks it. */
  async waive(context: RequestContext, submissionId: number, expectedVersion: number, reason: string): Promise<Outcome<number>> {
    return this.database.transaction(context.caller.scope, async (tx) => {
      const submission = await lockSubmission(this.database, tx, submissionId);
      const open = await openOf(tx, submission);
      const refusals = [...endedRefusals(submission.programmeState), ...staleRefusals(submission, expectedVersion), ...stateOf(open, 'WAITING'), ...latestRefusals(submission), ...partyRefusals(open, personOf(context.caller)), ...whyRefusals(reason), ...(await this.moves.leaseRefusals(tx, doerOf(context), submission))];
      if (refusals.length > 0 || !open) return refused(...refusals);
      const steps: SubmissionState[] = submission.releaseOnSubmit ? ['SCORED', 'RELEASED'] : ['SCORED'];
      await tx.asJob(async (job) => {
        await setBlind(job, submission, false);
        if (submission.releaseOnSubmit) await job.rows(sql`update review set released_at = ${this.clock.business()} where id = ${submission.lastReviewId}`);
      });
      await this.#settle(tx, context, open, 'WAIVED', reason);
      await this.moves.move(tx, doerOf(context), submission, steps, `免复评：${reason.trim()}`);
      await recordAudit(tx, context, { action: 'moderation.waive', subject: globalId('Submission', submissionId), facts: { reason: reason.trim() }, changes: { state: [submission.state, steps.at(-1)] } });
      return accepted(submissionId);
    });
  }

  async #settle(tx: Tx, context: RequestContext, open: Open, state: SecondMarkingState, reason: string): Promise<void> {
    await tx.asJob((job) => job.rows(sql`update second_marking set state = ${state}, settled_at = ${this.clock.business()}, settled_by_id = ${personOf(context.caller)}, settled_by_name = ${context.caller.name}, settled_reason = ${reason.trim()} where id = ${open.id}`));
  }
}

async function openOf(tx: Tx, { submissionId }: LockedSubmission): Promise<Open | null> {
  const [row] = await tx.asJob((job) => job.rows<Open>(sql`select id::int as id, state, first_review_id::int as "firstReviewId", second_review_id::int as "secondReviewId", first_tutor_id::int as "firstTutorId", second_tutor_id::int as "secondTutorId"
    from second_marking where submission_id = ${submissionId} and state in ('WAITING', 'DISPUTED')`));
  return row ?? null;
}

function stateOf(open: Open | null, wanted: SecondMarkingState): Refusal[] {
  if (open?.state === wanted) return [];
  return [wanted === 'DISPUTED'
    ? refuse('NOT_ALLOWED_IN_STATE', { zh: '这份作业没有待裁定的分歧。', en: 'There is no dispute to decide.' }, { field: 'submissionId' })
    : refuse('NOT_ALLOWED_IN_STATE', { zh: '这份作业不在等待复评。', en: 'It does not wait for a second marker.' }, { field: 'submissionId' })];
}

/** What its learner withdrew from is decided no more. */
function latestRefusals(submission: LockedSubmission): Refusal[] {
  return submission.isLatest ? [] : stateRefusals(submission, 'agree');
}

/** Nobody decides about their own marks, not even in another role. */
function partyRefusals(open: Open | null, personId: number): Refusal[] {
  if (open?.firstTutorId !== personId && open?.secondTutorId !== personId) return [];
  return [refuse('NOT_ALLOWED', { zh: '您批阅过这份作业，不能由您裁定。', en: 'You marked it yourself; somebody else decides.' }, { field: 'submissionId', requirement: 'JS-17' })];
}

function whyRefusals(reason: string): Refusal[] {
  return reason.trim() === '' ? [refuse('EMPTY', { zh: '请说明理由，两位辅导员会看到。', en: 'Say why; both tutors read it.' }, { field: 'reason' })] : reasonRefusals(reason);
}

function givenRefusals(given: readonly Given[], first: MarkedReview, second: MarkedReview): Refusal[] {
  return given.flatMap(({ side, annotation }, place) => (annotation === null || (side === 'FIRST' ? first : second).annotations[annotation] ? [] : [refuse('NOT_FOUND', { zh: '没有这一条批注。', en: 'There is no such annotation.' }, { field: `given.${place}.annotation` })]));
}
