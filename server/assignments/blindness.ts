// Blind second marking (复评盲评): until both have marked, neither learns what the other gave, wrote or who it was; the learner learns of none of it.
import { setting, type ScopeKind } from '../platform/database/scope.js';

/** What stands in place of a marker's name. */
export const markerWord = '辅导员';
export const secondMarkerWord = { zh: '复评人', en: 'The second marker' } as const;

/** The review under this alias may be read: it is not blind, or it is the caller's own. */
export function ifOpen(review: string, caller: ScopeKind): string {
  if (caller === 'classes' || caller === 'programmes') return `(not ${review}.is_blind or ${review}.tutor_id = ${setting.person})`;
  return caller === 'job' ? 'true' : `not ${review}.is_blind`;
}

/** The name in `<who>_name` of a fact about a submission, hidden from all but themselves while its markers are blind. */
export function hiddenMarker(fact: string, who: 'by' | 'holder' | 'cleared_by', word: string, caller: ScopeKind): string {
  const self = who === 'by' && caller !== 'self' ? ` and ${fact}.by_id <> ${fact}.person_id` : '';
  const own = caller === 'classes' || caller === 'programmes' ? ` and ${fact}.${who}_id <> ${setting.person}` : '';
  return `case when ${fact}.${who}_name is not null${own}${self} and (select blind_submission.is_blind from submission blind_submission where blind_submission.id = ${fact}.submission_id) then '${word}' else ${fact}.${who}_name end`;
}

/** The submission waits for a second marker, and the caller is not the first. */
export function isToMarkAgain(t: string): string {
  return `(${t}.state = 'SECOND_MARKING' and ${t}.is_blind and not exists (select 1 from review own_review where own_review.submission_id = ${t}.id and own_review.tutor_id = ${setting.person} and own_review.withdrawn_at is null))`;
}

/** What the caller may still score: what was agreed only the chief tutor scores anew. */
export function gradable(t: string, caller: ScopeKind): string {
  if (caller !== 'classes') return `${t}.state in ('SUBMITTED', 'SCORED', 'RELEASED')`;
  return `(${t}.state in ('SUBMITTED', 'SCORED') or (${t}.state = 'RELEASED' and not exists (select 1 from review agreed_review where agreed_review.id = ${t}.last_review_id and agreed_review.marking = 'AGREED')) or ${isToMarkAgain(t)})`;
}

/** To the learner what is marked again is graded and not yet released, like anything else. */
export function toldState(state: string, caller: ScopeKind): string {
  return caller === 'self' ? `case when ${state} in ('SECOND_MARKING', 'AGREED') then 'SCORED' else ${state} end` : state;
}
