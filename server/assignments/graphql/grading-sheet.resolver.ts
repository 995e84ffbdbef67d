// Operations on grading sheets.
import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx, FieldResolver, ID, Info, Mutation, Query, Resolver, Root } from 'type-graphql';
import { keyOf } from '../../kernel/ids.js';
import type { Outcome } from '../../kernel/refusals.js';
import type { Page } from '../../platform/database/paging.js';
import { Selection, selectionOf } from '../../platform/database/selection.js';
import type { RequestContext } from '../../platform/graphql/caller.js';
import { notFound } from '../../platform/graphql/errors.js';
import { PagingArguments, RefusalType, refusalsIn } from '../../platform/graphql/node.type.js';
import { Allow } from '../../platform/graphql/permission.js';
import type { SheetRowOutcome } from '../rules/sheet-outcomes.js';
import type { SheetService } from '../sheet.service.js';
import type { SheetStore } from '../sheet.store.js';
import * as types from './grading-sheet.type.js';
import { assignmentKey, classKey } from './queue.input.js';

@Resolver(() => types.GradingSheetType)
export class GradingSheetResolver {
  constructor(private readonly store: SheetStore, private readonly service: SheetService) {}

  @Allow('assignments.grade')
  @Query(() => types.GradingSheetConnection, { description: '我上传的评分表，新的在前。Your own grading sheets, the newest first.' })
  async gradingSheets(
    @Args(() => PagingArguments) paging: PagingArguments,
    @Arg('classId', () => ID, { nullable: true, description: '只列此培训班。' }) classId: string | null,
    @Arg('assignmentId', () => ID, { nullable: true, description: '只列这项作业。' }) assignmentId: string | null,
    @Ctx() { caller }: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Page<types.GradingSheetType>> {
    return this.store.page(caller.scope, { classId: classKey(classId), assignmentId: assignmentKey(assignmentId) }, selectionOf(info, 'GradingSheetConnection'), paging);
  }

  @Allow('assignments.grade')
  @Query(() => types.GradingSheetType, { nullable: true, description: '一张评分表。One grading sheet.' })
  async gradingSheet(@Arg('id', () => ID, { description: '全局标识。' }) id: string, @Ctx() { caller }: RequestContext, @Info() info: GraphQLResolveInfo): Promise<types.GradingSheetType> {
    const found = await this.store.byKey(caller.scope, keyOf('GradingSheet', id) ?? 0, selectionOf(info, 'GradingSheet'));
    if (!found) throw notFound();
    return found;
  }

  @Allow('assignments.grade')
  @Query(() => types.GradingSheetRowConnection, { description: '评分表的行，按行号。Rows of a grading sheet.' })
  async gradingSheetRows(
    @Args(() => PagingArguments) paging: PagingArguments,
    @Arg('sheetId', () => ID, { description: '评分表。' }) sheetId: string,
    @Arg('outcome', () => types.SheetRowOutcomeEnum, { nullable: true, description: '只列此比对结果的。' }) outcome: SheetRowOutcome | null,
    @Arg('isFailed', () => Boolean, { nullable: true, description: '只列未能写入或未能撤销的。' }) isFailed: boolean | null,
    @Ctx() { caller }: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Page<types.GradingSheetRowType>> {
    const key = keyOf('GradingSheet', sheetId) ?? 0;
    if (!(await this.store.byKey(caller.scope, key, Selection.of('id')))) throw notFound();
    return this.store.rows(caller.scope, { sheetId: key, outcome: outcome ?? null, isFailed: isFailed ?? null }, selectionOf(info, 'GradingSheetRowConnection'), paging);
  }

  @Allow('assignments.grade')
  @Mutation(() => types.ApplyGradingSheetPayload, { description: '按预览写入评分表：后台逐份批阅，冲突只覆盖列明的行。Reviews row by row as previewed; of the conflicts only those that are named are written over.' })
  async applyGradingSheet(@Arg('input', () => types.ApplyGradingSheetInput, { description: '输入。' }) input: types.ApplyGradingSheetInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<types.ApplyGradingSheetPayload> {
    const key = keyOf('GradingSheet', input.sheetId) ?? 0;
    const outcome = await this.service.apply(context, { sheetId: key, overwriteLines: input.overwriteLines ?? [], idempotencyKey: input.idempotencyKey ?? null });
    return this.#answer(context, key, outcome, info, 'ApplyGradingSheetPayload');
  }

  @Allow('assignments.grade')
  @Mutation(() => types.UndoGradingSheetPayload, { description: '整张撤销评分表所写的批阅；此后有变化的、学员已看到的逐行说明并保持不动。Takes back what the sheet wrote, row by row.' })
  async undoGradingSheet(@Arg('input', () => types.UndoGradingSheetInput, { description: '输入。' }) input: types.UndoGradingSheetInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<types.UndoGradingSheetPayload> {
    const key = keyOf('GradingSheet', input.sheetId) ?? 0;
    return this.#answer(context, key, await this.service.undo(context, key), info, 'UndoGradingSheetPayload');
  }

  async #answer({ caller, language }: RequestContext, key: number, outcome: Outcome<number>, info: GraphQLResolveInfo, payload: string): Promise<{ sheet: types.GradingSheetType | null; refusals: RefusalType[] }> {
    return { sheet: await this.store.byKey(caller.scope, key, selectionOf(info, payload).at('sheet')), refusals: outcome.ok ? [] : refusalsIn(language, outcome.refusals) };
  }
}

@Resolver(() => types.GradingSheetRowType)
export class GradingSheetRowResolver {
  @FieldResolver(() => [types.GradingSheetReasonType], { description: '不能写入的原因。' })
  reasons(@Root() row: types.GradingSheetRowType, @Ctx() { language }: RequestContext): types.GradingSheetReasonType[] { return row.reasons.map((reason) => ({ column: reason.column, reason: reason[language] })); }

  @FieldResolver(() => [RefusalType], { description: '写入或撤销时的拒绝。What writing it, or taking it back, was refused for.' })
  refusals(@Root() row: types.GradingSheetRowType, @Ctx() { language }: RequestContext): RefusalType[] { return refusalsIn(language, row.refusals); }
}
