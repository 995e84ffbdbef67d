// Idempotency keys: a write that is sent twice has one effect, and the second answer is the first one's.
import { createHash } from 'node:crypto';
import { accepted, refuse, refused, type Outcome, type Refusal } from '../../kernel/refusals.js';
import type { Tx } from '../database/database.js';
import { sql } from '../database/sql.js';

type Replay<Answer> = { kind: 'first' } | { kind: 'repeated'; answer: Answer } | { kind: 'reused'; refusal: Refusal };

/**
 * Claims the key inside the transaction of the effect. A second sender of the same key waits here for the first one's
 * commit and then gets its answer; another body under the same key is refused.
 */
async function claimKey<Answer>(tx: Tx, actor: string, key: string, request: unknown): Promise<Replay<Answer>> {
  const hash = createHash('sha256').update(JSON.stringify(request)).digest('hex');
  const claimed = await tx.rows<{ key: string }>(sql`insert into idempotency_key (actor, key, request_hash, answer, created_at)
    values (${actor}, ${key}, decode(${hash}, 'hex'), 'null'::jsonb, clock_timestamp()) on conflict do nothing returning key`);
  if (claimed.length > 0) return { kind: 'first' };
  const [known] = await tx.rows<{ isSame: boolean; answer: Answer }>(sql`select request_hash = decode(${hash}, 'hex') as "isSame", answer from idempotency_key where actor = ${actor} and key = ${key}`);
  if (known?.isSame) return { kind: 'repeated', answer: known.answer };
  return { kind: 'reused', refusal: refuse('IDEMPOTENCY_KEY_REUSED', { zh: '同一幂等键已用于另一份内容。', en: 'The idempotency key was used for another request.' }, { field: 'idempotencyKey' }) };
}

/** Stores what the first sender was told. */
async function keepAnswer(tx: Tx, actor: string, key: string, answer: unknown): Promise<void> {
  await tx.rows(sql`update idempotency_key set answer = ${JSON.stringify(answer)}::jsonb where actor = ${actor} and key = ${key}`);
}

/** Does the work once a key and body; a refused write leaves its key free, so that it may come again put right. */
export async function once<Answer>(tx: Tx, actor: string, key: string | null, request: unknown, work: () => Promise<Outcome<Answer>>): Promise<Outcome<Answer>> {
  if (key === null) return work();
  const replay = await claimKey<Answer | null>(tx, actor, key, request);
  if (replay.kind === 'reused') return refused(replay.refusal);
  if (replay.kind === 'repeated' && replay.answer !== null) return accepted(replay.answer);
  const outcome = await work();
  if (outcome.ok) await keepAnswer(tx, actor, key, outcome.value);
  else await tx.rows(sql`delete from idempotency_key where actor = ${actor} and key = ${key}`);
  return outcome;
}
