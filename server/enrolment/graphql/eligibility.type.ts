// Eligibility as the public schema shows it.
import { Extensions, Field, ID, InputType, ObjectType, registerEnumType } from 'type-graphql';
import { PersonType } from '../../access/index.js';
import { OfficeType } from '../../offices/index.js';
import { enumOf } from '../../platform/graphql/enum-of.js';
import { RefusalType, connectionOf } from '../../platform/graphql/node.type.js';
import { Allow } from '../../platform/graphql/permission.js';
import { DateTimeScalar } from '../../platform/graphql/scalars.js';
import { ProgrammeType, type CheckedEligibility } from '../../programmes/index.js';

const rules = enumOf<CheckedEligibility>({ OPEN_TO: '参训对象', NOT_SAME_SERIES_IN_CONSECUTIVE_YEARS: '不连续两年参加同一项目' });
export const EligibilityRuleEnum = rules.object;
registerEnumType(EligibilityRuleEnum, { name: 'EligibilityRule', description: '参训资格的条款，报名时检查。A clause of eligibility that enrolment checks.', valuesConfig: rules.valuesConfig });

@Allow('enrolment.eligibility')
@ObjectType('EnrolmentException', { simpleResolvers: true, description: '参训例外：主办项目办批准的。An exception from a soft clause (JS-01).' })
export class EnrolmentExceptionType {
  @Field(() => EligibilityRuleEnum, { description: '哪一条。' }) rule!: CheckedEligibility;
  @Field(() => String, { description: '事由。' }) reason!: string;
  @Field(() => String, { description: '批准人。' }) grantedByName!: string;
  @Field(() => DateTimeScalar, { description: '批准时间。' }) grantedAt!: string;
}

@Allow('enrolment.eligibility')
@ObjectType('EnrolmentEligibility', { simpleResolvers: true, description: '一名教师能否报名一个班，及原因。Whether a teacher may be enrolled in a class, and why not.' })
export class EnrolmentEligibilityType {
  @Field(() => PersonType, { description: '教师。' }) person!: PersonType;
  @Field(() => Boolean, { description: '能否报名；名额和先后另计。Seats and turns aside.' }) isEligible!: boolean;
  @Extensions({ listSize: 3 })
  @Field(() => [RefusalType], { description: '不能报名的各项原因，注明依据的要求。Every reason why not.' }) reasons!: RefusalType[];
  @Extensions({ listSize: 2 })
  @Field(() => [EnrolmentExceptionType], { description: '已批准的例外。Exceptions granted.' }) exceptions!: EnrolmentExceptionType[];
  @Extensions({ listSize: 2 })
  @Field(() => [EligibilityRuleEnum], { description: '现在不符合、可由主办项目办批准例外的条款。Clauses that refuse and give way to an exception.' }) exceptable!: CheckedEligibility[];
}

@Allow('enrolment.eligibility')
@ObjectType('GrantedException', { simpleResolvers: true, description: '一项已批准的参训例外：为谁、哪一条、为什么。An exception that was granted to somebody.' })
export class GrantedExceptionType {
  key!: number;
  @Field(() => PersonType, { description: '教师。' }) person!: PersonType;
  @Field(() => OfficeType, { description: '批准时所在学校。The school at the time.' }) school!: OfficeType;
  @Field(() => ProgrammeType, { description: '项目。' }) programme!: ProgrammeType;
  @Field(() => EligibilityRuleEnum, { description: '哪一条。' }) rule!: CheckedEligibility;
  @Field(() => String, { description: '事由。' }) reason!: string;
  @Field(() => String, { description: '批准人。' }) grantedByName!: string;
  @Field(() => DateTimeScalar, { description: '批准时间。' }) grantedAt!: string;
}

export const { Connection: GrantedExceptionConnection } = connectionOf('GrantedException', '参训例外', 'enrolment.eligibility', () => GrantedExceptionType);

@InputType('GrantEnrolmentExceptionInput', { description: '批准参训例外。' })
export class GrantEnrolmentExceptionInput {
  @Field(() => ID, { description: '项目。' }) programmeId!: string;
  @Field(() => ID, { description: '教师。' }) personId!: string;
  @Field(() => EligibilityRuleEnum, { description: '哪一条，须为“原则上”的条款。' }) rule!: CheckedEligibility;
  @Field(() => String, { description: '事由，最多 200 字。Why.' }) reason!: string;
  @Field(() => String, { nullable: true, description: '幂等键：同一键重发只执行一次。' }) idempotencyKey?: string | null;
}

@Allow('enrolment.except')
@ObjectType('GrantEnrolmentExceptionPayload', { simpleResolvers: true, description: '批准参训例外的结果。' })
export class GrantEnrolmentExceptionPayload {
  @Field(() => DateTimeScalar, { nullable: true, description: '批准时间；被拒绝时为空。' }) grantedAt!: string | null;
  @Field(() => [RefusalType], { description: '拒绝。' }) refusals!: RefusalType[];
}
