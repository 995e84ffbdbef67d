// Inputs of signing in and switching roles.
import { Field, ID, InputType } from 'type-graphql';

@InputType('SignInInput', { description: '登录。' })
export class SignInInput {
  @Field(() => String, { description: '师训编号、用户名或身份证号码之一。Training number, user name or ID-card number.' }) login!: string;
  @Field(() => String, { description: '密码。' }) password!: string;
}

@InputType('ProveSecondFactorInput', { description: '登录第二步。' })
export class ProveSecondFactorInput {
  @Field(() => String, { description: '动态码（6 位）或恢复码。A code of the authenticator, or a recovery code.' }) code!: string;
}

@InputType('ActivateRoleInput', { description: '切换角色。' })
export class ActivateRoleInput {
  @Field(() => ID, { description: '本人的一项任职。One of the own roles.' }) roleId!: string;
}
