// ReviewLook (查看记录): when a learner last looked at what came back in an enrolment; what came back later is news.
import { defineEntity, p } from '@mikro-orm/core';
import { Enrolment, scopeColumns } from '../enrolment/index.js';
import { factPredicates, rowPolicies } from '../platform/database/policies.js';

export const ReviewLook = defineEntity({
  name: 'ReviewLook',
  tableName: 'review_look',
  properties: {
    enrolment: () => p.oneToOne(Enrolment).primary().mapToPk(),
    ...scopeColumns(),
    lookedAt: p.datetime(3),
  },
  // Tutors read it, so that an undo can tell what the learner had seen; only the learner writes it.
  ...rowPolicies('review_look', factPredicates(), { office: null, classes: null, programmes: null }),
});
