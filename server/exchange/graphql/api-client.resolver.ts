// Operations on third-party platforms.
import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx, FieldResolver, Info, Mutation, Query, Resolver } from 'type-graphql';
import { ViewerType } from '../../access/index.js';
import { keyOf } from '../../kernel/ids.js';
import type { Page } from '../../platform/database/paging.js';
import { selectionOf } from '../../platform/database/selection.js';
import type { RequestContext } from '../../platform/graphql/caller.js';
import { PagingArguments, refusalsIn } from '../../platform/graphql/node.type.js';
import { Allow } from '../../platform/graphql/permission.js';
import type { ApiClientService } from '../api-client.service.js';
import type { ApiClientStore } from '../api-client.store.js';
import { ApiClientConnection, ApiClientType, CreateApiClientInput, CreateApiClientPayload, RevokeApiClientInput, RevokeApiClientPayload } from './api-client.type.js';

@Resolver(() => ApiClientType)
export class ApiClientResolver {
  constructor(private readonly store: ApiClientStore, private readonly service: ApiClientService) {}

  @Allow('exchange.manage')
  @Query(() => ApiClientConnection, { description: '第三方平台，新的在前。Platforms of the own subtree, the newest first.' })
  async apiClients(@Args(() => PagingArguments) paging: PagingArguments, @Ctx() { caller }: RequestContext, @Info() info: GraphQLResolveInfo): Promise<Page<ApiClientType>> {
    return this.store.page(caller.scope, selectionOf(info, 'ApiClientConnection'), paging);
  }

  @Allow('exchange.manage')
  @Mutation(() => CreateApiClientPayload, { description: '新建第三方平台；密钥仅显示一次。Makes a client; its secret is told once.' })
  async createApiClient(@Arg('input', () => CreateApiClientInput, { description: '输入。' }) input: CreateApiClientInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<CreateApiClientPayload> {
    const outcome = await this.service.create(context, input.name, keyOf('Office', input.officeId) ?? 0, input.scopes);
    if (!outcome.ok) return { client: null, secret: null, refusals: refusalsIn(context.language, outcome.refusals) };
    const client = await this.store.byKey(context.caller.scope, outcome.value.id, selectionOf(info, 'CreateApiClientPayload').at('client'));
    return { client, secret: outcome.value.secret, refusals: [] };
  }

  @Allow('exchange.manage')
  @Mutation(() => RevokeApiClientPayload, { description: '停用第三方平台，令牌一秒内失效。Revokes a client; its tokens end within a second.' })
  async revokeApiClient(@Arg('input', () => RevokeApiClientInput, { description: '输入。' }) input: RevokeApiClientInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<RevokeApiClientPayload> {
    const key = keyOf('ApiClient', input.clientId) ?? 0;
    await this.service.revoke(context, key);
    return { client: await this.store.byKey(context.caller.scope, key, selectionOf(info, 'RevokeApiClientPayload').at('client')), refusals: [] };
  }
}

@Resolver(() => ViewerType)
export class ViewerExchangeResolver {
  @FieldResolver(() => Boolean, { description: '可否管理第三方平台。' })
  viewerCanManageApiClients(@Ctx() { caller }: RequestContext): boolean { return caller.actions.has('exchange.manage'); }
}
