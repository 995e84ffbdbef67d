// Grading sheets as the public schema shows them. Files come and go through doors of their own; here they are looked at, written and taken back.
import { Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import type { Refusal } from '../../kernel/refusals.js';
import { enumOf } from '../../platform/graphql/enum-of.js';
import { NodeType, RefusalType, connectionOf } from '../../platform/graphql/node.type.js';
import { Allow } from '../../platform/graphql/permission.js';
import { DateTimeScalar, DecimalScalar } from '../../platform/graphql/scalars.js';
import { TrainingClassType } from '../../programmes/index.js';
import { sheetConflicts, sheetRowOutcomes, type SheetConflict, type SheetRowOutcome } from '../rules/sheet-outcomes.js';
import type { CellReason } from '../rules/sheet-row.js';
import { BulkActType } from './queue.type.js';
import { AssignmentType, CriterionPointsType, SubmissionType } from './submission.type.js';

export type SheetState = 'PREVIEWED' | 'APPLYING' | 'APPLIED' | 'UNDOING' | 'UNDONE';
export type SheetRowResult = 'WRITTEN' | 'STOOD' | 'NOT_WRITTEN' | 'UNDONE' | 'KEPT';

export const sheetStates: Readonly<Record<SheetState, string>> = { PREVIEWED: '已比对，待确认写入', APPLYING: '正在写入', APPLIED: '已写入', UNDOING: '正在撤销', UNDONE: '已撤销' };
const state = enumOf<SheetState>(sheetStates);
registerEnumType(state.object, { name: 'GradingSheetState', description: '评分表的状态。State of a grading sheet.', valuesConfig: state.valuesConfig });

const outcome = enumOf<SheetRowOutcome>(sheetRowOutcomes);
export const SheetRowOutcomeEnum = outcome.object;
registerEnumType(SheetRowOutcomeEnum, { name: 'GradingSheetRowOutcome', description: '一行的比对结果。What a row would do.', valuesConfig: outcome.valuesConfig });

const conflict = enumOf<SheetConflict>(sheetConflicts);
registerEnumType(conflict.object, { name: 'GradingSheetConflict', description: '下载以后发生了什么。What happened since the download.', valuesConfig: conflict.valuesConfig });

export const sheetResults: Readonly<Record<SheetRowResult, string>> = { WRITTEN: '已写入', STOOD: '写入时已是这样的批阅，没有改动', NOT_WRITTEN: '没有写入', UNDONE: '已撤销', KEPT: '没有撤销' };
const result = enumOf<SheetRowResult>(sheetResults);
registerEnumType(result.object, { name: 'GradingSheetRowResult', description: '一行的写入结果。What became of a row.', valuesConfig: result.valuesConfig });

@Allow('assignments.grade')
@ObjectType('GradingSheet', { implements: NodeType, simpleResolvers: true, description: '评分表：上传的一张表、它的预览和写入。An uploaded grading sheet: what it would do, and what became of it. Only its tutor sees it.' })
export class GradingSheetType implements NodeType {
  key!: number;
  @Field(() => ID, { description: '全局标识。' }) id!: string;
  @Field(() => String, { description: '文件名。' }) fileName!: string;
  @Field(() => TrainingClassType, { description: '培训班。' }) class!: TrainingClassType;
  @Field(() => AssignmentType, { description: '作业。' }) assignment!: AssignmentType;
  @Field(() => state.object, { description: '状态。' }) state!: SheetState;
  @Field(() => Int, { description: '行数。' }) rowCount!: number;
  @Field(() => Int, { description: '没有填写、不批阅的行数。' }) blankCount!: number;
  @Field(() => Int, { description: '与现有批阅一致的行数。' }) sameCount!: number;
  @Field(() => Int, { description: '将打分的行数。' }) newCount!: number;
  @Field(() => Int, { description: '将改分的行数。' }) changedCount!: number;
  @Field(() => Int, { description: '下载以后已有变化的行数。' }) conflictCount!: number;
  @Field(() => Int, { description: '不能写入的行数。' }) refusedCount!: number;
  @Field(() => BulkActType, { nullable: true, description: '写入的批量操作及其进度。' }) applyAct!: BulkActType | null;
  @Field(() => BulkActType, { nullable: true, description: '撤销的批量操作及其进度。' }) undoAct!: BulkActType | null;
  @Field(() => DateTimeScalar, { description: '上传时间。' }) createdAt!: string;
  @Field(() => DateTimeScalar, { nullable: true, description: '写入时间。' }) appliedAt!: string | null;
  @Field(() => DateTimeScalar, { nullable: true, description: '撤销时间。' }) undoneAt!: string | null;
  @Field(() => DateTimeScalar, { nullable: true, description: '可撤销的期限；学员已看到的批阅只有 5 分钟。Until when it can be undone; what learners see already, for five minutes only.' }) undoableUntil!: string | null;
}

@Allow('assignments.grade')
@ObjectType('GradingSheetReason', { simpleResolvers: true, description: '一行不能写入的原因。Why a row cannot be written.' })
export class GradingSheetReasonType {
  @Field(() => String, { description: '列。' }) column!: string;
  @Field(() => String, { description: '原因，按请求的语言。' }) reason!: string;
}

@Allow('assignments.grade')
@ObjectType('GradingSheetRow', { simpleResolvers: true, description: '评分表的一行；没有填写的行不在其中。A row that was filled in.' })
export class GradingSheetRowType {
  @Field(() => Int, { description: '行号，表头为第 1 行。' }) line!: number;
  @Field(() => SubmissionType, { nullable: true, description: '作业，连同现有的批阅；不属于这张表的为空。The submission with the review that stands now.' }) submission!: SubmissionType | null;
  @Field(() => SheetRowOutcomeEnum, { description: '比对结果。' }) outcome!: SheetRowOutcome;
  @Field(() => conflict.object, { nullable: true, description: '下载以后发生了什么。' }) conflict!: SheetConflict | null;
  @Field(() => Boolean, { description: '是否写入：将打分、将改分的，和辅导员要求覆盖的。' }) isChosen!: boolean;
  @Field(() => DecimalScalar, { nullable: true, description: '这一行的得分，已减去保留的批注的扣分。' }) points!: string | null;
  @Field(() => [CriterionPointsType], { description: '这一行所给的各项得分；直接给总分时为空。' }) criterionPoints!: CriterionPointsType[];
  @Field(() => String, { description: '这一行的评语。' }) comment!: string;
  @Field(() => Boolean, { description: '这一行是否推荐优秀。' }) isExcellent!: boolean;
  reasons!: CellReason[];
  @Field(() => result.object, { nullable: true, description: '写入结果；尚未写入为空。' }) result!: SheetRowResult | null;
  refusals!: Refusal[];
}

export const { Connection: GradingSheetConnection } = connectionOf('GradingSheet', '评分表', 'assignments.grade', () => GradingSheetType);
export const { Connection: GradingSheetRowConnection } = connectionOf('GradingSheetRow', '评分表的行', 'assignments.grade', () => GradingSheetRowType);

@InputType('ApplyGradingSheetInput', { description: '写入评分表。' })
export class ApplyGradingSheetInput {
  @Field(() => ID, { description: '评分表。' }) sheetId!: string;
  @Field(() => [Int], { nullable: true, description: '要以表中内容覆盖的冲突的行号（至多 250 行）；不列的冲突保持不动。' }) overwriteLines?: number[] | null;
  @Field(() => String, { nullable: true, description: '幂等键。' }) idempotencyKey?: string | null;
}

@InputType('UndoGradingSheetInput', { description: '撤销评分表。' })
export class UndoGradingSheetInput {
  @Field(() => ID, { description: '评分表。' }) sheetId!: string;
}

@Allow('assignments.grade')
@ObjectType('ApplyGradingSheetPayload', { simpleResolvers: true, description: '写入在后台进行，可查看进度。' })
export class ApplyGradingSheetPayload {
  @Field(() => GradingSheetType, { nullable: true, description: '评分表。' }) sheet!: GradingSheetType | null;
  @Field(() => [RefusalType], { description: '拒绝。' }) refusals!: RefusalType[];
}

@Allow('assignments.grade')
@ObjectType('UndoGradingSheetPayload', { simpleResolvers: true, description: '撤销在后台进行，可查看进度。' })
export class UndoGradingSheetPayload {
  @Field(() => GradingSheetType, { nullable: true, description: '评分表。' }) sheet!: GradingSheetType | null;
  @Field(() => [RefusalType], { description: '拒绝。' }) refusals!: RefusalType[];
}
