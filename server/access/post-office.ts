// Loading what appointments are decided by: the office of a post, the person, the terms held there.
import type { LocalDate } from '../kernel/calendar.js';
import type { Role } from '../kernel/roles.js';
import { officeShape } from '../offices/index.js';
import type { Database, Tx } from '../platform/database/database.js';
import { raw, sql, type Sql } from '../platform/database/sql.js';
import type { Caller } from '../platform/graphql/caller.js';
import { notFound } from '../platform/graphql/errors.js';
import { personShape } from './person.store.js';
import type { Appointer, HeldTerm, PostOffice } from './rules/appointments.js';

/** The columns of an office as the rules ask for them; `o` is the office, `above` its parent. */
export const postOfficeColumns = raw('o.id::int as id, o.name, o.level, o.parent_id::int as "parentId", above.name as "parentName", o.path');

/** An office in the caller's scope; NOT_FOUND otherwise. */
export async function loadPostOffice(database: Database, tx: Tx, officeId: number): Promise<PostOffice & { isOpen: boolean }> {
  const [office] = await tx.rows<PostOffice & { isOpen: boolean }>(sql`select ${postOfficeColumns}, o.state = 'OPEN' as "isOpen" from office o left join office above on above.id = o.parent_id where o.id = ${officeId} and ${database.allows(officeShape, 'o', tx.scope)}`);
  if (!office) throw notFound();
  return office;
}

/** A person in the caller's scope; NOT_FOUND otherwise. `isThere`: works at that office or below it. */
export async function loadCandidate(database: Database, tx: Tx, personId: number, at: PostOffice): Promise<{ name: string; title: string | null; isThere: boolean }> {
  const [person] = await tx.rows<{ name: string; title: string | null; isThere: boolean }>(sql`
    select t.name, profile.title, starts_with(o.path, ${at.path}) as "isThere" from person t join office o on o.id = t.office_id left join teacher_profile profile on profile.person_id = t.id
    where t.id = ${personId} and ${database.allows(personShape, 't', tx.scope)}`);
  if (!person) throw notFound();
  return person;
}

/** Appointments at one office come one after another: what each counts is what stands when it writes. */
export async function lockPosts(tx: Tx, officeId: number): Promise<void> {
  await tx.rows(sql`select 1 as locked from (select pg_advisory_xact_lock(hashtext('yanxiu.posts'), ${officeId}::int)) as posts`);
}

/** Terms of a post at an office that have not ended. */
export async function heldTerms(tx: Tx, officeId: number, role: Role, today: LocalDate, extra: Sql): Promise<HeldTerm[]> {
  return tx.rows<HeldTerm>(sql`
    select r.person_id::int as "personId", coalesce(p.name, '—') as holder, r.valid_from::text as "from", r.valid_until::text as until from role_assignment r left join person p on p.id = r.person_id
    where r.office_id = ${officeId} and r.role = ${role} and (r.valid_until is null or r.valid_until >= ${today}::date) and ${extra} order by r.valid_from, r.id`);
}

export function appointerOf({ role, officeId }: Caller): Appointer { return { role, officeId }; }
