// Queries on appointments: who holds which post, which posts nobody holds, and who administers an office.
import type { LocalDate } from '../kernel/calendar.js';
import type { Role } from '../kernel/roles.js';
import { officeShape, type OfficeLevel, type OfficeType } from '../offices/index.js';
import { withinPath, type Database } from '../platform/database/database.js';
import type { Page, PagingArgs } from '../platform/database/paging.js';
import { pathEnd, type Scope } from '../platform/database/scope.js';
import { Selection } from '../platform/database/selection.js';
import { defineShape, field, inSubtree } from '../platform/database/shape.js';
import { and, raw, sql, type Sql } from '../platform/database/sql.js';
import type { AppointmentRecordType, AppointmentType, OfficeAdministratorType } from './graphql/appointment.type.js';
import type { PersonType } from './graphql/person.type.js';
import { personShape } from './person.store.js';
import { postOfficeColumns } from './post-office.js';
import { requiredPosts, type PostOffice, type PostRole } from './rules/appointments.js';
import { validOn } from './role.store.js';

export const appointmentShape = defineShape({
  typeName: 'Appointment',
  table: 'role_assignment',
  key: 'id',
  fields: {
    id: field.id('Appointment'),
    role: field.text('role'),
    office: field.one(() => officeShape, 'office_id'),
    // Row-level security shows the holder only while he or she works in the caller's subtree.
    person: field.one(() => personShape, 'person_id'),
    subject: field.text('subject'),
    validFrom: field.date('valid_from'),
    validUntil: field.date('valid_until'),
    version: field.int('version'),
  } satisfies Record<Exclude<keyof AppointmentType, 'key' | 'history' | 'viewerCanEnd'>, unknown>,
  scope: { office: (t, scope) => inSubtree(raw(`${t}.office_id`), scope), job: () => raw('true') },
});

const appointmentRecordShape = defineShape({
  typeName: 'AppointmentRecord',
  table: 'appointment_record',
  key: 'id',
  fields: {
    act: field.text('act'), validFrom: field.date('valid_from'), validUntil: field.date('valid_until'), reason: field.text('reason'), byName: field.text('by_name'), at: field.time('at'), roleId: field.int('role_id'),
  } satisfies Record<Exclude<keyof AppointmentRecordType, 'key'> | 'roleId', unknown>,
  scope: { office: (t, scope) => inSubtree(raw(`${t}.office_id`), scope), job: () => raw('true') },
});

/** Learners' roles follow from enrolments; nobody appoints them. */
const isPost = raw("t.role <> 'LEARNER'");

export interface AppointmentFilter { office: { id: number; path: string } | null; isOfficeOnly: boolean; role: PostRole | null; level: OfficeLevel | null; isValidOn: LocalDate | null }
export interface Vacancy { role: Role; level: OfficeLevel; vacant: number; offices: number; requirement: string }

export class AppointmentStore {
  constructor(private readonly database: Database) {}

  /** Posts at an office and below it, the latest given first. */
  async page(scope: Scope, filter: AppointmentFilter, selection: Selection, args: PagingArgs): Promise<Page<AppointmentType>> {
    const where: Sql[] = [isPost];
    if (filter.role) where.push(sql`t.role = ${filter.role}`);
    if (filter.isValidOn) where.push(validOn(filter.isValidOn));
    if (filter.office !== null) where.push(filter.isOfficeOnly ? sql`t.office_id = ${filter.office.id}` : sql`(select o.path >= ${filter.office.path} and o.path < ${pathEnd(filter.office.path)} from office o where o.id = t.office_id)`);
    // Hashed once, and not a join: the list walks its own order.
    if (filter.level) where.push(sql`(t.office_id in (select o.id from office o where o.level = ${filter.level})) is true`);
    // Counted office by office: of all posts each would be asked where its office lies.
    const total = scope.kind === 'office' ? sql`select count(*) as count from office o cross join lateral (select 1 from role_assignment t where t.office_id = o.id and ${and(where)} offset 0) m where ${withinPath('o.path', scope.path)}` : null;
    return this.database.page<AppointmentType>(scope, appointmentShape, selection, args, { where, total, order: { columns: [{ sql: 't.id', type: 'bigint' }], isDescending: true } });
  }

  async byKey(scope: Scope, key: number, selection: Selection): Promise<AppointmentType | null> {
    return this.database.one<AppointmentType>(scope, appointmentShape, selection, sql`t.id = ${key} and ${isPost}`);
  }

  /** What was done to each of these, in order. */
  async historyOf(scope: Scope, keys: readonly number[], selection: Selection): Promise<Map<number, AppointmentRecordType[]>> {
    const records = await this.database.list<AppointmentRecordType & { roleId: number }>(scope, appointmentRecordShape, Selection.merge(selection, Selection.of('roleId')), { where: [sql`t.role_id = any (${keys}::bigint[])`], orderBy: raw('t.id') });
    return grouped(records, ({ roleId }) => roleId);
  }

  /** The offices of these appointments, as the rules ask for them. */
  async officesOfPosts(scope: Scope, keys: readonly number[]): Promise<Map<number, PostOffice & { role: Role; until: LocalDate | null }>> {
    const rows = await this.database.rows<PostOffice & { roleId: number; role: Role; until: LocalDate | null }>(scope, sql`select t.id as "roleId", t.role, t.valid_until::text as until, ${postOfficeColumns} from role_assignment t join office o on o.id = t.office_id left join office above on above.id = o.parent_id where t.id = any (${keys}::bigint[])`);
    return new Map(rows.map((row) => [row.roleId, row]));
  }

