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
  await recordAudits(tx, [{ context, entry }]);
}

/** The same for acts that are done together: one event each, in their order. */
export async function recordAudits(tx: Tx, acts: readonly { context: Acting; entry: AuditEntry }[]): Promise<void> {
  const events = acts.map(({ context: { caller, requestId }, entry: { action, subject, facts, changes } }) => (
    { request: requestId, actor: caller.actor, role: caller.role, office: caller.officeId, action, subject, facts: withoutNumbers(JSON.stringify(changes === undefined ? facts : { ...facts, changes })) }));
  if (events.length === 0) return;
  await tx.rows(sql`insert into audit_event (at, request_id, actor, role, office_id, action, subject, facts)
    select clock_timestamp(), e.request, e.actor, e.role, e.office, e.action, e.subject, e.facts::jsonb from jsonb_to_recordset(${JSON.stringify(events)}::jsonb) as e(request text, actor text, role text, office bigint, action text, subject text, facts text)`);
}
