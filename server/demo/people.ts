// Teachers of the demonstration: where they work and what they teach, from their number alone.
import type { Subject } from '../kernel/subjects.js';
import { hash } from './chance.js';
import { courses, subjectsOf, type DemoCourse } from './courses.js';
import type { DemoOffice } from './geography.js';
import type { Profile } from './profile.js';

export interface Schooling { schools: readonly DemoOffice[]; profile: Profile }

/** Teachers are numbered school by school. */
export function schoolOf(teacher: number, { schools, profile }: Schooling): DemoOffice {
  return schools[Math.floor((teacher * schools.length) / profile.teachers)] as DemoOffice;
}

export function courseOf(teacher: number, schooling: Schooling): DemoCourse {
  const { stage } = schoolOf(teacher, schooling);
  const offered = subjectsOf.get(stage ?? 'PRIMARY') ?? courses;
  // Every school has more teachers of Chinese and mathematics than of anything else.
  const roll = hash(teacher, 81) % 100;
  if (roll < 28) return offered[0] as DemoCourse;
  if (roll < 52) return (offered[1] ?? offered[0]) as DemoCourse;
  return offered[hash(teacher, 82) % offered.length] as DemoCourse;
}

export function subjectOf(teacher: number, schooling: Schooling): Subject {
  return courseOf(teacher, schooling).subject;
}
