// Scope: which rows a caller may touch. It becomes the database role and settings under which every statement runs.

/** What part of the data a caller sees; every read and every transaction takes one. */
export type Scope =
  /** An office's subtree: administrators and third-party platforms. `path` is the office's path, `/1/14/`. */
  | { kind: 'office'; path: string }
  /** The classes that a tutor is allotted to. */
  | { kind: 'classes'; classIds: readonly number[]; personId: number }
  /** Whole programmes: experts and chief tutors. */
  | { kind: 'programmes'; programmeIds: readonly number[]; personId: number }
  /** One's own records: learners. */
  | { kind: 'self'; personId: number }
  /** The system itself: sign-in, seeding, reconciliation. */
  | { kind: 'job'; job: string }
  /** Nobody in particular: sees no personal data at all. */
  | { kind: 'anonymous' };

export type ScopeKind = Scope['kind'];

export const scopeKinds: readonly ScopeKind[] = ['office', 'classes', 'programmes', 'self', 'job', 'anonymous'];

/** One database role per kind, each with one simple predicate per table: OR-ed policies ruin plans. */
export function roleOf(kind: ScopeKind): string {
  return `yanxiu_${kind}`;
}

export const scopeSettings = ['yanxiu.path', 'yanxiu.path_end', 'yanxiu.ids', 'yanxiu.person'] as const;

/** The values of `scopeSettings` for a scope; the empty text matches no row. */
export function settingsOf(scope: Scope): [path: string, pathEnd: string, ids: string, person: string] {
  switch (scope.kind) {
    case 'office': return [scope.path, pathEnd(scope.path), '', ''];
    case 'classes': return ['', '', arrayLiteral(scope.classIds), String(scope.personId)];
    case 'programmes': return ['', '', arrayLiteral(scope.programmeIds), String(scope.personId)];
    case 'self': return ['', '', '', String(scope.personId)];
    case 'job': return ['', '', '', ''];
    case 'anonymous': return ['', '', '', ''];
  }
}

/** The first path behind a subtree: `/1/14/` → `/1/140`, because `0` follows `/` in the C collation. */
export function pathEnd(path: string): string {
  return `${path.slice(0, -1)}0`;
}

export function arrayLiteral(ids: readonly number[]): string {
  return `{${ids.join(',')}}`;
}

/** SQL expressions that read the settings inside policies; wrapped in SELECT so that they are evaluated once a statement. */
export const setting = {
  path: `(select current_setting('yanxiu.path', true))`,
  pathEnd: `(select current_setting('yanxiu.path_end', true))`,
  ids: `(select nullif(current_setting('yanxiu.ids', true), ''))::bigint[]`,
  person: `(select nullif(current_setting('yanxiu.person', true), ''))::bigint`,
} as const;
