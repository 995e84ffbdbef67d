// AnchorPaper (标杆卷): a submission with agreed points, by which tutors set their eye; and how they scored it themselves.
import { defineEntity, p } from '@mikro-orm/core';
import { Assignment, type CriterionPoints } from '../assignments/index.js';
import { rowPolicies } from '../platform/database/policies.js';
import { setting } from '../platform/database/scope.js';
import { Course, Programme } from '../programmes/index.js';

/** What a chief tutor says about the points of one criterion. */
export interface AgreedCriterion extends CriterionPoints { comment: string }

export const AnchorPaper = defineEntity({
  name: 'AnchorPaper',
  tableName: 'anchor_paper',
  properties: {
    id: p.bigint('number').primary(),
    assignment: () => p.manyToOne(Assignment).mapToPk(),
    /** Tutors of its classes read it. */
    course: () => p.manyToOne(Course).mapToPk(),
    programme: () => p.manyToOne(Programme).mapToPk(),
    /** Whose work it was is known to the system alone: it is shown as a text, to tutors of other classes too. */
    submissionId: p.bigint('number'),
    title: p.text(),
    text: p.text(),
    pointsTenths: p.integer(),
    criterionPoints: p.json<AgreedCriterion[]>(),
    comment: p.text(),
    markedById: p.bigint('number'),
    markedByName: p.text(),
    markedAt: p.datetime(3),
    removedAt: p.datetime(3).nullable(),
  },
  indexes: [
    { name: 'anchor_paper_one', expression: 'create unique index "anchor_paper_one" on "anchor_paper" ("submission_id") where "removed_at" is null' },
    { properties: ['assignment', 'id'] },
  ],
  ...rowPolicies('anchor_paper', {
    classes: `exists (select 1 from training_class k where k.course_id = anchor_paper.course_id and k.id = any (${setting.ids}))`,
    programmes: `programme_id = any (${setting.ids})`,
  }, { classes: null }),
});

export const Calibration = defineEntity({
  name: 'Calibration',
  tableName: 'calibration',
  properties: {
    id: p.bigint('number').primary(),
    anchor: () => p.manyToOne(AnchorPaper).mapToPk().index(),
    programme: () => p.manyToOne(Programme).mapToPk(),
    tutorId: p.bigint('number'),
    tutorName: p.text(),
    pointsTenths: p.integer(),
    criterionPoints: p.json<CriterionPoints[]>(),
    at: p.datetime(3),
  },
  // One's own; practising is nobody else's business.
  ...rowPolicies('calibration', { classes: `tutor_id = ${setting.person}`, programmes: `tutor_id = ${setting.person}` }),
});
