// Saved comments: how long, how many, who shares, and what is looked for when somebody types.
import { describe, expect, test } from '@jest/globals';
import { commentSearchOf, freeFavouriteNumber, savedCommentMaximum, savedCommentRefusals, sharingRefusals } from '../../../server/assignments/rules/saved-comments.js';
import { readingOfText } from '../../../server/platform/text/pinyin.js';

describe('JS-17 saved comments', () => {
  test.each<[string, string, string | null]>([
    ['one character', '好', null], ['the greatest length', '长'.repeat(savedCommentMaximum), null], ['one too many', '长'.repeat(savedCommentMaximum + 1), 'TOO_LONG'], ['nothing', '', 'EMPTY'], ['white space', ' \n　', 'EMPTY'],
  ])('%s', (_, text, code) => {
    expect(savedCommentRefusals(text).map((refusal) => refusal.code)).toEqual(code === null ? [] : [code]);
  });

  test.each([[false, false, 0], [false, true, 0], [true, true, 0], [true, false, 1]])('shared %s by somebody who may share %s: %i refusals', (isShared, mayShare, refusals) => {
    expect(sharingRefusals(isShared, mayShare)).toHaveLength(refusals);
  });

  test.each<[number[], number | null]>([[[], 1], [[1], 2], [[2, 3], 1], [[1, 2, 4], 3], [[1, 2, 3, 4, 5, 6, 7, 8], 9], [[1, 2, 3, 4, 5, 6, 7, 8, 9], null]])('with %j taken the next key is %j', (taken, free) => {
    expect(freeFavouriteNumber(taken)).toBe(free);
  });

  test.each<[string, ReturnType<typeof commentSearchOf>]>([
    ['', null], ['  ', null], ['目标', { words: '目标', letters: null }], ['MBQC', { words: 'mbqc', letters: 'mbqc' }], ["mu'biao qing", { words: "mu'biao qing", letters: 'mubiaoqing' }], ['ｍｂ', { words: 'mb', letters: 'mb' }], ['lü', { words: 'lü', letters: 'lv' }], ['目标mb', { words: '目标mb', letters: null }],
  ])('%j is looked for as %j', (typed, search) => {
    expect(commentSearchOf(typed)).toEqual(search);
  });

  test.each([
    ['目标清楚，反思深入。', 'mubiaoqingchufansishenru', 'mbqcfssr'], ['单元设计有层次', 'danyuanshejiyoucengci', 'dysjycc'], ['绿色阅读', 'lvseyuedu', 'lsyd'], ['PPT 制作精美', 'pptzhizuojingmei', 'pzzjm'], ['！', '', ''],
  ])('%s is read %s, %s', (text, full, initials) => {
    expect(readingOfText(text)).toEqual({ full, initials });
  });
});
