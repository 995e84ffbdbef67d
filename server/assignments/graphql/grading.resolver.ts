// Writing: claiming, drafts, reviews, returns, opinions and handing in.
import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, Info, Mutation, Resolver } from 'type-graphql';
import { keyOf } from '../../kernel/ids.js';
import { parseTenths } from '../../kernel/tenths.js';
import { selectionOf, Selection } from '../../platform/database/selection.js';
import { personOf, type RequestContext } from '../../platform/graphql/caller.js';
import { badInput } from '../../platform/graphql/errors.js';
import { refusalsIn } from '../../platform/graphql/node.type.js';
import { Allow } from '../../platform/graphql/permission.js';
import type { ClaimService } from '../claim.service.js';
import { staleDraft, type DraftService } from '../draft.service.js';
import type { HandInService } from '../hand-in.service.js';
import type { OpinionService } from '../opinion.service.js';
import type { ReviewService } from '../review.service.js';
import type { Annotation } from '../rules/annotations.js';
import type { ScoreSheet } from '../rules/points.js';
import type { SubmissionStore } from '../submission.store.js';
import * as io from './grading.input.js';
import { queueOf } from './queue.input.js';
import { SubmissionType } from './submission.type.js';

@Resolver(() => SubmissionType)
export class GradingResolver {
  constructor(
    private readonly store: SubmissionStore,
    private readonly claims: ClaimService,
    private readonly drafts: DraftService,
    private readonly reviews: ReviewService,
    private readonly handIns: HandInService,
    private readonly opinions: OpinionService,
  ) {}

  @Allow('assignments.grade')
  @Mutation(() => io.ClaimSubmissionPayload, { description: '领取一份作业（15 分钟，可续期），或取队列中的下一份。Claims a submission, or the next free one.' })
  async claimSubmission(@Arg('input', () => io.ClaimSubmissionInput, { description: '输入。' }) input: io.ClaimSubmissionInput, @Ctx() context: RequestContext): Promise<io.ClaimSubmissionPayload> {
    const seat = { seat: input.seat ?? null, isAhead: input.isAhead ?? false };
    const claim = input.submissionId != null
      ? await this.claims.claimOne(context, submissionKey(input.submissionId), seat)
      : await this.claims.claimNext(context, queueOf({ ...input, filter: input.filter ?? 'UNGRADED' }), input.afterSubmissionId == null ? null : submissionKey(input.afterSubmissionId), seat);
    return { submissionKey: claim.submissionId, refusals: refusalsIn(context.language, claim.refusals) };
  }

  @Allow('assignments.grade')
  @Mutation(() => io.GiveBackSubmissionPayload, { description: '放回一份作业。Gives it back to the queue.' })
  async giveBackSubmission(@Arg('input', () => io.GiveBackSubmissionInput, { description: '输入。' }) input: io.GiveBackSubmissionInput, @Ctx() context: RequestContext): Promise<io.GiveBackSubmissionPayload> {
    const key = submissionKey(input.submissionId);
    await this.claims.giveBack(context, key);
    return { submissionKey: key, refusals: [] };
  }

