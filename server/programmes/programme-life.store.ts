// Queries on the life of programmes: who stands how to each, its steps, texts, downloads, contacts and answers.
import type { LocalDate } from '../kernel/calendar.js';
import { officeShape } from '../offices/index.js';
import type { Database } from '../platform/database/database.js';
import type { Scope } from '../platform/database/scope.js';
import { rfc3339 } from '../platform/database/shape.js';
import { raw, sql, type Sql } from '../platform/database/sql.js';
import type { Caller } from '../platform/graphql/caller.js';
import { globalId } from '../kernel/ids.js';
import type { ProgrammeContactType, ProgrammeFileType, ProgrammeReplyType, ProgrammeStepType, ProgrammeTextType } from './graphql/programme-life.type.js';
import type { ProgrammeState } from './rules/programme-life.js';

/** How a caller stands to a programme. */
export interface Standing {
  state: ProgrammeState;
  officeId: number | null;
  organiserName: string | null;
  joinUntil: LocalDate | null;
  /** Acts as an administrator of the organising office. */
  isOrganiser: boolean;
  /** Sits in its steering group today, and may decide there: who administers the office does not (JS-09). */
  isSteering: boolean;
  /** Acts for an office directly below. */
  isAddressed: boolean;
}

export interface NamedContact extends Omit<ProgrammeContactType, 'contactId'> { contactKey: number }

type Keyed<Row> = Row & { programmeId: number };

// Membership and the notice's contacts lie outside what most callers see of offices; both are asked by key only.
const job: Scope = { kind: 'job', job: 'programme-life' };

/** The programmes of whose steering group a person may decide today; over an alias of `programme`. */
export function isSteeredBy(programme: string, personId: number, today: LocalDate): Sql {
  const office = raw(`${programme}.office_id`);
  return sql`(exists (select 1 from steering_member m where m.office_id = ${office} and m.person_id = ${personId} and m.valid_from <= ${today}::date and (m.valid_until is null or m.valid_until >= ${today}::date))
    and not exists (select 1 from role_assignment r where r.office_id = ${office} and r.person_id = ${personId} and r.role in ('ADMIN', 'CHIEF_ADMIN') and r.valid_from <= ${today}::date and (r.valid_until is null or r.valid_until >= ${today}::date)))`;
}

export class ProgrammeLifeStore {
  constructor(private readonly database: Database) {}

  /** The drafts that a caller sees as a member of their steering group. */
  async steered({ personId }: Pick<Caller, 'personId'>, today: LocalDate): Promise<number[]> {
    if (personId === null) return [];
    const rows = await this.database.rows<{ id: number }>(job, sql`select p.id from programme p where p.state in ('DRAFT', 'IN_REVIEW', 'RETURNED', 'APPROVED', 'CANCELLED') and ${isSteeredBy('p', personId, today)} order by p.id`);
    return rows.map(({ id }) => id);
  }

  async standings({ personId, officeId, actions }: Pick<Caller, 'personId' | 'officeId' | 'actions'>, programmeIds: readonly number[], today: LocalDate): Promise<Map<number, Standing>> {
    const rows = await this.database.rows<Standing & { id: number }>(job, sql`
      select p.id, p.state, p.office_id as "officeId", (select o.name from office o where o.id = p.office_id) as "organiserName", p.join_until::text as "joinUntil", coalesce(p.office_id = ${officeId}::bigint, false) as "isOrganiser",
        ${personId === null ? raw('false') : isSteeredBy('p', personId, today)} as "isSteering", coalesce((select o.parent_id = p.office_id from office o where o.id = ${officeId}::bigint), false) as "isAddressed"
      from programme p where p.id = any (${programmeIds}::bigint[])`);
    return new Map(rows.map(({ id, ...row }) => [id, { ...row, isOrganiser: row.isOrganiser && actions.has('programmes.life'), isAddressed: row.isAddressed && actions.has('programmes.reply') }]));
  }

  async steps(programmeIds: readonly number[]): Promise<Map<number, ProgrammeStepType[]>> {
    const rows = await this.database.rows<Keyed<ProgrammeStepType>>(job, sql`select programme_id as "programmeId", number, act, to_state as "to", reason, by_name as "byName", at::text as at from programme_step where programme_id = any (${programmeIds}::bigint[]) order by programme_id, number`);
    return byProgramme(rows.map((row) => ({ ...row, at: rfc3339(row.at) })));
  }

  /** The latest version of each kind, or all of them. */
  async texts(programmeIds: readonly number[], which: 'LATEST' | 'ALL'): Promise<Map<number, ProgrammeTextType[]>> {
    const columns = raw('t.programme_id as "programmeId", t.kind, t.version, t.text, t.by_name as "byName", t.at::text as at');
    const rows = await this.database.rows<Keyed<ProgrammeTextType>>(job, which === 'LATEST'
      ? sql`select distinct on (t.programme_id, t.kind) ${columns} from programme_text t where t.programme_id = any (${programmeIds}::bigint[]) order by t.programme_id, t.kind, t.version desc`
      : sql`select ${columns} from programme_text t where t.programme_id = any (${programmeIds}::bigint[]) order by t.programme_id, t.kind, t.version desc`);
    return byProgramme(rows.map((row) => ({ ...row, at: rfc3339(row.at) })));
  }

