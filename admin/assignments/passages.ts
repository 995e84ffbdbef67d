/** A stretch of a text by its offsets, in UTF-16 code units as the server counts. */
export interface Span {
  start: number;
  end: number;
}

export const SPAN_MAXIMUM = 1_000;

/** Paragraphs as they are shown: without blank lines and without the white space around them, but with their place in the text. */
export function paragraphsOf(text: string): Span[] {
  return [...text.matchAll(/[^\n]+/g)].flatMap(({ 0: line, index }) => {
    const words = line.trim();
    const start = index + line.indexOf(words);
    return words === '' ? [] : [{ start, end: start + words.length }];
  });
}

/** Sentences of a paragraph, each with its closing mark and the quotation mark behind it. */
export function sentencesOf(text: string, paragraph: Span): Span[] {
  return [...text.slice(paragraph.start, paragraph.end).matchAll(/[^。！？；!?;]+[。！？；!?;]*[”’」』）)]*|[。！？；!?;]+[”’」』）)]*/g)].map(({ 0: sentence, index }) => ({
    start: paragraph.start + index,
    end: paragraph.start + index + sentence.length,
  }));
}

export interface Piece extends Span {
  /** Numbers (from 0) of the spans that cover all of it. */
  covering: number[];
  /** Numbers of the spans that end with it. */
  ending: number[];
}

/** A paragraph cut wherever a span begins or ends, so that spans may overlap as they like. */
export function piecesOf(paragraph: Span, spans: readonly Span[]): Piece[] {
  const isInside = (offset: number): boolean => offset > paragraph.start && offset < paragraph.end;
  const cuts = [...new Set([paragraph.start, ...spans.flatMap(({ start, end }) => [start, end]).filter(isInside), paragraph.end])].sort((a, b) => a - b);
  return cuts.slice(0, -1).map((start, place) => {
    const end = cuts[place + 1] ?? paragraph.end;
    const numbersWhere = (holds: (span: Span) => boolean): number[] => spans.flatMap((span, number) => (holds(span) ? [number] : []));
    return {
      start,
      end,
      covering: numbersWhere((span) => span.start <= start && span.end >= end),
      ending: numbersWhere((span) => span.start < end && span.end > start && span.end <= end),
    };
  });
}

/** What is selected of a text whose pieces say where they start; null when nothing is. */
export function selectedSpan(article: HTMLElement): Span | null {
  const selection = window.getSelection();
  if (selection === null || selection.rangeCount === 0 || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  const spans = [...article.querySelectorAll<HTMLElement>('[data-start]')].flatMap((piece): Span[] => {
    const words = piece.firstChild;
    if (!(words instanceof Text) || !range.intersectsNode(words)) return [];
    const offset = Number(piece.dataset['start']);
    const start = offset + (words === range.startContainer ? range.startOffset : 0);
    const end = offset + (words === range.endContainer ? range.endOffset : words.length);
    return start < end ? [{ start, end }] : [];
  });
  const [first] = spans;
  const last = spans.at(-1);
  return first === undefined || last === undefined ? null : { start: first.start, end: last.end };
}
