// Exact points: whole tenths of a point. 79.6 points are 796 tenths; no float ever holds a score.

/** Points in tenths, an integer. */
export type Tenths = number;

/** Writes tenths as a decimal: 796 → "79.6", 800 → "80". */
export function formatTenths(tenths: Tenths): string {
  const sign = tenths < 0 ? '-' : '';
  const whole = Math.trunc(Math.abs(tenths) / 10);
  const rest = Math.abs(tenths) % 10;
  return rest === 0 ? `${sign}${whole}` : `${sign}${whole}.${rest}`;
}

/** Reads a decimal with at most one digit after the point; null when it is no such number. */
export function parseTenths(text: string): Tenths | null {
  const match = /^(-?)(\d{1,6})(?:\.(\d)0*)?$/.exec(text);
  if (!match) return null;
  const value = Number(match[2]) * 10 + Number(match[3] ?? '0');
  return match[1] === '-' ? -value || 0 : value;
}

/**
 * `numerator / denominator × scale`, rounded half up to a whole number, in integers throughout.
 * This is the one place where points are rounded: halves go up, as people at a desk do it.
 */
export function scaledHalfUp(numerator: number, denominator: number, scale: number): number {
  if (denominator <= 0) throw new RangeError('the denominator must be positive');
  const doubled = BigInt(numerator) * BigInt(scale) * 2n + BigInt(denominator);
  return Number(floorDivide(doubled, BigInt(denominator) * 2n));
}

/** A share in percent with one decimal ("66.7"); null when there is nothing to divide by. */
export function percent(numerator: number, denominator: number): string | null {
  return denominator > 0 ? formatTenths(scaledHalfUp(numerator, denominator, 1000)) : null;
}

function floorDivide(a: bigint, b: bigint): bigint {
  const quotient = a / b;
  return a % b !== 0n && a < 0n ? quotient - 1n : quotient;
}
