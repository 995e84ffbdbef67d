// Workbooks that go out: made piece by piece as they are fetched, each cell a text, so that nothing is calculated, rounded or cut of its zeros.
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { crc32, createDeflateRaw } from 'node:zlib';

type Cells = readonly (string | number | null)[];

/** A sheet holds 1,048,576 rows; longer lists go on in another one. */
const rowsPerSheet = 1_000_000;
const cellCharacters = 32_767;
/** Rows are handed on in pieces: each one alone would cost more in waiting than in packing. */
const pieceCharacters = 65_536;

export const workbookType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** How a column looks: the style of its cells, and what is said of the sheet when its last line is known. */
export interface SheetLayout { columns: readonly { heading: string; style: CellStyle; isHidden: boolean; width: number }[]; closing: (lastLine: number) => string }

/** A workbook with the list in sheets of one name, the heading standing still above it. */
export async function* workbookFile(name: string, heading: readonly string[], pages: AsyncIterable<readonly Cells[]>): AsyncGenerator<Buffer> {
  yield* workbookOf(name, { columns: heading.map((text) => ({ heading: text, style: cellStyles.text, isHidden: false, width: widthOf(text) })), closing: () => '' }, pages);
}

/** Wide enough for its heading and for most of what stands under one. */
export function widthOf(heading: string): number { return Math.max(14, heading.length * 2 + 4); }

export async function* workbookOf(name: string, { columns, closing }: SheetLayout, pages: AsyncIterable<readonly Cells[]>): AsyncGenerator<Buffer> {
  const archive = new ArchiveWriter();
  const rows = rowsOf(pages);
  const styleAt = (place: number): CellStyle => columns[place]?.style ?? cellStyles.text;
  const sheets: string[] = [];
  const part = (path: string, xml: string) => archive.entry(path, (async function* () { yield declaration + xml; })());
  // What tells a workbook from other archives stands first.
  for (const [path, xml] of Object.entries(fixedParts)) yield* part(path, xml);
  let next = await rows.next();
  do {
    sheets.push(sheets.length === 0 ? name : `${name}${sheets.length + 1}`);
    yield* archive.entry(`xl/worksheets/sheet${sheets.length}.xml`, (async function* () {
      yield `${declaration}<worksheet xmlns="${spaces.sheet}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${columns.map(({ width, isHidden }, place) => `<col min="${place + 1}" max="${place + 1}" width="${width}" style="${cellStyles.text}"${isHidden ? ' hidden="1"' : ''} customWidth="1"/>`).join('')}</cols><sheetData>${rowXml(1, columns.map(({ heading }) => heading), () => cellStyles.heading)}`;
      let gathered = '';
      let line = 2;
      for (; next.done !== true && line <= rowsPerSheet + 1; line += 1, next = await rows.next()) {
        gathered += rowXml(line, next.value, styleAt);
        if (gathered.length < pieceCharacters) continue;
        yield gathered;
        gathered = '';
      }
      yield `${gathered}</sheetData>${closing(line - 1)}</worksheet>`;
    })());
  } while (next.done !== true);
  for (const [path, xml] of Object.entries(sheetParts(sheets))) yield* part(path, xml);
  yield archive.directory();
}

async function* rowsOf(pages: AsyncIterable<readonly Cells[]>): AsyncGenerator<Cells> {
  for await (const page of pages) yield* page;
}

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const spaces = { sheet: 'http://schemas.openxmlformats.org/spreadsheetml/2006/main', package: 'http://schemas.openxmlformats.org/package/2006' } as const;

/** Places among the cell styles below. What is filled in is unlocked and coloured. */
export const cellStyles = { text: 1, heading: 2, filledText: 3, filledNumber: 4 } as const;
type CellStyle = (typeof cellStyles)[keyof typeof cellStyles];

