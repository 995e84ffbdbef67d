// When things happened in the demonstration: within their days, and before its clock.
import { endOfDay, startOfDay } from '../kernel/calendar.js';
import { between, hash } from './chance.js';
import { demoStart } from './profile.js';

export function momentIn(period: { startsOn: string; endsOn: string } | undefined, e: number, salt: number): string {
  if (!period) throw new Error('no such period');
  const start = startOfDay(period.startsOn).getTime();
  const end = Math.min(endOfDay(period.endsOn).getTime(), demoStart.getTime());
  const days = Math.max(1, Math.floor((end - start) / 86_400_000));
  // Between 7:00 and 22:00, when teachers are awake.
  return new Date(Math.min(end - 60_000, start + (hash(e, 92, salt) % days) * 86_400_000 + 7 * 3_600_000 + (hash(e, 93, salt) % (15 * 3_600)) * 1_000)).toISOString();
}

export function later(at: string, id: number): string {
  return new Date(Math.min(Date.parse(at) + between(2, 72, id, 48) * 3_600_000, demoStart.getTime() - 60_000)).toISOString();
}

export function atTime(date: string, e: number): string {
  return new Date(startOfDay(date).getTime() + 8 * 3_600_000 + (hash(e, 94) % (9 * 3_600)) * 1_000).toISOString();
}
