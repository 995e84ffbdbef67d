// What happens to an office, told to the domains above in the same transaction.
import type { LocalDate } from '../kernel/calendar.js';
import { defineEvent } from '../platform/events/events.js';

/** An office became part of another: its people and their valid roles belong to the receiver from that day on. */
export const OfficeMerged = defineEvent<{ officeId: number; intoId: number; effectiveOn: LocalDate; byId: number | null; byName: string }>('OfficeMerged');

/** An office ended without a successor: nobody works there, roles held there end on the eve of that day. */
export const OfficeClosed = defineEvent<{ officeId: number; effectiveOn: LocalDate }>('OfficeClosed');

/** An office, with everything below it, stands below another one from now on; also as one of those that a merger takes along. */
export const OfficeMoved = defineEvent<{ officeId: number; pathBefore: string; pathAfter: string; byId: number | null; byName: string; reason: string }>('OfficeMoved');
