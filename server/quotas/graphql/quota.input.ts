// Inputs and payloads of acts on quotas.
import { Extensions, Field, ID, InputType, Int, ObjectType, type ClassType } from 'type-graphql';
import { RefusalType } from '../../platform/graphql/node.type.js';
import { Allow } from '../../platform/graphql/permission.js';
import { cellMaximum } from '../rules/quota-sheet.js';

const cells = Extensions({ maxItems: cellMaximum });

@InputType('StatedQuotaInput', { description: '一期的申报数。' })
export class StatedQuotaInput {
  @Field(() => ID, { description: '期次。' }) periodId!: string;
  @Field(() => Int, { description: '申报的个数。' }) seats!: number;
  @Field(() => Int, { description: '所见的版本；从未申报时为 0。' }) expectedVersion!: number;
}

@InputType('QuotaCellInput', { description: '配额表的一格。' })
export class QuotaCellInput {
  @Field(() => ID, { description: '直接下级项目办。' }) officeId!: string;
  @Field(() => ID, { description: '期次。' }) periodId!: string;
  @Field(() => Int, { description: '应持有的个数（总数，不是增减）。What it shall hold.' }) seats!: number;
  @Field(() => Int, { description: '所见的版本；从未持有时为 0。' }) expectedVersion!: number;
}

@InputType('IdlePeriodInput', { description: '要收回闲置配额的一期。' })
export class IdlePeriodInput {
  @Field(() => ID, { description: '期次。' }) periodId!: string;
  @Field(() => Int, { description: '所见的闲置个数；已变化时不收回。As many as were seen.' }) expectedSeats!: number;
}

@InputType()
abstract class QuotaActInput {
  @Field(() => ID, { description: '项目。' }) programmeId!: string;
  @Field(() => ID, { description: '项目办：由它申报、核定、下达或收回。' }) officeId!: string;
  @Field(() => String, { nullable: true, description: '幂等键：同一键重发只执行一次。' }) idempotencyKey?: string | null;
}

@InputType('StateQuotasInput', { description: '申报全年各期配额。' })
export class StateQuotasInput extends QuotaActInput {
  @Field(() => [StatedQuotaInput], { description: '各期。' }) cells!: StatedQuotaInput[];
}

@InputType('ConfirmQuotasInput', { description: '核定各地的配额。' })
export class ConfirmQuotasInput extends QuotaActInput {
  @cells
  @Field(() => [QuotaCellInput], { description: '各格。' }) cells!: QuotaCellInput[];
  @Field(() => String, { description: '事由。' }) reason!: string;
}

@InputType('SaveQuotaSheetInput', { description: '保存配额表：与现数的差额下达或收回，整表一次完成。' })
export class SaveQuotaSheetInput extends QuotaActInput {
  @cells
  @Field(() => [QuotaCellInput], { description: '各格；未列出的不变。' }) cells!: QuotaCellInput[];
  @Field(() => String, { description: '事由。' }) reason!: string;
}

@InputType('TakeBackIdleQuotasInput', { description: '收回下级全部闲置配额。' })
export class TakeBackIdleQuotasInput extends QuotaActInput {
  @Field(() => [IdlePeriodInput], { description: '各期。' }) periods!: IdlePeriodInput[];
  @Field(() => String, { description: '事由。' }) reason!: string;
}

@Allow('quotas.read')
@ObjectType('MovedQuotas', { simpleResolvers: true, description: '一次办理变动的配额。What an act moved.' })
export class MovedQuotasType {
  @Field(() => Int, { description: '下达的个数。' }) handedDown!: number;
  @Field(() => Int, { description: '收回的个数。' }) takenBack!: number;
  @Field(() => Int, { description: '变动的格数。' }) cells!: number;
}

export interface QuotasPayload { moved: MovedQuotasType | null; refusals: RefusalType[] }

function payloadOf(name: string, action: string, chinese: string): ClassType<QuotasPayload> {
  @Allow(action)
  @ObjectType(`${name}Payload`, { simpleResolvers: true, description: `${chinese}的结果。` })
  class Payload implements QuotasPayload {
    @Field(() => MovedQuotasType, { nullable: true, description: '变动；被拒绝时为空。' }) moved!: MovedQuotasType | null;
    @Field(() => [RefusalType], { description: '拒绝；有一格不行，整表不办。' }) refusals!: RefusalType[];
  }
  return Payload;
}

export const StateQuotasPayload = payloadOf('StateQuotas', 'quotas.state', '申报配额');
export const ConfirmQuotasPayload = payloadOf('ConfirmQuotas', 'quotas.confirm', '核定配额');
export const SaveQuotaSheetPayload = payloadOf('SaveQuotaSheet', 'quotas.handDown', '保存配额表');
export const TakeBackIdleQuotasPayload = payloadOf('TakeBackIdleQuotas', 'quotas.handDown', '收回闲置配额');
