// CourseStep (遴选记录): one step of a course's intake: who, when, why. It only grows: nobody is granted more than to add. It is read through its
// course, whose shape says who finds it.
import { defineEntity, p } from '@mikro-orm/core';
import { Course, courseStates, type CourseState } from '../programmes/index.js';
import { intakeActs, type IntakeAct } from './rules/intake-states.js';

export const CourseStep = defineEntity({
  name: 'CourseStep',
  tableName: 'course_step',
  properties: {
    id: p.bigint('number').primary(),
    course: () => p.manyToOne(Course).mapToPk().index(),
    act: p.enum(Object.keys(intakeActs) as IntakeAct[]),
    fromState: p.enum(Object.keys(courseStates) as CourseState[]).nullable(),
    toState: p.enum(Object.keys(courseStates) as CourseState[]),
    byId: p.bigint('number').nullable(),
    byName: p.text(),
    at: p.datetime(3),
    reason: p.text().nullable(),
  },
});
