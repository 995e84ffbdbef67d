// IdempotencyKey: the answer to a write that a client may send again; stored in the transaction of its effect.
import { defineEntity, p } from '@mikro-orm/core';

export const IdempotencyKey = defineEntity({
  name: 'IdempotencyKey',
  tableName: 'idempotency_key',
  properties: {
    /** Keys are per caller. */
    actor: p.text().primary(),
    key: p.text().primary(),
    requestHash: p.blob(),
    answer: p.json<unknown>(),
    createdAt: p.datetime(3).index(),
  },
});
