// The own account as the public schema shows it: sessions, the second factor, and the steps of signing in.
import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { signInSteps, type SignInStep } from '../../kernel/roles.js';
import { NodeType, RefusalType } from '../../platform/graphql/node.type.js';
import { Allow } from '../../platform/graphql/permission.js';
import { DateTimeScalar } from '../../platform/graphql/scalars.js';
import { signInMethods, type SignInMethod } from '../session.entity.js';
import { PersonType } from './person.type.js';
import { ViewerType } from './viewer.type.js';

const SignInStepEnum = Object.fromEntries(signInSteps.map((step) => [step, step]));
const stepNames: Record<SignInStep, string> = { SECOND_FACTOR: '输入动态码。', SECOND_FACTOR_ENROLMENT: '绑定动态码。', PASSWORD_CHANGE: '修改一次性密码。' };
registerEnumType(SignInStepEnum, { name: 'SignInStep', description: '登录尚未完成的一步。What is still to be done before the session is open.', valuesConfig: Object.fromEntries(signInSteps.map((step) => [step, { description: stepNames[step] }])) });

const SignInMethodEnum = Object.fromEntries(signInMethods.map((method) => [method, method]));
const methodNames: Record<SignInMethod, string> = { PASSWORD: '密码。', SINGLE_SIGN_ON: '单点登录。' };
registerEnumType(SignInMethodEnum, { name: 'SignInMethod', description: '登录方式。How a session was opened.', valuesConfig: Object.fromEntries(signInMethods.map((method) => [method, { description: methodNames[method] }])) });

@Allow('access.open')
@ObjectType('SignInChallenge', { simpleResolvers: true, description: '登录尚需完成的一步；完成之前看不到任何数据。The next step of signing in; until it is done the session sees nothing.' })
export class SignInChallengeType {
  @Field(() => SignInStepEnum, { description: '要做什么。' }) step!: SignInStep;
  @Field(() => String, { description: '姓名。' }) name!: string;
  @Field(() => String, { nullable: true, description: '演示环境中公开密钥当前的动态码；正式环境为空。The current code of the published demo secret; null in earnest.' }) demoCode!: string | null;
}

@Allow('access.account')
@ObjectType('Session', { implements: NodeType, simpleResolvers: true, description: '登录会话：本人在某台设备上的登录。A browser in which the person is signed in.' })
export class SessionType implements NodeType {
  @Field(() => ID, { description: '全局标识。' }) id!: string;
  @Field(() => SignInMethodEnum, { description: '登录方式。' }) method!: SignInMethod;
  @Field(() => String, { description: '网络地址。' }) address!: string;
  @Field(() => String, { description: '浏览器自报的名称。What the browser says it is.' }) userAgent!: string;
  @Field(() => DateTimeScalar, { description: '登录时间。' }) startedAt!: string;
  @Field(() => DateTimeScalar, { description: '最近活动时间，精确到分钟。' }) lastSeenAt!: string;
  @Field(() => Boolean, { description: '是否为当前会话。' }) isThis!: boolean;
}

@Allow('access.account')
@ObjectType('SecondFactor', { simpleResolvers: true, description: '本人的动态码。The own second factor.' })
export class SecondFactorType {
  @Field(() => Boolean, { description: '是否已启用。' }) isOn!: boolean;
  @Field(() => Boolean, { description: '是否必须使用（县级及以上管理员）。' }) isRequired!: boolean;
  @Field(() => DateTimeScalar, { nullable: true, description: '启用时间。' }) since!: string | null;
  @Field(() => Int, { description: '尚未使用的恢复码个数。' }) recoveryCodesLeft!: number;
}

/** What every step of signing in answers: somebody who is in, or what is still to be done. */
@Allow('access.open')
@ObjectType('SignInPayload', { simpleResolvers: true, description: '登录的结果：已登录，或还有一步。' })
export class SignInPayload {
  @Field(() => ViewerType, { nullable: true, description: '登录后的调用者。' }) viewer!: ViewerType | null;
  @Field(() => SignInChallengeType, { nullable: true, description: '尚需完成的一步。' }) challenge!: SignInChallengeType | null;
  @Field(() => [RefusalType], { description: '拒绝。' }) refusals!: RefusalType[];
}

@Allow('access.open')
@ObjectType('ProveSecondFactorPayload', { simpleResolvers: true, description: '登录第二步的结果。' })
export class ProveSecondFactorPayload extends SignInPayload {}

@Allow('access.password')
@ObjectType('ChangePasswordPayload', { simpleResolvers: true, description: '修改密码的结果；其余会话随之结束。All other sessions end.' })
export class ChangePasswordPayload extends SignInPayload {}

@Allow('access.secondFactor')
@ObjectType('BeginSecondFactorPayload', { simpleResolvers: true, description: '开始绑定的结果。' })
export class BeginSecondFactorPayload {
  @Field(() => String, { nullable: true, description: '密钥（Base32），供手工输入。' }) secret!: string | null;
  @Field(() => String, { nullable: true, description: '二维码的内容（otpauth）。What the QR code holds.' }) uri!: string | null;
  @Field(() => [RefusalType], { description: '拒绝。' }) refusals!: RefusalType[];
}

@Allow('access.secondFactor')
@ObjectType('ConfirmSecondFactorPayload', { simpleResolvers: true, description: '绑定的结果；恢复码仅显示一次。The recovery codes are told once.' })
export class ConfirmSecondFactorPayload extends SignInPayload {
  @Field(() => [String], { description: '恢复码，每个只能用一次。Each works once.' }) recoveryCodes!: string[];
}

@Allow('access.account')
@ObjectType('SwitchOffSecondFactorPayload', { simpleResolvers: true, description: '关闭动态码的结果。' })
export class SwitchOffSecondFactorPayload {
  @Field(() => [RefusalType], { description: '拒绝。' }) refusals!: RefusalType[];
}

@Allow('access.account')
@ObjectType('RenewRecoveryCodesPayload', { simpleResolvers: true, description: '更换恢复码的结果；原有恢复码作废。' })
export class RenewRecoveryCodesPayload {
  @Field(() => [String], { description: '新的恢复码，仅显示一次。' }) recoveryCodes!: string[];
  @Field(() => [RefusalType], { description: '拒绝。' }) refusals!: RefusalType[];
}

@Allow('access.account')
@ObjectType('RevokeSessionsPayload', { simpleResolvers: true, description: '结束会话的结果；一秒内失效。' })
export class RevokeSessionsPayload {
  @Field(() => [ID], { description: '已结束的会话。' }) endedSessionIds!: string[];
  @Field(() => [RefusalType], { description: '拒绝。' }) refusals!: RefusalType[];
}

@Allow('access.resetPassword')
@ObjectType('ResetPasswordPayload', { simpleResolvers: true, description: '重置密码的结果；一次性密码仅显示一次，七天内有效。' })
export class ResetPasswordPayload {
  @Field(() => PersonType, { nullable: true, description: '人员。' }) person!: PersonType | null;
  @Field(() => String, { nullable: true, description: '一次性密码，登录后须立即修改。Told once; must be changed at sign-in.' }) oneTimePassword!: string | null;
  @Field(() => [RefusalType], { description: '拒绝。' }) refusals!: RefusalType[];
}

@Allow('access.resetSecondFactor')
@ObjectType('ResetSecondFactorPayload', { simpleResolvers: true, description: '重置动态码的结果。' })
export class ResetSecondFactorPayload {
  @Field(() => PersonType, { nullable: true, description: '人员。' }) person!: PersonType | null;
  @Field(() => [RefusalType], { description: '拒绝。' }) refusals!: RefusalType[];
}
