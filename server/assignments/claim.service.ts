// Claiming (领取): a submission is open at one tutor at a time, for 15 minutes, renewed while the tutor works.
import { refuse, type Refusal } from '../kernel/refusals.js';
import { recordAudit } from '../platform/audit/audit.js';
import type { Clock } from '../platform/clock/clock.js';
import type { Database, Tx } from '../platform/database/database.js';
import type { ScopeKind } from '../platform/database/scope.js';
import { and, raw, sql, type Sql } from '../platform/database/sql.js';
import { personOf, type RequestContext } from '../platform/graphql/caller.js';
import type { Live } from '../platform/live/live.js';
import { globalId } from '../kernel/ids.js';
import { endedRefusals, ofOpenProgrammes } from '../programmes/index.js';
import { submissionShape } from './assignment-shapes.js';
import { isToMarkAgain, secondMarkerWord } from './blindness.js';
import { hintAfterCommit, lockSubmission, scopeColumnNames, scopeValues, type LockedSubmission } from './locked-submission.js';
import type { Queue } from './rules/queue-filters.js';
import { orderKeys, queueConditions } from './queue-sql.js';
import type { Grader } from './submission-moves.js';

export const leaseMs = 15 * 60_000;

export interface Claim { submissionId: number | null; refusals: Refusal[] }

/** Which window of the tutor takes it, and whether somebody reads it now or it only waits until the one before it is done. */
export interface Seat { seat: string | null; isAhead: boolean }

interface Holder { holderId: number; holderName: string; until: string; seat: string | null; isBlind: boolean }

export class ClaimService {
  constructor(private readonly database: Database, private readonly clock: Clock, private readonly live: Live) {}

