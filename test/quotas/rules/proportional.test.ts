import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { proportionalSeats } from '../../../server/quotas/rules/proportional.js';

describe('JS-05 seats by numbers of teachers', () => {
  test.each<[what: string, seats: number, weights: number[], shares: number[]]>([
    ['even', 9, [10, 10, 10], [3, 3, 3]],
    ['the largest remainder gets the seat that is over', 10, [50, 30, 21], [5, 3, 2]],
    ['of equal remainders the first', 1, [7, 7, 7], [1, 0, 0]],
    ['two seats over', 5, [1, 1, 1], [2, 2, 1]],
    ['fewer seats than offices', 2, [5, 1, 4], [1, 0, 1]],
    ['who has no teachers gets none', 4, [0, 8, 0], [0, 4, 0]],
    ['nobody has teachers: nothing is divided', 4, [0, 0], [0, 0]],
    ['no seats', 0, [3, 4], [0, 0]],
    ['a negative number of seats is none', -3, [3, 4], [0, 0]],
    ['one office gets all', 17, [3], [17]],
    ['no office', 17, [], []],
    ['products beyond what a double holds', 1_000_000, [9_007_199_254_740_991, 9_007_199_254_740_991], [500_000, 500_000]],
  ])('%s', (_what, seats, weights, shares) => { expect(proportionalSeats(seats, weights)).toEqual(shares); });

  test('the sum is exact, nothing is negative, and nobody is a whole seat from the fair share', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 100_000 }), fc.array(fc.integer({ min: 0, max: 20_000 }), { maxLength: 120 }), (seats, weights) => {
      const sum = weights.reduce((total, weight) => total + weight, 0);
      const shares = proportionalSeats(seats, weights);
      expect(shares.reduce((total, share) => total + share, 0)).toBe(sum === 0 ? 0 : seats);
      shares.forEach((share, place) => {
        expect(share).toBeGreaterThanOrEqual(0);
        if (sum > 0) expect(Math.abs(share - (seats * (weights[place] ?? 0)) / sum)).toBeLessThan(1 + 1e-9);
      });
    }));
  });
});
