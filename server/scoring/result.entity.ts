// Result (成绩): the score of an enrolment with its parts, and the rule version that made it.
import { defineEntity, p } from '@mikro-orm/core';
import { Enrolment, scopeColumns } from '../enrolment/index.js';
import { factPredicates, rowPolicies } from '../platform/database/policies.js';
import type { ScoredFacts } from './rules/score.js';
import { verdicts } from './rules/score.js';

export const Result = defineEntity({
  name: 'Result',
  tableName: 'result',
  properties: {
    enrolment: () => p.oneToOne(Enrolment).primary().mapToPk(),
    ...scopeColumns(),
    learningTenths: p.integer(),
    objectiveTenths: p.integer(),
    subjectiveTenths: p.integer(),
    excellentTenths: p.integer(),
    interactionTenths: p.integer(),
    totalTenths: p.integer(),
    verdict: p.enum(verdicts),
    ruleVersion: p.integer(),
    /** The measured facts that the parts were computed from. */
    facts: p.json<ScoredFacts>(),
    computedAt: p.datetime(3),
  },
  indexes: [
    { properties: ['schoolId', 'enrolment'] },
    // The best of a programme, who may be recommended.
    { name: 'result_passed', expression: `create index "result_passed" on "result" ("programme_id", "total_tenths", "enrolment_id") where "verdict" = 'PASS'` },
  ],
  checks: [{ name: 'result_total', expression: '((total_tenths >= 0) AND (total_tenths <= 1000)) AND (total_tenths = ((((learning_tenths + objective_tenths) + subjective_tenths) + excellent_tenths) + interaction_tenths))' }],
  ...rowPolicies('result', factPredicates()),
});
