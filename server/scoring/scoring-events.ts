// What scoring tells the domains above.
import { defineEvent } from '../platform/events/events.js';
import type { Verdict } from './rules/score.js';

export const ResultChanged = defineEvent<{ schoolId: number; periodId: number; before: { verdict: Verdict; totalTenths: number }; after: { verdict: Verdict; totalTenths: number } }>('ResultChanged');
