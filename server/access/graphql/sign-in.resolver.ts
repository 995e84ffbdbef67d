// Operations of signing in and out, step by step.
import { Arg, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import { keyOf } from '../../kernel/ids.js';
import type { RequestContext } from '../../platform/graphql/caller.js';
import { refusalsIn } from '../../platform/graphql/node.type.js';
import { Allow, AnswersOwnIdentity, OpenWhileViewing } from '../../platform/graphql/permission.js';
import type { CallerService } from '../caller.service.js';
import type { SecondFactorService } from '../second-factor.service.js';
import type { SignInService } from '../sign-in.service.js';
import { ProveSecondFactorPayload, SignInChallengeType, SignInPayload } from './account.type.js';
import { viewerOf, type Entrance } from './entrance.js';
import { ActivateRoleInput, ProveSecondFactorInput, SignInInput } from './sign-in.input.js';
import { ActivateRolePayload, SignOutPayload } from './viewer.type.js';

@Resolver()
export class SignInResolver {
  constructor(private readonly signIns: SignInService, private readonly factors: SecondFactorService, private readonly entrance: Entrance, private readonly callers: CallerService) {}

  @Allow('access.open')
  @Query(() => SignInChallengeType, { nullable: true, description: '登录尚需完成的一步；没有则为空。What is still to be done before this session is open; null when nothing is.' })
  async signInChallenge(@Ctx() { caller }: RequestContext): Promise<SignInChallengeType | null> {
    return this.entrance.challengeOf(caller);
  }

  @Allow('access.open')
  @AnswersOwnIdentity()
  @OpenWhileViewing()
  @Mutation(() => SignInPayload, { description: '登录：会话写入 HttpOnly Cookie；需要动态码或改密时先答复下一步。Signs in; the session is an HttpOnly cookie, and sees nothing while a step is still to be done.' })
  async signIn(@Arg('input', () => SignInInput, { description: '输入。' }) input: SignInInput, @Ctx() context: RequestContext): Promise<SignInPayload> {
    const outcome = await this.signIns.signIn(context, input.login, input.password);
    if (!outcome.ok) return { viewer: null, challenge: null, refusals: refusalsIn(context.language, outcome.refusals) };
    return { ...(await this.entrance.enter(context, outcome.value)), refusals: [] };
  }

  @Allow('access.prove')
  @AnswersOwnIdentity()
  @Mutation(() => ProveSecondFactorPayload, { description: '登录第二步：动态码或恢复码，每个只能用一次。The second step: a code, each for once.' })
  async proveSecondFactor(@Arg('input', () => ProveSecondFactorInput, { description: '输入。' }) input: ProveSecondFactorInput, @Ctx() context: RequestContext): Promise<ProveSecondFactorPayload> {
    const outcome = await this.factors.prove(context, input.code);
    if (!outcome.ok) return { ...(await this.entrance.standing(context.caller)), refusals: refusalsIn(context.language, outcome.refusals) };
    return { ...(await this.entrance.enter(context, outcome.value)), refusals: [] };
  }

  @Allow('access.open')
  @OpenWhileViewing()
  @Mutation(() => SignOutPayload, { description: '退出登录。Ends the session.' })
  async signOut(@Ctx() context: RequestContext): Promise<SignOutPayload> {
    await this.signIns.signOut(context);
    context.setSession(null, new Date(0));
    return { refusals: [] };
  }

  @Allow('access.switch')
  @AnswersOwnIdentity()
  @Mutation(() => ActivateRolePayload, { description: '切换到本人的另一角色。Acts in another of the own roles.' })
  async activateRole(@Arg('input', () => ActivateRoleInput, { description: '输入。' }) input: ActivateRoleInput, @Ctx() context: RequestContext): Promise<ActivateRolePayload> {
    const outcome = await this.signIns.activateRole(context, keyOf('RoleAssignment', input.roleId) ?? 0);
    if (!outcome.ok) return { viewer: viewerOf(context.caller), refusals: refusalsIn(context.language, outcome.refusals) };
    if (context.sessionToken) context.caller = await this.callers.ofSession(context.sessionToken, true);
    return { viewer: viewerOf(context.caller), refusals: [] };
  }
}
