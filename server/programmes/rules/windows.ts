// The days of a programme's calendar, from the windows of its document: those of the year, and those counted from a period's days.
import type { LocalDate } from '../../kernel/calendar.js';
import { dayOf } from './quota-days.js';
import type { RuleDocument } from './rule-document.js';
import type { windowActions } from './rule-parts.js';

export type WindowAction = (typeof windowActions)[number];

/** All days are included. */
export interface ActionDays {
  action: WindowAction;
  requirement: string;
  /** Null where the document names no first day. */
  from: LocalDate | null;
  /** The stretch in which it is finished begins here; null where any day before the last is as good. */
  finishFrom: LocalDate | null;
  until: LocalDate;
}

type Window = NonNullable<RuleDocument['windows']>[number];

/** The actions that have days of the calendar, whatever the period, by their last day. */
export function yearDaysOf(document: RuleDocument): ActionDays[] {
  // No moment of these is counted from a period.
  return daysOf((document.windows ?? []).filter(isOfTheYear), { startsOn: '', endsOn: '' });
}

/** The actions whose days are counted from a period's first or last one, by their last day. */
export function periodDaysOf(document: RuleDocument, period: { startsOn: LocalDate; endsOn: LocalDate }): ActionDays[] {
  return daysOf((document.windows ?? []).filter((window) => !isOfTheYear(window)), period);
}

function isOfTheYear({ from, finishFrom, until }: Window): boolean {
  return [from, finishFrom, until].every((moment) => moment === undefined || moment.anchor === 'DATE');
}

function daysOf(windows: readonly Window[], period: { startsOn: LocalDate; endsOn: LocalDate }): ActionDays[] {
  return windows
    .map(({ action, requirement, from, finishFrom, until }) => ({ action, requirement, from: dayOf(from, period), finishFrom: dayOf(finishFrom, period), until: dayOf(until, period) ?? '' }))
    .toSorted((one, other) => one.until.localeCompare(other.until));
}
