// Participation as the public schema shows it.
import { Field, Int, ObjectType } from 'type-graphql';
import { OfficeType } from '../../offices/index.js';
import { connectionOf } from '../../platform/graphql/node.type.js';
import { Allow } from '../../platform/graphql/permission.js';

@Allow('quotas.read')
@ObjectType('Participation', { simpleResolvers: true, description: '参训人数与目标（JS-04）。How many teachers of an office take part, and how many should.' })
export class ParticipationType {
  @Field(() => OfficeType, { description: '项目办。' }) office!: OfficeType;
  @Field(() => Int, { description: '本级及以下学校的教师人数。Teachers.' }) teachers!: number;
  @Field(() => Int, { description: '已报名的人数，同一人只计一次。Distinct persons enrolled.' }) enrolled!: number;
  @Field(() => Int, { nullable: true, description: '目标人数，按项目规则的比例向上取整；项目没有目标时为空。' }) target!: number | null;
  @Field(() => Int, { nullable: true, description: '还差的人数；已达到为 0，没有目标时为空。' }) gap!: number | null;
}

export const { Connection: ParticipationConnection } = connectionOf('Participation', '参训人数与目标', 'quotas.read', () => ParticipationType);
