// The places of a class as the public schema shows them, and the input that limits them.
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { RefusalType } from '../../platform/graphql/node.type.js';
import { Allow } from '../../platform/graphql/permission.js';
import { TrainingClassType } from '../../programmes/index.js';

@Allow('programmes.read')
@ObjectType('ClassPlaces', { simpleResolvers: true, description: '培训班的人数上限和余位，不分学校。Places of a class, over all schools.' })
export class ClassPlacesType {
  @Field(() => Int, { nullable: true, description: '人数上限；已取消上限的为空。How many it takes; null where the limit was taken away.' }) capacity!: number | null;
  @Field(() => Int, { description: '已报名人数。How many are in it.' }) taken!: number;
  @Field(() => Int, { nullable: true, description: '余位；不限人数的为空。Places left.' }) left!: number | null;
  @Field(() => Int, { description: '版本；更改上限时随附，尚未改过为 0。The version to state when changing the limit.' }) version!: number;
}

@Allow('enrolment.limit')
@ObjectType('ClassLimit', { simpleResolvers: true, description: '设定人数上限时所依据的数字，不分学校。What whoever limits a class decides upon, over all schools.' })
export class ClassLimitType {
  @Field(() => Int, { nullable: true, description: '现在的人数上限；不限的为空。How many it takes now; null for no limit.' }) capacity!: number | null;
  @Field(() => Int, { description: '已报名人数。How many are in it.' }) taken!: number;
  @Field(() => Int, { description: '候补人数。How many are on the waiting list.' }) waiting!: number;
  @Field(() => Int, { description: '候补者中学校有名额、只缺班级余位的人数；有余位即依次递补。不在选课报名期内为 0。Those of them who miss nothing but a place, and have it as soon as there is one; 0 outside the days of enrolling.' }) waitingForPlace!: number;
  @Field(() => Int, { description: '版本；更改上限时随附，尚未改过为 0。The version to state when changing the limit.' }) version!: number;
}

@InputType('SetClassCapacityInput', { description: '设定培训班人数上限。' })
export class SetClassCapacityInput {
  @Field(() => ID, { description: '培训班。' }) classId!: string;
  @Field(() => Int, { nullable: true, description: '人数上限，不低于已报名人数；空为不限。How many it takes; null for no limit.' }) capacity!: number | null;
  @Field(() => Int, { description: '看到的版本；尚未设定过为 0。The version that was seen.' }) expectedVersion!: number;
  @Field(() => String, { nullable: true, description: '幂等键：同一键重发只执行一次。' }) idempotencyKey?: string | null;
}

@Allow('enrolment.limit')
@ObjectType('SetClassCapacityPayload', { simpleResolvers: true, description: '设定人数上限的结果。' })
export class SetClassCapacityPayload {
  @Field(() => TrainingClassType, { nullable: true, description: '培训班，现在的样子；被拒绝时为空。' }) class!: TrainingClassType | null;
  @Field(() => [RefusalType], { description: '拒绝。' }) refusals!: RefusalType[];
}
