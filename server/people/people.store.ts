// Queries on people: the list of an office, the history of a person, the corrections to decide.
import { personShape, roleShape, type PersonType, type RoleAssignmentType } from '../access/index.js';
import { formatInstant } from '../kernel/calendar.js';
import type { Stage, Subject } from '../kernel/subjects.js';
import { withinPath, type Database } from '../platform/database/database.js';
import type { Page, PagingArgs } from '../platform/database/paging.js';
import type { Scope, Subtree } from '../platform/database/scope.js';
import { Selection } from '../platform/database/selection.js';
import { defineShape, field, inSubtree } from '../platform/database/shape.js';
import { and, raw, sql, type Sql } from '../platform/database/sql.js';
import type { Vault } from '../platform/vault/vault.js';
import type { CorrectionState } from './data-correction.entity.js';
import type { DataCorrectionType, TeacherChangeType } from './graphql/people.type.js';
import { byPlace, countAnywhere, countByPlace, cutAnywhere, everybody, searchedFor, suspected, type Found } from './found-people.js';

const names = (column: string) => field.json((t) => `coalesce((select to_json(profile.${column}) from teacher_profile profile where profile.person_id = ${t}.id), '[]')`, (value) => value as string[]);

// What this domain knows about a person is shown as fields of the person.
personShape.extend({
  joinedYear: field.int((t) => `(select profile.joined_year from teacher_profile profile where profile.person_id = ${t}.id)`),
  posts: names('posts'),
  specialGrades: names('special_grades'),
  confirmedAt: field.time('confirmed_at'),
  version: field.int('version'),
  mergedInto: field.one(() => personShape, 'merged_into_id'),
});
// Lists of roles are read for many people at once, and dealt out by the person's key.
roleShape.extend({ personKey: field.int('person_id') });

const ownCorrection = (t: string, { personId }: { personId: number }) => sql`${raw(t)}.person_id = ${personId}`;
export const correctionShape = defineShape({
  typeName: 'DataCorrection',
  table: 'data_correction',
  key: 'id',
  fields: {
    id: field.id('DataCorrection'), person: field.one(() => personShape, 'person_id'), field: field.text('field'), fromValue: field.text('from_value'), toValue: field.text('to_value'), note: field.text('note'),
    state: field.text('state'), proposedAt: field.time('proposed_at'), decidedAt: field.time('decided_at'), decidedByName: field.text('decided_by_name'), decisionReason: field.text('decision_reason'),
  } satisfies Record<Exclude<keyof DataCorrectionType, 'key'>, unknown>,
  scope: {
    office: (t, scope) => inSubtree(sql`(select p.office_id from person p where p.id = ${raw(t)}.person_id)`, scope),
    classes: ownCorrection, programmes: ownCorrection, self: ownCorrection, job: () => raw('true'),
  },
});

export interface PeopleFilter { subtree: Subtree | null; search: string | null; subject: Subject | null; stage: Stage | null; isConfirmed: boolean | null; isLikelyDuplicate: boolean | null }

/** A person's history is long only in years; the newest lines are what anybody reads. */
const historyLines = 50;

export class PeopleStore {
  constructor(private readonly database: Database, private readonly vault: Vault) {}

  async page(scope: Scope, filter: PeopleFilter, selection: Selection, args: PagingArgs): Promise<Page<PersonType>> {
    const found = this.#foundBy(filter);
    const offices = officesOf(filter);
    const conditions = conditionsOf(scope, filter);
    const isAnywhere = scope.kind === 'whole' && filter.subtree === null && filter.search !== null && !found.isUnique;
    return this.database.page<PersonType>(scope, personShape, selection, args, {
      source: byPlace(found, offices), place: 't.place', within: filter.subtree && { office: raw('t.office_id'), subtree: filter.subtree }, where: conditions, cut: isAnywhere ? cutAnywhere(found, offices) : null,
      total: this.#totalOf(scope, filter, found, conditions), order: { columns: [{ sql: 't.place', type: 'text' }, { sql: 't.id', type: 'bigint' }], isDescending: false },
    });
  }

