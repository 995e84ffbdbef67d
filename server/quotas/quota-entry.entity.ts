// QuotaEntry (配额流水): one movement of seats between two accounts. Nobody changes or removes one: a mistake is put right by another.
import { defineEntity, p } from '@mikro-orm/core';
import { Office } from '../offices/index.js';
import { appendOnlyPolicies, inCare } from '../platform/database/policies.js';
import { Period } from '../programmes/index.js';
import { quotaEntryKinds } from './rules/movements.js';

export const QuotaEntry = defineEntity({
  name: 'QuotaEntry',
  tableName: 'quota_entry',
  properties: {
    id: p.bigint('number').primary(),
    period: () => p.manyToOne(Period).mapToPk(),
    kind: p.enum(quotaEntryKinds),
    /** Whose account it is: the lower of the two. */
    office: () => p.manyToOne(Office).mapToPk(),
    /** The account above; null where the seats come from outside, go there, or belong to a person. */
    above: () => p.manyToOne(Office).mapToPk().nullable().deleteRule('no action'),
    seats: p.integer(),
    /** Whose seat it is: an enrolment, of a domain above. */
    enrolmentId: p.bigint('number').nullable(),
    /** The how manieth movement of that enrolment: taken at odd ones, free at even ones. */
    turn: p.integer().nullable(),
    reason: p.text().nullable(),
    byId: p.bigint('number').nullable(),
    byName: p.text(),
    at: p.datetime(3),
  },
  indexes: [{ properties: ['office', 'period', 'id'] }, { properties: ['above', 'id'] }],
  // Two who take or free the same seat at once cannot both have the same turn.
  uniques: [{ properties: ['enrolmentId', 'turn'] }],
  checks: [
    { name: 'quota_entry_seats', expression: "((seats > 0) OR ((kind = 'STATED'::text) AND (seats = 0)))" },
    { name: 'quota_entry_sides', expression: "(((above_id IS NOT NULL) = (kind = ANY (ARRAY['HANDED_DOWN'::text, 'TAKEN_BACK'::text]))) AND ((enrolment_id IS NOT NULL) = (kind = ANY (ARRAY['USED'::text, 'RETURNED'::text]))) AND ((enrolment_id IS NULL) OR ((seats = 1) AND (turn IS NOT NULL) AND ((kind = 'USED'::text) = ((turn % 2) = 1)))))" },
  ],
  ...appendOnlyPolicies('quota_entry', { office: inCare('office_id') }, { whole: 'true', office: inCare('office_id'), job: 'true' }),
});
