// SecondMarking (复评): a first review that was sampled, the second one, and what came of both; and the settings by which it is sampled.
import { defineEntity, p } from '@mikro-orm/core';
import { Assignment, Submission } from '../assignments/index.js';
import { scopeColumns } from '../enrolment/index.js';
import { factPredicates, rowPolicies } from '../platform/database/policies.js';
import { Programme, TrainingClass } from '../programmes/index.js';
import { secondMarkingStates, type SecondMarkingState } from './rules/agreement.js';
import type { Border, SampleReason } from './rules/sampling.js';

/** Of an assignment, or of an assignment in one class, which goes before. */
export const SecondMarkingSetting = defineEntity({
  name: 'SecondMarkingSetting',
  tableName: 'second_marking_setting',
  properties: {
    id: p.bigint('number').primary(),
    assignment: () => p.manyToOne(Assignment).mapToPk(),
    class: () => p.manyToOne(TrainingClass).mapToPk().nullable(),
    programme: () => p.manyToOne(Programme).mapToPk(),
    samplePercent: p.integer(),
    borders: p.json<Border[]>(),
    newTutorReviews: p.integer(),
    newTutorDays: p.integer(),
    toleranceTenths: p.integer(),
    seed: p.integer(),
    version: p.integer(),
    byName: p.text(),
    at: p.datetime(3),
  },
  indexes: [{ name: 'second_marking_setting_one', expression: 'create unique index "second_marking_setting_one" on "second_marking_setting" ("assignment_id", coalesce("class_id", 0))' }],
});

const told = "(state <> 'WAITING'::text)";
const { office, classes, programmes } = factPredicates() as Required<ReturnType<typeof factPredicates>>;

export const SecondMarking = defineEntity({
  name: 'SecondMarking',
  tableName: 'second_marking',
  properties: {
    id: p.bigint('number').primary(),
    submission: () => p.manyToOne(Submission).mapToPk().index(),
    ...scopeColumns(),
    state: p.enum(Object.keys(secondMarkingStates) as SecondMarkingState[]),
    reasons: p.array<SampleReason>((reason) => reason as SampleReason),
    /** The tolerance that stood when it was sampled. */
    toleranceTenths: p.integer(),
    sampledAt: p.datetime(3),
    // No foreign keys to reviews: their rows are made in the same breath, and never deleted.
    firstReviewId: p.bigint('number'),
    firstTutorId: p.bigint('number'),
    secondReviewId: p.bigint('number').nullable(),
    secondTutorId: p.bigint('number').nullable(),
    secondAt: p.datetime(3).nullable(),
    differenceTenths: p.integer().nullable(),
    agreedReviewId: p.bigint('number').nullable(),
    settledAt: p.datetime(3).nullable(),
    /** Who decided, or did without; null where the average was taken. */
    settledById: p.bigint('number').nullable(),
    settledByName: p.text().nullable(),
    settledReason: p.text().nullable(),
  },
  indexes: [
    { name: 'second_marking_open', expression: `create unique index "second_marking_open" on "second_marking" ("submission_id") where "state" in ('WAITING', 'DISPUTED')` },
    { properties: ['programmeId', 'state', 'id'] },
    { properties: ['classId', 'state', 'id'] },
  ],
  // Until both have marked nobody reads of it, not even why it was sampled: a border tells the points. Only the system writes it.
  ...rowPolicies('second_marking', { whole: told, office: `${told} and ${office}`, classes: `${told} and ${classes}`, programmes: `${told} and ${programmes}` }, { whole: null, office: null, classes: null, programmes: null }),
});
