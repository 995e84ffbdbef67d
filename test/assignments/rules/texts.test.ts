// Limits on what people write: characters as people count them, and the borders of every length.
import { describe, expect, test } from '@jest/globals';
import { characterCountOf, commentRefusals, essayMaximum, essayRefusals, opinionMaximum, opinionRefusals, reasonRefusals } from '../../../server/assignments/rules/texts.js';

describe('JS-14 characters are counted as people count them', () => {
  test.each([
    ['汉字', '教学反思', 4],
    ['white space of every kind does not count', ' 教\t学\n反　思\u00a0\r\n', 4],
    ['a rare surname outside the basic plane is one character', '𠮷老师', 3],
    ['punctuation counts', '好，很好！', 5],
    ['nothing', '', 0],
    ['only white space', ' 　\n', 0],
    ['letters and digits', 'PISA 2022', 8],
  ])('JS-14 %s', (_, text, expected) => { expect(characterCountOf(text)).toBe(expected); });
});

const long = (length: number) => '好'.repeat(length);
const codes = (refusals: { code: string; field: string | null }[]) => refusals.map(({ code, field }) => `${code} ${field ?? ''}`);

describe('JS-17 every text has a limit, and the last character that fits is accepted', () => {
  test.each<[string, (text: string) => { code: string; field: string | null }[], number, string]>([
    ['a comment', commentRefusals, 5_000, 'comment'],
    ['a reason', reasonRefusals, 500, 'reason'],
    ['an essay', essayRefusals, essayMaximum, 'text'],
    ['an opinion', opinionRefusals, opinionMaximum, 'text'],
  ])('JS-17 %s', (_, refusalsOf, maximum, field) => {
    expect(codes(refusalsOf(long(maximum)))).toEqual([]);
    expect(codes(refusalsOf(long(maximum + 1)))).toEqual([`TOO_LONG ${field}`]);
    // A character outside the basic plane is two UTF-16 units and still one character.
    expect(codes(refusalsOf('𠮷'.repeat(maximum)))).toEqual([]);
  });

  test.each<[string, (text: string) => { code: string; field: string | null }[], string]>([['a reason', reasonRefusals, 'reason'], ['an essay', essayRefusals, 'text'], ['an opinion', opinionRefusals, 'text']])('JS-17 %s cannot be empty', (_, refusalsOf, field) => {
    for (const empty of ['', ' ', '\n\t　']) expect(codes(refusalsOf(empty))).toEqual([`EMPTY ${field}`]);
  });

  test('JS-17 a review may go without a comment', () => { expect(commentRefusals('')).toEqual([]); });
});
