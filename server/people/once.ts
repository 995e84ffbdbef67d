// An act on people under an idempotency key. The request is kept as a keyed hash: it may hold personal numbers.
import type { Outcome } from '../kernel/refusals.js';
import type { Tx } from '../platform/database/database.js';
import type { RequestContext } from '../platform/graphql/caller.js';
import { once } from '../platform/idempotency/idempotency.js';
import type { Vault } from '../platform/vault/vault.js';

/** Runs the act unless its key was used before; a refused act leaves its key free. */
export async function onceByKey(vault: Vault, tx: Tx, { caller }: RequestContext, operation: string, request: { idempotencyKey: string | null }, act: () => Promise<Outcome<number>>): Promise<Outcome<number>> {
  return once(tx, caller.actor, request.idempotencyKey, vault.hash(JSON.stringify([operation, request])).toString('hex'), act);
}
