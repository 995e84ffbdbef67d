// Whether a person may be enrolled by the rules of the programme (JS-01): every reason why not, by the clause that says so.
import { refuse, type Refusal } from '../../kernel/refusals.js';
import { checkedEligibilityKinds, type CheckedEligibility, type EligibilityRules } from '../../programmes/index.js';
import { alreadyEnrolled, enrolledInPeriod } from './enrolling.js';

export interface EligibilityFacts {
  /** Teaches at a school that is open. */
  isAtSchool: boolean;
  /** The years in which the person was enrolled, and not withdrawn, in other programmes of the series. */
  yearsOfSeries: readonly number[];
  /** From which clauses the person has been excepted. */
  exceptions: readonly CheckedEligibility[];
}

export function eligibilityRefusals({ year, clauses }: EligibilityRules, { isAtSchool, yearsOfSeries, exceptions }: EligibilityFacts): Refusal[] {
  const { OPEN_TO: openTo, NOT_SAME_SERIES_IN_CONSECUTIVE_YEARS: notTwice } = clauses;
  const isExcepted = (kind: CheckedEligibility) => clauses[kind]?.isHard === false && exceptions.includes(kind);
  const refusals: Refusal[] = [];
  if (openTo && !isAtSchool && !isExcepted('OPEN_TO')) refusals.push(refuse('NOT_ELIGIBLE', { zh: `${openTo.text.zh}；本人目前不在任何学校。`, en: `${openTo.text.en}; the person is at no school.` }, { requirement: openTo.requirement, facts: { rule: 'OPEN_TO' } }));
  const neighbour = yearsOfSeries.find((one) => Math.abs(one - year) === 1);
  if (notTwice && neighbour !== undefined && !isExcepted('NOT_SAME_SERIES_IN_CONSECUTIVE_YEARS')) {
    const [way, wayEn] = notTwice.isHard ? ['', ''] : ['确有需要的，可由主办项目办批准例外。', ' The office that organises the programme may grant an exception.'];
    refusals.push(refuse('NOT_ELIGIBLE', { zh: `${notTwice.text.zh}：本人 ${neighbour} 年已参加。${way}`, en: `${notTwice.text.en}: the person took part in ${neighbour}.${wayEn}` }, { requirement: notTwice.requirement, facts: { rule: 'NOT_SAME_SERIES_IN_CONSECUTIVE_YEARS', year: neighbour } }));
  }
  return refusals;
}

/** Of the clauses that refused somebody, those from which the organising office may except. */
export function exceptableClauses({ clauses }: EligibilityRules, refusals: readonly Refusal[]): CheckedEligibility[] {
  const refusing = new Set(refusals.flatMap(({ facts }) => facts.flatMap(({ name, value }) => (name === 'rule' ? [value] : []))));
  return checkedEligibilityKinds.filter((kind) => refusing.has(kind) && clauses[kind]?.isHard === false);
}

/** Where somebody is enrolled in the period, and the class that is asked about. */
export interface Place { enrolledIn: number | null; classId: number }

/** Every reason why somebody cannot be enrolled in a class, whoever's turn it is and however many seats there are. */
export function obstaclesOf(rules: EligibilityRules | null, facts: EligibilityFacts | null, { enrolledIn, classId }: Place): Refusal[] {
  const standing = enrolledIn === null ? [] : [enrolledIn === classId ? alreadyEnrolled() : enrolledInPeriod()];
  return [...standing, ...(rules === null || facts === null ? [] : eligibilityRefusals(rules, facts))];
}
