// The lock on wrong passwords, as a table of moments.
import { describe, expect, test } from '@jest/globals';
import { afterFailure, failuresAllowed, lockedUntil, lockMs, type Failures } from '../../../server/access/rules/sign-in-lock.js';

const now = new Date('2023-09-10T00:00:00Z');
const at = (ms: number) => new Date(now.getTime() + ms);

describe('T10 the lock', () => {
  test('is the fifth failure and fifteen minutes', () => { expect([failuresAllowed, lockMs]).toEqual([5, 900_000]); });

  test.each<[string, Failures | null, number | null]>([
    ['nobody failed', null, null],
    ['four failures', { failures: 4, lockedUntil: null }, null],
    ['a lock that ends in a millisecond', { failures: 5, lockedUntil: at(1) }, 1],
    ['a lock that ends this moment', { failures: 5, lockedUntil: at(0) }, null],
    ['a lock that ended a millisecond ago', { failures: 5, lockedUntil: at(-1) }, null],
    ['a fresh lock', { failures: 5, lockedUntil: at(lockMs) }, lockMs],
  ])('%s', (_, failures, until) => { expect(lockedUntil(failures, now)).toEqual(until === null ? null : at(until)); });

  test.each<[string, Failures | null, Failures]>([
    ['the first failure', null, { failures: 1, lockedUntil: null }],
    ['the fourth', { failures: 3, lockedUntil: null }, { failures: 4, lockedUntil: null }],
    ['the fifth', { failures: 4, lockedUntil: null }, { failures: 5, lockedUntil: at(lockMs) }],
    ['one that slipped in beside the fifth', { failures: 5, lockedUntil: at(lockMs - 1) }, { failures: 6, lockedUntil: at(lockMs) }],
    ['the first after a lock ran out', { failures: 5, lockedUntil: at(0) }, { failures: 1, lockedUntil: null }],
  ])('%s', (_, before, after) => { expect(afterFailure(before, now)).toEqual(after); });

  test('comes after exactly five failures in a row, however they fall', () => {
    let failures: Failures | null = null;
    const locks = Array.from({ length: 12 }, (_, n) => {
      failures = afterFailure(failures, at(n * lockMs * 2));
      return failures.lockedUntil !== null;
    });
    expect(locks).toEqual([false, false, false, false, true, false, false, false, false, true, false, false]);
  });
});
