// The sealer of the audit trail: once a second it chains what was committed since. One process at a time does so; any may.
import { dateInShanghai } from '../../kernel/calendar.js';
import type { Database, Tx } from '../database/database.js';
import { raw, sql, type Sql } from '../database/sql.js';
import type { Vault } from '../vault/vault.js';
import { genesis, linkHash, milliseconds, sealedColumns, type SealedColumns } from './chain.js';
import type { Head, Heads, HeadsKeeper } from './heads-file.js';

const sealerJob = { kind: 'job', job: 'audit-sealer' } as const;
const intervalMs = 1_000;
/** Seals of one transaction. */
const batchSize = 2_000;
/** Ids that are looked through at once for what an earlier process left unsealed. */
const windowSize = 50_000;
const lockKey = 4_714;

export interface SealerReports {
  /** The newest head, once a day, for a log that is kept elsewhere. */
  head(head: Head): void;
  /** A head that stood in the chain is no longer there: somebody was at the tables. */
  lost(head: Head): void;
  failure(error: unknown): void;
}

/** `isFull`: there may be more. `horizon`: every transaction before it has ended, and what it wrote was seen. `at`: when the looking began. */
interface Batch { sealed: number; isFull: boolean; horizon: string; at: string; head: Head | null }
/** Which events are looked at; the order is that of the index which finds them, whatever the planner knows of a table that has just grown. */
interface Wanted { where: Sql; orderBy: Sql }
type Found = SealedColumns | { [Column in keyof SealedColumns]: null };

export class AuditSealer {
  /** Everything written by transactions before this one is sealed; null until the trail was looked through once. */
  #horizon: string | null = null;
  #committedAfter: string | null = null;
  #heads: Heads | null = null;
  #seen: Head | null = null;
  #timer: NodeJS.Timeout | null = null;
  #running: Promise<void> = Promise.resolve();
  #isStopping = false;

  constructor(private readonly database: Database, private readonly vault: Vault, private readonly keeper: HeadsKeeper, private readonly report: SealerReports) {}

