// Quota (配额): the seats that an office holds for a period, as kept balances of its account. They follow from the movements, and only change with them.
import { defineEntity, p } from '@mikro-orm/core';
import { Office } from '../offices/index.js';
import { inCare, rowPolicies } from '../platform/database/policies.js';
import { Period } from '../programmes/index.js';

export const Quota = defineEntity({
  name: 'Quota',
  tableName: 'quota',
  properties: {
    period: () => p.manyToOne(Period).primary().mapToPk().updateRule('no action').deleteRule('no action'),
    office: () => p.manyToOne(Office).primary().mapToPk().updateRule('no action').deleteRule('no action').index(),
    /** What the office asked for (JS-06); null where it never did. Nothing is held by it. */
    stated: p.integer().nullable(),
    /** From the level above, or granted from outside at the organising office. */
    received: p.integer().default(0),
    handedDown: p.integer().default(0),
    /** By learners of the office itself, which only schools have. */
    used: p.integer().default(0),
    /** Counts what people decided about the account (stated, received); the use of seats does not count. */
    version: p.integer().default(0),
  },
  // Whatever the code does: nothing below zero, and nothing given twice.
  checks: [{ name: 'quota_covered', expression: '((stated >= 0) AND (handed_down >= 0) AND (used >= 0) AND ((handed_down + used) <= received))' }],
  ...rowPolicies('quota', { office: inCare('office_id') }),
});
