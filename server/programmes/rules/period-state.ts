// Where a period stands on a date; both its days are included.
import type { LocalDate } from '../../kernel/calendar.js';

export function stateOfPeriod(period: { startsOn: LocalDate; endsOn: LocalDate }, today: LocalDate): 'UPCOMING' | 'RUNNING' | 'ENDED' {
  if (today < period.startsOn) return 'UPCOMING';
  return today > period.endsOn ? 'ENDED' : 'RUNNING';
}
