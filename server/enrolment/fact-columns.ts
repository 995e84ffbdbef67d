// The columns by which a fact about an enrolment is scoped: copied from the enrolment once, never changed, reconciled.
import { p } from '@mikro-orm/core';
import { Enrolment } from './enrolment.entity.js';

/** Plain keys without constraints of their own: the enrolment's constraints hold for all of them, and millions of facts need no six indexes. */
export function factColumns() {
  return {
    enrolment: () => p.manyToOne(Enrolment).mapToPk().index(),
    ...scopeColumns(),
  };
}

export function scopeColumns() {
  return {
    personId: p.bigint('number'),
    schoolId: p.bigint('number'),
    classId: p.bigint('number'),
    periodId: p.bigint('number'),
    programmeId: p.bigint('number'),
  };
}
