// InteractionRecord (互动记录): a post, a reply, a live session or an offline activity that a learner took part in.
import { defineEntity, p } from '@mikro-orm/core';
import { factColumns } from '../enrolment/index.js';
import { factPredicates, rowPolicies } from '../platform/database/policies.js';

export const interactionKinds = ['POST', 'REPLY', 'LIVE_SESSION', 'OFFLINE_ACTIVITY'] as const;
export type InteractionKind = (typeof interactionKinds)[number];

export const InteractionRecord = defineEntity({
  name: 'InteractionRecord',
  tableName: 'interaction_record',
  properties: {
    id: p.bigint('number').primary(),
    ...factColumns(),
    kind: p.enum(interactionKinds),
    /** Whether tutors or peers marked it as good: quality counts beside number (JS-19). */
    isRecommended: p.boolean(),
    at: p.datetime(3),
  },
  ...rowPolicies('interaction_record', factPredicates()),
});
