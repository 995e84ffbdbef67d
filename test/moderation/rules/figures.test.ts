// Agreement figures beside an independent computation: kappa by its matrices, severity and drift by fractions review by review.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { decimal, figuresOf, kappaOf, type DayOfReviews } from '../../../server/moderation/rules/figures.js';

/** Cohen's weighted kappa as it is defined: observed and expected matrices over categories, quadratic weights. */
function kappaByMatrices(pairs: readonly (readonly [number, number])[]): number | null {
  const values = [...new Set(pairs.flat())].sort((a, b) => a - b);
  const share = (of: (pair: readonly [number, number]) => boolean) => pairs.filter(of).length / pairs.length;
  let [observed, expected] = [0, 0];
  for (const i of values) for (const j of values) {
    const weight = ((i - j) / 1_000) ** 2;
    observed += weight * share(([x, y]) => x === i && y === j);
    expected += weight * share(([x]) => x === i) * share(([, y]) => y === j);
  }
  return expected === 0 ? null : 1 - observed / expected;
}

interface One { tutorId: number; group: string; day: number; tenths: number }
const dayOf = (day: number) => `2023-09-${String(day).padStart(2, '0')}`;

function counted(reviews: readonly One[]): DayOfReviews[] {
  return [...Map.groupBy(reviews, ({ tutorId, group, day }) => `${tutorId} ${group} ${day}`).values()].map((some) => ({ tutorId: some[0]?.tutorId ?? 0, group: some[0]?.group ?? '', day: dayOf(some[0]?.day ?? 1), count: some.length, sumTenths: some.reduce((sum, { tenths }) => sum + tenths, 0) }));
}

/** Each review for itself, in the plain words of the definition. */
function byReview(tutorId: number, reviews: readonly One[]): { severity: number | null; drift: number | null } {
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const deviations = reviews.filter((one) => one.tutorId === tutorId).flatMap((one) => {
    const group = reviews.filter((other) => other.group === one.group);
    return group.some((other) => other.tutorId !== tutorId) ? [{ day: one.day, above: (one.tenths - mean(group.map(({ tenths }) => tenths))) / 10 }] : [];
  });
  if (deviations.length === 0) return { severity: null, drift: null };
  const [days, above] = [deviations.map(({ day }) => day), deviations.map((one) => one.above)];
  const [meanDay, meanAbove] = [mean(days), mean(above)];
  const spread = days.reduce((sum, day) => sum + (day - meanDay) ** 2, 0);
  const drift = spread < 1e-9 ? null : (7 * deviations.reduce((sum, one) => sum + (one.day - meanDay) * (one.above - meanAbove), 0)) / spread;
  return { severity: meanAbove, drift };
}

const reviews = fc.array(fc.record({ tutorId: fc.integer({ min: 1, max: 3 }), group: fc.constantFrom('a', 'b'), day: fc.integer({ min: 1, max: 9 }), tenths: fc.nat(1_000) }), { minLength: 1, maxLength: 40 });
/** Shown with so many digits: what lies behind them may round either way by the least. */
const near = (shown: string | null, value: number | null, digits: number) => {
  expect(shown === null).toBe(value === null);
  if (shown !== null && value !== null) expect(Math.abs(Number(shown) - value)).toBeLessThanOrEqual(0.5 * 10 ** -digits + 1e-6);
};

describe('JS-17 agreement of tutors', () => {
  test('JS-17 kappa is what the matrices say, for any pairs', () => {
    fc.assert(fc.property(fc.array(fc.tuple(fc.nat(1_000), fc.nat(1_000)), { minLength: 1, maxLength: 25 }), (pairs) => { near(kappaOf(pairs), kappaByMatrices(pairs), 3); }));
  });

  test.each([
    ['both always the same', [[800, 800], [700, 700], [900, 900]], '1.000'], ['no pair', [], null], ['one value only', [[800, 800], [800, 800]], null], ['always one apart the same way', [[700, 750], [800, 850]], '0.667'],
    ['against each other', [[700, 800], [800, 700]], '-1.000'], ['as by chance', [[700, 700], [700, 800], [800, 700], [800, 800]], '0.000'],
  ] as const)('JS-17 kappa: %s', (_, pairs, kappa) => { expect(kappaOf(pairs)).toBe(kappa); });

  test('JS-17 severity and drift are what review by review says, for any reviews', () => {
    fc.assert(fc.property(reviews, (some) => {
      for (const tutorId of [1, 2, 3]) {
        const figures = figuresOf(tutorId, counted(some), []);
        const expected = byReview(tutorId, some);
        near(figures.severity, expected.severity, 1);
        near(figures.driftPerWeek, expected.drift, 1);
        expect(figures.reviews).toBe(some.filter((one) => one.tutorId === tutorId).length);
      }
    }));
  });

  test('JS-17 a severe and a lenient tutor, one of them getting milder', () => {
    const some: One[] = [1, 2, 3, 4, 5, 6, 7, 8].flatMap((day) => [{ tutorId: 1, group: 'a', day, tenths: 700 + day * 10 }, { tutorId: 2, group: 'a', day, tenths: 800 }]);
    expect(figuresOf(1, counted(some), [{ tutorId: 1, ownTenths: 700, otherTenths: 800 }])).toMatchObject({ reviews: 8, severity: '-2.8', markedTwice: 1, driftPerWeek: '7.0' });
    expect(figuresOf(2, counted(some), [])).toMatchObject({ severity: '2.8', driftPerWeek: '0.0', kappa: null, markedTwice: 0 });
    expect(figuresOf(3, counted(some), [])).toEqual({ reviews: 0, severity: null, markedTwice: 0, kappa: null, driftPerWeek: null, days: [] });
    // Alone in a class there is nobody to compare with.
    expect(figuresOf(1, counted(some.filter(({ tutorId }) => tutorId === 1)), [])).toMatchObject({ reviews: 8, severity: null, driftPerWeek: null, days: [] });
  });

  test.each([[0.05, 1, '0.1'], [-0.05, 1, '-0.1'], [-0.04, 1, '0.0'], [1.0005, 3, '1.001'], [2, 1, '2.0']] as const)('JS-17 %d is shown as %i digits: %s', (value, digits, shown) => { expect(decimal(value, digits)).toBe(shown); });
});
