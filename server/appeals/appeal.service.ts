// Appealing (申诉) and taking an appeal back: the learner's own acts. The score stands meanwhile.
import { doerOf, lockSubmission, scopeColumnNames, scopeValues, staleRefusals, stateRefusals, type Criterion, type CriterionPoints, type LockedSubmission, type SubmissionMoves } from '../assignments/index.js';
import { globalId } from '../kernel/ids.js';
import { accepted, refuse, refused, type Outcome } from '../kernel/refusals.js';
import type { Tenths } from '../kernel/tenths.js';
import { recordAudit } from '../platform/audit/audit.js';
import type { Clock } from '../platform/clock/clock.js';
import type { Database, Tx } from '../platform/database/database.js';
import { raw, sql } from '../platform/database/sql.js';
import type { RequestContext } from '../platform/graphql/caller.js';
import { notFound } from '../platform/graphql/errors.js';
import { once } from '../platform/idempotency/idempotency.js';
import type { RuleBook } from '../programmes/index.js';
import { appealShape, standingIn } from './appeal.store.js';
import { itemRefusals, nextStep, stepRefusals, type AppealItem, type AppealState, type AppealStep } from './rules/appeals.js';

export interface AppealRequest { submissionId: number; expectedVersion: number; items: readonly { criterion: string | null; reason: string }[]; idempotencyKey: string | null }

export interface LockedAppeal { appealId: number; submissionId: number; step: AppealStep; state: AppealState; items: AppealItem[]; stateBefore: 'RELEASED' | 'REVISED'; firstReviewId: number }

const stepNames: Record<AppealStep, string> = { TUTOR: '申诉：请辅导员复核', CHIEF_TUTOR: '申诉：请学科总辅导员复核' };

export class AppealService {
  constructor(private readonly database: Database, private readonly clock: Clock, private readonly moves: SubmissionMoves, private readonly rules: RuleBook) {}

  /** Refuses STALE when the score is not the one that was seen, NOT_ALLOWED_IN_STATE for what is not released, LOCKED after the window, LIMIT_REACHED after the final answer, and what is missing in the reasons. */
  async make(context: RequestContext, request: AppealRequest): Promise<Outcome<{ appealId: number }>> {
    return this.database.transaction(context.caller.scope, (tx) => once(tx, context.caller.actor, request.idempotencyKey, { operation: 'makeAppeal', ...request }, async () => {
      const submission = await lockSubmission(this.database, tx, request.submissionId);
      const unfit = [...staleRefusals(submission, request.expectedVersion), ...stateRefusals(submission, 'appeal')];
      const standing = await standingIn((statement) => tx.rows(statement), submission.submissionId);
      if (unfit.length > 0 || standing === null) return refused(...unfit);
      const rule = (await this.rules.inForce(tx, submission.programmeId, this.clock.today())).appeals ?? null;
      const scored = await scoredBy(tx, submission);
      const refusals = [...stepRefusals(standing, rule, this.clock.business()), ...itemRefusals(request.items, scored.map(({ criterion }) => criterion))];
      const next = nextStep(standing, rule);
      if (refusals.length > 0 || next === null) return refused(...refusals);
      const items = request.items.map(({ criterion, reason }): AppealItem => {
        const found = scored.find((one) => one.criterion === criterion);
        return { criterion, name: found?.name ?? '', reason: reason.trim(), beforeTenths: found?.pointsTenths ?? 0, afterTenths: null, answer: null };
      });
      const [appeal] = await tx.rows<{ id: number }>(sql`
        insert into appeal (submission_id, ${raw(scopeColumnNames)}, step, state, items, first_review_id, review_before_id, state_before, made_at)
        values (${submission.submissionId}, ${scopeValues(submission)}, ${next.step}, 'OPEN', ${JSON.stringify(items)}::jsonb, ${standing.firstReviewId}, ${submission.lastReviewId}, ${submission.state}, ${this.clock.business()}) returning id::int as id`);
      const appealId = appeal?.id ?? 0;
      await this.moves.moveUncounted(tx, doerOf(context), submission, 'APPEALED', stepNames[next.step]);
      await recordAudit(tx, context, { action: 'appeals.make', subject: globalId('Submission', submission.submissionId), facts: { appeal: globalId('Appeal', appealId), step: next.step, criteria: items.map(({ name }) => name) }, changes: { state: [submission.state, 'APPEALED'] } });
      return accepted({ appealId });
    }));
  }

