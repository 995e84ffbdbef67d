// What comes of two reviews: the table with its borders, and properties that hold for all.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { averageOf, isWithin, joined, secondMarkingMachine, withoutDeductions } from '../../../server/moderation/rules/agreement.js';
import { flawsOf } from '../../../server/kernel/state-machine.js';

const alone = (pointsTenths: number) => ({ pointsTenths, criterionPoints: [] });
const by = (...tenths: number[]) => ({ pointsTenths: tenths.reduce((sum, one) => sum + one, 0), criterionPoints: tenths.map((pointsTenths, place) => ({ criterion: `c${place}`, pointsTenths })) });

describe('JS-17 two reviews', () => {
  test('JS-17 the states of a second marking are all reached and none is a dead end', () => { expect(flawsOf(secondMarkingMachine)).toEqual([]); });

  test.each([[800, 800, 0, true], [800, 801, 0, false], [800, 850, 50, true], [850, 800, 50, true], [800, 851, 50, false], [0, 1_000, 1_000, true]] as const)('JS-17 %i and %i tenths at a tolerance of %i agree: %s', (one, other, tolerance, agrees) => {
    expect(isWithin(alone(one), alone(other), tolerance)).toBe(agrees);
  });

  test.each([[800, 802, 801], [800, 801, 801], [801, 802, 802], [0, 1, 1], [0, 0, 0]] as const)('JS-17 the average of %i and %i tenths is %i: a half goes up', (one, other, average) => {
    expect(averageOf(alone(one), alone(other))).toEqual({ pointsTenths: average, criterionPoints: [] });
  });

  test('JS-17 halves of criteria go up and down in turn, so that the sum is the average of the sums', () => {
    expect(averageOf(by(285, 270, 200, 120), by(270, 265, 195, 120))).toEqual(by(278, 267, 198, 120));
    expect(averageOf(by(10, 10), by(11, 10))).toEqual(by(11, 10));
  });

  test('JS-17 where one was scored by points alone or by other criteria, only the points are averaged', () => {
    expect(averageOf(by(10, 10), alone(30))).toEqual(alone(25));
    expect(averageOf(by(10, 10), { pointsTenths: 20, criterionPoints: [{ criterion: 'x', pointsTenths: 20 }] })).toEqual(alone(20));
  });

  test('JS-17 always: the criteria add up, lie between both, and who marked first changes nothing', () => {
    const sheets = fc.integer({ min: 1, max: 8 }).chain((length) => fc.tuple(fc.array(fc.nat(400), { minLength: length, maxLength: length }), fc.array(fc.nat(400), { minLength: length, maxLength: length })));
    fc.assert(fc.property(sheets, ([one, other]) => {
      const agreed = averageOf(by(...one), by(...other));
      expect(agreed.criterionPoints.reduce((sum, { pointsTenths }) => sum + pointsTenths, 0)).toBe(agreed.pointsTenths);
      agreed.criterionPoints.forEach(({ pointsTenths }, place) => {
        expect(pointsTenths).toBeGreaterThanOrEqual(Math.min(one[place] ?? 0, other[place] ?? 0));
        expect(pointsTenths).toBeLessThanOrEqual(Math.max(one[place] ?? 0, other[place] ?? 0));
      });
      expect(averageOf(by(...other), by(...one))).toEqual(agreed);
    }));
  });

  test('JS-17 the learner reads each comment once, and annotations in the order of the text without deductions', () => {
    expect(joined([' 好。', '', '好。', '再改。'])).toBe('好。\n\n再改。');
    expect(withoutDeductions([{ start: 5, end: 6, deductionTenths: 10 }, { start: 0, end: 2, deductionTenths: null }, { start: 5, end: 9, deductionTenths: 1 }])).toEqual([{ start: 0, end: 2, deductionTenths: null }, { start: 5, end: 9, deductionTenths: null }, { start: 5, end: 6, deductionTenths: null }]);
  });
});
