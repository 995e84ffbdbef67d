// How assignments, submissions and reviews are read.
import { personShape } from '../access/index.js';
import { enrolmentShape } from '../enrolment/index.js';
import { formatTenths } from '../kernel/tenths.js';
import { officeShape } from '../offices/index.js';
import { setting, type ScopeKind } from '../platform/database/scope.js';
import { defineShape, factScope, field, openToAll } from '../platform/database/shape.js';
import { raw, sql } from '../platform/database/sql.js';
import { courseShape, trainingClassShape } from '../programmes/index.js';
import { ifKnown, isAnonymous, isBlind } from './anonymity.js';
import { gradable, hiddenMarker, ifOpen, isToMarkAgain, markerWord, secondMarkerWord, toldState } from './blindness.js';
import type { RubricChangeType } from './graphql/rubric.type.js';
import type { AnnotationType, AssignmentType, CriterionPointsType, OpinionType, ReviewType, RubricType, SubmissionType } from './graphql/submission.type.js';
import type { Annotation } from './rules/annotations.js';
import type { Criterion, CriterionPoints } from './rules/points.js';
import { totalOf } from './rules/rubric.js';

export const rubricShape = defineShape({
  typeName: 'Rubric',
  table: 'rubric',
  key: 'id',
  fields: {
    id: field.id('Rubric'), name: field.text('name'), subject: field.text('subject'), version: field.int('version'), isLatest: field.bool('is_latest'), criteria: field.json('criteria', (value) => (value as Criterion[]).map(criterionOf)),
    totalPoints: field.json('criteria', (value) => formatTenths(totalOf(value as Criterion[]))), madeByName: field.text('made_by_name'), madeAt: field.time('made_at'), assignmentCount: field.int((t) => `(select count(*) from assignment used where used.rubric_id = ${t}.id)`),
  } satisfies Record<Exclude<keyof RubricType, 'key' | 'versions'>, unknown>,
  scope: openToAll,
});

export const assignmentShape = defineShape({
  typeName: 'Assignment',
  table: 'assignment',
  key: 'id',
  fields: {
    id: field.id('Assignment'), title: field.text('title'), prompt: field.text('prompt'), course: field.one(() => courseShape, 'course_id'),
    maximumPoints: field.tenths('maximum_tenths'), releaseOnSubmit: field.bool('release_on_submit'), isAnonymous: field.bool('is_anonymous'), excludesOwnCounty: field.bool('excludes_own_county'), rubric: field.one(() => rubricShape, 'rubric_id'),
  } satisfies Record<Exclude<keyof AssignmentType, 'key'>, unknown>,
  scope: openToAll,
});

export const rubricChangeShape = defineShape({
  typeName: 'RubricChange',
  table: 'rubric_change',
  key: 'id',
  fields: {
    id: field.id('RubricChange'), assignment: field.one(() => assignmentShape, 'assignment_id'), before: field.one(() => rubricShape, 'before_id'), after: field.one(() => rubricShape, 'after_id'), reason: field.text('reason'), byName: field.text('by_name'), at: field.time('at'),
    reviews: field.int('reviews'), changedReviews: field.int('rescored'), finishedAt: field.time('finished_at'),
  } satisfies Record<Exclude<keyof RubricChangeType, 'key'>, unknown>,
  scope: { programmes: (t, scope) => sql`${raw(t)}.programme_id = any (${scope.programmeIds}::bigint[])`, job: () => raw('true') },
});

