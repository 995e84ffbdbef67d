// Nomination (评优推荐): a chief subject tutor recommends a learner as excellent, and the office that organises the programme decides (JS-20).
import { defineEntity, p } from '@mikro-orm/core';
import { factColumns } from '../enrolment/index.js';
import { factPredicates, rowPolicies } from '../platform/database/policies.js';
import { nominationStates, type NominationState } from './rules/nominating.js';

const { office, programmes, self } = factPredicates();

export const Nomination = defineEntity({
  name: 'Nomination',
  tableName: 'nomination',
  properties: {
    id: p.bigint('number').primary(),
    ...factColumns(),
    /** The result by which the learner was nominated. */
    totalTenths: p.integer(),
    reason: p.text(),
    byId: p.bigint('number'),
    byName: p.text(),
    at: p.datetime(3),
    state: p.enum(Object.keys(nominationStates) as NominationState[]),
    version: p.integer(),
    /** When, by whom and why it was withdrawn or decided. */
    settledAt: p.datetime(3).nullable(),
    settledById: p.bigint('number').nullable(),
    settledByName: p.text().nullable(),
    settledReason: p.text().nullable(),
  },
  indexes: [
    // Whoever nominates at the same time, one stands; what was taken back may come again, what was decided may not.
    { name: 'nomination_standing', expression: `create unique index "nomination_standing" on "nomination" ("enrolment_id") where "state" <> 'WITHDRAWN'` },
    { properties: ['schoolId', 'id'] },
    { properties: ['programmeId', 'id'] },
  ],
  checks: [{ name: 'nomination_settled', expression: `(state = 'NOMINATED') = (settled_at is null) and (settled_at is null) = (settled_by_name is null) and (settled_at is null) = (settled_reason is null)` }],
  // Nothing is promised to a learner before it is decided.
  ...rowPolicies('nomination', { ...(office ? { office } : {}), ...(programmes ? { programmes } : {}), self: `${self ?? 'false'} and state = 'COMMENDED'` }, { self: null }),
});
