// Who may come in a learner's place (JS-07): another teacher of the same school, who may be enrolled in the class like anybody else.
import { refuse, type Refusal } from '../../kernel/refusals.js';

export interface Coming {
  isOfSchool: boolean;
  /** Why the person cannot be enrolled in the class. */
  obstacles: readonly Refusal[];
}

export function comingRefusals({ isOfSchool, obstacles }: Coming): Refusal[] {
  if (!isOfSchool) return [refuse('NOT_ELIGIBLE', { zh: '换入的教师须与换出的学员在同一学校。', en: 'The substitute must teach at the same school.' }, { field: 'personId', requirement: 'JS-07' })];
  return obstacles.map((obstacle) => ({ ...obstacle, field: 'personId' }));
}