  #foundBy(filter: PeopleFilter): Found {
    const found = filter.search !== null ? searchedFor(filter.search, this.vault) : filter.isLikelyDuplicate === true ? suspected : everybody;
    return { ...found, filters: filtersOf(filter) };
  }

  /** The number of people: the sum of the offices' counters, or of those who are found. */
  #totalOf(scope: Scope, filter: PeopleFilter, found: Found, conditions: readonly Sql[]): Sql | null {
    if (scope.kind !== 'office' && scope.kind !== 'whole') return null;
    const within = [...(scope.kind === 'office' ? [withinPath('o.path', scope.path)] : []), ...(filter.subtree === null ? [] : [withinPath('o.path', filter.subtree.path)])];
    const isMarked = filter.search === null && filter.isLikelyDuplicate === true;
    // Below the root whoever is marked has a counterpart that is seen, and those who were merged have no mark.
    if (isMarked && scope.kind === 'whole' && conditions.length + found.filters.length === 0) return sql`select count(*) as count from likely_duplicate l ${within.length === 0 ? raw('') : raw('join office o on o.id = l.office_id')} where ${and(within)}`;
    if (filter.search !== null || isMarked) {
      return within.length === 0 && filter.search !== null ? countAnywhere(found, conditions) : countByPlace(found, [...within, ...officesOf(filter)], conditions);
    }
    // Below the root every office counts, so none is looked up.
    const offices = within.length === 0 ? raw('') : raw('join office o on o.id = c.office_id');
    return sql`select coalesce(sum(c.people), 0)::bigint as count from people_count c ${offices} where ${and([...countedAs(filter), ...within])}`;
  }

  async byKey(scope: Scope, key: number, selection: Selection): Promise<PersonType | null> {
    return this.database.one<PersonType>(scope, personShape, selection, sql`t.id = ${key}`);
  }

  async corrections(scope: Scope, filter: { subtree: Subtree | null; state: CorrectionState | null }, selection: Selection, args: PagingArgs): Promise<Page<DataCorrectionType>> {
    const where: Sql[] = [];
    if (filter.state !== null) where.push(sql`t.state = ${filter.state}`);
    return this.database.page<DataCorrectionType>(scope, correctionShape, selection, args, { within: filter.subtree && { office: raw('(select p.office_id from person p where p.id = t.person_id)'), subtree: filter.subtree }, where, order: { columns: [{ sql: 't.id', type: 'bigint' }], isDescending: true } });
  }

  async correctionByKey(scope: Scope, key: number, selection: Selection): Promise<DataCorrectionType | null> {
    return this.database.one<DataCorrectionType>(scope, correctionShape, selection, sql`t.id = ${key}`);
  }

  /** The newest changes of each person's data. */
  async historyOf(scope: Scope, keys: readonly number[]): Promise<Map<number, TeacherChangeType[]>> {
    const rows = await this.database.rows<Omit<TeacherChangeType, 'changedAt'> & { personId: number; changedAt: Date }>(scope, sql`
      select * from (
        select c.person_id as "personId", c.field, c.from_value as "fromValue", c.to_value as "toValue", c.effective_on::text as "effectiveOn", c.changed_at as "changedAt", c.by_name as "byName", c.source, c.reason,
          row_number() over (partition by c.person_id order by c.id desc) as place
        from teacher_change c join person t on t.id = c.person_id where c.person_id = any (${keys}::bigint[]) and ${this.database.allows(personShape, 't', scope)}
      ) h where place <= ${historyLines} order by "personId", place`);
    return grouped(rows.map(({ personId, changedAt, ...row }) => [personId, { ...row, changedAt: formatInstant(changedAt) }]));
  }

  /** The roles that each person holds or held. */
  async rolesOf(scope: Scope, keys: readonly number[], selection: Selection): Promise<Map<number, RoleAssignmentType[]>> {
    const roles = await this.database.list<RoleAssignmentType & { personKey: number }>(scope, roleShape, Selection.merge(selection, Selection.of('personKey')), {
      where: [sql`t.person_id in (select p.id from person p where p.id = any (${keys}::bigint[]) and ${this.database.allows(personShape, 'p', scope)})`], orderBy: raw('t.valid_until is not null, t.id'), limit: 2_000,
    });
    return grouped(roles.map((role) => [role.personKey, role]));
  }

  /** Records that are likely the same human being: the same name and date of birth, or the same mobile. */
  async likelyDuplicatesOf(scope: Scope, keys: readonly number[], selection: Selection): Promise<Map<number, PersonType[]>> {
    const pairs = await this.database.rows<{ one: number; other: number }>(scope, sql`
      select p.id as one, t.id as other from person p join person t on t.id <> p.id and t.merged_into_id is null and (t.identity_hash = p.identity_hash or t.mobile_hash = p.mobile_hash)
      where p.id = any (${keys}::bigint[]) and p.merged_into_id is null and ${this.database.allows(personShape, 'p', scope)} and ${this.database.allows(personShape, 't', scope)} order by 1, 2 limit 500`);
    const people = await this.database.list<PersonType>(scope, personShape, selection, { where: [sql`t.id = any (${[...new Set(pairs.map(({ other }) => other))]}::bigint[])`] });
    const byKey = new Map(people.map((person) => [person.key, person]));
    return grouped(pairs.flatMap(({ one, other }): [number, PersonType][] => { const person = byKey.get(other); return person ? [[one, person]] : []; }));
  }
}

