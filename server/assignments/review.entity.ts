// Review (批阅) and the tutor's draft of one.
import { defineEntity, p } from '@mikro-orm/core';
import { Enrolment, scopeColumns } from '../enrolment/index.js';
import { factPredicates, rowPolicies, type RowPredicates } from '../platform/database/policies.js';
import { setting } from '../platform/database/scope.js';
import type { Annotation } from './rules/annotations.js';
import { markings } from './rules/markings.js';
import type { CriterionPoints } from './rules/points.js';
import { submissionStates } from './rules/submission-states.js';
import { Submission } from './submission.entity.js';

/** A blind review is its tutor's alone: offices do not read it either, for one of their people may be the other marker. */
function reviewPredicates(): RowPredicates {
  const { office, classes, programmes } = factPredicates();
  const ownOrOpen = `((not is_blind) or (tutor_id = ${setting.person}))`;
  return {
    whole: 'not is_blind', office: `(not is_blind) and ${office}`, classes: `${classes} and ${ownOrOpen}`, programmes: `${programmes} and ${ownOrOpen}`,
    self: `person_id = ${setting.person} and released_at is not null and withdrawn_at is null`,
  };
}

export const Review = defineEntity({
  name: 'Review',
  tableName: 'review',
  properties: {
    id: p.bigint('number').primary(),
    submission: () => p.manyToOne(Submission).mapToPk().index(),
    ...scopeColumns(),
    tutorId: p.bigint('number'),
    tutorName: p.text(),
    /** Whose reading it is: the first, the second, or what came of both. */
    marking: p.enum(markings).default('FIRST'),
    /** Nobody but its tutor reads it while the other marker has not marked. */
    isBlind: p.boolean().default(false),
    /** The version by which it was scored. */
    // No foreign key: every grading would lock the one row of its rubric, and no rubric is ever deleted.
    rubricId: p.bigint('number'),
    pointsTenths: p.integer(),
    /** Empty when scored by points alone. */
    criterionPoints: p.json<CriterionPoints[]>(),
    /** On the text of the attempt that was read, in its order. */
    annotations: p.json<Annotation[]>().defaultRaw(`'[]'`),
    comment: p.text(),
    isExcellent: p.boolean(),
    submittedAt: p.datetime(3),
    releasedAt: p.datetime(3).nullable(),
    /** How long the tutor had it open; countable for allowances (JS-17). */
    seconds: p.integer().nullable(),
    /** What it found and left, so that it can be taken back: the review and the state before, the version after, the draft it was made of. */
    replacesId: p.bigint('number').nullable(),
    stateBefore: p.enum(submissionStates).nullable(),
    versionAfter: p.integer().nullable(),
    draftVersion: p.integer().nullable(),
    /** When its tutor took it back; it stays as a record. */
    withdrawnAt: p.datetime(3).nullable(),
    /** Whether the learner had looked while it was visible. */
    wasSeen: p.boolean().nullable(),
  },
  indexes: [
    { properties: ['tutorId', 'submittedAt'] },
    { name: 'review_excellent', expression: 'create index "review_excellent" on "review" ("class_id") where "is_excellent"' },
  ],
  checks: [{ name: 'review_points', expression: 'points_tenths >= 0' }],
  ...rowPolicies('review', reviewPredicates()),
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
    annotations: p.json<Annotation[]>().defaultRaw(`'[]'`),
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
