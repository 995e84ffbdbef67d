// Queries on people.
import type { Database } from '../platform/database/database.js';
import type { Scope } from '../platform/database/scope.js';
import type { Selection } from '../platform/database/selection.js';
import { defineShape, field, inSubtree } from '../platform/database/shape.js';
import { raw, sql } from '../platform/database/sql.js';
import { officeShape } from '../offices/index.js';
import type { PersonType } from './graphql/person.type.js';

export const personShape = defineShape({
  typeName: 'Person',
  table: 'person',
  key: 'id',
  fields: {
    id: field.id('Person'),
    name: field.text('name'),
    trainingNumber: field.text('training_number'),
    idCardMasked: field.text('id_card_masked'),
    mobileMasked: field.text('mobile_masked'),
    school: field.one(() => officeShape, 'office_id'),
    subject: field.text('subject'),
    stage: field.text('stage'),
    title: field.text((t) => `(select profile.title from teacher_profile profile where profile.person_id = ${t}.id)`),
  } satisfies Record<Exclude<keyof PersonType, 'key'>, unknown>,
  // By themselves people are found by administrators and by themselves; tutors and experts reach learners through their work.
  scope: {
    office: (t, scope) => inSubtree(raw(`${t}.office_id`), scope),
    classes: (t, scope) => sql`${raw(t)}.id = ${scope.personId}`,
    programmes: (t, scope) => sql`${raw(t)}.id = ${scope.personId}`,
    self: (t, scope) => sql`${raw(t)}.id = ${scope.personId}`,
    job: () => raw('true'),
  },
});

export class PersonStore {
  constructor(private readonly database: Database) {}

  async byKey(scope: Scope, key: number, selection: Selection): Promise<PersonType | null> {
    return this.database.one<PersonType>(scope, personShape, selection, sql`t.id = ${key}`);
  }
}
