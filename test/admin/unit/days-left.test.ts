import { expect, test } from '@jest/globals';
import { daysLeft } from '../../../admin/assignments/days-left.js';

// The programme's days are those of Shanghai; the reader's own clock may stand anywhere.
test.each([
  ['2023-09-14T00:00:00.000+08:00', 0], ['2023-09-14T12:00:00.000+08:00', 0], ['2023-09-14T23:59:59.000+08:00', 0], ['2023-09-14T23:59:59.999+08:00', 0],
  ['2023-09-15T00:00:00.000+08:00', -1], ['2023-09-13T23:59:59.999+08:00', 1], ['2023-09-13T00:00:00.000+08:00', 1], ['2023-09-12T23:59:59.999+08:00', 2],
  // The same midnight as other clocks tell it.
  ['2023-09-14T15:59:59.999Z', 0], ['2023-09-14T16:00:00.000Z', -1], ['2023-09-14T11:59:59.999-04:00', 0],
])('JS-17 at %s a deadline at the end of the 14th is %d days away', (now, days) => {
  expect(daysLeft('2023-09-14T23:59:59+08:00', new Date(now))).toBe(days);
});
