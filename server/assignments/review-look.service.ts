// Looking (查看): the learner has seen what came back in an enrolment until now.
import { enrolmentShape } from '../enrolment/index.js';
import { globalId } from '../kernel/ids.js';
import { recordAudit } from '../platform/audit/audit.js';
import type { Clock } from '../platform/clock/clock.js';
import type { Database } from '../platform/database/database.js';
import { sql } from '../platform/database/sql.js';
import type { RequestContext } from '../platform/graphql/caller.js';
import { notFound } from '../platform/graphql/errors.js';

export class ReviewLookService {
  constructor(private readonly database: Database, private readonly clock: Clock) {}

  async look(context: RequestContext, enrolmentId: number): Promise<void> {
    await this.database.transaction(context.caller.scope, async (tx) => {
      const looked = await tx.rows(sql`insert into review_look (enrolment_id, person_id, school_id, class_id, period_id, programme_id, looked_at)
        select t.id, t.person_id, t.school_id, t.class_id, t.period_id, t.programme_id, ${this.clock.business()}::timestamptz from enrolment t where t.id = ${enrolmentId} and ${this.database.allows(enrolmentShape, 't', tx.scope)}
        on conflict (enrolment_id) do update set looked_at = greatest(review_look.looked_at, excluded.looked_at) returning enrolment_id`);
      if (looked.length === 0) throw notFound();
      await recordAudit(tx, context, { action: 'assignments.look', subject: globalId('Enrolment', enrolmentId), facts: {} });
    });
  }
}
