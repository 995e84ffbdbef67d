// Reading a row of a grading sheet: what its tutor gives, or why it cannot be read.
import type { Bilingual } from '../../kernel/refusals.js';
import { parseTenths, type Tenths } from '../../kernel/tenths.js';
import type { Criterion, CriterionPoints } from './points.js';
import { criterionHeading, excellentWords, filledColumns, technicalColumns } from './sheet-columns.js';

export interface CellReason extends Bilingual { column: string }

/** What a row gives; `typedTenths` stands under 得分, which may be the sum of the criteria. */
export interface GivenSheet { criterionPoints: CriterionPoints[]; typedTenths: Tenths | null; comment: string; isExcellent: boolean }

/** The cells of a row as texts; NOT_CALCULATED marks a formula without a value. */
export interface SheetCells { submission: string; version: string; points: string; comment: string; excellent: string; criteria: readonly string[]; notCalculated: readonly string[] }

export interface ReadRow { submission: string; version: number | null; given: GivenSheet; reasons: CellReason[] }

/** Nothing was filled in: the row is not graded, and nothing is said of it. */
export function isBlank({ points, comment, excellent, criteria }: SheetCells): boolean {
  return [points, comment, ...criteria].every((cell) => cell.trim() === '') && excellent.trim() !== excellentWords.yes;
}

export function readRow(cells: SheetCells, criteria: readonly Criterion[]): ReadRow {
  const reasons: CellReason[] = cells.notCalculated.map((column) => ({ column, zh: '单元格是公式，但文件中没有算出的值。请在表格软件中打开并保存，或粘贴为数值后再上传。', en: 'The cell is a formula without a saved value; open and save the file, or paste values.' }));
  const points = (text: string, column: string): Tenths | null => {
    if (cells.notCalculated.includes(column)) return null;
    const read = pointsIn(text);
    if (typeof read === 'object' && read !== null) {
      reasons.push({ column, ...read });
      return null;
    }
    return read;
  };
  const criterionPoints = criteria.flatMap((criterion, place): CriterionPoints[] => {
    const pointsTenths = points(cells.criteria[place] ?? '', criterionHeading(criterion));
    return pointsTenths === null ? [] : [{ criterion: criterion.key, pointsTenths }];
  });
  const version = /^\d{1,9}$/.test(cells.version.trim()) ? Number(cells.version.trim()) : null;
  if (version === null) reasons.push({ column: technicalColumns.version, zh: '作业版本被改动或丢失，请用重新下载的评分表。', en: 'The version is gone or was changed; download the sheet again.' });
  const isExcellent = excellentIn(cells.excellent);
  if (isExcellent === null) reasons.push({ column: filledColumns.excellent, zh: `应填“${excellentWords.yes}”，或留空。`, en: `Write ${excellentWords.yes}, or leave it empty.` });
  return { submission: cells.submission.trim(), version, given: { criterionPoints, typedTenths: points(cells.points, filledColumns.points), comment: tidyComment(cells.comment), isExcellent: isExcellent ?? false }, reasons };
}

/** A number as people write it, with one decimal at most; null for an empty cell. */
function pointsIn(cell: string): Tenths | null | Bilingual {
  const text = unguarded(cell.normalize('NFKC')).replace(/分$/, '').trim();
  if (text === '') return null;
  const tenths = parseTenths(text.replace(/^\+/, ''));
  if (tenths !== null) return tenths;
  if (/^[+-]?\d+\.\d+$/.test(text)) return { zh: `“${shortened(cell)}”超过一位小数，请保留一位小数。`, en: `“${shortened(cell)}” has more than one decimal.` };
  return { zh: `“${shortened(cell)}”不是分数，请填数字。`, en: `“${shortened(cell)}” is not a number.` };
}

function excellentIn(cell: string): boolean | null {
  const text = cell.normalize('NFKC').trim();
  if (text === '' || text === excellentWords.no) return false;
  return text === excellentWords.yes || text === '√' ? true : null;
}

/** Spreadsheets end lines in their own ways; what surrounds a comment is none of it. */
export function tidyComment(text: string): string {
  return unguarded(text).replace(/\r\n?/g, '\n').trim();
}

function shortened(cell: string): string {
  const text = [...cell.trim()];
  return text.length > 20 ? `${text.slice(0, 20).join('')}…` : text.join('');
}

/** Our own CSV marks cells that a spreadsheet might calculate; what comes back is read without the mark. */
function unguarded(cell: string): string {
  return cell.trim().replace(/^'(?=[=+\-@\t\r\n＝＋－＠0-9])/, '');
}
