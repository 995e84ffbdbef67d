// Stating and confirming the year's quotas (JS-05, JS-06): who is addressed says what it needs, the organising office grants it.
import type { LocalDate } from '../../kernel/calendar.js';
import { refuse, type Refusal } from '../../kernel/refusals.js';
import type { QuotaDays } from '../../programmes/index.js';
import { boundRefusals, closedRefusals, endedRefusal, keyOfCell, stale, type SheetCell, type SheetPeriod } from './quota-sheet.js';
import { noAccount, type Account, type Movement } from './movements.js';

/** Cities, and counties that are addressed directly, state their quotas: whoever stands right below the organising office, whatever its level. */
export function isAddressed(office: { parentId: number | null }, organiserId: number | null): boolean {
  return organiserId !== null && office.parentId === organiserId;
}

export function windowRefusals({ statedFrom, statedUntil }: QuotaDays, today: LocalDate, field: string): Refusal[] {
  if ((statedFrom === null || today >= statedFrom) && (statedUntil === null || today <= statedUntil)) return [];
  const days = { zh: `${statedFrom === null ? '' : `${statedFrom} 至 `}${statedUntil ?? ''}`, en: `${statedFrom === null ? '' : `${statedFrom} to `}${statedUntil ?? ''}` };
  return [refuse('NOT_ALLOWED', { zh: `配额申报的期限是 ${days.zh}，如需更改请联系主办项目办核定。`, en: `Quotas are stated until ${days.en}; ask the organising office to change them.` }, { field, requirement: 'JS-06', facts: { today, until: statedUntil ?? '' } })];
}

/** What confirming moves: the organising office is granted what is missing and hands it down at once; what is too much goes back out. */
export function confirmationMovements(organiserId: number, cells: readonly SheetCell[], accounts: readonly Account[], periods: readonly SheetPeriod[], endedIds: ReadonlySet<number>, today: LocalDate): { movements: Movement[]; refusals: Refusal[] } {
  const known = new Map(accounts.map((account) => [keyOfCell(account.periodId, account.officeId), account]));
  const movements: Movement[] = [];
  const refusals = cells.flatMap(({ officeId, periodId, seats, expectedVersion }, place) => {
    const field = `cells.${place}.seats`;
    const account = known.get(keyOfCell(periodId, officeId)) ?? noAccount(periodId, officeId);
    const moved = seats - account.received;
    if (moved === 0) return [];
    if (account.version !== expectedVersion) return [stale(account, expectedVersion, field)];
    const period = periods.find(({ id }) => id === periodId) as SheetPeriod;
    const refused = [...closedRefusals(period, today, field), ...(moved > 0 && endedIds.has(officeId) ? [endedRefusal(field)] : []), ...boundRefusals(account, seats, field)];
    if (refused.length === 0) movements.push({ kind: moved > 0 ? 'HANDED_DOWN' : 'TAKEN_BACK', periodId, officeId, aboveId: organiserId, seats: Math.abs(moved) });
    return refused;
  });
  const outside = periods.flatMap(({ id: periodId }): Movement[] => {
    const moved = movements.reduce((sum, one) => (one.periodId !== periodId ? sum : sum + (one.kind === 'HANDED_DOWN' ? one.seats : -one.seats)), 0);
    return moved === 0 ? [] : [{ kind: moved > 0 ? 'GRANTED' : 'REDUCED', periodId, officeId: organiserId, aboveId: null, seats: Math.abs(moved) }];
  });
  return { movements: [...outside.filter(({ kind }) => kind === 'GRANTED'), ...movements, ...outside.filter(({ kind }) => kind === 'REDUCED')], refusals };
}

