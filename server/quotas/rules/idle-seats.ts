// Idle seats (闲置配额): what lies free below an office, and taking all of it back, level by level, in one act.
import { freeOf, type Account, type Movement } from './movements.js';

/** An account with the office above it; null at the office that takes back. */
export interface PlacedAccount extends Account { aboveId: number | null; depth: number }

/**
 * Each office gives to the one above it what lies free with it and what it has just been given from below. The deepest come
 * first, so that each has in hand what it gives. What is used, and what has been handed to others, stays.
 */
export function idleMovements(accounts: readonly PlacedAccount[]): Movement[] {
  const gathered = new Map<string, number>();
  return accounts.toSorted((a, b) => b.depth - a.depth).flatMap((account): Movement[] => {
    const { periodId, officeId, aboveId } = account;
    if (aboveId === null) return [];
    const seats = freeOf(account) + (gathered.get(`${periodId} ${officeId}`) ?? 0);
    const above = `${periodId} ${aboveId}`;
    gathered.set(above, (gathered.get(above) ?? 0) + seats);
    return seats > 0 ? [{ kind: 'TAKEN_BACK', periodId, officeId, aboveId, seats }] : [];
  });
}

/** How many seats lie free below, a period. */
export function idleSeatsOf(accounts: readonly PlacedAccount[], periodId: number): number {
  return accounts.reduce((sum, account) => (account.periodId === periodId && account.aboveId !== null ? sum + freeOf(account) : sum), 0);
}