export const reviewShape = defineShape({
  typeName: 'Review',
  table: 'review',
  key: 'id',
  fields: {
    id: field.id('Review'), points: field.tenths('points_tenths'), criterionPoints: field.json('criterion_points', (value) => criterionPointsOf(value as CriterionPoints[])), annotations: annotationsField('annotations'), comment: field.text('comment'),
    tutorName: field.text('tutor_name'), submittedAt: field.time('submitted_at'), releasedAt: field.time('released_at'), isExcellent: field.bool('is_excellent'),
  } satisfies Record<Exclude<keyof ReviewType, 'key'>, unknown>,
  scope: {
    ...factScope,
    whole: (t) => raw(ifOpen(t, 'whole')),
    office: (t, scope) => sql`${factScope.office(t, scope)} and ${raw(ifOpen(t, 'office'))}`,
    classes: (t, scope) => sql`${factScope.classes(t, scope)} and ${raw(ifOpen(t, 'classes'))}`,
    programmes: (t, scope) => sql`${factScope.programmes(t, scope)} and ${raw(ifOpen(t, 'programmes'))}`,
    self: (t, scope) => sql`${raw(t)}.person_id = ${scope.personId} and ${raw(t)}.released_at is not null and ${raw(t)}.withdrawn_at is null`,
  },
});

export const draftShape = defineShape({
  typeName: 'ReviewDraft',
  table: 'review_draft',
  key: 'submission_id',
  fields: {
    version: field.int('version'), points: field.tenths('points_tenths'), criterionPoints: field.json('criterion_points', (value) => criterionPointsOf(value as CriterionPoints[])),
    annotations: annotationsField('annotations'), comment: field.text('comment'), isExcellent: field.bool('is_excellent'), savedAt: field.time('saved_at'),
  },
  scope: {
    classes: (t, scope) => sql`${raw(t)}.class_id = any (${scope.classIds}::bigint[]) and ${raw(t)}.tutor_id = ${scope.personId}`,
    programmes: (t, scope) => sql`${raw(t)}.programme_id = any (${scope.programmeIds}::bigint[]) and ${raw(t)}.tutor_id = ${scope.personId}`,
  },
});

// Leases run on real time and are shown on the clock that people see.
const leaseShape = defineShape({
  typeName: 'Lease',
  table: 'submission_lease',
  key: 'submission_id',
  fields: { holderName: field.text((t, caller) => hiddenMarker(t, 'holder', secondMarkerWord.zh, caller)), until: field.time((t) => `(${t}.until + coalesce((select make_interval(secs => offset_ms / 1000.0) from business_clock), interval '0'))`), isAhead: field.bool('is_ahead'), isMine: field.bool((t) => `coalesce(${t}.holder_id = ${setting.person}, false)`) },
  scope: factScope,
});

export const opinionShape = defineShape({
  typeName: 'Opinion',
  table: 'opinion',
  key: 'id',
  fields: { id: field.id('Opinion'), expertName: field.text('expert_name'), text: field.text('text'), givenAt: field.time('given_at') } satisfies Record<Exclude<keyof OpinionType, 'key'>, unknown>,
  scope: { ...factScope, self: () => raw('false') },
});

/** Handing in is the learner's own act: its record would tell who it was. */
function byName(t: string, caller: ScopeKind): string {
  const marker = hiddenMarker(t, 'by', markerWord, caller);
  return isBlind(caller) ? `case when ${t}.by_id = ${t}.person_id and (select ${isAnonymous('event_submission')} from submission event_submission where event_submission.id = ${t}.submission_id) then '学员' else ${marker} end` : marker;
}

export const submissionEventShape = defineShape({
  typeName: 'SubmissionEvent',
  table: 'submission_event',
  key: 'id',
  fields: { from: field.text((t, caller) => toldState(`${t}.from_state`, caller)), to: field.text('to_state'), byName: field.text(byName), at: field.time('at'), reason: field.text('reason') },
  scope: { ...factScope, self: (t, scope) => sql`${factScope.self(t, scope)} and ${raw(t)}.to_state not in ('SECOND_MARKING', 'AGREED')` },
});

const school = (t: string) => `${t}_school`;
const ofSchool = (t: string, caller: ScopeKind) => `left join office ${t}_school on ${t}_school.id = ${t}.school_id${ifKnown(t, caller)}`;

