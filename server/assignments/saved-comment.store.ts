// Queries on saved comments: one's own and those shared with a subject, most used first.
import type { Subject } from '../kernel/subjects.js';
import type { Database } from '../platform/database/database.js';
import type { Page, PagingArgs } from '../platform/database/paging.js';
import { setting, type Scope } from '../platform/database/scope.js';
import type { Selection } from '../platform/database/selection.js';
import { defineShape, field } from '../platform/database/shape.js';
import { raw, sql, type Sql } from '../platform/database/sql.js';
import type { SavedCommentType } from './graphql/saved-comment.type.js';
import { commentSearchOf } from './rules/saved-comments.js';

const ofViewer = (column: string) => (t: string) => `(select used.${column} from saved_comment_use used where used.comment_id = ${t}.id and used.person_id = ${setting.person})`;
const uses = (t: string) => `coalesce(${ofViewer('uses')(t)}, 0)`;

export const savedCommentShape = defineShape({
  typeName: 'SavedComment',
  table: 'saved_comment',
  key: 'id',
  fields: {
    id: field.id('SavedComment'), text: field.text('text'), subject: field.text('subject'), ownerName: field.text('owner_name'), isMine: field.bool((t) => `(${t}.owner_id = ${setting.person})`),
    uses: field.int(uses), favouriteNumber: field.int(ofViewer('favourite_number')), version: field.int('version'),
  } satisfies Record<Exclude<keyof SavedCommentType, 'key'>, unknown>,
  scope: {
    classes: (t, { personId }) => sql`(${raw(t)}.owner_id = ${personId} or ${raw(t)}.subject is not null)`,
    programmes: (t, { personId }) => sql`(${raw(t)}.owner_id = ${personId} or ${raw(t)}.subject is not null)`,
  },
});

export interface SavedCommentFilter { subject: Subject | null; search: string | null; isFavourite: boolean }

export class SavedCommentStore {
  constructor(private readonly database: Database) {}

  async page(scope: Scope, personId: number, filter: SavedCommentFilter, selection: Selection, args: PagingArgs): Promise<Page<SavedCommentType>> {
    const where: Sql[] = [sql`(t.owner_id = ${personId} or t.subject = ${filter.subject})`];
    if (filter.isFavourite) where.push(raw(`${ofViewer('favourite_number')('t')} is not null`));
    const search = filter.search === null ? null : commentSearchOf(filter.search);
    if (search !== null) where.push(searchCondition(search));
    return this.database.page<SavedCommentType>(scope, savedCommentShape, selection, args, { where, order: { columns: [{ sql: uses('t'), type: 'integer' }, { sql: 't.id', type: 'bigint' }], isDescending: true } });
  }

  async byKey(scope: Scope, key: number, selection: Selection): Promise<SavedCommentType | null> {
    return this.database.one<SavedCommentType>(scope, savedCommentShape, selection, sql`t.id = ${key}`);
  }
}

/** The bank of one tutor is some hundreds of rows: they are looked through, wherever in a comment the words stand. */
function searchCondition({ words, letters }: { words: string; letters: string | null }): Sql {
  const inWords = sql`strpos(lower(t.text), ${words}) > 0`;
  return letters === null ? inWords : sql`(${inWords} or strpos(t.text_pinyin, ${letters}) > 0 or strpos(t.text_initials, ${letters}) > 0)`;
}
