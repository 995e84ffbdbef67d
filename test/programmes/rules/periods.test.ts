// Periods out of the rule document, and where a period stands on a day.
import { describe, expect, test } from '@jest/globals';
import { dateInShanghai } from '../../../server/kernel/calendar.js';
import { stateOfPeriod } from '../../../server/programmes/rules/period-state.js';
import { periodsOf, type RuleDocument } from '../../../server/programmes/rules/rule-document.js';
import { documentOf } from '../documents.js';

const document = documentOf('js-2023');
type Computed = Extract<RuleDocument['periods'], { kind: 'COMPUTED' }>;

describe('JS-02 the nine periods', () => {
  test('JS-02 the document gives exactly the list of the notice', () => {
    expect(periodsOf(document).map((period) => `${period.number} ${period.startsOn}–${period.endsOn}`)).toEqual([
      '1 2023-07-16–2023-08-04', '2 2023-08-01–2023-08-20', '3 2023-08-16–2023-09-04', '4 2023-09-01–2023-09-20', '5 2023-09-16–2023-10-05',
      '6 2023-10-01–2023-10-20', '7 2023-10-16–2023-11-04', '8 2023-11-01–2023-11-20', '9 2023-11-16–2023-12-05',
    ]);
  });

  test('JS-02 each period lasts 20 days with both its ends', () => {
    for (const { startsOn, endsOn } of periodsOf(document)) expect((Date.parse(endsOn) - Date.parse(startsOn)) / 86_400_000 + 1).toBe(20);
  });

  test.each<[string, Partial<Computed>, string[]]>([
    ['a last end one day earlier drops the last period', { lastEnd: '2023-12-04' }, ['2023-07-16', '2023-08-01', '2023-08-16', '2023-09-01', '2023-09-16', '2023-10-01', '2023-10-16', '2023-11-01']],
    ['a first start one day later drops the first one', { firstStart: '2023-07-17', lastEnd: '2023-09-04' }, ['2023-08-01', '2023-08-16']],
    ['over the end of a leap February', { firstStart: '2024-02-16', lastEnd: '2024-03-20', lengthDays: 14 }, ['2024-02-16', '2024-03-01']],
    ['over the turn of the year', { firstStart: '2023-12-16', lastEnd: '2024-01-20' }, ['2023-12-16', '2024-01-01']],
  ])('JS-02 %s', (_, changes, starts) => {
    expect(periodsOf({ periods: { ...(document.periods as Computed), ...changes } }).map((period) => period.startsOn)).toEqual(starts);
  });
});

test('JS-02 listed periods are numbered as they stand; a programme that speaks of none has none', () => {
  expect(periodsOf({ periods: { requirement: 'JS-02', kind: 'LISTED', list: [{ startsOn: '2024-03-01', endsOn: '2024-03-09' }, { startsOn: '2024-02-29', endsOn: '2024-02-29' }] } })).toEqual([{ number: 1, startsOn: '2024-03-01', endsOn: '2024-03-09' }, { number: 2, startsOn: '2024-02-29', endsOn: '2024-02-29' }]);
  for (const name of ['sh-2024', 'sh-credits-2016', 'xh-2021', 'sd-2023'] as const) expect(periodsOf(documentOf(name))).toEqual([]);
});

describe('JS-02 both days of a period belong to it, by the calendar of Shanghai', () => {
  const fourth = { startsOn: '2023-09-01', endsOn: '2023-09-20' };
  test.each([
    ['2023-08-31T15:59:59.999Z', 'UPCOMING'],
    ['2023-08-31T16:00:00.000Z', 'RUNNING'],
    ['2023-09-10T00:00:00.000Z', 'RUNNING'],
    ['2023-09-20T15:59:59.999Z', 'RUNNING'],
    ['2023-09-20T16:00:00.000Z', 'ENDED'],
  ] as const)('JS-02 at %s it is %s', (instant, state) => {
    expect(stateOfPeriod(fourth, dateInShanghai(new Date(instant)))).toBe(state);
  });

  test('JS-02 a period of one day runs on that day alone', () => {
    const day = { startsOn: '2024-02-29', endsOn: '2024-02-29' };
    expect(['2024-02-28', '2024-02-29', '2024-03-01'].map((today) => stateOfPeriod(day, today))).toEqual(['UPCOMING', 'RUNNING', 'ENDED']);
  });
});
