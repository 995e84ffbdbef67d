// Loading offices to change them: scoped, locked, with what the rules ask of them.
import type { LocalDate } from '../kernel/calendar.js';
import type { Database, Tx } from '../platform/database/database.js';
import { raw, sql } from '../platform/database/sql.js';
import { notFound } from '../platform/graphql/errors.js';
import { officeShape } from './office.store.js';
import type { OfficeFacts } from './rules/office-changes.js';

export interface LoadedOffice extends OfficeFacts {
  code: string;
  version: number;
  cityId: number | null;
  countyId: number | null;
  openChildren: number;
  /** From when on the last change to it holds. */
  lastEffectiveOn: LocalDate | null;
  /** The day of a change that is planned for it. */
  plannedOn: LocalDate | null;
}

/**
 * Changes to the organisation come one after another: two moves that are each right could make a cycle together, and no
 * row that both touch need exist. They are rare and short; reading and everything else goes on meanwhile.
 */
export async function lockOrganisation(tx: Tx): Promise<void> {
  await tx.rows(sql`select 1 as locked from (select pg_advisory_xact_lock(hashtext('yanxiu.organisation'))) as organisation`);
}

/**
 * The offices of these keys, in the caller's scope; NOT_FOUND when one of them is not. Locked against whoever is adding a
 * person, a child or an enrolment to them: the foreign key's check and this lock wait for each other.
 */
export async function loadOffices(database: Database, tx: Tx, keys: readonly number[], purpose: 'CHANGE' | 'PREVIEW'): Promise<LoadedOffice[]> {
  const rows = await tx.rows<LoadedOffice>(sql`
    select t.id::int as id, t.code, t.name, t.level, t.state, t.path, t.parent_id::int as "parentId", t.version, t.city_id::int as "cityId", t.county_id::int as "countyId",
      (select count(*)::int from office child where child.parent_id = t.id and child.state = 'OPEN') as "openChildren",
      (select max(c.effective_on)::text from office_change c where c.office_id = t.id and c.state = 'APPLIED') as "lastEffectiveOn",
      (select min(c.effective_on)::text from office_change c where c.office_id = t.id and c.state = 'PLANNED') as "plannedOn"
    from office t where t.id = any (${keys}::bigint[]) and ${database.allows(officeShape, 't', tx.scope)} order by t.id ${raw(purpose === 'CHANGE' ? 'for update of t' : '')}`);
  return keys.map((key) => {
    const office = rows.find((row) => row.id === key);
    if (!office) throw notFound();
    return office;
  });
}
