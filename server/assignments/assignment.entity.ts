// Assignment (作业) of a course, and the rubric (评分标准) by which it is scored.
import { defineEntity, p } from '@mikro-orm/core';
import { subjects, type Subject } from '../kernel/subjects.js';
import { Course } from '../programmes/index.js';
import type { Criterion } from './rules/points.js';

export const Rubric = defineEntity({
  name: 'Rubric',
  tableName: 'rubric',
  properties: {
    id: p.bigint('number').primary(),
    code: p.text(),
    version: p.integer(),
    /** A version never changes; the latest is the one that is offered. */
    isLatest: p.boolean().default(true),
    name: p.text(),
    /** Null: for every subject. */
    subject: p.enum(Object.keys(subjects) as Subject[]).nullable(),
    criteria: p.json<Criterion[]>(),
    madeByName: p.text().nullable(),
    madeAt: p.datetime(3).nullable(),
  },
  uniques: [{ properties: ['code', 'version'] }],
  indexes: [{ name: 'rubric_one_latest', expression: 'create unique index "rubric_one_latest" on "rubric" ("code") where "is_latest"' }],
});

export const Assignment = defineEntity({
  name: 'Assignment',
  tableName: 'assignment',
  properties: {
    id: p.bigint('number').primary(),
    course: () => p.manyToOne(Course).mapToPk(),
    rubric: () => p.manyToOne(Rubric).mapToPk(),
    title: p.text(),
    prompt: p.text(),
    maximumTenths: p.integer(),
    /** Whether the learner sees a review as soon as it is submitted. */
    releaseOnSubmit: p.boolean(),
    /** Whether tutors grade it without knowing whose it is, until the release. */
    isAnonymous: p.boolean().default(false),
    /** Whether no tutor is allocated work from the own county, and not only from the own school. */
    excludesOwnCounty: p.boolean().default(false),
  },
  triggers: [{
    name: 'gives_anonymity', timing: 'after', events: ['update'], forEach: 'row',
    body: 'if new.is_anonymous <> old.is_anonymous then update submission set is_anonymous = new.is_anonymous where assignment_id = new.id; end if; return null',
  }],
});
