// The second factor (动态码): enrolled, shown at sign-in, switched off, and replaced by recovery codes where the telephone is lost.
import { formatInstant } from '../kernel/calendar.js';
import { accepted, refuse, refused, type Outcome, type Refusal } from '../kernel/refusals.js';
import type { Role } from '../kernel/roles.js';
import { atHome } from './at-home.js';
import { recordAudit } from '../platform/audit/audit.js';
import type { Clock } from '../platform/clock/clock.js';
import type { Database, Tx } from '../platform/database/database.js';
import { sql } from '../platform/database/sql.js';
import { personOf, type RequestContext } from '../platform/graphql/caller.js';
import type { Vault } from '../platform/vault/vault.js';
import type { CallerService } from './caller.service.js';
import type { SecondFactorType } from './graphql/account.type.js';
import type { PasswordService } from './password.service.js';
import { isSecondFactorRequired } from './rules/sign-in-step.js';
import { acceptableSteps, stepAt } from './rules/time-steps.js';
import type { OpenedSession, SessionStore } from './session.store.js';
import type { SignInCountStore } from './sign-in-count.store.js';
import { lockedRefusal } from './sign-in-refusals.js';
import { isRecoveryCodeForm, matchingStep, newRecoveryCodes, newTotpSecret, normalisedRecoveryCode, totpCode, totpUri } from './totp.js';

const factorJob = { kind: 'job', job: 'second-factor' } as const;
const codeBudgets = ['codePair', 'codeAccount'] as const;

export interface Enrolment { secret: string; uri: string }

interface FactorRow { secret: Buffer | null; next: Buffer | null; lastStep: number | string | null }

export class SecondFactorService {
  constructor(private readonly database: Database, private readonly clock: Clock, private readonly vault: Vault, private readonly callers: CallerService, private readonly counts: SignInCountStore, private readonly sessions: SessionStore, private readonly passwords: PasswordService) {}

  /** The second step of signing in: a code of the authenticator or a recovery code. The session goes on under a new token. */
  async prove(context: RequestContext, typed: string): Promise<Outcome<OpenedSession>> {
    const personId = personOf(context.caller);
    const now = this.clock.system();
    const { closed, lockedAfter } = await this.database.transaction(factorJob, (tx) => this.counts.take(tx, { personId }, context.address, codeBudgets, now));
    const isRecovery = isRecoveryCodeForm(typed);
    // Recovery codes are too long to be guessed: they open while others are guessing the short ones.
    const isClosed = closed.codePair ?? (isRecovery ? undefined : closed.codeAccount);
    if (isClosed) return refused({ ...lockedRefusal(isClosed, now), field: 'code' });
    const outcome = await this.database.transaction<Outcome<OpenedSession>>(factorJob, async (tx) => {
      const isRight = isRecovery ? await this.#useRecoveryCode(tx, personId, typed) : await this.#useCode(tx, personId, typed);
      if (!isRight) return refused(lockedAfter ? { ...lockedRefusal(lockedAfter, now), field: 'code' } : wrongCode());
      await this.counts.giveBack(tx, { personId }, context.address, codeBudgets.filter((one) => !closed[one]), now);
      const opened = await this.sessions.carryOn(tx, context.caller.sessionId ?? 0, { isSecondFactorShown: true });
      await recordAudit(tx, await atHome(tx, context), { action: 'access.prove', subject: null, facts: { by: isRecovery ? 'RECOVERY_CODE' : 'CODE' } });
      return accepted(opened);
    });
    this.callers.forgetPerson(personId);
    return outcome;
  }

