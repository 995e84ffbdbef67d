// Inputs and payloads of changing people's data.
import { Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { PersonType, StageEnum, SubjectEnum } from '../../access/index.js';
import type { Post, SpecialGrade } from '../../kernel/posts.js';
import type { Stage, Subject } from '../../kernel/subjects.js';
import { enumOf } from '../../platform/graphql/enum-of.js';
import { RefusalType } from '../../platform/graphql/node.type.js';
import { Allow } from '../../platform/graphql/permission.js';
import { LocalDateScalar } from '../../platform/graphql/scalars.js';
import type { PersonalField } from '../reveal.service.js';
import type { DataField } from '../../kernel/teacher-data.js';
import { DataCorrectionType, DataFieldEnum, PostEnum, SpecialGradeEnum } from './people.type.js';

const personalField = enumOf<PersonalField>({ ID_CARD: '身份证号码', MOBILE: '手机号码' });
export const PersonalFieldEnum = personalField.object;
registerEnumType(PersonalFieldEnum, { name: 'PersonalField', description: '加密保存的个人信息。Personal numbers that are kept sealed.', valuesConfig: personalField.valuesConfig });

const key = '幂等键。Sent twice it happens once.';
const seenVersion = '所见资料的版本。The version that was seen.';

@InputType('UpdateTeacherDataInput', { description: '修改教师资料；未给出的项目不变，给出空值则清除。Fields left out stay; null clears.' })
export class UpdateTeacherDataInput {
  @Field(() => ID, { description: '教师。' }) personId!: string;
  @Field(() => Int, { description: seenVersion }) expectedVersion!: number;
  @Field(() => String, { nullable: true, description: '姓名。' }) name?: string | null;
  @Field(() => SubjectEnum, { nullable: true, description: '任教学科。' }) subject?: Subject | null;
  @Field(() => StageEnum, { nullable: true, description: '任教学段。' }) stage?: Stage | null;
  @Field(() => String, { nullable: true, description: '职称。' }) title?: string | null;
  @Field(() => Int, { nullable: true, description: '参加工作年份。' }) joinedYear?: number | null;
  @Field(() => [PostEnum], { nullable: true, description: '岗位。' }) posts?: Post[] | null;
  @Field(() => [SpecialGradeEnum], { nullable: true, description: '荣誉与骨干层次。' }) specialGrades?: SpecialGrade[] | null;
  @Field(() => String, { nullable: true, description: '身份证号码。' }) idCard?: string | null;
  @Field(() => String, { nullable: true, description: '手机号码。' }) mobile?: string | null;
  @Field(() => LocalDateScalar, { nullable: true, description: '生效日期；未给出为今天。' }) effectiveOn?: string | null;
  @Field(() => String, { nullable: true, description: '说明。' }) reason?: string | null;
  @Field(() => String, { nullable: true, description: key }) idempotencyKey?: string | null;
}

@InputType('TransferTeacherInput', { description: '教师调动：两校须都在本级及以下。Both schools lie in the caller\'s subtree.' })
export class TransferTeacherInput {
  @Field(() => ID, { description: '教师。' }) personId!: string;
  @Field(() => ID, { description: '调入学校。' }) toOfficeId!: string;
  @Field(() => LocalDateScalar, { description: '生效日期，不晚于今天。' }) effectiveOn!: string;
  @Field(() => String, { description: '理由。' }) reason!: string;
  @Field(() => Int, { description: seenVersion }) expectedVersion!: number;
  @Field(() => String, { nullable: true, description: key }) idempotencyKey?: string | null;
}

@InputType('ConfirmOwnDataInput', { description: '确认本人资料无误。' })
export class ConfirmOwnDataInput {
  @Field(() => Int, { description: seenVersion }) expectedVersion!: number;
}

@InputType('ProposedChangeInput', { description: '一项更正。' })
export class ProposedChangeInput {
  @Field(() => DataFieldEnum, { description: '项目。' }) field!: DataField;
  @Field(() => String, { description: '应为；学科、学段、岗位、层次用枚举值，多个以英文逗号分隔。Choices by their enum names, several parted by commas.' }) value!: string;
}

@InputType('ProposeCorrectionInput', { description: '申请更正本人资料。' })
export class ProposeCorrectionInput {
  @Field(() => [ProposedChangeInput], { description: '更正的项目。' }) changes!: ProposedChangeInput[];
  @Field(() => String, { nullable: true, description: '说明。' }) note?: string | null;
  @Field(() => String, { nullable: true, description: key }) idempotencyKey?: string | null;
}

@InputType('DecideCorrectionInput', { description: '处理更正申请。' })
export class DecideCorrectionInput {
  @Field(() => ID, { description: '更正申请。' }) correctionId!: string;
  @Field(() => Boolean, { description: '是否采纳。' }) isAccepted!: boolean;
  @Field(() => String, { nullable: true, description: '处理意见；不采纳时必填。' }) reason?: string | null;
  @Field(() => String, { nullable: true, description: key }) idempotencyKey?: string | null;
}

@InputType('RevealPersonalDataInput', { description: '查看一人的完整号码。' })
export class RevealPersonalDataInput {
  @Field(() => ID, { description: '人员。' }) personId!: string;
  @Field(() => PersonalFieldEnum, { description: '项目。' }) field!: PersonalField;
  @Field(() => String, { description: '理由，至少 4 个字，留有记录。' }) reason!: string;
}

@InputType('MergePeopleInput', { description: '合并同一人的两条记录。' })
export class MergePeopleInput {
  @Field(() => ID, { description: '保留的记录。' }) keptId!: string;
  @Field(() => Int, { description: '保留的记录所见的版本。' }) keptVersion!: number;
  @Field(() => ID, { description: '并入的记录。' }) mergedId!: string;
  @Field(() => Int, { description: '并入的记录所见的版本。' }) mergedVersion!: number;
  @Field(() => String, { description: '理由。' }) reason!: string;
  @Field(() => String, { nullable: true, description: key }) idempotencyKey?: string | null;
}

const person = { nullable: true, description: '现在的资料。As it is now, refused or not.' };
const refusals = { description: '拒绝。' };

@Allow('people.manage')
@ObjectType('UpdateTeacherDataPayload', { simpleResolvers: true, description: '修改的结果。' })
export class UpdateTeacherDataPayload {
  @Field(() => PersonType, person) person!: PersonType | null;
  @Field(() => [RefusalType], refusals) refusals!: RefusalType[];
}

@Allow('people.transfer')
@ObjectType('TransferTeacherPayload', { simpleResolvers: true, description: '调动的结果。' })
export class TransferTeacherPayload {
  @Field(() => PersonType, person) person!: PersonType | null;
  @Field(() => [RefusalType], refusals) refusals!: RefusalType[];
}

@Allow('people.ownData')
@ObjectType('ConfirmOwnDataPayload', { simpleResolvers: true, description: '确认的结果。' })
export class ConfirmOwnDataPayload {
  @Field(() => PersonType, person) person!: PersonType | null;
  @Field(() => [RefusalType], refusals) refusals!: RefusalType[];
}

@Allow('people.ownData')
@ObjectType('ProposeCorrectionPayload', { simpleResolvers: true, description: '申请的结果。' })
export class ProposeCorrectionPayload {
  @Field(() => PersonType, person) person!: PersonType | null;
  @Field(() => [RefusalType], refusals) refusals!: RefusalType[];
}

@Allow('people.manage')
@ObjectType('DecideCorrectionPayload', { simpleResolvers: true, description: '处理的结果。' })
export class DecideCorrectionPayload {
  @Field(() => DataCorrectionType, { nullable: true, description: '更正申请。' }) correction!: DataCorrectionType | null;
  @Field(() => [RefusalType], refusals) refusals!: RefusalType[];
}

@Allow('people.reveal')
@ObjectType('RevealPersonalDataPayload', { simpleResolvers: true, description: '查看的结果；号码仅在此处出现，请勿保存。The only place where a number stands unmasked; do not keep it.' })
export class RevealPersonalDataPayload {
  @Field(() => String, { nullable: true, description: '完整号码；未登记或被拒绝为空。' }) value!: string | null;
  @Field(() => Int, { nullable: true, description: '今天还可查看的次数。' }) leftToday!: number | null;
  @Field(() => [RefusalType], refusals) refusals!: RefusalType[];
}

@Allow('people.merge')
@ObjectType('MergePeoplePayload', { simpleResolvers: true, description: '合并的结果。' })
export class MergePeoplePayload {
  @Field(() => PersonType, { nullable: true, description: '保留的记录。' }) person!: PersonType | null;
  @Field(() => [RefusalType], refusals) refusals!: RefusalType[];
}
