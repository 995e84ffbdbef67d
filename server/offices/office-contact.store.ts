// Queries on an office's contacts; the mobile is only ever read masked here.
import type { Database } from '../platform/database/database.js';
import type { Page, PagingArgs } from '../platform/database/paging.js';
import type { Scope, Subtree } from '../platform/database/scope.js';
import { Selection } from '../platform/database/selection.js';
import { defineShape, field, inSubtree } from '../platform/database/shape.js';
import { raw, sql } from '../platform/database/sql.js';
import type { OfficeContactType } from './graphql/office-contact.type.js';
import { officeShape } from './office.store.js';

export const officeContactShape = defineShape({
  typeName: 'OfficeContact',
  table: 'office_contact',
  key: 'id',
  fields: {
    id: field.id('OfficeContact'), office: field.one(() => officeShape, 'office_id'), name: field.text('name'), unit: field.text('unit'), mobileMasked: field.text('mobile_masked'), email: field.text('email'),
    updatedAt: field.time('updated_at'), removedAt: field.time('removed_at'), version: field.int('version'),
  } satisfies Record<Exclude<keyof OfficeContactType, 'key'>, unknown>,
  scope: { office: (t, scope) => inSubtree(raw(`${t}.office_id`), scope), job: () => raw('true') },
});

export class OfficeContactStore {
  constructor(private readonly database: Database) {}

  async byKey(scope: Scope, key: number, selection: Selection): Promise<OfficeContactType | null> {
    return this.database.one<OfficeContactType>(scope, officeContactShape, selection, sql`t.id = ${key}`);
  }

  /** The present contacts of a subtree's offices, in the order in which they were handed in. */
  async page(scope: Scope, { subtree }: { subtree: Subtree | null }, selection: Selection, args: PagingArgs): Promise<Page<OfficeContactType>> {
    return this.database.page<OfficeContactType>(scope, officeContactShape, selection, args, { within: subtree && { office: raw('t.office_id'), subtree }, where: [raw('t.removed_at is null')], order: { columns: [{ sql: 't.id', type: 'bigint' }], isDescending: false } });
  }

  /** The present contacts of each of these offices, in the order in which they were handed in. */
  async contactsOf(scope: Scope, keys: readonly number[], selection: Selection): Promise<Map<number, OfficeContactType[]>> {
    const wanted = Selection.merge(selection, officeKeySelection);
    const contacts = await this.database.list<OfficeContactType>(scope, officeContactShape, wanted, { where: [sql`t.office_id = any (${keys}::bigint[])`, raw('t.removed_at is null')], orderBy: raw('t.id') });
    const found = new Map<number, OfficeContactType[]>();
    for (const contact of contacts) found.set(contact.office.key, [...(found.get(contact.office.key) ?? []), contact]);
    return found;
  }
}

/** Whose contact it is; an object carries its key whatever is selected of it. */
const officeKeySelection = Selection.of('office');
