import { describe, expect, test } from '@jest/globals';
import { READINGS } from '../../../admin/app/readings.js';
import { zhWords } from '../../../admin/app/words.js';
import { readingOfText } from '../../../server/platform/text/pinyin.js';

describe('JS-09 whoever searches the console types pinyin or initials', () => {
  test.each(Object.entries(READINGS))('%s is found as %j', (key, [pinyin, initials]) => {
    const name = key.split('.').reduce<unknown>((words, part) => (words as Record<string, unknown>)[part], zhWords);
    expect([pinyin, initials]).toEqual(Object.values(readingOfText(String(name))));
  });
});
