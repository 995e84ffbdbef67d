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