  start(): void {
    const turn = async (): Promise<void> => {
      try {
        await this.seal();
      } catch (error) {
        this.report.failure(error);
      }
      if (!this.#isStopping) this.#timer = setTimeout(() => { this.#running = turn(); }, intervalMs).unref();
    };
    this.#running = turn();
  }

  /** Ends after the batch in hand, and seals what is there. */
  async stop(): Promise<void> {
    const hasStarted = this.#timer !== null;
    this.#isStopping = true;
    if (this.#timer) clearTimeout(this.#timer);
    await this.#running;
    if (hasStarted) await this.seal().catch(this.report.failure);
  }

  /** Seals everything that is committed by now; answers how many events that were. Nothing where another process is at it. */
  async seal(): Promise<number> {
    if (this.#horizon === null) return this.#lookThrough();
    const done = await this.#work({ where: sql`e.xact >= ${this.#horizon}::xid8`, orderBy: sql`e.xact, e.id` });
    return done ?? 0;
  }

  /** The first time: what an earlier process left behind may stand anywhere, also after a move to another cluster, where transactions are numbered anew. */
  async #lookThrough(): Promise<number> {
    const [bounds] = await this.database.rows<{ horizon: string; at: string; last: number }>(sealerJob, sql`select pg_snapshot_xmin(pg_current_snapshot())::text as horizon, ${raw(milliseconds('statement_timestamp()'))} as at, coalesce(max(id), 0) as last from audit_event`);
    if (!bounds) return 0;
    let count = 0;
    for (let from = 0; from < bounds.last && !this.#isStopping; from += windowSize) {
      const done = await this.#work({ where: sql`e.id > ${from} and e.id <= ${from + windowSize}`, orderBy: sql`e.id` });
      // Another process is sealing; this one looks again in a second.
      if (done === null) return count;
      count += done;
    }
    if (this.#isStopping) return count;
    [this.#horizon, this.#committedAfter] = [bounds.horizon, bounds.at];
    return count + await this.seal();
  }

  /** Batch after batch until nothing wanted is left; null where another process holds the lock. */
  async #work(wanted: Wanted): Promise<number | null> {
    this.#heads ??= await this.keeper.read();
    this.#seen ??= this.#heads.latest;
    for (let count = 0; ;) {
      const batch = await this.database.transaction(sealerJob, (tx) => this.#batch(tx, wanted));
      if (batch === null) return null;
      count += batch.sealed;
      if (batch.head) await this.#keep(batch.head);
      if (batch.isFull) continue;
      if (this.#horizon !== null) [this.#horizon, this.#committedAfter] = [batch.horizon, batch.at];
      return count;
    }
  }

  async #batch(tx: Tx, { where, orderBy }: Wanted): Promise<Batch | null> {
    const [lock] = await tx.rows<{ isOurs: boolean }>(sql`select pg_try_advisory_xact_lock(${lockKey}) as "isOurs"`);
    if (lock?.isOurs !== true) return null;
    const [head] = await tx.rows<{ number: string; hash: string; sealedAt: string }>(sql`select number::text as number, encode(hash, 'hex') as hash, ${raw(milliseconds('sealed_at'))} as "sealedAt" from audit_seal s order by s.number desc limit 1`);
    await this.#missLost(tx);
    // One statement, so that horizon and events are of one snapshot: a writer that ends later stands behind the horizon.
    const found = await tx.rows<Found & { horizon: string; now: string }>(sql`
      select pg_snapshot_xmin(pg_current_snapshot())::text as horizon, ${raw(milliseconds('statement_timestamp()'))} as now, e.* from (values (1)) one
      left join (select ${raw(sealedColumns)} from audit_event e where ${where} and not exists (select 1 from audit_seal s where s.event_id = e.id) order by ${orderBy} limit ${batchSize}) e on true`);
    const [first] = found;
    if (!first) throw new Error('a statement without rows answers one row');
    const events = found.filter((row): row is SealedColumns & { horizon: string; now: string } => row.id !== null);
    let last = head ? { number: Number(head.number), hash: head.hash, sealedAt: head.sealedAt } : null;
    const link = { sealedAt: first.now, committedAfter: this.#committedAfter };
    const hashes: string[] = [];
    for (const event of events) {
      const number: number = (last?.number ?? 0) + 1;
      const hash = linkHash(this.vault, last ? Buffer.from(last.hash, 'hex') : genesis, { ...link, number }, event).toString('hex');
      last = { number, hash, sealedAt: link.sealedAt };
      hashes.push(hash);
    }
    if (events.length > 0) {
      await tx.rows(sql`insert into audit_seal (number, event_id, sealed_at, committed_after, hash)
        select ${Number(head?.number ?? 0)}::bigint + place, event_id, ${moment(link.sealedAt)}, ${moment(link.committedAfter)}, decode(hash, 'hex')
        from unnest(${events.map(({ id }) => id)}::bigint[], ${hashes}::text[]) with ordinality as sealed (event_id, hash, place)`);
    }
    return { sealed: events.length, isFull: events.length === batchSize, horizon: first.horizon, at: first.now, head: last };
  }

  /** The head that was seen last must still stand there. One that does not is kept for good and told; the trail goes on, because acts go on. */
  async #missLost(tx: Tx): Promise<void> {
    const seen = this.#seen;
    if (seen === null || this.#heads === null) return;
    const there = await tx.rows(sql`select 1 as one from audit_seal where number = ${seen.number} and hash = decode(${seen.hash}, 'hex')`);
    if (there.length > 0) return;
    this.#seen = null;
    this.#heads = { latest: null, kept: [...this.#heads.kept, seen] };
    await this.keeper.write(this.#heads);
    this.report.lost(seen);
  }

  async #keep(head: Head): Promise<void> {
    if (this.#heads === null || head.hash === this.#seen?.hash) return;
    const isNewDay = this.#heads.latest === null || dayOf(this.#heads.latest) !== dayOf(head);
    this.#seen = head;
    this.#heads = { latest: head, kept: isNewDay ? [...this.#heads.kept, head] : this.#heads.kept };
    await this.keeper.write(this.#heads);
    if (isNewDay) this.report.head(head);
  }
}

function dayOf({ sealedAt }: Head): string {
  return dateInShanghai(new Date(Number(sealedAt)));
}

function moment(at: string | null): Sql {
  return at === null ? raw('null::timestamptz') : sql`to_timestamp(${at}::bigint / 1000.0)`;
}
