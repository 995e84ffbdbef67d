// Operations on requests for files of many persons' data. The file itself comes through a door of its own (GET /exports/approved).
import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx, FieldResolver, Info, Mutation, Query, Resolver, Root } from 'type-graphql';
import { ViewerType } from '../../access/index.js';
import { keyOf } from '../../kernel/ids.js';
import type { Clock } from '../../platform/clock/clock.js';
import type { Page } from '../../platform/database/paging.js';
import { selectionOf } from '../../platform/database/selection.js';
import type { RequestContext } from '../../platform/graphql/caller.js';
import { PagingArguments, refusalsIn } from '../../platform/graphql/node.type.js';
import { Allow } from '../../platform/graphql/permission.js';
import type { ExportRequestService } from '../export-request.service.js';
import type { ExportRequestStore, RequestView } from '../export-request.store.js';
import { mayDecide, shownState, type ExportRequestState } from '../rules/export-requests.js';
import { DecideExportInput, DecideExportPayload, ExportNeedType, ExportParameterInput, ExportRequestConnection, ExportRequestStateEnum, ExportRequestType, ExportRequestViewEnum, RequestExportInput, RequestExportPayload } from './export-request.type.js';

@Resolver(() => ExportRequestType)
export class ExportRequestResolver {
  constructor(private readonly store: ExportRequestStore, private readonly service: ExportRequestService, private readonly clock: Clock) {}

  @Allow('exchange.requestExport')
  @Query(() => ExportRequestConnection, { description: '导出申请，新的在前。Requests for files of many persons\' data, the newest first.' })
  async exportRequests(
    @Args(() => PagingArguments) paging: PagingArguments,
    @Arg('view', () => ExportRequestViewEnum, { nullable: true, description: '看哪些，缺省为全部。' }) view: RequestView | null,
    @Ctx() { caller }: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Page<ExportRequestType>> {
    return this.store.page(caller.scope, view ?? 'ALL', caller.personId, this.clock.business(), selectionOf(info, 'ExportRequestConnection'), paging);
  }

  @Allow('exchange.requestExport')
  @Query(() => ExportNeedType, { description: '导出前先看行数，以及是否须经批准。How many rows a file would have, and whether it needs an approval.' })
  async exportNeed(
    @Arg('list', () => String, { description: '列表，如 people。' }) list: string,
    @Arg('parameters', () => [ExportParameterInput], { description: '筛选条件。' }) parameters: ExportParameterInput[],
    @Ctx() context: RequestContext,
  ): Promise<ExportNeedType> {
    return this.service.need(context, list, parameters);
  }

  @Allow('exchange.requestExport')
  @Mutation(() => RequestExportPayload, { description: '申请导出大批个人信息。Asks for a file of many persons\' data.' })
  async requestExport(@Arg('input', () => RequestExportInput, { description: '输入。' }) input: RequestExportInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<RequestExportPayload> {
    const outcome = await this.service.request(context, { ...input, format: input.format === 'CSV' ? 'csv' : 'xlsx', parameters: input.parameters.map(({ name, value }) => ({ name, value })), idempotencyKey: input.idempotencyKey ?? null });
    if (!outcome.ok) return { request: null, refusals: refusalsIn(context.language, outcome.refusals) };
    return { request: await this.store.byKey(context.caller.scope, outcome.value, selectionOf(info, 'RequestExportPayload').at('request')), refusals: [] };
  }

  @Allow('exchange.decideExport')
  @Mutation(() => DecideExportPayload, { description: '审批导出申请；不能审批自己的。Approves or refuses a request of somebody else.' })
  async decideExport(@Arg('input', () => DecideExportInput, { description: '输入。' }) input: DecideExportInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<DecideExportPayload> {
    const requestId = keyOf('ExportRequest', input.requestId) ?? 0;
    const outcome = await this.service.decide(context, { ...input, requestId, reason: input.reason ?? null, idempotencyKey: input.idempotencyKey ?? null });
    return { request: await this.store.byKey(context.caller.scope, requestId, selectionOf(info, 'DecideExportPayload').at('request')), refusals: outcome.ok ? [] : refusalsIn(context.language, outcome.refusals) };
  }

  @FieldResolver(() => ExportRequestStateEnum, { description: '状态。' })
  state(@Root() { state }: ExportRequestType): keyof typeof ExportRequestStateEnum { return this.#shown(state); }

  @FieldResolver(() => Boolean, { description: '可否由我审批。' })
  viewerCanDecide(@Root() { viewerCanDecide: { state, expiresAt, requestedById } }: ExportRequestType, @Ctx() { caller }: RequestContext): boolean {
    return caller.actions.has('exchange.decideExport') && caller.viewingAs === null && mayDecide({ state: state as ExportRequestState, expiresAt: new Date(expiresAt), requestedById }, caller.personId, this.clock.business());
  }

  @FieldResolver(() => Boolean, { description: '可否由我下载。' })
  viewerCanFetch(@Root() { viewerCanFetch: standing }: ExportRequestType, @Ctx() { caller }: RequestContext): boolean {
    return caller.viewingAs === null && standing.requestedById === caller.personId && standing.officeId === caller.officeId && this.#shown(standing) === 'APPROVED';
  }

  #shown({ state, expiresAt }: Pick<ExportRequestType['state'], 'state' | 'expiresAt'>): keyof typeof ExportRequestStateEnum {
    return shownState(state as ExportRequestState, new Date(expiresAt), this.clock.business());
  }
}

@Resolver(() => ViewerType)
export class ViewerExportsResolver {
  @FieldResolver(() => Boolean, { description: '可否申请导出大批个人信息。' })
  viewerCanRequestExports(@Ctx() { caller }: RequestContext): boolean { return caller.actions.has('exchange.requestExport'); }

  @FieldResolver(() => Boolean, { description: '可否审批导出申请。' })
  viewerCanDecideExports(@Ctx() { caller }: RequestContext): boolean { return caller.actions.has('exchange.decideExport'); }
}
