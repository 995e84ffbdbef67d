// Operations on nominations of excellent learners.
import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx, FieldResolver, ID, Info, Mutation, Query, Resolver, Root } from 'type-graphql';
import { ViewerType } from '../../access/index.js';
import { EnrolmentType } from '../../enrolment/index.js';
import { keyOf } from '../../kernel/ids.js';
import type { Outcome } from '../../kernel/refusals.js';
import { formatTenths } from '../../kernel/tenths.js';
import { subtreeInScope, type OfficeStore } from '../../offices/index.js';
import type { Clock } from '../../platform/clock/clock.js';
import type { Page } from '../../platform/database/paging.js';
import { selectionOf } from '../../platform/database/selection.js';
import type { RequestContext } from '../../platform/graphql/caller.js';
import { loaderOf } from '../../platform/graphql/loaders.js';
import { PagingArguments, refusalsIn, type RefusalType } from '../../platform/graphql/node.type.js';
import { Allow } from '../../platform/graphql/permission.js';
import { documentInForce, excellenceOf, ProgrammeType, type ProgrammeStore } from '../../programmes/index.js';
import type { NominationService } from '../nomination.service.js';
import type { NominationStore } from '../nomination.store.js';
import { mayDecide, mayWithdraw, type NominationState } from '../rules/nominating.js';
import * as io from './nomination.type.js';

@Resolver(() => io.NominationType)
export class NominationResolver {
  constructor(private readonly store: NominationStore, private readonly nominations: NominationService, private readonly offices: OfficeStore, private readonly clock: Clock) {}

