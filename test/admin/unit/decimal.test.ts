import { describe, expect, test } from '@jest/globals';
import { fromHundredths, hundredths, isWithin, share, sum } from '../../../admin/ui/decimal.js';

describe('JS-19 the console adds points exactly', () => {
  test.each([
    ['0', 0], ['7', 700], ['7.5', 750], ['7.05', 705], ['-1.2', -120], [' 3 ', 300], ['999999999.99', 99_999_999_999],
    ['', null], ['.5', null], ['5.', null], ['1.234', null], ['1e2', null], ['１', null], ['NaN', null], ['--1', null], ['1234567890', null],
  ] as const)('%j is %j hundredths', (decimal, value) => {
    expect(hundredths(decimal)).toBe(value);
  });

  test.each([[0, '0'], [5, '0.05'], [50, '0.5'], [700, '7'], [750, '7.5'], [-120, '-1.2'], [-5, '-0.05']] as const)('%j hundredths read %j', (value, decimal) => {
    expect(fromHundredths(value)).toBe(decimal);
  });

  test.each([
    [['0.1', '0.2'], '0.3'], [['28.5', '27', '20', '12'], '87.5'], [['1.005'], null], [[], '0'], [['1', ''], null], [['99.99', '0.01'], '100'],
  ] as const)('the sum of %j is %j', (decimals, total) => {
    expect(sum(decimals)).toBe(total);
  });

  test.each([
    ['0', '30', true], ['30', '30', true], ['30.0', '30', true], ['29.9', '30', true], ['30.1', '30', false], ['-1', '30', false], ['1.25', '30', false], ['', '30', false],
    ['1.', '30', false], ['１０', '30', false], ['1e1', '30', false], ['Infinity', '30', false], ['5', '', false], [' 5', '30', false],
  ] as const)('%j within 0 to %j: %j', (decimal, maximum, isIn) => {
    expect(isWithin(decimal, maximum)).toBe(isIn);
  });

  test.each([['16', '32', 0.5], ['40', '32', 1], ['-1', '32', 0], ['1', '0', 0], ['', '32', 0], ['1', '', 0]] as const)('%j of %j is a share of %j', (part, whole, value) => {
    expect(share(part, whole)).toBe(value);
  });
});
