// JS-01: every teacher of a school is a learner there, from the day on which the place is taken until the day before it is left. The role
// is a row like any other, so that signing in, switching and scopes ask nothing more of a learner than of anybody else (0052).
import type { LocalDate } from '../kernel/calendar.js';
import type { Tx } from '../platform/database/database.js';
import { sql, type Sql } from '../platform/database/sql.js';

/** Gives the role to those of `persons` (a query for their ids) who teach at a school and have not got it there; where they are now decides. */
export async function giveLearnerRoles(tx: Tx, persons: Sql, from: LocalDate): Promise<void> {
  await tx.rows(sql`insert into role_assignment (person_id, role, office_id, valid_from)
    select p.id, 'LEARNER', p.office_id, ${from}::date from (${persons}) as named(id) join person p on p.id = named.id and p.subject is not null join office o on o.id = p.office_id and o.level = 'SCHOOL'
    where p.merged_into_id is null and not exists (select 1 from role_assignment r where r.person_id = p.id and r.office_id = p.office_id and r.role = 'LEARNER' and (r.valid_until is null or r.valid_until >= ${from}::date))`);
}
