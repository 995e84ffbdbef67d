// Inputs and payloads of withdrawal and substitution.
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { RefusalType } from '../../platform/graphql/node.type.js';
import { Allow } from '../../platform/graphql/permission.js';
import { EnrolmentType } from './enrolment.type.js';

@InputType()
abstract class WithdrawalInput {
  @Field(() => ID, { description: '退回的报名。' }) enrolmentId!: string;
  @Field(() => String, { description: '事由，最多 200 字，学员会看到。Why; the learner reads it.' }) reason!: string;
  @Field(() => Int, { description: '看到的版本；已变化则拒绝。The version that was seen.' }) expectedVersion!: number;
  @Field(() => String, { nullable: true, description: '幂等键：同一键重发只执行一次。' }) idempotencyKey?: string | null;
}

@InputType('WithdrawEnrolmentInput', { description: '退回报名。' })
export class WithdrawEnrolmentInput extends WithdrawalInput {}

@InputType('SubstituteLearnerInput', { description: '换人：一人退出，本校另一位教师进入同一个班。' })
export class SubstituteLearnerInput extends WithdrawalInput {
  @Field(() => ID, { description: '换入的教师，须在同一学校。Who comes.' }) personId!: string;
}

@Allow('enrolment.withdraw')
@ObjectType('WithdrawEnrolmentPayload', { simpleResolvers: true, description: '退回报名的结果。' })
export class WithdrawEnrolmentPayload {
  @Field(() => EnrolmentType, { nullable: true, description: '退回的报名，现在的样子。As it stands now.' }) withdrawn!: EnrolmentType | null;
  @Field(() => [RefusalType], { description: '拒绝。' }) refusals!: RefusalType[];
}

@Allow('enrolment.withdraw')
@ObjectType('SubstituteLearnerPayload', { simpleResolvers: true, description: '换人的结果。' })
export class SubstituteLearnerPayload {
  @Field(() => EnrolmentType, { nullable: true, description: '换出者的报名，现在的样子。Of who went, as it stands now.' }) withdrawn!: EnrolmentType | null;
  @Field(() => EnrolmentType, { nullable: true, description: '换入者的报名；被拒绝时为空。Of who came.' }) enrolment!: EnrolmentType | null;
  @Field(() => [RefusalType], { description: '拒绝。' }) refusals!: RefusalType[];
}
