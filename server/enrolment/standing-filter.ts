// Filtering enrolments by how they stand.
import type { Scope } from '../platform/database/scope.js';
import { raw, type Sql } from '../platform/database/sql.js';
import type { Caller } from '../platform/graphql/caller.js';
import { badInput, forbidden } from '../platform/graphql/errors.js';
import { reviewStates, type ReviewState } from './rules/reviewing.js';
import { enrolmentStandings, type EnrolmentStanding } from './rules/withdrawing.js';

/** A learner is not told that somebody came in the place; to them all are withdrawn. */
export function standingCondition(standing: EnrolmentStanding, { kind }: Scope): Sql {
  const replaced = kind === 'self' ? 'false' : 'exists (select 1 from enrolment r where r.replaces_id = t.id)';
  const conditions: Record<EnrolmentStanding, string> = { STANDING: "t.state = 'ENROLLED'", WITHDRAWN: `t.state = 'WITHDRAWN' and not ${replaced}`, SUBSTITUTED: replaced };
  return raw(conditions[standing]);
}

/** Whether somebody came in another's place is not for everybody who sees that the other went; either filter would tell. */
export function standingFor({ actions }: Pick<Caller, 'actions'>, standing: EnrolmentStanding | null): EnrolmentStanding | null {
  if (standing === 'STANDING' || standing === null || actions.has('enrolment.readWithdrawal')) return standing;
  throw forbidden('enrolment.readWithdrawal');
}

/** As it stands in the address of a file. */
export function standingNamed(given: string | undefined): EnrolmentStanding | null {
  if (given === undefined) return null;
  const found = enrolmentStandings.find((one) => one === given);
  if (found === undefined) throw badInput(`The state is one of ${enrolmentStandings.join(', ')}.`, 'state');
  return found;
}

export function reviewNamed(given: string | undefined): ReviewState | null {
  if (given === undefined) return null;
  const found = reviewStates.find((one) => one === given);
  if (found === undefined) throw badInput(`The review is one of ${reviewStates.join(', ')}.`, 'review');
  return found;
}
