// Turns a session token into a caller: role, scope and actions, as they stand now.
import { createHash } from 'node:crypto';
import type { Role } from '../kernel/roles.js';
import { isOnlyRoot, officeScopeOf } from '../offices/index.js';
import type { Clock } from '../platform/clock/clock.js';
import type { Database } from '../platform/database/database.js';
import type { Scope } from '../platform/database/scope.js';
import { sql } from '../platform/database/sql.js';
import { grantedActions, type ActionCatalogue } from '../platform/graphql/permission.js';
import { anonymous, type Caller } from '../platform/graphql/caller.js';

/** What a tutor's, an expert's or a chief tutor's scope is made of; the programmes domain knows. */
export interface Allotments {
  classIdsOf(roleId: number): Promise<number[]>;
  programmeIdsOf(roleId: number): Promise<number[]>;
}

interface SessionRow { personId: number; name: string; roleId: number | null; role: Role | null; officeId: number | null; path: string | null; level: string | null; isOnlyRoot: boolean | null }

/** A revoked session or role is believed for this long at most. */
const trustedMs = 1_000;
const cacheSize = 10_000;

export class CallerService {
  readonly #known = new Map<string, { caller: Caller; until: number }>();
  readonly #anonymous: Caller;

  constructor(private readonly database: Database, private readonly clock: Clock, private readonly catalogue: ActionCatalogue, private readonly allotments: Allotments) {
    this.#anonymous = { ...anonymous, actions: grantedActions(catalogue, { role: null, level: null, apiScopes: [], isSignedIn: false }) };
  }

  anonymous(): Caller { return this.#anonymous; }

  /** The caller of a session token; anonymous when it is unknown or has run out. */
  async ofSession(token: string): Promise<Caller> {
    const now = performance.now();
    const known = this.#known.get(token);
    if (known && known.until > now) return known.caller;
    const caller = await this.#load(token);
    if (this.#known.size >= cacheSize) this.#known.clear();
    this.#known.set(token, { caller, until: now + trustedMs });
    return caller;
  }

  /** Forgets a session at once: after signing out or switching the role. */
  forget(token: string): void { this.#known.delete(token); }

  async #load(token: string): Promise<Caller> {
    const today = this.clock.today();
    const [row] = await this.database.rows<SessionRow>({ kind: 'job', job: 'session' }, sql`
      select s.person_id as "personId", p.name, r.id as "roleId", r.role, o.id as "officeId", o.path, o.level, ${isOnlyRoot} as "isOnlyRoot"
      from session s join person p on p.id = s.person_id
      left join role_assignment r on r.id = s.active_role_id and r.valid_from <= ${today}::date and (r.valid_until is null or r.valid_until >= ${today}::date)
      left join office o on o.id = r.office_id
      where s.token_hash = decode(${tokenHash(token)}, 'hex') and s.expires_at > ${this.clock.system()}`);
    if (!row) return this.#anonymous;
    return {
      kind: 'PERSON', actor: `person:${row.personId}`, name: row.name, personId: row.personId, clientId: null, roleId: row.roleId, role: row.role, officeId: row.officeId, apiScopes: [],
      scope: await this.#scopeOf(row),
      actions: grantedActions(this.catalogue, { role: row.role, level: row.level, apiScopes: [], isSignedIn: true }),
    };
  }

  async #scopeOf({ personId, role, roleId, path, level, isOnlyRoot: isRoot }: SessionRow): Promise<Scope> {
    if (role === null || roleId === null || path === null || level === null) return { kind: 'self', personId };
    switch (role) {
      case 'CHIEF_ADMIN':
      case 'ADMIN':
      case 'SCHOOL_LEADER': return officeScopeOf({ path, level, isOnlyRoot: isRoot === true });
      case 'TUTOR': return { kind: 'classes', classIds: await this.allotments.classIdsOf(roleId), personId };
      case 'CHIEF_TUTOR':
      case 'EXPERT': return { kind: 'programmes', programmeIds: await this.allotments.programmeIdsOf(roleId), personId };
      // A subject lead is named by the school; what the post may see comes with the work that it does there.
      case 'SUBJECT_LEAD':
      case 'LEARNER': return { kind: 'self', personId };
    }
  }
}

/** Tokens are random, so a plain hash protects them; the database never holds one. */
export function tokenHash(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
