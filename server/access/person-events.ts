// What happens to people, told to the domains above in the same transaction.
import { defineEvent } from '../platform/events/events.js';

/** These teachers teach at another school from this act on, which has written it. Not told of a merged school's teachers: there the school moved, and they stayed. */
export const TeachersMoved = defineEvent<{ personIds: readonly number[] }>('TeachersMoved');
