// Teachers' data, its history and its corrections as the public schema shows them.
import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { PersonType } from '../../access/index.js';
import { posts, specialGrades } from '../../kernel/posts.js';
import { enumOf } from '../../platform/graphql/enum-of.js';
import { NodeType, connectionOf } from '../../platform/graphql/node.type.js';
import { Allow } from '../../platform/graphql/permission.js';
import { DateTimeScalar, LocalDateScalar } from '../../platform/graphql/scalars.js';
import type { CorrectionState } from '../data-correction.entity.js';
import { dataFieldNames, type DataField } from '../../kernel/teacher-data.js';
import type { ChangeSource } from '../teacher-change.entity.js';

const post = enumOf(posts);
export const PostEnum = post.object;
registerEnumType(PostEnum, { name: 'Post', description: '岗位。Post of a teacher.', valuesConfig: post.valuesConfig });

const specialGrade = enumOf(specialGrades);
export const SpecialGradeEnum = specialGrade.object;
registerEnumType(SpecialGradeEnum, { name: 'SpecialGrade', description: '荣誉与骨干层次。Special grades and the ranks of key teachers.', valuesConfig: specialGrade.valuesConfig });

const dataField = enumOf(dataFieldNames);
export const DataFieldEnum = dataField.object;
registerEnumType(DataFieldEnum, { name: 'DataField', description: '教师资料的项目。A field of a teacher\'s data.', valuesConfig: dataField.valuesConfig });

const changedField = enumOf({ ...dataFieldNames, SCHOOL: '所在学校', RECORD: '人员记录' });
export const ChangedFieldEnum = changedField.object;
registerEnumType(ChangedFieldEnum, { name: 'ChangedField', description: '变更的项目。What was changed.', valuesConfig: changedField.valuesConfig });

const source = enumOf<ChangeSource>({ EDIT: '管理员修改', TRANSFER: '调动', CORRECTION: '本人申请更正', IMPORT: '名册导入', IMPORT_UNDONE: '撤销名册导入', MERGE: '合并记录' });
export const ChangeSourceEnum = source.object;
registerEnumType(ChangeSourceEnum, { name: 'ChangeSource', description: '变更的来由。How a change came about.', valuesConfig: source.valuesConfig });

const state = enumOf<CorrectionState>({ PROPOSED: '待处理', ACCEPTED: '已采纳', REFUSED: '未采纳', REPLACED: '已被新的申请替代' });
export const CorrectionStateEnum = state.object;
registerEnumType(CorrectionStateEnum, { name: 'CorrectionState', description: '更正申请的状态。State of a correction.', valuesConfig: state.valuesConfig });

@Allow('people.details')
@ObjectType('TeacherChange', { simpleResolvers: true, description: '教师资料的一次变更。One change of a teacher\'s data; ID cards and mobiles masked.' })
export class TeacherChangeType {
  @Field(() => ChangedFieldEnum, { description: '项目。' }) field!: DataField | 'SCHOOL' | 'RECORD';
  @Field(() => String, { nullable: true, description: '原为。' }) fromValue!: string | null;
  @Field(() => String, { nullable: true, description: '改为。' }) toValue!: string | null;
  @Field(() => LocalDateScalar, { description: '生效日期。' }) effectiveOn!: string;
  @Field(() => DateTimeScalar, { description: '变更时间。' }) changedAt!: string;
  @Field(() => String, { description: '经办人。Who did it.' }) byName!: string;
  @Field(() => ChangeSourceEnum, { description: '来由。' }) source!: ChangeSource;
  @Field(() => String, { nullable: true, description: '理由。' }) reason!: string | null;
}

@Allow('people.details')
@ObjectType('DataCorrection', { implements: NodeType, simpleResolvers: true, description: '更正申请：教师认为本人资料有误。What a teacher proposes to correct; ID cards and mobiles masked.' })
export class DataCorrectionType implements NodeType {
  key!: number;
  @Field(() => ID, { description: '全局标识。' }) id!: string;
  @Field(() => PersonType, { description: '教师。' }) person!: PersonType;
  @Field(() => DataFieldEnum, { description: '项目。' }) field!: DataField;
  @Field(() => String, { nullable: true, description: '原为。' }) fromValue!: string | null;
  @Field(() => String, { nullable: true, description: '应为。' }) toValue!: string | null;
  @Field(() => String, { nullable: true, description: '教师的说明。' }) note!: string | null;
  @Field(() => CorrectionStateEnum, { description: '状态。' }) state!: CorrectionState;
  @Field(() => DateTimeScalar, { description: '申请时间。' }) proposedAt!: string;
  @Field(() => DateTimeScalar, { nullable: true, description: '处理时间。' }) decidedAt!: string | null;
  @Field(() => String, { nullable: true, description: '处理人。' }) decidedByName!: string | null;
  @Field(() => String, { nullable: true, description: '处理意见。' }) decisionReason!: string | null;
}

export const { Connection: PersonConnection } = connectionOf('Person', '人员', 'people.browse', () => PersonType);
export const { Connection: DataCorrectionConnection } = connectionOf('DataCorrection', '更正申请', 'people.details', () => DataCorrectionType);
