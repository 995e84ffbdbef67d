// Who may come in a learner's place (JS-07): another teacher of the same school, who is in no class of that period.
import { refuse, type Refusal } from '../../kernel/refusals.js';
import { alreadyEnrolled, enrolledInPeriod } from './enrolling.js';

export interface Coming {
  isOfSchool: boolean;
  /** The class of the period in which the person is enrolled, at whichever school; null for none. */
  enrolledIn: number | null;
  /** The class of the place. */
  classId: number;
}

export function comingRefusals({ isOfSchool, enrolledIn, classId }: Coming): Refusal[] {
  if (!isOfSchool) return [refuse('NOT_ELIGIBLE', { zh: '换入的教师须与换出的学员在同一学校。', en: 'The substitute must teach at the same school.' }, { field: 'personId', requirement: 'JS-07' })];
  if (enrolledIn === null) return [];
  return [{ ...(enrolledIn === classId ? alreadyEnrolled() : enrolledInPeriod()), field: 'personId' }];
}
