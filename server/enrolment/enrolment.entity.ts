// Enrolment (报名): a learner in a programme, and below it in a period and a class.
import { defineEntity, p } from '@mikro-orm/core';
import { Person } from '../access/index.js';
import { Office, takesOpenOfficesOnly } from '../offices/index.js';
import { factPredicates, rowPolicies } from '../platform/database/policies.js';
import { Period, Programme, TrainingClass } from '../programmes/index.js';

export const enrolmentStates = ['ENROLLED', 'WITHDRAWN'] as const;

export const Enrolment = defineEntity({
  name: 'Enrolment',
  tableName: 'enrolment',
  properties: {
    id: p.bigint('number').primary(),
    programme: () => p.manyToOne(Programme).mapToPk(),
    period: () => p.manyToOne(Period).mapToPk(),
    class: () => p.manyToOne(TrainingClass).mapToPk(),
    person: () => p.manyToOne(Person).mapToPk(),
    /** The learner's school at the time: a fact keeps its school, whoever moves later. */
    school: () => p.manyToOne(Office).mapToPk(),
    state: p.enum(enrolmentStates),
    enrolledAt: p.datetime(3),
    /** When the learner chose the class; null for who never chose, as people of a roster. */
    chosenAt: p.datetime(3).nullable(),
  },
  // With the class in it the index alone says whether somebody learns in a tutor's classes: asked for each person of a page.
  indexes: [{ properties: ['person', 'class'] }, { properties: ['class', 'id'] }, { properties: ['school', 'id'] }, { properties: ['period', 'id'] }],
  uniques: [{ properties: ['class', 'person'] }],
  triggers: [takesOpenOfficesOnly('school_id')],
  ...rowPolicies('enrolment', factPredicates()),
});
