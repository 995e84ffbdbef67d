// Signing in and out, and switching the role of a session.
import { createHash, randomBytes } from 'node:crypto';
import { accepted, refuse, refused, type Outcome, type Refusal } from '../kernel/refusals.js';
import { recordAudit } from '../platform/audit/audit.js';
import type { Clock } from '../platform/clock/clock.js';
import type { Database, Tx } from '../platform/database/database.js';
import { sql } from '../platform/database/sql.js';
import type { RequestContext } from '../platform/graphql/caller.js';
import type { Vault } from '../platform/vault/vault.js';
import { tokenHash, type CallerService } from './caller.service.js';
import { verifyPassword } from './passwords.js';
import { afterFailure, lockedUntil, type Failures } from './rules/sign-in-lock.js';

const sessionMs = 12 * 3_600_000;
const signInJob = { kind: 'job', job: 'sign-in' } as const;

export class SignInService {
  constructor(private readonly database: Database, private readonly clock: Clock, private readonly vault: Vault, private readonly callers: CallerService) {}

  /** Signs in by training number, user name or ID-card number. Refuses WRONG_CREDENTIALS and LOCKED, alike for names that do not exist. */
  async signIn(context: RequestContext, login: string, password: string): Promise<Outcome<{ token: string; expiresAt: Date }>> {
    const name = login.trim();
    const loginHash = createHash('sha256').update(name.toLowerCase()).digest('hex');
    const now = this.clock.system();
    // Counted as wrong before it is looked at, so that a hundred guesses at the same moment are no more than five.
    const attempt = await this.database.transaction(signInJob, (tx) => this.#countAttempt(tx, loginHash, context.address));
    if (!attempt.isOpen) return refused(attempt.refusal);
    const [person] = await this.database.rows<{ id: number; passwordHash: string | null }>(signInJob, sql`
      select p.id, c.password_hash as "passwordHash" from person p left join credential c on c.person_id = p.id
      where (p.training_number = ${name} or p.user_name = ${name} or p.id_card_hash = decode(${this.vault.hash(name.toUpperCase()).toString('hex')}, 'hex')) and p.merged_into_id is null limit 1`);
    // The expensive comparison runs outside any transaction, and also for names that do not exist.
    const isRight = await verifyPassword(password, person?.passwordHash ?? null);
    if (!person || !isRight) return refused(attempt.refusal);
    return this.database.transaction(signInJob, async (tx) => {
      await tx.rows(sql`delete from sign_in_failure where login_hash = decode(${loginHash}, 'hex') and address = ${context.address}`);
      const token = randomBytes(32).toString('base64url');
      const expiresAt = new Date(now.getTime() + sessionMs);
      const today = this.clock.today();
      await tx.rows(sql`insert into session (token_hash, person_id, active_role_id, created_at, expires_at) values (decode(${tokenHash(token)}, 'hex'), ${person.id},
        (select id from role_assignment where person_id = ${person.id} and valid_from <= ${today}::date and (valid_until is null or valid_until >= ${today}::date) order by role = 'LEARNER', id limit 1), ${now}, ${expiresAt})`);
      await recordAudit(tx, { ...context, caller: { ...context.caller, actor: `person:${person.id}` } }, { action: 'access.signIn', subject: null, facts: {} });
      return accepted({ token, expiresAt });
    });
  }

  async signOut(context: RequestContext): Promise<void> {
    const { sessionToken } = context;
    if (!sessionToken) return;
    await this.database.transaction(signInJob, async (tx) => {
      await tx.rows(sql`delete from session where token_hash = decode(${tokenHash(sessionToken)}, 'hex')`);
      await recordAudit(tx, context, { action: 'access.signOut', subject: null, facts: {} });
    });
    this.callers.forget(sessionToken);
  }

  /** Acts in another of the person's own roles from now on. */
  async activateRole(context: RequestContext, roleId: number): Promise<Outcome<null>> {
    const { sessionToken, caller } = context;
    const today = this.clock.today();
    const outcome = await this.database.transaction<Outcome<null>>(signInJob, async (tx) => {
      const changed = await tx.rows(sql`update session s set active_role_id = r.id from role_assignment r
        where s.token_hash = decode(${tokenHash(sessionToken ?? '')}, 'hex') and r.id = ${roleId} and r.person_id = s.person_id and s.person_id = ${caller.personId}
          and r.valid_from <= ${today}::date and (r.valid_until is null or r.valid_until >= ${today}::date) returning s.id`);
      if (changed.length === 0) return refused(refuse('NOT_FOUND', { zh: '您没有这个角色，或任期已过。', en: 'You do not hold this role now.' }, { field: 'roleId' }));
      await recordAudit(tx, context, { action: 'access.switch', subject: null, facts: { roleId } });
      return accepted(null);
    });
    if (sessionToken) this.callers.forget(sessionToken);
    return outcome;
  }

  /** Takes one of the five attempts; `refusal` is what to say if it proves wrong. */
  async #countAttempt(tx: Tx, loginHash: string, address: string): Promise<{ isOpen: boolean; refusal: Refusal }> {
    const now = this.clock.system();
    // Rival attempts queue on the row, so that none is counted twice or lost.
    await tx.rows(sql`insert into sign_in_failure (login_hash, address, failures, locked_until, last_at) values (decode(${loginHash}, 'hex'), ${address}, 0, null, ${now}) on conflict do nothing`);
    const [before] = await tx.rows<{ failures: number; lockedUntil: Date | string | null }>(sql`select failures, locked_until as "lockedUntil" from sign_in_failure where login_hash = decode(${loginHash}, 'hex') and address = ${address} for update`);
    const known: Failures | null = before ? { failures: before.failures, lockedUntil: before.lockedUntil === null ? null : new Date(before.lockedUntil) } : null;
    const locked = lockedUntil(known, now);
    if (locked) return { isOpen: false, refusal: lockedRefusal(locked, now) };
    const after = afterFailure(known, now);
    await tx.rows(sql`update sign_in_failure set failures = ${after.failures}, locked_until = ${after.lockedUntil}, last_at = ${now} where login_hash = decode(${loginHash}, 'hex') and address = ${address}`);
    return { isOpen: true, refusal: after.lockedUntil ? lockedRefusal(after.lockedUntil, now) : refuse('WRONG_CREDENTIALS', { zh: '账号或密码不正确。', en: 'The name or the password is wrong.' }, { field: 'password' }) };
  }
}

function lockedRefusal(until: Date, now: Date): Refusal {
  const minutes = Math.ceil((until.getTime() - now.getTime()) / 60_000);
  return refuse('LOCKED', { zh: `密码连续输错，已暂时锁定，请在 ${minutes} 分钟后再试。`, en: `Too many wrong passwords; try again in ${minutes} minutes.` }, { field: 'login', facts: { minutes } });
}
