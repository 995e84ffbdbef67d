// Saved comments: how long and how many, and what is typed to find one.
import { refuse, type Refusal } from '../../kernel/refusals.js';
import { characterCountOf } from './texts.js';

export const savedCommentMaximum = 500;
export const savedCommentsMaximum = 500;
export const favouritesMaximum = 9;

export function savedCommentRefusals(text: string): Refusal[] {
  if (characterCountOf(text) === 0) return [refuse('EMPTY', { zh: '请先写下评语。', en: 'Write the comment first.' }, { field: 'text' })];
  const length = [...text].length;
  return length > savedCommentMaximum ? [refuse('TOO_LONG', { zh: `常用评语最多 ${savedCommentMaximum} 字，现有 ${length} 字。`, en: `At most ${savedCommentMaximum} characters; there are ${length}.` }, { field: 'text', facts: { maximum: savedCommentMaximum, length } })] : [];
}

export function sharingRefusals(isShared: boolean, mayShare: boolean): Refusal[] {
  return isShared && !mayShare ? [refuse('NOT_ENTITLED', { zh: '只有学科总辅导员可以共享常用评语。', en: 'Only chief subject tutors share comments.' }, { field: 'subject' })] : [];
}

/** The lowest of the nine keys that is free; null when all are taken. */
export function freeFavouriteNumber(taken: readonly number[]): number | null {
  return Array.from({ length: favouritesMaximum }, (_, index) => index + 1).find((number) => !taken.includes(number)) ?? null;
}

/** What was typed: letters are looked for in how the comment is read, everything also in its words. */
export function commentSearchOf(typed: string): { words: string; letters: string | null } | null {
  const words = typed.normalize('NFKC').trim().toLowerCase();
  if (words === '') return null;
  const letters = words.replaceAll('ü', 'v').replace(/[\s']/g, '');
  return { words, letters: /^[a-z0-9]+$/.test(letters) ? letters : null };
}
