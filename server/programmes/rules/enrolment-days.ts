// When and how people are enrolled by their own choice (JS-05 – JS-07), as a programme's document says it.
import type { LocalDate } from '../../kernel/calendar.js';
import { dayOf } from './quota-days.js';
import type { RuleDocument } from './rule-document.js';

/** Both days are included. */
export interface ChoosingRules {
  /** Null where a document names no first day: from the beginning. */
  opensOn: LocalDate | null;
  /** Null where nothing ends it. */
  closesOn: LocalDate | null;
  /** JS-07: who chose earlier is enrolled earlier. */
  isFirstChosenFirst: boolean;
}

/** JS-07: in which days a learner is swapped for another or withdrawn; both are included. */
export interface SubstitutionDays {
  /** Null where a document names no first day: from the enrolment on. */
  opensOn: LocalDate | null;
  closesOn: LocalDate | null;
  /** Whose rule it is. */
  requirement: string;
}

/** JS-05: who reviews what schools entered, and in which days; both are included. */
export interface ReviewRules {
  /** The level whose offices review. */
  by: RuleLevel;
  /** Of each school's enrolments in a period so many per cent, and no fewer than so many; null where all are reviewed. */
  sample: { percent: string; atLeast: number } | null;
  opensOn: LocalDate | null;
  closesOn: LocalDate | null;
  requirement: string;
}

type RuleLevel = NonNullable<NonNullable<RuleDocument['enrolment']>['review']>['by'];

/** The rules by which a period's classes are chosen; null where teachers do not choose and schools do not enrol them within quotas. */
export function choosingOf(document: RuleDocument, period: { startsOn: LocalDate; endsOn: LocalDate }): ChoosingRules | null {
  const { enrolment, windows } = document;
  if (enrolment?.hasQuotas !== true || enrolment.by !== 'SCHOOL_BY_CHOICE' || enrolment.into !== 'COURSE_AND_PERIOD') return null;
  const window = windows?.find(({ action }) => action === 'ENROLMENT');
  return { opensOn: dayOf(window?.from, period), closesOn: dayOf(window?.until, period), isFirstChosenFirst: enrolment.order === 'FIRST_CHOSEN_FIRST_SERVED' };
}

/** Null where the programme's document knows neither substitution nor withdrawal, or its schools do not enrol by choice. */
export function substitutionOf(document: RuleDocument, period: { startsOn: LocalDate; endsOn: LocalDate }): SubstitutionDays | null {
  if (choosingOf(document, period) === null) return null;
  const window = document.windows?.find(({ action }) => action === 'SUBSTITUTION');
  return window === undefined ? null : { opensOn: dayOf(window.from, period), closesOn: dayOf(window.until, period), requirement: window.requirement };
}

/** Null where nobody reviews enrolments, or schools do not enrol by choice. */
export function reviewOf(document: RuleDocument, period: { startsOn: LocalDate; endsOn: LocalDate }): ReviewRules | null {
  const review = document.enrolment?.review;
  if (review === undefined || choosingOf(document, period) === null) return null;
  const window = document.windows?.find(({ action }) => action === 'ENROLMENT_REVIEW');
  const { by, sample, requirement } = review;
  return { by, sample: sample === undefined ? null : { percent: sample.percent, atLeast: sample.atLeast }, opensOn: dayOf(window?.from, period), closesOn: dayOf(window?.until, period), requirement };
}
