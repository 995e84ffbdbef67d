// Scoring one submission: by every criterion of the rubric or by points alone, at the borders of every range.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { commentMaximum, pointsOf, rangeRefusals, type Criterion, type CriterionPoints } from '../../../server/assignments/rules/points.js';

const criterion = (key: string, maximumTenths: number): Criterion => ({ key, name: `「${key}」的名称`, description: '', maximumTenths, levels: [] });
const criteria = [criterion('content', 300), criterion('practice', 300), criterion('reflection', 250), criterion('expression', 150)];
const maximumTenths = 1_000;
const given = (...points: number[]): CriterionPoints[] => points.map((pointsTenths, index) => ({ criterion: criteria[index]?.key ?? 'style', pointsTenths }));
const score = (pointsTenths: number | null, criterionPoints: CriterionPoints[]) => pointsOf({ pointsTenths, criterionPoints }, criteria, maximumTenths);

describe('JS-19 an essay is scored by all criteria or by points alone', () => {
  test.each<[string, number | null, CriterionPoints[], number]>([
    ['four criteria, the sum counts', null, given(285, 270, 200, 120), 875],
    ['four criteria and their sum', 875, given(285, 270, 200, 120), 875],
    ['all criteria at 0', null, given(0, 0, 0, 0), 0],
    ['all criteria at their maximum', null, given(300, 300, 250, 150), 1_000],
    ['the smallest step, 0.1', null, given(1, 0, 0, 0), 1],
    ['criteria in any order', null, given(285, 270, 200, 120).reverse(), 875],
    ['points alone', 796, [], 796],
    ['0 points alone', 0, [], 0],
    ['the maximum alone', 1_000, [], 1_000],
  ])('JS-19 accepted: %s', (_, pointsTenths, criterionPoints, expected) => {
    expect(score(pointsTenths, criterionPoints)).toEqual({ ok: true, value: expected });
  });

  test.each<[string, number | null, CriterionPoints[], string, string]>([
    ['nothing at all', null, [], 'INCOMPLETE', 'points'],
    ['one criterion missing', null, given(285, 270, 200), 'INCOMPLETE', 'criterionPoints'],
    ['points and some criteria', 900, given(285), 'INCOMPLETE', 'criterionPoints'],
    ['0.1 above the maximum alone', 1_001, [], 'OUT_OF_RANGE', 'points'],
    ['-0.1 alone', -1, [], 'OUT_OF_RANGE', 'points'],
    ['0.1 above a criterion', null, given(301, 0, 0, 0), 'OUT_OF_RANGE', 'criterionPoints.0.points'],
    ['0.1 above the last criterion', null, given(300, 300, 250, 151), 'OUT_OF_RANGE', 'criterionPoints.3.points'],
    ['-0.1 in a criterion', null, given(0, -1, 0, 0), 'OUT_OF_RANGE', 'criterionPoints.1.points'],
    ['an unknown criterion', null, [...given(285, 270, 200, 120), { criterion: 'style', pointsTenths: 0 }], 'NOT_FOUND', 'criterionPoints.4.criterion'],
    ['a name of Object.prototype as criterion', null, [...given(285, 270, 200, 120), { criterion: '__proto__', pointsTenths: 0 }], 'NOT_FOUND', 'criterionPoints.4.criterion'],
    ['a criterion twice', null, [...given(285, 270, 200, 120), { criterion: 'content', pointsTenths: 1 }], 'OUT_OF_RANGE', 'criterionPoints.4.criterion'],
    ['a sum that is 0.1 too large', 876, given(285, 270, 200, 120), 'OUT_OF_RANGE', 'points'],
    ['a sum that is 0.1 too small', 874, given(285, 270, 200, 120), 'OUT_OF_RANGE', 'points'],
  ])('JS-19 refused with code and field: %s', (_, pointsTenths, criterionPoints, code, field) => {
    const outcome = score(pointsTenths, criterionPoints);
    expect(outcome.ok).toBe(false);
    if (outcome.ok) return;
    expect(outcome.refusals[0]).toMatchObject({ code, field });
    expect(outcome.refusals.every((refusal) => refusal.message.zh !== '' && refusal.message.en !== '')).toBe(true);
  });

  test('JS-19 a refusal names the range and what was given', () => {
    const outcome = score(null, given(301, 0, 0, 0));
    expect(outcome).toMatchObject({ ok: false, refusals: [{ facts: [{ name: 'minimum', value: '0' }, { name: 'maximum', value: '30' }, { name: 'given', value: '30.1' }] }] });
    expect(score(876, given(285, 270, 200, 120))).toMatchObject({ ok: false, refusals: [{ facts: [{ name: 'sum', value: '87.5' }] }] });
  });

  test('JS-19 every fault of a sheet is told at once', () => {
    const outcome = score(-1, [{ criterion: 'content', pointsTenths: 999 }, { criterion: 'content', pointsTenths: 1 }, { criterion: 'style', pointsTenths: 1 }]);
    expect(outcome.ok ? [] : outcome.refusals.map((refusal) => refusal.field)).toEqual(['points', 'criterionPoints.0.points', 'criterionPoints.2.criterion', 'criterionPoints.1.criterion']);
  });

  test('JS-19 whatever is accepted lies within the range and is the sum of its criteria', () => {
    const anyPoints = fc.integer({ min: -20, max: 1_020 });
    const anySheet = fc.record({
      pointsTenths: fc.option(anyPoints),
      criterionPoints: fc.array(fc.record({ criterion: fc.constantFrom('content', 'practice', 'reflection', 'expression', 'style'), pointsTenths: fc.integer({ min: -5, max: 305 }) }), { maxLength: 6 }),
    });
    fc.assert(fc.property(anySheet, (sheet) => {
      const outcome = pointsOf(sheet, criteria, maximumTenths);
      if (!outcome.ok) { expect(outcome.refusals.length).toBeGreaterThan(0); return; }
      expect(outcome.value).toBeGreaterThanOrEqual(0);
      expect(outcome.value).toBeLessThanOrEqual(maximumTenths);
      if (sheet.criterionPoints.length > 0) expect(outcome.value).toBe(sheet.criterionPoints.reduce((sum, one) => sum + one.pointsTenths, 0));
    }), { numRuns: 2_000 });
  });
});

describe('JS-17 a draft may be incomplete, but not out of range', () => {
  test.each<[string, number | null, CriterionPoints[], string[]]>([
    ['an empty draft', null, [], []],
    ['one criterion', null, given(285), []],
    ['points that are not yet the sum', 900, given(285), []],
    ['0 and the maximum', 1_000, given(0, 300), []],
    ['0.1 too much in a criterion', null, given(300, 300, 250, 151), ['criterionPoints.3.points']],
    ['an unknown criterion', null, [{ criterion: 'style', pointsTenths: 1 }], ['criterionPoints.0.criterion']],
    ['points above the maximum', 1_001, [], ['points']],
  ])('JS-17 %s', (_, pointsTenths, criterionPoints, fields) => {
    expect(rangeRefusals({ pointsTenths, criterionPoints }, criteria, maximumTenths).map((refusal) => refusal.field)).toEqual(fields);
  });

  test('JS-17 a comment has room for 5,000 characters', () => { expect(commentMaximum).toBe(5_000); });
});
