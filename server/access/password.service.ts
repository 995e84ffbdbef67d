// Passwords: proving the own one again, and changing it.
import { accepted, refuse, refused, type Outcome } from '../kernel/refusals.js';
import { atHome } from './at-home.js';
import { recordAudit } from '../platform/audit/audit.js';
import type { Clock } from '../platform/clock/clock.js';
import type { Database } from '../platform/database/database.js';
import { sql } from '../platform/database/sql.js';
import { personOf, type RequestContext } from '../platform/graphql/caller.js';
import type { Vault } from '../platform/vault/vault.js';
import type { CallerService } from './caller.service.js';
import { hashPassword, verifyPassword } from './passwords.js';
import { passwordRefusal, type KnownOfPerson } from './rules/password.js';
import type { OpenedSession, SessionStore } from './session.store.js';
import type { SignInCountStore } from './sign-in-count.store.js';
import { lockedRefusal, wrongCredentials } from './sign-in-refusals.js';

const passwordJob = { kind: 'job', job: 'password' } as const;

export class PasswordService {
  constructor(private readonly database: Database, private readonly clock: Clock, private readonly vault: Vault, private readonly callers: CallerService, private readonly counts: SignInCountStore, private readonly sessions: SessionStore) {}

  /** The person at the keyboard proves to be the one who signed in. Whoever only comes by single sign-on has no password to prove. */
  async proveAgain(context: RequestContext, password: string, field: string): Promise<Outcome<{ hasPassword: boolean }>> {
    const personId = personOf(context.caller);
    const now = this.clock.system();
    const [credential] = await this.database.rows<{ passwordHash: string }>(passwordJob, sql`select password_hash as "passwordHash" from credential where person_id = ${personId}`);
    if (!credential) return accepted({ hasPassword: false });
    const { closed, lockedAfter } = await this.database.transaction(passwordJob, (tx) => this.counts.take(tx, { personId }, context.address, ['pair'], now));
    if (closed.pair) return refused({ ...lockedRefusal(closed.pair, now), field });
    if (!(await verifyPassword(password, credential.passwordHash))) return refused(lockedAfter ? { ...lockedRefusal(lockedAfter, now), field } : refuse('WRONG_CREDENTIALS', { zh: '密码不正确。', en: 'The password is wrong.' }, { field }));
    await this.database.transaction(passwordJob, (tx) => this.counts.giveBack(tx, { personId }, context.address, ['pair'], now));
    return accepted({ hasPassword: true });
  }

  /** Changes the own password and ends all other sessions; this one goes on under a new token. */
  async change(context: RequestContext, oldPassword: string, newPassword: string): Promise<Outcome<OpenedSession>> {
    const personId = personOf(context.caller);
    const proof = await this.proveAgain(context, oldPassword, 'oldPassword');
    if (!proof.ok) return proof;
    // A session alone must not become a password: whoever has none gets one from an administrator.
    if (!proof.value.hasPassword) return refused(wrongCredentials('oldPassword'));
    if (newPassword.normalize('NFKC') === oldPassword.normalize('NFKC')) return refused(refuse('WEAK_PASSWORD', { zh: '新密码不能与原密码相同。', en: 'The new password must differ from the old one.' }, { field: 'newPassword' }));
    const weakness = passwordRefusal(newPassword, await this.#knownOf(personId));
    if (weakness) return refused(weakness);
    const passwordHash = await hashPassword(newPassword);
    const opened = await this.database.transaction(passwordJob, async (tx) => {
      await tx.rows(sql`update credential set password_hash = ${passwordHash}, changed_at = ${this.clock.system()}, one_time_until = null where person_id = ${personId}`);
      const ended = await this.sessions.end(tx, personId, { allBut: context.caller.sessionId });
      const carriedOn = await this.sessions.carryOn(tx, context.caller.sessionId ?? 0, { isSecondFactorShown: false });
      await recordAudit(tx, await atHome(tx, context), { action: 'access.password', subject: null, facts: { endedSessions: ended.length } });
      return carriedOn;
    });
    this.callers.forgetPerson(personId);
    return accepted(opened);
  }

  async #knownOf(personId: number): Promise<KnownOfPerson> {
    const [row] = await this.database.rows<{ name: string; trainingNumber: string; userName: string | null; idCardSealed: Buffer | null }>(passwordJob, sql`
      select name, training_number as "trainingNumber", user_name as "userName", id_card_sealed as "idCardSealed" from person where id = ${personId}`);
    if (!row) throw new Error('a session without a person');
    return { name: row.name, trainingNumber: row.trainingNumber, userName: row.userName, idCard: row.idCardSealed === null ? null : this.vault.open(row.idCardSealed) };
  }
}
