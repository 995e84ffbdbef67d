// Enrolment (报名): a learner in a programme, and below it in a period and a class.
import { defineEntity, p } from '@mikro-orm/core';
import { Person } from '../access/index.js';
import { Office, takesOpenOfficesOnly } from '../offices/index.js';
import { factPredicates, rowPolicies } from '../platform/database/policies.js';
import { Period, Programme, TrainingClass } from '../programmes/index.js';
import { reviewStates } from './rules/reviewing.js';
import { enrolmentStates } from './rules/withdrawing.js';

export const Enrolment = defineEntity({
  name: 'Enrolment',
  tableName: 'enrolment',
  properties: {
    id: p.bigint('number').primary(),
    programme: () => p.manyToOne(Programme).mapToPk(),
    period: () => p.manyToOne(Period).mapToPk(),
    class: () => p.manyToOne(TrainingClass).mapToPk(),
    person: () => p.manyToOne(Person).mapToPk(),
    /** The learner's school at the time: a fact keeps its school, whoever moves later. */
    school: () => p.manyToOne(Office).mapToPk(),
    state: p.enum(enrolmentStates),
    enrolledAt: p.datetime(3),
    /** When the learner chose the class; null for who never chose, as people of a roster. */
    chosenAt: p.datetime(3).nullable(),
    /** Grows with every change; who withdraws states the one that was seen. */
    version: p.integer().default(1),
    /** JS-07: a withdrawn enrolment stays, with when, by whom and why. */
    withdrawnAt: p.datetime(3).nullable(),
    withdrawnById: p.bigint('number').nullable(),
    withdrawnByName: p.text().nullable(),
    withdrawnReason: p.text().nullable(),
    /** JS-05: how the office that reviews stands to it; nobody looks at what was not drawn. */
    reviewState: p.enum(reviewStates).default('NOT_DRAWN'),
    reviewedAt: p.datetime(3).nullable(),
    reviewedById: p.bigint('number').nullable(),
    reviewedByName: p.text().nullable(),
    /** Why it was sent back, and what the school answered when it handed it in again. */
    reviewReason: p.text().nullable(),
    reviewAnswer: p.text().nullable(),
    /** In whose place the learner came. */
    replacesId: p.bigint('number').nullable(),
  },
  // With the class in it the index alone says whether somebody learns in a tutor's classes: asked for each person of a page.
  indexes: [
    { properties: ['person', 'class'] }, { properties: ['class', 'id'] }, { properties: ['school', 'id'] }, { properties: ['period', 'id'] },
    // Who withdrew may be enrolled again: by another record.
    { name: 'enrolment_standing', expression: `create unique index "enrolment_standing" on "enrolment" ("class_id", "person_id") where "state" = 'ENROLLED'` },
    // What waits for its review is little of all, and each first page of an office asks for it.
    { name: 'enrolment_to_review', expression: `create index "enrolment_to_review" on "enrolment" ("period_id", "school_id") where "review_state" = 'WAITING' and "state" = 'ENROLLED'` },
  ],
  uniques: [{ properties: ['replacesId'] }],
  checks: [{ name: 'enrolment_withdrawn', expression: "((withdrawn_at IS NULL) OR ((state = 'WITHDRAWN'::text) AND (withdrawn_by_name IS NOT NULL) AND (withdrawn_reason IS NOT NULL)))" }, { name: 'enrolment_sent_back', expression: "((review_state <> 'SENT_BACK'::text) OR ((review_reason IS NOT NULL) AND (reviewed_by_name IS NOT NULL)))" }],
  triggers: [takesOpenOfficesOnly('school_id')],
  ...rowPolicies('enrolment', factPredicates()),
});
