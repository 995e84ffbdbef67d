// Claiming (领取): a submission is open at one tutor at a time, for 15 minutes, renewed while the tutor works.
import { refuse, type Refusal } from '../kernel/refusals.js';
import { recordAudit } from '../platform/audit/audit.js';
import type { Clock } from '../platform/clock/clock.js';
import type { Database, Tx } from '../platform/database/database.js';
import { and, raw, sql, type Sql } from '../platform/database/sql.js';
import { personOf, type RequestContext } from '../platform/graphql/caller.js';
import type { Live } from '../platform/live/live.js';
import { globalId } from '../kernel/ids.js';
import { submissionShape } from './assignment-shapes.js';
import { hintAfterCommit, lockSubmission, scopeColumnNames, scopeValues, type LockedSubmission } from './locked-submission.js';
import { queueConditions, type QueueFilter } from './submission.store.js';

export const leaseMs = 15 * 60_000;

export interface Claim { submissionId: number | null; refusals: Refusal[] }

export class ClaimService {
  constructor(private readonly database: Database, private readonly clock: Clock, private readonly live: Live) {}

  /** Claims one certain submission, or renews the own claim. Refuses LEASED while somebody else has it, and what is no longer to be graded. */
  async claimOne(context: RequestContext, submissionId: number): Promise<Claim> {
    return this.database.transaction(context.caller.scope, async (tx) => {
      const submission = await lockSubmission(this.database, tx, submissionId);
      if (!submission.isLatest || submission.state === 'RETURNED') return { submissionId: null, refusals: [notOpen(submission)] };
      const holder = await this.#holderOf(tx, submission.submissionId);
      if (holder && holder.holderId !== personOf(context.caller)) return { submissionId: null, refusals: [leased(holder)] };
      await this.#lease(tx, context, submission);
      return { submissionId, refusals: [] };
    });
  }

  /**
   * Claims the next free submission of the queue: after the given one first, then from the start. Rows that another
   * tutor is claiming this moment are skipped, so two tutors never wait for each other and never get the same.
   */
  async claimNext(context: RequestContext, filter: QueueFilter, classId: number | null, afterId: number | null): Promise<Claim> {
    for (const after of afterId === null ? [null] : [afterId, null]) {
      const claimed = await this.database.transaction(context.caller.scope, async (tx) => {
        const next = await this.#nextFree(tx, context, filter, classId, after);
        if (next === null) return null;
        const submission = await lockSubmission(this.database, tx, next);
        await this.#lease(tx, context, submission);
        return next;
      });
      if (claimed !== null) return { submissionId: claimed, refusals: [] };
    }
    return { submissionId: null, refusals: [] };
  }

  /** Gives a submission back to the queue; somebody else's claim stays as it is. */
  async giveBack(context: RequestContext, submissionId: number): Promise<void> {
    await this.database.transaction(context.caller.scope, async (tx) => {
      const submission = await lockSubmission(this.database, tx, submissionId);
      await tx.rows(sql`delete from submission_lease where submission_id = ${submission.submissionId} and holder_id = ${personOf(context.caller)}`);
      await recordAudit(tx, context, { action: 'assignments.giveBack', subject: globalId('Submission', submissionId), facts: {} });
      hintAfterCommit(tx, this.live, submission, ['submissions']);
    });
  }

  /** The claim of somebody on this submission that has not run out. */
  async #holderOf(tx: Tx, submissionId: number): Promise<{ holderId: number; holderName: string; until: string } | null> {
    const [row] = await tx.rows<{ holderId: number; holderName: string; until: string }>(sql`
      select holder_id::int as "holderId", holder_name as "holderName", to_char(until at time zone 'Asia/Shanghai', 'HH24:MI') as until
      from submission_lease where submission_id = ${submissionId} and until > ${this.clock.system()}`);
    return row ?? null;
  }

  /** Locks the next row that nobody holds. A claim that commits between this statement's snapshot and its lock is seen when the claims are read again. */
  async #nextFree(tx: Tx, context: RequestContext, filter: QueueFilter, classId: number | null, afterId: number | null): Promise<number | null> {
    const me = personOf(context.caller);
    const behind: Sql = afterId === null ? raw('true') : sql`(t.submitted_at, t.id) > (select s.submitted_at, s.id from submission s where s.id = ${afterId})`;
    const taken: number[] = [];
    for (;;) {
      const [row] = await tx.rows<{ id: number }>(sql`
        select t.id::int as id from submission t
        where ${and([this.database.allows(submissionShape, 't', tx.scope), ...queueConditions(filter, classId), behind])}
          and t.id <> all (${taken}::bigint[]) and t.state <> 'RETURNED'
          and not exists (select 1 from submission_lease l where l.submission_id = t.id and l.until > ${this.clock.system()} and l.holder_id <> ${me})
        order by t.submitted_at, t.id limit 1 for update of t skip locked`);
      if (!row) return null;
      const holder = await this.#holderOf(tx, row.id);
      if (!holder || holder.holderId === me) return row.id;
      taken.push(row.id);
    }
  }

  async #lease(tx: Tx, context: RequestContext, submission: LockedSubmission): Promise<void> {
    const me = personOf(context.caller);
    const now = this.clock.system();
    const until = new Date(now.getTime() + leaseMs);
    const [before] = await tx.rows<{ isMine: boolean }>(sql`select holder_id = ${me} and until > ${now} as "isMine" from submission_lease where submission_id = ${submission.submissionId}`);
    await tx.rows(sql`
      insert into submission_lease (submission_id, ${raw(scopeColumnNames)}, holder_id, holder_name, until, since)
      values (${submission.submissionId}, ${scopeValues(submission)}, ${me}, ${context.caller.name}, ${until}, ${now})
      on conflict (submission_id) do update set until = excluded.until, holder_name = excluded.holder_name, holder_id = excluded.holder_id,
        since = case when submission_lease.holder_id = excluded.holder_id and submission_lease.until > ${now} then submission_lease.since else excluded.since end`);
    // A renewal is a heartbeat, not an act: it is not audited and nobody needs to hear of it.
    if (before?.isMine) return;
    await recordAudit(tx, context, { action: 'assignments.claim', subject: globalId('Submission', submission.submissionId), facts: {} });
    hintAfterCommit(tx, this.live, submission, ['submissions']);
  }
}

function notOpen(submission: LockedSubmission): Refusal {
  return refuse('NOT_ALLOWED_IN_STATE', { zh: '这份作业已退回或已有新的提交，不能领取。', en: 'Returned, or replaced by a newer attempt: it cannot be claimed.' }, { field: 'submissionId', facts: { state: submission.state } });
}

function leased(holder: { holderName: string; until: string }): Refusal {
  return refuse('LEASED', { zh: `${holder.holderName}正在批阅这份作业，${holder.until} 前不能领取。`, en: `${holder.holderName} has this open until ${holder.until}.` }, { field: 'submissionId', facts: { holderName: holder.holderName, until: holder.until } });
}
