// What somebody typed into the search box: a whole personal number, pinyin or initials, or the beginning of a name.

export type Search =
  | { kind: 'ID_CARD' | 'MOBILE'; text: string }
  /** Ranges from `text` up to `end`; a training number may hold letters too, so `typed` is kept. */
  | { kind: 'LATIN'; text: string; end: string; typed: string }
  | { kind: 'OTHER'; text: string; end: string };

export function searchOf(typed: string): Search {
  const text = typed.normalize('NFKC').trim();
  const plain = text.replace(/[\s'-]/g, '');
  if (/^\d{17}[\dXx]$/.test(plain)) return { kind: 'ID_CARD', text: plain.toUpperCase() };
  if (/^1\d{10}$/.test(plain)) return { kind: 'MOBILE', text: plain };
  if (/^[A-Za-zü]+$/i.test(plain)) {
    const latin = plain.toLowerCase().replaceAll('ü', 'v');
    return { kind: 'LATIN', text: latin, end: `${latin}\u{10FFFF}`, typed: text };
  }
  return { kind: 'OTHER', text, end: `${text}\u{10FFFF}` };
}
