// ApiClient (第三方平台): a machine that reads an office's subtree, and the tokens it was given.
import { defineEntity, p } from '@mikro-orm/core';
import { Office } from '../offices/index.js';
import { inSubtree, rowPolicies } from '../platform/database/policies.js';
import type { ApiScope } from '../kernel/roles.js';

export const ApiClient = defineEntity({
  name: 'ApiClient',
  tableName: 'api_client',
  properties: {
    id: p.bigint('number').primary(),
    clientId: p.text().unique(),
    name: p.text(),
    office: () => p.manyToOne(Office).mapToPk(),
    scopes: p.array<ApiScope>((scope) => scope as ApiScope),
    createdAt: p.datetime(3),
    lastUsedAt: p.datetime(3).nullable(),
    revokedAt: p.datetime(3).nullable(),
  },
  ...rowPolicies('api_client', { office: inSubtree('office_id') }),
});

/** Kept apart from the client, so that no list of clients can carry a secret's hash. */
export const ApiSecret = defineEntity({
  name: 'ApiSecret',
  tableName: 'api_secret',
  properties: {
    client: () => p.oneToOne(ApiClient).primary().mapToPk(),
    secretHash: p.blob(),
  },
  ...rowPolicies('api_secret', { office: 'exists (select 1 from api_client c where c.id = api_secret.client_id)' }),
});

export const ApiToken = defineEntity({
  name: 'ApiToken',
  tableName: 'api_token',
  properties: {
    tokenHash: p.blob().primary(),
    client: () => p.manyToOne(ApiClient).mapToPk().index(),
    scopes: p.array<ApiScope>((scope) => scope as ApiScope),
    expiresAt: p.datetime(3).index(),
  },
});
