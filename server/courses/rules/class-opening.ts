// Periods and classes as the rule asks for them (JS-02), against what there is: the numbers before the act.
import type { LocalDate } from '../../kernel/calendar.js';
import { refuse, type Refusal } from '../../kernel/refusals.js';

interface Days { number: number; startsOn: LocalDate; endsOn: LocalDate }
export interface Standing { periods: readonly (Days & { id: number | null })[]; acceptedCourses: readonly number[]; classes: readonly { courseId: number; period: number }[] }
export interface Opening {
  periodsToMake: Days[];
  /** Numbers of periods that stand on other days than the rule says; they are left as they are. */
  periodsElsewhere: number[];
  classesToMake: number;
  classesStanding: number;
  /** Courses that get a class, and periods that get one. */
  courses: number;
  periods: number;
}

/** Classes are opened in periods that have not begun: nobody could be enrolled in the others. */
export function openingOf(asked: readonly Days[], { periods, acceptedCourses, classes }: Standing, today: LocalDate): Opening {
  const periodsToMake = asked.filter(({ number }) => !periods.some((one) => one.number === number));
  const periodsElsewhere = asked.filter(({ number, startsOn, endsOn }) => periods.some((one) => one.number === number && (one.startsOn !== startsOn || one.endsOn !== endsOn))).map(({ number }) => number);
  const open = [...periods, ...periodsToMake].filter(({ startsOn }) => startsOn > today).map(({ number }) => number);
  const standing = new Set(classes.map(({ courseId, period }) => `${courseId}/${period}`));
  const toMake = acceptedCourses.flatMap((courseId) => open.filter((period) => !standing.has(`${courseId}/${period}`)).map((period) => ({ courseId, period })));
  return {
    periodsToMake, periodsElsewhere, classesToMake: toMake.length, classesStanding: classes.length,
    courses: new Set(toMake.map(({ courseId }) => courseId)).size, periods: new Set(toMake.map(({ period }) => period)).size,
  };
}

/** The numbers that were shown before the act are those of the act. */
export function openingRefusals({ periodsToMake, classesToMake }: Opening, expected: { periods: number; classes: number }): Refusal[] {
  if (periodsToMake.length === expected.periods && classesToMake === expected.classes) return [];
  return [refuse('STALE', { zh: `数目已变：现在要生成 ${periodsToMake.length} 期、${classesToMake} 个班。`, en: `The numbers have changed: ${periodsToMake.length} periods and ${classesToMake} classes would be made now.` }, { field: 'expectedClasses', facts: { periods: periodsToMake.length, classes: classesToMake } })];
}
