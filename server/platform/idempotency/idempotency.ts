// Idempotency keys: a write that is sent twice has one effect, and the second answer is the first one's.
import { createHash } from 'node:crypto';
import { accepted, refuse, refused, type Outcome } from '../../kernel/refusals.js';
import type { Tx } from '../database/database.js';
import { sql } from '../database/sql.js';

/** A write of a sender, with a key; null where none is named. */
export interface KeyedWrite { actor: string; key: string | null; request: unknown }

/** A sender's key, and the hash of what was sent with it. */
interface Claim { actor: string; key: string; hash: string }

type Replay = { kind: 'first' } | { kind: 'repeated'; answer: unknown } | { kind: 'reused' };

/**
 * Claims keys inside the transaction of their effects. A second sender of the same key waits here for the first one's
 * commit and then gets its answer; another body under the same key is refused.
 */
async function claimKeys(tx: Tx, claims: readonly Claim[]): Promise<Map<string, Replay>> {
  const claimed = await tx.rows<Claim>(sql`insert into idempotency_key (actor, key, request_hash, answer, created_at)
    select c.actor, c.key, decode(c.hash, 'hex'), 'null'::jsonb, clock_timestamp() from jsonb_to_recordset(${JSON.stringify(claims)}::jsonb) as c(actor text, key text, hash text) order by c.actor, c.key on conflict do nothing returning actor, key`);
  const replays = new Map<string, Replay>(claimed.map((claim) => [placeOf(claim), { kind: 'first' }]));
  const known = claims.filter((claim) => !replays.has(placeOf(claim)));
  const stored = known.length === 0 ? [] : await tx.rows<Claim & { answer: unknown }>(sql`select k.actor, k.key, encode(k.request_hash, 'hex') as hash, k.answer from idempotency_key k
    join jsonb_to_recordset(${JSON.stringify(known)}::jsonb) as c(actor text, key text) on c.actor = k.actor and c.key = k.key`);
  const rows = new Map(stored.map((row) => [placeOf(row), row]));
  for (const claim of known) {
    const row = rows.get(placeOf(claim));
    replays.set(placeOf(claim), row?.hash === claim.hash ? { kind: 'repeated', answer: row.answer } : { kind: 'reused' });
  }
  return replays;
}

/** Stores what the first senders were told; a refused write leaves its key free, so that it may come again put right. */
async function keepAnswers(tx: Tx, told: readonly { claim: Claim; outcome: Outcome<unknown> }[]): Promise<void> {
  const kept = told.flatMap(({ claim: { actor, key }, outcome }) => (outcome.ok ? [{ actor, key, answer: outcome.value }] : []));
  const freed = told.flatMap(({ claim: { actor, key }, outcome }) => (outcome.ok ? [] : [{ actor, key }]));
  if (kept.length > 0) await tx.rows(sql`update idempotency_key k set answer = coalesce(c.answer, 'null') from jsonb_to_recordset(${JSON.stringify(kept)}::jsonb) as c(actor text, key text, answer jsonb) where k.actor = c.actor and k.key = c.key`);
  if (freed.length > 0) await tx.rows(sql`delete from idempotency_key k using jsonb_to_recordset(${JSON.stringify(freed)}::jsonb) as c(actor text, key text) where k.actor = c.actor and k.key = c.key`);
}

/** Does the work once a key and body; a refused write leaves its key free, so that it may come again put right. */
export async function once<Answer>(tx: Tx, actor: string, key: string | null, request: unknown, work: () => Promise<Outcome<Answer>>): Promise<Outcome<Answer>> {
  const [outcome] = await onceEach(tx, [{ actor, key, request }], async () => [await work()]);
  return outcome as Outcome<Answer>;
}

/** The same for several writes that are done together: the work is given those that are to be done, and answers each in its place. */
export async function onceEach<Write extends KeyedWrite, Answer>(tx: Tx, writes: readonly Write[], work: (writes: readonly Write[]) => Promise<readonly Outcome<Answer>[]>): Promise<Outcome<Answer>[]> {
  // Of one sender's key the first write stands for those that bring the same body with it.
  const firsts = new Map<string, { write: Write; claim: Claim }>();
  for (const write of writes) {
    const claim = claimOf(write);
    if (claim && !firsts.has(placeOf(claim))) firsts.set(placeOf(claim), { write, claim });
  }
  const replays = firsts.size === 0 ? new Map<string, Replay>() : await claimKeys(tx, [...firsts.values()].map(({ claim }) => claim));
  // Claimed and never answered: it was not done.
  const isDue = ({ write, claim }: { write: Write; claim: Claim }): boolean => { const replay = replays.get(placeOf(claim)); return firsts.get(placeOf(claim))?.write === write && (replay?.kind === 'first' || (replay?.kind === 'repeated' && replay.answer === null)); };
  const due = writes.filter((write) => { const claim = claimOf(write); return claim === null || isDue({ write, claim }); });
  const done = due.length === 0 ? [] : await work(due);
  const outcomes = new Map(due.map((write, place) => [write, done[place] as Outcome<Answer>]));
  const told = [...firsts.values()].flatMap(({ write, claim }) => { const outcome = outcomes.get(write); return outcome ? [{ claim, outcome }] : []; });
  await keepAnswers(tx, told);
  return writes.map((write) => outcomes.get(write) ?? answerTo(claimOf(write) as Claim));

  function answerTo(claim: Claim): Outcome<Answer> {
    const first = firsts.get(placeOf(claim)) as { write: Write; claim: Claim };
    const replay = replays.get(placeOf(claim));
    if (replay?.kind === 'reused' || first.claim.hash !== claim.hash) return refused(refuse('IDEMPOTENCY_KEY_REUSED', { zh: '同一幂等键已用于另一份内容。', en: 'The idempotency key was used for another request.' }, { field: 'idempotencyKey' }));
    return replay?.kind === 'repeated' && replay.answer !== null ? accepted(replay.answer as Answer) : (outcomes.get(first.write) as Outcome<Answer>);
  }
}

function claimOf({ actor, key, request }: KeyedWrite): Claim | null {
  return key === null ? null : { actor, key, hash: createHash('sha256').update(JSON.stringify(request)).digest('hex') };
}

function placeOf({ actor, key }: { actor: string; key: string }): string {
  return `${actor} ${key}`;
}
