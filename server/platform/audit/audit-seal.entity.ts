// AuditSeal (封存): the link that chains one event of the audit trail to the one before it.
import { defineEntity, p } from '@mikro-orm/core';
import { appendOnlyPolicies } from '../database/policies.js';

export const AuditSeal = defineEntity({
  name: 'AuditSeal',
  tableName: 'audit_seal',
  properties: {
    /** The place in the chain, from 1, without gaps. */
    number: p.bigint('number').primary().autoincrement(false),
    eventId: p.bigint('number').unique(),
    sealedAt: p.datetime(3),
    /** Everything that was committed before this moment stands earlier in the chain; null where the sealer had just begun and could not know. */
    committedAfter: p.datetime(3).nullable(),
    hash: p.blob(),
  },
  // Whoever sees an event sees that it is sealed, and no other seal: their numbers would tell how much happens elsewhere.
  ...appendOnlyPolicies('audit_seal', { office: 'exists (select 1 from audit_event e where e.id = event_id)' }, { job: 'true' }),
});
