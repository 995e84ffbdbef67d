// Enrolments as the public schema shows them.
import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { PersonType } from '../../access/index.js';
import { OfficeType } from '../../offices/index.js';
import { enumOf } from '../../platform/graphql/enum-of.js';
import { NodeType, connectionOf } from '../../platform/graphql/node.type.js';
import { Allow } from '../../platform/graphql/permission.js';
import { DateTimeScalar } from '../../platform/graphql/scalars.js';
import { PeriodType, ProgrammeType, TrainingClassType } from '../../programmes/index.js';
import type { ReviewState } from '../rules/reviewing.js';
import type { EnrolmentStanding } from '../rules/withdrawing.js';

export const EnrolmentStateEnum = { ENROLLED: 'ENROLLED', WITHDRAWN: 'WITHDRAWN' } as const;
registerEnumType(EnrolmentStateEnum, { name: 'EnrolmentState', description: '报名状态。', valuesConfig: { ENROLLED: { description: '已报名。' }, WITHDRAWN: { description: '已退回报名。' } } });

const standings = enumOf<EnrolmentStanding>({ STANDING: '在册', WITHDRAWN: '已退回，无人接替', SUBSTITUTED: '已换人，由他人接替' });
export const EnrolmentStandingEnum = standings.object;
registerEnumType(EnrolmentStandingEnum, { name: 'EnrolmentStanding', description: '报名名单的筛选：在册、退回、换人。How enrolments are told apart in a list.', valuesConfig: standings.valuesConfig });

const reviews = enumOf<ReviewState>({ NOT_DRAWN: '未抽中，不审核', WAITING: '待审核', PASSED: '审核通过', SENT_BACK: '审核退回，待学校办理' });
export const EnrolmentReviewStateEnum = reviews.object;
registerEnumType(EnrolmentReviewStateEnum, { name: 'EnrolmentReviewState', description: '报名审核的状态（JS-05）。How the review of an enrolment stands.', valuesConfig: reviews.valuesConfig });

@Allow('enrolment.read')
@ObjectType('Enrolment', { implements: NodeType, simpleResolvers: true, description: '报名：一名学员参加一个培训班。A learner in a class.' })
export class EnrolmentType implements NodeType {
  key!: number;
  @Field(() => ID, { description: '全局标识。' }) id!: string;
  @Field(() => PersonType, { description: '学员。' }) learner!: PersonType;
  @Field(() => OfficeType, { description: '报名时所在学校。The school at the time.' }) school!: OfficeType;
  @Field(() => TrainingClassType, { description: '培训班。' }) class!: TrainingClassType;
  @Field(() => PeriodType, { description: '期次。' }) period!: PeriodType;
  @Field(() => ProgrammeType, { description: '项目。' }) programme!: ProgrammeType;
  @Field(() => EnrolmentStateEnum, { description: '状态。' }) state!: keyof typeof EnrolmentStateEnum;
  @Field(() => DateTimeScalar, { description: '报名时间。' }) enrolledAt!: string;
  @Field(() => DateTimeScalar, { nullable: true, description: '本人选课的时间；未经选课的为空。When the learner chose it (JS-07).' }) chosenAt!: string | null;
  @Field(() => Int, { description: '版本，换人和退回时须带上。State it with every write.' }) version!: number;
  @Field(() => DateTimeScalar, { nullable: true, description: '退回报名的时间；在册时为空。When it was withdrawn (JS-07).' }) withdrawnAt!: string | null;
  @Allow('enrolment.readWithdrawal')
  @Field(() => String, { nullable: true, description: '由谁退回。' }) withdrawnByName!: string | null;
  @Allow('enrolment.readWithdrawal')
  @Field(() => String, { nullable: true, description: '退回的事由。' }) withdrawnReason!: string | null;
  @Field(() => EnrolmentReviewStateEnum, { description: '县级审核的状态。How its review stands.' }) reviewState!: ReviewState;
  @Field(() => DateTimeScalar, { nullable: true, description: '审核时间；未审核的为空。' }) reviewedAt!: string | null;
  @Allow('enrolment.readWithdrawal')
  @Field(() => String, { nullable: true, description: '由谁审核。' }) reviewedByName!: string | null;
  @Allow('enrolment.readWithdrawal')
  @Field(() => String, { nullable: true, description: '最近一次审核退回的原因。Why it was sent back last.' }) reviewReason!: string | null;
  @Allow('enrolment.readWithdrawal')
  @Field(() => String, { nullable: true, description: '学校对退回的说明。What the school answered.' }) reviewAnswer!: string | null;
  @Allow('enrolment.readWithdrawal')
  @Field(() => EnrolmentType, { nullable: true, description: '换下了谁的报名；不是换入的为空。In whose place the learner came.' }) replaces!: EnrolmentType | null;
  @Allow('enrolment.readWithdrawal')
  @Field(() => EnrolmentType, { nullable: true, description: '被谁的报名换下；不是换出的为空。Who came in the place.' }) replacedBy!: EnrolmentType | null;
}

export const { Connection: EnrolmentConnection } = connectionOf('Enrolment', '报名', 'enrolment.read', () => EnrolmentType);
