// Operations on the own account: password, second factor, sessions.
import { Arg, Ctx, FieldResolver, Mutation, Resolver } from 'type-graphql';
import { keyOf } from '../../kernel/ids.js';
import type { RequestContext } from '../../platform/graphql/caller.js';
import { refusalsIn } from '../../platform/graphql/node.type.js';
import { Allow, AnswersOwnIdentity } from '../../platform/graphql/permission.js';
import type { PasswordService } from '../password.service.js';
import type { SecondFactorService } from '../second-factor.service.js';
import type { SessionService } from '../session.service.js';
import type { SessionStore } from '../session.store.js';
import { BeginSecondFactorInput, ChangePasswordInput, ConfirmSecondFactorInput, RenewRecoveryCodesInput, RevokeSessionsInput, SwitchOffSecondFactorInput } from './account.input.js';
import { BeginSecondFactorPayload, ChangePasswordPayload, ConfirmSecondFactorPayload, RenewRecoveryCodesPayload, RevokeSessionsPayload, SecondFactorType, SessionType, SwitchOffSecondFactorPayload } from './account.type.js';
import type { Entrance } from './entrance.js';
import { ViewerType } from './viewer.type.js';

@Resolver(() => ViewerType)
export class AccountResolver {
  constructor(private readonly passwords: PasswordService, private readonly factors: SecondFactorService, private readonly sessionService: SessionService, private readonly store: SessionStore, private readonly entrance: Entrance) {}

  @FieldResolver(() => SecondFactorType, { nullable: true, description: '本人的动态码；第三方平台为空。' })
  async secondFactor(@Ctx() { caller }: RequestContext): Promise<SecondFactorType | null> {
    return caller.personId === null ? null : this.factors.standOf(caller.personId);
  }

  @FieldResolver(() => [SessionType], { description: '本人的登录会话，最近活动的在前。The own sessions, the latest seen first; at most 20.' })
  async sessions(@Ctx() { caller }: RequestContext): Promise<SessionType[]> {
    return caller.personId === null ? [] : this.store.listOf(caller.personId, caller.sessionId);
  }

  @FieldResolver(() => Boolean, { description: '可否为所辖人员重置密码和动态码。' })
  viewerCanResetAccess(@Ctx() { caller }: RequestContext): boolean { return caller.actions.has('access.resetPassword'); }

  @Allow('access.password')
  @AnswersOwnIdentity()
  @Mutation(() => ChangePasswordPayload, { description: '修改本人密码；其余会话随之结束。Changes the own password; all other sessions end.' })
  async changePassword(@Arg('input', () => ChangePasswordInput, { description: '输入。' }) input: ChangePasswordInput, @Ctx() context: RequestContext): Promise<ChangePasswordPayload> {
    const outcome = await this.passwords.change(context, input.oldPassword, input.newPassword);
    if (!outcome.ok) return { ...(await this.entrance.standing(context.caller)), refusals: refusalsIn(context.language, outcome.refusals) };
    return { ...(await this.entrance.enter(context, outcome.value)), refusals: [] };
  }

  @Allow('access.secondFactor')
  @Mutation(() => BeginSecondFactorPayload, { description: '开始绑定动态码，也用于更换手机；输入新动态码后才生效。Begins an enrolment; nothing changes until a code confirms it.' })
  async beginSecondFactor(@Arg('input', () => BeginSecondFactorInput, { description: '输入。' }) input: BeginSecondFactorInput, @Ctx() context: RequestContext): Promise<BeginSecondFactorPayload> {
    const outcome = await this.factors.begin(context, input.password);
    return outcome.ok ? { ...outcome.value, refusals: [] } : { secret: null, uri: null, refusals: refusalsIn(context.language, outcome.refusals) };
  }

  @Allow('access.secondFactor')
  @AnswersOwnIdentity()
  @Mutation(() => ConfirmSecondFactorPayload, { description: '用新动态码确认绑定，并取得恢复码。Confirms the enrolment and tells the recovery codes.' })
  async confirmSecondFactor(@Arg('input', () => ConfirmSecondFactorInput, { description: '输入。' }) input: ConfirmSecondFactorInput, @Ctx() context: RequestContext): Promise<ConfirmSecondFactorPayload> {
    const outcome = await this.factors.confirm(context, input.code);
    if (!outcome.ok) return { ...(await this.entrance.standing(context.caller)), recoveryCodes: [], refusals: refusalsIn(context.language, outcome.refusals) };
    return { ...(await this.entrance.enter(context, outcome.value.opened)), recoveryCodes: outcome.value.recoveryCodes, refusals: [] };
  }

  @Allow('access.account')
  @Mutation(() => SwitchOffSecondFactorPayload, { description: '关闭动态码；县级及以上管理员不能关闭。Whoever must have a second factor keeps it.' })
  async switchOffSecondFactor(@Arg('input', () => SwitchOffSecondFactorInput, { description: '输入。' }) input: SwitchOffSecondFactorInput, @Ctx() context: RequestContext): Promise<SwitchOffSecondFactorPayload> {
    const outcome = await this.factors.switchOff(context, input.password);
    return { refusals: outcome.ok ? [] : refusalsIn(context.language, outcome.refusals) };
  }

  @Allow('access.account')
  @Mutation(() => RenewRecoveryCodesPayload, { description: '更换恢复码；原有恢复码作废。New recovery codes; the former ones are void.' })
  async renewRecoveryCodes(@Arg('input', () => RenewRecoveryCodesInput, { description: '输入。' }) input: RenewRecoveryCodesInput, @Ctx() context: RequestContext): Promise<RenewRecoveryCodesPayload> {
    const outcome = await this.factors.renewRecoveryCodes(context, input.password);
    return outcome.ok ? { recoveryCodes: outcome.value, refusals: [] } : { recoveryCodes: [], refusals: refusalsIn(context.language, outcome.refusals) };
  }

  @Allow('access.account')
  @Mutation(() => RevokeSessionsPayload, { description: '结束本人的一个会话，或本会话以外的全部；一秒内失效。Ends within a second.' })
  async revokeSessions(@Arg('input', () => RevokeSessionsInput, { description: '输入。' }) input: RevokeSessionsInput, @Ctx() context: RequestContext): Promise<RevokeSessionsPayload> {
    const { sessionId } = input;
    return { endedSessionIds: await this.sessionService.revoke(context, sessionId == null ? null : (keyOf('Session', sessionId) ?? 0)), refusals: [] };
  }
}
