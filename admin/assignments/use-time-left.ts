import { useBusinessTime } from '../app/use-business-time.js';
import { useText } from '../ui/text.js';

const DAY_MS = 86_400_000;

/** What remains until a deadline, in words; undefined without one. */
export function useTimeLeft(deadline: string | null): string | undefined {
  const text = useText();
  const now = useBusinessTime();
  if (deadline === null || now === null) return undefined;
  // A deadline is the end of a day: less than a whole day before it is the day itself.
  const days = Math.floor((new Date(deadline).getTime() - now.getTime()) / DAY_MS);
  if (days < 0) return text('assignments.overdue');
  return days === 0 ? text('assignments.dueToday') : text('assignments.daysLeft', { smart_count: days });
}
