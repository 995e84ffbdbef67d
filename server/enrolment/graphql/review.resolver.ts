// Operations of the review of enrolments.
import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, ID, Info, Mutation, Query, Resolver } from 'type-graphql';
import { globalId, keyOf } from '../../kernel/ids.js';
import type { OfficeStore } from '../../offices/index.js';
import { selectionOf } from '../../platform/database/selection.js';
import type { RequestContext } from '../../platform/graphql/caller.js';
import { notFound } from '../../platform/graphql/errors.js';
import { refusalsIn } from '../../platform/graphql/node.type.js';
import { Allow } from '../../platform/graphql/permission.js';
import type { EnrolmentStore } from '../enrolment.store.js';
import type { EnrolmentReviewService } from '../review.service.js';
import type { EnrolmentReviewStore } from '../review.store.js';
import { isOver, reviewDayRefusals } from '../rules/reviewing.js';
import * as io from './review.type.js';

@Resolver()
export class EnrolmentReviewResolver {
  constructor(private readonly store: EnrolmentReviewStore, private readonly enrolments: EnrolmentStore, private readonly offices: OfficeStore, private readonly service: EnrolmentReviewService) {}

  @Allow('enrolment.browse')
  @Query(() => io.EnrolmentReviewType, { nullable: true, description: '一期报名的审核情况，缺省为本级及以下；不设审核的为空。How the review of a period\'s enrolments stands; null where they are not reviewed.' })
  async enrolmentReview(
    @Arg('periodId', () => ID, { description: '期次。' }) periodId: string,
    @Arg('officeId', () => ID, { nullable: true, description: '项目办，缺省为本级。' }) officeId: string | null,
    @Ctx() { caller }: RequestContext,
  ): Promise<io.EnrolmentReviewType | null> {
    const key = keyOf('Period', periodId) ?? 0;
    const [found, office, level] = await Promise.all([
      this.store.rulesOf(caller, key),
      this.offices.pathOf(caller.scope, officeId == null ? (caller.officeId ?? 0) : (keyOf('Office', officeId) ?? 0)),
      this.store.levelOf(caller.scope, caller.officeId ?? 0),
    ]);
    if (!office) throw notFound();
    if (!found) return null;
    const { rules, today } = found;
    const figures = await this.store.figures(caller.scope, key, office.path);
    return {
      by: rules.by, samplePercent: rules.sample?.percent ?? null, sampleAtLeast: rules.sample?.atLeast ?? null, opensOn: rules.opensOn, closesOn: rules.closesOn,
      isOpen: reviewDayRefusals(rules, today).length === 0, isOver: isOver(rules, today), viewerCanReview: caller.actions.has('enrolment.review') && caller.viewingAs === null && level === rules.by,
      waiting: figures.WAITING, passed: figures.PASSED, sentBack: figures.SENT_BACK, notDrawn: figures.NOT_DRAWN,
    };
  }

  @Allow('enrolment.review')
  @Query(() => [io.EnrolmentReviewTaskType], { description: '今天等待本级审核的报名，逐期列出，先开班的在前；由其他级别审核、不在审核期内或项目已结束的不列。What waits for the review of the caller\'s office today.' })
  async enrolmentReviewTasks(@Ctx() { caller }: RequestContext, @Info() info: GraphQLResolveInfo): Promise<io.EnrolmentReviewTaskType[]> {
    return this.store.tasks(caller, selectionOf(info, 'EnrolmentReviewTask'));
  }

  @Allow('enrolment.review')
  @Mutation(() => io.ReviewEnrolmentsPayload, { description: '县级管理员审核本县学校的报名：通过，或写明原因退回（JS-05）。Passes enrolments, or sends them back with a reason.' })
  async reviewEnrolments(@Arg('input', () => io.ReviewEnrolmentsInput, { description: '输入。' }) input: io.ReviewEnrolmentsInput, @Ctx() context: RequestContext): Promise<io.ReviewEnrolmentsPayload> {
    const entries = input.enrolments.map(({ enrolmentId, expectedVersion }) => ({ enrolmentId: keyOf('Enrolment', enrolmentId) ?? 0, expectedVersion }));
    const outcome = await this.service.review(context, { entries, decision: input.decision, reason: input.reason ?? null, idempotencyKey: input.idempotencyKey ?? null });
    if (!outcome.ok) return { outcomes: [], refusals: refusalsIn(context.language, outcome.refusals) };
    return { outcomes: outcome.value.map(({ enrolmentId, refusals }) => ({ enrolmentId: globalId('Enrolment', enrolmentId), refusals: refusalsIn(context.language, refusals) })), refusals: [] };
  }

  @Allow('enrolment.answerReview')
  @Mutation(() => io.AnswerEnrolmentReviewPayload, { description: '学校就退回的报名说明情况，重新报审（JS-05）。Answers and hands in again what was sent back.' })
  async answerEnrolmentReview(@Arg('input', () => io.AnswerEnrolmentReviewInput, { description: '输入。' }) { enrolmentId, answer, expectedVersion, idempotencyKey }: io.AnswerEnrolmentReviewInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<io.AnswerEnrolmentReviewPayload> {
    const key = keyOf('Enrolment', enrolmentId) ?? 0;
    const outcome = await this.service.answer(context, { enrolmentId: key, answer, expectedVersion, idempotencyKey: idempotencyKey ?? null });
    return { enrolment: await this.enrolments.byKey(context.caller.scope, key, selectionOf(info, 'AnswerEnrolmentReviewPayload').at('enrolment')), refusals: outcome.ok ? [] : refusalsIn(context.language, outcome.refusals) };
  }
}
