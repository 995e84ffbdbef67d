/** Points are exact decimals with at most two places; sums are made on hundredths, never on floats. */
export function hundredths(decimal: string): number | null {
  const match = /^(-?)(\d{1,9})(?:\.(\d{1,2}))?$/.exec(decimal.trim());
  if (match === null) return null;
  const [, sign, whole, fraction = ''] = match;
  const value = Number(whole) * 100 + Number(fraction.padEnd(2, '0'));
  return sign === '-' ? -value : value;
}

export function fromHundredths(value: number): string {
  const sign = value < 0 ? '-' : '';
  const absolute = Math.abs(value);
  const fraction = String(absolute % 100).padStart(2, '0').replace(/0+$/, '');
  return `${sign}${Math.trunc(absolute / 100)}${fraction === '' ? '' : `.${fraction}`}`;
}

/** Null as soon as one term is missing or is no decimal. */
export function sum(decimals: readonly string[]): string | null {
  let total = 0;
  for (const decimal of decimals) {
    const value = hundredths(decimal);
    if (value === null) return null;
    total += value;
  }
  return fromHundredths(total);
}

/** Points are given with at most one decimal. */
export function isWithin(decimal: string, maximum: string): boolean {
  if (!/^\d+(\.\d)?$/.test(decimal)) return false;
  const value = hundredths(decimal);
  const limit = hundredths(maximum);
  return value !== null && limit !== null && value >= 0 && value <= limit;
}

export function share(part: string, whole: string): number {
  const numerator = hundredths(part);
  const denominator = hundredths(whole);
  if (numerator === null || denominator === null || denominator === 0) return 0;
  return Math.min(1, Math.max(0, numerator / denominator));
}
