// What a programme says of its courses: the criteria by which experts rate them, and whether each of them opens a class in each period.
import type { LocalDate } from '../../kernel/calendar.js';
import type { Bilingual } from '../../kernel/refusals.js';
import { parseTenths, type Tenths } from '../../kernel/tenths.js';
import { documentInForce, periodsOf, type ComputedPeriod, type RuleDocument } from './rule-document.js';

export interface CourseCriterion { code: string; name: Bilingual; description: Bilingual; maximumTenths: Tenths }
export interface CourseReviewRules { requirement: string; experts: number; criteria: readonly CourseCriterion[] }

/** Null where the programme knows no review by experts: its office then decides alone. */
export function courseReviewOf({ courseReview }: Pick<RuleDocument, 'courseReview'>): CourseReviewRules | null {
  if (courseReview === undefined) return null;
  const { requirement, experts, criteria } = courseReview;
  return { requirement, experts, criteria: criteria.map(({ code, name, description, points }) => ({ code, name, description, maximumTenths: parseTenths(points) ?? 0 })) };
}

/** The periods of a programme whose courses each open a class in each of them (JS-02); null where classes are made otherwise. */
export function classPeriodsOf(document: RuleDocument): ComputedPeriod[] | null {
  return document.periods !== undefined && document.classes?.per === 'COURSE_AND_PERIOD' ? periodsOf(document) : null;
}

export function courseReviewOn(versions: readonly RuleDocument[], day: LocalDate): CourseReviewRules | null {
  const document = documentInForce(versions, day);
  return document === null ? null : courseReviewOf(document);
}
