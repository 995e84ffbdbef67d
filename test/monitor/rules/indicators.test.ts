// Indicators from counters: rates at their borders, and nothing where there is nothing to divide by.
import { describe, expect, test } from '@jest/globals';
import { indicatorsOf, noCounters, type Counters } from '../../../server/monitor/rules/indicators.js';

describe('JS-18 rates in percent with one decimal, halves up', () => {
  test.each<[string, Partial<Counters>, Partial<ReturnType<typeof indicatorsOf>>]>([
    ['nothing enrolled: no rate, not 0', {}, { participationRate: null, passRate: null, averageScore: null, onlineHours: '0' }],
    ['enrolled but nobody learns: 0, not nothing', { enrolled: 3 }, { participationRate: '0', passRate: null }],
    ['all take part', { enrolled: 3, participating: 3 }, { participationRate: '100' }],
    ['two of three', { enrolled: 3, participating: 2 }, { participationRate: '66.7' }],
    ['one of three', { enrolled: 3, participating: 1 }, { participationRate: '33.3' }],
    ['0.05 % goes up', { enrolled: 2_000, participating: 1 }, { participationRate: '0.1' }],
    ['just under it does not', { enrolled: 2_001, participating: 1 }, { participationRate: '0' }],
    ['one verdict, failed', { enrolled: 1, released: 1, totalTenthsSum: 799 }, { averageScore: '79.9', passRate: '0' }],
    ['two verdicts, one passed', { enrolled: 2, released: 2, passed: 1, totalTenthsSum: 1_599 }, { averageScore: '80', passRate: '50' }],
    ['79.94… stays, whatever is pending', { enrolled: 9, released: 3, passed: 1, totalTenthsSum: 2_398 }, { averageScore: '79.9', passRate: '33.3' }],
    ['verdicts of 0 points have an average of 0', { enrolled: 1, released: 1 }, { averageScore: '0' }],
    ['hours: 179 seconds are none', { onlineSeconds: 179 }, { onlineHours: '0' }],
    ['hours: 180 seconds round up to a tenth', { onlineSeconds: 180 }, { onlineHours: '0.1' }],
    ['hours: an hour and a half', { onlineSeconds: 5_400 }, { onlineHours: '1.5' }],
    ['hours of a province over a year', { onlineSeconds: 54_000 * 300_000 }, { onlineHours: '4500000' }],
  ])('JS-18 %s', (_, counters, expected) => {
    expect(indicatorsOf({ ...noCounters, ...counters })).toMatchObject(expected);
  });

  test('JS-18 counts are handed on as they are', () => {
    const counters: Counters = { enrolled: 9, participating: 8, submitted: 7, graded: 6, released: 5, totalTenthsSum: 4_000, passed: 4, onlineSeconds: 3_600 };
    expect(indicatorsOf(counters)).toEqual({ enrolled: 9, participating: 8, participationRate: '88.9', submitted: 7, graded: 6, released: 5, averageScore: '80', passed: 4, passRate: '80', onlineHours: '1' });
  });
});
