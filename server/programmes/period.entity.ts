// Period (期): a stretch of days in which a programme's classes run.
import { defineEntity, p } from '@mikro-orm/core';
import { Programme } from './programme.entity.js';

export const Period = defineEntity({
  name: 'Period',
  tableName: 'period',
  properties: {
    id: p.bigint('number').primary(),
    programme: () => p.manyToOne(Programme).mapToPk(),
    number: p.integer(),
    startsOn: p.date(),
    /** The last day, included. */
    endsOn: p.date(),
  },
  uniques: [{ properties: ['programme', 'number'] }],
});
