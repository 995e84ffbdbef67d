// The lines of an uploaded grading sheet, read against the rubric of its class and assignment.
import type { Readable } from 'node:stream';
import { globalId } from '../kernel/ids.js';
import { fileRows, type FileLimits, type SourceRow } from '../platform/files/row-source.js';
import { UnreadableFile } from '../platform/files/unreadable-file.js';
import { criterionHeading, filledColumns, placesOf, technicalColumns, type FixedColumn, type Places } from './rules/sheet-columns.js';
import { isBlank, readRow, type ReadRow, type SheetCells } from './rules/sheet-row.js';
import type { SheetPlace } from './sheet-place.js';

/** A class is a few hundred; ten thousand with long comments still fit. */
export const sheetLimits: FileLimits = { bytes: 32 * 1_048_576, rows: 20_000, cellCharacters: 33_000, columns: 60, workbookBytes: 16 * 1_048_576, unpackedBytes: 128 * 1_048_576 };

export interface SheetLine extends ReadRow { line: number }
export interface SheetLines { total: number; blank: number; lines: SheetLine[] }

/** Throws UnreadableFile for what is no sheet of this rubric. */
export async function sheetLines(stream: Readable, place: SheetPlace): Promise<SheetLines> {
  let heading: ReturnType<typeof placesOf> | null = null;
  const read: SheetLines = { total: 0, blank: 0, lines: [] };
  for await (const row of fileRows(stream, sheetLimits)) {
    if (heading === null) {
      heading = placesOf(row.cells, place.criteria);
      continue;
    }
    if (row.cells.every((cell) => cell.trim() === '')) continue;
    // Whoever brings another version is told that, and not which of its columns are missing.
    if (read.total === 0) refuseOtherRubric(row, heading.places, place);
    refuseHeading(heading);
    const cells = cellsOf(row, heading.places, place);
    read.total += 1;
    if (isBlank(cells) && cells.notCalculated.length === 0) read.blank += 1;
    else read.lines.push({ ...readRow(cells, place.criteria), line: row.line });
  }
  if (heading === null) throw new UnreadableFile({ zh: '文件是空的。', en: 'The file is empty.' });
  refuseHeading(heading);
  if (read.total === 0) throw new UnreadableFile({ zh: '文件中只有表头，没有作业。', en: 'The file has a heading and no submission.' });
  return read;
}

function refuseOtherRubric(row: SourceRow, { fixed }: Places, { rubricId }: SheetPlace): void {
  const at = fixed.get('rubric');
  const rubric = at === undefined ? '' : (row.cells[at] ?? '').trim();
  if (rubric === '' || rubric === globalId('Rubric', rubricId)) return;
  throw new UnreadableFile({ zh: `${technicalColumns.rubric}不是这项作业现行的评分标准：这是另一项作业的评分表，或下载以后评分标准已更新。请重新下载评分表。`, en: 'The sheet is by another rubric: it is of another assignment, or the rubric has changed since the download. Download it again.' });
}

function refuseHeading({ missing, doubled }: ReturnType<typeof placesOf>): void {
  if (missing.length > 0) throw new UnreadableFile({ zh: `表头缺少：${missing.join('、')}。请使用下载的评分表，不要删除或改名任何一列。`, en: `The heading lacks: ${missing.join(', ')}. Use the downloaded sheet with all of its columns.` });
  if (doubled.length > 0) throw new UnreadableFile({ zh: `表头重复：${doubled.join('、')}。`, en: `The heading stands twice: ${doubled.join(', ')}.` });
}

function cellsOf({ cells, faults }: SourceRow, places: Places, { criteria }: SheetPlace): SheetCells {
  // Spreadsheets can write signs by their number that no text holds, nor the database.
  const at = (place: number | null | undefined): string => (place == null ? '' : (cells[place] ?? '')).replaceAll('\0', '').toWellFormed();
  const fixed = (name: FixedColumn): string => at(places.fixed.get(name));
  const headings = [...criteria.map((criterion, index): [string, number | null | undefined] => [criterionHeading(criterion), places.criteria[index]]), ...(['points', 'comment', 'excellent'] as const).map((name): [string, number | undefined] => [filledColumns[name], places.fixed.get(name)])];
  return {
    submission: fixed('submission'), version: fixed('version'), points: fixed('points'), comment: fixed('comment'), excellent: fixed('excellent'), criteria: places.criteria.map(at),
    notCalculated: headings.flatMap(([heading, place]) => (place != null && faults.get(place) === 'NOT_CALCULATED' ? [heading] : [])),
  };
}
