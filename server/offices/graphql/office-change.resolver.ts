// Operations that change the organisation, and the view before they do.
import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx, FieldResolver, ID, Info, Mutation, Query, Resolver, Root } from 'type-graphql';
import { keyOf } from '../../kernel/ids.js';
import type { Outcome } from '../../kernel/refusals.js';
import type { Page } from '../../platform/database/paging.js';
import { selectionOf } from '../../platform/database/selection.js';
import type { RequestContext } from '../../platform/graphql/caller.js';
import { badInput } from '../../platform/graphql/errors.js';
import { loaderOf } from '../../platform/graphql/loaders.js';
import { PagingArguments, refusalsIn } from '../../platform/graphql/node.type.js';
import { Allow } from '../../platform/graphql/permission.js';
import { LocalDateScalar } from '../../platform/graphql/scalars.js';
import type { ChangeAnswer, OfficeChangeService } from '../office-change.service.js';
import type { OfficeChangeStore } from '../office-change.store.js';
import type { OfficeStanding, OfficeStore } from '../office.store.js';
import type { WantedChange } from '../reorganisation.service.js';
import { hasLevelBelow } from '../rules/office-levels.js';
import type { OfficeChangeKind, OfficeChangeState } from '../rules/office-states.js';
import * as io from './office-change.input.js';
import { OfficeChangeConnection, OfficeChangeKindEnum, OfficeChangePreviewType, OfficeChangeStateEnum, OfficeChangeType } from './office-change.type.js';
import { OfficeType } from './office.type.js';
import { subtreeInScope } from './subtree-in-scope.js';

@Resolver(() => OfficeChangeType)
export class OfficeChangeResolver {
  constructor(private readonly offices: OfficeStore, private readonly store: OfficeChangeStore, private readonly service: OfficeChangeService) {}

