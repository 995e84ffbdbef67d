// Pinyin: how names and words are searched for by typing Latin letters.
import { pinyin } from 'pinyin-pro';

export interface Reading { full: string; initials: string }

/** 单雄信 → `shanxiongxin`, `sxx`: the head of a name is read as a surname. ü is typed v. Letters and digits stand for themselves. */
export function readingOfName(name: string): Reading {
  const syllables = pinyin(name.normalize('NFKC'), { toneType: 'none', surname: 'head', type: 'array', v: true, nonZh: 'consecutive' }).map((syllable) => syllable.toLowerCase().replace(/[^a-z0-9]/g, ''));
  return { full: syllables.join(''), initials: syllables.map((syllable) => syllable.charAt(0)).join('') };
}

/** 目标清楚 → `mubiaoqingchu`, `mbqc`: running text, in which no character stands for a surname. Marks are left out. */
export function readingOfText(text: string): Reading {
  const syllables = syllablesOf(text);
  return { full: syllables.join(''), initials: syllables.map((syllable) => syllable.charAt(0)).join('') };
}

/** 第2中学 → `di`, `2`, `zhong`, `xue`: running text, letters and digits that stand together as one. Marks are left out. */
export function syllablesOf(text: string): string[] {
  return pinyin(text.normalize('NFKC'), { toneType: 'none', type: 'array', v: true, nonZh: 'consecutive' }).map((syllable) => syllable.toLowerCase().replace(/[^a-z0-9]/g, '')).filter((syllable) => syllable !== '');
}
