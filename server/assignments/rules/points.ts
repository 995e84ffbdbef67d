// Scoring one submission: by every criterion of the rubric, or by points alone.
import { accepted, refuse, refused, type Outcome, type Refusal } from '../../kernel/refusals.js';
import { formatTenths, type Tenths } from '../../kernel/tenths.js';

export interface CriterionLevel { name: string; description: string; pointsTenths: Tenths }
export interface Criterion { key: string; name: string; description: string; maximumTenths: Tenths; levels: CriterionLevel[] }
/** The points that count; `givenTenths` only where annotations deducted from what was given. */
export interface CriterionPoints { criterion: string; pointsTenths: Tenths; givenTenths?: Tenths }

export interface ScoreSheet { pointsTenths: Tenths | null; criterionPoints: readonly CriterionPoints[] }

export const commentMaximum = 5_000;

/**
 * The points of a sheet, checked against the rubric. Either every criterion has points within its range and the
 * points are their sum, or no criterion has any and the points stand alone.
 * Refuses OUT_OF_RANGE and INCOMPLETE with the field; never throws.
 */
export function pointsOf(sheet: ScoreSheet, criteria: readonly Criterion[], maximumTenths: Tenths): Outcome<Tenths> {
  const refusals = rangeRefusals(sheet, criteria, maximumTenths);
  if (refusals.length > 0) return refused(...refusals);
  if (sheet.criterionPoints.length === 0) {
    if (sheet.pointsTenths === null) return refused(refuse('INCOMPLETE', { zh: '请按评分标准逐项打分，或直接给出总分。', en: 'Score every criterion, or give the points alone.' }, { field: 'points' }));
    return accepted(sheet.pointsTenths);
  }
  const missing = criteria.filter((criterion) => !sheet.criterionPoints.some((given) => given.criterion === criterion.key));
  if (missing.length > 0) {
    const names = missing.map((criterion) => criterion.name).join('、');
    return refused(refuse('INCOMPLETE', { zh: `还有评分项没有打分：${names}。`, en: `Criteria without points: ${names}.` }, { field: 'criterionPoints', facts: { missing: missing.length } }));
  }
  const sum = sheet.criterionPoints.reduce((total, given) => total + given.pointsTenths, 0);
  if (sheet.pointsTenths !== null && sheet.pointsTenths !== sum) {
    return refused(refuse('OUT_OF_RANGE', { zh: `总分应等于各项之和 ${formatTenths(sum)}。`, en: `The points must be the sum of the criteria, ${formatTenths(sum)}.` }, { field: 'points', facts: { sum: formatTenths(sum) } }));
  }
  return accepted(sum);
}

/** What is wrong with the numbers themselves; a draft may be incomplete, but not out of range. */
export function rangeRefusals(sheet: ScoreSheet, criteria: readonly Criterion[], maximumTenths: Tenths): Refusal[] {
  const refusals: Refusal[] = [];
  const check = (pointsTenths: Tenths, maximum: Tenths, field: string, name: string): void => {
    if (pointsTenths >= 0 && pointsTenths <= maximum) return;
    refusals.push(refuse('OUT_OF_RANGE', { zh: `${name}应在 0 到 ${formatTenths(maximum)} 分之间。`, en: `${name} must be between 0 and ${formatTenths(maximum)}.` }, { field, facts: { minimum: 0, maximum: formatTenths(maximum), given: formatTenths(pointsTenths) } }));
  };
  if (sheet.pointsTenths !== null) check(sheet.pointsTenths, maximumTenths, 'points', '总分');
  sheet.criterionPoints.forEach((given, index) => {
    const criterion = criteria.find((one) => one.key === given.criterion);
    const field = `criterionPoints.${index}`;
    if (!criterion) refusals.push(refuse('NOT_FOUND', { zh: '评分标准中没有这一项。', en: 'The rubric has no such criterion.' }, { field: `${field}.criterion`, facts: { criterion: given.criterion } }));
    else check(given.givenTenths ?? given.pointsTenths, criterion.maximumTenths, `${field}.points`, `「${criterion.name}」`);
  });
  return [...refusals, ...repeatedCriteria(sheet)];
}

function repeatedCriteria(sheet: ScoreSheet): Refusal[] {
  const seen = new Set<string>();
  return sheet.criterionPoints.flatMap((given, index) => {
    if (!seen.has(given.criterion)) { seen.add(given.criterion); return []; }
    return [refuse('OUT_OF_RANGE', { zh: '同一评分项出现了两次。', en: 'A criterion appears twice.' }, { field: `criterionPoints.${index}.criterion` })];
  });
}
