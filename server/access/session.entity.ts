// Session: a signed-in browser. The cookie holds a random token; the table knows only its hash.
import { defineEntity, p } from '@mikro-orm/core';
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
  },
});
