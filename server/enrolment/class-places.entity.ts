// ClassPlaces (培训班人数上限): how many a class takes and how many are in it, over all schools. A class without a limit has no row, so
// that enrolling in it touches nothing that schools share.
import { defineEntity, p } from '@mikro-orm/core';
import { TrainingClass } from '../programmes/index.js';

export const ClassPlaces = defineEntity({
  name: 'ClassPlaces',
  tableName: 'class_places',
  properties: {
    class: () => p.oneToOne(TrainingClass).primary().mapToPk(),
    /** Null where the organising office has taken the limit away. */
    capacity: p.integer().nullable(),
    taken: p.integer(),
    /** Counts decisions about the limit, and not who comes and goes. */
    version: p.integer().default(1),
  },
  checks: [{ name: 'class_places_covered', expression: '((taken >= 0) AND ((capacity IS NULL) OR (taken <= capacity)))' }],
});
