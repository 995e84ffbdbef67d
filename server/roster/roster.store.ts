// Queries on roster imports and their rows.
import type { Database } from '../platform/database/database.js';
import type { Page, PagingArgs } from '../platform/database/paging.js';
import type { Scope } from '../platform/database/scope.js';
import type { Selection } from '../platform/database/selection.js';
import { defineShape, field, inSubtree } from '../platform/database/shape.js';
import { raw, sql, type Sql } from '../platform/database/sql.js';
import { officeShape } from '../offices/index.js';
import type { Bilingual } from '../kernel/refusals.js';
import type { RosterImportType, RosterRowType } from './graphql/roster.type.js';
import type { RowOutcome } from './roster-import.entity.js';

export const rosterImportShape = defineShape({
  typeName: 'RosterImport',
  table: 'roster_import',
  key: 'id',
  fields: {
    id: field.id('RosterImport'), fileName: field.text('file_name'), office: field.one(() => officeShape, 'office_id'), state: field.text('state'), failure: field.json('failure', (value) => value as Bilingual),
    rowCount: field.int('total'), same: field.int('same'), added: field.int('added'), changed: field.int('changed'), errors: field.int('errors'), missing: field.int('missing'), duplicates: field.int('duplicates'), done: field.int('done'), conflicts: field.int('conflicts'),
    byName: field.text('by_name'), createdAt: field.time('created_at'), appliedAt: field.time('applied_at'), undoneAt: field.time('undone_at'), undoableUntil: field.time('undoable_until'),
  } satisfies Record<Exclude<keyof RosterImportType, 'key'>, unknown>,
  scope: { office: (t, scope) => inSubtree(raw(`${t}.office_id`), scope), job: () => raw('true') },
});

export const rosterRowShape = defineShape({
  typeName: 'RosterRow',
  table: 'roster_row',
  key: 'line',
  fields: {
    line: field.int('line'), outcome: field.text('outcome'), result: field.text('result'), name: field.text('name'), trainingNumber: field.text('training_number'), schoolCode: field.text('school_code'), idCardMasked: field.text('id_card_masked'),
    isLikelyDuplicate: field.bool('is_likely_duplicate'), errors: field.json('errors', (value) => value), changes: field.json('changes', (value) => (value as { field: string; from: string | null; to: string | null }[]).map((change) => ({ field: change.field, fromValue: change.from, toValue: change.to }))),
  } satisfies Record<keyof RosterRowType, unknown>,
  scope: { office: (t, scope) => sql`exists (select 1 from roster_import scope_import where scope_import.id = ${raw(t)}.import_id and ${inSubtree(raw('scope_import.office_id'), scope)})`, job: () => raw('true') },
});

export interface RowFilter { importId: number; outcome: RowOutcome | null; isLikelyDuplicate: boolean | null; isConflict: boolean | null }

export class RosterStore {
  constructor(private readonly database: Database) {}

  async page(scope: Scope, selection: Selection, args: PagingArgs): Promise<Page<RosterImportType>> {
    return this.database.page<RosterImportType>(scope, rosterImportShape, selection, args, { order: { columns: [{ sql: 't.id', type: 'bigint' }], isDescending: true } });
  }

  async byKey(scope: Scope, key: number, selection: Selection): Promise<RosterImportType | null> {
    return this.database.one<RosterImportType>(scope, rosterImportShape, selection, sql`t.id = ${key}`);
  }

  async rows(scope: Scope, filter: RowFilter, selection: Selection, args: PagingArgs): Promise<Page<RosterRowType>> {
    const where: Sql[] = [sql`t.import_id = ${filter.importId}`];
    if (filter.outcome !== null) where.push(sql`t.outcome = ${filter.outcome}`);
    if (filter.isLikelyDuplicate !== null) where.push(sql`t.is_likely_duplicate = ${filter.isLikelyDuplicate}`);
    if (filter.isConflict === true) where.push(raw("t.result in ('CONFLICT', 'KEPT')"));
    return this.database.page<RosterRowType>(scope, rosterRowShape, selection, args, { where, order: { columns: [{ sql: 't.line', type: 'integer' }], isDescending: false } });
  }
}
