// What other rules would have made of results that stand: border rows, and an oracle that adds the reasons up.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { formatTenths, parseTenths } from '../../../server/kernel/tenths.js';
import { parseRuleDocument, scoringOf, type Scoring } from '../../../server/programmes/rules/rule-document.js';
import { changeOf, countIn, emptySummary, isTested, sayChange, sayReason, type BackTestChange } from '../../../server/scoring/rules/back-test.js';
import { scoreOf, type ScoredFacts } from '../../../server/scoring/rules/score.js';
import { expectedScore } from '../expected-score.js';

const document = parseRuleDocument(JSON.parse(readFileSync('server/programmes/documents/js-2023.json', 'utf8')));
const scoring = scoringOf(document);
const withScoring = (changes: Partial<Scoring>): Scoring => ({ ...scoring, ...changes });

/** 50 for learning, 10 objective, 20 subjective, none excellent, and 0 of interaction: exactly 80. */
const eighty: ScoredFacts = {
  learnedSeconds: 54_000, requiredSeconds: 54_000, objectiveCorrect: 20, objectiveTotal: 20, assignments: 4, reviewed: 4, reviewTenths: 4_000, reviewMaximumTenths: 4_000,
  excellentAssignments: 0, posts: 0, replies: 0, recommended: 0, liveSessions: 0, offlineActivities: 0,
};
const standing = (facts: Partial<ScoredFacts> = {}) => { const all = { ...eighty, ...facts }; return { facts: all, score: scoreOf(all, scoring), passFrom: scoring.passFrom }; };
const told = (change: BackTestChange | null) => (change === null ? 'nothing' : `${change.effect} ${formatTenths(change.before.totalTenths)} → ${formatTenths(change.after.totalTenths)}: ${change.reasons.map((one) => sayChange(one).zh).join('，')}`);

describe('JS-19 what a draft would have changed', () => {
  test.each<[string, Partial<ScoredFacts>, Partial<Scoring>, string]>([
    ['the same rules change nothing', {}, {}, 'nothing'],
    ['exactly 80 passes from 80 on, and from 80.1 on no more', {}, { passFrom: '80.1' }, 'NOW_FAILS 80 → 80: 合格线 80 分变为 80.1 分'],
    ['a line that nobody stands between turns nobody', { posts: 4 }, { passFrom: '85' }, 'nothing'],
    ['90 by four posts and four sessions, line at 90: still passes', { posts: 4, liveSessions: 2 }, { passFrom: '90' }, 'nothing'],
    ['and at 90.1 fails', { posts: 4, liveSessions: 2 }, { passFrom: '90.1' }, 'NOW_FAILS 90 → 90: 合格线 80 分变为 90.1 分'],
    ['79.9 passes when the line comes down to it', { learnedSeconds: 53_892 }, { passFrom: '79.9' }, 'NOW_PASSES 79.9 → 79.9: 合格线 80 分变为 79.9 分'],
    ['points that move between parts leave the total', {}, { learningTime: { points: '45' }, objective: { points: '15' } }, 'POINTS_ONLY 80 → 80: 学习时间 50 分变为 45 分，客观题 10 分变为 15 分'],
    ['fewer points of a part, and exactly 80 is left', { objectiveCorrect: 0, posts: 4, replies: 8, excellentAssignments: 1 }, { excellentAssignment: { points: '0' } }, 'POINTS_ONLY 82 → 80: 优秀作业 2 分变为 0 分'],
    ['half a point less turns the verdict without the line', { objectiveCorrect: 0, posts: 4, replies: 7, excellentAssignments: 1 }, { excellentAssignment: { points: '0' } }, 'NOW_FAILS 81.5 → 79.5: 优秀作业 2 分变为 0 分'],
    ['half a tenth goes up, by the engine itself', { learnedSeconds: 27_000 }, { learningTime: { points: '50.1' } }, 'POINTS_ONLY 55 → 55.1: 学习时间 25 分变为 25.1 分'],
    ['points and line at once: both are reasons', { posts: 1 }, { interaction: { ...scoring.interaction, activities: [{ kind: 'POST', pointsEach: '3', maximum: '6' }] }, passFrom: '84' }, 'NOW_FAILS 81.5 → 83: 互动交流 1.5 分变为 3 分，合格线 80 分变为 84 分'],
    ['a verdict that is not there yet is not turned; points may change', { reviewed: 3, reviewTenths: 3_000 }, { passFrom: '60' }, 'nothing'],
    ['and its points do', { reviewed: 3, reviewTenths: 3_000 }, { subjective: { points: '24' } }, 'POINTS_ONLY 75 → 78: 主观题 15 分变为 18 分'],
  ])('JS-19 %s', (name, facts, changes, expected) => {
    expect(`${name}: ${told(changeOf(standing(facts), withScoring(changes)))}`).toBe(`${name}: ${expected}`);
  });

  test('JS-19 what was told counts, not what the older rules would say today', () => {
    const stored = { ...standing(), score: { ...scoreOf(eighty, scoring), learningTenths: 490, totalTenths: 790, verdict: 'FAIL' as const } };
    expect(told(changeOf(stored, scoring))).toBe('NOW_PASSES 79 → 80: 学习时间 49 分变为 50 分');
  });

  test.each([
    ['scoring.passFrom', true], ['scoring.interaction.activities.0.pointsEach', true], ['scoring.interaction', true], ['scoring.excellentAssignment.points', true],
    ['scoring.excellentFrom', false], ['scoring.interactionless', false], ['originality.maximumQuotedPercent', false], ['windows.1.until.days', false], ['appeals.tutorDays', false], ['eligibility.1.isHard', false],
  ])('JS-19 whether results of the past tell what %s changes: %s', (path, expected) => {
    expect(isTested(path)).toBe(expected);
  });

  test('JS-19 a learner has one effect and may have several reasons', () => {
    const summary = emptySummary();
    for (const facts of [{}, { posts: 1 }, { posts: 4, liveSessions: 2 }]) countIn(summary, changeOf(standing(facts), withScoring({ passFrom: '82', learningTime: { points: '49' } })));
    countIn(summary, null);
    expect(summary).toEqual({ learners: 4, effects: { NOW_FAILS: 2, NOW_PASSES: 0, POINTS_ONLY: 1 }, reasons: new Map([['LEARNING_TIME', 3], ['PASS_LINE', 1]]) });
    expect([sayReason('PASS_LINE').zh, sayReason('OBJECTIVE').zh]).toEqual(['合格线改变', '客观题得分改变']);
  });
});