  @Allow('assignments.grade')
  @Mutation(() => io.SaveReviewDraftPayload, { description: '保存批阅草稿。Saves the own draft.' })
  async saveReviewDraft(@Arg('input', () => io.SaveReviewDraftInput, { description: '输入。' }) input: io.SaveReviewDraftInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<io.SaveReviewDraftPayload> {
    const key = submissionKey(input.submissionId);
    const { savedVersion, refusals } = await this.drafts.save(context, { ...sheetOf(input), submissionId: key, expectedDraftVersion: input.expectedDraftVersion, annotations: annotationsIn(input), comment: input.comment, isExcellent: input.isExcellent });
    const selection = selectionOf(info, 'SaveReviewDraftPayload');
    const wanted = Selection.merge(Selection.merge(selection.at('draft'), selection.at('conflict', 'current')), Selection.of('version'));
    const draft = refusals.every((refusal) => refusal.code === 'STALE') ? await this.store.draftOf(context.caller.scope, key, personOf(context.caller), wanted) : null;
    if (draft?.version === savedVersion) return { draft, conflict: null, refusals: [] };
    // Saved, and written over from another device before it was read: that one's text stands there, and must not be taken for one's own.
    const told = savedVersion === null ? refusals : [staleDraft(input.expectedDraftVersion)];
    return { draft: null, conflict: draft ? { current: draft } : null, refusals: refusalsIn(context.language, told) };
  }

  @Allow('assignments.grade')
  @Mutation(() => io.SubmitReviewPayload, { description: '提交批阅。Submits a review; a stale one is refused with both sides.' })
  async submitReview(@Arg('input', () => io.SubmitReviewInput, { description: '输入。' }) input: io.SubmitReviewInput, @Ctx() context: RequestContext): Promise<io.SubmitReviewPayload> {
    const answer = await this.reviews.submit(context, {
      ...sheetOf(input), submissionId: submissionKey(input.submissionId), expectedVersion: input.expectedVersion, annotations: annotationsIn(input), comment: input.comment,
      isExcellent: input.isExcellent, usedCommentIds: (input.usedCommentIds ?? []).map((id) => keyOf('SavedComment', id) ?? 0), idempotencyKey: input.idempotencyKey ?? null, isForced: input.force ?? false,
    });
    return { submissionKey: answer.submissionId, conflict: answer.conflict, refusals: refusalsIn(context.language, answer.refusals) };
  }

  @Allow('assignments.grade')
  @Mutation(() => io.ReturnSubmissionPayload, { description: '退回修改。Returns it for revision.' })
  async returnSubmission(@Arg('input', () => io.ReturnSubmissionInput, { description: '输入。' }) input: io.ReturnSubmissionInput, @Ctx() context: RequestContext): Promise<io.ReturnSubmissionPayload> {
    const key = submissionKey(input.submissionId);
    const outcome = await this.reviews.return(context, key, input.expectedVersion, input.reason, annotationsIn(input));
    return { submissionKey: key, refusals: outcome.ok ? [] : refusalsIn(context.language, outcome.refusals) };
  }

  @Allow('assignments.giveOpinion')
  @Mutation(() => io.AddOpinionPayload, { description: '添加专家意见。Adds an expert\'s opinion.' })
  async addOpinion(@Arg('input', () => io.AddOpinionInput, { description: '输入。' }) input: io.AddOpinionInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<io.AddOpinionPayload> {
    const outcome = await this.opinions.add(context, submissionKey(input.submissionId), input.text);
    if (!outcome.ok) return { opinion: null, refusals: refusalsIn(context.language, outcome.refusals) };
    return { opinion: await this.store.opinionByKey(context.caller.scope, outcome.value, selectionOf(info, 'AddOpinionPayload').at('opinion')), refusals: [] };
  }

  @Allow('assignments.handIn')
  @Mutation(() => io.HandInPayload, { description: '重新提交被退回的作业。Hands a returned submission in again.' })
  async handIn(@Arg('input', () => io.HandInInput, { description: '输入。' }) input: io.HandInInput, @Ctx() context: RequestContext): Promise<io.HandInPayload> {
    const outcome = await this.handIns.handIn(context, { submissionId: submissionKey(input.submissionId), expectedVersion: input.expectedVersion, text: input.text, idempotencyKey: input.idempotencyKey ?? null });
    return outcome.ok ? { submissionKey: outcome.value.submissionId, refusals: [] } : { submissionKey: submissionKey(input.submissionId), refusals: refusalsIn(context.language, outcome.refusals) };
  }
}

function submissionKey(id: string): number {
  return keyOf('Submission', id) ?? 0;
}

function sheetOf(input: { points?: string | null; criterionPoints: readonly io.CriterionPointsInput[] }): ScoreSheet {
  return {
    pointsTenths: input.points == null ? null : tenths(input.points, 'points'),
    criterionPoints: input.criterionPoints.map((given, index) => ({ criterion: given.criterion, pointsTenths: tenths(given.points, `criterionPoints.${index}.points`) })),
  };
}

function annotationsIn(input: { annotations?: readonly io.AnnotationInput[] | null }): Annotation[] {
  return (input.annotations ?? []).map(({ start, end, quote, comment, criterion, deduction }, index) => ({
    start, end, quote, comment, criterion: criterion ?? null, deductionTenths: deduction == null ? null : tenths(deduction, `annotations.${index}.deduction`),
  }));
}

function tenths(text: string, field: string): number {
  const value = parseTenths(text);
  if (value === null) throw badInput('Points are a decimal with at most six digits before the point and one after it.', field);
  return value;
}
