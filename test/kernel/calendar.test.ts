// The calendar in Shanghai: where a day begins, which dates exist.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { addDays, dateInShanghai, endOfDay, formatInstant, isLocalDate, startOfDay } from '../../server/kernel/calendar.js';

const moment = fc.date({ min: new Date('1995-01-01T00:00:00Z'), max: new Date('2100-01-01T00:00:00Z'), noInvalidDate: true });

describe('JS-02 days in Shanghai', () => {
  test.each([
    ['2023-07-15T15:59:59.999Z', '2023-07-15'], ['2023-07-15T16:00:00.000Z', '2023-07-16'], ['2023-12-31T15:59:59.999Z', '2023-12-31'], ['2023-12-31T16:00:00Z', '2024-01-01'],
    ['2024-02-28T16:00:00Z', '2024-02-29'], ['2024-02-29T15:59:59.999Z', '2024-02-29'], ['2024-02-29T16:00:00Z', '2024-03-01'], ['2023-02-28T16:00:00Z', '2023-03-01'],
  ])('at %s it is %s', (instant, date) => { expect(dateInShanghai(new Date(instant))).toBe(date); });

  test('a day begins at 16:00 UTC of the day before and ends where the next one begins', () => {
    expect(startOfDay('2023-07-16').toISOString()).toBe('2023-07-15T16:00:00.000Z');
    expect(endOfDay('2023-07-16')).toEqual(startOfDay('2023-07-17'));
    expect(endOfDay('2024-02-28')).toEqual(startOfDay('2024-02-29'));
  });

  test('every moment lies in its day, half open', () => {
    fc.assert(fc.property(moment, (instant) => { const date = dateInShanghai(instant); return startOfDay(date) <= instant && instant < endOfDay(date); }));
  });

  test('agrees with the time-zone data of the platform', () => {
    const format = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' });
    fc.assert(fc.property(moment, (instant) => format.format(instant) === dateInShanghai(instant)));
  });

  test.each([['2024-02-28', 1, '2024-02-29'], ['2023-02-28', 1, '2023-03-01'], ['2023-12-31', 1, '2024-01-01'], ['2024-03-01', -1, '2024-02-29'], ['2023-07-16', 19, '2023-08-04'], ['2023-07-16', 0, '2023-07-16']])('%s and %i days is %s', (date, days, expected) => { expect(addDays(date, days)).toBe(expected); });

  test.each(['2023-07-16', '2024-02-29', '2000-02-29', '0001-01-01'])('%s is a date', (text) => { expect(isLocalDate(text)).toBe(true); });
  test.each(['2023-02-29', '1900-02-29', '2023-02-30', '2023-13-01', '2023-00-10', '2023-01-00', '2023-04-31', '23-01-01', '2023-1-1', '2023-01-01T00:00', ' 2023-01-01', '2023-01-01\n', '２０２３-01-01', ''])('%j is no date', (text) => { expect(isLocalDate(text)).toBe(false); });

  test.each([['2023-09-10T00:00:00.000Z', '2023-09-10T08:00:00+08:00'], ['2023-09-09T16:00:00.120Z', '2023-09-10T00:00:00.120+08:00']])('%s is told as %s', (instant, text) => { expect(formatInstant(new Date(instant))).toBe(text); });
  test('what is told is the same moment', () => { fc.assert(fc.property(moment, (instant) => new Date(formatInstant(instant)).getTime() === instant.getTime())); });
});
