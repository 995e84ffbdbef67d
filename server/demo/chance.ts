// Chance that repeats: hashes of small integers, so that any fact of the demonstration can be computed on its own.

/** A whole number below 2^32 that follows from its arguments. */
export function hash(a: number, b: number, c = 0): number {
  let h = Math.imul(a ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(b + 0x7f4a7c15, 0xc2b2ae35) ^ Math.imul(c + 0x165667b1, 0x27d4eb2f);
  h = Math.imul(h ^ (h >>> 15), 0x2c1b3c6d);
  h = Math.imul(h ^ (h >>> 12), 0x297a2d39);
  return (h ^ (h >>> 15)) >>> 0;
}

/** A whole number from `low` to `high`, both included. */
export function between(low: number, high: number, a: number, b: number, c = 0): number {
  return low + (hash(a, b, c) % (high - low + 1));
}

export function pick<T>(items: readonly T[], a: number, b: number, c = 0): T {
  return items[hash(a, b, c) % items.length] as T;
}

/** True in `percent` of a hundred cases. */
export function chance(percent: number, a: number, b: number, c = 0): boolean {
  return hash(a, b, c) % 10_000 < percent * 100;
}
