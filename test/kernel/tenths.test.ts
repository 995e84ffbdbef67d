// Exact points: writing, reading and rounding tenths, against a second way of computing.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { formatTenths, parseTenths, percent, scaledHalfUp } from '../../server/kernel/tenths.js';

describe('JS-19 points in tenths', () => {
  test.each([[0, '0'], [1, '0.1'], [10, '1'], [796, '79.6'], [800, '80'], [1000, '100'], [-1, '-0.1'], [-10, '-1'], [-796, '-79.6']])('%i are written %s and read back', (tenths, text) => {
    expect(formatTenths(tenths)).toBe(text);
    expect(parseTenths(text)).toBe(tenths);
  });

  test.each([['80.0', 800], ['80.50', 805], ['007', 70], ['-0', 0], ['-0.0', 0], ['999999.9', 9_999_999]])('%s is read as %i', (text, tenths) => { expect(Object.is(parseTenths(text), tenths)).toBe(true); });

  test.each(['', ' ', '.', '.5', '5.', '1e3', '0x10', '+5', '--5', '1.23', '1.05', 'NaN', 'Infinity', '１２', '1,5', '1 ', ' 1', '1234567', '5\n'])('%j is no number of points', (text) => { expect(parseTenths(text)).toBeNull(); });

  test('every number of tenths survives writing and reading', () => { fc.assert(fc.property(fc.integer({ min: -9_999_999, max: 9_999_999 }), (tenths) => parseTenths(formatTenths(tenths)) === tenths)); });
});

describe('JS-19 rounding half up', () => {
  test.each([[1, 2, 1, 1], [1, 3, 1, 0], [2, 3, 1, 1], [5, 100, 10, 1], [49, 1000, 10, 0], [1, 20, 10, 1], [3, 2, 1, 2], [-1, 2, 1, 0], [-3, 2, 1, -1], [0, 7, 200, 0], [2_147_483_647, 1, 1_000, 2_147_483_647_000]])('%i / %i × %i is %i', (numerator, denominator, scale, expected) => {
    expect(scaledHalfUp(numerator, denominator, scale)).toBe(expected);
  });

  test('is the whole number nearest to the exact value, the greater one where two are', () => {
    const whole = fc.integer({ min: -1_000_000_000, max: 1_000_000_000 });
    fc.assert(fc.property(whole, fc.integer({ min: 1, max: 1_000_000_000 }), fc.integer({ min: 1, max: 1_000 }), (numerator, denominator, scale) => {
      const rounded = BigInt(scaledHalfUp(numerator, denominator, scale));
      // rounded - 1/2 <= exact < rounded + 1/2, all multiplied by twice the denominator.
      const exact = 2n * BigInt(numerator) * BigInt(scale);
      const unit = BigInt(denominator);
      return (2n * rounded - 1n) * unit <= exact && exact < (2n * rounded + 1n) * unit;
    }), { numRuns: 5_000 });
  });

  test.each([0, -1])('refuses the denominator %i', (denominator) => { expect(() => scaledHalfUp(1, denominator, 1)).toThrow(RangeError); });

  test.each([[0, 0, null], [5, 0, null], [0, 5, '0'], [1, 3, '33.3'], [2, 3, '66.7'], [5, 5, '100'], [1, 2000, '0.1'], [1, 2001, '0'], [1999, 2000, '100']])('%i of %i is %s %%', (numerator, denominator, expected) => { expect(percent(numerator, denominator)).toBe(expected); });
});
