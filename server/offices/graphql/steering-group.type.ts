// Steering groups as the public schema shows them.
import { Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { NodeType, RefusalType } from '../../platform/graphql/node.type.js';
import { Allow } from '../../platform/graphql/permission.js';
import { LocalDateScalar } from '../../platform/graphql/scalars.js';
import { steeringPosts, type SteeringPost } from '../rules/steering-group.js';
import { OfficeType } from './office.type.js';

export const SteeringPostEnum = Object.fromEntries(steeringPosts.map((post) => [post, post])) as Record<SteeringPost, SteeringPost>;
registerEnumType(SteeringPostEnum, { name: 'SteeringPost', description: '领导小组职务。', valuesConfig: { LEADER: { description: '组长。' }, DEPUTY: { description: '副组长。' }, MEMBER: { description: '成员。' } } });

@Allow('offices.steering')
@ObjectType('SteeringMember', { implements: NodeType, simpleResolvers: true, description: '领导小组成员及任期。A seat in a steering group.' })
export class SteeringMemberType implements NodeType {
  key!: number;
  @Field(() => ID, { description: '全局标识。' }) id!: string;
  @Field(() => OfficeType, { description: '所属项目办。' }) office!: OfficeType;
  @Field(() => SteeringPostEnum, { description: '职务。' }) post!: SteeringPost;
  @Field(() => String, { description: '姓名。' }) name!: string;
  @Field(() => String, { description: '单位和职务。' }) unit!: string;
  @Field(() => Boolean, { description: '是否系统内人员（否则为外单位人员）。' }) isPersonOfSystem!: boolean;
  @Field(() => LocalDateScalar, { description: '开始日期。' }) validFrom!: string;
  @Field(() => LocalDateScalar, { nullable: true, description: '最后一天；空为未定。' }) validUntil!: string | null;
  @Field(() => Int, { description: '版本，变更时须给出。' }) version!: number;
}

@Allow('offices.steering')
@ObjectType('SteeringGroup', { simpleResolvers: true, description: '领导小组：省、市、县三级各有一个，学校不设。Decides and approves; a school has none.' })
export class SteeringGroupType {
  @Field(() => OfficeType, { description: '所属项目办。' }) office!: OfficeType;
  @Field(() => [SteeringMemberType], { description: '成员：组长、副组长、成员。' }) members!: SteeringMemberType[];
}

@InputType('AppointSteeringMemberInput', { description: '任命领导小组成员。' })
export class AppointSteeringMemberInput {
  @Field(() => ID, { description: '项目办，本级或以下。' }) officeId!: string;
  @Field(() => SteeringPostEnum, { description: '职务。' }) post!: SteeringPost;
  @Field(() => String, { nullable: true, description: '系统内人员的师训编号；外单位人员留空。' }) trainingNumber?: string | null;
  @Field(() => String, { nullable: true, description: '外单位人员的姓名；系统内人员以系统为准。' }) name?: string | null;
  @Field(() => String, { nullable: true, description: '单位和职务；外单位人员必填。' }) unit?: string | null;
  @Field(() => LocalDateScalar, { description: '开始日期。' }) validFrom!: string;
  @Field(() => LocalDateScalar, { nullable: true, description: '最后一天；空为未定。' }) validUntil?: string | null;
  @Field(() => String, { nullable: true, description: '幂等键：同一键重发只执行一次。' }) idempotencyKey?: string | null;
}

@InputType('EndSteeringMembershipInput', { description: '结束领导小组任期。' })
export class EndSteeringMembershipInput {
  @Field(() => ID, { description: '成员。' }) memberId!: string;
  @Field(() => Int, { description: '所见的版本。' }) expectedVersion!: number;
  @Field(() => LocalDateScalar, { description: '最后一天。' }) lastDay!: string;
}

@Allow('offices.steering')
@ObjectType('AppointSteeringMemberPayload', { simpleResolvers: true, description: '任命的结果。' })
export class AppointSteeringMemberPayload {
  @Field(() => SteeringMemberType, { nullable: true, description: '成员。' }) member!: SteeringMemberType | null;
  @Field(() => [RefusalType], { description: '拒绝。' }) refusals!: RefusalType[];
}

@Allow('offices.steering')
@ObjectType('EndSteeringMembershipPayload', { simpleResolvers: true, description: '结束任期的结果。' })
export class EndSteeringMembershipPayload {
  @Field(() => SteeringMemberType, { nullable: true, description: '成员。' }) member!: SteeringMemberType | null;
  @Field(() => [RefusalType], { description: '拒绝。' }) refusals!: RefusalType[];
}
