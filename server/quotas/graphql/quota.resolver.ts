// Operations on quotas.
import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx, Extensions, FieldResolver, ID, Info, Mutation, Query, Resolver } from 'type-graphql';
import { ViewerType } from '../../access/index.js';
import { globalId, keyOf } from '../../kernel/ids.js';
import type { Outcome } from '../../kernel/refusals.js';
import type { Page } from '../../platform/database/paging.js';
import { selectionOf } from '../../platform/database/selection.js';
import type { Caller, RequestContext } from '../../platform/graphql/caller.js';
import { notFound } from '../../platform/graphql/errors.js';
import { PagingArguments, refusalsIn } from '../../platform/graphql/node.type.js';
import { Allow } from '../../platform/graphql/permission.js';
import type { ProgrammeStore } from '../../programmes/index.js';
import { daysUntil } from '../../kernel/calendar.js';
import { isOpenOn } from '../rules/quota-sheet.js';
import { isAddressed, windowRefusals } from '../rules/stating.js';
import { openPeriods, type FramedOffice, type FramedPeriod, type QuotaFrame, type QuotaFrames } from '../quota-frame.js';
import type { Moved, QuotaService } from '../quota.service.js';
import { proposedQuotas } from '../quota-proposal.js';
import type { FiguredOffice, QuotaStore } from '../quota.store.js';
import * as input from './quota.input.js';
import * as io from './quota.type.js';

@Resolver()
export class QuotaResolver {
  constructor(private readonly store: QuotaStore, private readonly frames: QuotaFrames, private readonly programmes: ProgrammeStore, private readonly service: QuotaService) {}

  @Allow('quotas.read')
  @Extensions({ listSize: 9 })
  @Query(() => [io.QuotaPeriodType], { description: '项目各期配额的期限；项目不设配额时为空。The periods with their days; none where the programme has no quotas.' })
  async quotaPeriods(@Arg('programmeId', () => ID, { description: '项目。' }) programmeId: string, @Ctx() { caller }: RequestContext, @Info() info: GraphQLResolveInfo): Promise<io.QuotaPeriodType[]> {
    const frame = await this.frames.of(caller, keyOf('Programme', programmeId) ?? 0);
    const periods = await this.programmes.periodsOf(caller.scope, [frame.programmeId], selectionOf(info, 'QuotaPeriod').at('period'));
    return (periods.get(frame.programmeId) ?? []).flatMap((period) => {
      const framed = frame.periods.find(({ id }) => id === period.key);
      return framed ? [{ period, ...daysOf(framed, frame) }] : [];
    });
  }

  @Allow('quotas.read')
  @Query(() => io.QuotaAccountType, { description: '一个项目办的各期配额，缺省为本级。An office\'s seats in each period, the own office\'s by default.' })
  async quotaAccount(
    @Arg('programmeId', () => ID, { description: '项目。' }) programmeId: string,
    @Arg('officeId', () => ID, { nullable: true, description: '项目办，缺省为本级。' }) officeId: string | null,
    @Ctx() { caller }: RequestContext, @Info() info: GraphQLResolveInfo,
  ): Promise<io.QuotaAccountType> {
    const { frame, office } = await this.#place(caller, programmeId, officeId);
    const account = await this.store.ofOffice(caller.scope, office, frame.periods, selectionOf(info, 'QuotaAccount'));
    if (!account) throw notFound();
    return toldAccount(account, office.parentId, office.level, frame, caller);
  }

  @Allow('quotas.read')
  @Query(() => io.QuotaAccountConnection, { description: '各直接下级的各期配额，已撤销的也在内。The seats of each child office.' })
  async childQuotas(
    @Args(() => PagingArguments) paging: PagingArguments,
    @Arg('programmeId', () => ID, { description: '项目。' }) programmeId: string,
    @Arg('officeId', () => ID, { nullable: true, description: '上级项目办，缺省为本级。' }) officeId: string | null,
    @Ctx() { caller }: RequestContext, @Info() info: GraphQLResolveInfo,
  ): Promise<Page<io.QuotaAccountType>> {
    const { frame, office } = await this.#place(caller, programmeId, officeId);
    const page = await this.store.ofChildren(caller.scope, office, frame.periods, selectionOf(info, 'QuotaAccountConnection'), paging);
    const told = (child: FiguredOffice) => toldAccount(child, office.id, null, frame, caller);
    return { ...page, nodes: page.nodes.map(told), edges: page.edges.map(({ cursor, node }) => ({ cursor, node: told(node) })) };
  }

