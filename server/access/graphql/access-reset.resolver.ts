// Operations of administrators who help others in.
import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, Info, Mutation, Resolver } from 'type-graphql';
import { keyOf } from '../../kernel/ids.js';
import { selectionOf } from '../../platform/database/selection.js';
import type { RequestContext } from '../../platform/graphql/caller.js';
import { refusalsIn } from '../../platform/graphql/node.type.js';
import { Allow } from '../../platform/graphql/permission.js';
import type { AccessResetService } from '../access-reset.service.js';
import type { PersonStore } from '../person.store.js';
import { ResetPasswordInput, ResetSecondFactorInput } from './account.input.js';
import { ResetPasswordPayload, ResetSecondFactorPayload } from './account.type.js';

@Resolver()
export class AccessResetResolver {
  constructor(private readonly service: AccessResetService, private readonly people: PersonStore) {}

  @Allow('access.resetPassword')
  @Mutation(() => ResetPasswordPayload, { description: '为所辖人员重置密码：一次性密码仅显示一次，登录后须立即修改，其会话随之结束。A one-time password that must be changed at sign-in; the person\'s sessions end.' })
  async resetPassword(@Arg('input', () => ResetPasswordInput, { description: '输入。' }) input: ResetPasswordInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<ResetPasswordPayload> {
    const key = keyOf('Person', input.personId) ?? 0;
    const outcome = await this.service.resetPassword(context, key, input.reason);
    if (!outcome.ok) return { person: null, oneTimePassword: null, refusals: refusalsIn(context.language, outcome.refusals) };
    return { person: await this.people.byKey(context.caller.scope, key, selectionOf(info, 'ResetPasswordPayload').at('person')), oneTimePassword: outcome.value.oneTimePassword, refusals: [] };
  }

  @Allow('access.resetSecondFactor')
  @Mutation(() => ResetSecondFactorPayload, { description: '为所辖人员重置动态码：下次登录时重新绑定，其会话随之结束。The person enrols anew at the next sign-in; the sessions end.' })
  async resetSecondFactor(@Arg('input', () => ResetSecondFactorInput, { description: '输入。' }) input: ResetSecondFactorInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<ResetSecondFactorPayload> {
    const key = keyOf('Person', input.personId) ?? 0;
    const outcome = await this.service.resetSecondFactor(context, key, input.reason);
    if (!outcome.ok) return { person: null, refusals: refusalsIn(context.language, outcome.refusals) };
    return { person: await this.people.byKey(context.caller.scope, key, selectionOf(info, 'ResetSecondFactorPayload').at('person')), refusals: [] };
  }
}
