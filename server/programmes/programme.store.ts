// Queries on programmes, periods, courses and classes. None of it is personal; tutors see their own classes only.
import type { Allotments } from '../access/index.js';
import { appointmentShape, roleShape, validOn } from '../access/index.js';
import type { LocalDate } from '../kernel/calendar.js';
import { likeText } from '../offices/index.js';
import type { Database, Tx } from '../platform/database/database.js';
import type { Page, PagingArgs } from '../platform/database/paging.js';
import type { Scope } from '../platform/database/scope.js';
import { Selection } from '../platform/database/selection.js';
import { defineShape, field, inSubtree, openToAll } from '../platform/database/shape.js';
import { raw, sql, type Sql } from '../platform/database/sql.js';
import { areReadAs, lettersOf } from '../platform/text/readings.js';
import { courseNames } from './course-reading.entity.js';
import type { CourseType, PeriodType, ProgrammeType, TrainingClassType } from './graphql/programme.type.js';
import { endedStates, publicStates } from './rules/programme-life.js';
import { documentInForce, ruleDocumentSchema, type RuleDocument } from './rules/rule-document.js';

export const programmeShape = defineShape({
  typeName: 'Programme',
  table: 'programme',
  key: 'id',
  fields: {
    id: field.id('Programme'), code: field.text('code'), name: field.text('name'), year: field.int('year'), series: field.text('series'), state: field.text('state'), version: field.int('version'),
  } satisfies Record<Exclude<keyof ProgrammeType, 'key' | 'periods' | 'ruleVersion' | 'rules' | 'ruleVersions'>, unknown>,
  // Before it is published it is its office's; the steering group reads it through ProgrammeReader.
  scope: {
    office: (t, { path }) => ownOrPublic(t, path), whole: (t, { path }) => ownOrPublic(t, path),
    classes: isPublic, programmes: isPublic, self: isPublic, anonymous: isPublic, job: () => raw('true'),
  },
});

/** That the programme in that column has not ended. */
export function ofOpenProgrammes(column: string): Sql {
  return raw(`${column} not in (select closed.id from programme closed where closed.state in (${endedStates.map((state) => `'${state}'`).join(', ')}))`);
}

function isPublic(t: string): Sql {
  return raw(`${t}.state in (${publicStates.map((state) => `'${state}'`).join(', ')})`);
}

function ownOrPublic(t: string, path: string): Sql {
  return sql`(${isPublic(t)} or (select organiser.path = ${path} from office organiser where organiser.id = ${raw(t)}.office_id))`;
}

export const periodShape = defineShape({
  typeName: 'Period',
  table: 'period',
  key: 'id',
  fields: {
    id: field.id('Period'), number: field.int('number'), startsOn: field.date('starts_on'), endsOn: field.date('ends_on'), programme: field.one(() => programmeShape, 'programme_id'),
  } satisfies Record<Exclude<keyof PeriodType, 'key' | 'state' | 'days'>, unknown>,
  scope: openToAll,
});

export const courseShape = defineShape({
  typeName: 'Course',
  table: 'course',
  key: 'id',
  fields: {
    id: field.id('Course'), code: field.text('code'), name: field.text('name'), subject: field.text('subject'), stage: field.text('stage'), hours: field.tenths('hours_tenths'),
    description: field.text('description'), state: field.text('state'), version: field.int('version'), sourceName: field.text((t) => `coalesce((select body.name from training_body body where body.id = ${t}.body_id), (select source.name from office source where source.id = ${t}.office_id))`), isFromBody: field.bool((t) => `(${t}.body_id is not null)`),
  } satisfies Record<Exclude<keyof CourseType, 'key'>, unknown>,
  // Accepted ones are the programme's; the others are seen by those who hand them in, organise, or serve the programme once they are handed in.
  scope: {
    office: (t, scope) => sql`(${raw(t)}.state = 'ACCEPTED' or ${inSubtree(raw(`${t}.office_id`), scope)} or ${inSubtree(sql`(select organised.office_id from programme organised where organised.id = ${raw(t)}.programme_id)`, scope)})`,
    classes: (t, scope) => sql`(${raw(t)}.state = 'ACCEPTED' or ${isOwnBody(t, scope.personId)})`,
    programmes: (t, scope) => sql`(${raw(t)}.state = 'ACCEPTED' or ${raw(t)}.state <> 'DRAFT' and ${raw(t)}.programme_id = any (${scope.programmeIds}::bigint[]) or ${isOwnBody(t, scope.personId)})`,
    self: (t) => raw(`${t}.state = 'ACCEPTED'`),
    anonymous: (t) => raw(`${t}.state = 'ACCEPTED'`),
    job: () => raw('true'),
  },
});

