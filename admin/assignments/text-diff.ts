import { diffArrays, diffChars } from 'diff';
import { paragraphsOf, sentencesOf } from './passages.js';

export interface DiffPart {
  kind: 'same' | 'added' | 'removed';
  text: string;
}

const BREAK = '\n';
/** Two sentences of which less than this share is the same are told as one removed and one added: a mosaic of characters reads worse. */
const ALIKE = 0.5;

/** What became of a text, in paragraphs: sentence by sentence, and within a changed sentence character by character. */
export function textDiff(before: string, after: string): DiffPart[][] {
  const parts: DiffPart[] = [];
  let removed: string[] = [];
  let added: string[] = [];
  const settle = (): void => {
    parts.push(...changed(removed.join(''), added.join('')));
    removed = [];
    added = [];
  };
  for (const { value, added: isAdded, removed: isRemoved } of diffArrays(tokensOf(before), tokensOf(after))) {
    if (isRemoved) removed.push(...value);
    else if (isAdded) added.push(...value);
    else {
      settle();
      parts.push({ kind: 'same', text: value.join('') });
    }
  }
  settle();
  return inParagraphs(parts);
}

/** Sentences, with the breaks between paragraphs as tokens of their own. */
function tokensOf(text: string): string[] {
  return paragraphsOf(text).flatMap((paragraph, index) => [...(index === 0 ? [] : [BREAK]), ...sentencesOf(text, paragraph).map(({ start, end }) => text.slice(start, end))]);
}

function changed(removed: string, added: string): DiffPart[] {
  const whole: DiffPart[] = [...(removed === '' ? [] : [{ kind: 'removed', text: removed } as const]), ...(added === '' ? [] : [{ kind: 'added', text: added } as const])];
  if (whole.length < 2) return whole;
  const parts = diffChars(removed, added).map(({ value, added: isAdded, removed: isRemoved }): DiffPart => ({ kind: isRemoved ? 'removed' : isAdded ? 'added' : 'same', text: value }));
  const same = parts.reduce((sum, { kind, text }) => (kind === 'same' ? sum + text.length : sum), 0);
  return same >= ALIKE * Math.max(removed.length, added.length) ? parts : whole;
}

/** A break that was removed stays visible as the place where two paragraphs became one; the text after it goes on. */
function inParagraphs(parts: readonly DiffPart[]): DiffPart[][] {
  const paragraphs: DiffPart[][] = [[]];
  for (const { kind, text } of parts) {
    const [first = '', ...rest] = text.split(BREAK);
    if (first !== '') paragraphs.at(-1)?.push({ kind, text: first });
    for (const line of rest) paragraphs.push(line === '' ? [] : [{ kind, text: line }]);
  }
  return paragraphs.filter((paragraph) => paragraph.length > 0);
}

/** How many characters came and went, white space left out. */
export function changeOf(paragraphs: readonly (readonly DiffPart[])[]): { added: number; removed: number } {
  const count = (kind: DiffPart['kind']): number => paragraphs.flat().reduce((sum, part) => (part.kind === kind ? sum + [...part.text.replace(/\s/gu, '')].length : sum), 0);
  return { added: count('added'), removed: count('removed') };
}
