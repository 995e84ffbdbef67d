// Expert opinions (专家意见): said beside a submission, changing nothing of it.
import { globalId } from '../kernel/ids.js';
import { accepted, refused, type Outcome } from '../kernel/refusals.js';
import { recordAudit } from '../platform/audit/audit.js';
import type { Clock } from '../platform/clock/clock.js';
import type { Database } from '../platform/database/database.js';
import { raw, sql } from '../platform/database/sql.js';
import { personOf, type RequestContext } from '../platform/graphql/caller.js';
import type { Live } from '../platform/live/live.js';
import { endedRefusals } from '../programmes/index.js';
import { hintAfterCommit, lockSubmission, scopeColumnNames, scopeValues } from './locked-submission.js';
import { opinionRefusals } from './rules/texts.js';

export class OpinionService {
  constructor(private readonly database: Database, private readonly clock: Clock, private readonly live: Live) {}

  async add(context: RequestContext, submissionId: number, text: string): Promise<Outcome<number>> {
    return this.database.transaction(context.caller.scope, async (tx) => {
      const submission = await lockSubmission(this.database, tx, submissionId);
      const refusals = [...endedRefusals(submission.programmeState), ...opinionRefusals(text)];
      if (refusals.length > 0) return refused(...refusals);
      const [opinion] = await tx.rows<{ id: number }>(sql`insert into opinion (submission_id, ${raw(scopeColumnNames)}, expert_id, expert_name, text, given_at)
        values (${submissionId}, ${scopeValues(submission)}, ${personOf(context.caller)}, ${context.caller.name}, ${text.trim()}, ${this.clock.business()}) returning id::int as id`);
      await recordAudit(tx, context, { action: 'assignments.giveOpinion', subject: globalId('Submission', submissionId), facts: { opinion: opinion?.id } });
      hintAfterCommit(tx, this.live, submission, ['submissions']);
      return accepted(opinion?.id ?? 0);
    });
  }
}