/** Handed in by a training body for which the person acts. */
function isOwnBody(t: string, personId: number): Sql {
  return sql`exists (select 1 from training_body own where own.id = ${raw(t)}.body_id and own.contact_id = ${personId})`;
}

export const trainingClassShape = defineShape({
  typeName: 'TrainingClass',
  table: 'training_class',
  key: 'id',
  fields: {
    id: field.id('TrainingClass'), code: field.text('code'), name: field.text('name'),
    course: field.one(() => courseShape, 'course_id'), period: field.one(() => periodShape, 'period_id'), programme: field.one(() => programmeShape, 'programme_id'),
  } satisfies Record<Exclude<keyof TrainingClassType, 'key'>, unknown>,
  scope: {
    ...openToAll,
    classes: (t, scope) => sql`${raw(t)}.id = any (${scope.classIds}::bigint[])`,
    programmes: (t, scope) => sql`${raw(t)}.programme_id = any (${scope.programmeIds}::bigint[])`,
  },
});

// A role of an expert or a chief tutor names its programme.
roleShape.extend({ programme: field.oneBy(() => programmeShape, (table, target) => `${target}.id = (select pr.programme_id from programme_role pr where pr.role_id = ${table}.id order by pr.programme_id limit 1)`) });

/** That the name of the course in that column, from one of its syllables on, is read as what was typed; false where that is not letters. */
export function isCourseReadAs(column: string, typed: string): Sql {
  const letters = lettersOf(typed);
  return letters === null ? raw('false') : sql`${raw(column)} = any (${areReadAs(courseNames, letters)})`;
}

/** Classes of programmes that go on before those of ended ones, the newest year first. */
const goingOnAndNewestFirst = `coalesce((select case when listed.state in (${endedStates.map((state) => `'${state}'`).join(', ')}) then 10000 else 0 end - listed.year from programme listed where listed.id = t.programme_id), 20000)`;

export interface ClassFilter { programmeId: number | null; periodId: number | null; search: string | null }

/** What each of these roles serves; the others serve neither classes nor programmes. */
const allottedRoles = ['TUTOR', 'EXPERT', 'CHIEF_TUTOR'];

export class ProgrammeStore implements Allotments {
  /** By programme, version and the mark of its row. */
  readonly #documents = new Map<string, RuleDocument>();

  constructor(private readonly database: Database) {}

  async periodsOf(scope: Scope, programmeIds: readonly number[], selection: Selection): Promise<Map<number, PeriodType[]>> {
    const owners = await this.database.rows<{ id: number; programmeId: number }>(scope, sql`select id, programme_id as "programmeId" from period where programme_id = any (${programmeIds}::bigint[]) order by number`);
    const periods = await this.database.list<PeriodType>(scope, periodShape, Selection.merge(selection, Selection.of('startsOn', 'endsOn')), { where: [sql`t.id = any (${owners.map((owner) => owner.id)}::bigint[])`], orderBy: raw('t.number') });
    const ownerOf = new Map(owners.map((owner) => [owner.id, owner.programmeId]));
    return Map.groupBy(periods, (period) => ownerOf.get(period.key) ?? 0);
  }

  async classes(scope: Scope, filter: ClassFilter, selection: Selection, args: PagingArgs): Promise<Page<TrainingClassType>> {
    const where: Sql[] = [];
    if (filter.programmeId !== null) where.push(sql`t.programme_id = ${filter.programmeId}`);
    if (filter.periodId !== null) where.push(sql`t.period_id = ${filter.periodId}`);
    if (filter.search !== null) {
      const within = `%${likeText(filter.search)}%`;
      where.push(sql`(t.name like ${within} or t.code like ${within} or exists (select 1 from course c where c.id = t.course_id and c.name like ${within}) or ${isCourseReadAs('t.course_id', filter.search)})`);
    }
    return this.database.page<TrainingClassType>(scope, trainingClassShape, selection, args, { where, order: { columns: [{ sql: goingOnAndNewestFirst, type: 'integer' }, { sql: 't.code', type: 'text' }, { sql: 't.id', type: 'bigint' }], isDescending: false } });
  }

