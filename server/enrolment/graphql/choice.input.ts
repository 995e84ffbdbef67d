// Inputs and payloads of choosing and enrolling.
import { Extensions, Field, ID, InputType, ObjectType } from 'type-graphql';
import { RefusalType } from '../../platform/graphql/node.type.js';
import { Allow } from '../../platform/graphql/permission.js';
import { DateTimeScalar } from '../../platform/graphql/scalars.js';

@InputType()
abstract class ClassActInput {
  @Field(() => ID, { description: '培训班。' }) classId!: string;
  @Field(() => String, { nullable: true, description: '幂等键：同一键重发只执行一次。' }) idempotencyKey?: string | null;
}

@InputType('ChooseClassInput', { description: '选课。' })
export class ChooseClassInput extends ClassActInput {}

@InputType('WithdrawChoiceInput', { description: '撤回选课。' })
export class WithdrawChoiceInput extends ClassActInput {}

@InputType('EnrolLearnersInput', { description: '为本校教师报名，一次最多 250 人。' })
export class EnrolLearnersInput extends ClassActInput {
  @Field(() => [ID], { description: '本校选了这个班的教师。Teachers of the own school who chose it.' }) personIds!: string[];
}

@Allow('enrolment.choose')
@ObjectType('ChooseClassPayload', { simpleResolvers: true, description: '选课的结果。' })
export class ChooseClassPayload {
  @Field(() => DateTimeScalar, { nullable: true, description: '选课时间；被拒绝时为空。' }) chosenAt!: string | null;
  @Field(() => [RefusalType], { description: '拒绝。' }) refusals!: RefusalType[];
}

@Allow('enrolment.choose')
@ObjectType('WithdrawChoicePayload', { simpleResolvers: true, description: '撤回选课的结果。' })
export class WithdrawChoicePayload {
  @Field(() => DateTimeScalar, { nullable: true, description: '撤回时间；被拒绝时为空。' }) withdrawnAt!: string | null;
  @Field(() => [RefusalType], { description: '拒绝。' }) refusals!: RefusalType[];
}

@Allow('enrolment.enrol')
@ObjectType('EnrolOutcome', { simpleResolvers: true, description: '一人的报名结果。What became of one person.' })
export class EnrolOutcomeType {
  @Field(() => ID, { description: '教师。' }) personId!: string;
  @Field(() => ID, { nullable: true, description: '报名；未能报名时为空。' }) enrolmentId!: string | null;
  @Field(() => Boolean, { description: '只缺名额或位置，已进入候补，有空缺时依次递补。Waits on the list.' }) isListed!: boolean;
  @Extensions({ listSize: 1 })
  @Field(() => [RefusalType], { description: '未能报名的原因。Why not.' }) refusals!: RefusalType[];
}

@Allow('enrolment.enrol')
@ObjectType('EnrolLearnersPayload', { simpleResolvers: true, description: '报名的结果，每人各有答复。' })
export class EnrolLearnersPayload {
  @Extensions({ listSize: 250 })
  @Field(() => [EnrolOutcomeType], { description: '各人的结果，按选课先后。In the order of choosing.' }) outcomes!: EnrolOutcomeType[];
  @Field(() => [RefusalType], { description: '整次办理被拒绝的原因。Why nobody was looked at.' }) refusals!: RefusalType[];
}

@InputType('SheetEntryInput', { description: '报名表的一行：谁报哪个班。' })
export class SheetEntryInput {
  @Field(() => ID, { description: '培训班。' }) classId!: string;
  @Field(() => ID, { description: '本校选了这个班的教师。' }) personId!: string;
}

@InputType('EnrolBySheetInput', { description: '按报名表为本校教师报名，一次最多 250 行，可涉及多个班。' })
export class EnrolBySheetInput {
  @Field(() => [SheetEntryInput], { description: '各行。' }) entries!: SheetEntryInput[];
  @Field(() => String, { nullable: true, description: '幂等键：同一键重发只执行一次。' }) idempotencyKey?: string | null;
}

@Allow('enrolment.enrol')
@ObjectType('SheetEntryOutcome', { simpleResolvers: true, description: '报名表一行的结果。What became of one row.' })
export class SheetEntryOutcomeType {
  @Field(() => ID, { description: '培训班。' }) classId!: string;
  @Field(() => ID, { description: '教师。' }) personId!: string;
  @Field(() => ID, { nullable: true, description: '报名；未能报名时为空。' }) enrolmentId!: string | null;
  @Extensions({ listSize: 1 })
  @Field(() => [RefusalType], { description: '未能报名的原因。Why not.' }) refusals!: RefusalType[];
}

@Allow('enrolment.enrol')
@ObjectType('EnrolBySheetPayload', { simpleResolvers: true, description: '按报名表报名的结果，每行各有答复。' })
export class EnrolBySheetPayload {
  @Extensions({ listSize: 250 })
  @Field(() => [SheetEntryOutcomeType], { description: '各行的结果。' }) outcomes!: SheetEntryOutcomeType[];
  @Field(() => [RefusalType], { description: '整次办理被拒绝的原因。' }) refusals!: RefusalType[];
}
