// Course (课程) and its units (单元环节).
import { defineEntity, p } from '@mikro-orm/core';
import { stages, subjects, type Stage, type Subject } from '../kernel/subjects.js';
import { Programme } from './programme.entity.js';

export const Course = defineEntity({
  name: 'Course',
  tableName: 'course',
  properties: {
    id: p.bigint('number').primary(),
    code: p.text().unique(),
    programme: () => p.manyToOne(Programme).mapToPk(),
    name: p.text(),
    subject: p.enum(Object.keys(subjects) as Subject[]),
    stage: p.enum(Object.keys(stages) as Stage[]),
    /** Class hours of 45 minutes, in tenths. */
    hoursTenths: p.integer(),
  },
});

export const Unit = defineEntity({
  name: 'Unit',
  tableName: 'unit',
  properties: {
    id: p.bigint('number').primary(),
    course: () => p.manyToOne(Course).mapToPk(),
    number: p.integer(),
    title: p.text(),
    kind: p.enum(['VIDEO', 'READING'] as const),
    minutes: p.integer(),
  },
  uniques: [{ properties: ['course', 'number'] }],
});
