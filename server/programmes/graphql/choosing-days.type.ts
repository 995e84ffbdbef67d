// The days of choosing and enrolling, and those of substitution and withdrawal, as the public schema shows them.
import { Field, Int, ObjectType } from 'type-graphql';
import { Allow } from '../../platform/graphql/permission.js';
import { LocalDateScalar } from '../../platform/graphql/scalars.js';

@Allow('programmes.read')
@ObjectType('ChoosingDays', { simpleResolvers: true, description: '一期选课和报名的期限，来自项目规则，首尾两天均含。The days of choosing and enrolling, both ends included.' })
export class ChoosingDaysType {
  @Field(() => LocalDateScalar, { nullable: true, description: '第一天；不限时为空。' }) opensOn!: string | null;
  @Field(() => LocalDateScalar, { nullable: true, description: '集中报名的第一天（JS-06）。Enrolment is finished from here on.' }) finishFrom!: string | null;
  @Field(() => LocalDateScalar, { nullable: true, description: '最后一天；不限时为空。' }) closesOn!: string | null;
  @Field(() => Int, { nullable: true, description: '距截止的天数，当天为 0；已截止或不限时为空。Days left.' }) daysLeft!: number | null;
  @Field(() => Boolean, { description: '今天可以选课和报名。Open today.' }) isOpen!: boolean;
}

@Allow('programmes.read')
@ObjectType('SubstitutionDays', { simpleResolvers: true, description: '一期换人和退回报名的期限，来自项目规则，首尾两天均含（JS-07）。The days of substitution and withdrawal, both ends included.' })
export class SubstitutionDaysType {
  @Field(() => LocalDateScalar, { nullable: true, description: '第一天；不限时为空。' }) opensOn!: string | null;
  @Field(() => LocalDateScalar, { nullable: true, description: '最后一天，到当天最后一刻；不限时为空。To its last moment in Shanghai.' }) closesOn!: string | null;
  @Field(() => Int, { nullable: true, description: '距截止的天数，当天为 0；已截止或不限时为空。Days left.' }) daysLeft!: number | null;
  @Field(() => Boolean, { description: '今天可以办理。Open today.' }) isOpen!: boolean;
  @Field(() => String, { description: '依据的要求编号。' }) requirement!: string;
}
