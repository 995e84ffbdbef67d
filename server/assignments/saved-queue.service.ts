// A tutor's own saved queues (我的筛选).
import { globalId } from '../kernel/ids.js';
import { accepted, refused, type Outcome } from '../kernel/refusals.js';
import { recordAudit } from '../platform/audit/audit.js';
import type { Database, Tx } from '../platform/database/database.js';
import { sql } from '../platform/database/sql.js';
import { personOf, type RequestContext } from '../platform/graphql/caller.js';
import { notFound } from '../platform/graphql/errors.js';
import { trainingClassShape } from '../programmes/index.js';
import { savedQueueRefusals, type Queue } from './rules/queue-filters.js';

export class SavedQueueService {
  constructor(private readonly database: Database) {}

  /** Keeps it under a name of its own. Refuses EMPTY, TOO_LONG, ALREADY_EXISTS, LIMIT_REACHED; a class out of scope is not found. */
  async save(context: RequestContext, name: string, queue: Queue): Promise<Outcome<number>> {
    const personId = personOf(context.caller);
    return this.database.transaction(context.caller.scope, async (tx) => {
      await this.#mustExist(tx, queue);
      // One at a time for one tutor, so that the number and the names are counted right.
      await tx.rows(sql`select pg_advisory_xact_lock(hashint8extended(${personId}, 4713))`);
      const others = await tx.rows<{ name: string }>(sql`select name from saved_queue where person_id = ${personId}`);
      const refusals = savedQueueRefusals(name.trim(), others.map((other) => other.name));
      if (refusals.length > 0) return refused(...refusals);
      const [saved] = await tx.rows<{ id: number }>(sql`insert into saved_queue (person_id, name, filter, walk_order, class_id, assignment_id)
        values (${personId}, ${name.trim()}, ${queue.filter}, ${queue.order}, ${queue.classId}, ${queue.assignmentId}) returning id::int as id`);
      await recordAudit(tx, context, { action: 'assignments.saveQueue', subject: globalId('SavedQueue', saved?.id ?? 0), facts: { name: name.trim(), ...queue } });
      return accepted(saved?.id ?? 0);
    });
  }

  async remove(context: RequestContext, id: number): Promise<void> {
    await this.database.transaction(context.caller.scope, async (tx) => {
      const removed = await tx.rows<{ name: string }>(sql`delete from saved_queue where id = ${id} and person_id = ${personOf(context.caller)} returning name`);
      if (!removed[0]) throw notFound();
      await recordAudit(tx, context, { action: 'assignments.removeQueue', subject: globalId('SavedQueue', id), facts: { name: removed[0].name } });
    });
  }

  async #mustExist(tx: Tx, { classId, assignmentId }: Queue): Promise<void> {
    const [known] = await tx.rows<{ known: boolean }>(sql`select (${classId}::bigint is null or exists (select 1 from training_class t where t.id = ${classId}::bigint and ${this.database.allows(trainingClassShape, 't', tx.scope)}))
      and (${assignmentId}::bigint is null or exists (select 1 from assignment a where a.id = ${assignmentId}::bigint)) as known`);
    if (!known?.known) throw notFound();
  }
}
