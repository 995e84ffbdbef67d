// Queries on third-party platforms.
import { officeShape } from '../offices/index.js';
import type { ApiScope } from '../kernel/roles.js';
import type { Database } from '../platform/database/database.js';
import type { Page, PagingArgs } from '../platform/database/paging.js';
import type { Scope } from '../platform/database/scope.js';
import type { Selection } from '../platform/database/selection.js';
import { defineShape, field, inSubtree } from '../platform/database/shape.js';
import { raw, sql } from '../platform/database/sql.js';
import type { ApiClientType } from './graphql/api-client.type.js';

export const apiClientShape = defineShape({
  typeName: 'ApiClient',
  table: 'api_client',
  key: 'id',
  fields: {
    id: field.id('ApiClient'), clientId: field.text('client_id'), name: field.text('name'), office: field.one(() => officeShape, 'office_id'),
    scopes: field.json((t) => `to_json(${t}.scopes)`, (value) => value as ApiScope[]), createdAt: field.time('created_at'), lastUsedAt: field.time('last_used_at'), revokedAt: field.time('revoked_at'),
  } satisfies Record<Exclude<keyof ApiClientType, 'key'>, unknown>,
  scope: { office: (t, scope) => inSubtree(raw(`${t}.office_id`), scope), job: () => raw('true') },
});

export class ApiClientStore {
  constructor(private readonly database: Database) {}

  async page(scope: Scope, selection: Selection, args: PagingArgs): Promise<Page<ApiClientType>> {
    return this.database.page<ApiClientType>(scope, apiClientShape, selection, args, { order: { columns: [{ sql: 't.id', type: 'bigint' }], isDescending: true } });
  }

  async byKey(scope: Scope, key: number, selection: Selection): Promise<ApiClientType | null> {
    return this.database.one<ApiClientType>(scope, apiClientShape, selection, sql`t.id = ${key}`);
  }
}
