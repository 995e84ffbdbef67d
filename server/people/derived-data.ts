// What is derived from a person's data and kept beside it: readings for the search, keyed hashes for exact matches.
// Rows of older installations lack them, as does whoever was written by a tool; they are completed after the start, while the
// server already answers: for a whole province that takes some minutes, and until then the search finds names as written.
import type { Database } from '../platform/database/database.js';
import { sql } from '../platform/database/sql.js';
import { readingOfName } from '../platform/text/pinyin.js';
import type { Vault } from '../platform/vault/vault.js';
import { identityOf } from './teacher-record.js';

const derivingJob = { kind: 'job', job: 'derive-people' } as const;
/** Small enough that answers between two batches do not wait long. */
const batch = 200;

export class DerivedData {
  #isStopping = false;
  #running: Promise<void> = Promise.resolve();

  constructor(private readonly database: Database, private readonly vault: Vault, private readonly report: (error: unknown) => void) {}

  /** Settles when nothing is missing any more. */
  start(): Promise<void> {
    return (this.#running = this.#deriveMissing().catch(this.report));
  }

  async stop(): Promise<void> {
    this.#isStopping = true;
    await this.#running;
  }

  async #deriveMissing(): Promise<void> {
    while (!this.#isStopping && (await deriveNext(this.database, this.vault)));
  }
}

/** Completes the next people; answers whether there were any. */
async function deriveNext(database: Database, vault: Vault): Promise<boolean> {
  const people = await database.rows<{ id: number; name: string; idCard: string | null; mobile: string | null }>(derivingJob, sql`
    select id, name, encode(id_card_sealed, 'hex') as "idCard", encode(mobile_sealed, 'hex') as mobile from person where name_pinyin is null and merged_into_id is null limit ${batch}`);
  if (people.length === 0) return false;
  const open = (sealed: string | null) => (sealed === null ? null : vault.open(Buffer.from(sealed, 'hex')));
  const hash = (text: string | null) => (text === null ? '' : vault.hash(text).toString('hex'));
  const rows = people.map(({ id, name, idCard, mobile }) => ({ id, ...readingOfName(name), mobile: hash(open(mobile)), identity: hash(identityOf({ name, idCard: open(idCard) })) }));
  await database.transaction(derivingJob, (tx) => tx.rows(sql`update person set name_pinyin = d.pinyin, name_initials = d.initials, mobile_hash = decode(nullif(d.mobile, ''), 'hex'), identity_hash = decode(nullif(d.identity, ''), 'hex')
    from unnest(${rows.map(({ id }) => id)}::bigint[], ${rows.map(({ full }) => full)}::text[], ${rows.map(({ initials }) => initials)}::text[], ${rows.map(({ mobile }) => mobile)}::text[], ${rows.map(({ identity }) => identity)}::text[]) as d(id, pinyin, initials, mobile, identity)
    where person.id = d.id and person.name_pinyin is null`));
  return true;
}
