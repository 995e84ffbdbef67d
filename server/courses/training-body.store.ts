// Training bodies (培训机构), and registering them. They are public: on every course of theirs stands their name.
import { likeText } from '../offices/index.js';
import type { Database } from '../platform/database/database.js';
import type { Page, PagingArgs } from '../platform/database/paging.js';
import type { Scope } from '../platform/database/scope.js';
import type { Selection } from '../platform/database/selection.js';
import { defineShape, field, inSubtree } from '../platform/database/shape.js';
import { raw, sql } from '../platform/database/sql.js';
import type { TrainingBodyType } from './graphql/training-body.type.js';

export const trainingBodyShape = defineShape({
  typeName: 'TrainingBody',
  table: 'training_body',
  key: 'id',
  fields: {
    id: field.id('TrainingBody'), name: field.text('name'), creditCode: field.text('credit_code'), email: field.text('email'), version: field.int('version'),
    contactName: field.text((t) => `(select contact.name from person contact where contact.id = ${t}.contact_id)`), contactNumber: field.text((t) => `(select contact.training_number from person contact where contact.id = ${t}.contact_id)`),
    courseCount: field.int((t) => `(select count(*) from course of_body where of_body.body_id = ${t}.id)`),
  } satisfies Record<Exclude<keyof TrainingBodyType, 'key'>, unknown>,
  scope: { office: (t, scope) => inSubtree(raw(`${t}.office_id`), scope), job: () => raw('true') },
});

export class TrainingBodyStore {
  constructor(private readonly database: Database) {}

  async page(scope: Scope, search: string | null, selection: Selection, args: PagingArgs): Promise<Page<TrainingBodyType>> {
    const within = search === null ? null : `%${likeText(search)}%`;
    return this.database.page<TrainingBodyType>(scope, trainingBodyShape, selection, args, { where: within === null ? [] : [sql`(t.name like ${within} or t.credit_code like ${within})`], order: { columns: [{ sql: 't.id', type: 'bigint' }], isDescending: true } });
  }

  async byKey(scope: Scope, key: number, selection: Selection): Promise<TrainingBodyType | null> {
    return this.database.one<TrainingBodyType>(scope, trainingBodyShape, selection, sql`t.id = ${key}`);
  }
}
