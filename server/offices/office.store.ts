// Queries on offices. The organisation itself is no personal data, but a caller browses only the own subtree.
import type { Database } from '../platform/database/database.js';
import type { Order, Page, PagingArgs } from '../platform/database/paging.js';
import { officePathOf, type Scope, type Subtree } from '../platform/database/scope.js';
import type { Selection } from '../platform/database/selection.js';
import { defineShape, field, isInCare, type ScopeRules } from '../platform/database/shape.js';
import { raw, sql, type Sql } from '../platform/database/sql.js';
import { areReadAs, lettersOf } from '../platform/text/readings.js';
import type { OfficeType } from './graphql/office.type.js';
import { officeNames } from './readings.js';
import { officeLevels, type OfficeLevel } from './rules/office-levels.js';

/** Subtree callers see their subtree, and those that ended and left their records to an office in it; the others only ever reach an office from a record that is theirs. */
const officeScope: ScopeRules = {
  office: (t, scope) => isInCare(t, scope.path),
  job: () => raw('true'),
};

export const officeShape = defineShape({
  typeName: 'Office',
  table: 'office',
  key: 'id',
  fields: {
    id: field.id('Office'),
    code: field.text('code'),
    name: field.text('name'),
    level: field.text('level'),
    parent: field.one(() => officeShape, 'parent_id'),
    city: field.one(() => officeShape, 'city_id'),
    county: field.one(() => officeShape, 'county_id'),
    childCount: field.int((t) => `(select count(*) from office child where child.parent_id = ${t}.id and child.state = 'OPEN')`),
    state: field.text('state'),
    closedOn: field.date('closed_on'),
    mergedInto: field.one(() => officeShape, 'merged_into_id'),
    version: field.int('version'),
  } satisfies Record<Exclude<keyof OfficeType, 'key' | 'ancestors' | 'takenOver'>, unknown>,
  scope: officeScope,
});

const byCode: Order = { columns: [{ sql: 't.code', type: 'text' }, { sql: 't.id', type: 'bigint' }], isDescending: false };
/** Of what is found the higher offices come first: whoever types wz means 吴中区 rather than one of many schools. */
const byLevel: Order = { columns: [{ sql: `case t.level ${officeLevels.map((level, depth) => `when '${level}' then ${depth}`).join(' ')} end`, type: 'integer' }, ...byCode.columns], isDescending: false };

export interface OfficeStanding { level: OfficeLevel; isOpen: boolean }
export interface OfficeFilter { parentId: number | null; level: OfficeLevel | null; search: string | null; includeClosed: boolean }

/** A flat list of everything below an office, or of all that is in sight. */
export interface SubtreeFilter extends Omit<OfficeFilter, 'parentId'> { subtree: Subtree | null }

export class OfficeStore {
  constructor(private readonly database: Database) {}

  /** Children of an office, or the top of what the caller sees; with a search, everything below, by level; those that have ended only when asked for. Ordered by code. */
  async page(scope: Scope, filter: OfficeFilter, selection: Selection, args: PagingArgs): Promise<Page<OfficeType>> {
    const where: Sql[] = [];
    if (filter.level) where.push(sql`t.level = ${filter.level}`);
    if (!filter.includeClosed) where.push(raw("t.state = 'OPEN'"));
    if (filter.search) {
      if (filter.parentId !== null) where.push(sql`t.path like (select path from office where id = ${filter.parentId}) || '%'`);
      where.push(isFoundAs(filter.search));
    } else if (filter.parentId !== null) where.push(sql`t.parent_id = ${filter.parentId}`);
    else if (!filter.level) where.push(topOf(scope));
    return this.database.page<OfficeType>(scope, officeShape, selection, args, { where, order: filter.search ? byLevel : byCode });
  }

  /** All offices of a subtree, whatever their depth, by code. */
  async below(scope: Scope, { subtree, level, search, includeClosed }: SubtreeFilter, selection: Selection, args: PagingArgs): Promise<Page<OfficeType>> {
    const where: Sql[] = [...(subtree === null ? [] : [isInCare('t', subtree.path)]), ...(level === null ? [] : [sql`t.level = ${level}`]), ...(includeClosed ? [] : [raw("t.state = 'OPEN'")])];
    if (search !== null) where.push(isFoundAs(search));
    return this.database.page<OfficeType>(scope, officeShape, selection, args, { where, order: byCode });
  }

  async byKey(scope: Scope, key: number, selection: Selection): Promise<OfficeType | null> {
    return this.database.one<OfficeType>(scope, officeShape, selection, sql`t.id = ${key}`);
  }

