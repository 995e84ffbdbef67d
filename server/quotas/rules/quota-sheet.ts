// A sheet of quotas (配额表): offices × periods, each cell the seats that the office shall hold. It is done as a whole or not at all.
import type { LocalDate } from '../../kernel/calendar.js';
import { refuse, type Refusal } from '../../kernel/refusals.js';
import { boundOf, freeOf, noAccount, type Account, type Movement } from './movements.js';

/** The most cells of one act: a hundred offices in nine periods, and room. */
export const cellMaximum = 2_000;
const seatMaximum = 1_000_000;

export interface SheetCell { officeId: number; periodId: number; seats: number; expectedVersion: number }

export interface SheetPeriod { id: number; number: number; closesOn: LocalDate | null }

export interface Sheet {
  aboveId: number;
  cells: readonly SheetCell[];
  accounts: readonly Account[];
  periods: readonly SheetPeriod[];
  /** Offices that have ended give back, and are given nothing. */
  endedIds: ReadonlySet<number>;
  today: LocalDate;
}

export function keyOfCell(periodId: number, officeId: number): string { return `${periodId} ${officeId}`; }

/** Cells that cannot be read: the same one twice, too many, no number of seats. */
export function cellFaults(cells: readonly { officeId: number; periodId: number; seats: number }[]): Refusal[] {
  if (cells.length === 0) return [refuse('NOTHING_TO_CHANGE', { zh: '没有要更改的配额。', en: 'No quota to change.' }, { field: 'cells' })];
  if (cells.length > cellMaximum) return [refuse('OUT_OF_RANGE', { zh: `一次最多 ${cellMaximum} 格。`, en: `At most ${cellMaximum} cells at once.` }, { field: 'cells', facts: { maximum: cellMaximum } })];
  const seen = new Set<string>();
  return cells.flatMap(({ officeId, periodId, seats }, place) => {
    const key = keyOfCell(periodId, officeId);
    const isTwice = seen.has(key);
    seen.add(key);
    if (isTwice) return [refuse('MALFORMED', { zh: '同一格出现了两次。', en: 'The same cell stands there twice.' }, { field: `cells.${place}` })];
    return seats >= 0 && seats <= seatMaximum ? [] : [refuse('OUT_OF_RANGE', { zh: `配额为 0 到 ${seatMaximum} 的整数。`, en: `A quota is a whole number from 0 to ${seatMaximum}.` }, { field: `cells.${place}.seats`, facts: { maximum: seatMaximum } })];
  });
}

/** What the sheet moves, or why not, cell by cell. */
export function sheetMovements(sheet: Sheet): { movements: Movement[]; refusals: Refusal[] } {
  const { aboveId, cells, periods } = sheet;
  const accounts = new Map(sheet.accounts.map((account) => [keyOfCell(account.periodId, account.officeId), account]));
  const accountOf = (periodId: number, officeId: number): Account => accounts.get(keyOfCell(periodId, officeId)) ?? noAccount(periodId, officeId);
  const periodOf = new Map(periods.map((period) => [period.id, period]));
  const movements: Movement[] = [];
  const refusals = cells.flatMap((cell, place) => {
    const account = accountOf(cell.periodId, cell.officeId);
    const moved = cell.seats - account.received;
    const refused = moved === 0 ? [] : cellRefusals(cell, account, place, periodOf.get(cell.periodId) as SheetPeriod, moved > 0 && sheet.endedIds.has(cell.officeId), sheet.today);
    if (moved !== 0 && refused.length === 0) movements.push({ kind: moved > 0 ? 'HANDED_DOWN' : 'TAKEN_BACK', periodId: cell.periodId, officeId: cell.officeId, aboveId, seats: Math.abs(moved) });
    return refused;
  });
  // What is taken back from one may be handed to another in the same act.
  for (const { id, number } of periods) {
    const wanted = movements.reduce((sum, one) => (one.periodId !== id ? sum : sum + (one.kind === 'HANDED_DOWN' ? one.seats : -one.seats)), 0);
    const remaining = freeOf(accountOf(id, aboveId));
    if (wanted <= remaining) continue;
    for (const [place, cell] of cells.entries()) {
      if (movements.some((one) => one.kind === 'HANDED_DOWN' && one.periodId === id && one.officeId === cell.officeId) && cell.periodId === id) refusals.push(exhausted(`cells.${place}.seats`, number, wanted, remaining));
    }
  }
  return { movements, refusals };
}

function cellRefusals({ expectedVersion, seats }: SheetCell, account: Account, place: number, period: SheetPeriod, isForEnded: boolean, today: LocalDate): Refusal[] {
  const field = `cells.${place}.seats`;
  if (account.version !== expectedVersion) return [stale(account, expectedVersion, field)];
  const closed = closedRefusals(period, today, field);
  if (closed.length > 0) return closed;
  return isForEnded ? [endedRefusal(field)] : boundRefusals(account, seats, field);
}

export function endedRefusal(field: string): Refusal {
  return refuse('NOT_ALLOWED_IN_STATE', { zh: '该项目办已撤销或合并，只能收回配额。', en: 'The office has ended: seats can only be taken back.' }, { field });
}

/** A cell that somebody else has changed meanwhile; with what stands there now. */
export function stale(account: Account, expectedVersion: number, field: string): Refusal {
  return refuse('STALE', { zh: `已被他人改为 ${account.received}。`, en: `Somebody has changed it to ${account.received}.` }, { field, facts: { current: account.version, yours: expectedVersion, held: account.received, stated: account.stated ?? '' } });
}

export function isOpenOn({ closesOn }: Pick<SheetPeriod, 'closesOn'>, today: LocalDate): boolean {
  return closesOn === null || today <= closesOn;
}

/** JS-06: after the enrolment's last day seats stay where they are. */
export function closedRefusals({ number, closesOn }: SheetPeriod, today: LocalDate, field: string): Refusal[] {
  if (closesOn === null || isOpenOn({ closesOn }, today)) return [];
  return [refuse('NOT_ALLOWED', { zh: `第 ${number} 期报名已于 ${closesOn} 截止，配额不再调整。`, en: `Enrolment of period ${number} closed on ${closesOn}; its quotas stay as they are.` }, { field, requirement: 'JS-06', facts: { period: number, until: closesOn } })];
}

/** JS-05: below what is handed on or used nothing can be taken back. */
export function boundRefusals(account: Account, seats: number, field: string): Refusal[] {
  const bound = boundOf(account);
  if (seats >= bound) return [];
  return [refuse('IN_USE', { zh: `已下达或使用 ${bound} 个，不能低于此数。`, en: `${bound} are handed on or used; it cannot be less.` }, { field, requirement: 'JS-05', facts: { minimum: bound, wanted: seats } })];
}

export function exhausted(field: string, period: number, wanted: number, remaining: number): Refusal {
  return refuse('QUOTA_EXHAUSTED', { zh: `第 ${period} 期本级还可下达 ${remaining} 个，此次需要 ${wanted} 个。`, en: `Of period ${period} ${remaining} seats remain here; this takes ${wanted}.` }, { field, requirement: 'JS-05', facts: { period, remaining, wanted } });
}
