// Rules of quotas: windows, sheets, confirmations, idle seats, targets.
import { describe, expect, test } from '@jest/globals';
import { targetOf } from '../../../server/enrolment/rules/participation.js';
import { demoRule } from '../../../server/demo/programmes.js';
import { quotaDaysOf } from '../../../server/programmes/rules/quota-days.js';
import { daysUntil } from '../../../server/kernel/calendar.js';
import { idleMovements, idleSeatsOf, type PlacedAccount } from '../../../server/quotas/rules/idle-seats.js';
import { changesOf, type Account } from '../../../server/quotas/rules/movements.js';
import { cellFaults, sheetMovements, type SheetCell } from '../../../server/quotas/rules/quota-sheet.js';
import { confirmationMovements, isAddressed, windowRefusals } from '../../../server/quotas/rules/stating.js';

const rule = demoRule();
const fifth = { startsOn: '2023-09-16', endsOn: '2023-10-05' };
const days = { statedFrom: null, statedUntil: '2023-07-07', finishFrom: '2023-09-11', closesOn: '2023-09-15' };

test('JS-06 the days of a period\'s quotas are the rule document\'s', () => {
  expect(quotaDaysOf(rule, fifth)).toEqual(days);
  expect(quotaDaysOf({ ...rule, enrolment: { ...(rule.enrolment as NonNullable<typeof rule.enrolment>), hasQuotas: false } }, fifth)).toBeNull();
});

test.each([['2023-06-01', []], ['2023-07-07', []], ['2023-07-08', ['NOT_ALLOWED']]])('JS-06 stating on %s', (today, codes) => {
  expect(windowRefusals(days, today, 'cells.0.seats').map(({ code }) => code)).toEqual(codes);
});

test.each([['2023-07-07', '2023-07-07', 0], ['2023-07-07', '2023-07-01', 6], ['2023-07-07', '2023-07-08', null], [null, '2023-07-01', null]] as const)('JS-06 days left until %s on %s: %s', (lastDay, today, left) => { expect(daysUntil(lastDay, today)).toBe(left); });

test('JS-05 whoever stands right below the organiser states its quotas, a directly addressed county too', () => {
  expect([isAddressed({ parentId: 1 }, 1), isAddressed({ parentId: 14 }, 1), isAddressed({ parentId: null }, null), isAddressed({ parentId: 1 }, null)]).toEqual([true, false, false, false]);
});

test.each([[0, 0], [1, 1], [10, 1], [11, 2], [1234, 124], [20_000, 2_000]])('JS-04 of %s teachers at least %s take part', (teachers, target) => { expect(targetOf(rule, teachers)).toBe(target); });

const account = (officeId: number, received: number, handedDown: number, used: number, version = 1): Account => ({ periodId: 5, officeId, stated: null, received, handedDown, used, version });
const cell = (officeId: number, seats: number, expectedVersion = 1): SheetCell => ({ officeId, periodId: 5, seats, expectedVersion });
const periods = [{ id: 5, number: 5, closesOn: '2023-09-15' }];

