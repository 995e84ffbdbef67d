// Which first reviews are sampled, and what the settings may say.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { lotOf, reasonsFor, type SamplingSetting } from '../../../server/moderation/rules/sampling.js';
import { usualBorders } from '../../../server/moderation/rules/settings.js';

const off: SamplingSetting = { samplePercent: 0, borders: [], newTutorReviews: 0, newTutorDays: 0, seed: 7 };
const review = { submissionId: 1, pointsTenths: 500, reviewsBefore: 1_000, daysSinceFirst: 1_000 };

describe('JS-17 sampling', () => {
  test.each([[779, []], [780, ['BORDER']], [820, ['BORDER']], [821, []], [879, []], [880, ['BORDER']], [920, ['BORDER']], [921, []]] as const)('JS-17 %i tenths: %j of the usual borders', (pointsTenths, reasons) => {
    expect(reasonsFor({ ...off, borders: usualBorders }, { ...review, pointsTenths })).toEqual(reasons);
  });

  test.each([
    ['the 20th', 20, 0, 19, 90, ['NEW_TUTOR']], ['the 21st', 20, 0, 20, 90, []], ['the very first', 20, 14, 0, null, ['NEW_TUTOR']], ['the 14th day', 0, 14, 50, 13, ['NEW_TUTOR']], ['the 15th day', 0, 14, 50, 14, []], ['the very first, by days', 0, 14, 0, null, ['NEW_TUTOR']], ['no new tutors', 0, 0, 0, null, []],
  ] as const)('JS-17 a new tutor: %s', (_, newTutorReviews, newTutorDays, reviewsBefore, daysSinceFirst, reasons) => {
    expect(reasonsFor({ ...off, newTutorReviews, newTutorDays }, { ...review, reviewsBefore, daysSinceFirst })).toEqual(reasons);
  });

  test('JS-17 a share of x % is x % of many, the same again, and another with another seed', () => {
    const drawn = (seed: number, samplePercent: number) => Array.from({ length: 10_000 }, (_, submissionId) => reasonsFor({ ...off, seed, samplePercent }, { ...review, submissionId }).length);
    for (const percent of [1, 10, 50]) expect(Math.abs(drawn(42, percent).reduce((sum, one) => sum + one, 0) - percent * 100)).toBeLessThan(Math.max(60, percent * 6));
    expect(drawn(42, 10)).toEqual(drawn(42, 10));
    expect(drawn(42, 10)).not.toEqual(drawn(43, 10));
    expect([drawn(1, 0), drawn(1, 100)].map((all) => new Set(all))).toEqual([new Set([0]), new Set([1])]);
  });

  test('JS-17 a lot is a whole number below 10,000, for ids beyond 32 bits too', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 2 ** 31 - 1 }), fc.maxSafeNat(), (seed, id) => {
      const lot = lotOf(seed, id);
      return Number.isInteger(lot) && lot >= 0 && lot < 10_000 && lot === lotOf(seed, id);
    }));
  });
});