  async periodByKey(scope: Scope, key: number, selection: Selection): Promise<PeriodType | null> {
    return this.database.one<PeriodType>(scope, periodShape, selection, sql`t.id = ${key}`);
  }

  async courseByKey(scope: Scope, key: number, selection: Selection): Promise<CourseType | null> {
    return this.database.one<CourseType>(scope, courseShape, selection, sql`t.id = ${key}`);
  }

  async classByKey(scope: Scope, key: number, selection: Selection): Promise<TrainingClassType | null> {
    return this.database.one<TrainingClassType>(scope, trainingClassShape, selection, sql`t.id = ${key}`);
  }

  async datesOf(scope: Scope, periodIds: readonly number[]): Promise<Map<number, { programmeId: number; startsOn: LocalDate; endsOn: LocalDate }>> {
    const rows = await this.database.rows<{ id: number; programmeId: number; startsOn: string; endsOn: string }>(scope, sql`select id, programme_id as "programmeId", starts_on::text as "startsOn", ends_on::text as "endsOn" from period where id = any (${periodIds}::bigint[])`);
    return new Map(rows.map((row) => [row.id, row]));
  }

  /** These periods' dates with the rules that hold for them on a day; those without rules are left out. */
  async ruledPeriods(scope: Scope, periodIds: readonly number[], today: LocalDate): Promise<Map<number, { programmeId: number; dates: { startsOn: LocalDate; endsOn: LocalDate }; document: RuleDocument }>> {
    const periods = await this.datesOf(scope, periodIds);
    const documents = await this.rulesOf(scope, [...new Set([...periods.values()].map(({ programmeId }) => programmeId))]);
    return new Map([...periods].flatMap(([id, { programmeId, ...dates }]) => {
      const document = documentInForce(documents.get(programmeId) ?? [], today);
      return document ? [[id, { programmeId, dates, document }] as const] : [];
    }));
  }

  /** The classes that each of these roles tutors. */
  async classesOfRoles(scope: Scope, roleIds: readonly number[], selection: Selection): Promise<Map<number, TrainingClassType[]>> {
    const pairs = await this.database.rows<{ roleId: number; id: number }>(scope, sql`select role_id as "roleId", class_id as id from class_tutor where role_id = any (${roleIds}::bigint[]) order by role_id, class_id`);
    const classes = await this.database.list<TrainingClassType>(scope, trainingClassShape, selection, { where: [sql`t.id = any (${[...new Set(pairs.map(({ id }) => id))]}::bigint[])`] });
    return byRole(pairs, classes);
  }

  /** The programmes that each of these roles serves. */
  async programmesOfRoles(scope: Scope, roleIds: readonly number[], selection: Selection): Promise<Map<number, ProgrammeType[]>> {
    const pairs = await this.database.rows<{ roleId: number; id: number }>(scope, sql`select role_id as "roleId", programme_id as id from programme_role where role_id = any (${roleIds}::bigint[]) order by role_id, programme_id`);
    const found = await this.database.list<ProgrammeType>(scope, programmeShape, selection, { where: [sql`t.id = any (${[...new Set(pairs.map(({ id }) => id))]}::bigint[])`] });
    return byRole(pairs, found);
  }

  /** How many tutors each of these classes has on a day, as far as the caller sees their posts. */
  async tutorsOfClasses(scope: Scope, classIds: readonly number[], today: LocalDate): Promise<Map<number, number>> {
    const rows = await this.database.rows<{ id: number; count: number }>(scope, sql`
      select ct.class_id as id, count(*) as count from class_tutor ct join role_assignment t on t.id = ct.role_id
      where ct.class_id = any (${classIds}::bigint[]) and ${validOn(today)} and ${this.database.allows(appointmentShape, 't', scope)} group by ct.class_id`);
    return new Map(rows.map(({ id, count }) => [id, count]));
  }

