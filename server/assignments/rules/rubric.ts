// What a rubric must be, and what a new version of it does to what was scored by the old one.
import { refuse, type Refusal } from '../../kernel/refusals.js';
import { formatTenths, type Tenths } from '../../kernel/tenths.js';
import { afterDeductions, type Annotation } from './annotations.js';
import type { Criterion, CriterionLevel, CriterionPoints } from './points.js';

export interface RubricContent { name: string; criteria: readonly Criterion[] }

export const criteriaAtMost = 10;
/** The keys 1 to 9 choose a level. */
export const levelsAtMost = 9;
const levelsAtLeast = 2;
const nameMaximum = 40;
const levelNameMaximum = 20;
const descriptionMaximum = 300;
/** 1,000 points. */
const totalMaximum: Tenths = 10_000;

/** Best level first, each worth less than the one before; names that can be told apart. Refuses EMPTY, TOO_LONG, OUT_OF_RANGE and TAKEN with the field. */
export function rubricRefusals({ name, criteria }: RubricContent): Refusal[] {
  const refusals = [...named(name, 'name', '名称', 'name', nameMaximum)];
  if (criteria.length === 0) refusals.push(refuse('EMPTY', { zh: '至少要有一个评分项。', en: 'At least one criterion is needed.' }, { field: 'criteria' }));
  if (criteria.length > criteriaAtMost) refusals.push(refuse('OUT_OF_RANGE', { zh: `评分项最多 ${criteriaAtMost} 个。`, en: `At most ${criteriaAtMost} criteria.` }, { field: 'criteria', facts: { maximum: criteriaAtMost } }));
  criteria.forEach((criterion, place) => { refusals.push(...criterionRefusals(criterion, `criteria.${place}`), ...repeated(criteria, place, 'criteria')); });
  const total = totalOf(criteria);
  if (total > totalMaximum) refusals.push(refuse('OUT_OF_RANGE', { zh: `总分最多 ${formatTenths(totalMaximum)} 分，现为 ${formatTenths(total)} 分。`, en: `At most ${formatTenths(totalMaximum)} points in all; there are ${formatTenths(total)}.` }, { field: 'criteria', facts: { maximum: formatTenths(totalMaximum), given: formatTenths(total) } }));
  return refusals;
}

/** What a text can reach at most. */
export function totalOf(criteria: readonly Criterion[]): Tenths {
  return criteria.reduce((sum, { maximumTenths }) => sum + maximumTenths, 0);
}

function criterionRefusals({ name, description, maximumTenths, levels }: Criterion, field: string): Refusal[] {
  const refusals = [...named(name, `${field}.name`, '评分项名称', 'name', nameMaximum), ...tooLong(description, `${field}.description`, descriptionMaximum)];
  if (maximumTenths <= 0) refusals.push(refuse('OUT_OF_RANGE', { zh: '满分应大于 0。', en: 'The maximum must be more than 0.' }, { field: `${field}.maximumPoints`, facts: { given: formatTenths(maximumTenths) } }));
  if (levels.length < levelsAtLeast || levels.length > levelsAtMost) refusals.push(refuse('OUT_OF_RANGE', { zh: `每个评分项要有 ${levelsAtLeast} 到 ${levelsAtMost} 个等级（数字键 1–9）。`, en: `A criterion has ${levelsAtLeast} to ${levelsAtMost} levels (keys 1 to 9).` }, { field: `${field}.levels`, facts: { minimum: levelsAtLeast, maximum: levelsAtMost, given: levels.length } }));
  levels.forEach((level, place) => { refusals.push(...levelRefusals(level, levels[place - 1], maximumTenths, `${field}.levels.${place}`), ...repeated(levels, place, `${field}.levels`)); });
  return refusals;
}

