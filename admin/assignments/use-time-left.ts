import { useBusinessTime } from '../app/use-business-time.js';
import { useText } from '../ui/text.js';
import { daysLeft } from './days-left.js';

/** What remains until a deadline, in words; undefined without one. */
export function useTimeLeft(deadline: string | null): string | undefined {
  const text = useText();
  const now = useBusinessTime();
  if (deadline === null || now === null) return undefined;
  const days = daysLeft(deadline, now);
  if (days < 0) return text('assignments.overdue');
  return days === 0 ? text('assignments.dueToday') : text('assignments.daysLeft', { smart_count: days });
}
