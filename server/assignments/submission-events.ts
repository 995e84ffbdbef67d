// What happens to a submission, told to the domains above in the same transaction.
import { defineEvent } from '../platform/events/events.js';
import type { SubmissionState } from './rules/submission-states.js';

/** By which keys a fact about a submission is scoped. */
export interface SubmissionKeys { submissionId: number; enrolmentId: number; personId: number; schoolId: number; classId: number; periodId: number; programmeId: number }

/** The latest attempt of a learner at an assignment moved from one state to another. */
export const SubmissionMoved = defineEvent<SubmissionKeys & { from: SubmissionState; to: SubmissionState }>('SubmissionMoved');

/** A learner withdrew: so many latest attempts count no more, so many of them were graded. */
export const WorkWithdrawn = defineEvent<{ schoolId: number; periodId: number; submitted: number; graded: number }>('WorkWithdrawn');
