// CourseReview (课程评审): an expert's rating of a course that was handed in; asked for first, given later.
import { defineEntity, p } from '@mikro-orm/core';
import { Person } from '../access/index.js';
import { inSubtree, rowPolicies } from '../platform/database/policies.js';
import { setting } from '../platform/database/scope.js';
import { Course } from '../programmes/index.js';
import type { GivenPoints } from './rules/ratings.js';

const organiser = inSubtree('(select p.office_id from course c join programme p on p.id = c.programme_id where c.id = course_review.course_id)');

export const CourseReview = defineEntity({
  name: 'CourseReview',
  tableName: 'course_review',
  properties: {
    id: p.bigint('number').primary(),
    course: () => p.manyToOne(Course).mapToPk(),
    /** The how-manieth time the course had been handed in. */
    round: p.integer(),
    expert: () => p.manyToOne(Person).mapToPk().index(),
    expertName: p.text(),
    assignedAt: p.datetime(3),
    points: p.json<GivenPoints[]>().nullable(),
    totalTenths: p.integer().nullable(),
    comment: p.text().nullable(),
    submittedAt: p.datetime(3).nullable(),
    /** All that were asked have rated: from now on they read each other. */
    isOpen: p.boolean(),
    /** The office has decided: from now on the authors read it, without a name. */
    isTold: p.boolean(),
  },
  uniques: [{ properties: ['course', 'round', 'expert'] }],
  checks: [{ name: 'course_review_submitted', expression: '(submitted_at is null) = (points is null) and (submitted_at is null) = (total_tenths is null)' }],
  ...rowPolicies('course_review', {
    office: `${organiser} or is_told and ${inSubtree('(select c.office_id from course c where c.id = course_review.course_id)')}`,
    classes: `is_told and exists (select 1 from course c join training_body b on b.id = c.body_id where c.id = course_review.course_id and b.contact_id = ${setting.person})`,
    programmes: `expert_id = ${setting.person} or is_open and exists (select 1 from course c where c.id = course_review.course_id and c.programme_id = any (${setting.ids}))`,
  }, { office: organiser, classes: null, programmes: `expert_id = ${setting.person}` }),
});
