// Operations on the resource library.
import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx, FieldResolver, ID, Info, Mutation, Query, Resolver, Root } from 'type-graphql';
import { StageEnum, SubjectEnum, ViewerType } from '../../access/index.js';
import { keyOf } from '../../kernel/ids.js';
import type { Stage, Subject } from '../../kernel/subjects.js';
import type { Page } from '../../platform/database/paging.js';
import { selectionOf } from '../../platform/database/selection.js';
import type { RequestContext } from '../../platform/graphql/caller.js';
import { notFound } from '../../platform/graphql/errors.js';
import { loaderOf } from '../../platform/graphql/loaders.js';
import { PagingArguments, refusalsIn, type RefusalType } from '../../platform/graphql/node.type.js';
import { Allow } from '../../platform/graphql/permission.js';
import type { Handled, ResourceService } from '../resource.service.js';
import type { ResourceStore } from '../resource.store.js';
import type { ResourceKind } from '../rules/resource-form.js';
import { mayTake, withdrawalBy } from '../rules/resource-life.js';
import * as io from './resource.type.js';

const resourceKey = (id: string): number => keyOf('Resource', id) ?? 0;

@Resolver(() => io.ResourceType)
export class ResourceResolver {
  constructor(private readonly store: ResourceStore, private readonly service: ResourceService) {}

