// Recommendations and appointments of chief subject tutors as the public schema shows them.
import { Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import type { Subject } from '../../kernel/subjects.js';
import { OfficeType } from '../../offices/index.js';
import { NodeType, RefusalType, connectionOf } from '../../platform/graphql/node.type.js';
import { Allow } from '../../platform/graphql/permission.js';
import { DateTimeScalar, LocalDateScalar } from '../../platform/graphql/scalars.js';
import { academicStandings, recommendationStates, type AcademicStanding, type RecommendationState } from '../rules/chief-tutors.js';
import { PersonType, SubjectEnum } from './person.type.js';

const standingNames = Object.keys(academicStandings) as AcademicStanding[];
export const AcademicStandingEnum = Object.fromEntries(standingNames.map((name) => [name, name])) as Record<AcademicStanding, AcademicStanding>;
registerEnumType(AcademicStandingEnum, { name: 'AcademicStanding', description: '学术水平，由推荐的项目办写明。Academic standing that the recommending office vouches for.', valuesConfig: Object.fromEntries(standingNames.map((name) => [name, { description: `${academicStandings[name].name.zh}。` }])) });

export const RecommendationStateEnum = Object.fromEntries(recommendationStates.map((state) => [state, state])) as Record<RecommendationState, RecommendationState>;
registerEnumType(RecommendationStateEnum, { name: 'RecommendationState', description: '推荐的状态。', valuesConfig: { RECOMMENDED: { description: '待遴选。' }, APPOINTED: { description: '已聘任。' }, WITHDRAWN: { description: '已撤回。' } } });

@Allow('posts.recommendations')
@ObjectType('ChiefTutorEligibility', { simpleResolvers: true, description: '是否符合总辅导员的条件，及理由（JS-17）。' })
export class ChiefTutorEligibilityType {
  @Field(() => Boolean, { description: '达到市级学科带头人及以上。At least city subject leader.' }) isEligible!: boolean;
  @Field(() => Boolean, { description: '特级教师或正高级教师，优先考虑。' }) isPreferred!: boolean;
  @Field(() => [String], { description: '理由，按请求的语言。' }) reasons!: string[];
}

@Allow('posts.recommendations')
@ObjectType('ChiefTutorAppointment', { simpleResolvers: true, description: '学科总辅导员的聘任记录，聘书由此制作。The record from which the letter of appointment is made.' })
export class ChiefTutorAppointmentType {
  key!: number;
  @Field(() => String, { description: '编号。' }) number!: string;
  @Field(() => String, { description: '姓名（聘任时）。' }) personName!: string;
  @Field(() => SubjectEnum, { description: '学科。' }) subject!: Subject;
  @Field(() => LocalDateScalar, { description: '聘任日期。' }) appointedOn!: string;
  @Field(() => LocalDateScalar, { description: '聘期第一天。' }) validFrom!: string;
  @Field(() => LocalDateScalar, { nullable: true, description: '聘期最后一天；空为未定。' }) validUntil!: string | null;
  @Field(() => String, { description: '聘任人。' }) byName!: string;
}

@Allow('posts.recommendations')
@ObjectType('ChiefTutorRecommendation', { implements: NodeType, simpleResolvers: true, description: '学科总辅导员的推荐：谁推荐、推荐谁、为何。Who recommends whom as chief subject tutor, and why.' })
export class ChiefTutorRecommendationType implements NodeType {
  key!: number;
  @Field(() => ID, { description: '全局标识。' }) id!: string;
  @Field(() => OfficeType, { description: '推荐的项目办。' }) office!: OfficeType;
  @Field(() => PersonType, { nullable: true, description: '被推荐人；已调离本辖区的为空。' }) person!: PersonType | null;
  @Field(() => SubjectEnum, { description: '学科。' }) subject!: Subject;
  @Field(() => [AcademicStandingEnum], { description: '学术水平。' }) standings!: AcademicStanding[];
  @Field(() => String, { nullable: true, description: '推荐时登记的职称。Title on record that day.' }) title!: string | null;
  @Field(() => String, { description: '推荐理由。' }) reason!: string;
  @Field(() => RecommendationStateEnum, { description: '状态。' }) state!: RecommendationState;
  @Field(() => String, { description: '推荐经办人。' }) recommendedByName!: string;
  @Field(() => DateTimeScalar, { description: '推荐时间。' }) recommendedAt!: string;
  @Field(() => DateTimeScalar, { nullable: true, description: '聘任或撤回的时间。' }) settledAt!: string | null;
  @Field(() => String, { nullable: true, description: '聘任或撤回的经办人。' }) settledByName!: string | null;
  @Field(() => String, { nullable: true, description: '聘任或撤回的事由。' }) settledReason!: string | null;
  @Field(() => Int, { description: '版本，修改时带回。' }) version!: number;
  @Field(() => ChiefTutorAppointmentType, { nullable: true, description: '聘任记录；未聘任为空。' }) appointment!: ChiefTutorAppointmentType | null;
  eligibility!: ChiefTutorEligibilityType;
}

export const { Connection: ChiefTutorRecommendationConnection } = connectionOf('ChiefTutorRecommendation', '学科总辅导员的推荐', 'posts.recommendations', () => ChiefTutorRecommendationType);

@InputType('RecommendChiefTutorInput', { description: '推荐学科总辅导员。' })
export class RecommendChiefTutorInput {
  @Field(() => ID, { description: '被推荐人，须是本级或其下级的人员。' }) personId!: string;
  @Field(() => SubjectEnum, { description: '学科。' }) subject!: Subject;
  @Field(() => [AcademicStandingEnum], { description: '学术水平，至少一项达到市级学科带头人及以上。' }) standings!: AcademicStanding[];
  @Field(() => String, { description: '推荐理由（最多 200 字）。' }) reason!: string;
  @Field(() => String, { nullable: true, description: '幂等键。' }) idempotencyKey!: string | null;
}

@InputType('WithdrawChiefTutorRecommendationInput', { description: '撤回推荐。' })
export class WithdrawChiefTutorRecommendationInput {
  @Field(() => ID, { description: '推荐。' }) recommendationId!: string;
  @Field(() => String, { description: '事由（最多 200 字）。' }) reason!: string;
  @Field(() => Int, { description: '所见的版本。' }) expectedVersion!: number;
}

@InputType('AppointChiefTutorInput', { description: '从推荐中聘任学科总辅导员。' })
export class AppointChiefTutorInput {
  @Field(() => ID, { description: '推荐。' }) recommendationId!: string;
  @Field(() => ID, { description: '所服务的项目，须由本级主办。' }) programmeId!: string;
  @Field(() => LocalDateScalar, { description: '聘期第一天。' }) validFrom!: string;
  @Field(() => LocalDateScalar, { nullable: true, description: '聘期最后一天（含）；空为未定。' }) validUntil!: string | null;
  @Field(() => String, { description: '事由（最多 200 字）。' }) reason!: string;
  @Field(() => Int, { description: '所见的版本。' }) expectedVersion!: number;
  @Field(() => String, { nullable: true, description: '幂等键。' }) idempotencyKey!: string | null;
}

@Allow('posts.recommendations')
@ObjectType('RecommendChiefTutorPayload', { simpleResolvers: true, description: '推荐的结果。' })
export class RecommendChiefTutorPayload {
  @Field(() => ChiefTutorRecommendationType, { nullable: true, description: '推荐。' }) recommendation!: ChiefTutorRecommendationType | null;
  @Field(() => [RefusalType], { description: '拒绝。' }) refusals!: RefusalType[];
}

@Allow('posts.recommendations')
@ObjectType('WithdrawChiefTutorRecommendationPayload', { simpleResolvers: true, description: '撤回推荐的结果。' })
export class WithdrawChiefTutorRecommendationPayload extends RecommendChiefTutorPayload {}

@Allow('posts.recommendations')
@ObjectType('AppointChiefTutorPayload', { simpleResolvers: true, description: '聘任的结果。' })
export class AppointChiefTutorPayload extends RecommendChiefTutorPayload {}
