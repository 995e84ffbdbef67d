// Handing in (提交): a returned submission comes back as a new attempt; the old one stays as it was read.
import { globalId } from '../kernel/ids.js';
import { accepted, refuse, refused, type Outcome } from '../kernel/refusals.js';
import { recordAudit } from '../platform/audit/audit.js';
import type { Clock } from '../platform/clock/clock.js';
import type { Database } from '../platform/database/database.js';
import { raw, sql } from '../platform/database/sql.js';
import type { Events } from '../platform/events/events.js';
import { personOf, type RequestContext } from '../platform/graphql/caller.js';
import { once } from '../platform/idempotency/idempotency.js';
import type { Live } from '../platform/live/live.js';
import { endedRefusals } from '../programmes/index.js';
import { hintAfterCommit, lockSubmission, scopeColumnNames, scopeValues } from './locked-submission.js';
import { characterCountOf, essayRefusals } from './rules/texts.js';
import { SubmissionMoved } from './submission-events.js';

export interface HandInRequest { submissionId: number; expectedVersion: number; text: string; idempotencyKey: string | null }

export class HandInService {
  constructor(private readonly database: Database, private readonly clock: Clock, private readonly events: Events, private readonly live: Live) {}

  /** Answers the key of the new attempt. Refuses EMPTY, TOO_LONG, STALE, and NOT_ALLOWED_IN_STATE for what was not returned. */
  async handIn(context: RequestContext, request: HandInRequest): Promise<Outcome<{ submissionId: number }>> {
    const { actor, name } = context.caller;
    return this.database.transaction(context.caller.scope, (tx) => once(tx, actor, request.idempotencyKey, { operation: 'handIn', ...request }, async () => {
      const before = await lockSubmission(this.database, tx, request.submissionId);
      const refusals = [...endedRefusals(before.programmeState), ...essayRefusals(request.text)];
      if (before.state !== 'RETURNED' || !before.isLatest) refusals.push(refuse('NOT_ALLOWED_IN_STATE', { zh: '只有被退回的作业可以重新提交。', en: 'Only a returned submission can be handed in again.' }, { field: 'submissionId', facts: { state: before.state } }));
      else if (before.version !== request.expectedVersion) refusals.push(refuse('STALE', { zh: '作业已有变化，请刷新后再提交。', en: 'The submission has changed; read it again.' }, { field: 'expectedVersion', facts: { current: before.version, yours: request.expectedVersion } }));
      if (refusals.length > 0) return refused(...refusals);
      const now = this.clock.business();
      await tx.rows(sql`update submission set is_latest = false, version = version + 1 where id = ${before.submissionId}`);
      const [attempt] = await tx.rows<{ id: number }>(sql`
        insert into submission (assignment_id, enrolment_id, ${raw(scopeColumnNames)}, learner_number, attempt, is_latest, text, character_count, state, version, submitted_at, allocated_to_id, allocated_to_name)
        values (${before.assignmentId}, ${before.enrolmentId}, ${scopeValues(before)}, ${before.learnerNumber}, ${before.attempt + 1}, true, ${request.text}, ${characterCountOf(request.text)}, 'SUBMITTED', 1, ${now}, ${before.allocatedToId}, ${before.allocatedToName}) returning id::int as id`);
      const submissionId = attempt?.id ?? 0;
      await tx.rows(sql`insert into submission_event (submission_id, ${raw(scopeColumnNames)}, from_state, to_state, by_id, by_name, at, reason)
        values (${submissionId}, ${scopeValues(before)}, null, 'SUBMITTED', ${personOf(context.caller)}, ${name}, ${now}, null)`);
      await this.events.raise(tx, SubmissionMoved, { ...before, submissionId, from: 'RETURNED', to: 'SUBMITTED' });
      await recordAudit(tx, context, { action: 'assignments.handIn', subject: globalId('Submission', submissionId), facts: { attempt: before.attempt + 1, characters: characterCountOf(request.text) } });
      hintAfterCommit(tx, this.live, before, ['submissions', 'indicators']);
      return accepted({ submissionId });
    }));
  }
}
