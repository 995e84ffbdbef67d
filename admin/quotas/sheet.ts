// What somebody writes into a sheet of quotas: pure, so that keys, paste and the preview agree.
import type { ChildQuotasQuery, QuotaAccountQuery, QuotaCellPartsFragment } from '../gql/graphql.js';

export type ChildRow = ChildQuotasQuery['childQuotas']['nodes'][number];
export type SheetPeriod = QuotaAccountQuery['quotaPeriods'][number];
/** What was typed, by cell; cells that are not in it stand as they were. */
export type Edits = ReadonlyMap<string, string>;

export interface Cell {
  key: string;
  officeId: string;
  officeName: string;
  number: number;
  periodId: string;
  known: QuotaCellPartsFragment;
  typed: string;
  /** Null while what is typed is no number of seats. */
  seats: number | null;
}

export function keyOf(officeId: string, periodId: string): string {
  return `${officeId} ${periodId}`;
}

export function cellAt(row: ChildRow, known: QuotaCellPartsFragment, edits: Edits): Cell {
  const key = keyOf(row.office.id, known.periodId);
  const typed = edits.get(key) ?? String(known.received);
  return { key, officeId: row.office.id, officeName: row.office.name, number: known.number, periodId: known.periodId, known, typed, seats: seatsIn(typed) };
}

/** Full-width digits count; thousands may be parted. */
export function seatsIn(typed: string): number | null {
  const plain = typed.normalize('NFKC').replaceAll(/[\s,]/g, '');
  return /^\d{1,7}$/.test(plain) ? Number(plain) : null;
}

export function changedCells(rows: readonly ChildRow[], edits: Edits): Cell[] {
  return rows.flatMap((row) => row.cells.map((known) => cellAt(row, known, edits))).filter((cell) => edits.has(cell.key) && cell.seats !== cell.known.received);
}

/** What is wrong with a cell by itself. */
export function faultOf({ seats, known }: Cell): { kind: 'invalid' } | { kind: 'below'; count: number } | null {
  if (seats === null) return { kind: 'invalid' };
  const bound = known.handedDown + known.used;
  return seats < bound && seats !== known.received ? { kind: 'below', count: bound } : null;
}

export interface Moves {
  down: number;
  back: number;
}

export function movesOf(cells: readonly Cell[]): Moves {
  const moves = { down: 0, back: 0 };
  for (const { seats, known } of cells) {
    const moved = (seats ?? known.received) - known.received;
    if (moved > 0) moves.down += moved;
    else moves.back -= moved;
  }
  return moves;
}

/** A block as a spreadsheet puts it on the clipboard, laid over the sheet from a cell on; what lies outside it is left out. */
export function pasted(block: string, rows: readonly ChildRow[], columns: readonly SheetPeriod[], from: { row: number; column: number }): Map<string, string> {
  const lines = block.replace(/\r?\n$/, '').split(/\r?\n/).map((line) => line.split('\t'));
  const edits = new Map<string, string>();
  lines.forEach((values, down) => {
    values.forEach((value, right) => {
      const row = rows[from.row + down];
      const column = columns[from.column + right];
      if (row && column?.isOpen === true && value.trim() !== '') edits.set(keyOf(row.office.id, column.period.id), value.trim());
    });
  });
  return edits;
}

/**
 * By how many seats each period would hand down more than its office has; only periods with too many. What is taken back from one may go to another.
 * What the office has free is not asked: it is read apart from the sheet, and while both are read anew it may already count what the sheet does not show yet.
 */
export function oversOf(rows: readonly ChildRow[], edits: Edits, own: readonly QuotaCellPartsFragment[]): Map<string, number> {
  const changed = new Set(changedCells(rows, edits).map(({ periodId }) => periodId));
  return new Map(own.flatMap(({ periodId, received, used }) => {
    const handedDown = rows.flatMap((row) => row.cells.filter((known) => known.periodId === periodId).map((known) => cellAt(row, known, edits).seats ?? known.received)).reduce((sum, seats) => sum + seats, 0);
    const over = handedDown - (received - used);
    return changed.has(periodId) && over > 0 ? [[periodId, over] as const] : [];
  }));
}
