// An act under an idempotency key: sent twice it happens once, and the second answer is the first one's.
import type { Outcome } from '../kernel/refusals.js';
import { accepted, refused } from '../kernel/refusals.js';
import type { Tx } from '../platform/database/database.js';
import { sql } from '../platform/database/sql.js';
import type { RequestContext } from '../platform/graphql/caller.js';
import { claimKey, keepAnswer } from '../platform/idempotency/idempotency.js';
import type { Vault } from '../platform/vault/vault.js';

/** Runs the act unless its key was used before; a refused act leaves its key free. The request is kept as a keyed hash: it may hold personal numbers. */
export async function onceByKey(vault: Vault, tx: Tx, { caller }: RequestContext, operation: string, request: { idempotencyKey: string | null }, act: () => Promise<Outcome<number>>): Promise<Outcome<number>> {
  const { idempotencyKey } = request;
  if (idempotencyKey === null) return act();
  const body = vault.hash(JSON.stringify([operation, request])).toString('hex');
  const replay = await claimKey<number>(tx, caller.actor, idempotencyKey, body);
  if (replay.kind === 'reused') return refused(replay.refusal);
  if (replay.kind === 'repeated') return accepted(replay.answer);
  const outcome = await act();
  if (outcome.ok) await keepAnswer(tx, caller.actor, idempotencyKey, outcome.value);
  else await tx.rows(sql`delete from idempotency_key where actor = ${caller.actor} and key = ${idempotencyKey}`);
  return outcome;
}