const fixedParts: Readonly<Record<string, string>> = {
  '_rels/.rels': `<Relationships xmlns="${spaces.package}/relationships"><Relationship Id="rId1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  // Number format 49 is "text".
  'xl/styles.xml': `<styleSheet xmlns="${spaces.sheet}"><fonts count="2"><font><sz val="11"/><name val="等线"/></font><font><b/><sz val="11"/><name val="等线"/></font></fonts><fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFFFF8E1"/><bgColor indexed="64"/></patternFill></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="5"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"/><xf numFmtId="49" fontId="0" fillId="2" borderId="0" xfId="0" applyNumberFormat="1" applyFill="1" applyProtection="1" applyAlignment="1"><alignment wrapText="1" vertical="top"/><protection locked="0"/></xf><xf numFmtId="0" fontId="0" fillId="2" borderId="0" xfId="0" applyFill="1" applyProtection="1"><protection locked="0"/></xf></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`,
};

function sheetParts(sheets: readonly string[]): Record<string, string> {
  const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
  return {
    '[Content_Types].xml': `<Types xmlns="${spaces.package}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="${type}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${type}.styles+xml"/>${sheets.map((_, index) => `<Override PartName="/xl/worksheets/sheet${index + 1}.xml" ContentType="${type}.worksheet+xml"/>`).join('')}</Types>`,
    'xl/workbook.xml': `<workbook xmlns="${spaces.sheet}" xmlns:r="${office}"><sheets>${sheets.map((name, index) => `<sheet name="${xmlText(name)}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`).join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${spaces.package}/relationships">${sheets.map((_, index) => `<Relationship Id="rId${index + 1}" Type="${office}/worksheet" Target="worksheets/sheet${index + 1}.xml"/>`).join('')}<Relationship Id="rId${sheets.length + 1}" Type="${office}/styles" Target="styles.xml"/></Relationships>`,
  };
}

function rowXml(line: number, cells: Cells, styleAt: (place: number) => CellStyle): string {
  return `<row r="${line}">${cells.map((value, place) => cellXml(`${letters(place)}${line}`, value, styleAt(place))).join('')}</row>`;
}

function cellXml(reference: string, value: string | number | null, style: CellStyle): string {
  // An empty cell that is filled in stands there for its colour and for being unlocked.
  if (value === null || value === '') return style === cellStyles.filledText || style === cellStyles.filledNumber ? `<c r="${reference}" s="${style}"/>` : '';
  if (style === cellStyles.filledNumber && plainNumber.test(String(value))) return `<c r="${reference}" s="${style}"><v>${value}</v></c>`;
  return `<c r="${reference}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${xmlText(String(value))}</t></is></c>`;
}

const plainNumber = /^\d{1,9}(\.\d{1,4})?$/;

export function letters(place: number): string {
  return place < 26 ? String.fromCharCode(65 + place) : letters(Math.floor(place / 26) - 1) + letters(place % 26);
}

/** Text as XML holds it: signs that XML forbids are left out, and what would be read as a written-out sign is kept from it. */
export function xmlText(text: string): string {
  return text.slice(0, cellCharacters).toWellFormed().replace(/[\0-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '').replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
    .replace(/[&<>"\r]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign] ?? '_x000D_');
}

/** A ZIP archive in one pass: sizes and sums follow each entry and stand in the directory at the end. */
class ArchiveWriter {
  readonly #records: Buffer[] = [];
  #offset = 0;

  async* entry(name: string, texts: AsyncIterable<string>): AsyncGenerator<Buffer> {
    const start = this.#offset;
    const nameBytes = Buffer.from(name);
    const sums = { crc: 0, size: 0, packed: 0 };
    yield this.#counted(Buffer.concat([fields([4, 0x04034b50], [2, 20], [2, flags], [2, 8], [4, moment], [4, 0], [4, 0], [4, 0], [2, nameBytes.length], [2, 0]), nameBytes]));
    const deflate = createDeflateRaw({ level: 6 });
    const plain = Readable.from((async function* () {
      for await (const text of texts) {
        const bytes = Buffer.from(text);
        sums.crc = crc32(bytes, sums.crc);
        sums.size += bytes.length;
        yield bytes;
      }
    })());
    // A source that fails ends the deflating, and so the reading below; who reads no further ends the source.
    const feeding = pipeline(plain, deflate).catch(() => undefined);
    try {
      for await (const piece of deflate as AsyncIterable<Buffer>) {
        sums.packed += piece.length;
        yield this.#counted(piece);
      }
    } finally {
      deflate.destroy();
      await feeding;
    }
    yield this.#counted(fields([4, 0x08074b50], [4, sums.crc], [4, sums.packed], [4, sums.size]));
    this.#records.push(Buffer.concat([fields([4, 0x02014b50], [2, 20], [2, 20], [2, flags], [2, 8], [4, moment], [4, sums.crc], [4, sums.packed], [4, sums.size], [2, nameBytes.length], [2, 0], [2, 0], [2, 0], [2, 0], [4, 0], [4, start]), nameBytes]));
  }

  directory(): Buffer {
    const records = Buffer.concat(this.#records);
    return Buffer.concat([records, fields([4, 0x06054b50], [2, 0], [2, 0], [2, this.#records.length], [2, this.#records.length], [4, records.length], [4, this.#offset], [2, 0])]);
  }

  #counted(bytes: Buffer): Buffer {
    this.#offset += bytes.length;
    return bytes;
  }
}

/** The sums follow, the name is UTF-8. */
const flags = 0x0808;
/** The first of January 1980, midnight: the format needs a moment, and nobody needs this one. */
const moment = 0x0021_0000;

function fields(...values: readonly (readonly [bytes: 2 | 4, value: number])[]): Buffer {
  const buffer = Buffer.alloc(values.reduce((sum, [bytes]) => sum + bytes, 0));
  let place = 0;
  for (const [bytes, value] of values) place = bytes === 2 ? buffer.writeUInt16LE(value, place) : buffer.writeUInt32LE(value, place);
  return buffer;
}
