// Calendar of the programmes: dates and instants in Asia/Shanghai, which has had no summer time since 1991.

/** A calendar date as `YYYY-MM-DD`; dates compare as text. */
export type LocalDate = string;

const shanghaiOffsetMs = 8 * 3_600_000;
const dayMs = 86_400_000;

export function isLocalDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().slice(0, 10) === text;
}

/** The date on a calendar in Shanghai at that instant: 15:59:59.999Z and 16:00:00Z are different days. */
export function dateInShanghai(instant: Date): LocalDate {
  return new Date(instant.getTime() + shanghaiOffsetMs).toISOString().slice(0, 10);
}

/** Midnight in Shanghai at which that date begins. */
export function startOfDay(date: LocalDate): Date {
  return new Date(Date.parse(`${date}T00:00:00Z`) - shanghaiOffsetMs);
}

/** Midnight in Shanghai at which that date ends; intervals are half open. */
export function endOfDay(date: LocalDate): Date {
  return new Date(startOfDay(date).getTime() + dayMs);
}

export function addDays(date: LocalDate, days: number): LocalDate {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10);
}

/** How many days are left until a last day: none on the day itself, and no number once it is over. */
export function daysUntil(lastDay: LocalDate | null, today: LocalDate): number | null {
  if (lastDay === null || today > lastDay) return null;
  return Math.round((startOfDay(lastDay).getTime() - startOfDay(today).getTime()) / dayMs);
}

/** RFC 3339 in Beijing time: `2023-09-10T08:00:00+08:00`. */
export function formatInstant(instant: Date): string {
  const shifted = new Date(instant.getTime() + shanghaiOffsetMs).toISOString();
  const fraction = shifted.slice(19, 23);
  return `${shifted.slice(0, 19)}${fraction === '.000' ? '' : fraction}+08:00`;
}
