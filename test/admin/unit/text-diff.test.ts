import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { changeOf, textDiff } from '../../../admin/assignments/text-diff.js';

/** `=` same, `+` added, `-` removed. */
const told = (before: string, after: string): string[] => textDiff(before, after).map((paragraph) => paragraph.map(({ kind, text }) => `${{ same: '=', added: '+', removed: '-' }[kind]}${text}`).join(' '));

describe('JS-17 what a learner changed between two attempts', () => {
  test.each<[string, string, string, string[]]>([
    ['nothing', '一句。两句。', '一句。两句。', ['=一句。两句。']],
    ['a sentence behind', '一句。', '一句。两句。', ['=一句。 +两句。']],
    ['a sentence gone', '一句。两句。三句。', '一句。三句。', ['=一句。 -两句。 =三句。']],
    ['a word in a sentence', '课堂提问很有层次感。', '课堂追问很有层次感。', ['=课堂 -提 +追 =问很有层次感。']],
    ['another sentence altogether', '课堂提问有层次。', '板书工整美观！', ['-课堂提问有层次。 +板书工整美观！']],
    ['a new paragraph', '一段。', '一段。\n二段。', ['=一段。', '+二段。']],
    ['white space only', '一段。\n\n二段。', '　一段。\n二段。 ', ['=一段。', '=二段。']],
    ['everything', '', '新的。', ['+新的。']],
  ])('JS-17 %s', (_, before, after, parts) => {
    expect(told(before, after)).toEqual(parts);
  });

  test('JS-17 the characters that came and went are counted', () => {
    expect(changeOf(textDiff('一句。两句。', '一句。三四句！好。'))).toEqual({ added: 6, removed: 3 });
  });

  test('JS-17 both texts can be read out of the difference', () => {
    const text = fc.array(fc.constantFrom('教', '学', '评', '。', '，', '！', '𠮷', '\n')).map((characters) => characters.join(''));
    const plain = (value: string): string => value.replaceAll('\n', '');
    fc.assert(fc.property(text, text, (before, after) => {
      const parts = textDiff(before, after).flat();
      expect(parts.filter(({ kind }) => kind !== 'added').map((part) => part.text).join('')).toBe(plain(before));
      expect(parts.filter(({ kind }) => kind !== 'removed').map((part) => part.text).join('')).toBe(plain(after));
    }));
  });
});
