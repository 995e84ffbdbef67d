// Inputs of the own account, and of administrators who help others in.
import { Field, ID, InputType } from 'type-graphql';

@InputType('BeginSecondFactorInput', { description: '开始绑定动态码。' })
export class BeginSecondFactorInput {
  @Field(() => String, { description: '本人密码；登录途中首次绑定时可为空。The own password; may be empty while signing in.' }) password!: string;
}

@InputType('ConfirmSecondFactorInput', { description: '用新的动态码确认绑定。' })
export class ConfirmSecondFactorInput {
  @Field(() => String, { description: '身份验证器显示的 6 位动态码。' }) code!: string;
}

@InputType('SwitchOffSecondFactorInput', { description: '关闭动态码。' })
export class SwitchOffSecondFactorInput {
  @Field(() => String, { description: '本人密码。' }) password!: string;
}

@InputType('RenewRecoveryCodesInput', { description: '更换恢复码。' })
export class RenewRecoveryCodesInput {
  @Field(() => String, { description: '本人密码。' }) password!: string;
}

@InputType('ChangePasswordInput', { description: '修改本人密码。' })
export class ChangePasswordInput {
  @Field(() => String, { description: '原密码或一次性密码。' }) oldPassword!: string;
  @Field(() => String, { description: '新密码：至少 10 个字符，不含姓名、编号或证件号码。At least 10 characters.' }) newPassword!: string;
}

@InputType('RevokeSessionsInput', { description: '结束本人的登录会话。' })
export class RevokeSessionsInput {
  @Field(() => ID, { nullable: true, description: '要结束的会话；空为本会话以外的全部。One session; none means all but this one.' }) sessionId?: string | null;
}

@InputType('ResetPasswordInput', { description: '为他人重置密码。' })
export class ResetPasswordInput {
  @Field(() => ID, { description: '所辖的人员。' }) personId!: string;
  @Field(() => String, { description: '原因，记入审计。Kept in the audit trail.' }) reason!: string;
}

@InputType('ResetSecondFactorInput', { description: '为他人重置动态码。' })
export class ResetSecondFactorInput {
  @Field(() => ID, { description: '所辖的人员。' }) personId!: string;
  @Field(() => String, { description: '原因，记入审计。Kept in the audit trail.' }) reason!: string;
}
