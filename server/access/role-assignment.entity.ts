// RoleAssignment (任职): a role that a person holds at an office, from a day to a day.
import { defineEntity, p } from '@mikro-orm/core';
import { roles } from '../kernel/roles.js';
import { Office } from '../offices/index.js';
import { inSubtree, rowPolicies } from '../platform/database/policies.js';
import { Person } from './person.entity.js';

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
  // Who holds which post is no secret; giving and ending posts is for the offices above them.
  ...rowPolicies('role_assignment', { office: 'true', classes: 'true', programmes: 'true', self: 'true', anonymous: 'true' }, { office: inSubtree('office_id') }),
});
