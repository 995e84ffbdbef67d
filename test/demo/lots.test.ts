// Numbers of learners in anonymous grading, at the size of a province.
import { expect, test } from '@jest/globals';
import { lots } from '../../server/demo/lots.js';

test('JS-17 no two learners of a class share a number for an assignment, however large the class', () => {
  const draw = lots();
  for (const [classId, assignment, learners] of [[190, 0, 25_000], [190, 1, 9_974], [3, 0, 40]] as const) {
    const numbers = Array.from({ length: learners }, () => draw(classId, assignment));
    expect(new Set(numbers).size).toBe(learners);
    expect(numbers.slice(0, 40)).not.toEqual(numbers.slice(0, 40).sort((one, other) => one - other));
  }
});
