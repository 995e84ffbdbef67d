// Signing in and out, and switching the role of a session.
import { accepted, refuse, refused, type Outcome } from '../kernel/refusals.js';
import { recordAudit } from '../platform/audit/audit.js';
import type { Clock } from '../platform/clock/clock.js';
import type { Database } from '../platform/database/database.js';
import { sql } from '../platform/database/sql.js';
import type { RequestContext } from '../platform/graphql/caller.js';
import type { Vault } from '../platform/vault/vault.js';
import type { CallerService } from './caller.service.js';
import { verifyPassword } from './passwords.js';
import type { BudgetName } from './rules/sign-in-lock.js';
import type { OpenedSession, SessionStore } from './session.store.js';
import { latest, type SignInCountStore, type Subject } from './sign-in-count.store.js';
import { lockedRefusal, wrongCredentials } from './sign-in-refusals.js';
import { tokenHash } from './tokens.js';
import { endViewing } from './viewed-office.js';

/** For so long an address at which somebody signed in stays theirs. */
const knownAddressMs = 90 * 24 * 3_600_000;
const signInJob = { kind: 'job', job: 'sign-in' } as const;

export class SignInService {
  constructor(private readonly database: Database, private readonly clock: Clock, private readonly vault: Vault, private readonly callers: CallerService, private readonly counts: SignInCountStore, private readonly sessions: SessionStore) {}

  /** Signs in by training number, user name or ID-card number. Refuses WRONG_CREDENTIALS and LOCKED, alike for names that do not exist. */
  async signIn(context: RequestContext, login: string, password: string): Promise<Outcome<OpenedSession>> {
    const name = login.trim();
    const now = this.clock.system();
    const [person] = await this.database.rows<{ id: number; officeId: number | null; isAtHome: boolean }>(signInJob, sql`
      select p.id, p.office_id as "officeId", exists (select 1 from known_address k where k.person_id = p.id and k.address = ${context.address} and k.last_at > ${new Date(now.getTime() - knownAddressMs)}) as "isAtHome" from person p
      where (p.training_number = ${name} or p.user_name in (${name}, ${name.toLowerCase()}) or p.id_card_hash = decode(${this.vault.hash(name.toUpperCase()).toString('hex')}, 'hex')) and p.merged_into_id is null
      order by p.training_number = ${name} desc, p.id limit 1`);
    // Counted per person and not per typed name: a person's three names are one target.
    const subject: Subject = person ? { personId: person.id } : { unknownName: name };
    const names: BudgetName[] = person?.isAtHome ? ['pair'] : ['pair', 'account', 'address'];
    // Counted as wrong before it is looked at, so that a hundred guesses at the same moment are no more than five.
    const { closed, lockedAfter } = await this.database.transaction(signInJob, (tx) => this.counts.take(tx, subject, context.address, names, now));
    const isClosed = latest([closed.pair, closed.address]);
    if (isClosed) return refused(lockedRefusal(isClosed, now));
    const [credential] = await this.database.rows<{ passwordHash: string; oneTimeUntil: Date | null }>(signInJob, sql`select password_hash as "passwordHash", one_time_until as "oneTimeUntil" from credential where person_id = ${person?.id ?? 0}`);
    // A one-time password cannot be guessed, so it opens while others are guessing: with it the school's administrator helps out.
    if (closed.account && !credential?.oneTimeUntil) return refused(lockedRefusal(closed.account, now));
    const hasRunOut = credential?.oneTimeUntil != null && credential.oneTimeUntil <= now;
    // The expensive comparison runs outside any transaction, and also for names that do not exist.
    const isRight = await verifyPassword(password, hasRunOut ? null : (credential?.passwordHash ?? null));
    if (!person || !isRight) return refused(lockedAfter ? lockedRefusal(lockedAfter, now) : wrongCredentials('password'));
    return this.database.transaction(signInJob, async (tx) => {
      await this.counts.giveBack(tx, subject, context.address, names.filter((one) => !closed[one]), now);
      const opened = await this.sessions.open(tx, context, { personId: person.id, method: 'PASSWORD', isSecondFactorShown: false });
      await recordAudit(tx, { ...context, caller: { ...context.caller, actor: `person:${person.id}`, officeId: person.officeId } }, { action: 'access.signIn', subject: null, facts: { method: 'PASSWORD' } });
      return accepted(opened);
    });
  }

  async signOut(context: RequestContext): Promise<void> {
    const { sessionToken, caller } = context;
    if (!sessionToken) return;
    await this.database.transaction(signInJob, async (tx) => {
      await endViewing(tx, { tokenHash: tokenHash(sessionToken), until: null, requestId: context.requestId, by: 'SIGN_OUT' });
      await tx.rows(sql`delete from session where token_hash = decode(${tokenHash(sessionToken)}, 'hex')`);
      await recordAudit(tx, context, { action: 'access.signOut', subject: null, facts: {} });
    });
    this.callers.forgetPerson(caller.personId);
  }

  /** Acts in another of the person's own roles from now on. */
  async activateRole(context: RequestContext, roleId: number): Promise<Outcome<null>> {
    const { caller } = context;
    const today = this.clock.today();
    const outcome = await this.database.transaction<Outcome<null>>(signInJob, async (tx) => {
      const changed = await tx.rows(sql`update session s set active_role_id = r.id from role_assignment r
        where s.id = ${caller.sessionId} and r.id = ${roleId} and r.person_id = s.person_id and s.person_id = ${caller.personId}
          and r.valid_from <= ${today}::date and (r.valid_until is null or r.valid_until >= ${today}::date) returning s.id`);
      if (changed.length === 0) return refused(refuse('NOT_FOUND', { zh: '您没有这个角色，或任期已过。', en: 'You do not hold this role now.' }, { field: 'roleId' }));
      await recordAudit(tx, context, { action: 'access.switch', subject: null, facts: { roleId } });
      return accepted(null);
    });
    this.callers.forgetPerson(caller.personId);
    return outcome;
  }
}
