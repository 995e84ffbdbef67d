// Nominations of excellent learners as the public schema shows them.
import { Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { EnrolmentType } from '../../enrolment/index.js';
import { enumOf } from '../../platform/graphql/enum-of.js';
import { NodeType, RefusalType, connectionOf } from '../../platform/graphql/node.type.js';
import { Allow } from '../../platform/graphql/permission.js';
import { DateTimeScalar, DecimalScalar } from '../../platform/graphql/scalars.js';
import { nominationDecisions, nominationStates, type NominationDecision, type NominationState, type Standing } from '../rules/nominating.js';

const states = enumOf(nominationStates);
export const NominationStateEnum = states.object;
registerEnumType(NominationStateEnum, { name: 'NominationState', description: '评优推荐的状态。', valuesConfig: states.valuesConfig as never });
const decisions = enumOf(nominationDecisions);
export const NominationDecisionEnum = decisions.object;
registerEnumType(NominationDecisionEnum, { name: 'NominationDecision', description: '对评优推荐的决定。', valuesConfig: decisions.valuesConfig as never });

@Allow('excellence.read')
@ObjectType('Nomination', { implements: NodeType, simpleResolvers: true, description: '评优推荐（JS-20）：总辅导员推荐，主办项目办表彰；学员只见自己获评的。A learner sees the own one once commended.' })
export class NominationType implements NodeType {
  key!: number;
  @Field(() => ID, { description: '全局标识。' }) id!: string;
  @Field(() => EnrolmentType, { description: '报名。' }) enrolment!: EnrolmentType;
  @Field(() => NominationStateEnum, { description: '状态。' }) state!: NominationState;
  @Field(() => DecimalScalar, { description: '推荐时的总分。The total by which the learner was nominated.' }) total!: string;
  @Field(() => String, { description: '推荐理由。' }) reason!: string;
  @Field(() => String, { description: '推荐人。' }) byName!: string;
  @Field(() => DateTimeScalar, { description: '推荐时间。' }) at!: string;
  @Field(() => Int, { description: '版本。' }) version!: number;
  @Field(() => DateTimeScalar, { nullable: true, description: '决定或撤回的时间。' }) settledAt!: string | null;
  @Field(() => String, { nullable: true, description: '决定或撤回的人。' }) settledByName!: string | null;
  @Field(() => String, { nullable: true, description: '决定或撤回的理由。' }) settledReason!: string | null;
  viewerCanWithdraw!: Standing;
  viewerCanDecide!: Standing;
}
export const { Connection: NominationConnection } = connectionOf('Nomination', '评优推荐', 'excellence.read', () => NominationType);

@Allow('excellence.nominate')
@ObjectType('NominationCandidate', { simpleResolvers: true, description: '评优候选：成绩达到优秀线、尚未推荐的学员及其学习情况。A learner at or above the line whom nobody has nominated.' })
export class NominationCandidateType {
  key!: number;
  @Field(() => EnrolmentType, { description: '报名。' }) enrolment!: EnrolmentType;
  @Field(() => DecimalScalar, { description: '总分。' }) total!: string;
  @Field(() => DateTimeScalar, { nullable: true, description: '完成时间：最后一份作业首次提交的时间。When the last assignment was first handed in.' }) finishedAt!: string | null;
  @Field(() => Int, { description: '发帖数。' }) posts!: number;
  @Field(() => Int, { description: '回帖数。' }) replies!: number;
  @Field(() => Int, { description: '优秀作业数。' }) excellentAssignments!: number;
}
export const { Connection: NominationCandidateConnection } = connectionOf('NominationCandidate', '评优候选', 'excellence.nominate', () => NominationCandidateType);

@Allow('excellence.read')
@ObjectType('ProgrammeExcellence', { simpleResolvers: true, description: '项目的评优条件（现行规则）。What the rules in force ask of an excellent learner.' })
export class ProgrammeExcellenceType {
  @Field(() => String, { description: '依据的要求编号。' }) requirement!: string;
  @Field(() => DecimalScalar, { description: '成绩须达到的分数，含本数。系统只核对这一条。' }) pointsFrom!: string;
  @Field(() => [String], { description: '通知所列的各项条件，按请求的语言。' }) conditions!: string[];
}

@InputType('NominateLearnerInput', { description: '推荐优秀学员。' })
export class NominateLearnerInput {
  @Field(() => ID, { description: '报名。' }) enrolmentId!: string;
  @Field(() => String, { description: '推荐理由，1–500 字。' }) reason!: string;
  @Field(() => String, { nullable: true, description: '幂等键。' }) idempotencyKey?: string | null;
}

@InputType('WithdrawNominationInput', { description: '撤回评优推荐。' })
export class WithdrawNominationInput {
  @Field(() => ID, { description: '评优推荐。' }) nominationId!: string;
  @Field(() => String, { description: '理由，1–500 字。' }) reason!: string;
  @Field(() => Int, { description: '所依据的版本。' }) expectedVersion!: number;
}

@InputType('DecideNominationInput', { description: '对评优推荐作出决定。' })
export class DecideNominationInput {
  @Field(() => ID, { description: '评优推荐。' }) nominationId!: string;
  @Field(() => NominationDecisionEnum, { description: '决定。' }) decision!: NominationDecision;
  @Field(() => String, { description: '理由，1–500 字。' }) reason!: string;
  @Field(() => Int, { description: '所依据的版本。' }) expectedVersion!: number;
  @Field(() => String, { nullable: true, description: '幂等键。' }) idempotencyKey?: string | null;
}

@Allow('excellence.nominate')
@ObjectType('NominateLearnerPayload', { description: '推荐的结果。' })
export class NominateLearnerPayload {
  @Field(() => NominationType, { nullable: true, description: '评优推荐。' }) nomination!: NominationType | null;
  @Field(() => [RefusalType], { description: '拒绝。' }) refusals!: RefusalType[];
}

@Allow('excellence.nominate')
@ObjectType('WithdrawNominationPayload', { description: '撤回的结果。' })
export class WithdrawNominationPayload {
  @Field(() => NominationType, { nullable: true, description: '评优推荐现在的样子。' }) nomination!: NominationType | null;
  @Field(() => [RefusalType], { description: '拒绝。' }) refusals!: RefusalType[];
}

@Allow('excellence.decide')
@ObjectType('DecideNominationPayload', { description: '决定的结果。' })
export class DecideNominationPayload {
  @Field(() => NominationType, { nullable: true, description: '评优推荐现在的样子。' }) nomination!: NominationType | null;
  @Field(() => [RefusalType], { description: '拒绝。' }) refusals!: RefusalType[];
}
