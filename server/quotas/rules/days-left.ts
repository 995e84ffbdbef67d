// How many days are left until a last day: none on the day itself, and no number once it is over.
import { startOfDay, type LocalDate } from '../../kernel/calendar.js';

const dayMs = 86_400_000;

export function daysUntil(lastDay: LocalDate | null, today: LocalDate): number | null {
  if (lastDay === null || today > lastDay) return null;
  return Math.round((startOfDay(lastDay).getTime() - startOfDay(today).getTime()) / dayMs);
}