describe('JS-05 a sheet', () => {
  const accounts = [account(1, 20, 15, 0), account(2, 10, 0, 8), account(3, 5, 0, 0)];
  const on = (cells: SheetCell[], today = '2023-09-15', endedIds: number[] = []) => sheetMovements({ aboveId: 1, cells, accounts, periods, endedIds: new Set(endedIds), today });
  test.each<[what: string, cells: SheetCell[], moved: string[], refused: string[]]>([
    ['nothing changes', [cell(2, 10), cell(3, 5)], [], []],
    ['the last free seats', [cell(3, 10)], ['HANDED_DOWN 3 5'], []],
    ['one more than is free', [cell(3, 11)], ['HANDED_DOWN 3 6'], ['QUOTA_EXHAUSTED cells.0.seats']],
    ['what is taken from one is handed to another', [cell(2, 8), cell(3, 12)], ['TAKEN_BACK 2 2', 'HANDED_DOWN 3 7'], []],
    ['down to what is used', [cell(2, 8)], ['TAKEN_BACK 2 2'], []],
    ['below what is used', [cell(2, 7)], [], ['IN_USE cells.0.seats']],
    ['an old version', [cell(3, 6, 0)], [], ['STALE cells.0.seats']],
    ['an old version of a cell that stays', [cell(3, 5, 0)], [], []],
    ['an office without an account', [cell(9, 2, 0)], ['HANDED_DOWN 9 2'], []],
  ])('%s', (_what, cells, moved, refused) => {
    const { movements, refusals } = on(cells);
    expect(movements.map(({ kind, officeId, seats }) => `${kind} ${officeId} ${seats}`)).toEqual(moved);
    expect(refusals.map(({ code, field }) => `${code} ${field}`)).toEqual(refused);
  });
  test('on the day after the last nothing moves', () => { expect(on([cell(3, 6), cell(2, 10)], '2023-09-16').refusals.map(({ code }) => code)).toEqual(['NOT_ALLOWED']); });
  test('who has ended gives back and gets nothing', () => {
    expect(on([cell(3, 6)], '2023-09-15', [3]).refusals.map(({ code }) => code)).toEqual(['NOT_ALLOWED_IN_STATE']);
    expect(on([cell(3, 0)], '2023-09-15', [3]).movements).toHaveLength(1);
  });
  test('the numbers that decided are told', () => { expect(on([cell(3, 11)]).refusals[0]?.facts).toEqual([{ name: 'period', value: '5' }, { name: 'remaining', value: '5' }, { name: 'wanted', value: '6' }]); });
  test.each([[[], ['NOTHING_TO_CHANGE']], [[cell(2, 1), cell(2, 2)], ['MALFORMED']], [[cell(2, -1)], ['OUT_OF_RANGE']], [[cell(2, 1_000_001)], ['OUT_OF_RANGE']], [[cell(2, 0)], []]])('what cannot be read: %j', (cells, codes) => { expect(cellFaults(cells).map(({ code }) => code)).toEqual(codes); });
});

describe('JS-05 confirming', () => {
  const accounts = [account(1, 10, 10, 0), account(2, 10, 4, 0)];
  test.each<[what: string, cells: SheetCell[], moved: string[]]>([
    ['what is missing is granted, then handed down', [cell(2, 15)], ['GRANTED 1 5', 'HANDED_DOWN 2 5']],
    ['what is too much goes back out', [cell(2, 4)], ['TAKEN_BACK 2 6', 'REDUCED 1 6']],
    ['one gets what another gives up', [cell(2, 6), cell(3, 4, 0)], ['TAKEN_BACK 2 4', 'HANDED_DOWN 3 4']],
    ['more than that is granted', [cell(2, 6), cell(3, 9, 0)], ['GRANTED 1 5', 'TAKEN_BACK 2 4', 'HANDED_DOWN 3 9']],
  ])('%s', (_what, cells, moved) => {
    const { movements, refusals } = confirmationMovements(1, cells, accounts, periods, new Set(), '2023-07-08');
    expect(refusals).toEqual([]);
    expect(movements.map(({ kind, officeId, seats }) => `${kind} ${officeId} ${seats}`)).toEqual(moved);
    // The organising office hands on all that it is granted.
    expect(changesOf(movements).filter(({ officeId }) => officeId === 1).every(({ received, handedDown }) => received === handedDown)).toBe(true);
  });
  test('not below what the city has handed on', () => { expect(confirmationMovements(1, [cell(2, 3)], accounts, periods, new Set(), '2023-07-08').refusals.map(({ code }) => code)).toEqual(['IN_USE']); });
});

test('JS-05 idle seats go up level by level, what is used stays', () => {
  const placed = (officeId: number, aboveId: number | null, depth: number, received: number, handedDown: number, used: number): PlacedAccount => ({ ...account(officeId, received, handedDown, used), aboveId, depth });
  // A city with a county of two schools, and a school right below the city: a level is skipped.
  const accounts = [placed(1, null, 1, 40, 35, 0), placed(2, 1, 2, 30, 24, 0), placed(3, 2, 3, 14, 0, 9), placed(4, 2, 3, 10, 0, 10), placed(5, 1, 2, 5, 0, 2)];
  const movements = idleMovements(accounts);
  expect(movements.map(({ officeId, aboveId, seats }) => [officeId, aboveId, seats])).toEqual([[3, 2, 5], [2, 1, 11], [5, 1, 3]]);
  expect(idleSeatsOf(accounts, 5)).toBe(14);
  expect(changesOf(movements)).toEqual(expect.arrayContaining([{ periodId: 5, officeId: 1, received: 0, handedDown: -14 }, { periodId: 5, officeId: 2, received: -11, handedDown: -5 }]));
});
