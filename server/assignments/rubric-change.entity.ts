// RubricChange (评分标准更新): an assignment went over to another version of its rubric, and what had been scored went with it.
import { defineEntity, p } from '@mikro-orm/core';
import { rowPolicies } from '../platform/database/policies.js';
import { setting } from '../platform/database/scope.js';
import { Programme } from '../programmes/index.js';
import { Assignment, Rubric } from './assignment.entity.js';

export const RubricChange = defineEntity({
  name: 'RubricChange',
  tableName: 'rubric_change',
  properties: {
    id: p.bigint('number').primary(),
    assignment: () => p.manyToOne(Assignment).mapToPk().index(),
    programme: () => p.manyToOne(Programme).mapToPk(),
    before: () => p.manyToOne(Rubric).mapToPk(),
    after: () => p.manyToOne(Rubric).mapToPk(),
    reason: p.text(),
    byId: p.bigint('number'),
    byName: p.text(),
    at: p.datetime(3),
    /** How many reviews there were to look at, and how many of them got other points. */
    reviews: p.integer(),
    rescored: p.integer(),
    /** Until then the server still goes through the reviews. */
    finishedAt: p.datetime(3).nullable(),
  },
  // Whose programme it is, they may read why points changed.
  ...rowPolicies('rubric_change', { programmes: `programme_id = any (${setting.ids})` }),
  indexes: [{ name: 'rubric_change_running', expression: 'create index "rubric_change_running" on "rubric_change" ("id") where "finished_at" is null' }],
});