export const submissionShape = defineShape({
  typeName: 'Submission',
  isInterleaved: true,
  table: 'submission',
  key: 'id',
  fields: {
    id: field.id('Submission'),
    assignment: field.one(() => assignmentShape, 'assignment_id'),
    enrolment: field.oneBy(() => enrolmentShape, (t, target, caller) => `${target}.id = ${t}.enrolment_id${ifKnown(t, caller)}`),
    learner: field.oneBy(() => personShape, (t, target, caller) => `${target}.id = ${t}.person_id${ifKnown(t, caller)}`),
    learnerNumber: field.int((t) => `case when ${isAnonymous(t)} then ${t}.learner_number end`),
    school: field.joined(() => officeShape, school, ofSchool),
    county: field.oneBy(() => officeShape, (t, target) => `${target}.id = ${t}_school.county_id`, ofSchool),
    city: field.oneBy(() => officeShape, (t, target) => `${target}.id = ${t}_school.city_id`, ofSchool),
    class: field.one(() => trainingClassShape, 'class_id'),
    attempt: field.int('attempt'),
    text: field.text('text'),
    characterCount: field.int('character_count'),
    state: field.text((t, caller) => toldState(`${t}.state`, caller)),
    submittedAt: field.time('submitted_at'),
    version: field.int('version'),
    allocatedToName: field.text('allocated_to_name'),
    isAllocatedToViewer: field.bool((t) => `coalesce(${t}.allocated_to_id = ${setting.person}, false)`),
    returnReason: field.text('return_reason'),
    returnAnnotations: annotationsField('return_annotations'),
    // Scores and comments are invisible to the learner until they are released.
    review: field.oneBy(() => reviewShape, (t, target, caller) => `${target}.id = ${t}.last_review_id${caller === 'self' ? ` and ${target}.released_at is not null` : ` and ${ifOpen(target, caller)}`}`),
    lease: field.oneBy(() => leaseShape, (t, target, caller) => `${target}.submission_id = ${t}.id and ${target}.until > now()${caller === 'self' ? ' and false' : ''}`),
    draft: field.oneBy(() => draftShape, (t, target) => `${target}.submission_id = ${t}.id and ${target}.tutor_id = ${setting.person}`),
    viewerCanGrade: field.bool((t, caller) => `${t}.is_latest and ${gradable(t, caller)}`),
    isSecondMarking: field.bool((t, caller) => (caller === 'classes' ? `${t}.is_latest and ${isToMarkAgain(t)}` : 'false')),
    isNews: field.bool((t) => `(${t}.state in ('RETURNED', 'RELEASED', 'REVISED') and exists (select 1 from submission_event e where e.submission_id = ${t}.id and e.to_state in ('RETURNED', 'RELEASED', 'REVISED') and e.by_id <> e.person_id
      and e.at > coalesce((select k.looked_at from review_look k where k.enrolment_id = ${t}.enrolment_id), '-infinity')))`),
    viewerCanRelease: field.bool((t) => `${t}.is_latest and ${t}.state in ('SCORED', 'AGREED')`),
    viewerCanHandIn: field.bool((t) => `${t}.is_latest and ${t}.state = 'RETURNED'`),
  } satisfies Record<Exclude<keyof SubmissionType, 'key' | 'opinions' | 'flags' | 'history' | 'attempts' | 'viewerCanGiveOpinion'>, unknown>,
  scope: factScope,
});

function criterionOf(criterion: Criterion) {
  return { key: criterion.key, name: criterion.name, description: criterion.description, maximumPoints: formatTenths(criterion.maximumTenths), levels: criterion.levels.map((level) => ({ name: level.name, description: level.description, points: formatTenths(level.pointsTenths) })) };
}

export function criterionPointsOf(points: readonly CriterionPoints[]): CriterionPointsType[] {
  return points.map(({ criterion, pointsTenths, givenTenths }) => ({ criterion, points: formatTenths(pointsTenths), beforeDeductions: formatTenths(givenTenths ?? pointsTenths) }));
}

function annotationsField(column: string) {
  return field.json(column, (value) => annotationsOf(value as Annotation[]));
}

export function annotationsOf(annotations: readonly Annotation[]): AnnotationType[] {
  return annotations.map(({ deductionTenths, ...annotation }) => ({ ...annotation, deduction: deductionTenths === null ? null : formatTenths(deductionTenths) }));
}
