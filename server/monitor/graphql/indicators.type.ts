// Indicators as the public schema shows them.
import { Field, Int, ObjectType } from 'type-graphql';
import { OfficeType } from '../../offices/index.js';
import { connectionOf } from '../../platform/graphql/node.type.js';
import { Allow } from '../../platform/graphql/permission.js';
import { DateTimeScalar, DecimalScalar } from '../../platform/graphql/scalars.js';
import type { Indicators } from '../rules/indicators.js';

@Allow('monitor.read')
@ObjectType('OfficeIndicators', { simpleResolvers: true, description: '项目办及其下级的学情指标。Learning data of an office\'s subtree.' })
export class OfficeIndicatorsType implements Indicators {
  @Field(() => OfficeType, { description: '项目办。' }) office!: OfficeType;
  @Field(() => Int, { description: '报名人次。Enrolments.' }) enrolled!: number;
  @Field(() => Int, { description: '参训人次：已有学习时间的报名。Enrolments with learning time.' }) participating!: number;
  @Field(() => DecimalScalar, { nullable: true, description: '参训率（%）= 参训 / 报名；无报名时为空。' }) participationRate!: string | null;
  @Field(() => Int, { description: '已提交作业份数。' }) submitted!: number;
  @Field(() => Int, { description: '已批阅作业份数。' }) graded!: number;
  @Field(() => Int, { description: '已有成绩评定的报名。Enrolments with a verdict.' }) released!: number;
  @Field(() => DecimalScalar, { nullable: true, description: '平均分（已评定者）；无评定时为空。' }) averageScore!: string | null;
  @Field(() => Int, { description: '合格人次。' }) passed!: number;
  @Field(() => DecimalScalar, { nullable: true, description: '合格率（%）= 合格 / 已评定；无评定时为空。' }) passRate!: string | null;
  @Field(() => DecimalScalar, { description: '在线学习时数（小时）。Online hours.' }) onlineHours!: string;
  @Field(() => DateTimeScalar, { description: '数据时间。' }) asOf!: string;
}

export const { Connection: OfficeIndicatorsConnection } = connectionOf('OfficeIndicators', '学情指标', 'monitor.read', () => OfficeIndicatorsType);
