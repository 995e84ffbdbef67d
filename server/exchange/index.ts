// Front door of exchange (数据接口): third-party platforms and their tokens, and files of many persons' data.
import type { ClassType } from 'type-graphql';
import { ApiClient, ApiSecret, ApiToken } from './api-client.entity.js';
import { ExportRequest } from './export-request.entity.js';
import { exchangeActions } from './exchange.actions.js';
import { ApiClientResolver, ViewerExchangeResolver } from './graphql/api-client.resolver.js';
import { ExportRequestResolver, ViewerExportsResolver } from './graphql/export-request.resolver.js';

export { ApiClient, ApiSecret, ApiToken, ExportRequest };
export { apiClientExport, exportRequestExport } from './exchange-exports.js';
export { ApiClientService } from './api-client.service.js';
export { ApiClientStore } from './api-client.store.js';
export { ExportRequestService } from './export-request.service.js';
export { ExportRequestStore } from './export-request.store.js';
export { TokenService } from './token.service.js';
export { ApiClientResolver, ExportRequestResolver, ViewerExchangeResolver, ViewerExportsResolver };

export const exchange = {
  name: 'exchange',
  entities: [ApiClient, ApiSecret, ApiToken, ExportRequest],
  resolvers: [ApiClientResolver, ViewerExchangeResolver, ExportRequestResolver, ViewerExportsResolver] as ClassType[],
  actions: exchangeActions,
  secrets: ['api_secret', 'api_token'],
  writes: { office: ['api_client', 'export_request'] },
  // An administrator gives a client its secret once, and can neither read nor change it.
  inserts: { office: ['api_secret'] },
};
