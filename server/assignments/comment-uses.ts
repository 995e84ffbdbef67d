// Counting which saved comments a review was written with: the most used stand first.
import type { Tx } from '../platform/database/database.js';
import { sql } from '../platform/database/sql.js';

/** Counts each comment once a review. One that was removed or is not to be seen meanwhile is left out: the review matters more. */
export async function countCommentUses(tx: Tx, tutorId: number, commentIds: readonly number[]): Promise<void> {
  if (commentIds.length === 0) return;
  await tx.rows(sql`insert into saved_comment_use (comment_id, person_id, uses)
    select id, ${tutorId}, 1 from saved_comment where id = any (${commentIds}::bigint[]) and (owner_id = ${tutorId} or subject is not null) order by id
    on conflict (comment_id, person_id) do update set uses = saved_comment_use.uses + 1`);
}
