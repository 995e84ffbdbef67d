// A text that is to become the next version, as the public schema shows it.
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { RefusalType } from '../../platform/graphql/node.type.js';
import { Allow } from '../../platform/graphql/permission.js';
import { LocalDateScalar } from '../../platform/graphql/scalars.js';
import { RuleVersionType } from './rule-version.type.js';

@Allow('programmes.manageRules')
@ObjectType('RuleFault', { simpleResolvers: true, description: '规则文件不能采用的一处。A place where a text cannot be taken, and why.' })
export class RuleFaultType {
  @Field(() => String, { description: '在规则文档中的位置；整份文件的为空文字。' }) path!: string;
  @Field(() => Int, { nullable: true, description: '行号，从 1 起；缺少的内容为其上一级所在的行。' }) line!: number | null;
  @Field(() => String, { description: '位置，用文字，按请求的语言。' }) place!: string;
  @Field(() => String, { description: '原因，按请求的语言。' }) message!: string;
}

@Allow('programmes.manageRules')
@ObjectType('RuleDraft', { simpleResolvers: true, description: '规则文件的预览，什么都不保存。What a text would be as the next version; nothing is kept.' })
export class RuleDraftType {
  @Field(() => [RuleFaultType], { description: '不能采用的各处；空为可以采用。' }) faults!: RuleFaultType[];
  @Field(() => RuleVersionType, { nullable: true, description: '作为新版本的内容；其中 differences 是与现行版本的不同。有 faults 时为空。' }) version!: RuleVersionType | null;
  @Field(() => Int, { description: '现有的最高版本，保存时作为 expectedVersion。' }) latestVersion!: number;
}

@InputType('SaveRulesInput', { description: '保存项目要求的新版本。' })
export class SaveRulesInput {
  @Field(() => ID, { description: '项目。' }) programmeId!: string;
  @Field(() => String, { description: '规则文件的全文，YAML 或 JSON。' }) document!: string;
  @Field(() => LocalDateScalar, { description: '生效日期：今天以后；晚于以前各版，或者取代尚未生效的版本。' }) effectiveFrom!: string;
  @Field(() => Boolean, { defaultValue: false, description: '取代在该日及以后才生效的版本：它们不再生效。Replaces the versions that would begin on that day or later: they never hold.' }) replacesUpcoming!: boolean;
  @Field(() => Int, { description: '所见的最高版本。' }) expectedVersion!: number;
  @Field(() => String, { nullable: true, description: '幂等键。' }) idempotencyKey?: string | null;
}

@Allow('programmes.manageRules')
@ObjectType('SaveRulesPayload', { simpleResolvers: true, description: '保存的结果。' })
export class SaveRulesPayload {
  @Field(() => Int, { nullable: true, description: '新版本；被拒绝时为空。' }) version!: number | null;
  @Field(() => [RefusalType], { description: '拒绝。' }) refusals!: RefusalType[];
}
