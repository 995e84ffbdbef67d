// Who may answer an appeal, as conditions over `appeal`: for the lists, for the answer itself, and for who has to name somebody.
import type { LocalDate } from '../kernel/calendar.js';
import { raw, sql, type Sql } from '../platform/database/sql.js';
import type { AppealStep } from './rules/appeals.js';

/** The person gave points for this work, by whichever way; what was taken back was not given. */
export function hasGivenPoints(t: string, person: Sql): Sql {
  return sql`exists (select 1 from review given where given.submission_id = ${raw(t)}.submission_id and given.tutor_id = ${person} and given.withdrawn_at is null)`;
}

/** The person answered another step of the same appeal. */
export function hasAnsweredBefore(t: string, person: Sql): Sql {
  return sql`exists (select 1 from appeal earlier where earlier.first_review_id = ${raw(t)}.first_review_id and earlier.id <> ${raw(t)}.id and earlier.answered_by_id = ${person})`;
}

/** Nobody has answered it, and its learner has not withdrawn: what is appealed is the latest attempt until then. */
export function isOpen(t: string): Sql {
  return raw(`${t}.state = 'OPEN' and exists (select 1 from submission standing where standing.id = ${t}.submission_id and standing.is_latest)`);
}

/** It waits for this step's answer, and the person may give it. */
export function waitsFor(t: string, step: AppealStep, personId: number | null): Sql {
  const waits = sql`${isOpen(t)} and ${raw(t)}.step = ${step}`;
  const person = sql`${personId}::bigint`;
  return step === 'TUTOR' ? waits : sql`${waits} and not ${hasGivenPoints(t, person)} and not ${hasAnsweredBefore(t, person)}`;
}

/** It waits for a chief subject tutor, and none of the programme's may answer. */
export function waitsForNobody(t: string, today: LocalDate): Sql {
  const chief = raw('chief.person_id');
  return sql`${isOpen(t)} and ${raw(t)}.step = 'CHIEF_TUTOR' and not exists (select 1 from programme_role post join role_assignment chief on chief.id = post.role_id
    where post.programme_id = ${raw(t)}.programme_id and chief.role = 'CHIEF_TUTOR' and chief.valid_from <= ${today}::date and (chief.valid_until is null or chief.valid_until >= ${today}::date) and not ${hasGivenPoints(t, chief)} and not ${hasAnsweredBefore(t, chief)})`;
}
