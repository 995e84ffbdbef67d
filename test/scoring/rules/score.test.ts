// The score of JS-19: boundary rows, and the same sums made a second time by fractions that never round in between.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { formatTenths } from '../../../server/kernel/tenths.js';
import { parseRuleDocument, scoringOf, type RuleDocument } from '../../../server/programmes/rules/rule-document.js';
import { derivationOf, scoreParts } from '../../../server/scoring/rules/derivation.js';
import { scoreOf, type ScoredFacts } from '../../../server/scoring/rules/score.js';
import { expectedScore } from '../expected-score.js';

const rule: RuleDocument = parseRuleDocument(JSON.parse(readFileSync('server/programmes/documents/js-2023.json', 'utf8')));
const scoring = scoringOf(rule);

/** A learner who did everything: 20 class hours, all items right, four assignments with full points, one of them excellent. */
const everything: ScoredFacts = {
  learnedSeconds: 54_000, requiredSeconds: 54_000, objectiveCorrect: 20, objectiveTotal: 20, assignments: 4, reviewed: 4, reviewTenths: 4_000, reviewMaximumTenths: 4_000,
  excellentAssignments: 1, posts: 4, replies: 8, recommended: 2, liveSessions: 2, offlineActivities: 2,
};
const nothing: ScoredFacts = {
  learnedSeconds: 0, requiredSeconds: 54_000, objectiveCorrect: 0, objectiveTotal: 20, assignments: 4, reviewed: 0, reviewTenths: 0, reviewMaximumTenths: 4_000,
  excellentAssignments: 0, posts: 0, replies: 0, recommended: 0, liveSessions: 0, offlineActivities: 0,
};
const score = (facts: Partial<ScoredFacts>, from: ScoredFacts = nothing) => scoreOf({ ...from, ...facts }, scoring);

describe('JS-19 learning time counts in proportion, and in full when the required hours are reached', () => {
  test.each([
    ['exactly what is required', 54_000, 54_000, '50'],
    ['one second above', 54_001, 54_000, '50'],
    ['three times as much', 162_000, 54_000, '50'],
    // 53,999 / 54,000 of 50 is 49.999…: the part is rounded to a tenth like every other.
    ['one second less', 53_999, 54_000, '50'],
    ['the last second that rounds up (49.95)', 53_946, 54_000, '50'],
    ['the first second that does not (49.949…)', 53_945, 54_000, '49.9'],
    ['half', 27_000, 54_000, '25'],
    ['the smallest that shows (0.05)', 54, 54_000, '0.1'],
    ['one second under it', 53, 54_000, '0'],
    ['nothing', 0, 54_000, '0'],
    ['a course that requires no hours', 3_600, 0, '0'],
  ])('JS-19 learning time: %s', (_, learnedSeconds, requiredSeconds, expected) => {
    expect(formatTenths(score({ learnedSeconds, requiredSeconds }).learningTenths)).toBe(expected);
  });
});

describe('JS-19 objective items', () => {
  test.each([
    ['no items at all', 0, 0, '0'],
    ['none right', 0, 20, '0'],
    ['all right', 20, 20, '10'],
    ['one of twenty', 1, 20, '0.5'],
    ['a third (3.33…)', 1, 3, '3.3'],
    ['two thirds (6.66…)', 2, 3, '6.7'],
    ['exactly half a tenth (0.05) goes up', 1, 200, '0.1'],
    ['just under it does not', 1, 201, '0'],
    ['6.25 goes up', 5, 8, '6.3'],
    ['8.75 goes up', 7, 8, '8.8'],
  ])('JS-19 objective: %s', (_, objectiveCorrect, objectiveTotal, expected) => {
    expect(formatTenths(score({ objectiveCorrect, objectiveTotal }).objectiveTenths)).toBe(expected);
  });
});