  @Allow('offices.history')
  @Query(() => OfficeChangeConnection, { description: '本级及以下的机构变更：计划中的按生效日期，其余新的在前。Changes of the own subtree: plans by their day, the others with the latest first.' })
  async officeChanges(
    @Args(() => PagingArguments) paging: PagingArguments,
    @Arg('officeId', () => ID, { nullable: true, description: '只列涉及此项目办及其下级的。' }) officeId: string | null,
    @Arg('state', () => OfficeChangeStateEnum, { nullable: true, description: '状态。' }) state: OfficeChangeState | null,
    @Ctx() { caller }: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Page<OfficeChangeType>> {
    const subtree = await subtreeInScope(this.offices, caller.scope, officeId);
    return this.store.page(caller.scope, { subtree, state: state ?? null }, selectionOf(info, 'OfficeChangeConnection'), paging);
  }

  @Allow('offices.change')
  @Query(() => OfficeChangePreviewType, { description: '预览一项变更：涉及多少机构、人员和报名，会不会被拒绝；不写入。What a change would concern; nothing is written.' })
  async previewOfficeChange(
    @Arg('officeId', () => ID, { description: '变更的项目办。' }) officeId: string,
    @Arg('kind', () => OfficeChangeKindEnum, { description: '种类；新建没有可预览的，不接受。A creation concerns nothing and is not taken.' }) kind: OfficeChangeKind,
    @Arg('targetId', () => ID, { nullable: true, description: '新的上级，或并入的项目办；未定时只给数字。' }) targetId: string | null,
    @Arg('effectiveOn', () => LocalDateScalar, { nullable: true, description: '生效日期，缺省为今天。' }) effectiveOn: string | null,
    @Ctx() context: RequestContext,
  ): Promise<OfficeChangePreviewType> {
    const preview = await this.service.preview(context, wantedOf(kind, keyOf('Office', officeId) ?? 0, targetId), effectiveOn ?? null);
    const { office: { id: key, path }, intoId, effectiveOn: on, offices, schools, isPlanned, refusals } = preview;
    return { key, path, mergedIntoKey: intoId, effectiveOn: on, officeCount: offices, schoolCount: schools, isPlanned, refusals: refusalsIn(context.language, refusals) };
  }

  @Allow('offices.change')
  @Mutation(() => io.CreateOfficePayload, { description: '新建下级项目办。Makes an office below another.' })
  async createOffice(@Arg('input', () => io.CreateOfficeInput, { description: '输入。' }) input: io.CreateOfficeInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<io.OfficeChangePayload> {
    const { level, code, name } = input;
    return this.#request(context, info, 'CreateOfficePayload', { ...input, expectedVersion: null }, { kind: 'CREATE', officeId: officeKey(input.parentId), level, code: code.trim(), name });
  }

  @Allow('offices.change')
  @Mutation(() => io.RenameOfficePayload, { description: '更名。Gives an office another name.' })
  async renameOffice(@Arg('input', () => io.RenameOfficeInput, { description: '输入。' }) input: io.RenameOfficeInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<io.OfficeChangePayload> {
    return this.#request(context, info, 'RenameOfficePayload', input, { kind: 'RENAME', officeId: officeKey(input.officeId), name: input.name });
  }

  @Allow('offices.change')
  @Mutation(() => io.MoveOfficePayload, { description: '调整隶属：连同下级移到新的上级之下。Moves an office with all below it.' })
  async moveOffice(@Arg('input', () => io.MoveOfficeInput, { description: '输入。' }) input: io.MoveOfficeInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<io.OfficeChangePayload> {
    return this.#request(context, info, 'MoveOfficePayload', input, { kind: 'MOVE', officeId: officeKey(input.officeId), parentId: officeKey(input.parentId) });
  }

  @Allow('offices.change')
  @Mutation(() => io.MergeOfficePayload, { description: '并入同级项目办：人员和现任角色随之转入，已有报名和统计留在原处。People move on, facts stay.' })
  async mergeOffice(@Arg('input', () => io.MergeOfficeInput, { description: '输入。' }) input: io.MergeOfficeInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<io.OfficeChangePayload> {
    return this.#request(context, info, 'MergeOfficePayload', input, { kind: 'MERGE', officeId: officeKey(input.officeId), intoId: officeKey(input.intoId) });
  }

  @Allow('offices.change')
  @Mutation(() => io.CloseOfficePayload, { description: '撤销没有下级和人员的项目办。Closes an office that nobody is left at.' })
  async closeOffice(@Arg('input', () => io.CloseOfficeInput, { description: '输入。' }) input: io.CloseOfficeInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<io.OfficeChangePayload> {
    return this.#request(context, info, 'CloseOfficePayload', input, { kind: 'CLOSE', officeId: officeKey(input.officeId) });
  }

  @Allow('offices.change')
  @Mutation(() => io.CancelOfficeChangePayload, { description: '撤回计划中的变更。Gives a plan up before its day.' })
  async cancelOfficeChange(@Arg('input', () => io.CancelOfficeChangeInput, { description: '输入。' }) input: io.CancelOfficeChangeInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<io.OfficeChangePayload> {
    return this.#answer(context, info, 'CancelOfficeChangePayload', await this.service.cancel(context, keyOf('OfficeChange', input.changeId) ?? 0, input.reason));
  }

  @FieldResolver(() => String, { nullable: true, description: '撤回的原因，或未能执行的原因。Why it was given up or refused.' })
  note(@Root() { note }: OfficeChangeType, @Ctx() { language }: RequestContext): string | null { return note?.[language] ?? null; }

  @FieldResolver(() => Boolean, { description: '可否撤回。' })
  async viewerCanCancel(@Root() { key }: OfficeChangeType, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<boolean> {
    const { scope, officeId, actions } = context.caller;
    if (!actions.has('offices.change')) return false;
    return loaderOf<boolean>(context, info, async (keys) => {
      const found = await this.store.cancellable(scope, officeId, keys);
      return keys.map((one) => found.has(one));
    }).load(key);
  }

  async #request(context: RequestContext, info: GraphQLResolveInfo, payload: string, input: { effectiveOn: string; reason: string; idempotencyKey?: string | null; expectedVersion: number | null }, wanted: WantedChange): Promise<io.OfficeChangePayload> {
    const { effectiveOn, reason, expectedVersion, idempotencyKey } = input;
    return this.#answer(context, info, payload, await this.service.request(context, { wanted, effectiveOn, reason, expectedVersion, idempotencyKey: idempotencyKey ?? null }));
  }

  async #answer(context: RequestContext, info: GraphQLResolveInfo, payload: string, outcome: Outcome<ChangeAnswer>): Promise<io.OfficeChangePayload> {
    if (!outcome.ok) return { office: null, change: null, refusals: refusalsIn(context.language, outcome.refusals) };
    const { scope } = context.caller;
    const { officeId, changeId } = outcome.value;
    const selection = selectionOf(info, payload);
    const [office, change] = await Promise.all([
      officeId !== null && selection.has('office') ? this.offices.byKey(scope, officeId, selection.at('office')) : null,
      selection.has('change') ? this.store.byKey(scope, changeId, selection.at('change')) : null,
    ]);
    return { office, change, refusals: [] };
  }
}

/** What an office page shows beside the office itself. */
@Resolver(() => OfficeType)
export class OfficeHistoryResolver {
  constructor(private readonly offices: OfficeStore, private readonly store: OfficeChangeStore) {}

  @Allow('offices.history')
  @FieldResolver(() => [OfficeChangeType], { description: '沿革：本机构的变更、并入的机构和计划中的变更，新的在前。Its history and plans, the newest first.' })
  async history(@Root() { key }: OfficeType, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<OfficeChangeType[]> {
    const selection = selectionOf(info, 'OfficeChange');
    return loaderOf<OfficeChangeType[]>(context, info, async (keys) => {
      const found = await this.store.historyOf(context.caller.scope, keys, selection);
      return keys.map((one) => found.get(one) ?? []);
    }).load(key);
  }

  @FieldResolver(() => Boolean, { description: '可否更名、调整、合并或撤销（本级以下，在用）。' })
  async viewerCanChange(@Root() office: OfficeType, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<boolean> {
    return office.key !== context.caller.officeId && this.#may(office, 'offices.change', context, info, ({ isOpen }) => isOpen);
  }

  @FieldResolver(() => Boolean, { description: '可否在其下新建。' })
  async viewerCanAddBelow(@Root() office: OfficeType, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<boolean> { return this.#may(office, 'offices.change', context, info, ({ isOpen, level }) => isOpen && hasLevelBelow(level)); }

  @FieldResolver(() => Boolean, { description: '可否查看和任免其领导小组。' })
  async viewerCanKeepSteeringGroup(@Root() office: OfficeType, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<boolean> { return this.#may(office, 'offices.steering', context, info, ({ isOpen, level }) => isOpen && hasLevelBelow(level)); }

  @FieldResolver(() => Boolean, { description: '可否填报其联系人。' })
  async viewerCanKeepContacts(@Root() office: OfficeType, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<boolean> { return this.#may(office, 'offices.contacts', context, info, ({ isOpen }) => isOpen); }

  @FieldResolver(() => Boolean, { description: '可否查看其联系人。' })
  async viewerCanReadContacts(@Root() office: OfficeType, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<boolean> { return this.#may(office, 'offices.contacts', context, info, () => true); }

  @FieldResolver(() => Boolean, { description: '可否查看其沿革。' })
  async viewerCanReadHistory(@Root() office: OfficeType, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<boolean> { return this.#may(office, 'offices.history', context, info, () => true); }

  /** Offices above the own one are shown by name too; nothing may be done about them. */
  async #may({ key }: OfficeType, action: string, context: RequestContext, info: GraphQLResolveInfo, suits: (office: OfficeStanding) => boolean): Promise<boolean> {
    if (!context.caller.actions.has(action)) return false;
    return loaderOf<boolean>(context, info, async (keys) => {
      const found = await this.offices.standingsOf(context.caller.scope, keys);
      return keys.map((one) => {
        const office = found.get(one);
        return office !== undefined && suits(office);
      });
    }).load(key);
  }
}

function officeKey(id: string): number { return keyOf('Office', id) ?? 0; }

/** A preview needs no new name, and without a target it tells the numbers alone: as for a rename, which refuses nothing but what has ended. */
function wantedOf(kind: OfficeChangeKind, officeId: number, targetId: string | null): WantedChange {
  if (kind === 'CREATE') throw badInput('A creation concerns nothing that is there.', 'kind');
  if (kind === 'CLOSE') return { kind, officeId };
  if (kind === 'RENAME' || targetId == null) return { kind: 'RENAME', officeId, name: '（新名称）' };
  return kind === 'MOVE' ? { kind, officeId, parentId: officeKey(targetId) } : { kind, officeId, intoId: officeKey(targetId) };
}
