// Results as the public schema shows them.
import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { EnrolmentType } from '../../enrolment/index.js';
import { NodeType, connectionOf } from '../../platform/graphql/node.type.js';
import { Allow } from '../../platform/graphql/permission.js';
import { DateTimeScalar, DecimalScalar } from '../../platform/graphql/scalars.js';
import { scoreParts, type ScorePart } from '../rules/derivation.js';
import { verdicts, type Verdict } from '../rules/score.js';

export const VerdictEnum = Object.fromEntries(verdicts.map((verdict) => [verdict, verdict])) as Record<Verdict, Verdict>;
registerEnumType(VerdictEnum, { name: 'Verdict', description: '是否合格。', valuesConfig: { PENDING: { description: '尚未评定。' }, PASS: { description: '合格。' }, FAIL: { description: '不合格。' } } });
export const ScorePartEnum = Object.fromEntries(scoreParts.map((part) => [part, part])) as Record<ScorePart, ScorePart>;
registerEnumType(ScorePartEnum, { name: 'ScorePart', description: '成绩的组成部分。', valuesConfig: { LEARNING_TIME: { description: '观看课程学习时间。' }, OBJECTIVE: { description: '客观题。' }, SUBJECTIVE: { description: '主观题。' }, EXCELLENT_ASSIGNMENT: { description: '优秀作业。' }, INTERACTION: { description: '互动交流、参与活动。' } } });

@Allow('scoring.read')
@ObjectType('ScoreLine', { simpleResolvers: true, description: '成绩一个部分的由来。How one part came about.' })
export class ScoreLineType {
  @Field(() => ScorePartEnum, { description: '部分。' }) part!: ScorePart;
  @Field(() => DecimalScalar, { description: '得分。' }) points!: string;
  @Field(() => DecimalScalar, { description: '满分。' }) outOf!: string;
  @Field(() => String, { description: '依据的要求编号。' }) requirement!: string;
  @Field(() => String, { description: '说明，按请求的语言。' }) explanation!: string;
}

@Allow('scoring.read')
@ObjectType('Result', { implements: NodeType, simpleResolvers: true, description: '成绩（百分制）：学习时间 50、作业 32、互动 18。The result of an enrolment, out of 100.' })
export class ResultType implements NodeType {
  key!: number;
  @Field(() => ID, { description: '全局标识。' }) id!: string;
  @Field(() => EnrolmentType, { description: '报名。' }) enrolment!: EnrolmentType;
  @Field(() => DecimalScalar, { description: '学习时间得分。' }) learningPoints!: string;
  @Field(() => DecimalScalar, { description: '客观题得分。' }) objectivePoints!: string;
  @Field(() => DecimalScalar, { description: '主观题得分（仅计已发布的）。' }) subjectivePoints!: string;
  @Field(() => DecimalScalar, { description: '优秀作业加分。' }) excellentPoints!: string;
  @Field(() => DecimalScalar, { description: '互动得分。' }) interactionPoints!: string;
  @Field(() => DecimalScalar, { description: '总分。' }) total!: string;
  @Field(() => VerdictEnum, { description: '是否合格。' }) verdict!: Verdict;
  @Field(() => Int, { description: '所用规则的版本。' }) ruleVersion!: number;
  @Field(() => DateTimeScalar, { description: '计算时间。' }) computedAt!: string;
  derivation!: ScoreLineType[];
}

export const { Connection: ResultConnection } = connectionOf('Result', '成绩', 'scoring.read', () => ResultType);