  /** Claims one certain submission, or renews the own claim. Refuses LEASED while somebody else has it, and what is no longer to be graded. */
  async claimOne(context: RequestContext, submissionId: number, seat: Seat): Promise<Claim> {
    return this.database.transaction(context.caller.scope, async (tx) => {
      const submission = await lockSubmission(this.database, tx, submissionId);
      const ended = endedRefusals(submission.programmeState);
      if (ended.length > 0) return { submissionId: null, refusals: ended };
      if (!submission.isLatest || submission.state === 'RETURNED') return { submissionId: null, refusals: [notOpen(submission)] };
      if (submission.state === 'SECOND_MARKING' && !(await this.#mayMarkAgain(tx, submissionId))) return { submissionId: null, refusals: [notForThem()] };
      const others = allocatedElsewhere(context, submission);
      if (others.length > 0) return { submissionId: null, refusals: others };
      const holder = await this.#holderOf(tx, submission.submissionId);
      if (holder && holder.holderId !== personOf(context.caller)) return { submissionId: null, refusals: [leased(holder)] };
      await this.#lease(tx, context, submission, seat);
      return { submissionId, refusals: [] };
    });
  }

  /**
   * Claims the next free submission of the queue: what was allocated to the tutor before all else, then after the given one, then from the start; never what is somebody else's. Rows that another
   * tutor is claiming this moment are skipped, so two tutors never wait for each other and never get the same; nor do two
   * windows of one tutor. A window that asks again gets what it already holds: an answer may have been lost on the way.
   */
  async claimNext(context: RequestContext, queue: Queue, afterId: number | null, seat: Seat): Promise<Claim> {
    for (const after of afterId === null ? [null] : [afterId, null]) {
      const claimed = await this.database.transaction(context.caller.scope, async (tx) => {
        const next = await this.#nextFree(tx, context, queue, { after, not: afterId }, seat.seat);
        if (next === null) return null;
        const submission = await lockSubmission(this.database, tx, next);
        await this.#lease(tx, context, submission, seat);
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

  async #mayMarkAgain(tx: Tx, submissionId: number): Promise<boolean> {
    const found = await tx.rows(sql`select 1 from submission t where t.id = ${submissionId} and ${raw(mayBeClaimed(tx.scope.kind))}`);
    return found.length > 0;
  }

  /** The claim of somebody on this submission that has not run out. */
  async #holderOf(tx: Tx, submissionId: number): Promise<Holder | null> {
    const [row] = await tx.rows<Holder>(sql`
      select l.holder_id::int as "holderId", l.holder_name as "holderName", to_char(l.until at time zone 'Asia/Shanghai', 'HH24:MI') as until, l.seat, t.is_blind as "isBlind"
      from submission_lease l join submission t on t.id = l.submission_id where l.submission_id = ${submissionId} and l.until > ${this.clock.system()}`);
    return row ?? null;
  }

  /** Locks the next row that nobody holds. A claim that commits between this statement's snapshot and its lock is seen when the claims are read again. */
  async #nextFree(tx: Tx, context: RequestContext, queue: Queue, { after, not }: { after: number | null; not: number | null }, seat: string | null): Promise<number | null> {
    const me = personOf(context.caller);
    const keys = (table: string): Sql => raw(orderKeys(queue, table).join(', '));
    const behind: Sql = after === null ? raw('true') : sql`(${keys('t')}) > (select ${keys('s')} from submission s where s.id = ${after})`;
    const taken: number[] = not === null ? [] : [not];
    // Own ones are few and found by their index, so whether there are any costs next to nothing.
    let isOwn = true;
    // Where all that is left is locked this moment, as by whoever allocates it, the queue is not empty: the last look waits.
    let isPatient = false;
    for (;;) {
      const [row] = await tx.rows<{ id: number }>(sql`
        select t.id::int as id from submission t
        where ${and([this.database.allows(submissionShape, 't', tx.scope), ...queueConditions(queue), ...(isOwn ? [sql`t.state = 'SUBMITTED' and t.allocated_to_id = ${me}`] : [behind, notElsewhere(context)])])}
          and t.id <> all (${taken}::bigint[]) and t.state <> 'RETURNED' and ${raw(mayBeClaimed(tx.scope.kind))} and ${ofOpenProgrammes('t.programme_id')}
          and not exists (select 1 from submission_lease l where l.submission_id = t.id and l.until > ${this.clock.system()} and (l.holder_id <> ${me} or l.seat <> ${seat}))
        order by ${isOwn && after !== null ? sql`(${behind}) desc, ${keys('t')}` : keys('t')} limit 1 for update of t ${raw(isPatient ? '' : 'skip locked')}`);
      if (!row && isPatient) return null;
      if (!row) { isPatient = !isOwn; isOwn = false; continue; }
      const holder = await this.#holderOf(tx, row.id);
      if (!holder || (holder.holderId === me && (seat === null || holder.seat === null || holder.seat === seat))) return row.id;
      taken.push(row.id);
    }
  }

  async #lease(tx: Tx, context: RequestContext, submission: LockedSubmission, { seat, isAhead }: Seat): Promise<void> {
    const me = personOf(context.caller);
    const now = this.clock.system();
    const until = new Date(now.getTime() + leaseMs);
    const [before] = await tx.rows<{ isMine: boolean }>(sql`select holder_id = ${me} and until > ${now} as "isMine" from submission_lease where submission_id = ${submission.submissionId}`);
    await tx.rows(sql`
      insert into submission_lease (submission_id, ${raw(scopeColumnNames)}, holder_id, holder_name, until, since, seat, is_ahead)
      values (${submission.submissionId}, ${scopeValues(submission)}, ${me}, ${context.caller.name}, ${until}, ${now}, ${seat}, ${isAhead})
      on conflict (submission_id) do update set until = excluded.until, holder_name = excluded.holder_name, holder_id = excluded.holder_id, seat = excluded.seat, is_ahead = excluded.is_ahead,
        since = case when not (submission_lease.is_ahead and not excluded.is_ahead) and submission_lease.holder_id = excluded.holder_id and submission_lease.until > ${now} then submission_lease.since else excluded.since end`);
    // A renewal is a heartbeat, not an act: it is not audited and nobody needs to hear of it.
    if (before?.isMine) return;
    await recordAudit(tx, context, { action: 'assignments.claim', subject: globalId('Submission', submission.submissionId), facts: {} });
    hintAfterCommit(tx, this.live, submission, ['submissions']);
  }
}

function notOpen(submission: LockedSubmission): Refusal {
  return refuse('NOT_ALLOWED_IN_STATE', { zh: '这份作业已退回或已有新的提交，不能领取。', en: 'Returned, or replaced by a newer attempt: it cannot be claimed.' }, { field: 'submissionId', facts: { state: submission.state } });
}

/** What is marked a second time is claimed by a tutor who did not mark it first; not by a chief tutor, who decides where the two disagree. */
function mayBeClaimed(caller: ScopeKind): string {
  return caller === 'classes' ? `(t.state <> 'SECOND_MARKING' or ${isToMarkAgain('t')})` : "t.state <> 'SECOND_MARKING'";
}

function notForThem(): Refusal {
  return refuse('NOT_ALLOWED', { zh: '这份作业在复评：由没有批阅过它的另一位辅导员领取；已有两次批阅的由总辅导员裁定。', en: 'It is being marked a second time: another tutor claims it, and the chief tutor decides what is disputed.' }, { field: 'submissionId', requirement: 'JS-17' });
}

function leased({ until, ...holder }: { holderName: string; until: string; isBlind: boolean }): Refusal {
  const zh = holder.isBlind ? secondMarkerWord.zh : holder.holderName;
  const en = holder.isBlind ? secondMarkerWord.en : holder.holderName;
  return refuse('LEASED', { zh: `${zh}正在批阅这份作业，${until} 前不能领取。`, en: `${en} has this open until ${until}.` }, { field: 'submissionId', facts: { holderName: zh, until } });
}

/** What waits and was allocated to another tutor is that tutor's. A chief tutor helps out where it is needed. */
export function allocatedElsewhere({ caller }: Grader, { state, allocatedToId, allocatedToName }: LockedSubmission): Refusal[] {
  if (caller.role !== 'TUTOR' || state !== 'SUBMITTED' || allocatedToId === null || allocatedToId === caller.personId) return [];
  return [refuse('TAKEN', { zh: `这份作业已分配给${allocatedToName ?? ''}批阅。`, en: `This is allocated to ${allocatedToName ?? ''}.` }, { field: 'submissionId', requirement: 'JS-17', facts: { allocatedTo: allocatedToName ?? '' } })];
}

function notElsewhere({ caller }: RequestContext): Sql {
  return caller.role === 'TUTOR' ? sql`(t.state <> 'SUBMITTED' or t.allocated_to_id is null or t.allocated_to_id = ${caller.personId})` : raw('true');
}
