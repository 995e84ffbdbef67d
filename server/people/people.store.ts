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
import { searchOf } from './rules/search.js';

const ofProfile = (column: string) => (t: string) => `(select profile.${column} from teacher_profile profile where profile.person_id = ${t}.id)`;
const names = (column: string) => field.json((t) => `coalesce((select to_json(profile.${column}) from teacher_profile profile where profile.person_id = ${t}.id), '[]')`, (value) => value as string[]);

// What this domain knows about a person is shown as fields of the person.
personShape.extend({
  joinedYear: field.int(ofProfile('joined_year')),
  posts: names('posts'),
  specialGrades: names('special_grades'),
  confirmedAt: field.time(ofProfile('confirmed_at')),
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

/** People as they stand school by school: the list walks the offices in the order of their paths, and needs no sorting of a whole city. */
const peopleByPlace = raw('(select p.*, o.path as place from person p join office o on o.id = p.office_id)');

/** A person's history is long only in years; the newest lines are what anybody reads. */
const historyLines = 50;

export class PeopleStore {
  constructor(private readonly database: Database, private readonly vault: Vault) {}

  async page(scope: Scope, filter: PeopleFilter, selection: Selection, args: PagingArgs): Promise<Page<PersonType>> {
    return this.database.page<PersonType>(scope, personShape, selection, args, {
      source: peopleByPlace, place: 't.place', within: filter.subtree && { office: raw('t.office_id'), subtree: filter.subtree }, usually: raw('t.merged_into_id is null'), where: this.conditionsOf(filter), total: this.#totalOf(scope, filter),
      order: { columns: [{ sql: 't.place', type: 'text' }, { sql: 't.id', type: 'bigint' }], isDescending: false },
    });
  }

  /** The number of people as the sum of the offices' counters; null where the filter asks for more than these count. */
  #totalOf(scope: Scope, { subtree, search, subject, stage, isConfirmed, isLikelyDuplicate }: PeopleFilter): Sql | null {
    if ((scope.kind !== 'office' && scope.kind !== 'whole') || search !== null || isLikelyDuplicate === true) return null;
    const where: Sql[] = [...countedAs({ subject, stage, isConfirmed })];
    if (scope.kind === 'office') where.push(withinPath('o.path', scope.path));
    if (subtree !== null) where.push(withinPath('o.path', subtree.path));
    // Below the root every office counts, so none is looked up.
    const offices = scope.kind === 'whole' && subtree === null ? raw('') : raw('join office o on o.id = c.office_id');
    return sql`select coalesce(sum(c.people), 0)::bigint as count from people_count c ${offices} where ${and(where)}`;
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

  conditionsOf(filter: PeopleFilter): Sql[] {
    const where: Sql[] = [];
    if (filter.subject !== null || filter.stage !== null || filter.isConfirmed !== null) {
      // Only offices that have such people are walked; of each row a scalar asks, for an EXISTS would become a join of all profiles.
      where.push(sql`t.office_id in (select c.office_id from people_count c where c.people > 0 and ${and(countedAs(filter))})`);
      const has: Sql[] = [];
      if (filter.subject !== null) has.push(sql`f.subject = ${filter.subject}`);
      if (filter.stage !== null) has.push(sql`f.stage = ${filter.stage}`);
      if (filter.isConfirmed !== null) has.push(raw(`f.confirmed_at ${filter.isConfirmed ? 'is not null' : 'is null'}`));
      where.push(sql`(select ${and(has)} from teacher_profile f where f.person_id = t.id)`);
    }
    if (filter.isLikelyDuplicate === true) where.push(raw('(exists (select 1 from person d where d.identity_hash = t.identity_hash and d.id <> t.id and d.merged_into_id is null) or exists (select 1 from person d where d.mobile_hash = t.mobile_hash and d.id <> t.id and d.merged_into_id is null))'));
    if (filter.search !== null) where.push(this.#searchCondition(filter.search));
    return where;
  }

  /** Ranges on columns in the C collation and equality: under row-level security only leakproof operators may use an index. */
  #searchCondition(text: string): Sql {
    const search = searchOf(text);
    const hash = (value: string) => sql`decode(${this.vault.hash(value).toString('hex')}, 'hex')`;
    switch (search.kind) {
      case 'ID_CARD': return sql`t.id_card_hash = ${hash(search.text)}`;
      case 'MOBILE': return sql`(t.mobile_hash = ${hash(search.text)} or t.training_number = ${search.text})`;
      case 'LATIN': return sql`((t.name_pinyin >= ${search.text} and t.name_pinyin < ${search.end}) or (t.name_initials >= ${search.text} and t.name_initials < ${search.end}) or t.training_number = ${search.typed})`;
      case 'OTHER': return sql`((t.name >= ${search.text} and t.name < ${search.end}) or t.training_number = ${search.text})`;
    }
  }
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

