// Whoever is still signing in has no post yet and acts at no office: the audit trail keeps what they do at the office where they work.
import type { Acting } from '../platform/audit/audit.js';
import type { Tx } from '../platform/database/database.js';
import { sql } from '../platform/database/sql.js';
import type { RequestContext } from '../platform/graphql/caller.js';

export async function atHome(tx: Tx, { caller, requestId }: RequestContext): Promise<Acting> {
  if (caller.officeId !== null || caller.personId === null) return { caller, requestId };
  const [person] = await tx.rows<{ officeId: number | null }>(sql`select office_id::int as "officeId" from person where id = ${caller.personId}`);
  return { caller: { ...caller, officeId: person?.officeId ?? null }, requestId };
}
