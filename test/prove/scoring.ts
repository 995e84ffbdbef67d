// Scores: a million random sets of facts, each equal to the sum of exact fractions (S1).
import { demoRule } from '../../server/demo/programmes.js';
import { scoringOf } from '../../server/programmes/rules/rule-document.js';
import { scoreOf, type ScoredFacts } from '../../server/scoring/rules/score.js';
import { expectedScore } from '../scoring/expected-score.js';
import { chanceFrom } from './chance.js';
import type { ProofRun } from './proof.js';

export async function proveScoring({ seed, size, tell, report }: ProofRun): Promise<string[]> {
  const scoring = scoringOf(demoRule());
  const below = chanceFrom(seed);
  const count = size ?? 1_000_000;
  const faults: string[] = [];
  const verdicts = { PASS: 0, FAIL: 0, PENDING: 0 };
  for (let n = 0; n < count; n += 1) {
    const facts = anyFacts(below);
    const score = scoreOf(facts, scoring);
    verdicts[score.verdict] += 1;
    if (JSON.stringify(score) !== JSON.stringify(expectedScore(facts, scoring))) faults.push(`seed ${seed}, number ${n}: ${JSON.stringify(facts)} became ${JSON.stringify(score)}`);
    if ((n + 1) % 200_000 === 0) tell(`${(n + 1).toLocaleString('en')} of ${count.toLocaleString('en')}`);
  }
  report({ area: 'scoring', seed, scores: count, ...verdicts, differences: faults.length });
  return faults;
}

function anyFacts(below: (limit: number) => number): ScoredFacts {
  const requiredSeconds = below(4) === 0 ? below(90_000) : 54_000;
  const objectiveTotal = below(61);
  const assignments = below(7);
  const reviewed = below(3) === 0 ? below(assignments + 1) : assignments;
  let reviewTenths = 0;
  for (let review = 0; review < reviewed; review += 1) reviewTenths += 400 + below(601);
  return {
    learnedSeconds: below(120_000), requiredSeconds, objectiveCorrect: below(objectiveTotal + 1), objectiveTotal, assignments, reviewed, reviewTenths, reviewMaximumTenths: assignments * 1_000,
    excellentAssignments: below(reviewed + 1), posts: below(13), replies: below(21), recommended: below(6), liveSessions: below(6), offlineActivities: below(6),
  };
}
