// Answering an appeal (答复申诉): the score is upheld or revised, each with a reason that the learner reads.
import { doerOf, pointsOf, scopeColumnNames, scopeValues, staleRefusals, stateRefusals, type Annotation, type Criterion, type CriterionPoints, type LockedSubmission, type SubmissionMoves } from '../assignments/index.js';
import { globalId } from '../kernel/ids.js';
import { accepted, refused, type Outcome, type Refusal } from '../kernel/refusals.js';
import { formatTenths, type Tenths } from '../kernel/tenths.js';
import { recordAudit } from '../platform/audit/audit.js';
import type { Clock } from '../platform/clock/clock.js';
import type { Database, Tx } from '../platform/database/database.js';
import { raw, sql } from '../platform/database/sql.js';
import { personOf, type RequestContext } from '../platform/graphql/caller.js';
import { once } from '../platform/idempotency/idempotency.js';
import { hasAnsweredBefore, hasGivenPoints } from './answerers.js';
import { lockAppeal, notOpen, type LockedAppeal } from './appeal.service.js';
import { answered, revised, revisionRefusals, type Revision } from './rules/answers.js';
import { answererRefusals, stepOf, type Part } from './rules/answerers.js';
import { textRefusals } from './rules/appeals.js';

export interface AnswerRequest { appealId: number; expectedVersion: number; answer: string; /** Null upholds. */ revisions: readonly Revision[] | null; idempotencyKey: string | null }

interface StandingReview { pointsTenths: Tenths; criterionPoints: CriterionPoints[]; annotations: Annotation[]; rubricId: number; criteria: Criterion[] }

export class AnswerService {
  constructor(private readonly database: Database, private readonly clock: Clock, private readonly moves: SubmissionMoves) {}

  /** Refuses NOT_ENTITLED for the other step's answer and to who would judge the own points, NOT_ALLOWED_IN_STATE once it is answered or withdrawn, STALE, LEASED, and points outside the rubric. */
  async answer(context: RequestContext, request: AnswerRequest): Promise<Outcome<{ appealId: number }>> {
    return this.database.transaction(context.caller.scope, (tx) => once(tx, context.caller.actor, request.idempotencyKey, { operation: 'answerAppeal', ...request }, async () => {
      const { appeal, submission } = await lockAppeal(this.database, tx, request.appealId);
      if (appeal.state !== 'OPEN') return refused(notOpen(appeal.state));
      const unfit = [...(await this.#entitlement(tx, context, appeal)), ...staleRefusals(submission, request.expectedVersion), ...(await this.moves.leaseRefusals(tx, doerOf(context), submission))];
      const [review] = await tx.rows<StandingReview>(sql`select r.points_tenths as "pointsTenths", r.criterion_points as "criterionPoints", r.annotations, r.rubric_id::int as "rubricId", b.criteria from review r join rubric b on b.id = r.rubric_id where r.id = ${submission.lastReviewId}`);
      if (!review || unfit.length > 0) return refused(...unfit);
      const tenthsOf = (criterion: string | null): Tenths | null => (criterion === null ? review.pointsTenths : (review.criterionPoints.find((one) => one.criterion === criterion)?.pointsTenths ?? null));
      const isRevised = request.revisions !== null;
      const sheet = revised(review, request.revisions ?? []);
      const to = isRevised ? 'REVISED' : appeal.stateBefore;
      const points = isRevised ? pointsOf({ pointsTenths: sheet.pointsTenths, criterionPoints: sheet.criterionPoints }, review.criteria, submission.maximumTenths) : accepted(review.pointsTenths);
      const refusals = [
        ...stateRefusals(submission, isRevised ? 'revise' : appeal.stateBefore === 'REVISED' ? 'keepRevised' : 'keepReleased'), ...textRefusals(request.answer, 'answer', { zh: '请写明答复的理由，学员会看到。', en: 'Say why; the learner reads it.' }),
        ...(isRevised ? revisionRefusals(request.revisions ?? [], appeal.items, tenthsOf) : []), ...(points.ok ? [] : points.refusals),
      ];
      if (refusals.length > 0) return refused(...refusals);
      const items = answered(appeal.items, request.revisions ?? [], tenthsOf);
      const reviewAfter = isRevised ? await this.#review(tx, context, submission, sheet) : submission.lastReviewId;
      await tx.rows(sql`update appeal set state = ${isRevised ? 'REVISED' : 'UPHELD'}, items = ${JSON.stringify(items)}::jsonb, answered_at = ${this.clock.business()}, answered_by_id = ${personOf(context.caller)}, answered_by_name = ${context.caller.name},
        answer = ${request.answer.trim()}, review_after_id = ${reviewAfter} where id = ${appeal.appealId}`);
      await tx.rows(sql`delete from submission_lease where submission_id = ${submission.submissionId} and holder_id = ${personOf(context.caller)}`);
      await this.moves.move(tx, doerOf(context), submission, [to], request.answer.trim());
      await recordAudit(tx, context, {
        action: 'appeals.answer', subject: globalId('Submission', submission.submissionId), facts: { act: isRevised ? 'revise' : 'uphold', appeal: globalId('Appeal', appeal.appealId), step: appeal.step, reason: request.answer.trim() },
        changes: { state: [submission.state, to], ...(isRevised ? { points: [formatTenths(review.pointsTenths), formatTenths(sheet.pointsTenths)] } : {}) },
      });
      return accepted({ appealId: appeal.appealId });
    }));
  }

  async #entitlement(tx: Tx, { caller }: RequestContext, { appealId, step }: LockedAppeal): Promise<Refusal[]> {
    const person = sql`${personOf(caller)}`;
    const [part] = await tx.rows<Part>(sql`select ${hasGivenPoints('a', person)} as "hasGivenPoints", ${hasAnsweredBefore('a', person)} as "hasAnsweredBefore" from appeal a where a.id = ${appealId}`);
    return answererRefusals(step, stepOf(caller.role), part ?? { hasGivenPoints: false, hasAnsweredBefore: false });
  }

  /** A review of its own beside the one that was read: both scores are kept. The learner sees it at once. */
  async #review(tx: Tx, context: RequestContext, submission: LockedSubmission, sheet: Pick<StandingReview, 'pointsTenths' | 'criterionPoints' | 'annotations'>): Promise<number> {
    const now = this.clock.business();
    const [review] = await tx.rows<{ id: number }>(sql`
      insert into review (submission_id, ${raw(scopeColumnNames)}, tutor_id, tutor_name, rubric_id, points_tenths, criterion_points, annotations, comment, is_excellent, submitted_at, released_at, seconds, replaces_id, state_before, version_after)
      select r.submission_id, ${scopeValues(submission)}, ${personOf(context.caller)}, ${context.caller.name}, r.rubric_id, ${sheet.pointsTenths}, ${JSON.stringify(sheet.criterionPoints)}::jsonb, ${JSON.stringify(sheet.annotations)}::jsonb, r.comment, r.is_excellent, ${now}, ${now},
        (select least(extract(epoch from ${this.clock.system()}::timestamptz - since), 86400)::int from submission_lease where submission_id = ${submission.submissionId} and holder_id = ${personOf(context.caller)}), r.id, 'APPEALED', ${submission.version + 1}
      from review r where r.id = ${submission.lastReviewId} returning id::int as id`);
    const id = review?.id ?? 0;
    await tx.rows(sql`update submission set last_review_id = ${id} where id = ${submission.submissionId}`);
    return id;
  }
}
