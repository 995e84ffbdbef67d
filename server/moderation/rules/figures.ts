// Agreement figures (一致性指标) of tutors. Sums are whole tenths; each figure is divided once, at its end, and rounded half away from zero.

/** A tutor's reviews of one assignment in one class on one day: how many, and the sum of their tenths. */
export interface DayOfReviews { tutorId: number; group: string; day: string; count: number; sumTenths: number }
/** One submission marked twice, from the tutor's side. */
export interface MarkedTwice { tutorId: number; ownTenths: number; otherTenths: number }

export interface DayFigure { day: string; count: number; severity: string }
export interface Figures {
  reviews: number;
  /** Null where the tutor is alone in all classes: there is nobody to compare with. */
  severity: string | null;
  markedTwice: number;
  kappa: string | null;
  driftPerWeek: string | null;
  days: DayFigure[];
}

/**
 * Severity (宽严度) = Σ(pᵢ − m) ÷ n: how far the tutor's points lie above (lenient) or below (severe) the mean `m` of all
 * reviews of the same assignment in the same class, on average over the tutor's reviews there. Classes in which
 * nobody else marked that assignment do not count.
 *
 * Drift (随时间的变化) = 7 × the slope of the least-squares line through (day, pᵢ − m): points a week; null within one day.
 */
export function figuresOf(tutorId: number, days: readonly DayOfReviews[], pairs: readonly MarkedTwice[]): Figures {
  const groups = Map.groupBy(days, ({ group }) => group);
  const own = days.filter((one) => one.tutorId === tutorId);
  const compared = own.flatMap((one) => {
    const group = groups.get(one.group) ?? [];
    if (group.every((other) => other.tutorId === tutorId)) return [];
    const count = total(group, (other) => other.count);
    return [{ ...one, above: one.sumTenths - (one.count * total(group, (other) => other.sumTenths)) / count }];
  });
  const twice = pairs.filter((pair) => pair.tutorId === tutorId);
  const compareds = total(compared, ({ count }) => count);
  return {
    reviews: total(own, ({ count }) => count),
    severity: compareds === 0 ? null : decimal(total(compared, ({ above }) => above) / compareds / 10, 1),
    markedTwice: twice.length,
    kappa: kappaOf(twice.map(({ ownTenths, otherTenths }) => [ownTenths, otherTenths] as const)),
    driftPerWeek: driftOf(compared),
    days: [...Map.groupBy(compared, ({ day }) => day)].map(([day, ofDay]) => ({ day, count: total(ofDay, ({ count }) => count), severity: decimal(total(ofDay, ({ above }) => above) / total(ofDay, ({ count }) => count) / 10, 1) })).sort((a, b) => a.day.localeCompare(b.day)),
  };
}

/**
 * Quadratic-weighted kappa (二次加权 κ) of two markers, with every tenth of a point a category: κ = 1 − Σwᵢⱼ·Oᵢⱼ ÷ Σwᵢⱼ·Eᵢⱼ,
 * wᵢⱼ = (i − j)². Over n pairs (x, y) that is 1 − n·Σ(x − y)² ÷ ΣΣ(xᵢ − yⱼ)², and ΣΣ(xᵢ − yⱼ)² = n·Σx² + n·Σy² − 2·Σx·Σy: whole
 * numbers up to the one division. Null where there is no pair, or all are the same one value.
 */
export function kappaOf(pairs: readonly (readonly [number, number])[]): string | null {
  const n = BigInt(pairs.length);
  const sum = (of: (x: bigint, y: bigint) => bigint) => pairs.reduce((whole, [x, y]) => whole + of(BigInt(x), BigInt(y)), 0n);
  const expected = n * sum((x) => x * x) + n * sum((_, y) => y * y) - 2n * sum((x) => x) * sum((_, y) => y);
  if (expected === 0n) return null;
  const agreed = expected - n * sum((x, y) => (x - y) ** 2n);
  const thousandths = Number((2_000n * (agreed < 0n ? -agreed : agreed) + expected) / (2n * expected));
  return thousandths === 0 ? '0.000' : `${agreed < 0n ? '-' : ''}${(thousandths / 1_000).toFixed(3)}`;
}

function driftOf(compared: readonly { day: string; count: number; above: number }[]): string | null {
  const number = ({ day }: { day: string }) => Date.parse(`${day}T00:00:00Z`) / 86_400_000;
  const first = Math.min(...compared.map(number));
  const n = total(compared, ({ count }) => count);
  const sumOfDays = total(compared, (one) => one.count * (number(one) - first));
  const spread = n * total(compared, (one) => one.count * (number(one) - first) ** 2) - sumOfDays ** 2;
  if (compared.length === 0 || spread === 0) return null;
  return decimal(((n * total(compared, (one) => (number(one) - first) * one.above) - sumOfDays * total(compared, ({ above }) => above)) / spread) * 0.7, 1);
}

function total<One>(items: readonly One[], of: (item: One) => number): number {
  return items.reduce((sum, item) => sum + of(item), 0);
}

/** Rounded half away from zero; a zero has no sign. */
export function decimal(value: number, digits: number): string {
  const scale = 10 ** digits;
  // Nine digits behind what is shown: what binary fractions add is far below, and a half stays a half.
  const whole = Math.round(Number((Math.abs(value) * scale).toFixed(9)));
  return whole === 0 ? (0).toFixed(digits) : `${value < 0 ? '-' : ''}${(whole / scale).toFixed(digits)}`;
}
