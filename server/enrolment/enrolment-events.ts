// What enrolment tells the domains above.
import { defineEvent } from '../platform/events/events.js';

/** So many learners of a school were enrolled in a period in one act. */
export const LearnersEnrolled = defineEvent<{ schoolId: number; periodId: number; learners: number }>('LearnersEnrolled');

export interface EnrolmentKeys { enrolmentId: number; personId: number; schoolId: number; classId: number; periodId: number; programmeId: number }

/** An enrolment was withdrawn: what hangs on it stays as a record and counts no more. Told under the role of jobs, because much of it is out of the school's hands. */
export const EnrolmentWithdrawn = defineEvent<EnrolmentKeys>('EnrolmentWithdrawn');
