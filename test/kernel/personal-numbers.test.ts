import { expect, test } from '@jest/globals';
import { numberFaults, withoutIdCards, withoutNumbers } from '../../server/kernel/personal-numbers.js';

test.each([
  ['省办〔2023〕7号', '省办〔2023〕7号', []],
  ['证件 32059919880227010X 有误', '证件 320599***********X 有误', ['MALFORMED']],
  ['320599198802270107', '320599***********7', ['MALFORMED']],
  ['电话 19977771234', '电话 199****1234', ['MALFORMED']],
  ['电话 １９９ 7777 1234', '电话 １９９ 7777 1234', ['MALFORMED']],
  // Longer numbers and codes are none of either.
  ['3205991988022701070', '3205991988022701070', ['MALFORMED']],
  ['32050610701', '32050610701', []],
  ['2023-09-10', '2023-09-10', []],
])('T21 %s: what is kept of it, and whether it is refused', (text, kept, codes) => {
  expect(withoutNumbers(text)).toBe(kept);
  expect(numberFaults(text, 'reason').map(({ code }) => code)).toEqual(codes);
});

test('T21 where a code of eleven digits may stand only ID-card numbers are masked', () => {
  expect(withoutIdCards('13012345678 32059919880227010X')).toBe('13012345678 320599***********X');
});
