// Session (登录会话): a signed-in browser. The cookie holds a random token; the table knows only its hash.
import { defineEntity, p } from '@mikro-orm/core';
import { Office } from '../offices/index.js';
import { Person } from './person.entity.js';
import { RoleAssignment } from './role-assignment.entity.js';

export const signInMethods = ['PASSWORD', 'SINGLE_SIGN_ON'] as const;
export type SignInMethod = (typeof signInMethods)[number];

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
    method: p.enum(signInMethods).default('PASSWORD'),
    /** When the second factor was shown; what is still to be shown follows from the person's duties as they stand now. */
    secondFactorAt: p.datetime(3).nullable(),
    /** To the minute: more would be a write for every request. */
    lastSeenAt: p.datetime(3).defaultRaw('now()'),
    address: p.text().default(''),
    userAgent: p.text().default(''),
    /** The office as whose administrator this session looks, until when and why. */
    viewAsOffice: () => p.manyToOne(Office).nullable().mapToPk(),
    viewAsUntil: p.datetime(3).nullable(),
    viewAsReason: p.text().nullable(),
  },
  checks: [{ name: 'session_view_as', expression: '((view_as_office_id IS NULL) = (view_as_until IS NULL)) AND ((view_as_office_id IS NULL) = (view_as_reason IS NULL))' }],
});
