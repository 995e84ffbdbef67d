// Allocations as the public schema shows them.
import { Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { enumOf } from '../../platform/graphql/enum-of.js';
import { RefusalType, connectionOf } from '../../platform/graphql/node.type.js';
import { Allow } from '../../platform/graphql/permission.js';
import { DateTimeScalar, DecimalScalar, LocalDateScalar } from '../../platform/graphql/scalars.js';
import { allocationKinds, type AllocationKind } from '../allocation.entity.js';

const kinds = enumOf(allocationKinds);
registerEnumType(kinds.object, { name: 'AllocationKind', description: '分配的种类。', valuesConfig: kinds.valuesConfig });

@Allow('allocation.manage')
@ObjectType('AllocationShare', { simpleResolvers: true, description: '一位辅导员分到的份数。' })
export class AllocationShareType {
  @Field(() => ID, { description: '辅导员。' }) tutorId!: string;
  @Field(() => String, { description: '姓名。' }) name!: string;
  @Field(() => Int, { description: '份数。' }) count!: number;
}

@Allow('allocation.manage')
@ObjectType('PreviewedShare', { simpleResolvers: true, description: '预览：一位辅导员将分到的份数。' })
export class PreviewedShareType extends AllocationShareType {
  @Field(() => Int, { description: '不计回避时按权重应得的份数。What the weights alone would give.' }) fair!: number;
}

@Allow('allocation.manage')
@ObjectType('AllocationAct', { simpleResolvers: true, description: '一次分配的记录。' })
export class AllocationActType {
  @Field(() => kinds.object, { description: '种类。' }) kind!: AllocationKind;
  @Field(() => [AllocationShareType], { description: '各人分到的份数。' }) shares!: AllocationShareType[];
  @Field(() => Int, { description: '没有人能接的份数，仍由全班辅导员领取。' }) unplaced!: number;
  @Field(() => String, { nullable: true, description: '原因。' }) reason!: string | null;
  @Field(() => String, { description: '何人。' }) byName!: string;
  @Field(() => DateTimeScalar, { description: '何时。' }) at!: string;
}

@Allow('allocation.manage')
@ObjectType('TutorAbsence', { simpleResolvers: true, description: '辅导员缺席。' })
export class TutorAbsenceType {
  @Field(() => ID, { description: '辅导员。' }) tutorId!: string;
  @Field(() => String, { description: '姓名。' }) tutorName!: string;
  @Field(() => LocalDateScalar, { description: '第一天。' }) from!: string;
  @Field(() => LocalDateScalar, { description: '最后一天。' }) until!: string;
  @Field(() => String, { description: '原因。' }) reason!: string;
  @Field(() => String, { description: '何人登记。' }) byName!: string;
}

@Allow('allocation.manage')
@ObjectType('TutorLoad', { simpleResolvers: true, description: '一位辅导员的阅卷任务。' })
export class TutorLoadType {
  @Field(() => ID, { description: '辅导员。' }) tutorId!: string;
  @Field(() => String, { description: '姓名。' }) name!: string;
  @Field(() => String, { description: '单位；不分配本单位的作业。' }) schoolName!: string;
  @Field(() => [ID], { description: '负责的培训班。' }) classIds!: string[];
  @Field(() => Int, { description: '权重。' }) weight!: number;
  @Field(() => Int, { description: '每日上限（份）。' }) dailyCap!: number;
  @Field(() => Int, { description: '共分配。' }) allocated!: number;
  @Field(() => Int, { description: '已完成。' }) done!: number;
  @Field(() => Int, { description: '待批阅。' }) left!: number;
  @Field(() => Int, { description: '待批阅中已开始的：正在批阅或有草稿，不会改派。' }) begun!: number;
  @Field(() => Int, { description: '今日已批阅。' }) doneToday!: number;
  @Field(() => Int, { description: '今日还能接。' }) room!: number;
  @Field(() => Int, { nullable: true, description: '每份用时的中位数（秒），按最近 200 次批阅。Of the latest 200 reviews.' }) medianSeconds!: number | null;
  @Field(() => DateTimeScalar, { nullable: true, description: '最近一次批阅。' }) lastActiveAt!: string | null;
  @Field(() => LocalDateScalar, { nullable: true, description: '缺席至；空为在岗。' }) absentUntil!: string | null;
}

@Allow('allocation.manage')
@ObjectType('AllocationBoard', { simpleResolvers: true, description: '阅卷进度：谁还有多少。Who has what left.' })
export class AllocationBoardType {
  @Field(() => Int, { description: '版本：分配过几次，分配时须带上。' }) version!: number;
  @Field(() => Int, { description: '待批阅。' }) waiting!: number;
  @Field(() => Int, { description: '其中未分配。' }) unallocated!: number;
  @Field(() => Boolean, { description: '各项作业是否都规定除本校外也回避本县（区）。' }) excludesOwnCounty!: boolean;
  @Field(() => [TutorLoadType], { description: '各位辅导员。' }) tutors!: TutorLoadType[];
  @Field(() => [AllocationActType], { description: '最近 10 次分配，新的在前。' }) acts!: AllocationActType[];
  @Field(() => [TutorAbsenceType], { description: '当前和以后的缺席。' }) absences!: TutorAbsenceType[];
}

@Allow('allocation.manage')
@ObjectType('AllocationPreview', { simpleResolvers: true, description: '分配预览：各人将分到多少。What an allocation would give.' })
export class AllocationPreviewType {
  @Field(() => Int, { description: '版本，分配时须带上。' }) version!: number;
  @Field(() => Int, { description: '可分配的份数；已开始批阅的不在其中。' }) items!: number;
  @Field(() => Int, { description: '其中没有人能接的。' }) unplaced!: number;
  @Field(() => [PreviewedShareType], { description: '各人。' }) shares!: PreviewedShareType[];
  @Field(() => [RefusalType], { description: '拒绝。' }) refusals!: RefusalType[];
}

@Allow('allocation.workload')
@ObjectType('TutorWorkload', { simpleResolvers: true, description: '一位辅导员在一段时间内的工作量。' })
export class TutorWorkloadType {
  @Field(() => ID, { description: '辅导员。' }) tutorId!: string;
  @Field(() => String, { description: '姓名。' }) name!: string;
  @Field(() => String, { description: '师训编号。' }) trainingNumber!: string;
  @Field(() => String, { description: '单位。' }) schoolName!: string;
  @Field(() => Int, { description: '批阅的作业份数；同一份批阅几次只算一份。' }) items!: number;
  @Field(() => Int, { description: '批阅次数，含重新批阅。' }) reviews!: number;
  @Field(() => Int, { description: '其中因申诉改分。' }) appeals!: number;
  @Field(() => Int, { description: '用时（秒）。' }) seconds!: number;
  @Field(() => DecimalScalar, { description: '用时（小时），一位小数。' }) hours!: string;
  @Field(() => Int, { nullable: true, description: '每份用时的中位数（秒）。' }) medianSeconds!: number | null;
  @Field(() => LocalDateScalar, { description: '首次批阅的日期。' }) firstOn!: string;
  @Field(() => LocalDateScalar, { description: '末次批阅的日期。' }) lastOn!: string;
}

export const { Connection: TutorWorkloadConnection } = connectionOf('TutorWorkload', '工作量', 'allocation.workload', () => TutorWorkloadType);

@InputType('TutorTermsInput', { description: '一位辅导员参加分配的条件。' })
export class TutorTermsInput {
  @Field(() => ID, { description: '辅导员。' }) tutorId!: string;
  @Field(() => Int, { description: '权重，1–10。' }) weight!: number;
  @Field(() => Int, { description: '每日上限（份），0–500。' }) dailyCap!: number;
}

@InputType('AllocationInput', { description: '怎样分配待批阅的作业。' })
export class AllocationInput {
  @Field(() => ID, { description: '项目。' }) programmeId!: string;
  @Field(() => ID, { nullable: true, description: '只分此培训班的。' }) classId?: string | null;
  @Field(() => ID, { nullable: true, description: '只分这项作业的。' }) assignmentId?: string | null;
  @Field(() => [TutorTermsInput], { description: '参加的辅导员。' }) terms!: TutorTermsInput[];
  @Field(() => Int, { description: '按几天的上限分，1–30。' }) days!: number;
  @Field(() => Boolean, { description: '连同已分配而尚未开始的一起重新分。' }) isAnew!: boolean;
  @Field(() => Boolean, { nullable: true, description: '除本校外也回避本县（区）；空为照各项作业的规定。分配时记为作业的规定，以后改派照此回避。' }) excludesOwnCounty?: boolean | null;
}

@InputType('AllocateSubmissionsInput', { description: '分配。' })
export class AllocateSubmissionsInput {
  @Field(() => AllocationInput, { description: '怎样分配。' }) allocation!: AllocationInput;
  @Field(() => Int, { description: '预览时的版本。' }) expectedVersion!: number;
  @Field(() => Int, { description: '预览时可分配的份数；其后被领取的会略去，多出来则拒绝。' }) expectedCount!: number;
  @Field(() => String, { nullable: true, description: '幂等键。' }) idempotencyKey?: string | null;
}

@InputType('ReassignSubmissionsInput', { description: '改派：给出份数，或逐份指定。' })
export class ReassignSubmissionsInput {
  @Field(() => ID, { description: '项目。' }) programmeId!: string;
  @Field(() => ID, { description: '从哪位辅导员。' }) fromTutorId!: string;
  @Field(() => ID, { description: '给哪位辅导员。' }) toTutorId!: string;
  @Field(() => ID, { nullable: true, description: '只改派这项作业的。' }) assignmentId?: string | null;
  @Field(() => Int, { nullable: true, description: '份数，取最后提交的。' }) count?: number | null;
  @Field(() => [ID], { nullable: true, description: '指定的作业。' }) submissionIds?: string[] | null;
  @Field(() => String, { description: '原因。' }) reason!: string;
  @Field(() => String, { nullable: true, description: '幂等键。' }) idempotencyKey?: string | null;
}

@InputType('MarkTutorAbsentInput', { description: '登记辅导员缺席；自第一天起未开始的作业改派他人。' })
export class MarkTutorAbsentInput {
  @Field(() => ID, { description: '项目。' }) programmeId!: string;
  @Field(() => ID, { description: '辅导员。' }) tutorId!: string;
  @Field(() => LocalDateScalar, { description: '第一天。' }) from!: string;
  @Field(() => LocalDateScalar, { description: '最后一天。' }) until!: string;
  @Field(() => String, { description: '原因。' }) reason!: string;
  @Field(() => String, { nullable: true, description: '幂等键。' }) idempotencyKey?: string | null;
}

@InputType('EndTutorAbsenceInput', { description: '提前结束一次缺席，或取消尚未开始的。' })
export class EndTutorAbsenceInput {
  @Field(() => ID, { description: '项目。' }) programmeId!: string;
  @Field(() => ID, { description: '辅导员。' }) tutorId!: string;
  @Field(() => LocalDateScalar, { description: '这次缺席的第一天。' }) from!: string;
  @Field(() => String, { nullable: true, description: '幂等键。' }) idempotencyKey?: string | null;
}

@ObjectType({ description: '结果。' })
abstract class BoardPayload {
  @Field(() => AllocationBoardType, { nullable: true, description: '现在的进度。' }) board!: AllocationBoardType | null;
  @Field(() => [RefusalType], { description: '拒绝。' }) refusals!: RefusalType[];
}

@Allow('allocation.manage')
@ObjectType('AllocateSubmissionsPayload', { simpleResolvers: true, description: '分配的结果。' })
export class AllocateSubmissionsPayload extends BoardPayload {}

@Allow('allocation.manage')
@ObjectType('ReassignSubmissionsPayload', { simpleResolvers: true, description: '改派的结果。' })
export class ReassignSubmissionsPayload extends BoardPayload {}

@Allow('allocation.manage')
@ObjectType('MarkTutorAbsentPayload', { simpleResolvers: true, description: '登记缺席的结果。' })
export class MarkTutorAbsentPayload extends BoardPayload {}

@Allow('allocation.manage')
@ObjectType('EndTutorAbsencePayload', { simpleResolvers: true, description: '提前结束缺席的结果。' })
export class EndTutorAbsencePayload extends BoardPayload {}