/** Only offices that have people of what is asked for are walked. */
function officesOf(filter: PeopleFilter): Sql[] {
  const counted = countedAs(filter);
  return counted.length > 0 ? [sql`o.id in (select c.office_id from people_count c where c.people > 0 and ${and(counted)})`] : [];
}

/** What people `p` have to teach, and to have confirmed, to be found. */
function filtersOf({ subject, stage, isConfirmed }: PeopleFilter): Sql[] {
  const where: Sql[] = [];
  if (subject !== null) where.push(sql`p.subject = ${subject}`);
  if (stage !== null) where.push(sql`p.stage = ${stage}`);
  if (isConfirmed !== null) where.push(raw(isConfirmed ? 'p.confirmed_at is not null' : 'p.subject is not null and p.confirmed_at is null'));
  return where;
}

/** What the rows of the list `t` have to fulfil, besides being found. */
function conditionsOf(scope: Scope, filter: PeopleFilter): Sql[] {
  const where: Sql[] = [];
  if (filter.isLikelyDuplicate === true) {
    if (filter.search !== null) where.push(raw('t.id in (select l.person_id from likely_duplicate l)'));
    // The mark says that there is another record somewhere; below the root it counts where that one is seen, too.
    if (scope.kind !== 'whole') where.push(raw('(select exists (select 1 from person d where d.identity_hash = m.identity_hash and d.id <> m.id and d.merged_into_id is null) or exists (select 1 from person d where d.mobile_hash = m.mobile_hash and d.id <> m.id and d.merged_into_id is null) from person m where m.id = t.id)'));
  }
  return where;
}

/** What of the counters fulfils these; people who are no teachers have nothing to confirm. */
function countedAs({ subject, stage, isConfirmed }: Pick<PeopleFilter, 'subject' | 'stage' | 'isConfirmed'>): Sql[] {
  const where: Sql[] = [];
  if (subject !== null) where.push(sql`c.subject = ${subject}`);
  if (stage !== null) where.push(sql`c.stage = ${stage}`);
  if (isConfirmed !== null) where.push(sql`c.is_confirmed = ${isConfirmed} and c.subject <> ''`);
  return where;
}

function grouped<Value>(pairs: readonly (readonly [number, Value])[]): Map<number, Value[]> {
  const groups = new Map<number, Value[]>();
  for (const [key, value] of pairs) {
    const group = groups.get(key);
    if (group) group.push(value);
    else groups.set(key, [value]);
  }
  return groups;
}

