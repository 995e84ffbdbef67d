// The budgets of wrong passwords and codes: how many are borne, and for how long it is closed after them.

export interface Budget {
  /** So many failures close it. */
  allowed: number;
  lockMs: number;
  /** Failures count together when they fall within this; null when only success or the lock's end forgets them. */
  windowMs: number | null;
}

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

/**
 * `pair` is a person at an address and always holds. `account` (a guess spread over many addresses) and `address` (many accounts
 * tried from one) hold only where the person has not signed in before, so that nobody can shut a tutor out of the usual place.
 */
export const budgets = {
  pair: { allowed: 5, lockMs: 15 * minuteMs, windowMs: null },
  account: { allowed: 50, lockMs: hourMs, windowMs: hourMs },
  address: { allowed: 100, lockMs: 15 * minuteMs, windowMs: 15 * minuteMs },
  codePair: { allowed: 5, lockMs: 15 * minuteMs, windowMs: null },
  // A six-digit code: fifty guesses a day, three codes valid at a time, are 1.5 in 10,000. Recovery codes stay open beyond it.
  codeAccount: { allowed: 50, lockMs: 24 * hourMs, windowMs: 24 * hourMs },
} as const satisfies Record<string, Budget>;
export type BudgetName = keyof typeof budgets;

export interface Failures { failures: number; since: Date; lockedUntil: Date | null }

/** Until when it is closed; null when it is open. A lock that has run out counts as a fresh start. */
export function lockedUntil(failures: Failures | null, now: Date): Date | null {
  return failures?.lockedUntil && failures.lockedUntil > now ? failures.lockedUntil : null;
}

/** What stands after one more failure. */
export function afterFailure(before: Failures | null, budget: Budget, now: Date): Failures {
  const isOver = before === null || (before.lockedUntil !== null && before.lockedUntil <= now) || (budget.windowMs !== null && before.lockedUntil === null && now.getTime() - before.since.getTime() >= budget.windowMs);
  const failures = (isOver ? 0 : before.failures) + 1;
  return { failures, since: isOver ? now : before.since, lockedUntil: failures >= budget.allowed ? new Date(now.getTime() + budget.lockMs) : null };
}
