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

/** By how many seats each period would hand down more than its office has free; only periods with too many. What is taken back from one may go to another. */
export function oversOf(changed: readonly Cell[], own: readonly QuotaCellPartsFragment[]): Map<string, number> {
  return new Map(own.flatMap(({ periodId, free }) => {
    const { down, back } = movesOf(changed.filter((cell) => cell.periodId === periodId));
    const over = down - back - free;
    return over > 0 ? [[periodId, over] as const] : [];
  }));
}
