// AuditEvent (审计): one line for every mutation, written in its transaction; nobody changes or deletes one.
import { defineEntity, p } from '@mikro-orm/core';
import { amongSubtree, appendOnlyPolicies, inSubtree } from '../database/policies.js';

export const AuditEvent = defineEntity({
  name: 'AuditEvent',
  tableName: 'audit_event',
  properties: {
    id: p.bigint('number').primary(),
    /** Real time, whatever the business clock says. */
    at: p.datetime(3),
    requestId: p.text(),
    /** Who: `person:12`, `client:3` or `job:seed`. */
    actor: p.text(),
    role: p.text().nullable(),
    /** The office at which the act took place; administrators above it may read it. What took place at none is read at the root alone. */
    officeId: p.bigint('number').nullable(),
    action: p.text(),
    /** What it was done to, as a global id. */
    subject: p.text().nullable(),
    facts: p.json<Record<string, unknown>>(),
    /** What was done under the action, from the facts: a column, so that the acts of one kind are found and counted from an index alone. */
    act: p.text().nullable().generated(`(facts ->> 'act'::text) stored`),
    /** The transaction that wrote it: transactions end in another order than they take numbers, and the sealer must miss none. */
    xact: p.string().columnType('xid8').defaultRaw('pg_current_xact_id()'),
  },
  indexes: [{ properties: ['xact', 'id'] }, { properties: ['at', 'id'] }, { properties: ['actor', 'at', 'id'] }, { properties: ['officeId', 'action', 'act', 'at', 'id'] }],
  // Everybody may add a line about what they do; reading is for administrators of the office.
  ...appendOnlyPolicies('audit_event', { office: amongSubtree('office_id') }, { whole: 'true', office: `office_id is null or ${inSubtree('office_id')}`, classes: 'true', programmes: 'true', self: 'true', job: 'true', anonymous: 'true' }),
});
