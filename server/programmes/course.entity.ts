// Course (课程) and its units (单元环节).
import { defineEntity, p } from '@mikro-orm/core';
import { Office } from '../offices/index.js';
import { stages, subjects, type Stage, type Subject } from '../kernel/subjects.js';
import { Programme } from './programme.entity.js';
import { courseStates, unitKinds, type CourseState, type UnitKind } from './rules/course-content.js';
import { TrainingBody } from './training-body.entity.js';

export const Course = defineEntity({
  name: 'Course',
  tableName: 'course',
  properties: {
    id: p.bigint('number').primary(),
    code: p.text().unique(),
    programme: () => p.manyToOne(Programme).mapToPk().index(),
    name: p.text(),
    subject: p.enum(Object.keys(subjects) as Subject[]),
    stage: p.enum(Object.keys(stages) as Stage[]),
    /** Class hours of 45 minutes, in tenths. */
    hoursTenths: p.integer(),
    description: p.text().default(''),
    /** What stands here without having been handed in was accepted before there was an intake. */
    state: p.enum(Object.keys(courseStates) as CourseState[]).default('ACCEPTED'),
    version: p.integer().default(1),
    /** The office that handed it in, or at which the training body is registered that did; null before there was an intake. */
    office: () => p.manyToOne(Office).mapToPk().nullable().index(),
    body: () => p.manyToOne(TrainingBody).mapToPk().nullable().index(),
  },
  checks: [{ name: 'course_body_has_office', expression: 'body_id is null or office_id is not null' }],
});

export const Unit = defineEntity({
  name: 'Unit',
  tableName: 'unit',
  properties: {
    id: p.bigint('number').primary(),
    course: () => p.manyToOne(Course).mapToPk(),
    number: p.integer(),
    title: p.text(),
    kind: p.enum(Object.keys(unitKinds) as UnitKind[]),
    minutes: p.integer(),
    isRequired: p.boolean().default(true),
    /** What completes it, each where it is asked (SH24-07): minutes of learning, contributions, pages that were opened. */
    requiredMinutes: p.integer().nullable(),
    requiredPosts: p.integer().nullable(),
    requiredViews: p.integer().nullable(),
  },
  uniques: [{ properties: ['course', 'number'] }],
});
