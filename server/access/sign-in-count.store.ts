// Wrong passwords and codes as they are counted: taken before the secret is looked at, given back when it proves right.
import type { Tx } from '../platform/database/database.js';
import { sql } from '../platform/database/sql.js';
import type { Vault } from '../platform/vault/vault.js';
import { afterFailure, budgets, lockedUntil, type BudgetName, type Failures } from './rules/sign-in-lock.js';

/** Whom an attempt is about: a person by whichever of their names, or a name that is nobody's. */
export type Subject = { personId: number } | { unknownName: string };

export interface Taken {
  /** Budgets that were closed before this attempt, with the end of their locks. */
  closed: Partial<Record<BudgetName, Date>>;
  /** The end of the lock that this attempt brings if it proves wrong. */
  lockedAfter: Date | null;
}

interface CountRow { key: string; failures: number; since: Date | string; lockedUntil: Date | string | null }

const keptMs = 30 * 24 * 3_600_000;

export class SignInCountStore {
  constructor(private readonly vault: Vault) {}

  /** Takes one attempt of each budget that is open, none while the pair is closed. Rivals queue on the rows, always in the order of `names`. */
  async take(tx: Tx, subject: Subject, address: string, names: readonly BudgetName[], now: Date): Promise<Taken> {
    const keys = names.map((name) => this.#keyOf(name, subject, address));
    const subjects = names.map((name) => (name === 'address' ? '' : this.#subjectHash(subject)));
    await tx.rows(sql`insert into sign_in_count (key, subject_hash, failures, since, locked_until)
      select decode(key, 'hex'), decode(nullif(subject, ''), 'hex'), 0, ${now}::timestamptz, null from unnest(${keys}::text[], ${subjects}::text[]) as one (key, subject) on conflict do nothing`);
    const rows = await tx.rows<CountRow>(sql`select encode(key, 'hex') as key, failures, since, locked_until as "lockedUntil" from sign_in_count
      where key in (select decode(one, 'hex') from unnest(${keys}::text[]) as one) order by array_position(${keys}::text[], encode(key, 'hex')) for update`);
    const before = new Map(rows.map((row) => [row.key, failuresOf(row)]));
    const closed: Taken['closed'] = {};
    names.forEach((name, index) => {
      const until = lockedUntil(before.get(keys[index] ?? '') ?? null, now);
      if (until) closed[name] = until;
    });
    const isPairClosed = closed.pair !== undefined || closed.codePair !== undefined;
    const after = isPairClosed ? [] : names.flatMap((name, index) => (closed[name] ? [] : [{ key: keys[index] ?? '', ...afterFailure(before.get(keys[index] ?? '') ?? null, budgets[name], now) }]));
    await tx.rows(sql`update sign_in_count c set failures = one.failures, since = one.since, locked_until = nullif(one.until, '')::timestamptz
      from unnest(${after.map(({ key }) => key)}::text[], ${after.map(({ failures }) => failures)}::int[], ${after.map(({ since }) => since.toISOString())}::timestamptz[], ${after.map((one) => one.lockedUntil?.toISOString() ?? '')}::text[]) as one (key, failures, since, until)
      where c.key = decode(one.key, 'hex')`);
    return { closed, lockedAfter: latest(after.map((one) => one.lockedUntil)) };
  }

  /** The attempt was right: the pair starts anew, the others get theirs back. Forgets what is long past. */
  async giveBack(tx: Tx, subject: Subject, address: string, names: readonly BudgetName[], now: Date): Promise<void> {
    for (const name of names) {
      const key = this.#keyOf(name, subject, address);
      if (name === 'pair' || name === 'codePair') await tx.rows(sql`delete from sign_in_count where key = decode(${key}, 'hex')`);
      else await tx.rows(sql`update sign_in_count set failures = greatest(failures - 1, 0), locked_until = case when failures > ${budgets[name].allowed} then locked_until end where key = decode(${key}, 'hex')`);
    }
    await tx.rows(sql`delete from sign_in_count where key in (select key from sign_in_count where since < ${new Date(now.getTime() - keptMs)} limit 50 for update skip locked)`);
  }

  /** Opens every lock on a person, at all addresses. */
  async forget(tx: Tx, personId: number): Promise<void> {
    await tx.rows(sql`delete from sign_in_count where subject_hash = decode(${this.#subjectHash({ personId })}, 'hex')`);
  }

  #keyOf(name: BudgetName, subject: Subject, address: string): string {
    const whom = name === 'address' ? '' : textOf(subject);
    const where = name === 'account' || name === 'codeAccount' ? '' : address;
    return this.vault.hash(`sign-in ${name}\n${whom}\n${where}`).toString('hex');
  }

  #subjectHash(subject: Subject): string {
    return this.vault.hash(`sign-in subject\n${textOf(subject)}`).toString('hex');
  }
}

function textOf(subject: Subject): string {
  return 'personId' in subject ? `person ${subject.personId}` : `name ${subject.unknownName.toLowerCase()}`;
}

function failuresOf(row: CountRow): Failures {
  return { failures: row.failures, since: new Date(row.since), lockedUntil: row.lockedUntil === null ? null : new Date(row.lockedUntil) };
}

/** The last of several moments. */
export function latest(moments: readonly (Date | null | undefined)[]): Date | null {
  return moments.reduce<Date | null>((last, moment) => (moment && (last === null || moment > last) ? moment : last), null);
}
