// Turns a session token into a caller: role, scope and actions, as they stand now; or one who has not finished signing in.
import type { Role } from '../kernel/roles.js';
import { isOnlyRoot, officeScopeOf } from '../offices/index.js';
import type { Clock } from '../platform/clock/clock.js';
import type { Database } from '../platform/database/database.js';
import type { Scope } from '../platform/database/scope.js';
import { sql } from '../platform/database/sql.js';
import { grantedActions, type ActionCatalogue } from '../platform/graphql/permission.js';
import { anonymous, type Caller } from '../platform/graphql/caller.js';
import { hasEnded, seenEveryMs, type SessionTimes } from './rules/session-life.js';
import { nextStep } from './rules/sign-in-step.js';
import { tokenHash } from './tokens.js';
import { endViewing, viewedColumns, viewedJoin, viewing, type ViewedRow } from './viewed-office.js';

/** What a tutor's, an expert's or a chief tutor's scope is made of; the programmes domain knows. */
export interface Allotments {
  classIdsOf(roleId: number): Promise<number[]>;
  programmeIdsOf(roleId: number): Promise<number[]>;
}

interface SessionRow extends SessionTimes, ViewedRow {
  id: number; personId: number; name: string; roleId: number | null; role: Role | null; officeId: number | null; path: string | null; level: string | null;
  /** The person's posts today as `role@level`. */
  posts: string[]; hasSecondFactor: boolean; isSecondFactorShown: boolean; isPasswordOneTime: boolean; isOnlyRoot: boolean | null;
}

/** A revoked session or role is believed for this long at most. */
const trustedMs = 1_000;
const cacheSize = 10_000;
const sessionJob = { kind: 'job', job: 'session' } as const;

export class CallerService {
  readonly #known = new Map<string, { caller: Caller; until: number }>();
  readonly #anonymous: Caller;

  constructor(private readonly database: Database, private readonly clock: Clock, private readonly catalogue: ActionCatalogue, private readonly allotments: Allotments) {
    this.#anonymous = { ...anonymous, actions: grantedActions(catalogue, { role: null, level: null, apiScopes: [], standing: 'NOBODY' }) };
  }

  anonymous(): Caller { return this.#anonymous; }

  /** The caller of a session token; anonymous when it is unknown or has run out. `isActivity` keeps it from running idle. */
  async ofSession(token: string, isActivity: boolean): Promise<Caller> {
    const now = performance.now();
    const known = this.#known.get(token);
    if (known && known.until > now) return known.caller;
    const caller = await this.#load(token, isActivity);
    if (this.#known.size >= cacheSize) this.#known.clear();
    this.#known.set(token, { caller, until: now + trustedMs });
    return caller;
  }

  /** Forgets a person's sessions at once: after anything that ends or changes one. Other server processes follow within a second. */
  forgetPerson(personId: number | null): void {
    for (const [token, { caller }] of this.#known) if (caller.personId === personId) this.#known.delete(token);
  }

  async #load(token: string, isActivity: boolean): Promise<Caller> {
    const today = this.clock.today();
    const now = this.clock.system();
    const [row] = await this.database.rows<SessionRow>(sessionJob, sql`
      select s.id, s.person_id as "personId", p.name, r.id as "roleId", r.role, o.id as "officeId", o.path, o.level, ${isOnlyRoot} as "isOnlyRoot", s.created_at as "createdAt", s.last_seen_at as "lastSeenAt", s.expires_at as "expiresAt", ${viewedColumns},
        s.second_factor_at is not null as "isSecondFactorShown", f.confirmed_at is not null as "hasSecondFactor", c.one_time_until is not null and s.method = 'PASSWORD' as "isPasswordOneTime",
        array(select a.role || '@' || ao.level from role_assignment a join office ao on ao.id = a.office_id where a.person_id = s.person_id and a.valid_from <= ${today}::date and (a.valid_until is null or a.valid_until >= ${today}::date)) as posts
      from session s join person p on p.id = s.person_id
      left join credential c on c.person_id = s.person_id left join second_factor f on f.person_id = s.person_id
      left join role_assignment r on r.id = s.active_role_id and r.valid_from <= ${today}::date and (r.valid_until is null or r.valid_until >= ${today}::date)
      left join office o on o.id = r.office_id ${viewedJoin}
      where s.token_hash = decode(${tokenHash(token)}, 'hex') and p.merged_into_id is null`);
    if (!row) return this.#anonymous;
    const step = nextStep({ ...row, posts: row.posts.map(postOf) });
    if (hasEnded(row, step, now)) return this.#anonymous;
    if (isActivity && now.getTime() - row.lastSeenAt.getTime() >= seenEveryMs) await this.#touch(row.id, now);
    const who = { actor: `person:${row.personId}`, personId: row.personId, clientId: null, sessionId: row.id, step, apiScopes: [], viewingAs: null };
    if (step !== null) {
      return { ...who, kind: 'PENDING', name: row.name, roleId: null, role: null, officeId: null, scope: { kind: 'anonymous' }, actions: grantedActions(this.catalogue, { role: null, level: null, apiScopes: [], standing: step }) };
    }
    const own: Caller = {
      ...who, kind: 'PERSON', name: row.name, roleId: row.roleId, role: row.role, officeId: row.officeId,
      scope: await this.#scopeOf(row),
      actions: grantedActions(this.catalogue, { role: row.role, level: row.level, apiScopes: [], standing: 'PERSON' }),
    };
    return row.viewAsOfficeId === null ? own : this.#viewing(own, row, token);
  }

  async #viewing(own: Caller, row: ViewedRow, token: string): Promise<Caller> {
    const view = viewing(own, row, this.clock.system(), this.catalogue);
    if ('caller' in view) return view.caller;
    await this.database.transaction({ kind: 'job', job: 'view-as' }, (tx) => endViewing(tx, { tokenHash: tokenHash(token), until: row.viewAsUntil, requestId: 'job:view-as', by: view.over }));
    return own;
  }

  async #touch(sessionId: number, now: Date): Promise<void> {
    await this.database.transaction(sessionJob, (tx) => tx.rows(sql`update session set last_seen_at = ${now} where id = ${sessionId} and last_seen_at < ${now}`));
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

function postOf(text: string): { role: Role; level: string } {
  const [role = '', level = ''] = text.split('@');
  return { role: role as Role, level };
}
