// Operations on appeals, and what they add to submissions.
import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx, FieldResolver, ID, Info, Mutation, Query, Resolver, Root } from 'type-graphql';
import { ViewerType } from '../../access/index.js';
import { SubmissionType } from '../../assignments/index.js';
import { formatInstant } from '../../kernel/calendar.js';
import { keyOf } from '../../kernel/ids.js';
import type { Outcome } from '../../kernel/refusals.js';
import { parseTenths } from '../../kernel/tenths.js';
import type { Clock } from '../../platform/clock/clock.js';
import type { Page } from '../../platform/database/paging.js';
import { selectionOf } from '../../platform/database/selection.js';
import type { RequestContext } from '../../platform/graphql/caller.js';
import { badInput, notFound } from '../../platform/graphql/errors.js';
import { loaderOf } from '../../platform/graphql/loaders.js';
import { PagingArguments, refusalsIn } from '../../platform/graphql/node.type.js';
import { Allow } from '../../platform/graphql/permission.js';
import type { AnswerService } from '../answer.service.js';
import type { AppealService } from '../appeal.service.js';
import { listOf, type AppealFilter, type AppealStore } from '../appeal.store.js';
import { stepOf } from '../rules/answerers.js';
import { nextStep, type AppealList } from '../rules/appeals.js';
import * as io from './appeal.type.js';

@Resolver(() => io.AppealType)
export class AppealResolver {
  constructor(private readonly store: AppealStore, private readonly service: AppealService, private readonly answers: AnswerService, private readonly clock: Clock) {}

  @Allow('appeals.answer')
  @Query(() => io.AppealConnection, { description: '申诉：等我答复的，等得最久的在前；已答复的，新的在前。Appeals of the own classes or programmes.' })
  async appeals(@Args(() => PagingArguments) paging: PagingArguments, @Arg('list', () => io.AppealListEnum, { nullable: true, description: '列出哪些，缺省为等我答复的。' }) list: AppealList | null, @Ctx() { caller }: RequestContext, @Info() info: GraphQLResolveInfo): Promise<Page<io.AppealType>> {
    return this.store.page(caller.scope, listOf(caller, list ?? 'WAITING'), selectionOf(info, 'AppealConnection'), paging);
  }

  @Allow('appeals.read')
  @Query(() => io.AppealType, { nullable: true, description: '一次申诉。One appeal.' })
  async appeal(@Arg('id', () => ID, { description: '全局标识。' }) id: string, @Ctx() { caller }: RequestContext, @Info() info: GraphQLResolveInfo): Promise<io.AppealType> {
    const appeal = await this.store.byKey(caller.scope, keyOf('Appeal', id) ?? 0, selectionOf(info, 'Appeal'));
    if (!appeal) throw notFound();
    return appeal;
  }

  @Allow('appeals.oversee')
  @Query(() => [io.AppealGapType], { description: '没有学科总辅导员可以答复的第二步申诉，按课程，等得最久的在前；须另行指定一位。Where another chief subject tutor has to be named.' })
  async appealsWithoutAnswerer(@Ctx() { caller }: RequestContext): Promise<io.AppealGapType[]> {
    return this.store.withoutAnswerer(caller.scope, this.clock.today());
  }

