// The score of JS-19 a second time, as a sum of exact fractions: written from the notice, sharing nothing with the server's code.
import type { Scoring } from '../../server/programmes/rules/rule-document.js';
import type { Score, ScoredFacts } from '../../server/scoring/rules/score.js';

/** A fraction; the denominator is positive. */
type Fraction = readonly [numerator: bigint, denominator: bigint];

const zero: Fraction = [0n, 1n];

function decimal(text: string): Fraction {
  const [whole = '0', rest = ''] = text.split('.');
  return [BigInt(whole + rest), 10n ** BigInt(rest.length)];
}
const times = ([a, b]: Fraction, [c, d]: Fraction): Fraction => [a * c, b * d];
const plus = ([a, b]: Fraction, [c, d]: Fraction): Fraction => [a * d + c * b, b * d];
const lesser = (x: Fraction, y: Fraction): Fraction => (x[0] * y[1] <= y[0] * x[1] ? x : y);
const ratio = (part: number, whole: number): Fraction => (whole === 0 ? zero : [BigInt(part), BigInt(whole)]);

/** To whole tenths: the remainder is compared with what is missing to the next tenth; a tie goes up. */
function inTenths([a, b]: Fraction): number {
  const down = (a * 10n) / b;
  const remainder = a * 10n - down * b;
  return Number(remainder >= b - remainder ? down + 1n : down);
}

export function expectedScore(facts: ScoredFacts, scoring: Scoring): Score {
  const counted = new Map<string, number>([['POST', facts.posts], ['REPLY', facts.replies], ['RECOMMENDED', facts.recommended], ['LIVE_SESSION', facts.liveSessions], ['OFFLINE_ACTIVITY', facts.offlineActivities]]);
  let interaction = zero;
  for (const { kind, pointsEach, maximum } of scoring.interaction.activities) {
    let gained = zero;
    for (let n = counted.get(kind) ?? 0; n > 0; n -= 1) gained = plus(gained, decimal(pointsEach));
    interaction = plus(interaction, lesser(gained, decimal(maximum)));
  }
  const learned = facts.learnedSeconds >= facts.requiredSeconds && facts.requiredSeconds > 0 ? ([1n, 1n] as const) : ratio(facts.learnedSeconds, facts.requiredSeconds);
  const parts = {
    learningTenths: inTenths(times(learned, decimal(scoring.learningTime.points))),
    objectiveTenths: inTenths(times(ratio(facts.objectiveCorrect, facts.objectiveTotal), decimal(scoring.objective.points))),
    subjectiveTenths: inTenths(times(ratio(facts.reviewTenths, facts.reviewMaximumTenths), decimal(scoring.subjective.points))),
    excellentTenths: facts.excellentAssignments === 0 ? 0 : inTenths(decimal(scoring.excellentAssignment.points)),
    interactionTenths: inTenths(lesser(interaction, decimal(scoring.interaction.points))),
  };
  let totalTenths = 0;
  for (const value of Object.values(parts)) totalTenths += value;
  const isOpen = facts.assignments === 0 || facts.assignments !== facts.reviewed;
  const passes = totalTenths >= inTenths(decimal(scoring.passFrom));
  return { ...parts, totalTenths, verdict: isOpen ? 'PENDING' : passes ? 'PASS' : 'FAIL' };
}
