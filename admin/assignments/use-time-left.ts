import { useBusinessTime } from '../app/use-business-time.js';
import { useText } from '../ui/text.js';

const DAY_MS = 86_400_000;

/** What remains until a deadline, in words; undefined without one. */
export function useTimeLeft(deadline: string | null): string | undefined {
  const text = useText();
  const now = useBusinessTime();
  if (deadline === null || now === null) return undefined;
  const days = Math.floor((new Date(deadline).getTime() - now.getTime()) / DAY_MS);
  return days < 0 ? text('assignments.overdue') : text('assignments.daysLeft', { days });
}
