// Idempotency keys: a write that is sent twice has one effect, and the second answer is the first one's.
import { createHash } from 'node:crypto';
import { accepted, refuse, refused, type Outcome } from '../../kernel/refusals.js';
import type { Tx } from '../database/database.js';
import { sql } from '../database/sql.js';

/** A write of a sender, with a key; null where none is named. */
export interface KeyedWrite { actor: string; key: string | null; request: unknown }

/** A sender's key, and the hash of what was sent with it. */
interface Claim { actor: string; key: string; hash: string }

/** What stands under a key: the body that it belongs to, and what its sender was told; null as long as it is not done. */
interface Standing { hash: string; answer: unknown }

/**
 * Claims keys inside the transaction of their effects. A second sender of the same key waits here for the first one's
 * commit and then gets its answer; another body under the same key is refused.
 */
async function claimKeys(tx: Tx, claims: readonly Claim[]): Promise<Map<string, Standing>> {
  const claimed = await tx.rows<{ actor: string; key: string }>(sql`insert into idempotency_key (actor, key, request_hash, answer, created_at)
    select c.actor, c.key, decode(c.hash, 'hex'), 'null'::jsonb, clock_timestamp() from jsonb_to_recordset(${JSON.stringify(claims)}::jsonb) as c(actor text, key text, hash text) order by c.actor, c.key on conflict do nothing returning actor, key`);
  const own = new Set(claimed.map(placeOf));
  const known = claims.filter((claim) => !own.has(placeOf(claim)));
  const stored = known.length === 0 ? [] : await tx.rows<Claim & Standing>(sql`select k.actor, k.key, encode(k.request_hash, 'hex') as hash, k.answer from idempotency_key k
    join jsonb_to_recordset(${JSON.stringify(known)}::jsonb) as c(actor text, key text) on c.actor = k.actor and c.key = k.key`);
  return new Map<string, Standing>([...claims.filter((claim) => own.has(placeOf(claim))).map((claim) => ({ ...claim, answer: null })), ...stored].map((row) => [placeOf(row), row]));
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
  const claims = new Map(writes.flatMap((write): [Write, Claim][] => { const claim = claimOf(write); return claim ? [[write, claim]] : []; }));
  const firsts = new Map([...claims.values()].toReversed().map((claim) => [placeOf(claim), claim]));
  const standing = firsts.size === 0 ? new Map<string, Standing>() : await claimKeys(tx, [...firsts.values()]);
  // Of those that bring a key with the body that it belongs to the first is done, unless it was: the others are told the same.
  const doers = new Map<string, Write>();
  for (const [write, claim] of claims) {
    const found = standing.get(placeOf(claim));
    if (found?.hash === claim.hash && found.answer === null && !doers.has(placeOf(claim))) doers.set(placeOf(claim), write);
  }
  const due = writes.filter((write) => { const claim = claims.get(write); return claim === undefined || doers.get(placeOf(claim)) === write; });
  const done = due.length === 0 ? [] : await work(due);
  const outcomes = new Map(due.map((write, place) => [write, done[place] as Outcome<Answer>]));
  await keepAnswers(tx, [...doers.values()].map((write) => ({ claim: claims.get(write) as Claim, outcome: outcomes.get(write) as Outcome<Answer> })));
  return writes.map((write) => outcomes.get(write) ?? answerTo(claims.get(write) as Claim));

  function answerTo(claim: Claim): Outcome<Answer> {
    const found = standing.get(placeOf(claim));
    if (found?.hash !== claim.hash) return refused(refuse('IDEMPOTENCY_KEY_REUSED', { zh: '同一幂等键已用于另一份内容。', en: 'The idempotency key was used for another request.' }, { field: 'idempotencyKey' }));
    return found.answer === null ? (outcomes.get(doers.get(placeOf(claim)) as Write) as Outcome<Answer>) : accepted(found.answer as Answer);
  }
}

function claimOf({ actor, key, request }: KeyedWrite): Claim | null {
  return key === null ? null : { actor, key, hash: createHash('sha256').update(JSON.stringify(request)).digest('hex') };
}

function placeOf({ actor, key }: Pick<Claim, 'actor' | 'key'>): string {
  return `${actor} ${key}`;
}
