// People who are listed, in SQL. Lists walk offices in the order of their paths and read of each what they ask for from an index that
// begins with the office; `offset 0` keeps the planner from turning that round, which it would with a wrong guess of what a value finds.
// Searches are ranges in the C collation and equality only, for under row-level security none but leakproof operators may use an
// index. Each way of being found is a branch of its own with an index of its own: an OR would be asked row by row.
import { and, beginsWith, join, raw, sql, type Sql } from '../platform/database/sql.js';
import type { Vault } from '../platform/vault/vault.js';
import { searchOf } from './rules/search.js';

/** Said in two ways: the indexes of all people hold only those who were not merged, so that none of them is taken where offices are walked. */
const isKnown = { anywhere: raw('p.merged_into_id is null'), atOffice: raw('coalesce(p.merged_into_id, 0) = 0') };
/** So many are sorted at once; beyond that a page is found sooner by walking offices until it is full. */
const few = 1_000;


/** Whom a list is about; all conditions are over `p`, and of the branches of a list a row fulfils one at most. */
export interface Found {
  /** At an office: a FROM clause, the column that tells where they work, and the branches that an index of the office's people serves. */
  from: Sql;
  office: Sql;
  atOffice: readonly Sql[];
  /** Anywhere in the tree: the branches that an index of all people serves. */
  anywhere: readonly Sql[];
  /** What everybody who is found has to be, besides: the indexes of names hold what somebody teaches, so that no row is read for it. */
  filters: readonly Sql[];
  /** So few that no office is walked for them. */
  isUnique: boolean;
}

const everywhere = { from: raw('person p'), office: raw('p.office_id'), filters: [], isUnique: false };
export const everybody: Found = { ...everywhere, atOffice: [raw('true')], anywhere: [raw('true')] };
export const suspected: Found = { ...everybody, from: raw('likely_duplicate l join person p on p.id = l.person_id'), office: raw('l.office_id') };

export function searchedFor(typed: string, vault: Vault): Found {
  const search = searchOf(typed);
  const hash = (value: string) => sql`decode(${vault.hash(value).toString('hex')}, 'hex')`;
  const unique = (...branches: Sql[]): Found => ({ ...everywhere, atOffice: branches, anywhere: branches, isUnique: true });
  switch (search.kind) {
    case 'ID_CARD': return unique(sql`p.id_card_hash = ${hash(search.text)}`);
    case 'MOBILE': return unique(sql`p.mobile_hash = ${hash(search.text)}`, sql`p.training_number = ${search.text} and p.mobile_hash is distinct from ${hash(search.text)}`);
    case 'NUMBER': return unique(sql`p.training_number = ${search.text}`);
    case 'NAME': {
      const branches = [beginsWith('p.name', search.text)];
      return { ...everywhere, atOffice: branches, anywhere: branches };
    }
    case 'LATIN': {
      const pinyin = beginsWith('p.name_pinyin', search.text);
      const initials = beginsWith('p.name_initials', search.text);
      // A number of letters alone: looked up once, whatever is walked.
      const number = sql`p.id = (select n.id from person n where n.training_number = ${search.typed})`;
      // The first letter of the pinyin is the first of the initials, so that one index of an office's people has both.
      const first = beginsWith('p.name_initials', search.text.slice(0, 1));
      return search.text.length === 1
        ? { ...everywhere, atOffice: [first, sql`${number} and (${first}) is not true`], anywhere: [pinyin, sql`${number} and (${pinyin}) is not true`] }
        : { ...everywhere, atOffice: [sql`${first} and ((${pinyin}) or (${initials}))`, sql`${number} and ((${pinyin}) or (${initials})) is not true`], anywhere: [pinyin, sql`${initials} and not (${pinyin})`, sql`${number} and ((${pinyin}) or (${initials})) is not true`] };
    }
  }
}

/** In the place of a table: people with the path of their office, office by office. `offices` are conditions over `o`. */
export function byPlace(found: Found, offices: readonly Sql[]): Sql {
  return found.isUnique
    ? sql`(select m.*, o.path as place from (${anywhere('p.*', found)}) m join office o on o.id = m.office_id where ${and(offices)})`
    : sql`(select m.*, o.path as place from office o cross join lateral (${atOffice('p.*', found)}) m where ${and(offices)})`;
}

/** A page of those who are found anywhere in the tree: the few together, many office by office. */
export function cutAnywhere(found: Found, offices: readonly Sql[]): (conditions: Sql, orderBy: Sql, limit: Sql) => Sql {
  return (conditions, orderBy, limit) => sql`
    with found as materialized (${anywhere('p.id', found)} limit ${raw(String(few + 1))})
    (select * from (select p.*, o.path as place from found join person p on p.id = found.id join office o on o.id = p.office_id) t where (select count(*) from found) <= ${raw(String(few))} and ${conditions} order by ${orderBy} limit ${limit})
    union all (select * from ${byPlace(found, offices)} t where (select count(*) from found) > ${raw(String(few))} and ${conditions} order by ${orderBy} limit ${limit})`;
}

/** How many are found anywhere in the tree, and fulfil the conditions over `t`: of index entries alone where there are none. */
export function countAnywhere(found: Found, conditions: readonly Sql[]): Sql {
  return sql`select count(*) as count from (${anywhere('p.id', found)}) t where ${and(conditions)}`;
}

/** How many are found at offices that fulfil conditions over `o`. */
export function countByPlace(found: Found, offices: readonly Sql[], conditions: readonly Sql[]): Sql {
  return found.isUnique
    ? sql`select count(*) as count from (${anywhere('p.id, p.office_id', found)}) t join office o on o.id = t.office_id where ${and([...offices, ...conditions])}`
    : sql`select count(*) as count from office o cross join lateral (${atOffice('p.id, p.office_id', found)}) t where ${and([...offices, ...conditions])}`;
}

function anywhere(columns: string, { from, filters, anywhere: branches }: Found): Sql {
  return join(branches.map((branch) => sql`select ${raw(columns)} from ${from} where ${and([isKnown.anywhere, branch, ...filters])}`), ' union all ');
}

function atOffice(columns: string, { from, office, filters, atOffice: branches }: Found): Sql {
  return sql`${join(branches.map((branch) => sql`select ${raw(columns)} from ${from} where ${and([sql`${office} = o.id`, isKnown.atOffice, branch, ...filters])}`), ' union all ')} offset 0`;
}
