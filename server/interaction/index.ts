// Front door of interaction (互动): posts, replies, live sessions, offline activities.
import type { Tx } from '../platform/database/database.js';
import { sql } from '../platform/database/sql.js';
import { InteractionRecord, interactionKinds, type InteractionKind } from './interaction-record.entity.js';

export { InteractionRecord, interactionKinds, type InteractionKind };

export interface InteractionCounts { posts: number; replies: number; recommended: number; liveSessions: number; offlineActivities: number }

/** How often an enrolment took part, by kind; recommended ones count beside their kind. */
export async function interactionCounts(tx: Tx, enrolmentId: number): Promise<InteractionCounts> {
  const [row] = await tx.rows<Record<keyof InteractionCounts, number>>(sql`
    select count(*) filter (where kind = 'POST')::int as posts, count(*) filter (where kind = 'REPLY')::int as replies,
      count(*) filter (where is_recommended)::int as recommended, count(*) filter (where kind = 'LIVE_SESSION')::int as "liveSessions",
      count(*) filter (where kind = 'OFFLINE_ACTIVITY')::int as "offlineActivities"
    from interaction_record where enrolment_id = ${enrolmentId}`);
  return row ?? { posts: 0, replies: 0, recommended: 0, liveSessions: 0, offlineActivities: 0 };
}

export const interaction = { name: 'interaction', entities: [InteractionRecord], resolvers: [], actions: {} };
