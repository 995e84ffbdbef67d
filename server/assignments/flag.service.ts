// Flagging (标记): setting a submission apart with a reason, and clearing that again. Both stay as a record.
import { globalId } from '../kernel/ids.js';
import { accepted, refuse, refused, type Outcome, type Refusal } from '../kernel/refusals.js';
import { recordAudit } from '../platform/audit/audit.js';
import type { Clock } from '../platform/clock/clock.js';
import type { Database, Tx } from '../platform/database/database.js';
import { raw, sql } from '../platform/database/sql.js';
import type { RequestContext } from '../platform/graphql/caller.js';
import type { Live } from '../platform/live/live.js';
import { endedRefusals } from '../programmes/index.js';
import { hintAfterCommit, lockSubmission, scopeColumnNames, scopeValues, type LockedSubmission } from './locked-submission.js';
import { flagReasonRefusals, type FlagKind } from './rules/flags.js';
import { doerOf, type Doer } from './submission-moves.js';

export class FlagService {
  constructor(private readonly database: Database, private readonly clock: Clock, private readonly live: Live) {}

  /** Refuses EMPTY, TOO_LONG, and ALREADY_EXISTS where such a flag stands. */
  async flag(context: RequestContext, submissionId: number, kind: FlagKind, reason: string): Promise<Outcome<number>> {
    return this.database.transaction(context.caller.scope, async (tx) => {
      const submission = await lockSubmission(this.database, tx, submissionId);
      const refusals = await this.flagLocked(tx, doerOf(context), submission, kind, reason, {});
      return refusals.length > 0 ? refused(...refusals) : accepted(submissionId);
    });
  }

  async flagLocked(tx: Tx, doer: Doer, submission: LockedSubmission, kind: FlagKind, reason: string, facts: Record<string, unknown>): Promise<Refusal[]> {
    const refusals = [...endedRefusals(submission.programmeState), ...flagReasonRefusals(reason)];
    if (refusals.length > 0) return refusals;
    const [flag] = await tx.rows<{ id: number }>(sql`insert into submission_flag (submission_id, ${raw(scopeColumnNames)}, kind, reason, by_id, by_name, at)
      values (${submission.submissionId}, ${scopeValues(submission)}, ${kind}, ${reason.trim()}, ${doer.personId}, ${doer.name}, ${this.clock.business()}) on conflict do nothing returning id::int as id`);
    if (!flag) return [refuse('ALREADY_EXISTS', { zh: '这份作业已有这种标记。', en: 'It carries this flag already.' }, { field: 'kind' })];
    await recordAudit(tx, doer.acting, { action: 'assignments.flag', subject: globalId('Submission', submission.submissionId), facts: { kind, reason: reason.trim(), ...facts } });
    hintAfterCommit(tx, this.live, submission, ['submissions']);
    return [];
  }

  /** Refuses NOTHING_TO_CHANGE where no such flag stands. */
  async clear(context: RequestContext, submissionId: number, kind: FlagKind): Promise<Outcome<number>> {
    return this.database.transaction(context.caller.scope, async (tx) => {
      const submission = await lockSubmission(this.database, tx, submissionId);
      const ended = endedRefusals(submission.programmeState);
      if (ended.length > 0) return refused(...ended);
      const doer = doerOf(context);
      const cleared = await tx.rows(sql`update submission_flag set cleared_by_id = ${doer.personId}, cleared_by_name = ${doer.name}, cleared_at = ${this.clock.business()}
        where submission_id = ${submission.submissionId} and kind = ${kind} and cleared_at is null returning id`);
      if (cleared.length === 0) return refused(refuse('NOTHING_TO_CHANGE', { zh: '这份作业没有这种标记。', en: 'It does not carry this flag.' }, { field: 'kind' }));
      await recordAudit(tx, context, { action: 'assignments.clearFlag', subject: globalId('Submission', submissionId), facts: { kind } });
      hintAfterCommit(tx, this.live, submission, ['submissions']);
      return accepted(submissionId);
    });
  }
}