  @Allow('quotas.read')
  @Query(() => io.QuotaMovementConnection, { description: '配额流水，新的在前。Movements of an account, the newest first.' })
  async quotaMovements(
    @Args(() => PagingArguments) paging: PagingArguments,
    @Arg('officeId', () => ID, { description: '项目办。' }) officeId: string,
    @Arg('side', () => io.QuotaMovementSideEnum, { nullable: true, description: '看哪一侧，缺省为本账户的变动。' }) side: 'OF_OFFICE' | 'TO_CHILDREN' | null,
    @Arg('periodId', () => ID, { nullable: true, description: '期次，缺省为全部。' }) periodId: string | null,
    @Ctx() { caller }: RequestContext, @Info() info: GraphQLResolveInfo,
  ): Promise<Page<io.QuotaMovementType>> {
    const office = await this.frames.office(caller.scope, keyOf('Office', officeId) ?? 0);
    return this.store.movements(caller.scope, { officeId: office.id, side: side ?? 'OF_OFFICE', periodId: periodId == null ? null : (keyOf('Period', periodId) ?? 0) }, selectionOf(info, 'QuotaMovementConnection'), paging);
  }

  @Allow('quotas.handDown')
  @Extensions({ listSize: 150 })
  @Query(() => [io.QuotaProposalType], { description: '把本级尚可下达的配额按教师人数分给直接下级的建议，可再修改。A proposal: the free seats divided by numbers of teachers.' })
  async quotaProposal(
    @Arg('programmeId', () => ID, { description: '项目。' }) programmeId: string,
    @Arg('officeId', () => ID, { nullable: true, description: '上级项目办，缺省为本级。' }) officeId: string | null,
    @Ctx() { caller }: RequestContext,
  ): Promise<io.QuotaProposalType[]> {
    const { frame, office } = await this.#place(caller, programmeId, officeId);
    return proposedQuotas(this.store, caller.scope, office, openPeriods(frame));
  }

  @Allow('quotas.handDown')
  @Extensions({ listSize: 9 })
  @Query(() => [io.IdleQuotaType], { description: '报名截止前，下级各期闲置的配额。Seats that lie idle below, in the periods that are still open.' })
  async idleQuotas(
    @Arg('programmeId', () => ID, { description: '项目。' }) programmeId: string,
    @Arg('officeId', () => ID, { nullable: true, description: '项目办，缺省为本级。' }) officeId: string | null,
    @Ctx() { caller }: RequestContext,
  ): Promise<io.IdleQuotaType[]> {
    const { frame, office } = await this.#place(caller, programmeId, officeId);
    const idle = await this.store.idle(caller.scope, office, openPeriods(frame).map(({ id }) => id));
    return openPeriods(frame).flatMap((period) => {
      const found = idle.get(period.id);
      const { closesOn, closingDaysLeft } = daysOf(period, frame);
      return found ? [{ periodId: globalId('Period', period.id), number: period.number, closesOn, closingDaysLeft, ...found }] : [];
    });
  }

  @Allow('quotas.handDown')
  @Query(() => io.IdleQuotaOfficeConnection, { description: '有闲置配额的下级项目办（不限层级）。The offices below with idle seats of a period.' })
  async idleQuotaOffices(
    @Args(() => PagingArguments) paging: PagingArguments,
    @Arg('officeId', () => ID, { nullable: true, description: '项目办，缺省为本级。' }) officeId: string | null,
    @Arg('periodId', () => ID, { description: '期次。' }) periodId: string,
    @Ctx() { caller }: RequestContext, @Info() info: GraphQLResolveInfo,
  ): Promise<Page<io.IdleQuotaOfficeType>> {
    const office = await this.frames.office(caller.scope, officeId == null ? (caller.officeId ?? 0) : (keyOf('Office', officeId) ?? 0));
    return this.store.idleOffices(caller.scope, office, keyOf('Period', periodId) ?? 0, selectionOf(info, 'IdleQuotaOfficeConnection'), paging);
  }

  @Allow('quotas.state')
  @Mutation(() => input.StateQuotasPayload, { description: '申报全年各期配额（JS-06）。States the year\'s quotas.' })
  async stateQuotas(@Arg('input', () => input.StateQuotasInput, { description: '输入。' }) given: input.StateQuotasInput, @Ctx() context: RequestContext): Promise<input.QuotasPayload> {
    const cells = given.cells.map(({ periodId, seats, expectedVersion }) => ({ periodId: keyOf('Period', periodId) ?? 0, seats, expectedVersion }));
    return answer(context, await this.service.state(context, { ...actOf(given), cells }));
  }

