// Row-level security: the second lock. Each table with personal or result data states one predicate per kind of caller.
import type { PolicyDef } from '@mikro-orm/core';
import { roleOf, setting, type ScopeKind } from './scope.js';

/** Which rows of a table a kind of caller may touch, as SQL over that table; a kind left out touches none, but the root of the tree, which touches all where offices touch some. */
export type RowPredicates = Partial<Record<Exclude<ScopeKind, 'job'>, string>>;

/** Where writing is narrower than reading: the rows that a kind may write, or null where it writes none. */
export type WritePredicates = { [Kind in keyof RowPredicates]?: string | null };

/**
 * Policies for one table. System jobs pass, everybody else by predicate. The same predicate binds reads and writes, unless
 * `writes` names a narrower one. Grants say besides which kinds may write at all.
 */
export function rowPolicies(table: string, predicates: RowPredicates, writes: WritePredicates = {}): { rowLevelSecurity: 'force'; policies: PolicyDef[] } {
  // What an office of some subtree may see, the root of the tree sees of all.
  const all: Partial<Record<ScopeKind, string>> = { ...('office' in predicates ? { whole: 'true' } : {}), ...predicates, job: 'true' };
  return {
    rowLevelSecurity: 'force',
    policies: Object.entries(all).flatMap(([kind, reads]): PolicyDef[] => {
      const roles = [roleOf(kind as ScopeKind)];
      const narrower = writes[kind as keyof RowPredicates];
      if (narrower === undefined) return [{ name: `${table}_${kind}`, command: 'all', roles, using: reads, check: reads }];
      if (narrower === null) return [{ name: `${table}_${kind}_select`, command: 'select', roles, using: reads }];
      // One policy for all commands would let a row that is only seen be changed, and so be drawn into the own subtree.
      return [
        { name: `${table}_${kind}_select`, command: 'select', roles, using: reads },
        { name: `${table}_${kind}_insert`, command: 'insert', roles, check: narrower },
        { name: `${table}_${kind}_update`, command: 'update', roles, using: narrower, check: narrower },
        { name: `${table}_${kind}_delete`, command: 'delete', roles, using: narrower },
      ];
    }),
  };
}

/** Policies for a table that only grows: who may read which rows, and who may add which. Nobody, jobs included, has a policy to change or delete. */
export function appendOnlyPolicies(table: string, reads: RowPredicates, inserts: Partial<Record<ScopeKind, string>>): { rowLevelSecurity: 'force'; policies: PolicyDef[] } {
  const readers: Partial<Record<ScopeKind, string>> = { ...reads, whole: 'true', job: 'true' };
  return {
    rowLevelSecurity: 'force',
    policies: [
      ...Object.entries(readers).map(([kind, using]): PolicyDef => ({ name: `${table}_${kind}_select`, command: 'select', roles: [roleOf(kind as ScopeKind)], using })),
      ...Object.entries(inserts).map(([kind, check]): PolicyDef => ({ name: `${table}_${kind}_insert`, command: 'insert', roles: [roleOf(kind as ScopeKind)], check })),
    ],
  };
}

/** The usual predicates of a fact that knows its school, class, programme and person. */
export function factPredicates(): RowPredicates {
  return {
    office: inCare('school_id'),
    classes: `class_id = any (${setting.ids})`,
    programmes: `programme_id = any (${setting.ids})`,
    self: `person_id = ${setting.person}`,
  };
}

/** The school in that column is, or is now in the care of, an office of the caller's subtree: a merged school's records are its receiver's too. */
export function inCare(column: string): string {
  return `(select o.path >= ${setting.path} and o.path < ${setting.pathEnd} or o.heir_path >= ${setting.path} and o.heir_path < ${setting.pathEnd} from office o where o.id = ${column})`;
}

/** The same for tables of which one statement reads thousands of rows, as a year of the audit trail: the subtree is hashed once a statement, and a row costs a look into it. */
export function amongSubtree(column: string): string {
  // Over two lines, as PostgreSQL tells it: on one the schema comparison takes it for a list of values, and sees a difference.
  return `${column} in (select o.id
    from office o where o.path >= ${setting.path} and o.path < ${setting.pathEnd})`;
}

/** The office in that column lies in the caller's subtree. A scalar: an EXISTS would be hashed over the whole subtree for a page of a hundred rows. */
export function inSubtree(column: string): string {
  return `(select o.path >= ${setting.path} and o.path < ${setting.pathEnd} from office o where o.id = ${column})`;
}
