// Operations on recommendations of chief subject tutors.
import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx, FieldResolver, Info, Mutation, Query, Resolver, Root } from 'type-graphql';
import { keyOf } from '../../kernel/ids.js';
import type { Outcome } from '../../kernel/refusals.js';
import type { Subject } from '../../kernel/subjects.js';
import type { Page } from '../../platform/database/paging.js';
import { selectionOf, type Selection } from '../../platform/database/selection.js';
import type { RequestContext } from '../../platform/graphql/caller.js';
import { loaderOf } from '../../platform/graphql/loaders.js';
import { PagingArguments, refusalsIn } from '../../platform/graphql/node.type.js';
import { Allow } from '../../platform/graphql/permission.js';
import type { ChiefTutorService } from '../chief-tutor.service.js';
import type { ChiefTutorStore } from '../chief-tutor.store.js';
import { chiefTutorEligibility, type RecommendationState } from '../rules/chief-tutors.js';
import {
  AppointChiefTutorInput, AppointChiefTutorPayload, ChiefTutorEligibilityType, ChiefTutorRecommendationConnection, ChiefTutorRecommendationType, RecommendChiefTutorInput, RecommendChiefTutorPayload, RecommendationStateEnum,
  WithdrawChiefTutorRecommendationInput, WithdrawChiefTutorRecommendationPayload,
} from './chief-tutor.type.js';
import { AppointmentType } from './appointment.type.js';
import { SubjectEnum } from './person.type.js';
import { ViewerType } from './viewer.type.js';

@Resolver(() => ChiefTutorRecommendationType)
export class ChiefTutorResolver {
  constructor(private readonly store: ChiefTutorStore, private readonly service: ChiefTutorService) {}

  @Allow('posts.recommendations')
  @Query(() => ChiefTutorRecommendationConnection, { description: '学科总辅导员的推荐（本级及以下），新的在前。Recommendations of the own subtree, the latest first.' })
  async chiefTutorRecommendations(
    @Args(() => PagingArguments) paging: PagingArguments,
    @Arg('subject', () => SubjectEnum, { nullable: true, description: '只看这一学科。' }) subject: Subject | null,
    @Arg('state', () => RecommendationStateEnum, { nullable: true, description: '只看这一状态。' }) state: RecommendationState | null,
    @Ctx() { caller }: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Page<ChiefTutorRecommendationType>> {
    return this.store.page(caller.scope, { subject: subject ?? null, state: state ?? null }, selectionOf(info, 'ChiefTutorRecommendationConnection'), paging);
  }

  @Allow('posts.recommend')
  @Mutation(() => RecommendChiefTutorPayload, { description: '推荐学科总辅导员（市级；省直管县）。A city recommends one of its people.' })
  async recommendChiefTutor(@Arg('input', () => RecommendChiefTutorInput, { description: '输入。' }) input: RecommendChiefTutorInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<RecommendChiefTutorPayload> {
    const outcome = await this.service.recommend(context, { personId: keyOf('Person', input.personId) ?? 0, subject: input.subject, standings: input.standings, reason: input.reason, idempotencyKey: input.idempotencyKey ?? null });
    return this.#payload(context, outcome, selectionOf(info, 'RecommendChiefTutorPayload'));
  }

  @Allow('posts.recommend')
  @Mutation(() => WithdrawChiefTutorRecommendationPayload, { description: '撤回推荐。The office that recommended takes it back.' })
  async withdrawChiefTutorRecommendation(@Arg('input', () => WithdrawChiefTutorRecommendationInput, { description: '输入。' }) input: WithdrawChiefTutorRecommendationInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<WithdrawChiefTutorRecommendationPayload> {
    const outcome = await this.service.withdraw(context, { recommendationId: keyOf('ChiefTutorRecommendation', input.recommendationId) ?? 0, reason: input.reason, expectedVersion: input.expectedVersion });
    return this.#payload(context, outcome, selectionOf(info, 'WithdrawChiefTutorRecommendationPayload'));
  }

  @Allow('posts.choose')
  @Mutation(() => AppointChiefTutorPayload, { description: '从推荐中聘任学科总辅导员，记录编号、日期、学科和聘任人。The province appoints from the recommendations.' })
  async appointChiefTutor(@Arg('input', () => AppointChiefTutorInput, { description: '输入。' }) input: AppointChiefTutorInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<AppointChiefTutorPayload> {
    const outcome = await this.service.choose(context, {
      recommendationId: keyOf('ChiefTutorRecommendation', input.recommendationId) ?? 0, programmeId: keyOf('Programme', input.programmeId) ?? 0,
      validFrom: input.validFrom, validUntil: input.validUntil ?? null, reason: input.reason, expectedVersion: input.expectedVersion, idempotencyKey: input.idempotencyKey ?? null,
    });
    return this.#payload(context, outcome, selectionOf(info, 'AppointChiefTutorPayload'));
  }

  @FieldResolver(() => ChiefTutorEligibilityType, { description: '是否符合条件，及理由。' })
  async eligibility(@Root() recommendation: ChiefTutorRecommendationType, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<ChiefTutorEligibilityType> {
    return loaderOf<ChiefTutorEligibilityType>(context, info, async (keys) => {
      const found = await this.store.standingsOf(context.caller.scope, keys);
      return keys.map((key) => {
        const { standings, title } = found.get(key) ?? { standings: [], title: null };
        const eligibility = chiefTutorEligibility(standings, title);
        return { ...eligibility, reasons: eligibility.reasons.map((reason) => reason[context.language]) };
      });
    }).load(recommendation.key);
  }

  async #payload(context: RequestContext, outcome: Outcome<number>, selection: Selection): Promise<RecommendChiefTutorPayload> {
    if (!outcome.ok) return { recommendation: null, refusals: refusalsIn(context.language, outcome.refusals) };
    return { recommendation: await this.store.byKey(context.caller.scope, outcome.value, selection.at('recommendation')), refusals: [] };
  }
}

@Resolver(() => AppointmentType)
export class AppointmentRecommendationResolver {
  @Allow('posts.recommendations')
  @FieldResolver(() => ChiefTutorRecommendationType, { nullable: true, description: '学科总辅导员由哪一推荐聘任：谁推荐、凭何条件、何时决定；其他职务为空。The recommendation that a chief subject tutor was chosen from.' })
  recommendation(@Root() appointment: AppointmentType & { recommendation?: ChiefTutorRecommendationType | null }): ChiefTutorRecommendationType | null { return appointment.recommendation ?? null; }
}

@Resolver(() => ViewerType)
export class ViewerChiefTutorsResolver {
  @FieldResolver(() => Boolean, { description: '可否推荐学科总辅导员。' })
  viewerCanRecommendChiefTutors(@Ctx() { caller }: RequestContext): boolean { return caller.actions.has('posts.recommend'); }

  @FieldResolver(() => Boolean, { description: '可否遴选学科总辅导员。' })
  viewerCanAppointChiefTutors(@Ctx() { caller }: RequestContext): boolean { return caller.actions.has('posts.choose'); }
}
