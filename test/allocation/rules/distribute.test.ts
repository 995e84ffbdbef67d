// Dividing work: tables of what people expect, and properties against independent reckonings.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { distribute, fairShares, type Share, type Work } from '../../../server/allocation/rules/distribute.js';

const shares = (...list: [weight: number, room: number][]): Share[] => list.map(([weight, room], index) => ({ tutorId: index + 1, weight, room }));

test.each<[string, number, Share[], number[]]>([
  ['nothing to do', 0, shares([1, 5], [1, 5]), [0, 0]],
  ['nobody', 5, [], []],
  ['equal weights', 10, shares([1, 99], [1, 99]), [5, 5]],
  ['one over goes to the first', 11, shares([1, 99], [1, 99]), [6, 5]],
  ['twice the weight', 9, shares([2, 99], [1, 99]), [6, 3]],
  ['by the largest remainder', 10, shares([1, 99], [1, 99], [4, 99]), [2, 2, 6]],
  ['a room that is used up', 10, shares([1, 2], [1, 99]), [2, 8]],
  ['a room that is just reached', 10, shares([1, 5], [1, 99]), [5, 5]],
  ['rooms used up one after another', 30, shares([1, 2], [1, 9], [1, 99]), [2, 9, 19]],
  ['more than there is room for', 30, shares([1, 2], [3, 4]), [2, 4]],
  ['no room at all', 3, shares([1, 0], [1, 0]), [0, 0]],
])('JS-17 fair shares: %s', (_, count, list, expected) => { expect(fairShares(count, list)).toEqual(expected); });

const work = (count: number, openTo: number[], from = 1): Work[] => Array.from({ length: count }, (_, index) => ({ submissionId: from + index, openTo: new Set(openTo) }));
const counts = (given: ReadonlyMap<number, readonly number[]>): Record<number, number> => Object.fromEntries([...given].map(([tutor, ids]) => [tutor, ids.length]));

describe('JS-17 what is closed to a tutor', () => {
  test('JS-17 the own school goes to the others, and the shares stay fair', () => {
    const { given, unplaced } = distribute([...work(4, [2], 1), ...work(6, [1, 2], 5)], shares([1, 99], [1, 99]));
    expect([counts(given), unplaced]).toEqual([{ 1: 5, 2: 5 }, []]);
  });
  test('JS-17 what only one may take goes to that one, beyond the share and within the room', () => {
    const { given, unplaced } = distribute(work(8, [2]), shares([1, 99], [1, 6]));
    expect([counts(given), unplaced.length]).toEqual([{ 1: 0, 2: 6 }, 2]);
  });
  test('JS-17 tutors of different courses share nothing: each circle is divided for itself', () => {
    const { given, fair } = distribute([...work(20, [1, 2], 1), ...work(2, [3], 50)], shares([3, 99], [1, 99], [1, 99]));
    expect([counts(given), [...fair.values()]]).toEqual([{ 1: 15, 2: 5, 3: 2 }, [15, 5, 2]]);
  });
  test('JS-17 what is closed to everybody stays for everybody', () => {
    expect(distribute(work(3, []), shares([1, 9])).unplaced).toEqual([1, 2, 3]);
  });
  test('JS-17 nobody gets only the oldest: the turns alternate', () => {
    expect(distribute(work(4, [1, 2]), shares([1, 9], [1, 9])).given).toEqual(new Map([[1, [1, 3]], [2, [2, 4]]]));
  });
});

const someShares = fc.array(fc.record({ weight: fc.integer({ min: 1, max: 5 }), room: fc.integer({ min: 0, max: 12 }) }), { minLength: 1, maxLength: 5 }).map((list) => list.map((one, index): Share => ({ tutorId: index + 1, ...one })));

/** The most that can be placed at all: item by item, along paths that others are moved on (Kuhn). */
function mostPlaced(items: readonly Work[], list: readonly Share[]): number {
  const slots = list.flatMap(({ tutorId, room }) => Array.from({ length: room }, () => tutorId));
  const held = slots.map(() => -1);
  const place = (item: number, tried: Set<number>): boolean => slots.some((tutor, slot) => {
    if (tried.has(slot) || !items[item]?.openTo.has(tutor)) return false;
    tried.add(slot);
    if (held[slot] === -1 || place(held[slot] as number, tried)) { held[slot] = item; return true; }
    return false;
  });
  return items.filter((_, index) => place(index, new Set())).length;
}

test('JS-17 property: everything is given once, never over a room, never to whom it is closed, and as much as can be', () => {
  fc.assert(fc.property(someShares, fc.array(fc.uniqueArray(fc.integer({ min: 1, max: 5 }), { maxLength: 5 }), { maxLength: 30 }), (list, open) => {
    const items = open.map((openTo, index): Work => ({ submissionId: index + 1, openTo: new Set(openTo) }));
    const { given, unplaced } = distribute(items, list);
    const placed = [...given].flatMap(([tutorId, ids]) => ids.map((id) => ({ tutorId, id })));
    expect([...placed.map(({ id }) => id), ...unplaced].sort((a, b) => a - b)).toEqual(items.map(({ submissionId }) => submissionId));
    for (const { tutorId, id } of placed) expect(items[id - 1]?.openTo.has(tutorId)).toBe(true);
    for (const { tutorId, room } of list) expect(given.get(tutorId)?.length ?? 0).toBeLessThanOrEqual(room);
    expect(placed).toHaveLength(mostPlaced(items, list));
  }), { numRuns: 300 });
});

test('JS-17 property: where nothing is closed, everybody is within one of the exact share by weight, and who has room left is behind nobody', () => {
  fc.assert(fc.property(someShares, fc.integer({ min: 0, max: 60 }), (list, count) => {
    const { given } = distribute(work(count, list.map(({ tutorId }) => tutorId)), list);
    const got = list.map(({ tutorId }) => given.get(tutorId)?.length ?? 0);
    expect(got.reduce((sum, one) => sum + one, 0)).toBe(Math.min(count, list.reduce((sum, { room }) => sum + room, 0)));
    // The level to which all are filled, found by halving: each has the lesser of level × weight and the own room.
    const filled = (level: number): number => list.reduce((sum, { weight, room }) => sum + Math.min(level * weight, room), 0);
    let [low, high] = [0, 100];
    for (let step = 0; step < 60; step += 1) { const middle = (low + high) / 2; if (filled(middle) < count) low = middle; else high = middle; }
    list.forEach(({ weight, room }, index) => { expect(Math.abs((got[index] ?? 0) - Math.min(high * weight, room))).toBeLessThan(1 + 1e-6); });
  }), { numRuns: 300 });
});
