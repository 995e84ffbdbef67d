// The committed table of permissions (schema/permissions.txt), read by tests as the one statement of who may do what.
import { readFileSync } from 'node:fs';

/** As whom an actor is granted actions: a role at a level of offices, the scopes of a token, or nothing. */
export type Grantee = { kind: 'ROLE'; role: string; level: string } | { kind: 'TOKEN'; scopes: readonly string[]; level: string } | { kind: 'NOBODY' };

export class PermissionTable {
  readonly #actions = new Map<string, { to: readonly string[]; levels: readonly string[] | null }>();
  readonly #coordinates = new Map<string, string>();

  constructor(text: string) {
    for (const line of text.split('\n').slice(1)) {
      const action = /^([a-z]+\.[A-Za-z]+) {2}.*? {2}→ ([A-Z_ ]+?)(?: {2}at ([A-Z ]+))?$/.exec(line);
      if (action) this.#actions.set(action[1] ?? '', { to: (action[2] ?? '').split(' '), levels: action[3]?.split(' ') ?? null });
      const coordinate = /^([A-Z]\w*\.\w+) {2}([a-z]+\.[A-Za-z]+)$/.exec(line);
      if (coordinate) this.#coordinates.set(coordinate[1] ?? '', coordinate[2] ?? '');
      if (line !== '' && !action && !coordinate) throw new Error(`schema/permissions.txt has a line that nobody understands: ${line}`);
    }
  }

  get coordinates(): readonly string[] { return [...this.#coordinates.keys()]; }

  /** The action of a field; fails for a field without a line. */
  actionOf(coordinate: string): string {
    const action = this.#coordinates.get(coordinate);
    if (action === undefined || !this.#actions.has(action)) throw new Error(`${coordinate} has no rule in schema/permissions.txt`);
    return action;
  }

  isGranted(coordinate: string, grantee: Grantee): boolean {
    const { to, levels } = this.#actions.get(this.actionOf(coordinate)) ?? { to: [], levels: null };
    if (to.includes('ANYBODY')) return true;
    if (grantee.kind === 'NOBODY') return false;
    const names = grantee.kind === 'ROLE' ? [grantee.role, 'PERSON'] : grantee.scopes;
    if (!to.includes('SIGNED_IN') && !names.some((name) => to.includes(name))) return false;
    return levels === null || levels.includes(grantee.level);
  }
}

export function readPermissionTable(): PermissionTable {
  return new PermissionTable(readFileSync('schema/permissions.txt', 'utf8'));
}
