// Front door of exchange (数据接口): third-party platforms and their tokens.
import type { ClassType } from 'type-graphql';
import { ApiClient, ApiSecret, ApiToken } from './api-client.entity.js';
import { exchangeActions } from './exchange.actions.js';
import { ApiClientResolver, ViewerExchangeResolver } from './graphql/api-client.resolver.js';

export { ApiClient, ApiSecret, ApiToken };
export { ApiClientService } from './api-client.service.js';
export { ApiClientStore } from './api-client.store.js';
export { TokenService } from './token.service.js';
export { ApiClientResolver, ViewerExchangeResolver };

export const exchange = {
  name: 'exchange',
  entities: [ApiClient, ApiSecret, ApiToken],
  resolvers: [ApiClientResolver, ViewerExchangeResolver] as ClassType[],
  actions: exchangeActions,
  secrets: ['api_secret', 'api_token'],
  writes: { office: ['api_client'] },
  // An administrator gives a client its secret once, and can neither read nor change it.
  inserts: { office: ['api_secret'] },
};