function levelRefusals(level: CriterionLevel, better: CriterionLevel | undefined, maximumTenths: Tenths, field: string): Refusal[] {
  const refusals = [...named(level.name, `${field}.name`, '等级名称', 'name', levelNameMaximum), ...tooLong(level.description, `${field}.description`, descriptionMaximum)];
  if (level.pointsTenths < 0 || level.pointsTenths > maximumTenths) refusals.push(refuse('OUT_OF_RANGE', { zh: `分值应在 0 到 ${formatTenths(maximumTenths)} 之间。`, en: `Points must be between 0 and ${formatTenths(maximumTenths)}.` }, { field: `${field}.points`, facts: { minimum: 0, maximum: formatTenths(maximumTenths), given: formatTenths(level.pointsTenths) } }));
  else if (better && level.pointsTenths >= better.pointsTenths) refusals.push(refuse('OUT_OF_RANGE', { zh: `等级由高到低排列，分值应低于「${better.name}」的 ${formatTenths(better.pointsTenths)} 分。`, en: `Levels go from best to worst: fewer than the ${formatTenths(better.pointsTenths)} points of “${better.name}”.` }, { field: `${field}.points`, facts: { below: formatTenths(better.pointsTenths), given: formatTenths(level.pointsTenths) } }));
  return refusals;
}

function named(text: string, field: string, zh: string, en: string, maximum: number): Refusal[] {
  if (text.trim() === '') return [refuse('EMPTY', { zh: `请填写${zh}。`, en: `Give it a ${en}.` }, { field })];
  return tooLong(text, field, maximum);
}

function tooLong(text: string, field: string, maximum: number): Refusal[] {
  const length = [...text].length;
  return length > maximum ? [refuse('TOO_LONG', { zh: `最多 ${maximum} 字，现有 ${length} 字。`, en: `At most ${maximum} characters; there are ${length}.` }, { field, facts: { maximum, length } })] : [];
}

function repeated(items: readonly { name: string }[], place: number, field: string): Refusal[] {
  const name = items[place]?.name.trim() ?? '';
  if (name === '' || items.findIndex((item) => item.name.trim() === name) === place) return [];
  return [refuse('TAKEN', { zh: `「${name}」出现了两次。`, en: `“${name}” appears twice.` }, { field: `${field}.${place}.name` })];
}

/** Whether both ask the same questions, so that what was scored by the one can be read by the other. */
export function hasSameCriteria(one: readonly Criterion[], other: readonly Criterion[]): boolean {
  return one.length === other.length && one.every(({ key }) => other.some((criterion) => criterion.key === key));
}

/** What a review was scored by. */
export interface ScoredSheet { criterionPoints: readonly CriterionPoints[]; annotations: readonly Annotation[] }

export interface Rescored { criterionPoints: CriterionPoints[]; pointsTenths: Tenths; /** Points of their own that the new maximum cuts. */ isCut: boolean }

/**
 * The points that a sheet has under a new version. A level keeps its place: whoever was given the second level has the points
 * of the new second level; where that is gone, and for points between the levels, the points stay, at most the new maximum.
 * What annotations deduct is deducted from that anew.
 */
export function rescored({ criterionPoints: sheet, annotations }: ScoredSheet, before: readonly Criterion[], after: readonly Criterion[]): Rescored {
  let isCut = false;
  const given = sheet.map(({ criterion, pointsTenths: counted, givenTenths }): CriterionPoints => {
    const pointsTenths = givenTenths ?? counted;
    const old = before.find(({ key }) => key === criterion);
    const next = after.find(({ key }) => key === criterion);
    const level = next?.levels[old?.levels.findIndex((one) => one.pointsTenths === pointsTenths) ?? -1];
    if (level) return { criterion, pointsTenths: level.pointsTenths };
    const maximum = next?.maximumTenths ?? 0;
    isCut ||= pointsTenths > maximum;
    return { criterion, pointsTenths: Math.min(pointsTenths, maximum) };
  });
  const criterionPoints = afterDeductions(given, annotations);
  return { criterionPoints, pointsTenths: criterionPoints.reduce((sum, counted) => sum + counted.pointsTenths, 0), isCut };
}
