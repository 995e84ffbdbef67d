// CSV for spreadsheets: UTF-8 with a mark, one statement a line, and no cell that a spreadsheet would calculate or round.

/** Signs with which a spreadsheet begins a formula, in both widths, and those that hide one behind a line's end. */
const calculated = /^[\s\u00a0\u3000]*[=+\-@\t\r\n＝＋－＠]/;
/** Numbers that a spreadsheet would round or write as a power: beyond 15 digits, or with a leading zero. */
const rounded = /^(\d{12,}[Xx]?|0\d+)$/;

/** One cell: dangerous ones begin with an apostrophe, which spreadsheets take as "this is text". */
export function csvCell(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const text = value.replace(/\0/g, '');
  const guarded = calculated.test(text) || rounded.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded;
}

export function csvLine(cells: readonly (string | number | null)[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`;
}

/** A file in chunks of many lines; the mark tells spreadsheets that it is UTF-8. */
export async function* csvFile(heading: readonly string[], pages: AsyncIterable<readonly (readonly (string | number | null)[])[]>): AsyncGenerator<string> {
  yield `\uFEFF${csvLine(heading)}`;
  for await (const page of pages) yield page.map(csvLine).join('');
}
