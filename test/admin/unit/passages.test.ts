import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { lessDeduction } from '../../../admin/assignments/annotation-form.js';
import { paragraphsOf, piecesOf, sentencesOf } from '../../../admin/assignments/passages.js';

const wordsOf = (text: string) => ({ start, end }: { start: number; end: number }): string => text.slice(start, end);

describe('JS-17 a text in paragraphs, sentences and pieces', () => {
  test.each([
    ['', []], ['\n \n', []], ['一段', ['一段']], ['  一段  \n\n　二段\n', ['一段', '二段']], ['一段\r\n二段', ['一段', '二段']],
  ])('JS-17 paragraphs of %j', (text, paragraphs) => {
    expect(paragraphsOf(text).map(wordsOf(text))).toEqual(paragraphs);
  });

  test.each([
    ['一句', ['一句']], ['一句。两句！', ['一句。', '两句！']], ['他说：“好。”我走了。', ['他说：“好。”', '我走了。']], ['真的？！还有', ['真的？！', '还有']], ['得 3.5 分；下一句', ['得 3.5 分；', '下一句']], ['。起头', ['。', '起头']],
  ])('JS-17 sentences of %j', (text, sentences) => {
    expect(sentencesOf(text, { start: 0, end: text.length }).map(wordsOf(text))).toEqual(sentences);
  });

  test('JS-17 sentences of a paragraph lie where the paragraph lies, and lose nothing', () => {
    fc.assert(fc.property(fc.array(fc.constantFrom('教', '学', '。', '！', '”', '\n', ' ', '𠮷')), (characters) => {
      const text = characters.join('');
      for (const paragraph of paragraphsOf(text)) expect(sentencesOf(text, paragraph).map(wordsOf(text)).join('')).toBe(wordsOf(text)(paragraph));
    }));
  });

  test('JS-17 overlapping spans cut a paragraph into pieces; each is numbered where it ends', () => {
    const pieces = piecesOf({ start: 0, end: 10 }, [{ start: 2, end: 6 }, { start: 4, end: 8 }]);
    expect(pieces).toEqual([
      { start: 0, end: 2, covering: [], ending: [] }, { start: 2, end: 4, covering: [0], ending: [] }, { start: 4, end: 6, covering: [0, 1], ending: [0] }, { start: 6, end: 8, covering: [1], ending: [1] }, { start: 8, end: 10, covering: [], ending: [] },
    ]);
  });

  test('JS-17 a span over two paragraphs is numbered once, in the second', () => {
    const span = { start: 5, end: 14 };
    expect(piecesOf({ start: 0, end: 10 }, [span]).flatMap((piece) => piece.ending)).toEqual([]);
    expect(piecesOf({ start: 11, end: 20 }, [span]).flatMap((piece) => piece.ending)).toEqual([0]);
    // One that ends in the gap between them is numbered in the first.
    expect(piecesOf({ start: 0, end: 10 }, [{ start: 5, end: 10 }]).flatMap((piece) => piece.ending)).toEqual([0]);
  });

  test.each([['28.5', '1.5', '27'], ['28.5', null, '28.5'], ['12', '15', '0'], ['0', '1', '0'], ['3', '0.1', '2.9']])('JS-19 %s less %j is %s', (points, deducted, left) => {
    expect(lessDeduction(points, deducted)).toBe(left);
  });
});