const count = (maximum: number) => fc.integer({ min: 0, max: maximum });
const anyFacts = fc.record({ learnedSeconds: count(120_000), requiredSeconds: fc.constantFrom(54_000, 27_000, 0), objectiveCorrect: count(20), objectiveTotal: fc.constant(20), assignments: fc.constant(4), reviewed: count(4), reviewTenths: count(4_000), reviewMaximumTenths: fc.constant(4_000), excellentAssignments: count(2), posts: count(8), replies: count(12), recommended: count(4), liveSessions: count(4), offlineActivities: count(4) });
const points = (maximum: number) => count(maximum * 10).map((tenths) => formatTenths(tenths));
const anyScoring: fc.Arbitrary<Scoring> = fc.record({ passFrom: points(100), learningTime: fc.record({ points: points(50) }), objective: fc.record({ points: points(10) }), subjective: fc.record({ points: points(20) }), excellentAssignment: fc.record({ points: points(2) }) }).map((changes) => withScoring(changes));

test('JS-19 for any rules and any learner the reasons add up to the change, each total is the one that fractions give, and the same rules change nobody', () => {
  fc.assert(fc.property(anyFacts, anyScoring, anyScoring, (facts, before, draft) => {
    const stored = { facts, score: scoreOf(facts, before), passFrom: before.passFrom };
    expect(changeOf(stored, before)).toBeNull();
    const change = changeOf(stored, draft);
    const [was, is] = [expectedScore(facts, before), expectedScore(facts, draft)];
    if (change === null) {
      expect([is.totalTenths, is.verdict]).toEqual([was.totalTenths, was.verdict]);
      return;
    }
    expect([change.before.totalTenths, change.after.totalTenths]).toEqual([was.totalTenths, is.totalTenths]);
    expect(change.reasons.filter(({ reason }) => reason !== 'PASS_LINE').reduce((sum, one) => sum + one.after - one.before, 0)).toBe(is.totalTenths - was.totalTenths);
    expect(change.effect).toBe(was.verdict === is.verdict ? 'POINTS_ONLY' : is.verdict === 'PASS' ? 'NOW_PASSES' : 'NOW_FAILS');
    const line = change.reasons.find(({ reason }) => reason === 'PASS_LINE');
    if (line) expect([line.before, line.after]).toEqual([parseTenths(before.passFrom), parseTenths(draft.passFrom)]);
  }), { numRuns: 400 });
});