  async files(programmeIds: readonly number[]): Promise<Map<number, ProgrammeFileType[]>> {
    const rows = await this.database.rows<Keyed<ProgrammeFileType>>(job, sql`select programme_id as "programmeId", number, name, bytes, at::text as at from programme_file where programme_id = any (${programmeIds}::bigint[]) and removed_at is null order by programme_id, number`);
    return byProgramme(rows.map((row) => ({ ...row, at: rfc3339(row.at) })));
  }

  /** For download: of a programme that the caller was shown before. */
  async file(programmeId: number, number: number): Promise<{ name: string; type: string; hex: string } | null> {
    const [file] = await this.database.rows<{ name: string; type: string; hex: string }>(job, sql`select name, type, encode(content, 'hex') as hex from programme_file where programme_id = ${programmeId} and number = ${number} and removed_at is null`);
    return file ?? null;
  }

  /** Whom to call at the organising office: told to everybody who reads the notice, the mobile masked as everywhere. */
  async contacts(programmeIds: readonly number[]): Promise<Map<number, NamedContact[]>> {
    const rows = await this.database.rows<Keyed<NamedContact>>(job, sql`select k.programme_id as "programmeId", c.id as "contactKey", c.name, c.unit, c.mobile_masked as "mobileMasked", c.email
      from programme_contact k join programme p on p.id = k.programme_id and p.office_id = k.office_id join office_contact c on c.id = k.contact_id where k.programme_id = any (${programmeIds}::bigint[]) and c.removed_at is null order by k.programme_id, c.id`);
    return byProgramme(rows);
  }

  /** The offices directly below the organiser, as far as they are in scope, with what they answered and whom they named. */
  async replies(scope: Scope, programmeIds: readonly number[]): Promise<Map<number, ProgrammeReplyType[]>> {
    const rows = await this.database.rows<Keyed<Omit<ProgrammeReplyType, 'officeId' | 'contacts'>> & { officeId: number }>(scope, this.#replies(programmeIds, scope));
    const named = await this.#named(scope, programmeIds, rows.map(({ officeId }) => officeId));
    return byProgramme(rows.map(({ officeId, at, ...row }) => ({
      ...row, officeId: globalId('Office', officeId), at: at === null ? null : rfc3339(at),
      contacts: named.filter((one) => one.programmeId === row.programmeId && one.officeId === officeId).map(contactType),
    })));
  }

  #replies(programmeIds: readonly number[], scope: Scope): Sql {
    return sql`select p.id as "programmeId", o.id as "officeId", o.code as "officeCode", o.name as "officeName", coalesce(r.number, 0) as version, r.answer, coalesce(r.plan, '') as plan, coalesce(r.by_name, '') as "byName", r.at::text as at
      from programme p join office o on o.parent_id = p.office_id and o.state = 'OPEN'
      left join lateral (select * from programme_reply y where y.programme_id = p.id and y.office_id = o.id order by y.number desc limit 1) r on true
      where p.id = any (${programmeIds}::bigint[]) and ${this.database.allows(officeShape, 'o', scope)} order by p.id, o.code`;
  }

  async #named(scope: Scope, programmeIds: readonly number[], officeIds: readonly number[]): Promise<(Keyed<NamedContact> & { officeId: number })[]> {
    if (officeIds.length === 0) return [];
    return this.database.rows(scope, sql`select k.programme_id as "programmeId", k.office_id as "officeId", c.id as "contactKey", c.name, c.unit, c.mobile_masked as "mobileMasked", c.email
      from programme_contact k join office_contact c on c.id = k.contact_id where k.programme_id = any (${programmeIds}::bigint[]) and k.office_id = any (${officeIds}::bigint[]) and c.removed_at is null order by k.programme_id, c.id`);
  }

  /** Those of the same series among the programmes that the caller sees anyway. */
  async sameSeries(programmeIds: readonly number[]): Promise<{ id: number; otherId: number }[]> {
    return this.database.rows(job, sql`select p.id, t.id as "otherId" from programme p join programme t on t.series = p.series and t.id <> p.id where p.id = any (${programmeIds}::bigint[])`);
  }
}

/** The id by which whoever named the contact finds it again. */
export function contactType({ contactKey, name, unit, mobileMasked, email }: NamedContact): ProgrammeContactType {
  return { contactId: globalId('OfficeContact', contactKey), name, unit, mobileMasked, email };
}

function byProgramme<Row>(rows: readonly Keyed<Row>[]): Map<number, Row[]> {
  return Map.groupBy(rows, ({ programmeId }) => programmeId) as Map<number, Row[]>;
}