  /** Takes an appeal back that nobody has answered; its step is open again while its window is. */
  async withdraw(context: RequestContext, appealId: number, expectedVersion: number): Promise<Outcome<{ appealId: number }>> {
    return this.database.transaction(context.caller.scope, async (tx) => {
      const { appeal, submission } = await lockAppeal(this.database, tx, appealId);
      if (appeal.state !== 'OPEN') return refused(notOpen(appeal.state));
      const refusals = staleRefusals(submission, expectedVersion);
      if (refusals.length > 0) return refused(...refusals);
      await tx.rows(sql`update appeal set state = 'WITHDRAWN', withdrawn_at = ${this.clock.business()} where id = ${appealId}`);
      await this.moves.moveUncounted(tx, doerOf(context), submission, appeal.stateBefore, '学员撤回申诉');
      await recordAudit(tx, context, { action: 'appeals.make', subject: globalId('Submission', submission.submissionId), facts: { act: 'withdraw', appeal: globalId('Appeal', appealId), step: appeal.step }, changes: { state: [submission.state, appeal.stateBefore] } });
      return accepted({ appealId });
    });
  }
}

/** Locks an appeal of the caller's scope with its submission, the submission first, as everybody does; NOT_FOUND for all others. */
export async function lockAppeal(database: Database, tx: Tx, appealId: number): Promise<{ appeal: LockedAppeal; submission: LockedSubmission }> {
  const [found] = await tx.rows<{ submissionId: number }>(sql`select t.submission_id::int as "submissionId" from appeal t where t.id = ${appealId} and ${database.allows(appealShape, 't', tx.scope)}`);
  if (!found) throw notFound();
  const submission = await lockSubmission(database, tx, found.submissionId);
  const [appeal] = await tx.rows<LockedAppeal>(sql`select t.id::int as "appealId", t.submission_id::int as "submissionId", t.step, t.state, t.items, t.state_before as "stateBefore", t.first_review_id::int as "firstReviewId" from appeal t where t.id = ${appealId} for update`);
  if (!appeal) throw notFound();
  return { appeal, submission };
}

export function notOpen(state: AppealState) {
  return refuse('NOT_ALLOWED_IN_STATE', { zh: state === 'WITHDRAWN' ? '学员已撤回这次申诉。' : '这次申诉已有答复。', en: state === 'WITHDRAWN' ? 'The learner took this appeal back.' : 'This appeal has been answered.' }, { field: 'appealId', facts: { state } });
}

/** What of the standing review can be appealed: each criterion, by the version of the rubric that scored it, or the whole where it was given as one. */
async function scoredBy(tx: Tx, { lastReviewId }: LockedSubmission): Promise<{ criterion: string | null; name: string; pointsTenths: Tenths }[]> {
  const [review] = await tx.rows<{ pointsTenths: number; criterionPoints: CriterionPoints[]; criteria: Criterion[] }>(sql`select r.points_tenths as "pointsTenths", r.criterion_points as "criterionPoints", b.criteria from review r join rubric b on b.id = r.rubric_id where r.id = ${lastReviewId ?? 0}`);
  if (!review) return [];
  if (review.criterionPoints.length === 0) return [{ criterion: null, name: '总分', pointsTenths: review.pointsTenths }];
  return review.criterionPoints.map(({ criterion, pointsTenths }) => ({ criterion, name: review.criteria.find(({ key }) => key === criterion)?.name ?? criterion, pointsTenths }));
}