describe('JS-19 subjective items: an assignment without a released review counts its maximum and no points', () => {
  test.each([
    ['all four with full points', 4, 4_000, 4_000, '20'],
    ['one of four with full points, three missing', 1, 1_000, 4_000, '5'],
    ['none reviewed', 0, 0, 4_000, '0'],
    ['no assignments in the course', 0, 0, 0, '0'],
    ['79.9 of 100 in one assignment', 1, 799, 1_000, '16'],
    ['15.95 goes up', 1, 3_190, 4_000, '16'],
    ['15.945 does not', 1, 3_189, 4_000, '15.9'],
    ['the least that shows (0.05)', 1, 10, 4_000, '0.1'],
    ['less than that', 1, 9, 4_000, '0'],
  ])('JS-19 subjective: %s', (_, reviewed, reviewTenths, reviewMaximumTenths, expected) => {
    expect(formatTenths(score({ reviewed, reviewTenths, reviewMaximumTenths }).subjectiveTenths)).toBe(expected);
  });

  test.each([[0, '0'], [1, '2'], [2, '2'], [4, '2']])('JS-19 %i excellent assignments are worth %s points', (excellentAssignments, expected) => {
    expect(formatTenths(score({ excellentAssignments }).excellentTenths)).toBe(expected);
  });
});

describe('JS-19 interaction counts up to a maximum of each kind and of all together', () => {
  test.each<[string, Partial<ScoredFacts>, string]>([
    ['one post', { posts: 1 }, '1.5'],
    ['four posts reach their maximum', { posts: 4 }, '6'],
    ['the fifth adds nothing', { posts: 5 }, '6'],
    ['one reply', { replies: 1 }, '0.5'],
    ['eight replies reach theirs', { replies: 8 }, '4'],
    ['the ninth adds nothing', { replies: 9 }, '4'],
    ['recommended posts: two of three count', { recommended: 3 }, '2'],
    ['live sessions: two of three count', { liveSessions: 3 }, '4'],
    ['offline activities: two of three count', { offlineActivities: 3 }, '4'],
    ['posts and replies at their maxima', { posts: 9, replies: 99 }, '10'],
    ['exactly 18 of 18', { posts: 4, replies: 8, liveSessions: 2, offlineActivities: 2 }, '18'],
    ['20 of 18: the part has its own maximum', { posts: 4, replies: 8, recommended: 2, liveSessions: 2, offlineActivities: 2 }, '18'],
    ['nothing', {}, '0'],
  ])('JS-19 interaction: %s', (_, facts, expected) => {
    expect(formatTenths(score(facts).interactionTenths)).toBe(expected);
  });
});

describe('JS-19 80 and above passes, and there is no verdict before every assignment has a released review', () => {
  const without = (facts: Partial<ScoredFacts>) => score(facts, everything);
  test.each<[string, Partial<ScoredFacts>, string, string]>([
    ['everything', {}, '100', 'PASS'],
    // 30 + 10 + 20 + 2 + 18
    ['80.0 passes', { learnedSeconds: 32_400 }, '80', 'PASS'],
    ['79.9 fails', { learnedSeconds: 32_345 }, '79.9', 'FAIL'],
    // 29.95 goes up to 30.0: what decides is what the learner sees.
    ['79.95 shows as 80.0 and passes', { learnedSeconds: 32_346 }, '80', 'PASS'],
    ['80.1 passes', { learnedSeconds: 32_508 }, '80.1', 'PASS'],
    ['three of four released: pending, however many points there are', { reviewed: 3 }, '100', 'PENDING'],
    ['none released', { reviewed: 0, reviewTenths: 0, excellentAssignments: 0 }, '78', 'PENDING'],
    ['a course without assignments has no verdict', { assignments: 0, reviewed: 0, reviewTenths: 0, reviewMaximumTenths: 0, excellentAssignments: 0 }, '78', 'PENDING'],
    ['all released with nothing learned', { learnedSeconds: 0 }, '50', 'FAIL'],
  ])('JS-19 verdict: %s', (_, facts, total, verdict) => {
    const result = without(facts);
    expect({ total: formatTenths(result.totalTenths), verdict: result.verdict }).toEqual({ total, verdict });
  });
});

