// What somebody typed into the search box: a whole personal number, pinyin or initials, or the beginning of a name.

export type Search =
  | { kind: 'ID_CARD' | 'MOBILE'; text: string }
  /** The beginning of pinyin or initials; a training number may hold letters alone, so `typed` is kept. */
  | { kind: 'LATIN'; text: string; typed: string }
  /** A whole training number has these characters, and no name begins with a digit. */
  | { kind: 'NUMBER' | 'NAME'; text: string };

export function searchOf(typed: string): Search {
  const text = typed.normalize('NFKC').trim();
  const plain = text.replace(/[\s'-]/g, '');
  if (/^\d{17}[\dXx]$/.test(plain)) return { kind: 'ID_CARD', text: plain.toUpperCase() };
  if (/^1\d{10}$/.test(plain)) return { kind: 'MOBILE', text: plain };
  if (/^[A-Za-zü]+$/i.test(plain)) {
    const latin = plain.toLowerCase().replaceAll('ü', 'v');
    return { kind: 'LATIN', text: latin, typed: text };
  }
  return { kind: /^[\w-]+$/.test(text) ? 'NUMBER' : 'NAME', text };
}
