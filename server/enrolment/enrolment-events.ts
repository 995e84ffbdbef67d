// What enrolment tells the domains above.
import { defineEvent } from '../platform/events/events.js';

/** So many learners of a school were enrolled in a period in one act. */
export const LearnersEnrolled = defineEvent<{ schoolId: number; periodId: number; learners: number }>('LearnersEnrolled');
