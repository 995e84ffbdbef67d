// Who answers an appeal: each step its own post, and nobody in the last step whose own points or answer it is about.
import { refuse, type Refusal } from '../../kernel/refusals.js';
import type { Role } from '../../kernel/roles.js';
import type { AppealStep } from './appeals.js';

/** What somebody had to do before with the work whose score is appealed, in whichever post. */
export interface Part {
  /** Reviewed it, marked it a second time, decided between two markers, or revised it in an earlier appeal. */
  hasGivenPoints: boolean;
  /** Answered another step of this appeal. */
  hasAnsweredBefore: boolean;
}

/** Whose step it is. */
export function stepOf(role: Role | null): AppealStep | null {
  return role === 'TUTOR' || role === 'CHIEF_TUTOR' ? role : null;
}

/** Refuses NOT_ENTITLED to another post. The first step is asked of who gave the points; the last one is another person's. */
export function answererRefusals(step: AppealStep, own: AppealStep | null, { hasGivenPoints, hasAnsweredBefore }: Part): Refusal[] {
  const details = { field: 'appealId', facts: { step } };
  if (own !== step) {
    return [step === 'TUTOR'
      ? refuse('NOT_ENTITLED', { zh: '第一步申诉由班级的辅导员答复。', en: 'The tutors of the class answer the first step.' }, details)
      : refuse('NOT_ENTITLED', { zh: '第二步申诉由学科总辅导员答复。', en: 'The chief subject tutor answers the second step.' }, details)];
  }
  if (step === 'TUTOR') return [];
  if (hasAnsweredBefore) return [refuse('NOT_ENTITLED', { zh: '您答复过第一步申诉，第二步须由另一位学科总辅导员答复。', en: 'You answered the first step; another chief subject tutor answers this one.' }, { ...details, requirement: 'JS-17' })];
  if (hasGivenPoints) return [refuse('NOT_ENTITLED', { zh: '这份作业由您评过分或裁定过，第二步申诉须由另一位学科总辅导员答复；没有另一位时，由省级项目办指定。', en: 'You gave or decided these points yourself; another chief subject tutor answers, whom the province office names where there is none.' }, { ...details, requirement: 'JS-17' })];
  return [];
}
