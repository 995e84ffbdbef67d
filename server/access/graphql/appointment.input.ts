// Inputs of appointing and of ending appointments.
import { Field, ID, InputType, Int } from 'type-graphql';
import type { Subject } from '../../kernel/subjects.js';
import { LocalDateScalar } from '../../platform/graphql/scalars.js';
import type { PostRole } from '../rules/appointments.js';
import { RoleEnum, SubjectEnum } from './person.type.js';

@InputType('AppointInput', { description: '任命一人担任一项职务。' })
export class AppointInput {
  @Field(() => ID, { description: '职务所在的项目办。' }) officeId!: string;
  @Field(() => RoleEnum, { description: '职务；学员和学科总辅导员不在此任命。Neither learners nor chief subject tutors.' }) role!: PostRole;
  @Field(() => ID, { description: '担任人，须是该项目办或其下级的人员。' }) personId!: string;
  @Field(() => SubjectEnum, { nullable: true, description: '学科负责人的学科。' }) subject!: Subject | null;
  @Field(() => [ID], { nullable: true, description: '辅导员的培训班。Classes of a tutor.' }) classIds!: string[] | null;
  @Field(() => [ID], { nullable: true, description: '专家参加的项目；空则先入专家库。Programmes of an expert; without any, into the pool.' }) programmeIds!: string[] | null;
  @Field(() => LocalDateScalar, { description: '第一天。' }) validFrom!: string;
  @Field(() => LocalDateScalar, { nullable: true, description: '最后一天（含）；空为未定。' }) validUntil!: string | null;
  @Field(() => String, { description: '事由（最多 200 字）。' }) reason!: string;
  @Field(() => String, { nullable: true, description: '幂等键。' }) idempotencyKey!: string | null;
}

@InputType('EndAppointmentInput', { description: '结束任期。' })
export class EndAppointmentInput {
  @Field(() => ID, { description: '任用。' }) appointmentId!: string;
  @Field(() => LocalDateScalar, { description: '最后一天（含）；填昨天即刻结束。The last day; yesterday ends it at once.' }) lastDay!: string;
  @Field(() => String, { description: '事由（最多 200 字）。' }) reason!: string;
  @Field(() => Int, { description: '所见的版本。' }) expectedVersion!: number;
  @Field(() => String, { nullable: true, description: '幂等键。' }) idempotencyKey!: string | null;
}

@InputType('ChangeAllotmentsInput', { description: '重新确定辅导员的培训班，或专家参加的项目；未列出的即撤下。' })
export class ChangeAllotmentsInput {
  @Field(() => ID, { description: '任用。' }) appointmentId!: string;
  @Field(() => [ID], { description: '辅导员的全部培训班。' }) classIds!: string[];
  @Field(() => [ID], { description: '专家参加的全部项目。' }) programmeIds!: string[];
  @Field(() => String, { description: '事由（最多 200 字）。' }) reason!: string;
  @Field(() => Int, { description: '所见的版本。' }) expectedVersion!: number;
  @Field(() => String, { nullable: true, description: '幂等键。' }) idempotencyKey!: string | null;
}
