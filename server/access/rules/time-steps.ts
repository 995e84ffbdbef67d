// Time steps of RFC 6238: which codes are acceptable at a moment, and that each is accepted once.

export const stepMs = 30_000;

export function stepAt(now: Date): number {
  return Math.floor(now.getTime() / stepMs);
}

/** The current step first, then one before and one after it for clocks that differ; never one that was used, nor an older one. */
export function acceptableSteps(now: Date, lastStep: number | null): number[] {
  const current = stepAt(now);
  return [current, current - 1, current + 1].filter((step) => lastStep === null || step > lastStep);
}
