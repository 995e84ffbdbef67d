// Row-level security: the second lock. Each table with personal or result data states one predicate per kind of caller.
import type { PolicyDef } from '@mikro-orm/core';
import { roleOf, setting, type ScopeKind } from './scope.js';

/** Which rows of a table a kind of caller may touch, as SQL over that table; a kind left out touches none. */
export type RowPredicates = Partial<Record<Exclude<ScopeKind, 'job' | 'whole'>, string>>;

/**
 * Policies for one table. System jobs pass, everybody else by predicate. The same predicate binds reads and writes, unless
 * `writes` names a narrower one; which kinds may write at all is a matter of grants.
 */
export function rowPolicies(table: string, predicates: RowPredicates, writes: RowPredicates = {}): { rowLevelSecurity: 'force'; policies: PolicyDef[] } {
  // What an office of some subtree may see, the root of the tree sees of all.
  const all: Partial<Record<ScopeKind, string>> = { ...('office' in predicates ? { whole: 'true' } : {}), ...predicates, job: 'true' };
  return {
    rowLevelSecurity: 'force',
    policies: Object.entries(all).map(([kind, predicate]) => ({
      name: `${table}_${kind}`,
      command: 'all',
      roles: [roleOf(kind as ScopeKind)],
      using: predicate,
      check: writes[kind as keyof RowPredicates] ?? predicate,
    })),
  };
}

/** The usual predicates of a fact that knows its school, class, programme and person. */
export function factPredicates(): RowPredicates {
  return {
    office: inSubtree('school_id'),
    classes: `class_id = any (${setting.ids})`,
    programmes: `programme_id = any (${setting.ids})`,
    self: `person_id = ${setting.person}`,
  };
}

/** The office in that column lies in the caller's subtree. A scalar: an EXISTS would be hashed over the whole subtree for a page of a hundred rows. */
export function inSubtree(column: string): string {
  return `(select o.path >= ${setting.path} and o.path < ${setting.pathEnd} from office o where o.id = ${column})`;
}
