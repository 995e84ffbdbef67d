const DAY_MS = 86_400_000;
const BEIJING_MS = 8 * 3_600_000;

/** Of how many days in Beijing a deadline is away: 0 on its own day to the last moment, negative from midnight on. */
export function daysLeft(deadline: string, now: Date): number {
  const dayOf = (instant: number): number => Math.floor((instant + BEIJING_MS) / DAY_MS);
  return dayOf(new Date(deadline).getTime()) - dayOf(now.getTime());
}
