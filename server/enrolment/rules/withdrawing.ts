// Withdrawing an enrolment and swapping its learner for another (JS-07): for a reason, until the period ends, never after.
import type { LocalDate } from '../../kernel/calendar.js';
import { numberFaults } from '../../kernel/personal-numbers.js';
import { refuse, type Refusal } from '../../kernel/refusals.js';
import type { SubstitutionDays } from '../../programmes/index.js';

export const enrolmentStates = ['ENROLLED', 'WITHDRAWN'] as const;
export type EnrolmentState = (typeof enrolmentStates)[number];

/** How an enrolment is told apart in lists: whoever was withdrawn left the place free, or to somebody. */
export const enrolmentStandings = ['STANDING', 'WITHDRAWN', 'SUBSTITUTED'] as const;
export type EnrolmentStanding = (typeof enrolmentStandings)[number];

/** The days of the rules in force, and the present one in Shanghai. */
export interface Term { days: SubstitutionDays | null; today: LocalDate }

const reasonMaximum = 200;

/** Why the enrolment, as it stands, cannot be withdrawn by what whoever withdraws it says. */
export function withdrawalRefusals({ state, version }: { state: EnrolmentState; version: number }, term: Term, { reason, expectedVersion }: { reason: string; expectedVersion: number }): Refusal[] {
  const unfit = [...termRefusals(term), ...reasonRefusals(reason, 'JS-07')];
  if (state === 'WITHDRAWN') return [refuse('NOT_ALLOWED_IN_STATE', { zh: '这条报名已经退回。', en: 'The enrolment has been withdrawn already.' }, { field: 'enrolmentId', requirement: 'JS-07', facts: { state } }), ...unfit];
  return version === expectedVersion ? unfit : [refuse('STALE', { zh: '这条报名已有变化，请刷新后再办理。', en: 'The enrolment has changed; read it again.' }, { field: 'expectedVersion', facts: { current: version, yours: expectedVersion } }), ...unfit];
}

/** Both days count whole. */
function termRefusals({ days, today }: Term): Refusal[] {
  if (days === null) return [refuse('NOT_ALLOWED', { zh: '该项目的规则不设换人和退回报名。', en: 'The rules of this programme know neither substitution nor withdrawal.' }, { field: 'enrolmentId', requirement: 'JS-07' })];
  const { opensOn, closesOn, requirement } = days;
  if (opensOn !== null && today < opensOn) return [refuse('WINDOW_CLOSED', { zh: `换人和退回报名从 ${opensOn} 开始。`, en: `Substitution and withdrawal begin on ${opensOn}.` }, { field: 'enrolmentId', requirement, facts: { today, from: opensOn } })];
  if (closesOn !== null && today > closesOn) return [refuse('WINDOW_CLOSED', { zh: `换人和退回报名截至 ${closesOn}，此后不再办理。`, en: `Learners were swapped and withdrawn until ${closesOn}, and not after.` }, { field: 'enrolmentId', requirement, facts: { today, until: closesOn } })];
  return [];
}

export function reasonRefusals(reason: string, requirement: string): Refusal[] {
  if (reason.trim() === '') return [refuse('EMPTY', { zh: '请填写事由。', en: 'Give a reason.' }, { field: 'reason', requirement })];
  return [...reason.trim()].length > reasonMaximum ? [refuse('TOO_LONG', { zh: `事由最多 ${reasonMaximum} 字。`, en: `At most ${reasonMaximum} characters.` }, { field: 'reason', facts: { maximum: reasonMaximum } })] : numberFaults(reason, 'reason');
}
