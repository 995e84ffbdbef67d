// The audit trail: one event for each mutation, in its transaction.
import { withoutNumbers } from '../../kernel/personal-numbers.js';
import type { Tx } from '../database/database.js';
import { sql } from '../database/sql.js';
import type { Caller } from '../graphql/caller.js';

/** Who acts, and by which request; a job of the system is nobody's request and names itself. */
export interface Acting {
  caller: Pick<Caller, 'actor' | 'role' | 'officeId'>;
  requestId: string;
}

export interface AuditEntry {
  action: string;
  /** What it was done to, as a global id. */
  subject: string | null;
  facts: Record<string, unknown>;
  /** What stood there before and what stands there now, by name; personal numbers masked. */
  changes?: Readonly<Record<string, readonly [before: unknown, after: unknown]>>;
}

/** Writes who did what, when and by which request; a personal number that somebody wrote into a reason is masked, because nobody can take it out again. Real time, so that the trail is one line even if the business clock is set. */
export async function recordAudit(tx: Tx, context: Acting, entry: AuditEntry): Promise<void> {
  const { caller, requestId } = context;
  const facts = entry.changes === undefined ? entry.facts : { ...entry.facts, changes: entry.changes };
  await tx.rows(sql`insert into audit_event (at, request_id, actor, role, office_id, action, subject, facts)
    values (clock_timestamp(), ${requestId}, ${caller.actor}, ${caller.role}, ${caller.officeId}, ${entry.action}, ${entry.subject}, ${withoutNumbers(JSON.stringify(facts))}::jsonb)`);
}
