// Versions of what a programme asks as the public schema shows them.
import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import type { Language } from '../../kernel/refusals.js';
import { Allow } from '../../platform/graphql/permission.js';
import { LocalDateScalar } from '../../platform/graphql/scalars.js';
import { ruleTextOf } from '../rule-text.js';
import type { RuleDifference } from '../rules/rule-differences.js';
import type { RuleHeading, RuleVersion, RuleVersionState } from '../rules/rule-versions.js';
import { ActionDaysType, actionDaysType } from './window.type.js';

export const RuleVersionStateEnum = { IN_FORCE: 'IN_FORCE', UPCOMING: 'UPCOMING', PAST: 'PAST', REPLACED: 'REPLACED' } as const satisfies Record<RuleVersionState, RuleVersionState>;
registerEnumType(RuleVersionStateEnum, { name: 'RuleVersionState', description: '规则版本的状态。', valuesConfig: { IN_FORCE: { description: '现行。' }, UPCOMING: { description: '将生效。' }, PAST: { description: '已被新版本取代。' }, REPLACED: { description: '未生效即被取代。Replaced before it began: it never holds.' } } });

export const ProgrammeKindEnum = { TRAINING: 'TRAINING', CREDIT_REGIME: 'CREDIT_REGIME' } as const satisfies Record<RuleHeading['kind'], RuleHeading['kind']>;
registerEnumType(ProgrammeKindEnum, { name: 'ProgrammeKind', description: '项目的类别。', valuesConfig: { TRAINING: { description: '培训。' }, CREDIT_REGIME: { description: '学分制度：一段年份内的学分要求。' } } });

@Allow('programmes.read')
@ObjectType('KnownStatement', { simpleResolvers: true, description: '项目要求的一条，及系统是否已按它办理。One thing that a programme asks, and whether anything acts upon it.' })
export class KnownStatementType {
  @Field(() => String, { description: '要求编号。' }) requirement!: string;
  @Field(() => String, { description: '在规则文档中的位置。Where its clause stands.' }) path!: string;
  @Field(() => String, { description: '内容，按请求的语言。' }) text!: string;
  @Field(() => Boolean, { description: '系统已按此办理；否则仍由人办理。' }) isSupported!: boolean;
}

@Allow('programmes.read')
@ObjectType('UnsupportedClause', { simpleResolvers: true, description: '尚未支持的一处。A part that nothing acts upon yet.' })
export class UnsupportedClauseType {
  @Field(() => String, { description: '在规则文档中的位置。' }) path!: string;
  @Field(() => String, { description: '说明，按请求的语言。' }) text!: string;
}

@Allow('programmes.read')
@ObjectType('RuleDifference', { simpleResolvers: true, description: '与上一版本的一处不同。' })
export class RuleDifferenceType {
  @Field(() => String, { description: '在规则文档中的位置。' }) path!: string;
  @Field(() => String, { description: '位置，用文字。The place in words.' }) place!: string;
  @Field(() => String, { nullable: true, description: '要求编号；不属于任何要求时为空。' }) requirement!: string | null;
  @Field(() => String, { nullable: true, description: '原来；新增时为空。' }) older!: string | null;
  @Field(() => String, { nullable: true, description: '现在；取消时为空。' }) newer!: string | null;
}

@Allow('programmes.read')
@ObjectType('RuleVersion', { simpleResolvers: true, description: '项目要求的一个版本。A version of what a programme asks.' })
export class RuleVersionType {
  @Field(() => Int, { description: '版本。' }) version!: number;
  @Field(() => LocalDateScalar, { description: '生效日期。' }) effectiveFrom!: string;
  @Field(() => RuleVersionStateEnum, { description: '状态，按业务日期。' }) state!: RuleVersionState;
  @Field(() => ProgrammeKindEnum, { description: '项目的类别。' }) kind!: RuleHeading['kind'];
  @Field(() => String, { nullable: true, description: '所依据的通知。The notice it was written from.' }) noticeTitle!: string | null;
  @Field(() => String, { nullable: true, description: '文号；通知未给出时为空。' }) noticeNumber!: string | null;
  @Field(() => String, { nullable: true, description: '发文单位；通知未给出时为空。' }) noticeIssuer!: string | null;
  @Field(() => LocalDateScalar, { nullable: true, description: '发布日期；通知未给出时为空。' }) noticePublishedOn!: string | null;
  @Field(() => String, { description: '规则文件的全文（YAML），可修改后作为新版本上传。The document as text.' }) document!: string;
  @Field(() => [KnownStatementType], { description: '逐条要求。' }) statements!: KnownStatementType[];
  @Field(() => [UnsupportedClauseType], { description: '尚未支持的各处，及由谁办理。' }) unsupported!: UnsupportedClauseType[];
  @Field(() => [RuleDifferenceType], { description: '与上一版本的不同；首个版本没有。' }) differences!: RuleDifferenceType[];
  @Field(() => [ActionDaysType], { description: '时间安排中与期次无关的各项，按截止日期。Days of the year, whatever the period, by their last one.' }) days!: ActionDaysType[];
}

/** In the reader's language. */
export function ruleVersionType({ document, statements, unsupported, differences, days, ...heading }: RuleVersion, language: Language): RuleVersionType {
  return {
    ...heading,
    document: ruleTextOf(document),
    days: days.map((one) => actionDaysType(one, language)),
    statements: statements.map(({ text, ...one }) => ({ ...one, text: text[language] })),
    unsupported: unsupported.map(({ path, sentence }) => ({ path, text: sentence[language] })),
    differences: ruleDifferenceTypes(differences, language),
  };
}

export function ruleDifferenceTypes(differences: readonly RuleDifference[], language: Language): RuleDifferenceType[] {
  return differences.map(({ place, older, newer, ...one }) => ({ ...one, place: place[language], older: older?.[language] ?? null, newer: newer?.[language] ?? null }));
}
