// What a rubric must be, and what a new version does to what was scored by the old one.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Criterion, CriterionPoints } from '../../../server/assignments/rules/points.js';
import { hasSameCriteria, rescored, rubricRefusals, totalOf } from '../../../server/assignments/rules/rubric.js';

const level = (name: string, pointsTenths: number) => ({ name, description: '', pointsTenths });
const criterion = (key: string, maximumTenths: number, ...points: number[]): Criterion => ({ key, name: `名称${key}`, description: '', maximumTenths, levels: points.map((pointsTenths, place) => level(`第${place + 1}级`, pointsTenths)) });
const good = [criterion('a', 600, 600, 450, 300), criterion('b', 400, 400, 200)];
const withLevels = (...levels: Criterion['levels']): Criterion[] => [{ ...criterion('a', 300), levels }];

describe('JS-17 what a rubric must be', () => {
  test('JS-17 criteria with levels from best to worst are accepted, a level worth 0 too', () => {
    expect(rubricRefusals({ name: '写作', criteria: [...good, criterion('c', 1, 1, 0)] })).toEqual([]);
  });

  test.each<[string, string, readonly Criterion[], string, string]>([
    ['no name', ' ', good, 'EMPTY', 'name'],
    ['a name of 41 characters', '长'.repeat(41), good, 'TOO_LONG', 'name'],
    ['no criterion', '写作', [], 'EMPTY', 'criteria'],
    ['eleven criteria', '写作', Array.from({ length: 11 }, (_, n) => criterion(`k${n}`, 10, 10, 5)), 'OUT_OF_RANGE', 'criteria'],
    ['more than 1,000 points in all', '写作', [criterion('a', 9_999, 9_999, 0), criterion('b', 2, 2, 0)], 'OUT_OF_RANGE', 'criteria'],
    ['a criterion without a name', '写作', [{ ...criterion('a', 10, 10, 5), name: '' }], 'EMPTY', 'criteria.0.name'],
    ['two criteria of one name', '写作', [criterion('a', 10, 10, 5), { ...criterion('b', 10, 10, 5), name: ' 名称a ' }], 'TAKEN', 'criteria.1.name'],
    ['a criterion worth nothing', '写作', [criterion('a', 0, 0)], 'OUT_OF_RANGE', 'criteria.0.maximumPoints'],
    ['one level', '写作', withLevels(level('优', 300)), 'OUT_OF_RANGE', 'criteria.0.levels'],
    ['ten levels', '写作', withLevels(...Array.from({ length: 10 }, (_, n) => level(`级${n}`, 300 - n))), 'OUT_OF_RANGE', 'criteria.0.levels'],
    ['a level of 0.1 above the maximum', '写作', withLevels(level('优', 301), level('良', 200)), 'OUT_OF_RANGE', 'criteria.0.levels.0.points'],
    ['a level below 0', '写作', withLevels(level('优', 300), level('良', -1)), 'OUT_OF_RANGE', 'criteria.0.levels.1.points'],
    ['two levels worth the same', '写作', withLevels(level('优', 300), level('良', 300)), 'OUT_OF_RANGE', 'criteria.0.levels.1.points'],
    ['a better level below a worse one', '写作', withLevels(level('优', 200), level('良', 300)), 'OUT_OF_RANGE', 'criteria.0.levels.1.points'],
    ['two levels of one name', '写作', withLevels(level('优', 300), level('优', 200)), 'TAKEN', 'criteria.0.levels.1.name'],
    ['a level without a name', '写作', withLevels(level('优', 300), level('', 200)), 'EMPTY', 'criteria.0.levels.1.name'],
  ])('JS-17 refused: %s', (_, name, criteria, code, field) => {
    expect(rubricRefusals({ name, criteria }).map((refusal) => [refusal.code, refusal.field])).toContainEqual([code, field]);
  });
});

describe('JS-17 points under a new version', () => {
  const given = (...points: number[]): CriterionPoints[] => points.map((pointsTenths, place) => ({ criterion: good[place]?.key ?? '', pointsTenths }));
  test.each<[string, CriterionPoints[], readonly Criterion[], number[], boolean]>([
    ['the same version changes nothing', given(450, 200), good, [450, 200], false],
    ['a level keeps its place', given(450, 200), [criterion('a', 600, 550, 500, 100), criterion('b', 400, 300, 250)], [500, 250], false],
    ['the best level of a smaller maximum', given(600, 400), [criterion('a', 500, 500, 400, 300), criterion('b', 500, 500, 200)], [500, 500], false],
    ['points between the levels stay', given(440, 201), [criterion('a', 600, 550, 500, 100), criterion('b', 400, 300, 250)], [440, 201], false],
    ['points between the levels, exactly the new maximum', given(440, 200), [criterion('a', 440, 430, 400, 100), criterion('b', 560, 300, 250)], [440, 250], false],
    ['points between the levels, 0.1 above the new maximum, are cut', given(441, 200), [criterion('a', 440, 430, 400, 100), criterion('b', 560, 300, 250)], [440, 250], true],
    ['a level that is gone keeps its points', given(300, 200), [criterion('a', 600, 600, 450), criterion('b', 400, 400, 200)], [300, 200], false],
    ['a level that is gone, above the new maximum, is cut', given(300, 200), [criterion('a', 250, 250, 200), criterion('b', 750, 400, 200)], [250, 200], true],
  ])('JS-17 %s', (_, sheet, after, points, isCut) => {
    const result = rescored({ criterionPoints: sheet, annotations: [] }, good, after);
    expect(result.criterionPoints.map(({ pointsTenths }) => pointsTenths)).toEqual(points);
    expect(result.pointsTenths).toBe(points.reduce((sum, one) => sum + one, 0));
    expect(result.isCut).toBe(isCut);
  });

  test('JS-17 whatever the versions, no criterion leaves its range, and going over twice is going over once', () => {
    const version = fc.tuple(fc.integer({ min: 10, max: 600 }), fc.integer({ min: 10, max: 600 })).chain(([a, b]) => fc.tuple(fc.uniqueArray(fc.integer({ min: 0, max: a }), { minLength: 2, maxLength: 9 }), fc.uniqueArray(fc.integer({ min: 0, max: b }), { minLength: 2, maxLength: 9 }))
      .map(([first, second]) => [criterion('a', a, ...first.sort((x, y) => y - x)), criterion('b', b, ...second.sort((x, y) => y - x))]));
    fc.assert(fc.property(version, version, fc.nat(1_000), fc.nat(1_000), (before, after, x, y) => {
      const sheet = before.map((one, place): CriterionPoints => ({ criterion: one.key, pointsTenths: Math.min(place === 0 ? x : y, one.maximumTenths) }));
      const once = rescored({ criterionPoints: sheet, annotations: [] }, before, after);
      for (const { criterion: key, pointsTenths } of once.criterionPoints) expect(pointsTenths).toBeLessThanOrEqual(after.find((one) => one.key === key)?.maximumTenths ?? -1);
      expect(once.pointsTenths).toBeLessThanOrEqual(totalOf(after));
      expect(rescored({ criterionPoints: once.criterionPoints, annotations: [] }, after, after)).toEqual({ ...once, isCut: false });
    }));
  });

  test('JS-17 criteria are the same by their keys, in any order', () => {
    expect(hasSameCriteria(good, [...good].reverse())).toBe(true);
    expect(hasSameCriteria(good, [good[0] as Criterion])).toBe(false);
    expect(hasSameCriteria(good, [good[0] as Criterion, criterion('c', 400, 400, 200)])).toBe(false);
  });
});
