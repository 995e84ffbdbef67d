// The terms of an allocation: what each tutor takes, for how many days, and how much room that leaves.
import { isLocalDate, type LocalDate } from '../../kernel/calendar.js';
import { numberFaults } from '../../kernel/personal-numbers.js';
import { refuse, type Refusal } from '../../kernel/refusals.js';

export interface Terms { tutorId: number; weight: number; dailyCap: number }

export const standardTerms = { weight: 1, dailyCap: 40 } as const;
export const weightMaximum = 10;
export const dailyCapMaximum = 500;
export const daysMaximum = 30;
const reasonMaximum = 200;

/** How many more a tutor may get: the caps of the days, less what is done today and what waits already. */
export function roomOf(dailyCap: number, days: number, doneToday: number, waiting: number): number {
  return Math.max(0, dailyCap * days - doneToday - waiting);
}

export function termsRefusals(terms: readonly Terms[], days: number, known: ReadonlySet<number>): Refusal[] {
  const seen = new Set<number>();
  return [
    ...(days >= 1 && days <= daysMaximum ? [] : [refuse('OUT_OF_RANGE', { zh: `天数应在 1 到 ${daysMaximum} 之间。`, en: `Between 1 and ${daysMaximum} days.` }, { field: 'days', facts: { minimum: 1, maximum: daysMaximum, given: days } })]),
    ...(terms.length > 0 ? [] : [refuse('EMPTY', { zh: '请至少选择一位辅导员。', en: 'Choose at least one tutor.' }, { field: 'terms' })]),
    ...terms.flatMap(({ tutorId, weight, dailyCap }, index) => {
      const field = `terms.${index}`;
      const isRepeated = seen.has(tutorId);
      seen.add(tutorId);
      return [
        ...(known.has(tutorId) ? [] : [refuse('NOT_FOUND', { zh: '这个项目没有这位辅导员。', en: 'No such tutor in this programme.' }, { field: `${field}.tutorId` })]),
        ...(isRepeated ? [refuse('ALREADY_EXISTS', { zh: '同一位辅导员写了两次。', en: 'The same tutor twice.' }, { field: `${field}.tutorId` })] : []),
        ...(weight >= 1 && weight <= weightMaximum ? [] : [refuse('OUT_OF_RANGE', { zh: `权重应在 1 到 ${weightMaximum} 之间。`, en: `A weight is between 1 and ${weightMaximum}.` }, { field: `${field}.weight`, facts: { given: weight } })]),
        ...(dailyCap >= 0 && dailyCap <= dailyCapMaximum ? [] : [refuse('OUT_OF_RANGE', { zh: `每日上限应在 0 到 ${dailyCapMaximum} 之间。`, en: `A daily cap is between 0 and ${dailyCapMaximum}.` }, { field: `${field}.dailyCap`, facts: { given: dailyCap } })]),
      ];
    }),
  ];
}

export function reasonRefusals(reason: string): Refusal[] {
  const length = [...reason.trim()].length;
  if (length === 0) return [refuse('EMPTY', { zh: '请说明原因。', en: 'Say why.' }, { field: 'reason' })];
  if (length > reasonMaximum) return [refuse('TOO_LONG', { zh: `原因最多 ${reasonMaximum} 字，现有 ${length} 字。`, en: `At most ${reasonMaximum} characters; there are ${length}.` }, { field: 'reason', facts: { maximum: reasonMaximum, length } })];
  return numberFaults(reason, 'reason');
}

/** An absence lies in order and is not over yet. */
export function absenceRefusals(from: LocalDate, until: LocalDate, today: LocalDate): Refusal[] {
  if (!isLocalDate(from)) return [refuse('MALFORMED', { zh: '日期不正确。', en: 'No such date.' }, { field: 'from' })];
  if (!isLocalDate(until)) return [refuse('MALFORMED', { zh: '日期不正确。', en: 'No such date.' }, { field: 'until' })];
  if (until < from) return [refuse('OUT_OF_RANGE', { zh: '结束日期早于开始日期。', en: 'It ends before it begins.' }, { field: 'until' })];
  return until < today ? [refuse('OUT_OF_RANGE', { zh: '这段时间已经过去。', en: 'That time is over.' }, { field: 'until' })] : [];
}
