// Verifying the audit trail: the chain is computed anew from the events, link by link, and held against the heads that were kept elsewhere.
import type pg from 'pg';
import type { Vault } from '../vault/vault.js';
import { genesis, linkHash, milliseconds, sealedColumns, type SealedColumns } from './chain.js';
import type { Head, Heads } from './heads-file.js';

export const faultKinds = {
  CHANGED: 'the event or its seal is not what was sealed',
  DELETED: 'the event is gone, its seal is there',
  SEAL_MISSING: 'the seal is gone',
  BACKDATED: 'the event claims a time at which it was not there yet',
  POSTDATED: 'the event claims a time after its sealing',
  INSERTED: 'the event carries a number that had been passed long before',
  UNSEALED: 'the event was passed over by the sealer, so it came later than it claims',
  HEAD_LOST: 'the chain does not hold a head that was kept: its end was cut off, or it was made anew',
  NO_HEAD: 'there are seals and no head was kept: nobody can tell whether the end was cut off',
} as const;
export type FaultKind = keyof typeof faultKinds;

/** `number`: the place in the chain; `eventId`: the event. One of the two may be unknown. */
export interface Fault { kind: FaultKind; number: number | null; eventId: string | null }

export interface TrailSummary {
  events: number;
  /** When the first of them happened. */
  since: Date | null;
  head: Head | null;
  /** Events that were committed so lately that no sealer has been there since. */
  waiting: number;
  faults: number;
}

/** Longer than any transaction lasts between writing its event and its end. */
const lateMs = 600_000;
/** How far two readings of the database's clock may be apart. */
const skewMs = 60_000;
const pageSize = 5_000;

interface Row extends Omit<SealedColumns, 'id'> { id: string | null; number: string; eventId: string; sealedAt: string; committedAfter: string | null; hash: Buffer }

/** Reads all in one snapshot, a page at a time; tells each fault as it is found. */
export async function verifyTrail(client: pg.ClientBase, vault: Vault, heads: Heads, onFault: (fault: Fault) => void): Promise<TrailSummary> {
  await client.query('begin isolation level repeatable read read only');
  try {
    return await verify(client, vault, heads, onFault);
  } finally {
    await client.query('rollback');
  }
}

async function verify(client: pg.ClientBase, vault: Vault, heads: Heads, onFault: (fault: Fault) => void): Promise<TrailSummary> {
  const summary: TrailSummary = { events: 0, since: null, head: null, waiting: 0, faults: 0 };
  const tell = (kind: FaultKind, number: number | null, eventId: string | null): void => {
    summary.faults += 1;
    onFault({ kind, number, eventId });
  };
  const kept = new Map([...heads.kept, ...(heads.latest ? [heads.latest] : [])].map((head) => [`${head.number}:${head.hash}`, head]));
  const expected = Map.groupBy(kept.values(), ({ number }) => number);
  const places = new Places();
  let before = { number: 0, hash: genesis };
  for (let isMore = true; isMore;) {
    const { rows } = await client.query<Row>({ name: 'audit_verify', text: `
      select s.number::text as number, s.event_id::text as "eventId", ${milliseconds('s.sealed_at')} as "sealedAt", ${milliseconds('s.committed_after')} as "committedAfter", s.hash, ${sealedColumns}
      from audit_seal s left join audit_event e on e.id = s.event_id where s.number > $1 order by s.number limit ${pageSize}`, values: [before.number] });
    isMore = rows.length === pageSize;
    for (const row of rows) {
      const number = Number(row.number);
      for (let missing = before.number + 1; missing < number; missing += 1) tell('SEAL_MISSING', missing, null);
      const isNext = number === before.number + 1;
      const { id } = row;
      if (id === null) tell('DELETED', number, row.eventId);
      // Behind a gap the link cannot be computed; the gap itself is the fault.
      else if (isNext && !linkHash(vault, before.hash, { number, sealedAt: row.sealedAt, committedAfter: row.committedAfter }, { ...row, id }).equals(row.hash)) tell('CHANGED', number, row.eventId);
      if (id !== null) {
        summary.events += 1;
        summary.since ??= new Date(Number(row.at));
        const kind = places.faultOf(Number(id), Number(row.at), Number(row.sealedAt), row.committedAfter === null ? null : Number(row.committedAfter));
        if (kind) tell(kind, number, row.eventId);
      }
      for (const head of expected.get(number) ?? []) if (!row.hash.equals(Buffer.from(head.hash, 'hex'))) tell('HEAD_LOST', number, row.eventId);
      expected.delete(number);
      before = { number, hash: row.hash };
      summary.head = { number, hash: row.hash.toString('hex'), sealedAt: row.sealedAt };
    }
  }
  for (const number of expected.keys()) tell('HEAD_LOST', number, null);
  if (summary.head !== null && kept.size === 0) tell('NO_HEAD', summary.head.number, null);
  summary.waiting = await lookAtUnsealed(client, summary.head, (eventId) => { tell('UNSEALED', null, eventId); });
  return summary;
}

/** What is not sealed waits for the sealer, or came after the sealer had passed its time. Answers how many wait. */
async function lookAtUnsealed(client: pg.ClientBase, head: Head | null, onPassedOver: (eventId: string) => void): Promise<number> {
  const { rows } = await client.query<{ id: string; at: string }>(`select e.id::text as id, ${milliseconds('e.at')} as at from audit_event e where not exists (select 1 from audit_seal s where s.event_id = e.id) order by e.id`);
  const passedOver = rows.filter(({ at }) => head !== null && Number(at) < Number(head.sealedAt) - lateMs);
  for (const { id } of passedOver) onPassedOver(id);
  return rows.length - passedOver.length;
}

/** Events are sealed about in the order in which they happened; one that stands far from its place was put there later. */
class Places {
  #latestAt = 0;
  /** The highest number of an event of sealings long past, and of those since. */
  #settledId = 0;
  #recent: { sealedAt: number; highestId: number }[] = [];

  faultOf(id: number, at: number, sealedAt: number, committedAfter: number | null): FaultKind | null {
    while (this.#recent[0] && this.#recent[0].sealedAt < sealedAt - lateMs) this.#settledId = Math.max(this.#settledId, this.#recent.shift()?.highestId ?? 0);
    const isBackdated = at < this.#latestAt - lateMs || (committedAfter !== null && at < committedAfter - lateMs);
    const isPostdated = at > sealedAt + skewMs;
    const isInserted = id < this.#settledId;
    if (!isPostdated) this.#latestAt = Math.max(this.#latestAt, at);
    const last = this.#recent.at(-1);
    if (last?.sealedAt === sealedAt) last.highestId = Math.max(last.highestId, id);
    else this.#recent.push({ sealedAt, highestId: id });
    return isBackdated ? 'BACKDATED' : isPostdated ? 'POSTDATED' : isInserted ? 'INSERTED' : null;
  }
}
