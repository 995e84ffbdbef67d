// Training bodies as the public schema shows them.
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { NodeType, RefusalType, connectionOf } from '../../platform/graphql/node.type.js';
import { Allow } from '../../platform/graphql/permission.js';

@Allow('courses.keepBodies')
@ObjectType('TrainingBody', { implements: NodeType, simpleResolvers: true, description: '培训机构（承办单位）。A body that gives courses; neither an office nor a platform.' })
export class TrainingBodyType implements NodeType {
  key!: number;
  @Field(() => ID, { description: '全局标识。' }) id!: string;
  @Field(() => String, { description: '名称。' }) name!: string;
  @Field(() => String, { description: '统一社会信用代码。' }) creditCode!: string;
  @Field(() => String, { nullable: true, description: '联系人，可代表其报送课程；已调出调用者的范围时为空。Who acts for it; null where the person has moved out of the caller\'s scope.' }) contactName!: string | null;
  @Field(() => String, { nullable: true, description: '联系人的师训编号；同上。' }) contactNumber!: string | null;
  @Field(() => String, { description: '电子邮箱。' }) email!: string;
  @Field(() => Int, { description: '版本。' }) version!: number;
  @Field(() => Int, { description: '报送的课程数。' }) courseCount!: number;
}

export const { Connection: TrainingBodyConnection } = connectionOf('TrainingBody', '培训机构', 'courses.keepBodies', () => TrainingBodyType);

@InputType({ description: '培训机构的资料。' })
abstract class TrainingBodyForm {
  @Field(() => String, { description: '名称，最多 60 字。' }) name!: string;
  @Field(() => String, { description: '统一社会信用代码，18 位。' }) creditCode!: string;
  @Field(() => String, { description: '联系人的师训编号。' }) contactNumber!: string;
  @Field(() => String, { description: '电子邮箱。' }) email!: string;
}

@InputType('RegisterTrainingBodyInput', { description: '登记一家培训机构。' })
export class RegisterTrainingBodyInput extends TrainingBodyForm {
  @Field(() => String, { nullable: true, description: '幂等键。' }) idempotencyKey?: string | null;
}

@InputType('ChangeTrainingBodyInput', { description: '更改培训机构的资料。' })
export class ChangeTrainingBodyInput extends TrainingBodyForm {
  @Field(() => ID, { description: '培训机构。' }) bodyId!: string;
  @Field(() => Int, { description: '所依据的版本。' }) expectedVersion!: number;
}

@ObjectType({ description: '培训机构办理的结果。' })
abstract class TrainingBodyPayload {
  @Field(() => TrainingBodyType, { nullable: true, description: '培训机构。' }) body!: TrainingBodyType | null;
  @Field(() => [RefusalType], { description: '拒绝。' }) refusals!: RefusalType[];
}

@Allow('courses.keepBodies')
@ObjectType('RegisterTrainingBodyPayload', { simpleResolvers: true, description: '登记的结果。' })
export class RegisterTrainingBodyPayload extends TrainingBodyPayload {}

@Allow('courses.keepBodies')
@ObjectType('ChangeTrainingBodyPayload', { simpleResolvers: true, description: '更改的结果。' })
export class ChangeTrainingBodyPayload extends TrainingBodyPayload {}