const count = (max: number) => fc.integer({ min: 0, max });
const anyFacts: fc.Arbitrary<ScoredFacts> = fc.record({
  learnedSeconds: count(120_000), requiredSeconds: fc.oneof(fc.constant(54_000), count(90_000)), objective: fc.tuple(count(60), count(60)), work: fc.tuple(count(6), count(6)), points: fc.array(count(1_000), { maxLength: 6 }),
  excellent: count(6), posts: count(12), replies: count(20), recommended: count(5), liveSessions: count(5), offlineActivities: count(5),
}).map(({ learnedSeconds, requiredSeconds, objective, work, points, excellent, ...activities }) => {
  const assignments = Math.max(...work);
  const reviewed = Math.min(...work);
  const given = points.slice(0, reviewed);
  return {
    learnedSeconds, requiredSeconds, objectiveCorrect: Math.min(...objective), objectiveTotal: Math.max(...objective), assignments, reviewed,
    reviewTenths: given.reduce((sum, one) => sum + one, 0), reviewMaximumTenths: assignments * 1_000, excellentAssignments: Math.min(excellent, given.length), ...activities,
  };
});

describe('JS-19 the invariants of every score', () => {
  test('JS-19 the parts sum to the total and the total lies between 0 and 100', () => {
    fc.assert(fc.property(anyFacts, (facts) => {
      const { totalTenths, verdict: _, ...parts } = scoreOf(facts, scoring);
      const values = Object.values(parts);
      expect(values.every((value) => Number.isInteger(value) && value >= 0)).toBe(true);
      expect(values.reduce((sum, value) => sum + value, 0)).toBe(totalTenths);
      expect(totalTenths).toBeLessThanOrEqual(1_000);
    }), { numRuns: 3_000 });
  });

  test('S1 every score equals the one that exact fractions give', () => {
    fc.assert(fc.property(anyFacts, (facts) => {
      expect(scoreOf(facts, scoring)).toEqual(expectedScore(facts, scoring));
    }), { numRuns: 5_000 });
  });

  const growing = ['learnedSeconds', 'objectiveCorrect', 'reviewTenths', 'excellentAssignments', 'posts', 'replies', 'recommended', 'liveSessions', 'offlineActivities'] as const;
  test.each(growing)('JS-19 more %s never lowers the total', (fact) => {
    fc.assert(fc.property(anyFacts, fc.integer({ min: 1, max: 50 }), (facts, more) => {
      const ceilings: Partial<Record<(typeof growing)[number], number>> = { objectiveCorrect: facts.objectiveTotal, reviewTenths: facts.reviewMaximumTenths };
      const greater = { ...facts, [fact]: Math.min(facts[fact] + more, ceilings[fact] ?? Infinity) };
      expect(scoreOf(greater, scoring).totalTenths).toBeGreaterThanOrEqual(scoreOf(facts, scoring).totalTenths);
    }), { numRuns: 500 });
  });
});

describe('JS-19 the derivation tells the same numbers as the result', () => {
  test('JS-19 one line a part, in order, with the points of the result', () => {
    fc.assert(fc.property(anyFacts, (facts) => {
      const result = scoreOf(facts, scoring);
      const lines = derivationOf(facts, scoring);
      expect(lines.map((line) => line.part)).toEqual([...scoreParts]);
      expect(lines.map((line) => line.points)).toEqual([result.learningTenths, result.objectiveTenths, result.subjectiveTenths, result.excellentTenths, result.interactionTenths].map(formatTenths));
    }), { numRuns: 500 });
  });

  test('JS-19 what the parts are out of makes 100, and each line says what was measured', () => {
    const lines = derivationOf({ ...everything, learnedSeconds: 27_059, objectiveCorrect: 13, reviewTenths: 3_255, reviewed: 3, excellentAssignments: 0, posts: 3, replies: 5, liveSessions: 1 }, scoring);
    expect(lines.map((line) => line.outOf)).toEqual(['50', '10', '20', '2', '18']);
    expect(lines.every((line) => line.requirement === 'JS-19')).toBe(true);
    const [learning, objective, subjective, excellent, interaction] = lines.map((line) => line.explanation.zh);
    expect(learning).toContain('学习 450 分钟，要求 900 分钟');
    expect(objective).toContain('答对 13 题，共 20 题');
    expect(subjective).toContain('得 325.5 分，满分 400 分（已发布 3／4 份）');
    expect(excellent).toBe('没有作业被评为优秀');
    expect(interaction).toContain('发帖 3 次（每次 1.5 分，至多 6 分）');
    expect(interaction).toContain('回帖 5 次（每次 0.5 分，至多 4 分）');
    expect(interaction).toContain('在线答疑 1 次');
  });
});
