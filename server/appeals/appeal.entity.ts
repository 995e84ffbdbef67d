// Appeal (申诉): a learner asks for a released score to be looked at again; first a tutor answers, then the chief subject tutor.
import { defineEntity, p } from '@mikro-orm/core';
import { Review, Submission, releasedStates } from '../assignments/index.js';
import { scopeColumns } from '../enrolment/index.js';
import { factPredicates, rowPolicies } from '../platform/database/policies.js';
import { appealStates, appealSteps, type AppealItem, type AppealState, type AppealStep } from './rules/appeals.js';

export const Appeal = defineEntity({
  name: 'Appeal',
  tableName: 'appeal',
  properties: {
    id: p.bigint('number').primary(),
    submission: () => p.manyToOne(Submission).mapToPk().index(),
    ...scopeColumns(),
    step: p.enum(Object.keys(appealSteps) as AppealStep[]),
    state: p.enum(Object.keys(appealStates) as AppealState[]),
    items: p.json<AppealItem[]>(),
    /** The review that was released and is appealed first; both steps carry the same, and a score that is released anew begins anew. */
    firstReview: () => p.manyToOne(Review).mapToPk(),
    /** The review that stood when it was made, and the one that stands by the answer. */
    reviewBefore: () => p.manyToOne(Review).mapToPk(),
    reviewAfter: () => p.manyToOne(Review).mapToPk().nullable(),
    /** Where the submission goes back to when nothing is changed. */
    stateBefore: p.enum(releasedStates),
    madeAt: p.datetime(3),
    answeredAt: p.datetime(3).nullable(),
    answeredById: p.bigint('number').nullable(),
    answeredByName: p.text().nullable(),
    answer: p.text().nullable(),
    withdrawnAt: p.datetime(3).nullable(),
  },
  indexes: [
    // Each step once for a released score, whoever asks at the same time; what was withdrawn was not answered.
    { name: 'appeal_once', expression: `create unique index "appeal_once" on "appeal" ("first_review_id", "step") where "state" <> 'WITHDRAWN'` },
    { name: 'appeal_open', expression: `create index "appeal_open" on "appeal" ("class_id", "made_at", "id") where "state" = 'OPEN'` },
  ],
  checks: [{ name: 'appeal_answer', expression: `(state in ('UPHELD', 'REVISED')) = (answered_at is not null and answer is not null and review_after_id is not null)` }],
  ...rowPolicies('appeal', factPredicates()),
});
