// Queries on requests for files of many persons' data.
import { parseGlobalId } from '../kernel/ids.js';
import { officeShape } from '../offices/index.js';
import type { Database } from '../platform/database/database.js';
import type { Page, PagingArgs } from '../platform/database/paging.js';
import type { Scope } from '../platform/database/scope.js';
import type { Selection } from '../platform/database/selection.js';
import { defineShape, field, inSubtree } from '../platform/database/shape.js';
import { raw, sql, type Sql } from '../platform/database/sql.js';
import type { KeptFilter } from './export-request.entity.js';
import type { ExportRequestType } from './graphql/export-request.type.js';

/** What a request's state is told from, for somebody and at a time. */
const standing = () => field.group({ state: field.text('state'), expiresAt: field.time('expires_at'), requestedById: field.int('requested_by_id'), officeId: field.int('office_id') });

export const exportRequestShape = defineShape({
  typeName: 'ExportRequest',
  table: 'export_request',
  key: 'id',
  fields: {
    id: field.id('ExportRequest'), list: field.text('list'), format: field.text((t) => `upper(${t}.format)`), office: field.one(() => officeShape, 'office_id'),
    filters: field.json('filters', (value) => (value as KeptFilter[]).map(({ name, value: given, text }) => ({ name, value: text ?? given }))),
    rowCount: field.int('row_count'), reason: field.text('reason'), requestedByName: field.text('requested_by_name'), requestedAt: field.time('requested_at'), expiresAt: field.time('expires_at'),
    decidedByName: field.text('decided_by_name'), decidedAt: field.time('decided_at'), decisionReason: field.text('decision_reason'), fetchedAt: field.time('fetched_at'), version: field.int('version'),
    state: standing(), viewerCanDecide: standing(), viewerCanFetch: standing(),
  } satisfies Record<Exclude<keyof ExportRequestType, 'key'>, unknown>,
  scope: { office: (t, scope) => inSubtree(raw(`${t}.office_id`), scope), job: () => raw('true') },
});

export type RequestView = 'ALL' | 'MINE' | 'TO_DECIDE';

export class ExportRequestStore {
  constructor(private readonly database: Database) {}

  /** The newest first; those that this person asked for, or those that wait for somebody like this person. */
  async page(scope: Scope, view: RequestView, personId: number | null, now: Date, selection: Selection, args: PagingArgs): Promise<Page<ExportRequestType>> {
    const where: Sql[] = view === 'ALL' ? [] : view === 'MINE' ? [sql`t.requested_by_id = ${personId}`] : [sql`t.state = 'WAITING' and t.expires_at > ${now} and t.requested_by_id <> ${personId}`];
    return this.database.page<ExportRequestType>(scope, exportRequestShape, selection, args, { where, order: { columns: [{ sql: 't.id', type: 'bigint' }], isDescending: true } });
  }

  async byKey(scope: Scope, key: number, selection: Selection): Promise<ExportRequestType | null> {
    return this.database.one<ExportRequestType>(scope, exportRequestShape, selection, sql`t.id = ${key}`);
  }

  /** What the ids among the conditions of a list stand for, in words, so that whoever decides knows what the file holds. */
  async toldFilters(scope: Scope, parameters: readonly { name: string; value: string }[]): Promise<KeptFilter[]> {
    return Promise.all(parameters.map(async ({ name, value }) => ({ name, value, text: await this.#nameOf(scope, value) })));
  }

  async #nameOf(scope: Scope, value: string): Promise<string | null> {
    const id = parseGlobalId(value);
    if (id === null) return null;
    const [row] = id.type === 'Office' ? await this.database.rows<{ name: string }>(scope, sql`select t.name from office t where t.id = ${id.key} and ${this.database.allows(officeShape, 't', scope)}`)
      : id.type === 'Period' ? await this.database.rows<{ name: string }>(scope, sql`select p.name || ' · ' || t.number as name from period t join programme p on p.id = t.programme_id where t.id = ${id.key}`)
      : id.type === 'TrainingClass' ? await this.database.rows<{ name: string }>(scope, sql`select t.name from training_class t where t.id = ${id.key}`)
      : id.type === 'Programme' ? await this.database.rows<{ name: string }>(scope, sql`select t.name from programme t where t.id = ${id.key}`) : [];
    return row?.name ?? null;
  }
}
