// How long a session lives: twelve hours at most, two hours without work, a quarter of an hour while signing in is unfinished.
import type { SignInStep } from '../../kernel/roles.js';

const minuteMs = 60_000;
export const sessionMs = 12 * 60 * minuteMs;
export const idleMs = 120 * minuteMs;
export const unfinishedMs = 15 * minuteMs;
/** When somebody was last seen is kept to this. */
export const seenEveryMs = minuteMs;

export interface SessionTimes { createdAt: Date; lastSeenAt: Date; expiresAt: Date }

export function hasEnded({ createdAt, lastSeenAt, expiresAt }: SessionTimes, step: SignInStep | null, now: Date): boolean {
  if (now >= expiresAt || now.getTime() - lastSeenAt.getTime() >= idleMs) return true;
  return step !== null && now.getTime() - createdAt.getTime() >= unfinishedMs;
}