  async postOffices(scope: Scope, keys: readonly number[]): Promise<Map<number, PostOffice>> {
    const rows = await this.database.rows<PostOffice>(scope, sql`select ${postOfficeColumns} from office o left join office above on above.id = o.parent_id where o.id = any (${keys}::bigint[])`);
    return new Map(rows.map((row) => [row.id, row]));
  }

  /** How many offices of each level at and below a path lack a holder of a post that must be filled. */
  async vacancies(scope: Scope, path: string, today: LocalDate): Promise<Vacancy[]> {
    const counts = await this.database.rows<{ place: number; vacant: number; offices: number }>(scope, sql`
      select post.place, count(*) filter (where ${isVacant(raw('post.role'), today)}) as vacant, count(*) as offices
      from office t join unnest(${requiredPosts.map(({ level }) => level)}::text[], ${requiredPosts.map(({ role }) => role)}::text[]) with ordinality as post(level, role, place) on post.level = t.level
      where t.state = 'OPEN' and t.path >= ${path} and t.path < ${pathEnd(path)} and ${this.database.allows(officeShape, 't', scope)} group by post.place order by post.place`);
    return counts.flatMap(({ place, vacant, offices }) => {
      const post = requiredPosts[place - 1];
      return post ? [{ ...post, vacant, offices }] : [];
    });
  }

  /** Offices of a level that lack a holder of a post on that day, by code. */
  async vacantOffices(scope: Scope, filter: { path: string; level: OfficeLevel; role: PostRole }, today: LocalDate, selection: Selection, args: PagingArgs): Promise<Page<OfficeType>> {
    const where = [raw("t.state = 'OPEN'"), sql`t.level = ${filter.level}`, sql`t.path >= ${filter.path} and t.path < ${pathEnd(filter.path)}`, sql`(t.id in (${holding(filter.role, today)})) is not true`];
    return this.database.page<OfficeType>(scope, officeShape, selection, args, { where, order: { columns: [{ sql: 't.code', type: 'text' }, { sql: 't.id', type: 'bigint' }], isDescending: false } });
  }

  /**
   * Who administers each of these offices today, for contact. One may know the names in the own subtree and of the own line
   * upward; those lie beyond the caller's scope, so the condition stands here and the read is the system's own.
   */
  async administratorsOf(callerPath: string, keys: readonly number[], today: LocalDate): Promise<Map<number, OfficeAdministratorType[]>> {
    const rows = await this.database.rows<OfficeAdministratorType & { officeId: number }>({ kind: 'job', job: 'administrators' }, sql`
      select t.office_id as "officeId", p.name, t.role, t.valid_from::text as "validFrom", t.valid_until::text as "validUntil"
      from role_assignment t join person p on p.id = t.person_id join office o on o.id = t.office_id
      where t.office_id = any (${keys}::bigint[]) and t.role = any ('{CHIEF_ADMIN,ADMIN,SCHOOL_LEADER}') and ${validOn(today)}
        and ((o.path >= ${callerPath} and o.path < ${pathEnd(callerPath)}) or starts_with(${callerPath}, o.path)) order by t.role, t.valid_from, t.id`);
    return grouped(rows, ({ officeId }) => officeId);
  }

  /** People who work at an office or below it: those of the office itself, or by the beginning of a name or the whole training number. */
  async candidates(scope: Scope, office: { id: number; path: string }, search: string, selection: Selection): Promise<PersonType[]> {
    // Office by office, from an index that begins with the office: a surname alone is thousands in the whole tree (see person.entity.ts).
    const below = sql`from office o cross join lateral (select p.id from person p where p.office_id = o.id and coalesce(p.merged_into_id, 0) = 0 and p.name >= ${search} and p.name < ${`${search}\u{10FFFF}`} offset 0) named where o.path >= ${office.path} and o.path < ${pathEnd(office.path)}`;
    const found = search === ''
      ? sql`t.office_id = ${office.id} and t.merged_into_id is null`
      : sql`t.id in (select named.id ${below} union select p.id from person p join office o on o.id = p.office_id where p.training_number = ${search} and p.merged_into_id is null and o.path >= ${office.path} and o.path < ${pathEnd(office.path)})`;
    return this.database.list<PersonType>(scope, personShape, selection, { where: [found], orderBy: raw('t.name, t.id'), limit: 20 });
  }
}

/** The offices where somebody holds a post on that day: read from an index of posts alone, and hashed once where fourteen thousand schools ask. */
function holding(role: PostRole, today: LocalDate): Sql {
  return sql`select held.office_id from role_assignment held where held.role = ${role} and held.role <> 'LEARNER' and held.valid_from <= ${today}::date and (held.valid_until is null or held.valid_until >= ${today}::date)`;
}

function isVacant(role: Sql, today: LocalDate): Sql {
  return sql`not exists (select 1 from role_assignment held where held.office_id = t.id and held.role = ${role} and held.valid_from <= ${today}::date and (held.valid_until is null or held.valid_until >= ${today}::date))`;
}

function grouped<Row extends object>(rows: readonly Row[], keyOf: (row: Row) => number): Map<number, Row[]> {
  const groups = new Map<number, Row[]>();
  for (const row of rows) groups.set(keyOf(row), [...(groups.get(keyOf(row)) ?? []), row]);
  return groups;
}
