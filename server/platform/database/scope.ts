// Scope: which rows a caller may touch. It becomes the database role and settings under which every statement runs.

/** An office and everything below it. `path` is the office's path, `/1/14/`. */
export interface Subtree {
  path: string;
  /**
   * It holds a good part of every table, as a province or a city does: a list then walks its own order and asks of each row
   * whether it lies in the subtree; a list of a small subtree begins with its offices. Either way one plan serves all values.
   */
  isBroad: boolean;
}

/** What part of the data a caller sees; every read and every transaction takes one. */
export type Scope =
  /** The whole tree: callers at its one root. Every row lies below it, so none is asked where. */
  | { kind: 'whole'; path: string }
  /** An office's subtree: administrators and third-party platforms. */
  | ({ kind: 'office' } & Subtree)
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

export const scopeKinds: readonly ScopeKind[] = ['whole', 'office', 'classes', 'programmes', 'self', 'job', 'anonymous'];

/** The path of the office for which a caller acts; null for who acts for none. */
export function officePathOf(scope: Scope): string | null {
  return scope.kind === 'office' || scope.kind === 'whole' ? scope.path : null;
}

/** One database role per kind, each with one simple predicate per table: OR-ed policies ruin plans. */
export function roleOf(kind: ScopeKind): string {
  return `yanxiu_${kind}`;
}

/** The settings that the policies of each kind read. What is not set is the empty text, which matches no row. */
export const settingNames: Readonly<Record<ScopeKind, readonly string[]>> = {
  whole: [], office: ['yanxiu.path', 'yanxiu.path_end'], classes: ['yanxiu.ids', 'yanxiu.person'], programmes: ['yanxiu.ids', 'yanxiu.person'], self: ['yanxiu.person'], job: [], anonymous: [],
};

/** The values of its kind's settings for a scope. */
export function settingsOf(scope: Scope): string[] {
  switch (scope.kind) {
    case 'whole': return [];
    case 'office': return [scope.path, pathEnd(scope.path)];
    case 'classes': return [arrayLiteral(scope.classIds), String(scope.personId)];
    case 'programmes': return [arrayLiteral(scope.programmeIds), String(scope.personId)];
    case 'self': return [String(scope.personId)];
    case 'job': return [];
    case 'anonymous': return [];
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
  // Cast inside, so that the text is read once a statement; the cast outside does nothing but keep it from being a set of rows.
  ids: `(select nullif(current_setting('yanxiu.ids', true), '')::bigint[] as ids)::bigint[]`,
  person: `(select nullif(current_setting('yanxiu.person', true), '')::bigint as person)`,
} as const;
