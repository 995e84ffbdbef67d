import { useBusinessTime } from '../app/use-business-time.js';

const DAY_MS = 86_400_000;
const dateOf = (instant: number): string => new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format(instant);

/** Today and yesterday in Beijing as date fields take them; null until the server has told its time. */
export function useToday(): { today: string; yesterday: string } | null {
  const now = useBusinessTime();
  return now === null ? null : { today: dateOf(now.getTime()), yesterday: dateOf(now.getTime() - DAY_MS) };
}
