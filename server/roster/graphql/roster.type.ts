// Roster imports as the public schema shows them.
import { Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { OfficeType } from '../../offices/index.js';
import { enumOf } from '../../platform/graphql/enum-of.js';
import { NodeType, RefusalType, connectionOf } from '../../platform/graphql/node.type.js';
import { Allow } from '../../platform/graphql/permission.js';
import { DateTimeScalar } from '../../platform/graphql/scalars.js';
import type { Bilingual } from '../../kernel/refusals.js';
import type { ImportState } from '../rules/import-states.js';
import type { RowOutcome, RowResult } from '../roster-import.entity.js';

const state = enumOf<ImportState>({ RECEIVING: '正在接收', CHECKING: '正在比对', CHECKED: '已比对，待确认写入', APPLYING: '正在写入', APPLIED: '已写入', UNDOING: '正在撤销', UNDONE: '已撤销', REJECTED: '无法读取' });
export const ImportStateEnum = state.object;
registerEnumType(ImportStateEnum, { name: 'RosterImportState', description: '名册导入的状态。State of a roster import.', valuesConfig: state.valuesConfig });

const outcome = enumOf<RowOutcome>({ SAME: '与现有资料一致', NEW: '新增', CHANGED: '有变动', ERROR: '有错误，不会写入' });
export const RowOutcomeEnum = outcome.object;
registerEnumType(RowOutcomeEnum, { name: 'RosterRowOutcome', description: '一行的比对结果。What a row would do.', valuesConfig: outcome.valuesConfig });

const result = enumOf<RowResult>({ WRITTEN: '已写入', CONFLICT: '预览后资料有变，未写入', UNDONE: '已撤销', KEPT: '写入后又有变动，未撤销' });
export const RowResultEnum = result.object;
registerEnumType(RowResultEnum, { name: 'RosterRowResult', description: '一行的写入结果。What became of a row.', valuesConfig: result.valuesConfig });

@Allow('roster.import')
@ObjectType('RosterImport', { implements: NodeType, simpleResolvers: true, description: '名册导入：上传的文件、预览的数字和写入的进度。An uploaded roster: what it would change, and how far it is written.' })
export class RosterImportType implements NodeType {
  key!: number;
  @Field(() => ID, { description: '全局标识。' }) id!: string;
  @Field(() => String, { description: '文件名。' }) fileName!: string;
  @Field(() => OfficeType, { description: '导入的项目办。' }) office!: OfficeType;
  @Field(() => ImportStateEnum, { description: '状态。' }) state!: ImportState;
  failure!: Bilingual | null;
  @Field(() => Int, { description: '行数。' }) rowCount!: number;
  @Field(() => Int, { description: '一致的行数。' }) same!: number;
  @Field(() => Int, { description: '新增的行数。' }) added!: number;
  @Field(() => Int, { description: '有变动的行数。' }) changed!: number;
  @Field(() => Int, { description: '有错误的行数。' }) errors!: number;
  @Field(() => Int, { description: '文件所涉学校中未列入名册的教师数；导入不会删除任何人。Teachers of these schools who are not in the file; nobody is removed.' }) missing!: number;
  @Field(() => Int, { description: '新增中可能重复的行数。' }) duplicates!: number;
  @Field(() => Int, { description: '当前步骤已处理的行数。' }) done!: number;
  @Field(() => Int, { description: '未能写入或未能撤销的行数。' }) conflicts!: number;
  @Field(() => String, { description: '上传人。' }) byName!: string;
  @Field(() => DateTimeScalar, { description: '上传时间。' }) createdAt!: string;
  @Field(() => DateTimeScalar, { nullable: true, description: '写入时间。' }) appliedAt!: string | null;
  @Field(() => DateTimeScalar, { nullable: true, description: '撤销时间。' }) undoneAt!: string | null;
  @Field(() => DateTimeScalar, { nullable: true, description: '可撤销的期限（实际时间）。Until when it can be undone, in real time.' }) undoableUntil!: string | null;
}

@Allow('roster.import')
@ObjectType('RosterCellError', { simpleResolvers: true, description: '一处错误。' })
export class RosterCellErrorType {
  @Field(() => String, { description: '列。' }) column!: string;
  @Field(() => String, { description: '原因，按请求的语言。' }) reason!: string;
}

@Allow('roster.import')
@ObjectType('RosterChange', { simpleResolvers: true, description: '一处变动。' })
export class RosterChangeType {
  @Field(() => String, { description: '项目（ChangedField 的名称）。A name of ChangedField.' }) field!: string;
  @Field(() => String, { nullable: true, description: '原为。' }) fromValue!: string | null;
  @Field(() => String, { nullable: true, description: '改为。' }) toValue!: string | null;
}

@Allow('roster.import')
@ObjectType('RosterRow', { simpleResolvers: true, description: '名册的一行；号码已遮蔽。A row of a roster, numbers masked.' })
export class RosterRowType {
  @Field(() => Int, { description: '行号，表头为第 1 行。' }) line!: number;
  @Field(() => RowOutcomeEnum, { nullable: true, description: '比对结果；尚未比对为空。' }) outcome!: RowOutcome | null;
  @Field(() => RowResultEnum, { nullable: true, description: '写入结果。' }) result!: RowResult | null;
  @Field(() => String, { description: '姓名。' }) name!: string;
  @Field(() => String, { nullable: true, description: '师训编号。' }) trainingNumber!: string | null;
  @Field(() => String, { description: '学校代码。' }) schoolCode!: string;
  @Field(() => String, { nullable: true, description: '身份证号码（已遮蔽）。' }) idCardMasked!: string | null;
  @Field(() => Boolean, { description: '是否可能与已有人员重复。' }) isLikelyDuplicate!: boolean;
  errors!: { column: string; zh: string; en: string }[];
  @Field(() => [RosterChangeType], { description: '变动。' }) changes!: RosterChangeType[];
}

export const { Connection: RosterImportConnection } = connectionOf('RosterImport', '名册导入', 'roster.import', () => RosterImportType);
export const { Connection: RosterRowConnection } = connectionOf('RosterRow', '名册的行', 'roster.import', () => RosterRowType);

@InputType('ApplyRosterImportInput', { description: '写入名册。' })
export class ApplyRosterImportInput {
  @Field(() => ID, { description: '名册导入。' }) importId!: string;
}

@InputType('UndoRosterImportInput', { description: '撤销名册。' })
export class UndoRosterImportInput {
  @Field(() => ID, { description: '名册导入。' }) importId!: string;
}

@Allow('roster.import')
@ObjectType('ApplyRosterImportPayload', { simpleResolvers: true, description: '写入的结果；在后台进行，可查看进度。' })
export class ApplyRosterImportPayload {
  @Field(() => RosterImportType, { nullable: true, description: '名册导入。' }) rosterImport!: RosterImportType | null;
  @Field(() => [RefusalType], { description: '拒绝。' }) refusals!: RefusalType[];
}

@Allow('roster.import')
@ObjectType('UndoRosterImportPayload', { simpleResolvers: true, description: '撤销的结果；在后台进行，可查看进度。' })
export class UndoRosterImportPayload {
  @Field(() => RosterImportType, { nullable: true, description: '名册导入。' }) rosterImport!: RosterImportType | null;
  @Field(() => [RefusalType], { description: '拒绝。' }) refusals!: RefusalType[];
}