  @FieldResolver(() => Boolean, { description: '可否由本人答复。' })
  async viewerCanAnswer(@Root() { key }: io.AppealType, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<boolean> {
    const step = context.caller.actions.has('appeals.answer') ? stepOf(context.caller.role) : null;
    return step !== null && this.#isOpen(key, context, info, { step, personId: context.caller.personId });
  }

  @FieldResolver(() => Boolean, { description: '可否撤回。' })
  async viewerCanWithdraw(@Root() { key }: io.AppealType, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<boolean> {
    return context.caller.actions.has('appeals.make') && this.#isOpen(key, context, info, null);
  }

  @Allow('appeals.make')
  @Mutation(() => io.MakeAppealPayload, { description: '对已发布的分数提出申诉；答复以前原分数有效。Appeals a released score.' })
  async makeAppeal(@Arg('input', () => io.MakeAppealInput, { description: '输入。' }) input: io.MakeAppealInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<io.MakeAppealPayload> {
    const items = input.items.map(({ criterion, reason }) => ({ criterion: criterion ?? null, reason }));
    return this.#answer(context, info, 'MakeAppealPayload', await this.service.make(context, { submissionId: keyOf('Submission', input.submissionId) ?? 0, expectedVersion: input.expectedVersion, items, idempotencyKey: input.idempotencyKey ?? null }), null);
  }

  @Allow('appeals.make')
  @Mutation(() => io.WithdrawAppealPayload, { description: '撤回尚未答复的申诉。Takes an appeal back that nobody has answered.' })
  async withdrawAppeal(@Arg('input', () => io.WithdrawAppealInput, { description: '输入。' }) input: io.WithdrawAppealInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<io.WithdrawAppealPayload> {
    const key = keyOf('Appeal', input.appealId) ?? 0;
    return this.#answer(context, info, 'WithdrawAppealPayload', await this.service.withdraw(context, key, input.expectedVersion), key);
  }

  @Allow('appeals.answer')
  @Mutation(() => io.AnswerAppealPayload, { description: '答复申诉；学员立即看到。Upholds or revises; the learner sees it at once.' })
  async answerAppeal(@Arg('input', () => io.AnswerAppealInput, { description: '输入。' }) input: io.AnswerAppealInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<io.AnswerAppealPayload> {
    const key = keyOf('Appeal', input.appealId) ?? 0;
    const revisions = input.revisions == null ? null : input.revisions.map(({ criterion, points, reason }) => ({ criterion: criterion ?? null, pointsTenths: parseTenths(points) ?? tooFine(), reason }));
    return this.#answer(context, info, 'AnswerAppealPayload', await this.answers.answer(context, { appealId: key, expectedVersion: input.expectedVersion, answer: input.answer, revisions, idempotencyKey: input.idempotencyKey ?? null }), key);
  }

  /** Whoever was too late is told how it stands now. */
  async #answer(context: RequestContext, info: GraphQLResolveInfo, typeName: string, outcome: Outcome<{ appealId: number }>, known: number | null): Promise<{ appeal: io.AppealType | null; refusals: ReturnType<typeof refusalsIn> }> {
    const key = outcome.ok ? outcome.value.appealId : known;
    const appeal = key === null ? null : await this.store.byKey(context.caller.scope, key, selectionOf(info, typeName).at('appeal'));
    return { appeal, refusals: outcome.ok ? [] : refusalsIn(context.language, outcome.refusals) };
  }

  async #isOpen(key: number, context: RequestContext, info: GraphQLResolveInfo, waitingFor: AppealFilter['waitingFor']): Promise<boolean> {
    return loaderOf<boolean>(context, info, async (keys) => {
      const open = await this.store.openAmong(context.caller.scope, keys, waitingFor);
      return keys.map((one) => open.has(one));
    }).load(key);
  }
}

@Resolver(() => SubmissionType)
export class SubmissionAppealsResolver {
  constructor(private readonly store: AppealStore, private readonly clock: Clock) {}

  @Allow('appeals.read')
  @FieldResolver(() => [io.AppealType], { description: '对这次提交的申诉，先后为序。Its appeals, the first one first.' })
  appeals(@Root() { key }: SubmissionType, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<io.AppealType[]> {
    const selection = selectionOf(info, 'Appeal');
    return loaderOf<io.AppealType[]>(context, info, async (keys) => {
      const found = await this.store.ofSubmissions(context.caller.scope, keys, selection);
      return keys.map((one) => found.get(one) ?? []);
    }).load(key);
  }

  @Allow('appeals.make')
  @FieldResolver(() => io.AppealWindowType, { nullable: true, description: '现在可以提出的申诉；空为不能申诉。What the learner may appeal to now.' })
  appealWindow(@Root() { key }: SubmissionType, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<io.AppealWindowType | null> {
    return loaderOf<io.AppealWindowType | null>(context, info, async (keys) => {
      const standings = await this.store.standings(context.caller.scope, keys, this.clock.today());
      return keys.map((one) => {
        const standing = standings.get(one);
        const next = standing ? nextStep(standing, standing.rule) : null;
        return next === null || this.clock.business() >= next.until ? null : { step: next.step, until: formatInstant(next.until) };
      });
    }).load(key);
  }
}

@Resolver(() => ViewerType)
export class ViewerAppealsResolver {
  @FieldResolver(() => Boolean, { description: '可否答复申诉。' })
  viewerCanAnswerAppeals(@Ctx() { caller }: RequestContext): boolean { return caller.actions.has('appeals.answer'); }

  @FieldResolver(() => Boolean, { description: '可否查看没有学科总辅导员可以答复的申诉。' })
  viewerCanOverseeAppeals(@Ctx() { caller }: RequestContext): boolean { return caller.actions.has('appeals.oversee'); }
}

function tooFine(): never {
  throw badInput('Points have at most one decimal.', 'input.revisions');
}