  @Allow('quotas.confirm')
  @Mutation(() => input.ConfirmQuotasPayload, { description: '核定各地的配额：差额由主办项目办授予并下达，或核减（JS-05）。Confirms what was stated.' })
  async confirmQuotas(@Arg('input', () => input.ConfirmQuotasInput, { description: '输入。' }) given: input.ConfirmQuotasInput, @Ctx() context: RequestContext): Promise<input.QuotasPayload> {
    return answer(context, await this.service.confirm(context, { ...actOf(given), cells: given.cells.map(cellOf), reason: given.reason }));
  }

  @Allow('quotas.handDown')
  @Mutation(() => input.SaveQuotaSheetPayload, { description: '保存配额表：下达和收回差额，整表一次完成（JS-05）。Saves a sheet of children × periods as a whole.' })
  async saveQuotaSheet(@Arg('input', () => input.SaveQuotaSheetInput, { description: '输入。' }) given: input.SaveQuotaSheetInput, @Ctx() context: RequestContext): Promise<input.QuotasPayload> {
    return answer(context, await this.service.saveSheet(context, { ...actOf(given), cells: given.cells.map(cellOf), reason: given.reason }));
  }

  @Allow('quotas.handDown')
  @Mutation(() => input.TakeBackIdleQuotasPayload, { description: '收回下级全部闲置配额，逐级退回本级。Takes back all idle seats below, level by level.' })
  async takeBackIdleQuotas(@Arg('input', () => input.TakeBackIdleQuotasInput, { description: '输入。' }) given: input.TakeBackIdleQuotasInput, @Ctx() context: RequestContext): Promise<input.QuotasPayload> {
    const periods = given.periods.map(({ periodId, expectedSeats }) => ({ periodId: keyOf('Period', periodId) ?? 0, expectedSeats }));
    return answer(context, await this.service.takeBackIdle(context, { ...actOf(given), periods, reason: given.reason }));
  }

  async #place(caller: Caller, programmeId: string, officeId: string | null): Promise<{ frame: QuotaFrame; office: FramedOffice }> {
    const [frame, office] = await Promise.all([
      this.frames.of(caller, keyOf('Programme', programmeId) ?? 0),
      this.frames.office(caller.scope, officeId == null ? (caller.officeId ?? 0) : (keyOf('Office', officeId) ?? 0)),
    ]);
    return { frame, office };
  }
}

@Resolver(() => ViewerType)
export class ViewerQuotasResolver {
  @FieldResolver(() => Boolean, { description: '可否查看配额。' })
  viewerCanSeeQuotas(@Ctx() { caller }: RequestContext): boolean { return caller.actions.has('quotas.read'); }
}

/** What may be done with an account by whoever looks at it; of a child it does not matter whether it has children. */
function toldAccount({ office, cells, teachers }: FiguredOffice, parentId: number | null, level: string | null, frame: QuotaFrame, caller: Caller): io.QuotaAccountType {
  const may = (action: string) => caller.actions.has(action) && caller.viewingAs === null && frame.periods.length > 0;
  const isOrganiser = office.key === frame.organiserId;
  return {
    office, cells, teachers, isAddressed: isAddressed({ parentId }, frame.organiserId),
    viewerCanState: may('quotas.state') && isAddressed({ parentId }, frame.organiserId),
    viewerCanConfirm: may('quotas.confirm') && isOrganiser && caller.officeId === office.key,
    viewerCanHandDown: may('quotas.handDown') && level !== 'SCHOOL',
  };
}

function daysOf(period: FramedPeriod, { today }: QuotaFrame): Omit<io.QuotaPeriodType, 'period'> {
  const { statedUntil, finishFrom, closesOn } = period;
  return { statedUntil, statingDaysLeft: daysUntil(statedUntil, today), canState: windowRefusals(period, today, '').length === 0, finishFrom, closesOn, closingDaysLeft: daysUntil(closesOn, today), isOpen: isOpenOn(period, today) };
}

function actOf({ programmeId, officeId, idempotencyKey }: { programmeId: string; officeId: string; idempotencyKey?: string | null }): { programmeId: number; officeId: number; idempotencyKey: string | null } {
  return { programmeId: keyOf('Programme', programmeId) ?? 0, officeId: keyOf('Office', officeId) ?? 0, idempotencyKey: idempotencyKey ?? null };
}

function cellOf({ officeId, periodId, seats, expectedVersion }: input.QuotaCellInput): { officeId: number; periodId: number; seats: number; expectedVersion: number } {
  return { officeId: keyOf('Office', officeId) ?? 0, periodId: keyOf('Period', periodId) ?? 0, seats, expectedVersion };
}

function answer(context: RequestContext, outcome: Outcome<Moved>): input.QuotasPayload {
  return outcome.ok ? { moved: outcome.value, refusals: [] } : { moved: null, refusals: refusalsIn(context.language, outcome.refusals) };
}
