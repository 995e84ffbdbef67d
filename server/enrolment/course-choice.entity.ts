// CourseChoice (选课): a teacher's own wish for a class, with the moment at which it was made. Whom the school enrols, and in which
// order, hangs on these moments and not on when somebody types (JS-07). Who withdraws and chooses again stands at the end.
import { defineEntity, p } from '@mikro-orm/core';
import { Person } from '../access/index.js';
import { Office } from '../offices/index.js';
import { factPredicates, rowPolicies } from '../platform/database/policies.js';
import { Period, Programme, TrainingClass } from '../programmes/index.js';

export const CourseChoice = defineEntity({
  name: 'CourseChoice',
  tableName: 'course_choice',
  properties: {
    id: p.bigint('number').primary(),
    class: () => p.manyToOne(TrainingClass).mapToPk(),
    person: () => p.manyToOne(Person).mapToPk(),
    /** Where the teacher teaches. A choice that still waits goes along to a new school; one that led to an enrolment, or ended, keeps its school as every fact does. */
    school: () => p.manyToOne(Office).mapToPk(),
    period: () => p.manyToOne(Period).mapToPk(),
    programme: () => p.manyToOne(Programme).mapToPk(),
    chosenAt: p.datetime(3),
    withdrawnAt: p.datetime(3).nullable(),
    /** Since when it stands on the waiting list (候补), and who of the school put it there; null where it does not. */
    listedAt: p.datetime(3).nullable(),
    listedById: p.bigint('number').nullable(),
    listedByName: p.text().nullable(),
  },
  indexes: [
    { name: 'course_choice_standing', expression: 'create unique index "course_choice_standing" on "course_choice" ("class_id", "person_id") where "withdrawn_at" is null' },
    // The waiting list in its order; short beside all choices.
    { name: 'course_choice_listed', expression: 'create index "course_choice_listed" on "course_choice" ("period_id", "chosen_at", "id") where "listed_at" is not null and "withdrawn_at" is null' },
    { properties: ['school', 'chosenAt', 'id'] }, { properties: ['chosenAt', 'id'] }, { properties: ['person'] },
  ],
  ...rowPolicies('course_choice', factPredicates()),
});
