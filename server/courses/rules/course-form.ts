// What is wrong with a course as it was written: a draft may be unfinished, what is handed in may not.
import { numberFaults } from '../../kernel/personal-numbers.js';
import { refuse, type Refusal } from '../../kernel/refusals.js';
import { formatTenths } from '../../kernel/tenths.js';
import { minutesOf, type CourseContent } from '../../programmes/index.js';

export const formLimits = { name: 60, title: 60, description: 2_000, hoursTenths: 2_000, units: 60, minutes: 2_400, reason: 500 } as const;

const length = (text: string): number => [...text.trim()].length;

/** A text that must be there, of limited length and without numbers of persons. */
export function textRefusals(text: string, field: string, maximum: number): Refusal[] {
  if (length(text) === 0) return [refuse('EMPTY', { zh: '请填写。', en: 'Fill this in.' }, { field })];
  return longTextRefusals(text, field, maximum);
}

export function longTextRefusals(text: string, field: string, maximum: number): Refusal[] {
  if (length(text) > maximum) return [refuse('TOO_LONG', { zh: `最多 ${maximum} 字，现有 ${length(text)} 字。`, en: `At most ${maximum} characters; there are ${length(text)}.` }, { field, facts: { maximum, length: length(text) } })];
  return numberFaults(text, field);
}

function outOfRange(field: string, maximum: number): Refusal {
  return refuse('OUT_OF_RANGE', { zh: `应为 1 至 ${maximum} 的整数。`, en: `A whole number from 1 to ${maximum}.` }, { field, facts: { maximum } });
}

const isCount = (value: number | null, maximum: number): boolean => value === null || (Number.isInteger(value) && value >= 1 && value <= maximum);

/** What no draft may hold. */
export function draftRefusals({ name, description, hoursTenths, units }: CourseContent): Refusal[] {
  return [
    ...textRefusals(name, 'name', formLimits.name), ...longTextRefusals(description, 'description', formLimits.description),
    ...(hoursTenths >= 1 && hoursTenths <= formLimits.hoursTenths ? [] : [refuse('OUT_OF_RANGE', { zh: `学时应大于 0，至多 ${formLimits.hoursTenths / 10}。`, en: `More than 0 and at most ${formLimits.hoursTenths / 10} class hours.` }, { field: 'hours' })]),
    ...(units.length <= formLimits.units ? [] : [refuse('LIMIT_REACHED', { zh: `最多 ${formLimits.units} 个环节。`, en: `At most ${formLimits.units} units.` }, { field: 'units', facts: { maximum: formLimits.units } })]),
    ...units.flatMap((unit, place) => [
      ...textRefusals(unit.title, `units.${place}.title`, formLimits.title),
      ...(isCount(unit.minutes, formLimits.minutes) ? [] : [outOfRange(`units.${place}.minutes`, formLimits.minutes)]),
      ...(isCount(unit.requiredMinutes, unit.minutes) ? [] : [outOfRange(`units.${place}.requiredMinutes`, unit.minutes)]),
      ...(isCount(unit.requiredPosts, 100) ? [] : [outOfRange(`units.${place}.requiredPosts`, 100)]),
      ...(isCount(unit.requiredViews, 1_000) ? [] : [outOfRange(`units.${place}.requiredViews`, 1_000)]),
    ]),
  ];
}

/** What has to be there when it is handed in: the units make exactly the hours, at 45 minutes each. */
export function handInRefusals({ description, hoursTenths, units }: CourseContent): Refusal[] {
  const made = units.reduce((sum, { minutes }) => sum + minutes, 0);
  const asked = minutesOf(hoursTenths);
  const hours = formatTenths(hoursTenths);
  return [
    ...(length(description) > 0 ? [] : [refuse('EMPTY', { zh: '请写明课程简介。', en: 'Say what the course is about.' }, { field: 'description', requirement: 'JS-10' })]),
    ...(units.length > 0 ? [] : [refuse('EMPTY', { zh: '请至少写一个单元环节。', en: 'Write one unit at least.' }, { field: 'units', requirement: 'JS-10' })]),
    ...(units.length > 0 && made !== asked
      ? [refuse('INCOMPLETE', { zh: `各环节合计 ${made} 分钟，${hours} 学时应为 ${asked ?? hoursTenths * 4.5} 分钟。`, en: `The units make ${made} minutes; ${hours} class hours are ${asked ?? hoursTenths * 4.5}.` }, { field: 'units', requirement: 'JS-10', facts: { made, asked: String(asked ?? '') } })] : []),
  ];
}
