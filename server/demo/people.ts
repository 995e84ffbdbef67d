// Teachers of the demonstration: where they work and what they teach, from their number alone.
import { startOfDay, addDays } from '../kernel/calendar.js';
import type { Subject } from '../kernel/subjects.js';
import type { Post, SpecialGrade } from '../kernel/posts.js';
import { between, chance, hash } from './chance.js';
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

export function joinedYearOf(teacher: number): number { return between(1987, 2022, teacher, 83); }

export function postsOf(teacher: number): Post[] {
  const roll = hash(teacher, 84) % 100;
  if (roll < 30) return ['CLASS_TEACHER'];
  if (roll < 36) return ['MIDDLE_MANAGER'];
  if (roll < 38) return ['CLASS_TEACHER', 'SUBJECT_GROUP_HEAD'];
  if (roll < 41) return ['SUBJECT_GROUP_HEAD'];
  return roll < 43 ? ['RESERVE_CADRE'] : [];
}

/** Special grades are rare, and go with the higher titles. */
export function specialGradesOf(teacher: number, title: string): SpecialGrade[] {
  if (title === '正高级教师') return chance(20, teacher, 85) ? ['SENIOR_PROFESSOR', 'SPECIAL_GRADE_TEACHER'] : ['SENIOR_PROFESSOR'];
  if (title === '高级教师' && chance(12, teacher, 85)) return ['CITY_SUBJECT_LEADER'];
  return title !== '二级教师' && chance(8, teacher, 86) ? ['KEY_TEACHER'] : [];
}

/** Four of five teachers confirmed their data in the summer, before the first choices were due. */
export function confirmedAtOf(teacher: number): string | null {
  if (!chance(80, teacher, 87)) return null;
  return new Date(startOfDay(addDays('2023-07-01', between(0, 45, teacher, 88))).getTime() + between(7 * 60, 21 * 60, teacher, 89) * 60_000).toISOString();
}
