// Sessions: opened, carried on under a new token, listed and ended. Tokens are random and stored as hashes.
import { formatInstant } from '../kernel/calendar.js';
import { globalId } from '../kernel/ids.js';
import type { Clock } from '../platform/clock/clock.js';
import type { Database, Tx } from '../platform/database/database.js';
import { sql, type Sql } from '../platform/database/sql.js';
import type { RequestContext } from '../platform/graphql/caller.js';
import type { SessionType } from './graphql/account.type.js';
import { idleMs, sessionMs } from './rules/session-life.js';
import type { SignInMethod } from './session.entity.js';
import { newToken, tokenHash } from './tokens.js';

export interface OpenedSession { token: string; expiresAt: Date }

/** A person's browsers; the oldest is ended when one more comes. */
const sessionsAtMost = 20;
const userAgentLength = 250;
const sessionJob = { kind: 'job', job: 'own-sessions' } as const;

interface SessionRow { id: number; method: SignInMethod; createdAt: Date; lastSeenAt: Date; address: string; userAgent: string }

export class SessionStore {
  constructor(private readonly database: Database, private readonly clock: Clock) {}

  async open(tx: Tx, context: RequestContext, opening: { personId: number; method: SignInMethod; isSecondFactorShown: boolean }): Promise<OpenedSession> {
    const { personId, method, isSecondFactorShown } = opening;
    const now = this.clock.system();
    const today = this.clock.today();
    const token = newToken();
    const expiresAt = new Date(now.getTime() + sessionMs);
    await tx.rows(sql`delete from session where person_id = ${personId} and (expires_at <= ${now} or id in (select id from session where person_id = ${personId} order by id desc offset ${sessionsAtMost - 1}))`);
    // Whoever works as more than a learner begins at work.
    await tx.rows(sql`insert into session (token_hash, person_id, active_role_id, created_at, expires_at, method, second_factor_at, last_seen_at, address, user_agent) values (decode(${tokenHash(token)}, 'hex'), ${personId},
      (select id from role_assignment where person_id = ${personId} and valid_from <= ${today}::date and (valid_until is null or valid_until >= ${today}::date) order by role = 'LEARNER', id limit 1),
      ${now}, ${expiresAt}, ${method}, ${isSecondFactorShown ? now : null}, ${now}, ${context.address}, ${context.userAgent.slice(0, userAgentLength)})`);
    await this.rememberAddress(tx, personId, context.address);
    return { token, expiresAt };
  }

  /** The same session under a new token: whoever knew the old one, knows nothing now. */
  async carryOn(tx: Tx, sessionId: number, change: { isSecondFactorShown: boolean }): Promise<OpenedSession> {
    const now = this.clock.system();
    const token = newToken();
    const expiresAt = new Date(now.getTime() + sessionMs);
    await tx.rows(sql`update session set token_hash = decode(${tokenHash(token)}, 'hex'), expires_at = ${expiresAt}, last_seen_at = ${now}, created_at = ${now}, second_factor_at = ${change.isSecondFactorShown ? sql`${now}::timestamptz` : sql`second_factor_at`} where id = ${sessionId}`);
    return { token, expiresAt };
  }

  /** From here the person has signed in: such addresses stay open to them whatever happens elsewhere. */
  async rememberAddress(tx: Tx, personId: number, address: string): Promise<void> {
    await tx.rows(sql`insert into known_address (person_id, address, last_at) values (${personId}, ${address}, ${this.clock.system()}) on conflict (person_id, address) do update set last_at = excluded.last_at`);
  }

  /** A person's live sessions, the latest seen first; few enough to need no pages. */
  async listOf(personId: number, currentId: number | null): Promise<SessionType[]> {
    return this.#read(sql`s.person_id = ${personId}`, currentId);
  }

  async byKey(personId: number, key: number, currentId: number | null): Promise<SessionType | null> {
    return (await this.#read(sql`s.person_id = ${personId} and s.id = ${key}`, currentId))[0] ?? null;
  }

  /** Ends one session of a person, or all but the kept one; answers which. */
  async end(tx: Tx, personId: number, which: { sessionId: number } | { allBut: number | null }): Promise<number[]> {
    const condition = 'sessionId' in which ? sql`id = ${which.sessionId}` : sql`id is distinct from ${which.allBut}::bigint`;
    return (await tx.rows<{ id: number | string }>(sql`delete from session where person_id = ${personId} and ${condition} and ${this.#isLive()} returning id`)).map(({ id }) => Number(id));
  }

  async #read(condition: Sql, currentId: number | null): Promise<SessionType[]> {
    const rows = await this.database.rows<SessionRow>(sessionJob, sql`select s.id, s.method, s.created_at as "createdAt", s.last_seen_at as "lastSeenAt", s.address, s.user_agent as "userAgent"
      from session s where ${condition} and ${this.#isLive()} order by s.last_seen_at desc, s.id desc`);
    return rows.map(({ id, method, createdAt, lastSeenAt, address, userAgent }) => ({
      id: globalId('Session', id), method, address, userAgent, isThis: id === currentId, startedAt: formatInstant(createdAt), lastSeenAt: formatInstant(lastSeenAt),
    }));
  }

  #isLive(): Sql {
    const now = this.clock.system();
    return sql`expires_at > ${now} and last_seen_at > ${new Date(now.getTime() - idleMs)}`;
  }
}