  /** Which of these posts serve classes or programmes on that day or later, so that an office that organises any may say which. */
  async allottable(scope: Scope, roleIds: readonly number[], officeId: number, today: LocalDate): Promise<Set<number>> {
    const rows = await this.database.rows<{ id: number }>(scope, sql`
      select t.id from role_assignment t where t.id = any (${roleIds}::bigint[]) and t.role = any (${allottedRoles}) and (t.valid_until is null or t.valid_until >= ${today}::date)
        and exists (select 1 from programme p where p.office_id = ${officeId}) and ${this.database.allows(appointmentShape, 't', scope)}`);
    return new Set(rows.map(({ id }) => id));
  }

  /** Which of these programmes an office organises. */
  async organisedBy(scope: Scope, programmeIds: readonly number[], officeId: number): Promise<Set<number>> {
    const rows = await this.database.rows<{ id: number }>(scope, sql`select id from programme where id = any (${programmeIds}::bigint[]) and office_id = ${officeId}`);
    return new Set(rows.map(({ id }) => id));
  }

  async classIdsOf(roleId: number): Promise<number[]> {
    const rows = await this.database.rows<{ id: number }>({ kind: 'job', job: 'scope' }, sql`select class_id as id from class_tutor where role_id = ${roleId} order by class_id`);
    return rows.map((row) => row.id);
  }

  async programmeIdsOf(roleId: number): Promise<number[]> {
    const rows = await this.database.rows<{ id: number }>({ kind: 'job', job: 'scope' }, sql`select programme_id as id from programme_role where role_id = ${roleId} order by programme_id`);
    return rows.map((row) => row.id);
  }

  /** All versions of the rules of these programmes. */
  async rulesOf(scope: Scope, programmeIds: readonly number[]): Promise<Map<number, RuleDocument[]>> {
    // Read and checked once: the row's own mark says whether it is still what was read.
    const rows = await this.database.rows<{ programmeId: number; place: string; document: unknown }>(scope, sql`select t."programmeId", t.place, case when t.place = any (${[...this.#documents.keys()]}::text[]) then null else t.document end as document
      from (select programme_id as "programmeId", version, programme_id || '/' || version || '/' || xmin::text as place, document from programme_rule where programme_id = any (${programmeIds}::bigint[])) t order by t."programmeId", t.version`);
    for (const { place, document } of rows) if (document !== null) this.#documents.set(place, ruleDocumentSchema.parse(document));
    return new Map([...Map.groupBy(rows, ({ programmeId }) => programmeId)].map(([programmeId, versions]) => [programmeId, versions.map(({ place }) => this.#documents.get(place) as RuleDocument)]));
  }
}

/** The rule in force for a programme, inside a transaction; kept by version, for a version never changes. */
export class RuleBook {
  readonly #known = new Map<string, RuleDocument>();

  async inForce(tx: Tx, programmeId: number, today: LocalDate): Promise<RuleDocument> {
    const [row] = await tx.rows<{ version: number }>(sql`select max(version) as version from programme_rule where programme_id = ${programmeId} and effective_from <= ${today}::date`);
    if (row?.version == null) throw new Error(`programme ${programmeId} has no rule in force on ${today}`);
    const place = `${programmeId}/${row.version}`;
    const known = this.#known.get(place);
    if (known) return known;
    const [found] = await tx.rows<{ document: unknown }>(sql`select document from programme_rule where programme_id = ${programmeId} and version = ${row.version}`);
    const document = ruleDocumentSchema.parse(found?.document);
    this.#known.set(place, document);
    return document;
  }
}

function byRole<Thing extends object>(pairs: readonly { roleId: number; id: number }[], things: readonly (Thing & { key: number })[]): Map<number, Thing[]> {
  const byKey = new Map(things.map((thing) => [thing.key, thing]));
  const result = new Map<number, Thing[]>();
  for (const { roleId, id } of pairs) {
    const thing = byKey.get(id);
    if (thing) result.set(roleId, [...(result.get(roleId) ?? []), thing]);
  }
  return result;
}
