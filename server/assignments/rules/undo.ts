// Undoing the last submit (撤销提交): the tutor's own slip of the hand, put right before anybody built on it.
import { refuse, type Refusal } from '../../kernel/refusals.js';

/** Long enough to notice a slip, short enough that a learner does not plan by a score that goes away. */
export const undoMs = 5 * 60_000;

export interface SubmittedReview {
  isOwn: boolean;
  /** The submission's version when the review was in; null for reviews of times that kept none. */
  versionAfter: number | null;
  submittedAt: Date;
  undoableMs: number;
}

/** What a grading sheet wrote is taken back as a whole within a day, as a roster is; what its learner has seen, no longer than any other. */
export function sheetUndoMs(isReleased: boolean): number {
  return isReleased ? undoMs : 24 * 3_600_000;
}

/** Refuses NOT_ALLOWED for somebody else's review, STALE when anything was written since, LOCKED when the time is over. */
export function undoRefusals(review: SubmittedReview, version: number, now: Date): Refusal[] {
  if (!review.isOwn) return [refuse('NOT_ALLOWED', { zh: '只能撤销自己刚提交的批阅。', en: 'Only the tutor who submitted a review can undo it.' }, { field: 'submissionId', requirement: 'JS-17' })];
  if (review.versionAfter !== version) return [refuse('STALE', { zh: '提交之后这份作业又有变化，不能再撤销。', en: 'Something was written since; the submit cannot be undone.' }, { field: 'submissionId', facts: { current: version, yours: review.versionAfter ?? 0 } })];
  if (now.getTime() - review.submittedAt.getTime() <= review.undoableMs) return [];
  const minutes = review.undoableMs / 60_000;
  const [zh, en] = minutes < 60 ? [`${minutes} 分钟`, `${minutes} minutes`] : [`${minutes / 60} 小时`, `${minutes / 60} hours`];
  return [refuse('LOCKED', { zh: `提交已超过 ${zh}，不能撤销；可以重新批阅。`, en: `Submitted more than ${en} ago; grade it again instead.` }, { field: 'submissionId', facts: { minutes } })];
}
