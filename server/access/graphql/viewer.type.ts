// Viewer: who the caller is and may do; and what the sign-in page needs to know.
import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { apiScopes, type ApiScope } from '../../kernel/roles.js';
import type { OfficeType } from '../../offices/index.js';
import { RefusalType } from '../../platform/graphql/node.type.js';
import { Allow } from '../../platform/graphql/permission.js';
import { DateTimeScalar } from '../../platform/graphql/scalars.js';
import type { ViewingAsType } from './view-as.resolver.js';
import type { PersonType, RoleAssignmentType } from './person.type.js';

export const ApiScopeEnum = Object.fromEntries(apiScopes.map((scope) => [scope, scope])) as Record<ApiScope, ApiScope>;
registerEnumType(ApiScopeEnum, {
  name: 'ApiScope',
  description: '第三方平台的权限范围。What a third-party platform may read.',
  valuesConfig: { OFFICES_READ: { description: '读取项目办。' }, CLASSES_READ: { description: '读取项目、期次、课程和培训班。' }, ENROLMENTS_READ: { description: '读取报名和学员。' }, RESULTS_READ: { description: '读取成绩。' }, PII_READ: { description: '查看完整的证件和手机号码（逐次说明理由，留有记录）。Reads unmasked personal numbers, one by one and recorded.' } },
});

export const CallerKindEnum = { PERSON: 'PERSON', API_CLIENT: 'API_CLIENT' } as const;
registerEnumType(CallerKindEnum, { name: 'CallerKind', description: '调用者的种类。', valuesConfig: { PERSON: { description: '人。' }, API_CLIENT: { description: '第三方平台。' } } });

@Allow('access.self')
@ObjectType('Viewer', { description: '当前调用者。Who is calling, in which role, and what they may do.' })
export class ViewerType {
  @Field(() => CallerKindEnum, { description: '种类。' }) kind!: 'PERSON' | 'API_CLIENT';
  @Field(() => String, { description: '姓名或平台名称。' }) name!: string;
  @Field(() => [ApiScopeEnum], { description: '权限范围（第三方平台）。' }) scopes!: readonly ApiScope[];
  person?: PersonType | null;
  roles?: RoleAssignmentType[];
  activeRole?: RoleAssignmentType | null;
  office?: OfficeType | null;
  viewingAs?: ViewingAsType | null;
}

@Allow('access.open')
@ObjectType('DemoAccount', { simpleResolvers: true, description: '演示账号。' })
export class DemoAccountType {
  @Field(() => String, { description: '用户名。' }) login!: string;
  @Field(() => String, { description: '密码。' }) password!: string;
  @Field(() => String, { description: '姓名。' }) name!: string;
  @Field(() => String, { description: '身份。' }) title!: string;
  @Field(() => String, { nullable: true, description: '公开的动态码密钥（Base32）；不需要动态码的账号为空。The published secret of the second factor.' }) secondFactorSecret!: string | null;
}

@Allow('access.open')
@ObjectType('About', { simpleResolvers: true, description: '关于本系统。What the sign-in page shows; open to everybody.' })
export class AboutType {
  @Field(() => Boolean, { description: '是否演示环境。' }) isDemo!: boolean;
  @Field(() => DateTimeScalar, { description: '业务时间；演示环境停在 2023 年。The programmes\' time.' }) businessTime!: string;
  @Field(() => [DemoAccountType], { description: '演示账号；正式环境为空。' }) demoAccounts!: DemoAccountType[];
  @Field(() => String, { nullable: true, description: '单点登录按钮的文字；未配置为空。What the single sign-on button says.' }) singleSignOnLabel!: string | null;
  @Field(() => String, { description: '版本。' }) version!: string;
}

@Allow('access.open')
@ObjectType('SignOutPayload', { simpleResolvers: true, description: '退出的结果。' })
export class SignOutPayload {
  @Field(() => [RefusalType], { description: '拒绝。' }) refusals!: RefusalType[];
}

@Allow('access.self')
@ObjectType('ActivateRolePayload', { simpleResolvers: true, description: '切换角色的结果。' })
export class ActivateRolePayload {
  @Field(() => ViewerType, { nullable: true, description: '切换后的调用者。' }) viewer!: ViewerType | null;
  @Field(() => [RefusalType], { description: '拒绝。' }) refusals!: RefusalType[];
}
