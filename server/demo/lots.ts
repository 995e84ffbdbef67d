// Learners' numbers in anonymous grading, as the demonstration draws them.
import { hash } from './chance.js';

/** Both are primes, so that the steps meet every number of a band once. */
const [band, step] = [9_973, 6_247];

/** Numbers as if drawn by lot: none twice in a class and assignment, and within a band in no order that tells who it is. A class that is larger than a band goes on in the next. */
export function lots(): (classId: number, assignment: number) => number {
  const drawn = new Map<string, number>();
  return (classId, assignment) => {
    const key = `${classId} ${assignment}`;
    const place = drawn.get(key) ?? 0;
    drawn.set(key, place + 1);
    return 1 + Math.floor(place / band) * band + ((place * step + hash(classId, 48, assignment)) % band);
  };
}
