// RoleAssignment (任职): a role that a person holds at an office, from a day to a day.
import { defineEntity, p } from '@mikro-orm/core';
import { roles } from '../kernel/roles.js';
import { subjects, type Subject } from '../kernel/subjects.js';
import { Office } from '../offices/index.js';
import { amongSubtree, inSubtree, rowPolicies } from '../platform/database/policies.js';
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
    /** The subject of a subject lead or of a chief subject tutor. */
    subject: p.enum(Object.keys(subjects) as Subject[]).nullable(),
    validFrom: p.date(),
    /** The last day; null while it is open. A day before the first one: ended before it began. */
    validUntil: p.date().nullable(),
    /** Counts the changes to it, for writers who must not overwrite each other. */
    version: p.integer().default(1),
  },
  indexes: [
    { properties: ['office', 'role'] },
    // Appointments are few among the roles of learners; their list walks its own order.
    { name: 'role_assignment_posts', expression: `create index "role_assignment_posts" on "role_assignment" ("id") where "role" <> 'LEARNER'` },
    { name: 'role_assignment_holders', expression: `create index "role_assignment_holders" on "role_assignment" ("role", "office_id", "valid_from", "valid_until") where "role" <> 'LEARNER'` },
  ],
  // Offices know and give the posts of their subtree; everybody else reads the own ones and writes none.
  ...rowPolicies('role_assignment', { office: amongSubtree('office_id'), classes: ownRoles, programmes: ownRoles, self: ownRoles }, { office: inSubtree('office_id'), classes: null, programmes: null, self: null }),
});
