// RevealQuota: how many personal numbers somebody has looked at on a day; counted before the number is told.
import { defineEntity, p } from '@mikro-orm/core';

export const RevealQuota = defineEntity({
  name: 'RevealQuota',
  tableName: 'reveal_quota',
  properties: {
    /** As in the audit trail: `person:12`, `client:3`. */
    actor: p.text().primary(),
    day: p.date().primary(),
    count: p.integer(),
  },
});
