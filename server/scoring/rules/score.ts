// The score of an enrolment by the programme's rule (JS-19): five parts, each rounded half up to a tenth, and their sum.
import { parseTenths, scaledHalfUp, type Tenths } from '../../kernel/tenths.js';
import type { Scoring } from '../../programmes/index.js';

export const verdicts = ['PENDING', 'PASS', 'FAIL'] as const;
export type Verdict = (typeof verdicts)[number];

/** What was measured; everything that a score is made of. */
export interface ScoredFacts {
  learnedSeconds: number;
  requiredSeconds: number;
  objectiveCorrect: number;
  objectiveTotal: number;
  /** Assignments of the course, those with a released review, and the points of these reviews against their maximum. */
  assignments: number;
  reviewed: number;
  reviewTenths: number;
  reviewMaximumTenths: number;
  excellentAssignments: number;
  posts: number;
  replies: number;
  recommended: number;
  liveSessions: number;
  offlineActivities: number;
}

export interface Score {
  learningTenths: Tenths;
  objectiveTenths: Tenths;
  subjectiveTenths: Tenths;
  excellentTenths: Tenths;
  interactionTenths: Tenths;
  totalTenths: Tenths;
  verdict: Verdict;
}

/**
 * Scores facts by a rule. Points in tenths. An assignment without a released review counts 0 of its maximum;
 * while one is missing there is no verdict. What decides is the sum of the rounded parts, as the learner sees it.
 */
export function scoreOf(facts: ScoredFacts, scoring: Scoring): Score {
  const learningTenths = share(Math.min(facts.learnedSeconds, facts.requiredSeconds), facts.requiredSeconds, scoring.learningTime.points);
  const objectiveTenths = share(facts.objectiveCorrect, facts.objectiveTotal, scoring.objective.points);
  const subjectiveTenths = share(facts.reviewTenths, facts.reviewMaximumTenths, scoring.subjective.points);
  const excellentTenths = facts.excellentAssignments > 0 ? points(scoring.excellentAssignment.points) : 0;
  const interactionTenths = interactionOf(facts, scoring);
  const totalTenths = learningTenths + objectiveTenths + subjectiveTenths + excellentTenths + interactionTenths;
  const isComplete = facts.assignments > 0 && facts.reviewed >= facts.assignments;
  return { learningTenths, objectiveTenths, subjectiveTenths, excellentTenths, interactionTenths, totalTenths, verdict: isComplete ? (totalTenths >= points(scoring.passFrom) ? 'PASS' : 'FAIL') : 'PENDING' };
}

/** How many of each kind of activity the facts hold, in the rule's words. */
export function activitiesOf(facts: ScoredFacts): Record<Scoring['interaction']['activities'][number]['kind'], number> {
  return { POST: facts.posts, REPLY: facts.replies, RECOMMENDED: facts.recommended, LIVE_SESSION: facts.liveSessions, OFFLINE_ACTIVITY: facts.offlineActivities };
}

function interactionOf(facts: ScoredFacts, scoring: Scoring): Tenths {
  const counts = activitiesOf(facts);
  const sum = scoring.interaction.activities.reduce((total, activity) => total + Math.min(counts[activity.kind] * points(activity.pointsEach), points(activity.maximum)), 0);
  return Math.min(sum, points(scoring.interaction.points));
}

/** A share of a part's points; a part that measures nothing gives nothing. */
function share(numerator: number, denominator: number, part: string): Tenths {
  return denominator > 0 ? scaledHalfUp(numerator, denominator, points(part)) : 0;
}

function points(text: string): Tenths {
  const tenths = parseTenths(text);
  if (tenths === null) throw new Error(`not points: ${text}`);
  return tenths;
}
