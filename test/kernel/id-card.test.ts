// ID-card numbers: the check digit of ISO 7064 MOD 11-2, and what a masked number keeps.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { checkDigitOf, maskIdCard, maskMobile } from '../../server/kernel/id-card.js';

const seventeen = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 17, maxLength: 17 }).map((digits) => digits.join(''));

describe('T2 the check digit', () => {
  test.each([
    // The two examples of GB 11643, and each of the eleven remainders.
    ['11010519491231002', 'X'], ['44052418800101001', '4'],
    ['00000000000000000', '1'], ['00000000000000001', 'X'], ['00000000000000002', '8'], ['00000000000000003', '6'], ['00000000000000004', '4'],
    ['00000000000000005', '2'], ['00000000000000006', '0'], ['00000000000000007', '9'], ['00000000000000008', '7'], ['00000000000000009', '5'], ['10000000000000001', '3'],
  ])('of %s is %s', (digits, expected) => { expect(checkDigitOf(digits)).toBe(expected); });

  test('changes with any single wrong digit and any two neighbours swapped', () => {
    fc.assert(fc.property(seventeen, fc.integer({ min: 0, max: 16 }), fc.integer({ min: 1, max: 9 }), (digits, place, step) => {
      const wrong = `${digits.slice(0, place)}${(Number(digits[place]) + step) % 10}${digits.slice(place + 1)}`;
      if (checkDigitOf(wrong) === checkDigitOf(digits)) return false;
      if (place === 16 || digits[place] === digits[place + 1]) return true;
      const swapped = `${digits.slice(0, place)}${digits[place + 1]}${digits[place]}${digits.slice(place + 2)}`;
      return checkDigitOf(swapped) !== checkDigitOf(digits);
    }), { numRuns: 2_000 });
  });

  test('agrees with the definition: the sum over 2^(i-1) mod 11 of all eighteen places leaves 1', () => {
    fc.assert(fc.property(seventeen, (digits) => {
      const all = `${digits}${checkDigitOf(digits)}`;
      const sum = [...all].reverse().reduce((total, sign, index) => total + BigInt(sign === 'X' ? 10 : Number(sign)) * 2n ** BigInt(index), 0n);
      return sum % 11n === 1n;
    }));
  });
});

describe('T2 masking', () => {
  test.each([['11010519491231002X', '110105***********X'], ['440524188001010014', '440524***********4']])('%s becomes %s', (number, masked) => { expect(maskIdCard(number)).toBe(masked); });
  test('never shows the date of birth or the sequence, and keeps the length', () => {
    fc.assert(fc.property(seventeen, (digits) => {
      const masked = maskIdCard(`${digits}${checkDigitOf(digits)}`);
      return masked.length === 18 && /^\d{6}\*{11}[\dX]$/.test(masked);
    }));
  });
  test('of a mobile number hides the middle four', () => { expect(maskMobile('13812345678')).toBe('138****5678'); });
});
