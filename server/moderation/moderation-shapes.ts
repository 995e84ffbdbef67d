// How second markings, their settings and anchor papers are read.
import { assignmentShape, ifOpen, reviewShape, submissionShape, type CriterionPoints } from '../assignments/index.js';
import { formatTenths } from '../kernel/tenths.js';
import { setting } from '../platform/database/scope.js';
import { defineShape, factScope, field } from '../platform/database/shape.js';
import { raw, sql } from '../platform/database/sql.js';
import { trainingClassShape } from '../programmes/index.js';
import type { AgreedCriterion } from './anchor-paper.entity.js';
import type { AnchorPaperType, CalibrationType, SecondMarkingSettingType, SecondMarkingType } from './graphql/moderation.type.js';
import type { Border } from './rules/sampling.js';
import { ofProgrammes } from './settings.service.js';

const review = (column: string) => field.oneBy(() => reviewShape, (t, target, caller) => `${target}.id = ${t}.${column} and ${ifOpen(target, caller)}`);
const { office, classes, programmes } = factScope;

/** Its learner has not withdrawn: what is marked twice is the latest attempt until it is settled. */
export const isOfStanding = (t: string) => `exists (select 1 from submission standing where standing.id = ${t}.submission_id and standing.is_latest)`;

export const secondMarkingShape = defineShape({
  typeName: 'SecondMarking',
  table: 'second_marking',
  key: 'id',
  fields: {
    id: field.id('SecondMarking'), submission: field.one(() => submissionShape, 'submission_id'), state: field.text('state'), reasons: field.json((t) => `to_json(${t}.reasons)`, (value) => value),
    tolerance: field.tenths('tolerance_tenths'), difference: field.tenths('difference_tenths'), sampledAt: field.time('sampled_at'), secondAt: field.time('second_at'),
    first: review('first_review_id'), second: review('second_review_id'), agreed: review('agreed_review_id'),
    settledAt: field.time('settled_at'), settledByName: field.text('settled_by_name'), settledReason: field.text('settled_reason'),
    viewerCanDecide: field.bool((t) => `(${t}.state = 'DISPUTED' and ${isOfStanding(t)} and ${t}.first_tutor_id <> ${setting.person} and ${t}.second_tutor_id <> ${setting.person})`),
  } satisfies Record<Exclude<keyof SecondMarkingType, 'key'>, unknown>,
  // What still waits for its second marker is told to nobody.
  scope: {
    whole: (t) => sql`${raw(t)}.state <> 'WAITING'`,
    office: (t, scope) => sql`${raw(t)}.state <> 'WAITING' and ${office(t, scope)}`,
    classes: (t, scope) => sql`${raw(t)}.state <> 'WAITING' and ${classes(t, scope)}`,
    programmes: (t, scope) => sql`${raw(t)}.state <> 'WAITING' and ${programmes(t, scope)}`,
  },
});

export const settingShape = defineShape({
  typeName: 'SecondMarkingSetting',
  table: 'second_marking_setting',
  key: 'id',
  fields: {
    assignment: field.one(() => assignmentShape, 'assignment_id'), class: field.one(() => trainingClassShape, 'class_id'), samplePercent: field.int('sample_percent'),
    borders: field.json('borders', (value) => (value as Border[]).map(({ fromTenths, toTenths }) => ({ from: formatTenths(fromTenths), to: formatTenths(toTenths) }))),
    newTutorReviews: field.int('new_tutor_reviews'), newTutorDays: field.int('new_tutor_days'), tolerance: field.tenths('tolerance_tenths'), version: field.int('version'), byName: field.text('by_name'), at: field.time('at'),
  } satisfies Record<keyof SecondMarkingSettingType, unknown>,
  scope: { whole: () => raw('true'), office: (t, scope) => ofProgrammes(`${t}.programme_id`, scope), programmes: (t, scope) => ofProgrammes(`${t}.programme_id`, scope) },
});

const lastCalibration = (t: string, target: string) => `${target}.id = (select max(own.id) from calibration own where own.anchor_id = ${t}.id and own.tutor_id = ${setting.person})`;

export const calibrationShape = defineShape({
  typeName: 'Calibration',
  table: 'calibration',
  key: 'id',
  fields: {
    points: field.tenths('points_tenths'), criterionPoints: field.json('criterion_points', (value) => (value as CriterionPoints[]).map(({ criterion, pointsTenths }) => ({ criterion, points: formatTenths(pointsTenths) }))),
    difference: field.tenths((t) => `(${t}.points_tenths - (select scored.points_tenths from anchor_paper scored where scored.id = ${t}.anchor_id))`), at: field.time('at'),
  } satisfies Record<keyof CalibrationType, unknown>,
  scope: { classes: (t, scope) => sql`${raw(t)}.tutor_id = ${scope.personId}`, programmes: (t, scope) => sql`${raw(t)}.tutor_id = ${scope.personId}` },
});

export const anchorShape = defineShape({
  typeName: 'AnchorPaper',
  table: 'anchor_paper',
  key: 'id',
  fields: {
    id: field.id('AnchorPaper'), assignment: field.one(() => assignmentShape, 'assignment_id'), title: field.text('title'), text: field.text('text'), points: field.tenths('points_tenths'),
    criterionPoints: field.json('criterion_points', (value) => (value as AgreedCriterion[]).map(({ criterion, pointsTenths, comment }) => ({ criterion, points: formatTenths(pointsTenths), comment }))),
    comment: field.text('comment'), markedByName: field.text('marked_by_name'), markedAt: field.time('marked_at'), ownCalibration: field.oneBy(() => calibrationShape, lastCalibration),
  } satisfies Record<Exclude<keyof AnchorPaperType, 'key'>, unknown>,
  scope: {
    classes: (t, scope) => sql`${raw(t)}.removed_at is null and exists (select 1 from training_class k where k.course_id = ${raw(t)}.course_id and k.id = any (${scope.classIds}::bigint[]))`,
    programmes: (t, scope) => sql`${raw(t)}.removed_at is null and ${raw(t)}.programme_id = any (${scope.programmeIds}::bigint[])`,
  },
});