  async byCode(scope: Scope, code: string, selection: Selection): Promise<OfficeType | null> {
    return this.database.one<OfficeType>(scope, officeShape, selection, sql`t.code = ${code}`);
  }

  /** The offices above each of these, from the top down; as far up as the caller sees. */
  async ancestorsOf(scope: Scope, keys: readonly number[], selection: Selection): Promise<Map<number, OfficeType[]>> {
    const pairs = await this.database.rows<{ below: number; above: number }>(scope, sql`
      select o.id as below, a.id as above from office o
      cross join lateral unnest(string_to_array(trim(both '/' from o.path), '/')::bigint[]) with ordinality as up(id, depth)
      join office a on a.id = up.id
      where o.id = any (${keys}::bigint[]) and a.id <> o.id order by o.id, up.depth`);
    const above = await this.database.list<OfficeType>(scope, officeShape, selection, { where: [sql`t.id = any (${[...new Set(pairs.map((pair) => pair.above))]}::bigint[])`] });
    const byKey = new Map(above.map((office) => [office.key, office]));
    const result = new Map<number, OfficeType[]>();
    for (const pair of pairs) {
      const office = byKey.get(pair.above);
      if (office) result.set(pair.below, [...(result.get(pair.below) ?? []), office]);
    }
    return result;
  }

  /** The offices whose records each of these looks after: those that became part of it, and what they had looked after; by their codes. */
  async takenOverBy(scope: Scope, keys: readonly number[], selection: Selection): Promise<Map<number, OfficeType[]>> {
    const pairs = await this.database.rows<{ keeper: number; left: number }>(scope, sql`select keeper.id as keeper, o.id as left from office keeper join office o on o.heir_path = keeper.path where keeper.id = any (${keys}::bigint[]) order by o.code, o.id`);
    const left = pairs.length === 0 ? [] : await this.database.list<OfficeType>(scope, officeShape, selection, { where: [sql`t.id = any (${pairs.map((pair) => pair.left)}::bigint[])`] });
    const byKey = new Map(left.map((office) => [office.key, office]));
    return new Map(keys.map((key) => [key, pairs.filter(({ keeper }) => keeper === key).flatMap((pair) => byKey.get(pair.left) ?? [])]));
  }

  /** What these offices are, as far as the scope holds them: nothing may be done to one that has ended. */
  async standingsOf(scope: Scope, keys: readonly number[]): Promise<Map<number, OfficeStanding>> {
    const rows = await this.database.rows<OfficeStanding & { id: number }>(scope, sql`select t.id, t.level, t.state = 'OPEN' as "isOpen" from office t where t.id = any (${keys}::bigint[]) and ${this.database.allows(officeShape, 't', scope)}`);
    return new Map(rows.map((row) => [row.id, row]));
  }

  /** The path of an office in scope; null when there is none. */
  async pathOf(scope: Scope, key: number): Promise<{ path: string; level: OfficeLevel } | null> {
    const [office] = await this.database.rows<{ path: string; level: OfficeLevel }>(scope, sql`select path, level from office t where t.id = ${key} and ${this.database.allows(officeShape, 't', scope)}`);
    return office ?? null;
  }
}

/** The part of the tree that an office stands for. */
export function subtreeOf({ path, level }: { path: string; level: string }): Subtree {
  return { path, isBroad: level === 'PROVINCE' || level === 'CITY' };
}

/** Whether `o` is the one office that has none above it: a condition for those who make scopes of offices. */
export const isOnlyRoot = raw('(o.parent_id is null and not exists (select 1 from office other where other.parent_id is null and other.id <> o.id))');

/** What callers see who act for an office. */
export function officeScopeOf(office: { path: string; level: string; isOnlyRoot: boolean }): Scope {
  return office.isOnlyRoot ? { kind: 'whole', path: office.path } : { kind: 'office', ...subtreeOf(office) };
}

function topOf(scope: Scope): Sql {
  const path = officePathOf(scope);
  return path === null ? raw('t.parent_id is null') : sql`t.path = ${path}`;
}

/** What letters find comes as an array: one walk through the key's index, where a join that expects few would look up ten thousand one by one. The organisation is public, so that a LIKE passes its policy as freely as a range. */
function isFoundAs(typed: string): Sql {
  const letters = lettersOf(typed);
  return letters !== null ? sql`t.id = any (${areReadAs(officeNames, letters)})` : sql`(t.name like ${`%${likeText(typed)}%`} or t.code like ${`${likeText(typed)}%`})`;
}

/** What a person typed, with LIKE's own signs taken literally. */
export function likeText(text: string): string {
  return text.replace(/[\\%_]/g, (sign) => `\\${sign}`);
}
