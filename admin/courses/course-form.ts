// A course as it is being written: numbers are what was typed.
import type { CoursePartsFragment, CourseUnitInput, Stage, Subject, UnitKind } from '../gql/graphql.js';

export interface UnitForm { id: string; title: string; kind: UnitKind; minutes: string; isRequired: boolean; requiredMinutes: string; requiredPosts: string; requiredViews: string }
export interface CourseForm { name: string; subject: Subject; stage: Stage; hours: string; description: string; units: UnitForm[] }

export function emptyUnit(): UnitForm {
  return { id: crypto.randomUUID(), title: '', kind: 'VIDEO', minutes: '45', isRequired: true, requiredMinutes: '', requiredPosts: '', requiredViews: '' };
}

const typed = (value: number | null | undefined): string => (value == null ? '' : String(value));

export function courseFormOf(course: CoursePartsFragment | null): CourseForm {
  if (course === null) return { name: '', subject: 'CHINESE', stage: 'PRIMARY', hours: '1', description: '', units: [emptyUnit()] };
  const { name, subject, stage, hours, description, units } = course;
  return { name, subject, stage, hours, description, units: units.map((unit) => ({ id: crypto.randomUUID(), title: unit.title, kind: unit.kind, minutes: String(unit.minutes), isRequired: unit.isRequired, requiredMinutes: typed(unit.requiredMinutes), requiredPosts: typed(unit.requiredPosts), requiredViews: typed(unit.requiredViews) })) };
}

const whole = (value: string): number => (/^\d{1,5}$/.test(value.trim()) ? Number(value) : 0);
const asked = (value: string): number | null => (value.trim() === '' ? null : whole(value));

export function unitsInput(units: readonly UnitForm[]): CourseUnitInput[] {
  return units.map(({ title, kind, minutes, isRequired, requiredMinutes, requiredPosts, requiredViews }) => ({ title, kind, minutes: whole(minutes), isRequired, requiredMinutes: asked(requiredMinutes), requiredPosts: asked(requiredPosts), requiredViews: asked(requiredViews) }));
}

export function minutesMade(units: readonly UnitForm[]): number {
  return units.reduce((made, { minutes }) => made + whole(minutes), 0);
}

/** 45 minutes a class hour; null where the hours are no number with one decimal at most, or make no whole minutes. */
export function minutesAsked(hours: string): number | null {
  const match = /^(\d{1,3})(?:\.(\d))?$/.exec(hours.trim());
  if (!match) return null;
  const halves = (Number(match[1]) * 10 + Number(match[2] ?? '0')) * 9;
  return halves % 2 === 0 ? halves / 2 : null;
}

export function movedUnit(units: readonly UnitForm[], place: number, by: -1 | 1): UnitForm[] {
  const next = [...units];
  const [unit] = next.splice(place, 1);
  if (unit) next.splice(place + by, 0, unit);
  return next;
}
