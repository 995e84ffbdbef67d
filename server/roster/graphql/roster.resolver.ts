// Operations on roster imports. Files come through a door of their own (POST /rosters); here they are looked at, written and taken back.
import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx, FieldResolver, ID, Info, Mutation, Query, Resolver, Root } from 'type-graphql';
import { ViewerType } from '../../access/index.js';
import { keyOf } from '../../kernel/ids.js';
import type { Page } from '../../platform/database/paging.js';
import { Selection, selectionOf } from '../../platform/database/selection.js';
import type { RequestContext } from '../../platform/graphql/caller.js';
import { notFound } from '../../platform/graphql/errors.js';
import { PagingArguments, refusalsIn } from '../../platform/graphql/node.type.js';
import { Allow } from '../../platform/graphql/permission.js';
import type { RosterService } from '../roster.service.js';
import type { RosterStore } from '../roster.store.js';
import type { RowOutcome } from '../roster-import.entity.js';
import { ApplyRosterImportInput, ApplyRosterImportPayload, RosterCellErrorType, RosterImportConnection, RosterImportType, RosterRowConnection, RosterRowType, RowOutcomeEnum, UndoRosterImportInput, UndoRosterImportPayload } from './roster.type.js';

@Resolver(() => RosterImportType)
export class RosterResolver {
  constructor(private readonly store: RosterStore, private readonly service: RosterService) {}

  @Allow('roster.import')
  @Query(() => RosterImportConnection, { description: '名册导入，新的在前。Roster imports of the own subtree, the newest first.' })
  async rosterImports(@Args(() => PagingArguments) paging: PagingArguments, @Ctx() { caller }: RequestContext, @Info() info: GraphQLResolveInfo): Promise<Page<RosterImportType>> {
    return this.store.page(caller.scope, selectionOf(info, 'RosterImportConnection'), paging);
  }

  @Allow('roster.import')
  @Query(() => RosterImportType, { nullable: true, description: '一次名册导入。One roster import.' })
  async rosterImport(@Arg('id', () => ID, { description: '全局标识。' }) id: string, @Ctx() { caller }: RequestContext, @Info() info: GraphQLResolveInfo): Promise<RosterImportType> {
    const found = await this.store.byKey(caller.scope, keyOf('RosterImport', id) ?? 0, selectionOf(info, 'RosterImport'));
    if (!found) throw notFound();
    return found;
  }

  @Allow('roster.import')
  @Query(() => RosterRowConnection, { description: '名册的行，按行号。Rows of a roster.' })
  async rosterRows(
    @Args(() => PagingArguments) paging: PagingArguments,
    @Arg('importId', () => ID, { description: '名册导入。' }) importId: string,
    @Arg('outcome', () => RowOutcomeEnum, { nullable: true, description: '只列此比对结果的。' }) outcome: RowOutcome | null,
    @Arg('isLikelyDuplicate', () => Boolean, { nullable: true, description: '是否可能重复。' }) isLikelyDuplicate: boolean | null,
    @Arg('isConflict', () => Boolean, { nullable: true, description: '只列未能写入或未能撤销的。' }) isConflict: boolean | null,
    @Ctx() { caller }: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Page<RosterRowType>> {
    const key = keyOf('RosterImport', importId) ?? 0;
    if (!(await this.store.byKey(caller.scope, key, Selection.of('id')))) throw notFound();
    return this.store.rows(caller.scope, { importId: key, outcome: outcome ?? null, isLikelyDuplicate: isLikelyDuplicate ?? null, isConflict: isConflict ?? null }, selectionOf(info, 'RosterRowConnection'), paging);
  }

  @Allow('roster.import')
  @Mutation(() => ApplyRosterImportPayload, { description: '按预览写入名册：后台进行，24 小时内可撤销。Writes the roster as previewed; can be undone for a day.' })
  async applyRosterImport(@Arg('input', () => ApplyRosterImportInput, { description: '输入。' }) input: ApplyRosterImportInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<ApplyRosterImportPayload> {
    const key = keyOf('RosterImport', input.importId) ?? 0;
    const outcome = await this.service.apply(context, key);
    return { rosterImport: await this.#read(context, key, info, 'ApplyRosterImportPayload'), refusals: outcome.ok ? [] : refusalsIn(context.language, outcome.refusals) };
  }

  @Allow('roster.import')
  @Mutation(() => UndoRosterImportPayload, { description: '撤销名册的写入；写入后又有变动的保持不动，并计数说明。Takes back what the import wrote; what changed since stays, and is counted.' })
  async undoRosterImport(@Arg('input', () => UndoRosterImportInput, { description: '输入。' }) input: UndoRosterImportInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<UndoRosterImportPayload> {
    const key = keyOf('RosterImport', input.importId) ?? 0;
    const outcome = await this.service.undo(context, key);
    return { rosterImport: await this.#read(context, key, info, 'UndoRosterImportPayload'), refusals: outcome.ok ? [] : refusalsIn(context.language, outcome.refusals) };
  }

  @FieldResolver(() => String, { nullable: true, description: '文件无法读取的原因，按请求的语言。Why the file could not be read.' })
  failure(@Root() found: RosterImportType, @Ctx() { language }: RequestContext): string | null { return found.failure?.[language] ?? null; }

  async #read({ caller }: RequestContext, key: number, info: GraphQLResolveInfo, payload: string): Promise<RosterImportType | null> {
    return this.store.byKey(caller.scope, key, selectionOf(info, payload).at('rosterImport'));
  }
}

@Resolver(() => RosterRowType)
export class RosterRowResolver {
  @FieldResolver(() => [RosterCellErrorType], { description: '错误。' })
  errors(@Root() row: RosterRowType, @Ctx() { language }: RequestContext): RosterCellErrorType[] { return row.errors.map((error) => ({ column: error.column, reason: error[language] })); }
}

@Resolver(() => ViewerType)
export class ViewerRosterResolver {
  @FieldResolver(() => Boolean, { description: '可否导入教师名册。' })
  viewerCanImportRosters(@Ctx() { caller }: RequestContext): boolean { return caller.actions.has('roster.import'); }
}
