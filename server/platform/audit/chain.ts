// The chain over the audit trail: what of an event is sealed, and how a link follows from the one before.
import type { Vault } from '../vault/vault.js';

/** An event as PostgreSQL tells it, each column as text: times as whole milliseconds since 1970, facts as jsonb writes them, which is one text for one value. */
export interface SealedColumns { id: string; at: string; requestId: string; actor: string; role: string | null; officeId: string | null; action: string; subject: string | null; facts: string }

export interface Link { number: number; sealedAt: string; committedAfter: string | null }

/** Before the first link. */
export const genesis: Buffer = Buffer.alloc(32);

/** Over `audit_event e`: the columns that are sealed, by the names that `SealedColumns` gives them. */
export const sealedColumns = `e.id::text as id, ${milliseconds('e.at')} as at, e.request_id as "requestId", e.actor, e.role, e.office_id::text as "officeId", e.action, e.subject, e.facts::text as facts`;

/** A moment as text that no session's time zone changes. */
export function milliseconds(expression: string): string {
  return `(extract(epoch from ${expression}) * 1000)::bigint::text`;
}

/** The hash of a link. Keyed, so that who can write the database but has not the key cannot make the chain whole again. */
export function linkHash(vault: Vault, previous: Buffer, { number, sealedAt, committedAfter }: Link, event: SealedColumns): Buffer {
  // An array of strings and nulls has one JSON text, and no two different arrays share one.
  const text = JSON.stringify([String(number), sealedAt, committedAfter, event.id, event.at, event.requestId, event.actor, event.role, event.officeId, event.action, event.subject, event.facts]);
  return vault.chain(previous, text);
}
