// The rules of appeals: windows at midnight in Shanghai, steps in their order, and what an answer makes of a review.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { answered, revised, revisionRefusals } from '../../../server/appeals/rules/answers.js';
import { itemRefusals, nextStep, stepRefusals, windowEnd, type AppealStep } from '../../../server/appeals/rules/appeals.js';

const rule = { tutorDays: 7, chiefTutorDays: 5 };
const releasedAt = new Date('2023-09-08T10:00:00+08:00');
const answeredAt = new Date('2023-09-12T23:59:59.999+08:00');

describe('JS-19 the window of an appeal', () => {
  test.each([
    ['2023-09-08T00:00:00+08:00', 7, '2023-09-15T16:00:00.000Z'],
    ['2023-09-08T23:59:59.999+08:00', 7, '2023-09-15T16:00:00.000Z'],
    ['2023-09-08T15:59:59.999Z', 1, '2023-09-09T16:00:00.000Z'],
    ['2023-09-08T16:00:00.000Z', 1, '2023-09-10T16:00:00.000Z'],
    ['2024-02-28T12:00:00+08:00', 1, '2024-02-29T16:00:00.000Z'],
    ['2023-12-31T12:00:00+08:00', 1, '2024-01-01T16:00:00.000Z'],
  ])('JS-19 from %s, %i days, until %s', (since, days, until) => { expect(windowEnd(new Date(since), days).toISOString()).toBe(until); });

  const cases: [string, { lastStep: AppealStep | null; answeredAt: Date | null }, [AppealStep, string] | null][] = [
    ['nothing was appealed', { lastStep: null, answeredAt: null }, ['TUTOR', '2023-09-15T16:00:00.000Z']],
    ['the first step waits', { lastStep: 'TUTOR', answeredAt: null }, null],
    ['the first step is answered', { lastStep: 'TUTOR', answeredAt }, ['CHIEF_TUTOR', '2023-09-17T16:00:00.000Z']],
    ['the second step is answered', { lastStep: 'CHIEF_TUTOR', answeredAt }, null],
  ];
  test.each(cases)('JS-19 when %s', (_, standing, expected) => {
    const next = nextStep({ releasedAt, ...standing }, rule);
    expect(next === null ? null : [next.step, next.until.toISOString()]).toEqual(expected);
    expect(nextStep({ releasedAt, ...standing }, null)).toBeNull();
  });

  test.each([['2023-09-15T15:59:59.999Z', []], ['2023-09-15T16:00:00.000Z', ['LOCKED']]])('JS-19 at %s it is %j', (now, codes) => {
    expect(stepRefusals({ releasedAt, lastStep: null, answeredAt: null }, rule, new Date(now)).map(({ code }) => code)).toEqual(codes);
  });

  test('JS-19 property: a window never ends before its days have passed in full, nor a day later', () => {
    fc.assert(fc.property(fc.date({ min: new Date('2020-01-01'), max: new Date('2040-01-01'), noInvalidDate: true }), fc.integer({ min: 1, max: 60 }), (since, days) => {
      const length = windowEnd(since, days).getTime() - since.getTime();
      const day = 86_400_000;
      expect(length).toBeGreaterThan(days * day);
      expect(length).toBeLessThanOrEqual((days + 1) * day);
    }));
  });
});

test.each<[object[], string[]]>([
  [[], ['EMPTY']], [[{ criterion: 'a', reason: '有' }], []], [[{ criterion: 'a', reason: '字'.repeat(500) }], []], [[{ criterion: 'a', reason: '字'.repeat(501) }], ['TOO_LONG']],
  [[{ criterion: null, reason: '有' }], ['NOT_FOUND']], [[{ criterion: 'a', reason: '身份证 320504199001011234' }], ['MALFORMED']],
])('JS-19 items %j', (items, codes) => { expect(itemRefusals(items as never, ['a', 'b']).map(({ code }) => code)).toEqual(codes); });

describe('JS-19 what an answer makes of a review', () => {
  const review = {
    pointsTenths: 450, criterionPoints: [{ criterion: 'a', pointsTenths: 180, givenTenths: 200 }, { criterion: 'b', pointsTenths: 270 }],
    annotations: [{ criterion: 'a', deductionTenths: 20 }, { criterion: null, deductionTenths: null }],
  };
  const tenths = (criterion: string | null) => (criterion === null ? review.pointsTenths : (review.criterionPoints.find((one) => one.criterion === criterion)?.pointsTenths ?? null));
  const items = [{ criterion: 'a', name: '甲', reason: '有', beforeTenths: 180, afterTenths: null, answer: null }, { criterion: 'b', name: '乙', reason: '有', beforeTenths: 270, afterTenths: null, answer: null }];

  test('JS-19 the new points count as they are: what annotations deducted from them is over, their words stay', () => {
    expect(revised(review, [{ criterion: 'a', pointsTenths: 195, reason: '改' }])).toEqual({ pointsTenths: 465, criterionPoints: [{ criterion: 'a', pointsTenths: 195 }, { criterion: 'b', pointsTenths: 270 }], annotations: [{ criterion: 'a', deductionTenths: null }, { criterion: null, deductionTenths: null }] });
  });
  test('JS-19 what was not revised keeps its deductions', () => {
    expect(revised(review, [{ criterion: 'b', pointsTenths: 280, reason: '改' }])).toEqual({ pointsTenths: 460, criterionPoints: [review.criterionPoints[0], { criterion: 'b', pointsTenths: 280 }], annotations: review.annotations });
  });
  test('JS-19 a score given as one is revised as one', () => {
    expect(revised({ pointsTenths: 800, criterionPoints: [], annotations: [] }, [{ criterion: null, pointsTenths: 820, reason: '改' }])).toEqual({ pointsTenths: 820, criterionPoints: [], annotations: [] });
  });
  test.each<[object[], string[]]>([
    [[], ['EMPTY']], [[{ criterion: 'a', pointsTenths: 180, reason: '同' }], ['NOTHING_TO_CHANGE']], [[{ criterion: 'a', pointsTenths: 180, reason: '同' }, { criterion: 'b', pointsTenths: 271, reason: '改' }], []],
    [[{ criterion: 'c', pointsTenths: 180, reason: '改' }], ['NOT_FOUND']], [[{ criterion: 'a', pointsTenths: 181, reason: '' }], ['EMPTY']], [[{ criterion: 'a', pointsTenths: 181, reason: '一' }, { criterion: 'a', pointsTenths: 182, reason: '二' }], ['ALREADY_EXISTS']],
  ])('JS-19 revisions %j', (revisions, codes) => { expect(revisionRefusals(revisions as never, items, tenths).map(({ code }) => code)).toEqual(codes); });
  test('JS-19 old and new points stand side by side', () => {
    expect(answered(items, [{ criterion: 'a', pointsTenths: 195, reason: ' 改 ' }], tenths).map(({ beforeTenths, afterTenths, answer }) => [beforeTenths, afterTenths, answer])).toEqual([[180, 195, '改'], [270, 270, null]]);
  });
});
