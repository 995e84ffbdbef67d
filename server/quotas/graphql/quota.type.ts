// Quotas as the public schema shows them.
import { Extensions, Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { OfficeType } from '../../offices/index.js';
import { enumOf } from '../../platform/graphql/enum-of.js';
import { connectionOf } from '../../platform/graphql/node.type.js';
import { Allow } from '../../platform/graphql/permission.js';
import { DateTimeScalar, LocalDateScalar } from '../../platform/graphql/scalars.js';
import { PeriodType } from '../../programmes/index.js';
import { quotaEntryNames, type QuotaEntryKind } from '../rules/movements.js';

const kinds = enumOf<QuotaEntryKind>(quotaEntryNames);
export const QuotaMovementKindEnum = kinds.object;
registerEnumType(QuotaMovementKindEnum, { name: 'QuotaMovementKind', description: '配额变动的种类。What a movement of seats is.', valuesConfig: kinds.valuesConfig });

const sides = enumOf({ OF_OFFICE: '本账户的变动', TO_CHILDREN: '本级向下级下达和从下级收回的' });
export const QuotaMovementSideEnum = sides.object;
registerEnumType(QuotaMovementSideEnum, { name: 'QuotaMovementSide', description: '看账户的哪一侧。Which side of an account.', valuesConfig: sides.valuesConfig });

/** So many periods has a year at most, as the price of a list counts them. */
const yearOfPeriods = Extensions({ listSize: 9 });

@Allow('quotas.read')
@ObjectType('QuotaPeriod', { simpleResolvers: true, description: '一期配额的期限，来自项目规则。The days of a period\'s quotas, by the rules.' })
export class QuotaPeriodType {
  @Field(() => PeriodType, { description: '期次。' }) period!: PeriodType;
  @Field(() => LocalDateScalar, { nullable: true, description: '申报的最后一天；不限时为空。The last day of stating.' }) statedUntil!: string | null;
  @Field(() => Int, { nullable: true, description: '距申报截止的天数，当天为 0；已截止或不限时为空。Days left for stating.' }) statingDaysLeft!: number | null;
  @Field(() => Boolean, { description: '现在可以申报。' }) canState!: boolean;
  @Field(() => LocalDateScalar, { nullable: true, description: '集中报名的第一天（JS-06）。' }) finishFrom!: string | null;
  @Field(() => LocalDateScalar, { nullable: true, description: '报名的最后一天；其后配额不再调整。The last day on which seats move.' }) closesOn!: string | null;
  @Field(() => Int, { nullable: true, description: '距报名截止的天数，当天为 0；已截止或不限时为空。' }) closingDaysLeft!: number | null;
  @Field(() => Boolean, { description: '现在可以下达和收回。' }) isOpen!: boolean;
}

@Allow('quotas.read')
@ObjectType('QuotaCell', { simpleResolvers: true, description: '一个项目办一期的配额。The seats of an office in a period.' })
export class QuotaCellType {
  @Field(() => ID, { description: '期次。' }) periodId!: string;
  @Field(() => Int, { description: '第几期。' }) number!: number;
  @Field(() => Int, { nullable: true, description: '申报数；没有申报时为空。What was stated.' }) stated!: number | null;
  @Field(() => Int, { description: '持有：上级下达（或核定）的。Held, from above.' }) received!: number;
  @Field(() => Int, { description: '已下达给下级的。' }) handedDown!: number;
  @Field(() => Int, { description: '本级已使用的（学校报名）。Used by the school itself.' }) used!: number;
  @Field(() => Int, { description: '尚可下达或使用的。Free.' }) free!: number;
  @Field(() => Int, { description: '本级及以下已使用的合计。Used here and below.' }) usedBelow!: number;
  @Field(() => Int, { description: '版本，更改时须给出。' }) version!: number;
}

@Allow('quotas.read')
@ObjectType('QuotaAccount', { simpleResolvers: true, description: '一个项目办在项目各期的配额。An office\'s seats in the periods of a programme.' })
export class QuotaAccountType {
  @Field(() => OfficeType, { description: '项目办。' }) office!: OfficeType;
  @Field(() => Int, { description: '本级及以下学校的教师人数。Teachers of its schools.' }) teachers!: number;
  @yearOfPeriods
  @Field(() => [QuotaCellType], { description: '各期，按先后。' }) cells!: QuotaCellType[];
  @Field(() => Boolean, { description: '由主办项目办直接下达，自己申报配额。Right below the organising office, so it states its quotas.' }) isAddressed!: boolean;
  @Field(() => Boolean, { description: '可否由我申报。' }) viewerCanState!: boolean;
  @Field(() => Boolean, { description: '可否由我核定其直接下级的申报。' }) viewerCanConfirm!: boolean;
  @Field(() => Boolean, { description: '可否由我向其下级下达和收回。' }) viewerCanHandDown!: boolean;
}

@Allow('quotas.read')
@ObjectType('QuotaMovement', { simpleResolvers: true, description: '配额的一次变动：何人、何时、因何。A movement of seats: who, when and why.' })
export class QuotaMovementType {
  key!: number;
  @Field(() => QuotaMovementKindEnum, { description: '种类。' }) kind!: QuotaEntryKind;
  @Field(() => Int, { description: '个数；申报时为申报数。Seats.' }) seats!: number;
  @Field(() => OfficeType, { description: '所属账户的项目办。Whose account.' }) office!: OfficeType;
  @Field(() => OfficeType, { nullable: true, description: '上级账户；与本系统之外往来或个人使用时为空。The account above.' }) above!: OfficeType | null;
  @Field(() => PeriodType, { description: '期次。' }) period!: PeriodType;
  @Field(() => String, { nullable: true, description: '事由。' }) reason!: string | null;
  @Field(() => String, { description: '经办人。' }) byName!: string;
  @Field(() => DateTimeScalar, { description: '时间。' }) at!: string;
}

@Allow('quotas.read')
@ObjectType('ProposedQuota', { simpleResolvers: true, description: '按教师人数建议的一格。A proposed cell.' })
export class ProposedQuotaType {
  @Field(() => ID, { description: '期次。' }) periodId!: string;
  @Field(() => Int, { description: '建议持有的个数：现有的加上分得的。What it would hold.' }) seats!: number;
  @Field(() => Int, { description: '其中新分得的。' }) added!: number;
}

@Allow('quotas.read')
@ObjectType('QuotaProposal', { simpleResolvers: true, description: '对一个下级的分配建议。A proposal for a child office.' })
export class QuotaProposalType {
  @Field(() => ID, { description: '下级项目办。' }) officeId!: string;
  @Field(() => Int, { description: '教师人数。' }) teachers!: number;
  @yearOfPeriods
  @Field(() => [ProposedQuotaType], { description: '可调整的各期。' }) cells!: ProposedQuotaType[];
}

@Allow('quotas.read')
@ObjectType('IdleQuota', { simpleResolvers: true, description: '一期下级闲置的配额。Seats that lie idle below, in a period.' })
export class IdleQuotaType {
  @Field(() => ID, { description: '期次。' }) periodId!: string;
  @Field(() => Int, { description: '第几期。' }) number!: number;
  @Field(() => LocalDateScalar, { nullable: true, description: '报名的最后一天。' }) closesOn!: string | null;
  @Field(() => Int, { nullable: true, description: '距报名截止的天数。' }) closingDaysLeft!: number | null;
  @Field(() => Int, { description: '闲置的个数。Idle seats.' }) seats!: number;
  @Field(() => Int, { description: '有闲置配额的项目办数。Offices with idle seats.' }) offices!: number;
}

@Allow('quotas.read')
@ObjectType('IdleQuotaOffice', { simpleResolvers: true, description: '有闲置配额的一个项目办。An office with idle seats.' })
export class IdleQuotaOfficeType {
  key!: number;
  @Field(() => OfficeType, { description: '项目办。' }) office!: OfficeType;
  @Field(() => PeriodType, { description: '期次。' }) period!: PeriodType;
  @Field(() => Int, { description: '闲置的个数。' }) seats!: number;
}

export const { Connection: QuotaAccountConnection } = connectionOf('QuotaAccount', '配额账户', 'quotas.read', () => QuotaAccountType);
export const { Connection: QuotaMovementConnection } = connectionOf('QuotaMovement', '配额变动', 'quotas.read', () => QuotaMovementType);
export const { Connection: IdleQuotaOfficeConnection } = connectionOf('IdleQuotaOffice', '有闲置配额的项目办', 'quotas.read', () => IdleQuotaOfficeType);