  @Allow('resources.read')
  @Query(() => io.ResourceConnection, { description: '资源，新报送的在前。Resources that the caller reads, the newest first.' })
  async resources(
    @Args(() => PagingArguments) paging: PagingArguments,
    @Arg('libraryId', () => ID, { nullable: true, description: '只列此项目办的资源库所收的。What the library of this office holds.' }) libraryId: string | null,
    @Arg('kind', () => io.ResourceKindEnum, { nullable: true, description: '类型。' }) kind: ResourceKind | null,
    @Arg('subject', () => SubjectEnum, { nullable: true, description: '学科。' }) subject: Subject | null,
    @Arg('stage', () => StageEnum, { nullable: true, description: '学段。' }) stage: Stage | null,
    @Arg('search', () => String, { nullable: true, description: '标题或作者中的字，或标题的拼音、拼音首字母，从任何一个音节起。Part of the title or authors, or how the title is read from one of its syllables on.' }) search: string | null,
    @Arg('isWaiting', () => Boolean, { nullable: true, description: '只列等待本机构审核的。' }) isWaiting: boolean | null,
    @Arg('isOwn', () => Boolean, { nullable: true, description: '只列本机构报送的，含已撤回的。' }) isOwn: boolean | null,
    @Ctx() { caller }: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Page<io.ResourceType>> {
    const filter = { libraryId: libraryId == null ? null : (keyOf('Office', libraryId) ?? 0), kind: kind ?? null, subject: subject ?? null, stage: stage ?? null, search: search?.trim() || null, waitingAt: isWaiting === true ? (caller.officeId ?? 0) : null, sourceId: isOwn === true ? (caller.officeId ?? 0) : null };
    return this.store.page(caller.scope, filter, selectionOf(info, 'ResourceConnection'), paging);
  }

  @Allow('resources.read')
  @Query(() => io.ResourceType, { nullable: true, description: '一份资源。A resource.' })
  async resource(@Arg('id', () => ID, { description: '全局标识。' }) id: string, @Ctx() { caller }: RequestContext, @Info() info: GraphQLResolveInfo): Promise<io.ResourceType> {
    const resource = await this.store.byKey(caller.scope, resourceKey(id), selectionOf(info, 'Resource'));
    if (!resource) throw notFound();
    return resource;
  }

  @FieldResolver(() => [io.ResourceStepType], { description: '流转记录；报送机构及其上级的管理人员可见，其他人为空。Read by those on its way.' })
  async steps(@Root() { key }: io.ResourceType, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<io.ResourceStepType[]> {
    return loaderOf<io.ResourceStepType[]>(context, info, async (keys) => {
      const found = await this.store.stepsOf(context.caller.scope, keys);
      return keys.map((one) => found.get(one) ?? []);
    }).load(key);
  }

  @FieldResolver(() => Boolean, { description: '可否向上一级推荐。' })
  viewerCanRecommend(@Root() { viewerCanRecommend: place }: io.ResourceType, @Ctx() { caller }: RequestContext): boolean {
    return caller.actions.has('resources.handIn') && mayTake(place, 'RECOMMEND', caller);
  }

  @FieldResolver(() => Boolean, { description: '可否采用或退回。' })
  viewerCanDecide(@Root() { viewerCanDecide: place }: io.ResourceType, @Ctx() { caller }: RequestContext): boolean {
    return caller.actions.has('resources.decide') && mayTake(place, 'ACCEPT', caller);
  }

  @FieldResolver(() => Boolean, { description: '可否撤下。' })
  viewerCanWithdraw(@Root() { viewerCanWithdraw: place }: io.ResourceType, @Ctx() { caller }: RequestContext): boolean {
    return caller.actions.has('resources.handIn') && mayTake(place, withdrawalBy(caller, place), caller);
  }

  @Allow('resources.handIn')
  @Mutation(() => io.HandInResourcePayload, { description: '报送一份资源，收入本机构资源库，可同时向上一级推荐（JS-13）。Hands a resource in to the own library.' })
  async handInResource(@Arg('input', () => io.HandInResourceInput, { description: '输入。' }) input: io.HandInResourceInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<io.HandInResourcePayload> {
    const { title, kind, subject, stage, description, authors, authorNumber, rights, rightsNote, link, fileNumber, isRecommended, idempotencyKey } = input;
    const form = { title, kind, subject, stage, description, authors, authorNumber: authorNumber ?? null, rights, rightsNote: rightsNote ?? '', link: link ?? null };
    return this.#told(context, info, 'HandInResourcePayload', await this.service.handIn(context, { form, fileNumber: fileNumber ?? null, isRecommended, idempotencyKey: idempotencyKey ?? null }));
  }

  @Allow('resources.handIn')
  @Mutation(() => io.RecommendResourcePayload, { description: '把本级资源库的一份资源推荐给上一级（JS-13）。Recommends it to the office directly above.' })
  async recommendResource(@Arg('input', () => io.RecommendResourceInput, { description: '输入。' }) { resourceId, reason, expectedVersion, idempotencyKey }: io.RecommendResourceInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<io.RecommendResourcePayload> {
    return this.#told(context, info, 'RecommendResourcePayload', await this.service.recommend(context, { resourceId: resourceKey(resourceId), reason: reason ?? '', expectedVersion, idempotencyKey: idempotencyKey ?? null }));
  }

  @Allow('resources.decide')
  @Mutation(() => io.DecideResourcePayload, { description: '采用或退回下级推荐的资源；采用时可同时向上一级推荐（JS-10、JS-11）。Accepts or returns what the office below recommended.' })
  async decideResource(@Arg('input', () => io.DecideResourceInput, { description: '输入。' }) { resourceId, decision, reason, isRecommended, expectedVersion, idempotencyKey }: io.DecideResourceInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<io.DecideResourcePayload> {
    return this.#told(context, info, 'DecideResourcePayload', await this.service.decide(context, { resourceId: resourceKey(resourceId), decision, reason: reason ?? '', isRecommended, expectedVersion, idempotencyKey: idempotencyKey ?? null }));
  }

  @Allow('resources.handIn')
  @Mutation(() => io.WithdrawResourcePayload, { description: '撤下一份资源：报送机构从各级资源库撤回，其他机构移出本级资源库。Out of every library, or out of the own one.' })
  async withdrawResource(@Arg('input', () => io.WithdrawResourceInput, { description: '输入。' }) { resourceId, reason, expectedVersion, idempotencyKey }: io.WithdrawResourceInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<io.WithdrawResourcePayload> {
    return this.#told(context, info, 'WithdrawResourcePayload', await this.service.withdraw(context, { resourceId: resourceKey(resourceId), reason, expectedVersion, idempotencyKey: idempotencyKey ?? null }));
  }

  async #told({ caller, language }: RequestContext, info: GraphQLResolveInfo, payload: string, outcome: Handled): Promise<{ resource: io.ResourceType | null; refusals: RefusalType[] }> {
    if (!outcome.ok) return { resource: null, refusals: refusalsIn(language, outcome.refusals) };
    return { resource: await this.store.byKey(caller.scope, outcome.value.resourceId, selectionOf(info, payload).at('resource')), refusals: [] };
  }
}

@Resolver(() => ViewerType)
export class ViewerResourcesResolver {
  @FieldResolver(() => Boolean, { description: '可否使用资源库。' })
  viewerCanBrowseResources(@Ctx() { caller }: RequestContext): boolean { return caller.actions.has('resources.read'); }

  @FieldResolver(() => Boolean, { description: '可否报送资源。' })
  viewerCanHandInResources(@Ctx() { caller }: RequestContext): boolean { return caller.actions.has('resources.handIn'); }

  @FieldResolver(() => Boolean, { description: '可否审核下级推荐的资源。' })
  viewerCanDecideResources(@Ctx() { caller }: RequestContext): boolean { return caller.actions.has('resources.decide'); }
}
