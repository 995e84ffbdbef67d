// Queries on the records of changes: an office's history, and what its viewer may do about it.
import type { Bilingual } from '../kernel/refusals.js';
import type { Database } from '../platform/database/database.js';
import type { Page, PagingArgs } from '../platform/database/paging.js';
import { officePathOf, pathEnd, type Scope, type Subtree } from '../platform/database/scope.js';
import type { Selection } from '../platform/database/selection.js';
import { defineShape, field } from '../platform/database/shape.js';
import { raw, sql, type Sql } from '../platform/database/sql.js';
import type { OfficeChangeType } from './graphql/office-change.type.js';
import { officeShape } from './office.store.js';
import type { OfficeChangeState } from './rules/office-states.js';

export const officeChangeShape = defineShape({
  typeName: 'OfficeChange',
  table: 'office_change',
  key: 'id',
  fields: {
    id: field.id('OfficeChange'), kind: field.text('kind'), state: field.text('state'), office: field.one(() => officeShape, 'office_id'), effectiveOn: field.date('effective_on'), reason: field.text('reason'),
    level: field.text('level'), code: field.text('code'), nameBefore: field.text('name_before'), nameAfter: field.text('name_after'),
    parentBefore: field.one(() => officeShape, 'parent_before_id'), parentAfter: field.one(() => officeShape, 'parent_after_id'), mergedInto: field.one(() => officeShape, 'merged_into_id'),
    byName: field.text('by_name'), recordedAt: field.time('recorded_at'), settledAt: field.time('settled_at'), note: field.json('note', (value) => value as Bilingual),
  } satisfies Record<Exclude<keyof OfficeChangeType, 'key'>, unknown>,
  scope: {
    office: (t, scope) => sql`exists (select 1 from office o where o.id = any (array[${raw(`${t}.office_id, ${t}.parent_before_id, ${t}.parent_after_id, ${t}.merged_into_id`)}]) and o.path >= ${scope.path} and o.path < ${pathEnd(scope.path)})`,
    job: () => raw('true'),
  },
});

export class OfficeChangeStore {
  constructor(private readonly database: Database) {}

  async byKey(scope: Scope, key: number, selection: Selection): Promise<OfficeChangeType | null> {
    return this.database.one<OfficeChangeType>(scope, officeChangeShape, selection, sql`t.id = ${key}`);
  }

  /** Changes of the subtree: what is to come with the nearest day first, everything else with the latest. */
  async page(scope: Scope, filter: { subtree: Subtree | null; state: OfficeChangeState | null }, selection: Selection, args: PagingArgs): Promise<Page<OfficeChangeType>> {
    const where: Sql[] = [];
    if (filter.state !== null) where.push(sql`t.state = ${filter.state}`);
    if (filter.subtree !== null) where.push(sql`exists (select 1 from office o where o.id = any (array[t.office_id, t.parent_before_id, t.parent_after_id, t.merged_into_id]) and o.path >= ${filter.subtree.path} and o.path < ${pathEnd(filter.subtree.path)})`);
    return this.database.page<OfficeChangeType>(scope, officeChangeShape, selection, args, { where, order: { columns: [{ sql: 't.effective_on::text', type: 'text' }, { sql: 't.id', type: 'bigint' }], isDescending: filter.state !== 'PLANNED' } });
  }

  /** What happened to each of these offices, and into it, the newest first; with what is planned to be made below it. */
  async historyOf(scope: Scope, keys: readonly number[], selection: Selection): Promise<Map<number, OfficeChangeType[]>> {
    const pairs = await this.database.rows<{ office: number; change: number }>(scope, sql`
      select wanted.id as office, t.id as change from unnest(${keys}::bigint[]) as wanted(id)
      join office_change t on t.office_id = wanted.id or t.merged_into_id = wanted.id or (t.parent_after_id = wanted.id and t.office_id is null)
      where ${this.database.allows(officeChangeShape, 't', scope)} order by t.effective_on desc, t.id desc`);
    const changes = await this.database.list<OfficeChangeType>(scope, officeChangeShape, selection, { where: [sql`t.id = any (${[...new Set(pairs.map((pair) => pair.change))]}::bigint[])`] });
    const byKey = new Map(changes.map((change) => [change.key, change]));
    const found = new Map<number, OfficeChangeType[]>();
    for (const { office, change } of pairs) {
      const row = byKey.get(change);
      if (row) found.set(office, [...(found.get(office) ?? []), row]);
    }
    return found;
  }

  /** Which of these changes are still plans for an office below the caller's own. */
  async cancellable(scope: Scope, ownOfficeId: number | null, keys: readonly number[]): Promise<Set<number>> {
    const path = officePathOf(scope);
    if (path === null) return new Set();
    const rows = await this.database.rows<{ id: number }>(scope, sql`
      select t.id from office_change t join office o on o.id = coalesce(t.office_id, t.parent_after_id)
      where t.id = any (${keys}::bigint[]) and t.state = 'PLANNED' and o.path >= ${path} and o.path < ${pathEnd(path)} and t.office_id is distinct from ${ownOfficeId}`);
    return new Set(rows.map(({ id }) => id));
  }
}
