// Anonymous assignments (匿名批阅): those who grade or read do not learn whose work it is before its review is released, nor while its score is appealed.
import type { ScopeKind } from '../platform/database/scope.js';

/** The submission under this alias hides its learner for now. */
export function isAnonymous(t: string): string {
  return `(${t}.is_anonymous and ${t}.state not in ('RELEASED', 'REVISED'))`;
}

/** From whom it is hidden: tutors and chief tutors, who grade, and experts, who give opinions. Offices and the learner know anyway. */
export function isBlind(caller: ScopeKind): boolean {
  return caller === 'classes' || caller === 'programmes';
}

/** A further condition for whatever leads from a submission to its learner; empty for those who may know. */
export function ifKnown(t: string, caller: ScopeKind): string {
  return isBlind(caller) ? ` and not ${isAnonymous(t)}` : '';
}
