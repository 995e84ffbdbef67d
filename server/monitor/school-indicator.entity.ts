// SchoolIndicator (学情指标): one school's counters in one period. Higher levels are sums over schools, never rows of their own:
// a county's row would be fought for by every grading in the county.
import { defineEntity, p } from '@mikro-orm/core';
import { Office } from '../offices/index.js';
import { Period } from '../programmes/index.js';

export const SchoolIndicator = defineEntity({
  name: 'SchoolIndicator',
  tableName: 'school_indicator',
  properties: {
    period: () => p.manyToOne(Period).primary().mapToPk(),
    school: () => p.manyToOne(Office).primary().mapToPk(),
    enrolled: p.integer().default(0),
    /** Enrolments with any learning time. */
    participating: p.integer().default(0),
    /** Latest attempts, whatever became of them. */
    submitted: p.integer().default(0),
    /** Latest attempts that are scored or released. */
    graded: p.integer().default(0),
    /** Enrolments whose result stands (not pending): the denominator of average and pass rate. */
    released: p.integer().default(0),
    totalTenthsSum: p.bigint('number').default(0),
    passed: p.integer().default(0),
    onlineSeconds: p.bigint('number').default(0),
  },
  // What the counters can never be, whatever the code does.
  checks: [{ name: 'school_indicator_counts', expression: 'enrolled >= participating and participating >= 0 and submitted >= graded and graded >= 0 and released >= passed and passed >= 0 and total_tenths_sum >= 0 and online_seconds >= 0' }],
});
