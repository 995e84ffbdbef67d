// LearningRecord (学习记录): time that a learner spent on a unit.
import { defineEntity, p } from '@mikro-orm/core';
import { factColumns } from '../enrolment/index.js';
import { factPredicates, rowPolicies } from '../platform/database/policies.js';
import { Unit } from '../programmes/index.js';

export const LearningRecord = defineEntity({
  name: 'LearningRecord',
  tableName: 'learning_record',
  properties: {
    id: p.bigint('number').primary(),
    ...factColumns(),
    unit: () => p.manyToOne(Unit).mapToPk(),
    seconds: p.integer(),
    recordedAt: p.datetime(3),
  },
  checks: [{ name: 'learning_record_seconds', expression: 'seconds > 0' }],
  ...rowPolicies('learning_record', factPredicates()),
});
