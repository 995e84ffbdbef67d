// Third-party platforms as the public schema shows them.
import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { ApiScopeEnum } from '../../access/index.js';
import type { ApiScope } from '../../kernel/roles.js';
import { OfficeType } from '../../offices/index.js';
import { NodeType, RefusalType, connectionOf } from '../../platform/graphql/node.type.js';
import { Allow } from '../../platform/graphql/permission.js';
import { DateTimeScalar } from '../../platform/graphql/scalars.js';

@Allow('exchange.manage')
@ObjectType('ApiClient', { implements: NodeType, simpleResolvers: true, description: '第三方平台：只能读取所属项目办及其下级。Reads the subtree of its office and nothing else.' })
export class ApiClientType implements NodeType {
  key!: number;
  @Field(() => ID, { description: '全局标识。' }) id!: string;
  @Field(() => String, { description: '平台编号（client_id）。' }) clientId!: string;
  @Field(() => String, { description: '名称。' }) name!: string;
  @Field(() => OfficeType, { description: '所属项目办。' }) office!: OfficeType;
  @Field(() => [ApiScopeEnum], { description: '权限范围。' }) scopes!: ApiScope[];
  @Field(() => DateTimeScalar, { description: '建立时间。' }) createdAt!: string;
  @Field(() => DateTimeScalar, { nullable: true, description: '最近取得令牌的时间。' }) lastUsedAt!: string | null;
  @Field(() => DateTimeScalar, { nullable: true, description: '停用时间。' }) revokedAt!: string | null;
}

export const { Connection: ApiClientConnection } = connectionOf('ApiClient', '第三方平台', 'exchange.manage', () => ApiClientType);

@InputType('CreateApiClientInput', { description: '新建第三方平台。' })
export class CreateApiClientInput {
  @Field(() => String, { description: '名称。' }) name!: string;
  @Field(() => ID, { description: '所属项目办，须在本级及以下。' }) officeId!: string;
  @Field(() => [ApiScopeEnum], { description: '权限范围。' }) scopes!: ApiScope[];
}

@InputType('RevokeApiClientInput', { description: '停用第三方平台。' })
export class RevokeApiClientInput {
  @Field(() => ID, { description: '第三方平台。' }) clientId!: string;
}

@Allow('exchange.manage')
@ObjectType('CreateApiClientPayload', { simpleResolvers: true, description: '新建的结果。' })
export class CreateApiClientPayload {
  @Field(() => ApiClientType, { nullable: true, description: '第三方平台。' }) client!: ApiClientType | null;
  @Field(() => String, { nullable: true, description: '密钥，仅此一次显示。The secret, told once.' }) secret!: string | null;
  @Field(() => [RefusalType], { description: '拒绝。' }) refusals!: RefusalType[];
}

@Allow('exchange.manage')
@ObjectType('RevokeApiClientPayload', { simpleResolvers: true, description: '停用的结果。' })
export class RevokeApiClientPayload {
  @Field(() => ApiClientType, { nullable: true, description: '第三方平台。' }) client!: ApiClientType | null;
  @Field(() => [RefusalType], { description: '拒绝。' }) refusals!: RefusalType[];
}
