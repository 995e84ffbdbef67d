// Who may be enrolled, as a programme's document says it (JS-01): the clauses that are checked at enrolment.
import type { RuleDocument } from './rule-document.js';

/** A soft clause gives way to an exception by the office that organises the programme, with a reason; a hard one to nobody. */
export interface EligibilityClause { requirement: string; isHard: boolean; text: { zh: string; en: string } }

export const checkedEligibilityKinds = ['OPEN_TO', 'NOT_SAME_SERIES_IN_CONSECUTIVE_YEARS'] as const;
export type CheckedEligibility = (typeof checkedEligibilityKinds)[number];

export interface EligibilityRules { series: string; year: number; clauses: Partial<Record<CheckedEligibility, EligibilityClause>> }

export function eligibilityOf({ programme, eligibility }: RuleDocument): EligibilityRules {
  const clauses = checkedEligibilityKinds.flatMap((wanted) => {
    const clause = eligibility.find(({ kind }) => kind === wanted);
    return clause === undefined ? [] : [[wanted, { requirement: clause.requirement, isHard: clause.isHard, text: { zh: clause.text.zh, en: clause.text.en } }] as const];
  });
  return { series: programme.series, year: programme.year, clauses: Object.fromEntries(clauses) };
}
