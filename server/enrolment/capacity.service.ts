// The organising office says how many a class takes, more or fewer than the programme's document, or without a limit.
import { globalId } from '../kernel/ids.js';
import { accepted, refused, type Outcome } from '../kernel/refusals.js';
import { recordAudit } from '../platform/audit/audit.js';
import type { Database } from '../platform/database/database.js';
import { sql } from '../platform/database/sql.js';
import type { RequestContext } from '../platform/graphql/caller.js';
import { once } from '../platform/idempotency/idempotency.js';
import type { ClassFrames } from './class-frame.js';
import { lockLimits } from './class-places.js';
import { capacityRefusals } from './rules/capacity.js';
import type { WaitingListWork } from './waiting-list-work.js';

export interface CapacityAct { classId: number; capacity: number | null; expectedVersion: number; idempotencyKey: string | null }

export class CapacityService {
  constructor(private readonly database: Database, private readonly frames: ClassFrames, private readonly waitingList: WaitingListWork) {}

  async set(context: RequestContext, act: CapacityAct): Promise<Outcome<{ classId: number }>> {
    const { scope, actor, officeId } = context.caller;
    const { classId, capacity, expectedVersion } = act;
    const frame = await this.frames.of(scope, classId);
    return this.database.transaction(scope, (tx) => once(tx, actor, act.idempotencyKey, { operation: 'setClassCapacity', ...act }, async () => {
      await lockLimits(tx, [frame], 'alone');
      const [known] = await tx.rows<{ capacity: number | null; taken: number; version: number }>(sql`select capacity, taken, version from class_places where class_id = ${classId} for update`);
      // Counted over all schools, and as a job: what an office may not see is in the class all the same.
      const taken = known?.taken ?? (await tx.asJob((job) => job.rows<{ count: number }>(sql`select count(*)::int as count from enrolment where class_id = ${classId} and state = 'ENROLLED'`)))[0]?.count ?? 0;
      const standing = known ? known.capacity : frame.capacity;
      const [organised] = await tx.rows(sql`select 1 from programme where id = ${frame.programmeId} and office_id = ${officeId ?? 0}`);
      const refusals = capacityRefusals({ isOrganiser: organised !== undefined, capacity, taken, version: known?.version ?? 0, expectedVersion, standing });
      if (refusals.length > 0) return refused(...refusals);
      await tx.rows(sql`insert into class_places (class_id, capacity, taken) values (${classId}, ${capacity}, ${taken}) on conflict (class_id) do update set capacity = excluded.capacity, version = class_places.version + 1`);
      await recordAudit(tx, context, { action: 'enrolment.limit', subject: globalId('TrainingClass', classId), facts: {}, changes: { capacity: [standing, capacity] } });
      tx.afterCommit(() => { this.waitingList.kick(); });
      return accepted({ classId });
    }));
  }
}
