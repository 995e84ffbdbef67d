// BusinessClock: how far the programmes' time is from real time. Zero in earnest; the demo province lives in 2023.
import { defineEntity, p } from '@mikro-orm/core';

export const BusinessClock = defineEntity({
  name: 'BusinessClock',
  tableName: 'business_clock',
  properties: {
    id: p.integer().primary().autoincrement(false),
    offsetMs: p.bigint('number'),
    isDemo: p.boolean(),
  },
  checks: [{ name: 'business_clock_is_one_row', expression: 'id = 1' }],
});
