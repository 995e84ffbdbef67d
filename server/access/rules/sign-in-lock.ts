// The lock on wrong passwords: the fifth in a row for a name from an address locks that pair for 15 minutes.

export const failuresAllowed = 5;
export const lockMs = 15 * 60_000;

export interface Failures { failures: number; lockedUntil: Date | null }

/** Until when the pair is locked; null when it is open. A lock that has run out counts as a fresh start. */
export function lockedUntil(failures: Failures | null, now: Date): Date | null {
  return failures?.lockedUntil && failures.lockedUntil > now ? failures.lockedUntil : null;
}

/** What stands after one more wrong password. */
export function afterFailure(before: Failures | null, now: Date): Failures {
  const hasRunOut = before?.lockedUntil != null && before.lockedUntil <= now;
  const failures = (hasRunOut ? 0 : (before?.failures ?? 0)) + 1;
  return { failures, lockedUntil: failures >= failuresAllowed ? new Date(now.getTime() + lockMs) : null };
}
