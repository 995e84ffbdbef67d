// Submission (提交的作业): one attempt of a learner at an assignment, with its leases, events and expert opinions.
import { defineEntity, p } from '@mikro-orm/core';
import { Enrolment, scopeColumns } from '../enrolment/index.js';
import { factPredicates, rowPolicies } from '../platform/database/policies.js';
import { setting } from '../platform/database/scope.js';
import { Assignment } from './assignment.entity.js';
import type { Annotation } from './rules/annotations.js';
import { submissionStates } from './rules/submission-states.js';

export const Submission = defineEntity({
  name: 'Submission',
  tableName: 'submission',
  properties: {
    id: p.bigint('number').primary(),
    assignment: () => p.manyToOne(Assignment).mapToPk(),
    enrolment: () => p.manyToOne(Enrolment).mapToPk(),
    ...scopeColumns(),
    /** By which it is called while its learner is hidden: drawn by lot among the class, the same for all attempts at the assignment. */
    learnerNumber: p.integer(),
    /** That of its assignment, kept here by the database: each page of a queue asks it several times a row. */
    isAnonymous: p.boolean().default(false),
    attempt: p.integer(),
    /** Only the last attempt stands in queues and counts, and none of who has withdrawn. */
    isLatest: p.boolean(),
    text: p.text(),
    characterCount: p.integer(),
    state: p.enum(submissionStates),
    /** Grows with every write; a write states the version it started from. */
    version: p.integer(),
    submittedAt: p.datetime(3),
    returnReason: p.text().nullable(),
    /** What the tutor marked in the text when it was returned; the learner revises by it. */
    returnAnnotations: p.json<Annotation[]>().defaultRaw(`'[]'`),
    /** In second marking, and one of the markers has not marked yet: who marked the other time, and how, is told to nobody. */
    isBlind: p.boolean().default(false),
    /** The review that counts now, kept here so that a queue is one join. */
    lastReviewId: p.bigint('number').nullable(),
    /** Whose it is to review, where that was said; others are not given it. */
    allocatedToId: p.bigint('number').nullable(),
    allocatedToName: p.text().nullable(),
  },
  uniques: [{ properties: ['enrolment', 'assignment', 'attempt'] }],
  indexes: [
    { name: 'submission_queue', expression: 'create index "submission_queue" on "submission" ("class_id", "state", "submitted_at", "id") where "is_latest"' },
    { name: 'submission_again', expression: 'create index "submission_again" on "submission" ("class_id", "submitted_at", "id") where "is_latest" and "attempt" > 1' },
    { name: 'submission_allocated', expression: `create index "submission_allocated" on "submission" ("allocated_to_id", "submitted_at", "id") where "is_latest" and "state" = 'SUBMITTED' and "allocated_to_id" is not null` },
    // What the latest attempt alone has, an index can be counted by without a look at the rows.
    { name: 'submission_programme', expression: 'create index "submission_programme" on "submission" ("programme_id", "state", "submitted_at", "id") where "is_latest"' },
    { name: 'submission_given', expression: 'create index "submission_given" on "submission" ("programme_id", "allocated_to_id", "state") where "is_latest" and "allocated_to_id" is not null' },
  ],
  triggers: [{
    name: 'takes_anonymity', timing: 'before', events: ['insert'], forEach: 'row',
    body: 'select a.is_anonymous into new.is_anonymous from assignment a where a.id = new.assignment_id; return new',
  }],
  ...rowPolicies('submission', factPredicates()),
});

export const SubmissionLease = defineEntity({
  name: 'SubmissionLease',
  tableName: 'submission_lease',
  properties: {
    submission: () => p.oneToOne(Submission).primary().mapToPk(),
    ...scopeColumns(),
    holderId: p.bigint('number'),
    holderName: p.text(),
    until: p.datetime(3),
    /** When the holder began; the median time per item comes from it. */
    since: p.datetime(3),
    /** Which window of the holder has it: two windows of one tutor are not given the same. */
    seat: p.text().nullable(),
    /** Fetched for the moment when the one before it is done; nobody reads it yet. */
    isAhead: p.boolean().default(false),
  },
  indexes: [{ properties: ['holderId'] }],
  ...rowPolicies('submission_lease', factPredicates()),
});

export const SubmissionEvent = defineEntity({
  name: 'SubmissionEvent',
  tableName: 'submission_event',
  properties: {
    id: p.bigint('number').primary(),
    submission: () => p.manyToOne(Submission).mapToPk().index(),
    ...scopeColumns(),
    fromState: p.enum(submissionStates).nullable(),
    toState: p.enum(submissionStates),
    byId: p.bigint('number'),
    byName: p.text(),
    at: p.datetime(3),
    reason: p.text().nullable(),
  },
  // What the markers still have to agree on is no news for the learner.
  ...rowPolicies('submission_event', { ...factPredicates(), self: `person_id = ${setting.person} and (to_state <> all (array['SECOND_MARKING'::text, 'AGREED'::text]))` }),
});

export const Opinion = defineEntity({
  name: 'Opinion',
  tableName: 'opinion',
  properties: {
    id: p.bigint('number').primary(),
    submission: () => p.manyToOne(Submission).mapToPk().index(),
    ...scopeColumns(),
    expertId: p.bigint('number'),
    expertName: p.text(),
    text: p.text(),
    givenAt: p.datetime(3),
  },
  // The learner does not read what experts tell the tutors.
  ...rowPolicies('opinion', { ...factPredicates(), self: 'false' }),
});
