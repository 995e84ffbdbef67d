// RoleAssignment (任职): a role that a person holds at an office, from a day to a day.
import { defineEntity, p } from '@mikro-orm/core';
import { roles } from '../kernel/roles.js';
import { Office } from '../offices/index.js';
import { inSubtree, rowPolicies } from '../platform/database/policies.js';
import { setting } from '../platform/database/scope.js';
import { Person } from './person.entity.js';

const ownRoles = `person_id = ${setting.person}`;

export const RoleAssignment = defineEntity({
  name: 'RoleAssignment',
  tableName: 'role_assignment',
  properties: {
    id: p.bigint('number').primary(),
    person: () => p.manyToOne(Person).mapToPk().index(),
    role: p.enum(roles),
    office: () => p.manyToOne(Office).mapToPk(),
    validFrom: p.date(),
    /** The last day; null while it is open. */
    validUntil: p.date().nullable(),
  },
  // Whoever acts for an office sees and gives roles in its subtree. Own roles are always read in the person's own scope, also
  // those held elsewhere; nobody else reads any or writes one.
  ...rowPolicies('role_assignment', { office: inSubtree('office_id'), classes: ownRoles, programmes: ownRoles, self: ownRoles }, { classes: null, programmes: null, self: null }),
});
