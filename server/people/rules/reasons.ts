// Reasons that people give, and the days on which what they do takes effect.
import { isLocalDate, type LocalDate } from '../../kernel/calendar.js';
import { numberFaults } from '../../kernel/personal-numbers.js';
import { refuse, type Refusal } from '../../kernel/refusals.js';

export const reasonMinimum = 4;
export const reasonMaximum = 200;

/** A reason must say something: at least four characters. It is kept, so it must not hold the personal numbers that are kept sealed. */
export function reasonFaults(reason: string): Refusal[] {
  const length = [...reason.trim()].length;
  if (length < reasonMinimum) return [refuse('INCOMPLETE', { zh: `请写明理由，至少 ${reasonMinimum} 个字。`, en: `Give a reason of at least ${reasonMinimum} characters.` }, { field: 'reason', facts: { minimum: reasonMinimum } })];
  if (length > reasonMaximum) return [refuse('TOO_LONG', { zh: `理由最多 ${reasonMaximum} 个字。`, en: `A reason has at most ${reasonMaximum} characters.` }, { field: 'reason', facts: { maximum: reasonMaximum } })];
  return numberFaults(reason, 'reason');
}

export function noteFaults(note: string | null): Refusal[] {
  if (note === null) return [];
  if ([...note].length > reasonMaximum) return [refuse('TOO_LONG', { zh: `说明最多 ${reasonMaximum} 个字。`, en: `A note has at most ${reasonMaximum} characters.` }, { field: 'note', facts: { maximum: reasonMaximum } })];
  return numberFaults(note, 'note');
}

/** What changes a record takes effect today or took effect before: a later day would make the record say what is not so yet. */
export function effectiveFaults(effectiveOn: LocalDate, today: LocalDate): Refusal[] {
  if (!isLocalDate(effectiveOn)) return [refuse('MALFORMED', { zh: '生效日期不正确。', en: 'The date is no date.' }, { field: 'effectiveOn' })];
  if (effectiveOn > today) return [refuse('OUT_OF_RANGE', { zh: `生效日期不能晚于今天（${today}），请到当日再办理。`, en: `It cannot take effect after today (${today}); do it on the day.` }, { field: 'effectiveOn', facts: { today } })];
  return [];
}

/** How many personal numbers one person may look at in a day (reliability T2). */
export const revealsPerDay = 30;
