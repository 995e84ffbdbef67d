// Queries on roles: which a person holds on a day.
import type { LocalDate } from '../kernel/calendar.js';
import type { Role } from '../kernel/roles.js';
import type { Database } from '../platform/database/database.js';
import type { Scope } from '../platform/database/scope.js';
import type { Selection } from '../platform/database/selection.js';
import { defineShape, field, inSubtree } from '../platform/database/shape.js';
import { raw, sql, type Sql } from '../platform/database/sql.js';
import { officeShape, type OfficeLevel } from '../offices/index.js';
import type { RoleAssignmentType } from './graphql/person.type.js';

const ownRoles = (t: string, { personId }: { personId: number }): Sql => sql`${raw(t)}.person_id = ${personId}`;

export const roleShape = defineShape({
  typeName: 'RoleAssignment',
  table: 'role_assignment',
  key: 'id',
  fields: {
    id: field.id('RoleAssignment'),
    role: field.text('role'),
    office: field.one(() => officeShape, 'office_id'),
    validFrom: field.date('valid_from'),
    validUntil: field.date('valid_until'),
  } satisfies Record<Exclude<keyof RoleAssignmentType, 'key'>, unknown>,
  // Offices see the posts of their subtree, everybody else the own ones: which are read in the person's own scope, wherever held.
  scope: { office: (t, scope) => inSubtree(raw(`${t}.office_id`), scope), classes: ownRoles, programmes: ownRoles, self: ownRoles, job: () => raw('true') },
});

export class RoleStore {
  constructor(private readonly database: Database) {}

  async validRolesOf(scope: Scope, personId: number, today: LocalDate, selection: Selection): Promise<RoleAssignmentType[]> {
    return this.database.list<RoleAssignmentType>(scope, roleShape, selection, { where: [sql`t.person_id = ${personId}`, validOn(today)], orderBy: raw('t.id') });
  }

  /** The posts of somebody on a day with the levels of their offices, as far as the scope shows them. */
  async postsOf(scope: Scope, personId: number, today: LocalDate): Promise<{ role: Role; level: OfficeLevel }[]> {
    return this.database.rows<{ role: Role; level: OfficeLevel }>(scope, sql`select t.role, o.level from role_assignment t join office o on o.id = t.office_id where t.person_id = ${personId} and ${validOn(today)} and ${this.database.allows(roleShape, 't', scope)} order by t.id`);
  }

  async validRole(scope: Scope, personId: number, roleId: number, today: LocalDate, selection: Selection): Promise<RoleAssignmentType | null> {
    return this.database.one<RoleAssignmentType>(scope, roleShape, selection, sql`t.id = ${roleId} and t.person_id = ${personId} and ${validOn(today)}`);
  }
}

function validOn(today: LocalDate): Sql {
  return sql`t.valid_from <= ${today}::date and (t.valid_until is null or t.valid_until >= ${today}::date)`;
}
