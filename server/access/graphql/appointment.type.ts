// Appointments as the public schema shows them.
import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import type { Role } from '../../kernel/roles.js';
import type { Subject } from '../../kernel/subjects.js';
import { OfficeLevelEnum, OfficeType, type OfficeLevel } from '../../offices/index.js';
import { NodeType, RefusalType, connectionOf } from '../../platform/graphql/node.type.js';
import { Allow } from '../../platform/graphql/permission.js';
import { DateTimeScalar, LocalDateScalar } from '../../platform/graphql/scalars.js';
import { appointmentActs, type AppointmentAct } from '../appointment-record.entity.js';
import { PersonType, RoleEnum, SubjectEnum } from './person.type.js';

const AppointmentActEnum = Object.fromEntries(appointmentActs.map((act) => [act, act])) as Record<AppointmentAct, AppointmentAct>;
registerEnumType(AppointmentActEnum, { name: 'AppointmentAct', description: '任用记录的种类。What was done to a post.', valuesConfig: { APPOINTED: { description: '任命。' }, ENDED: { description: '结束任期。' }, ALLOTTED: { description: '调整所服务的培训班或项目。' } } });

@Allow('posts.read')
@ObjectType('AppointmentRecord', { simpleResolvers: true, description: '任用记录：谁、何时、为何。Who did what to a post, when and why.' })
export class AppointmentRecordType {
  key!: number;
  @Field(() => AppointmentActEnum, { description: '做了什么。' }) act!: AppointmentAct;
  @Field(() => LocalDateScalar, { description: '其后任期的第一天。' }) validFrom!: string;
  @Field(() => LocalDateScalar, { nullable: true, description: '其后任期的最后一天；空为未定。' }) validUntil!: string | null;
  @Field(() => String, { description: '事由。' }) reason!: string;
  @Field(() => String, { description: '经办人。' }) byName!: string;
  @Field(() => DateTimeScalar, { description: '时间。' }) at!: string;
}

@Allow('posts.read')
@ObjectType('Appointment', { implements: NodeType, simpleResolvers: true, description: '任用：本级及以下的一项职务由谁担任、从何日到何日。Who holds a post of the own subtree, from when to when.' })
export class AppointmentType implements NodeType {
  key!: number;
  @Field(() => ID, { description: '全局标识。' }) id!: string;
  @Field(() => RoleEnum, { description: '职务。' }) role!: Role;
  @Field(() => OfficeType, { description: '所在项目办。' }) office!: OfficeType;
  @Field(() => PersonType, { nullable: true, description: '担任人；已调离本辖区的为空。Empty when the holder has left the own subtree.' }) person!: PersonType | null;
  @Field(() => SubjectEnum, { nullable: true, description: '学科（学科负责人、学科总辅导员）。' }) subject!: Subject | null;
  @Field(() => LocalDateScalar, { description: '第一天。' }) validFrom!: string;
  @Field(() => LocalDateScalar, { nullable: true, description: '最后一天（含）；空为未定。早于第一天的，未到任即结束。The last day, included.' }) validUntil!: string | null;
  @Field(() => Int, { description: '版本，修改时带回。' }) version!: number;
  history!: AppointmentRecordType[];
  viewerCanEnd!: boolean;
}

export const { Connection: AppointmentConnection } = connectionOf('Appointment', '任用', 'posts.read', () => AppointmentType);

@Allow('posts.read')
@ObjectType('OfficeAdministrator', { simpleResolvers: true, description: '项目办的管理员，供联系。Who administers an office, for contact.' })
export class OfficeAdministratorType {
  @Field(() => String, { description: '姓名。' }) name!: string;
  @Field(() => RoleEnum, { description: '职务。' }) role!: Role;
  @Field(() => LocalDateScalar, { description: '第一天。' }) validFrom!: string;
  @Field(() => LocalDateScalar, { nullable: true, description: '最后一天；空为未定。' }) validUntil!: string | null;
}

@Allow('posts.read')
@ObjectType('Vacancy', { simpleResolvers: true, description: '空缺：应有人担任而没有人的职务。A post that must be filled and is not.' })
export class VacancyType {
  @Field(() => RoleEnum, { description: '职务。' }) role!: Role;
  @Field(() => OfficeLevelEnum, { description: '层级。' }) level!: OfficeLevel;
  @Field(() => Int, { description: '今天空缺的项目办数目。Offices without one today.' }) vacant!: number;
  @Field(() => Int, { description: '应有这一职务的项目办数目。Offices that must have one.' }) offices!: number;
  @Field(() => String, { description: '依据的要求编号。' }) requirement!: string;
}

@Allow('posts.read')
@ObjectType('AppointPayload', { simpleResolvers: true, description: '任用的结果。' })
export class AppointPayload {
  @Field(() => AppointmentType, { nullable: true, description: '任用。' }) appointment!: AppointmentType | null;
  @Field(() => [RefusalType], { description: '拒绝。' }) refusals!: RefusalType[];
}

@Allow('posts.read')
@ObjectType('EndAppointmentPayload', { simpleResolvers: true, description: '结束任期的结果。' })
export class EndAppointmentPayload extends AppointPayload {}

@Allow('posts.read')
@ObjectType('ChangeAllotmentsPayload', { simpleResolvers: true, description: '调整所服务的培训班或项目的结果。' })
export class ChangeAllotmentsPayload extends AppointPayload {}
