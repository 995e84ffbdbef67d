// Front door of learning (学习): time spent on units.
import { sql } from '../platform/database/sql.js';
import type { Tx } from '../platform/database/database.js';
import { LearningRecord } from './learning-record.entity.js';

export { LearningRecord };

/** Seconds that an enrolment has learned in all. */
export async function learnedSeconds(tx: Tx, enrolmentId: number): Promise<number> {
  const [row] = await tx.rows<{ seconds: string }>(sql`select coalesce(sum(seconds), 0)::text as seconds from learning_record where enrolment_id = ${enrolmentId}`);
  return Number(row?.seconds ?? 0);
}

export const learning = { name: 'learning', entities: [LearningRecord], resolvers: [], actions: {} };
