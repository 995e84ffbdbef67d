// Session: a signed-in browser. The cookie holds a random token; the table knows only its hash.
import { defineEntity, p } from '@mikro-orm/core';
import { Office } from '../offices/index.js';
import { Person } from './person.entity.js';
import { RoleAssignment } from './role-assignment.entity.js';

export const Session = defineEntity({
  name: 'Session',
  tableName: 'session',
  properties: {
    id: p.bigint('number').primary(),
    tokenHash: p.blob().unique(),
    person: () => p.manyToOne(Person).mapToPk().index(),
    /** The role in which this session acts; a person with several switches. */
    activeRole: () => p.manyToOne(RoleAssignment).nullable().mapToPk(),
    createdAt: p.datetime(3),
    expiresAt: p.datetime(3).index(),
    /** The office as whose administrator this session looks, until when and why. */
    viewAsOffice: () => p.manyToOne(Office).nullable().mapToPk(),
    viewAsUntil: p.datetime(3).nullable(),
    viewAsReason: p.text().nullable(),
  },
  checks: [{ name: 'session_view_as', expression: '((view_as_office_id IS NULL) = (view_as_until IS NULL)) AND ((view_as_office_id IS NULL) = (view_as_reason IS NULL))' }],
});
