// SavedQueue (我的筛选): a tutor's own named filter.
import { defineEntity, p } from '@mikro-orm/core';
import { rowPolicies } from '../platform/database/policies.js';
import { setting } from '../platform/database/scope.js';
import { queueFilters, queueOrders, type QueueFilter, type QueueOrder } from './rules/queue-filters.js';

export const SavedQueue = defineEntity({
  name: 'SavedQueue',
  tableName: 'saved_queue',
  properties: {
    id: p.bigint('number').primary(),
    personId: p.bigint('number'),
    name: p.text(),
    filter: p.enum(Object.keys(queueFilters) as QueueFilter[]),
    order: p.enum(Object.keys(queueOrders) as QueueOrder[]).name('walk_order'),
    classId: p.bigint('number').nullable(),
    assignmentId: p.bigint('number').nullable(),
  },
  uniques: [{ properties: ['personId', 'name'] }],
  ...rowPolicies('saved_queue', { classes: `person_id = ${setting.person}`, programmes: `person_id = ${setting.person}` }),
});
