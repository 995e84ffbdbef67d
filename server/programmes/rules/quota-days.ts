// The days of quotas, from a programme's windows (JS-06): until when they are stated, and when a period's enrolment is finished and closes.
import { addDays, type LocalDate } from '../../kernel/calendar.js';
import type { RuleDocument } from './rule-document.js';

/** All days are included. */
export interface QuotaDays {
  /** Null where a document names no first day: from the beginning. */
  statedFrom: LocalDate | null;
  /** Null where nothing ends it: no window, no end. */
  statedUntil: LocalDate | null;
  /** The stretch in which the period's enrolment is finished begins here. */
  finishFrom: LocalDate | null;
  /** The last day on which seats are handed down and taken back: the enrolment's last. */
  closesOn: LocalDate | null;
}

type Window = NonNullable<RuleDocument['windows']>[number];

/** The days of a period's quotas; null where the programme has none. */
export function quotaDaysOf(document: RuleDocument, period: { startsOn: LocalDate; endsOn: LocalDate }): QuotaDays | null {
  if (document.enrolment?.hasQuotas !== true) return null;
  const windowOf = (action: Window['action']) => document.windows?.find((one) => one.action === action);
  const [stating, enrolling] = [windowOf('QUOTAS'), windowOf('ENROLMENT')];
  return {
    statedFrom: dayOf(stating?.from, period), statedUntil: dayOf(stating?.until, period),
    finishFrom: dayOf(enrolling?.finishFrom, period), closesOn: dayOf(enrolling?.until, period),
  };
}

export function dayOf(moment: Window['until'] | undefined, period: { startsOn: LocalDate; endsOn: LocalDate }): LocalDate | null {
  if (moment === undefined) return null;
  if (moment.anchor === 'DATE') return moment.date;
  return addDays(moment.anchor === 'PERIOD_START' ? period.startsOn : period.endsOn, moment.days);
}
