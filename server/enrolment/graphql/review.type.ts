// The review of enrolments as the public schema shows it.
import { Extensions, Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { OfficeLevelEnum, type OfficeLevel } from '../../offices/index.js';
import { enumOf } from '../../platform/graphql/enum-of.js';
import { RefusalType } from '../../platform/graphql/node.type.js';
import { Allow } from '../../platform/graphql/permission.js';
import { DecimalScalar, LocalDateScalar } from '../../platform/graphql/scalars.js';
import { PeriodType } from '../../programmes/index.js';
import type { ReviewDecision } from '../rules/reviewing.js';
import { EnrolmentType } from './enrolment.type.js';

const decisions = enumOf<ReviewDecision>({ PASS: '通过', SEND_BACK: '退回学校' });
export const EnrolmentReviewDecisionEnum = decisions.object;
registerEnumType(EnrolmentReviewDecisionEnum, { name: 'EnrolmentReviewDecision', description: '报名审核的决定。', valuesConfig: decisions.valuesConfig });

@Allow('enrolment.browse')
@ObjectType('EnrolmentReview', { simpleResolvers: true, description: '一期报名的审核（JS-05）：由谁审核、抽查多少、截止何时，办到哪里。How the review of a period\'s enrolments stands.' })
export class EnrolmentReviewType {
  @Field(() => OfficeLevelEnum, { description: '由哪一级审核。' }) by!: OfficeLevel;
  @Field(() => DecimalScalar, { nullable: true, description: '每校每期抽查的百分比；全部审核的为空。' }) samplePercent!: string | null;
  @Field(() => Int, { nullable: true, description: '每校每期至少抽查几条；全部审核的为空。' }) sampleAtLeast!: number | null;
  @Field(() => LocalDateScalar, { nullable: true, description: '首日；不限的为空。' }) opensOn!: string | null;
  @Field(() => LocalDateScalar, { nullable: true, description: '末日，含当日；不限的为空。' }) closesOn!: string | null;
  @Field(() => Boolean, { description: '今天可否审核。' }) isOpen!: boolean;
  @Field(() => Boolean, { description: '是否已截止。Whether the last day is over.' }) isOver!: boolean;
  @Field(() => Boolean, { description: '本人可否审核。Whether the caller\'s office reviews here.' }) viewerCanReview!: boolean;
  @Field(() => Int, { description: '待审核。Waiting.' }) waiting!: number;
  @Field(() => Int, { description: '审核通过。Passed.' }) passed!: number;
  @Field(() => Int, { description: '审核退回，待学校办理。Sent back.' }) sentBack!: number;
  @Field(() => Int, { description: '未抽中。Not in the sample.' }) notDrawn!: number;
}

@Allow('enrolment.review')
@ObjectType('EnrolmentReviewTask', { simpleResolvers: true, description: '一期等待本级审核的报名（JS-05）。The enrolments of a period that wait for the caller\'s office.' })
export class EnrolmentReviewTaskType {
  @Field(() => PeriodType, { description: '期次。' }) period!: PeriodType;
  @Field(() => Int, { description: '待审核的报名数。' }) waiting!: number;
  @Field(() => LocalDateScalar, { nullable: true, description: '审核的末日，含当日；不限的为空。' }) closesOn!: string | null;
}

@InputType('ReviewedEnrolmentInput', { description: '要审核的一条报名。' })
export class ReviewedEnrolmentInput {
  @Field(() => ID, { description: '报名。' }) enrolmentId!: string;
  @Field(() => Int, { description: '看到的版本；已变化则拒绝。The version that was seen.' }) expectedVersion!: number;
}

@InputType('ReviewEnrolmentsInput', { description: '审核报名，一次最多 250 条。' })
export class ReviewEnrolmentsInput {
  @Field(() => [ReviewedEnrolmentInput], { description: '各条报名。' }) enrolments!: ReviewedEnrolmentInput[];
  @Field(() => EnrolmentReviewDecisionEnum, { description: '决定。' }) decision!: ReviewDecision;
  @Field(() => String, { nullable: true, description: '退回的原因，最多 200 字，学校和学员会看到；通过的不填。Why it is sent back.' }) reason?: string | null;
  @Field(() => String, { nullable: true, description: '幂等键：同一键重发只执行一次。' }) idempotencyKey?: string | null;
}

@InputType('AnswerEnrolmentReviewInput', { description: '就退回的报名说明，并重新报审。' })
export class AnswerEnrolmentReviewInput {
  @Field(() => ID, { description: '退回的报名。' }) enrolmentId!: string;
  @Field(() => String, { description: '说明，最多 200 字。' }) answer!: string;
  @Field(() => Int, { description: '看到的版本；已变化则拒绝。The version that was seen.' }) expectedVersion!: number;
  @Field(() => String, { nullable: true, description: '幂等键：同一键重发只执行一次。' }) idempotencyKey?: string | null;
}

@Allow('enrolment.review')
@ObjectType('ReviewedEnrolment', { simpleResolvers: true, description: '一条报名的审核结果。What became of one enrolment.' })
export class ReviewedEnrolmentType {
  @Field(() => ID, { description: '报名。' }) enrolmentId!: string;
  @Extensions({ listSize: 1 })
  @Field(() => [RefusalType], { description: '未能审核的原因；已审核的为空。Why not.' }) refusals!: RefusalType[];
}

@Allow('enrolment.review')
@ObjectType('ReviewEnrolmentsPayload', { simpleResolvers: true, description: '审核的结果，每条各有答复。' })
export class ReviewEnrolmentsPayload {
  @Extensions({ listSize: 250 })
  @Field(() => [ReviewedEnrolmentType], { description: '各条的结果。' }) outcomes!: ReviewedEnrolmentType[];
  @Field(() => [RefusalType], { description: '整次审核被拒绝的原因。' }) refusals!: RefusalType[];
}

@Allow('enrolment.answerReview')
@ObjectType('AnswerEnrolmentReviewPayload', { simpleResolvers: true, description: '重新报审的结果。' })
export class AnswerEnrolmentReviewPayload {
  @Field(() => EnrolmentType, { nullable: true, description: '报名现在的样子。As it stands now.' }) enrolment!: EnrolmentType | null;
  @Field(() => [RefusalType], { description: '拒绝。' }) refusals!: RefusalType[];
}
