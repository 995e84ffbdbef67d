// The budgets of wrong passwords and codes, as tables of moments.
import { describe, expect, test } from '@jest/globals';
import { afterFailure, budgets, lockedUntil, type BudgetName, type Failures } from '../../../server/access/rules/sign-in-lock.js';

const now = new Date('2023-09-10T00:00:00Z');
const at = (ms: number) => new Date(now.getTime() + ms);
const minute = 60_000;
const { pair, account, address } = budgets;

describe('T10 the lock', () => {
  test.each<[BudgetName, number, number, number | null]>([
    ['pair', 5, 15, null], ['account', 50, 60, 60], ['address', 100, 15, 15], ['codePair', 5, 15, null], ['codeAccount', 50, 1_440, 1_440],
  ])('%s bears %i failures and closes for %i minutes', (name, allowed, minutes, window) => {
    expect(budgets[name]).toEqual({ allowed, lockMs: minutes * minute, windowMs: window === null ? null : window * minute });
  });

  test.each<[string, Failures | null, number | null]>([
    ['nobody failed', null, null],
    ['four failures', { failures: 4, since: now, lockedUntil: null }, null],
    ['a lock that ends in a millisecond', { failures: 5, since: now, lockedUntil: at(1) }, 1],
    ['a lock that ends this moment', { failures: 5, since: now, lockedUntil: at(0) }, null],
    ['a lock that ended a millisecond ago', { failures: 5, since: now, lockedUntil: at(-1) }, null],
    ['a fresh lock', { failures: 5, since: now, lockedUntil: at(pair.lockMs) }, pair.lockMs],
  ])('%s', (_, failures, until) => { expect(lockedUntil(failures, now)).toEqual(until === null ? null : at(until)); });

  test.each<[string, Failures | null, Failures]>([
    ['the first failure', null, { failures: 1, since: now, lockedUntil: null }],
    ['the fourth, however long after the first', { failures: 3, since: at(-90 * minute), lockedUntil: null }, { failures: 4, since: at(-90 * minute), lockedUntil: null }],
    ['the fifth', { failures: 4, since: at(-1), lockedUntil: null }, { failures: 5, since: at(-1), lockedUntil: at(pair.lockMs) }],
    ['one that slipped in beside the fifth', { failures: 5, since: at(-1), lockedUntil: at(pair.lockMs - 1) }, { failures: 6, since: at(-1), lockedUntil: at(pair.lockMs) }],
    ['the first after a lock ran out', { failures: 5, since: at(-pair.lockMs), lockedUntil: at(0) }, { failures: 1, since: now, lockedUntil: null }],
  ])('of a pair: %s', (_, before, after) => { expect(afterFailure(before, pair, now)).toEqual(after); });

  test.each<[string, Failures, Failures]>([
    ['the last moment of the hour', { failures: 48, since: at(-60 * minute + 1), lockedUntil: null }, { failures: 49, since: at(-60 * minute + 1), lockedUntil: null }],
    ['the hour is over', { failures: 49, since: at(-60 * minute), lockedUntil: null }, { failures: 1, since: now, lockedUntil: null }],
    ['the fiftieth', { failures: 49, since: at(-minute), lockedUntil: null }, { failures: 50, since: at(-minute), lockedUntil: at(60 * minute) }],
  ])('of an account: %s', (_, before, after) => { expect(afterFailure(before, account, now)).toEqual(after); });

  test('of an address: a hundred within a quarter of an hour, and a school that mistypes now and then never', () => {
    let storm: Failures | null = null;
    for (let n = 0; n < 100; n += 1) storm = afterFailure(storm, address, at(n * 1_000));
    expect(storm?.lockedUntil).toEqual(at(99_000 + address.lockMs));
    let school: Failures | null = null;
    for (let n = 0; n < 1_000; n += 1) {
      school = afterFailure(school, address, at(n * 10_000));
      expect(school.lockedUntil).toBeNull();
    }
  });

  test('of a pair comes after exactly five failures in a row, however they fall', () => {
    let failures: Failures | null = null;
    const locks = Array.from({ length: 12 }, (_, n) => {
      failures = afterFailure(failures, pair, at(n * pair.lockMs * 2));
      return failures.lockedUntil !== null;
    });
    expect(locks).toEqual([false, false, false, false, true, false, false, false, false, true, false, false]);
  });
});