  /** Begins an enrolment, also of a new telephone; nothing changes until a code confirms it. On an open session the password is asked again. */
  async begin(context: RequestContext, password: string): Promise<Outcome<Enrolment>> {
    const personId = personOf(context.caller);
    if (context.caller.step === null) {
      const proof = await this.passwords.proveAgain(context, password, 'password');
      if (!proof.ok) return proof;
    }
    const secret = newTotpSecret();
    const sealed = this.vault.seal(secret).toString('hex');
    const label = await this.database.transaction(factorJob, async (tx) => {
      await tx.rows(sql`insert into second_factor (person_id, next_secret_sealed) values (${personId}, decode(${sealed}, 'hex')) on conflict (person_id) do update set next_secret_sealed = excluded.next_secret_sealed`);
      await recordAudit(tx, await atHome(tx, context), { action: 'access.secondFactor', subject: null, facts: { act: 'begin' } });
      return (await tx.rows<{ label: string }>(sql`select training_number as label from person where id = ${personId}`))[0]?.label ?? '';
    });
    return accepted({ secret, uri: totpUri(secret, label) });
  }

  /** A code of the new authenticator confirms it; the recovery codes are told this once. */
  async confirm(context: RequestContext, typed: string): Promise<Outcome<{ opened: OpenedSession; recoveryCodes: string[] }>> {
    const personId = personOf(context.caller);
    const now = this.clock.system();
    const outcome = await this.database.transaction<Outcome<{ opened: OpenedSession; recoveryCodes: string[] }>>(factorJob, async (tx) => {
      const next = (await this.#locked(tx, personId))?.next;
      if (!next) return refused(refuse('NOT_ALLOWED_IN_STATE', { zh: '请先开始绑定。', en: 'Begin the enrolment first.' }, { field: 'code' }));
      const step = matchingStep(this.vault.open(next), typed, acceptableSteps(now, null));
      if (step === null) return refused(wrongCode());
      await tx.rows(sql`update second_factor set secret_sealed = next_secret_sealed, next_secret_sealed = null, confirmed_at = ${now}, last_step = ${step} where person_id = ${personId}`);
      const recoveryCodes = await this.#renewCodes(tx, personId);
      const opened = await this.sessions.carryOn(tx, context.caller.sessionId ?? 0, { isSecondFactorShown: true });
      await recordAudit(tx, await atHome(tx, context), { action: 'access.secondFactor', subject: null, facts: { act: 'confirm' } });
      return accepted({ opened, recoveryCodes });
    });
    this.callers.forgetPerson(personId);
    return outcome;
  }

  async renewRecoveryCodes(context: RequestContext, password: string): Promise<Outcome<string[]>> {
    const personId = personOf(context.caller);
    const proof = await this.passwords.proveAgain(context, password, 'password');
    if (!proof.ok) return proof;
    return this.database.transaction<Outcome<string[]>>(factorJob, async (tx) => {
      if (!(await this.#locked(tx, personId))?.secret) return refused(notOn());
      const codes = await this.#renewCodes(tx, personId);
      await recordAudit(tx, await atHome(tx, context), { action: 'access.secondFactor', subject: null, facts: { act: 'renewRecoveryCodes' } });
      return accepted(codes);
    });
  }

  /** Whoever must have one keeps it. */
  async switchOff(context: RequestContext, password: string): Promise<Outcome<null>> {
    const personId = personOf(context.caller);
    const proof = await this.passwords.proveAgain(context, password, 'password');
    if (!proof.ok) return proof;
    const outcome = await this.database.transaction<Outcome<null>>(factorJob, async (tx) => {
      if (isSecondFactorRequired(await this.#posts(personId))) return refused(refuse('NOT_ALLOWED', { zh: '县级及以上管理员必须使用动态码，不能关闭。', en: 'Administrators from county level up must keep their second factor.' }, { requirement: 'SH24-06' }));
      if (!(await this.#locked(tx, personId))?.secret) return refused(notOn());
      await removeSecondFactor(tx, personId);
      await recordAudit(tx, await atHome(tx, context), { action: 'access.secondFactor', subject: null, facts: { act: 'switchOff' } });
      return accepted(null);
    });
    this.callers.forgetPerson(personId);
    return outcome;
  }

  async standOf(personId: number): Promise<SecondFactorType> {
    const [row] = await this.database.rows<{ confirmedAt: Date | null; codes: number }>(factorJob, sql`
      select (select confirmed_at from second_factor where person_id = ${personId}) as "confirmedAt", (select count(*) from recovery_code where person_id = ${personId} and used_at is null) as codes`);
    const isOn = row?.confirmedAt != null;
    return { isOn, isRequired: isSecondFactorRequired(await this.#posts(personId)), since: row?.confirmedAt ? formatInstant(row.confirmedAt) : null, recoveryCodesLeft: isOn ? row.codes : 0 };
  }

  /** The code that would be accepted now, if the person's secret is the one that the demonstration publishes; null for everybody else. */
  async demoCode(personId: number, demoSecret: string): Promise<string | null> {
    const [row] = await this.database.rows<FactorRow>(factorJob, sql`select secret_sealed as secret, next_secret_sealed as next, last_step as "lastStep" from second_factor where person_id = ${personId}`);
    if (!row?.secret || this.vault.open(row.secret) !== demoSecret) return null;
    const now = this.clock.system();
    // The current one or, when that was just used, the next.
    const step = acceptableSteps(now, row.lastStep === null ? null : Number(row.lastStep)).filter((one) => one >= stepAt(now)).sort((a, b) => a - b)[0];
    return step === undefined ? null : totpCode(demoSecret, step);
  }

  async #useCode(tx: Tx, personId: number, typed: string): Promise<boolean> {
    // Two with the same code queue here; the second finds it used.
    const row = await this.#locked(tx, personId);
    if (!row?.secret) return false;
    const step = matchingStep(this.vault.open(row.secret), typed, acceptableSteps(this.clock.system(), row.lastStep === null ? null : Number(row.lastStep)));
    if (step === null) return false;
    await tx.rows(sql`update second_factor set last_step = ${step} where person_id = ${personId}`);
    return true;
  }

  async #useRecoveryCode(tx: Tx, personId: number, typed: string): Promise<boolean> {
    const used = await tx.rows(sql`update recovery_code set used_at = ${this.clock.system()} where person_id = ${personId} and code_hash = decode(${this.#codeHash(normalisedRecoveryCode(typed))}, 'hex') and used_at is null returning person_id`);
    return used.length === 1;
  }

  async #renewCodes(tx: Tx, personId: number): Promise<string[]> {
    const codes = newRecoveryCodes();
    await tx.rows(sql`delete from recovery_code where person_id = ${personId}`);
    await tx.rows(sql`insert into recovery_code (person_id, code_hash) select ${personId}::bigint, decode(one, 'hex') from unnest(${codes.map((code) => this.#codeHash(normalisedRecoveryCode(code)))}::text[]) as one`);
    return codes;
  }

  /** Keyed: half a hundred bits alone would not outlast a stolen table. */
  #codeHash(code: string): string {
    return this.vault.hash(`recovery code ${code}`).toString('hex');
  }

  async #locked(tx: Tx, personId: number): Promise<FactorRow | undefined> {
    return (await tx.rows<FactorRow>(sql`select secret_sealed as secret, next_secret_sealed as next, last_step as "lastStep" from second_factor where person_id = ${personId} for update`))[0];
  }

  async #posts(personId: number): Promise<{ role: Role; level: string }[]> {
    const today = this.clock.today();
    return this.database.rows(factorJob, sql`select r.role, o.level from role_assignment r join office o on o.id = r.office_id where r.person_id = ${personId} and r.valid_from <= ${today}::date and (r.valid_until is null or r.valid_until >= ${today}::date)`);
  }
}

export async function removeSecondFactor(tx: Tx, personId: number): Promise<void> {
  await tx.rows(sql`delete from recovery_code where person_id = ${personId}`);
  await tx.rows(sql`delete from second_factor where person_id = ${personId}`);
}

function wrongCode(): Refusal {
  return refuse('WRONG_CODE', { zh: '动态码不正确或已用过，请等下一个再试。', en: 'The code is wrong or was used; wait for the next one.' }, { field: 'code' });
}

function notOn(): Refusal {
  return refuse('NOT_ALLOWED_IN_STATE', { zh: '还没有启用动态码。', en: 'The second factor is not on.' });
}
