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
  // An office knows the roles held in its subtree; everybody else the own ones.
  scope: {
    office: (t, scope) => inSubtree(raw(`${t}.office_id`), scope),
    classes: (t, scope) => sql`${raw(t)}.person_id = ${scope.personId}`,
    programmes: (t, scope) => sql`${raw(t)}.person_id = ${scope.personId}`,
    self: (t, scope) => sql`${raw(t)}.person_id = ${scope.personId}`,
    job: () => raw('true'),
  },
});

const ownRoles = { kind: 'job', job: 'own-roles' } as const;

export class RoleStore {
  constructor(private readonly database: Database) {}

  /** Own roles are known to their holder, wherever they are held and whatever else the scope shows. */
  async validRolesOf(personId: number, today: LocalDate, selection: Selection): Promise<RoleAssignmentType[]> {
    return this.database.list<RoleAssignmentType>(ownRoles, roleShape, selection, { where: [sql`t.person_id = ${personId}`, validOn(today)], orderBy: raw('t.id') });
  }

  /** The posts of somebody on a day with the levels of their offices, as far as the scope shows them. */
  async postsOf(scope: Scope, personId: number, today: LocalDate): Promise<{ role: Role; level: OfficeLevel }[]> {
    return this.database.rows<{ role: Role; level: OfficeLevel }>(scope, sql`select t.role, o.level from role_assignment t join office o on o.id = t.office_id where t.person_id = ${personId} and ${validOn(today)} and ${this.database.allows(roleShape, 't', scope)} order by t.id`);
  }

  async validRole(personId: number, roleId: number, today: LocalDate, selection: Selection): Promise<RoleAssignmentType | null> {
    return this.database.one<RoleAssignmentType>(ownRoles, roleShape, selection, sql`t.id = ${roleId} and t.person_id = ${personId} and ${validOn(today)}`);
  }
}

export function validOn(today: LocalDate): Sql {
  return sql`t.valid_from <= ${today}::date and (t.valid_until is null or t.valid_until >= ${today}::date)`;
}
