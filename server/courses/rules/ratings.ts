// Ratings of a course by experts: points for each of the programme's criteria; their average is exact.
import { refuse, type Refusal } from '../../kernel/refusals.js';
import { formatTenths, scaledHalfUp, type Tenths } from '../../kernel/tenths.js';
import type { CourseCriterion, CourseReviewRules } from '../../programmes/index.js';
import { formLimits, textRefusals } from './course-form.js';

export interface GivenPoints { criterion: string; pointsTenths: Tenths }

/** Refuses points that are missing, given twice, for no criterion or beyond it, and a rating without a word. */
export function ratingRefusals(criteria: readonly CourseCriterion[], points: readonly GivenPoints[], comment: string): Refusal[] {
  const details = { requirement: 'JS-15' };
  return [
    ...points.flatMap(({ criterion, pointsTenths }, place): Refusal[] => {
      const found = criteria.find(({ code }) => code === criterion);
      const field = `points.${place}`;
      if (!found) return [refuse('NOT_FOUND', { zh: '没有这个评审项目。', en: 'There is no such criterion.' }, { ...details, field: `${field}.criterion` })];
      if (points.findIndex((one) => one.criterion === criterion) < place) return [refuse('ALREADY_EXISTS', { zh: '同一评审项目评了两次。', en: 'The same criterion twice.' }, { ...details, field: `${field}.criterion` })];
      if (pointsTenths >= 0 && pointsTenths <= found.maximumTenths) return [];
      const maximum = formatTenths(found.maximumTenths);
      return [refuse('OUT_OF_RANGE', { zh: `应为 0 至 ${maximum} 分。`, en: `0 to ${maximum} points.` }, { ...details, field: `${field}.points`, facts: { maximum } })];
    }),
    ...criteria.filter(({ code }) => !points.some(({ criterion }) => criterion === code)).map(({ code, name }) => refuse('INCOMPLETE', { zh: `还没有给“${name.zh}”评分。`, en: `No points for “${name.en}” yet.` }, { ...details, field: `points.${code}` })),
    ...textRefusals(comment, 'comment', formLimits.reason),
  ];
}

export function totalOf(points: readonly GivenPoints[]): Tenths {
  return points.reduce((sum, { pointsTenths }) => sum + pointsTenths, 0);
}

/** To the tenth, halves up; null where nobody rated. */
export function averageOf(totals: readonly Tenths[]): Tenths | null {
  return totals.length === 0 ? null : scaledHalfUp(totals.reduce((sum, one) => sum + one, 0), totals.length, 1);
}

/** Why the course cannot be accepted by the ratings that are in; those asked for and missing are told by number. */
export function acceptanceRefusals(rules: CourseReviewRules | null, assigned: number, submitted: number): Refusal[] {
  const asked = Math.max(rules?.experts ?? 0, assigned);
  if (submitted >= asked) return [];
  return [refuse('INCOMPLETE', { zh: `应有 ${asked} 位专家评分，现有 ${submitted} 位。`, en: `${asked} experts have to rate it; ${submitted} have.` }, { field: 'courseId', requirement: rules?.requirement ?? 'JS-15', facts: { asked, submitted } })];
}
