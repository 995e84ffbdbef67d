// Rules tried out on results that stand, as the public schema shows them.
import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import type { Language } from '../../kernel/refusals.js';
import { formatTenths } from '../../kernel/tenths.js';
import { connectionOf } from '../../platform/graphql/node.type.js';
import { Allow } from '../../platform/graphql/permission.js';
import { DecimalScalar } from '../../platform/graphql/scalars.js';
import { RuleDifferenceType } from '../../programmes/index.js';
import { backTestEffects, backTestReasons, sayChange, type BackTestChange, type BackTestEffect, type BackTestReason } from '../rules/back-test.js';
import type { Verdict } from '../rules/score.js';
import { ResultType, VerdictEnum } from './result.type.js';

export const BackTestEffectEnum = Object.fromEntries(backTestEffects.map((effect) => [effect, effect])) as Record<BackTestEffect, BackTestEffect>;
registerEnumType(BackTestEffectEnum, { name: 'BackTestEffect', description: '试算中一名学员的变化。', valuesConfig: { NOW_FAILS: { description: '由合格变为不合格。' }, NOW_PASSES: { description: '由不合格变为合格。' }, POINTS_ONLY: { description: '结论不变，只是得分不同。' } } });
export const BackTestReasonEnum = Object.fromEntries(backTestReasons.map((reason) => [reason, reason])) as Record<BackTestReason, BackTestReason>;
registerEnumType(BackTestReasonEnum, { name: 'BackTestReason', description: '试算中变化的原因：成绩的一个部分，或合格线。', valuesConfig: { LEARNING_TIME: { description: '学习时间得分不同。' }, OBJECTIVE: { description: '客观题得分不同。' }, SUBJECTIVE: { description: '主观题得分不同。' }, EXCELLENT_ASSIGNMENT: { description: '优秀作业得分不同。' }, INTERACTION: { description: '互动得分不同。' }, PASS_LINE: { description: '合格线不同，结论因此不同。' } } });

@Allow('programmes.manageRules')
@ObjectType('BackTestCohort', { simpleResolvers: true, description: '可用来试算的往年项目：同一系列、本级主办、已总结评估或归档。An earlier programme whose results stand.' })
export class BackTestCohortType {
  @Field(() => ID, { description: '项目的全局标识。' }) id!: string;
  @Field(() => String, { description: '项目。' }) name!: string;
  @Field(() => Int, { description: '年度。' }) year!: number;
}

@Allow('programmes.manageRules')
@ObjectType('BackTestReasonCount', { simpleResolvers: true, description: '一个原因及涉及的学员人数；一名学员可有几个原因。' })
export class BackTestReasonCountType {
  @Field(() => BackTestReasonEnum, { description: '原因。' }) reason!: BackTestReason;
  @Field(() => String, { description: '原因，用文字，按请求的语言。' }) text!: string;
  @Field(() => Int, { description: '学员人数。' }) learners!: number;
}

@Allow('programmes.manageRules')
@ObjectType('BackTest', { simpleResolvers: true, description: '试算：按这份规则，往年的成绩会有哪些不同；用正式计分的同一算法，什么都不保存。What these rules would have changed in results of the past.' })
export class BackTestType {
  @Field(() => BackTestCohortType, { nullable: true, description: '所用的往年项目；没有可用的为空。' }) cohort!: BackTestCohortType | null;
  @Field(() => [BackTestCohortType], { description: '可选的往年项目，新的在前。' }) cohorts!: BackTestCohortType[];
  @Field(() => Int, { description: '有成绩且未退回报名的学员人数。' }) learners!: number;
  @Field(() => Int, { description: '成绩会不同的学员人数。' }) changed!: number;
  @Field(() => Int, { description: '由合格变为不合格的人数。' }) nowFailing!: number;
  @Field(() => Int, { description: '由不合格变为合格的人数。' }) nowPassing!: number;
  @Field(() => Int, { description: '结论不变、得分不同的人数。' }) sameVerdict!: number;
  @Field(() => [BackTestReasonCountType], { description: '各个原因的人数，多的在前。' }) reasons!: BackTestReasonCountType[];
  @Field(() => [RuleDifferenceType], { description: '与前一版本不同、但往年的成绩反映不出的各处。What differs, and past results do not tell.' }) untested!: RuleDifferenceType[];
}

@Allow('programmes.manageRules')
@ObjectType('BackTestPoints', { simpleResolvers: true, description: '试算中一名学员的一处不同。' })
export class BackTestPointsType {
  @Field(() => BackTestReasonEnum, { description: '部分或合格线。' }) reason!: BackTestReason;
  @Field(() => DecimalScalar, { description: '原来的分数。' }) before!: string;
  @Field(() => DecimalScalar, { description: '按这份规则的分数。' }) after!: string;
  @Field(() => String, { description: '用文字，按请求的语言。' }) text!: string;
}

@Allow('programmes.manageRules')
@ObjectType('BackTestChange', { simpleResolvers: true, description: '试算中成绩会不同的一名学员。A learner whose result would have been another.' })
export class BackTestChangeType {
  key!: number;
  @Field(() => ResultType, { description: '原来的成绩。' }) result!: ResultType;
  @Field(() => BackTestEffectEnum, { description: '变化。' }) effect!: BackTestEffect;
  @Field(() => DecimalScalar, { description: '原来的总分。' }) totalBefore!: string;
  @Field(() => DecimalScalar, { description: '按这份规则的总分。' }) totalAfter!: string;
  @Field(() => VerdictEnum, { description: '原来的结论。' }) verdictBefore!: Verdict;
  @Field(() => VerdictEnum, { description: '按这份规则的结论。' }) verdictAfter!: Verdict;
  @Field(() => [BackTestPointsType], { description: '原因。' }) reasons!: BackTestPointsType[];
}

export const { Connection: BackTestChangeConnection } = connectionOf('BackTestChange', '成绩会不同的学员', 'programmes.manageRules', () => BackTestChangeType);

/** What a change is told by, in the reader's language. */
export function changeFields({ effect, before, after, reasons }: BackTestChange, language: Language): Omit<BackTestChangeType, 'key' | 'result'> {
  return {
    effect, totalBefore: formatTenths(before.totalTenths), totalAfter: formatTenths(after.totalTenths), verdictBefore: before.verdict, verdictAfter: after.verdict,
    reasons: reasons.map((one) => ({ reason: one.reason, before: formatTenths(one.before), after: formatTenths(one.after), text: sayChange(one)[language] })),
  };
}
