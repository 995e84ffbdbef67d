// What quotas tell the domains above.
import { defineEvent } from '../platform/events/events.js';

/** Seats came to offices, or left them. */
export const SeatsMoved = defineEvent<{ cells: number }>('SeatsMoved');
