// The rows of a workbook's first visible sheet as text cells, one after the other: the packed file is held, never the sheet.
import { hasLostDigits, shownNumber } from './shown-number.js';
import { UnreadableFile } from './unreadable-file.js';
import { openWorkbook, unescapedText, type Workbook } from './workbook-parts.js';
import { xmlEvents } from './xml-events.js';
import { damagedWorkbook, unpacked } from './zip-archive.js';

/** ROUNDED: a number with more digits than a spreadsheet keeps. NOT_CALCULATED: a formula whose value was not saved with it. */
export type CellFault = 'ROUNDED' | 'NOT_CALCULATED';
export interface WorkbookRow { line: number; cells: readonly string[]; faults: ReadonlyMap<number, CellFault> }

export interface WorkbookLimits { rows: number; unpackedBytes: number }

const columnMaximum = 256;
const lineMaximum = 1_048_576;

interface OpenCell { place: number; kind: string; style: number; text: string; isFormula: boolean; hasValue: boolean }

/** Rows without any text are left out. Merged cells in rows that hold data end the reading: nobody can say for which row they stand. */
export async function* workbookRows(archive: Buffer, limits: WorkbookLimits): AsyncGenerator<WorkbookRow> {
  const budget = { left: limits.unpackedBytes };
  const book = await openWorkbook(archive, budget);
  let line = 0;
  let place = -1;
  let count = 0;
  let headingLine = 0;
  let lastLine = 0;
  let row: { cells: string[]; faults: Map<number, CellFault> } = { cells: [], faults: new Map() };
  let cell: OpenCell | null = null;
  let isText = false;
  let isReading = false;
  for await (const events of xmlEvents(unpacked(book.sheet, budget))) {
    for (const event of events) {
      if (event.eventType === 'text') {
        if (cell !== null && isText && !isReading) cell.text += event.value;
        continue;
      }
      const { name } = event.value;
      if (event.eventType === 'opentag') {
        const { attributes } = event.value;
        if (name === 'row') {
          const given = attributes['r'] === undefined ? line + 1 : Number(attributes['r']);
          if (!Number.isInteger(given) || given <= line || given > lineMaximum) throw damagedWorkbook();
          [line, place, row] = [given, -1, { cells: [], faults: new Map() }];
        } else if (name === 'c') {
          place = attributes['r'] === undefined ? place + 1 : placeOf(attributes['r']);
          cell = { place, kind: attributes['t'] ?? 'n', style: Number(attributes['s'] ?? 0), text: '', isFormula: false, hasValue: false };
        } else if (name === 'f' && cell !== null) cell.isFormula = true;
        else if (name === 'v' || name === 't') {
          isText = true;
          if (cell !== null) cell.hasValue = true;
        } else if (name === 'rPh') isReading = true;
        else if (name === 'mergeCell') refuseMerged(attributes['ref'] ?? '', headingLine, lastLine);
      } else if (name === 'v' || name === 't') isText = false;
      else if (name === 'rPh') isReading = false;
      else if (name === 'c' && cell !== null) {
        read(book, cell, line, row);
        cell = null;
      } else if (name === 'row' && row.cells.some((text) => text !== '')) {
        count += 1;
        if (count > limits.rows + 1) throw new UnreadableFile({ zh: `一次最多导入 ${limits.rows.toLocaleString('en')} 行，请分成几个文件。`, en: `At most ${limits.rows} rows at once.` });
        if (headingLine === 0) headingLine = line;
        lastLine = line;
        yield { line, ...row };
      }
    }
  }
}

function placeOf(reference: string): number {
  const letters = /^\$?([A-Z]{1,3})\$?\d+$/i.exec(reference)?.[1];
  if (letters === undefined) throw damagedWorkbook();
  return [...letters.toUpperCase()].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

function read(book: Workbook, cell: OpenCell, line: number, row: { cells: string[]; faults: Map<number, CellFault> }): void {
  const text = textOf(book, cell);
  const fault = cell.isFormula && !cell.hasValue ? 'NOT_CALCULATED' : cell.kind === 'n' && hasLostDigits(Number(cell.text)) ? 'ROUNDED' : null;
  if (text === '' && fault === null) return;
  if (cell.place >= columnMaximum) throw new UnreadableFile({ zh: `第 ${line} 行的内容超过了 ${columnMaximum} 列，请删去多余的列。`, en: `Line ${line} has more than ${columnMaximum} columns.` });
  while (row.cells.length < cell.place) row.cells.push('');
  // A cell whose value is unknown is not empty: an empty one would leave alone what stands there.
  row.cells[cell.place] = fault === 'NOT_CALCULATED' ? '=' : text;
  if (fault !== null) row.faults.set(cell.place, fault);
}

function textOf({ texts, formats, isFrom1904 }: Workbook, { kind, style, text }: OpenCell): string {
  if (text === '') return '';
  switch (kind) {
    case 's': {
      const shared = texts[Number(text)];
      if (shared === undefined) throw damagedWorkbook();
      return shared;
    }
    case 'str': case 'inlineStr': return unescapedText(text);
    case 'b': return text === '1' ? 'TRUE' : 'FALSE';
    // A date as such (d) is text in the order year, month, day; an error (e) is shown by its name.
    case 'd': case 'e': return text;
    case 'n': {
      const value = Number(text);
      if (!Number.isFinite(value)) throw damagedWorkbook();
      return shownNumber(value, formats[style] ?? 'General', isFrom1904);
    }
    default: throw damagedWorkbook();
  }
}

function refuseMerged(reference: string, headingLine: number, lastLine: number): void {
  const [first, last] = reference.split(':').map((corner) => Number(/\d+$/.exec(corner)?.[0] ?? 0));
  if (first === undefined || last === undefined || headingLine === 0 || last <= headingLine || first > lastLine) return;
  throw new UnreadableFile({ zh: `${reference} 是合并单元格，无法判断它属于哪一行。请取消合并，逐行填写后再上传。`, en: `${reference} is a merged cell; undo the merging and fill in each row.` });
}
