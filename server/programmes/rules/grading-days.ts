// Until when a period's assignments are graded (JS-17), as a programme's document says it.
import type { LocalDate } from '../../kernel/calendar.js';
import { dayOf } from './quota-days.js';
import type { RuleDocument } from './rule-document.js';

/** The last day of grading, included; null where the document names none: a period's end says when learning ends, not when it is graded. */
export function gradingDayOf({ periods, windows }: Pick<RuleDocument, 'periods' | 'windows'>, period: { startsOn: LocalDate; endsOn: LocalDate }): LocalDate | null {
  return periods === undefined ? null : dayOf(windows?.find(({ action }) => action === 'GRADING')?.until, period);
}
