// Review (批阅) and the tutor's draft of one.
import { defineEntity, p } from '@mikro-orm/core';
import { Enrolment, scopeColumns } from '../enrolment/index.js';
import { factPredicates, rowPolicies } from '../platform/database/policies.js';
import { setting } from '../platform/database/scope.js';
import type { CriterionPoints } from './rules/points.js';
import { Submission } from './submission.entity.js';

export const Review = defineEntity({
  name: 'Review',
  tableName: 'review',
  properties: {
    id: p.bigint('number').primary(),
    submission: () => p.manyToOne(Submission).mapToPk().index(),
    ...scopeColumns(),
    tutorId: p.bigint('number'),
    tutorName: p.text(),
    /** The version by which it was scored. */
    // No foreign key: every grading would lock the one row of its rubric, and no rubric is ever deleted.
    rubricId: p.bigint('number'),
    pointsTenths: p.integer(),
    /** Empty when scored by points alone. */
    criterionPoints: p.json<CriterionPoints[]>(),
    comment: p.text(),
    isExcellent: p.boolean(),
    submittedAt: p.datetime(3),
    releasedAt: p.datetime(3).nullable(),
    /** How long the tutor had it open; countable for allowances (JS-17). */
    seconds: p.integer().nullable(),
  },
  indexes: [{ properties: ['tutorId', 'submittedAt'] }],
  checks: [{ name: 'review_points', expression: 'points_tenths >= 0' }],
  ...rowPolicies('review', { ...factPredicates(), self: `person_id = ${setting.person} and released_at is not null` }),
});

export const ReviewDraft = defineEntity({
  name: 'ReviewDraft',
  tableName: 'review_draft',
  properties: {
    submission: () => p.manyToOne(Submission).primary().mapToPk(),
    tutorId: p.bigint('number').primary(),
    ...scopeColumns(),
    version: p.integer(),
    pointsTenths: p.integer().nullable(),
    criterionPoints: p.json<CriterionPoints[]>(),
    comment: p.text(),
    isExcellent: p.boolean(),
    savedAt: p.datetime(3),
  },
  // A draft is its author's alone.
  ...rowPolicies('review_draft', {
    classes: `class_id = any (${setting.ids}) and tutor_id = ${setting.person}`,
    programmes: `programme_id = any (${setting.ids}) and tutor_id = ${setting.person}`,
  }),
});

export const ObjectiveResult = defineEntity({
  name: 'ObjectiveResult',
  tableName: 'objective_result',
  properties: {
    enrolment: () => p.oneToOne(Enrolment).primary().mapToPk(),
    ...scopeColumns(),
    correctItems: p.integer(),
    totalItems: p.integer(),
    at: p.datetime(3),
  },
  checks: [{ name: 'objective_result_items', expression: '(correct_items >= 0) AND (correct_items <= total_items)' }],
  ...rowPolicies('objective_result', factPredicates()),
});
