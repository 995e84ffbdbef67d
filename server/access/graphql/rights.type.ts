// Rights in words: what the caller may do, and why not.
import { Field, ObjectType, registerEnumType } from 'type-graphql';
import type { RightLevel } from '../../kernel/rights.js';
import type { ApiScope, Role } from '../../kernel/roles.js';
import { OfficeLevelEnum } from '../../offices/index.js';
import { Allow } from '../../platform/graphql/permission.js';
import type { MissingRight } from '../rules/explain-right.js';
import { RoleEnum } from './person.type.js';
import { ApiScopeEnum } from './viewer.type.js';

export const MissingRightEnum = { ROLE: 'ROLE', LEVEL: 'LEVEL', SCOPE: 'SCOPE', READ_ONLY_VIEW: 'READ_ONLY_VIEW' } as const;
registerEnumType(MissingRightEnum, {
  name: 'MissingRight',
  description: '缺少什么。What somebody lacks for a right.',
  valuesConfig: { ROLE: { description: '缺少角色。' }, LEVEL: { description: '角色相符，项目办层级不符。' }, SCOPE: { description: '令牌缺少权限范围。' }, READ_ONLY_VIEW: { description: '正以其他项目办的视角查看，只读。' } },
});

@Allow('access.self')
@ObjectType('Action', { simpleResolvers: true, description: '权限：能做的一件事。A right of the catalogue.' })
export class ActionType {
  @Field(() => String, { description: '代号，如 offices.change。' }) name!: string;
  @Field(() => String, { description: '中文名称。' }) chinese!: string;
}

@Allow('access.explain')
@ObjectType('RightHolder', { simpleResolvers: true, description: '权限的持有者。Who holds a right.' })
export class RightHolderType {
  @Field(() => RoleEnum, { nullable: true, description: '角色；权限范围或所有人时为空。' }) role!: Role | null;
  @Field(() => ApiScopeEnum, { nullable: true, description: '第三方平台的权限范围。' }) scope!: ApiScope | null;
  @Field(() => String, { description: '名称，按请求的语言。' }) name!: string;
  @Field(() => [OfficeLevelEnum], { description: '所在层级；空为不限。Levels at which it is held; empty for all.' }) levels!: readonly RightLevel[];
}

@Allow('access.explain')
@ObjectType('RightExplanation', { simpleResolvers: true, description: '为何能或不能做某事。Why somebody may or may not do something.' })
export class RightExplanationType {
  @Field(() => ActionType, { description: '所需的权限。The right that it needs.' }) action!: ActionType;
  @Field(() => Boolean, { description: '是否具有。' }) isAllowed!: boolean;
  @Field(() => MissingRightEnum, { nullable: true, description: '缺少什么；具有时为空。' }) missing!: MissingRight;
  @Field(() => [RightHolderType], { description: '谁具有这项权限。' }) holders!: RightHolderType[];
  @Field(() => String, { description: '给人看的说明，按请求的语言。' }) message!: string;
}