  @Allow('excellence.read')
  @Query(() => io.NominationConnection, { name: 'nominations', description: '评优推荐，新的在前；学员只见自己获评的。Nominations in the caller\'s scope, the newest first.' })
  async list(
    @Args(() => PagingArguments) paging: PagingArguments,
    @Arg('state', () => io.NominationStateEnum, { nullable: true, description: '只列此状态的。' }) state: NominationState | null,
    @Arg('periodId', () => ID, { nullable: true, description: '期次。' }) periodId: string | null,
    @Arg('officeId', () => ID, { nullable: true, description: '只列此项目办及其下级的。' }) officeId: string | null,
    @Arg('search', () => String, { nullable: true, description: '姓名开头或完整的师训编号。Beginning of the name, or the training number.' }) search: string | null,
    @Arg('isWaiting', () => Boolean, { nullable: true, description: '只列等本级决定的。Only what the caller\'s office has to decide.' }) isWaiting: boolean | null,
    @Ctx() { caller }: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Page<io.NominationType>> {
    const filter = { subtree: await subtreeInScope(this.offices, caller.scope, officeId), state: state ?? null, periodId: periodKey(periodId), search: search?.trim() || null, organiserId: isWaiting === true ? (caller.officeId ?? 0) : null };
    return this.store.page(caller.scope, filter, selectionOf(info, 'NominationConnection'), paging);
  }

  @Allow('excellence.nominate')
  @Query(() => io.NominationCandidateConnection, { description: '评优候选：本学科成绩达到优秀线、尚未推荐的学员，分高的在前。Whom the caller can nominate, the best first.' })
  async nominationCandidates(
    @Args(() => PagingArguments) paging: PagingArguments,
    @Arg('periodId', () => ID, { nullable: true, description: '期次。' }) periodId: string | null,
    @Arg('search', () => String, { nullable: true, description: '姓名开头或完整的师训编号。Beginning of the name, or the training number.' }) search: string | null,
    @Ctx() { caller }: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Page<io.NominationCandidateType>> {
    return this.store.candidates(caller, { periodId: periodKey(periodId), search: search?.trim() || null }, this.clock.today(), selectionOf(info, 'NominationCandidateConnection'), paging);
  }

  @FieldResolver(() => Boolean, { description: '可否撤回推荐。' })
  viewerCanWithdraw(@Root() nomination: io.NominationType, @Ctx() { caller }: RequestContext): boolean {
    return caller.actions.has('excellence.nominate') && mayWithdraw(nomination.viewerCanWithdraw, caller);
  }

  @FieldResolver(() => Boolean, { description: '可否表彰或不予表彰。' })
  viewerCanDecide(@Root() nomination: io.NominationType, @Ctx() { caller }: RequestContext): boolean {
    return caller.actions.has('excellence.decide') && mayDecide(nomination.viewerCanDecide, caller);
  }

  @Allow('excellence.nominate')
  @Mutation(() => io.NominateLearnerPayload, { description: '总辅导员推荐优秀学员：成绩须达到优秀线，须写明理由（JS-20）。Recommends a learner at or above the line.' })
  async nominateLearner(@Arg('input', () => io.NominateLearnerInput, { description: '输入。' }) { enrolmentId, reason, idempotencyKey }: io.NominateLearnerInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<io.NominateLearnerPayload> {
    return this.#told(context, info, 'NominateLearnerPayload', await this.nominations.nominate(context, { enrolmentId: keyOf('Enrolment', enrolmentId) ?? 0, reason, idempotencyKey: idempotencyKey ?? null }));
  }

  @Allow('excellence.nominate')
  @Mutation(() => io.WithdrawNominationPayload, { description: '推荐人在决定之前撤回推荐。Takes the own recommendation back before it is decided.' })
  async withdrawNomination(@Arg('input', () => io.WithdrawNominationInput, { description: '输入。' }) { nominationId, reason, expectedVersion }: io.WithdrawNominationInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<io.WithdrawNominationPayload> {
    return this.#told(context, info, 'WithdrawNominationPayload', await this.nominations.withdraw(context, { nominationId: keyOf('Nomination', nominationId) ?? 0, reason, expectedVersion }));
  }

  @Allow('excellence.decide')
  @Mutation(() => io.DecideNominationPayload, { description: '主办项目办表彰或不予表彰（JS-20）。The organising office commends or declines.' })
  async decideNomination(@Arg('input', () => io.DecideNominationInput, { description: '输入。' }) { nominationId, decision, reason, expectedVersion, idempotencyKey }: io.DecideNominationInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<io.DecideNominationPayload> {
    return this.#told(context, info, 'DecideNominationPayload', await this.nominations.decide(context, { nominationId: keyOf('Nomination', nominationId) ?? 0, decision, reason, expectedVersion, idempotencyKey: idempotencyKey ?? null }));
  }

  async #told({ caller, language }: RequestContext, info: GraphQLResolveInfo, payload: string, outcome: Outcome<{ nominationId: number }>): Promise<{ nomination: io.NominationType | null; refusals: RefusalType[] }> {
    if (!outcome.ok) return { nomination: null, refusals: refusalsIn(language, outcome.refusals) };
    return { nomination: await this.store.byKey(caller.scope, outcome.value.nominationId, selectionOf(info, payload).at('nomination')), refusals: [] };
  }
}

@Resolver(() => EnrolmentType)
export class EnrolmentNominationResolver {
  @Allow('excellence.read')
  @FieldResolver(() => io.NominationType, { nullable: true, description: '评优推荐（未撤回的）；学员只见获评的。' })
  nomination(@Root() enrolment: EnrolmentType & { nomination?: io.NominationType | null }): io.NominationType | null { return enrolment.nomination ?? null; }
}

@Resolver(() => ProgrammeType)
export class ProgrammeExcellenceResolver {
  constructor(private readonly programmes: ProgrammeStore, private readonly clock: Clock) {}

  @Allow('excellence.read')
  @FieldResolver(() => io.ProgrammeExcellenceType, { nullable: true, description: '评优条件；不设评优的项目为空。' })
  async excellence(@Root() { key }: ProgrammeType, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<io.ProgrammeExcellenceType | null> {
    return loaderOf<io.ProgrammeExcellenceType | null>(context, info, async (keys) => {
      const versions = await this.programmes.rulesOf(context.caller.scope, keys);
      return keys.map((one) => {
        const document = documentInForce(versions.get(one) ?? [], this.clock.today());
        const rules = document && excellenceOf(document);
        return rules && { requirement: rules.requirement, pointsFrom: formatTenths(rules.fromTenths), conditions: rules.conditions.map((condition) => condition[context.language]) };
      });
    }).load(key);
  }
}

@Resolver(() => ViewerType)
export class ViewerExcellenceResolver {
  @FieldResolver(() => Boolean, { description: '可否推荐优秀学员。' })
  viewerCanNominate(@Ctx() { caller }: RequestContext): boolean { return caller.actions.has('excellence.nominate'); }

  @FieldResolver(() => Boolean, { description: '可否对本级主办项目的评优推荐作出决定。' })
  viewerCanDecideNominations(@Ctx() { caller }: RequestContext): boolean { return caller.actions.has('excellence.decide'); }

  @FieldResolver(() => Boolean, { description: '可否浏览评优推荐。' })
  viewerCanBrowseNominations(@Ctx() { caller }: RequestContext): boolean { return caller.actions.has('excellence.read') && caller.scope.kind !== 'self'; }
}

function periodKey(id: string | null): number | null {
  return id == null ? null : (keyOf('Period', id) ?? 0);
}
