// The work behind bulk acts: row by row, each with its outcome in one transaction, several rows side by side. It survives the
// end of the server, and several servers share it: a row that one of them has locked is passed over by the others.
import { refuse, type Refusal } from '../kernel/refusals.js';
import type { Database, Tx } from '../platform/database/database.js';
import { sql } from '../platform/database/sql.js';
import type { FlagService } from './flag.service.js';
import { lockSubmission } from './locked-submission.js';
import { rowAttempts, type BulkActKind } from './rules/bulk-acts.js';
import type { FlagKind } from './rules/flags.js';
import type { Clock } from '../platform/clock/clock.js';
import type { Role } from '../kernel/roles.js';
import type { SheetDeeds } from './sheet-deeds.js';
import type { Doer, SubmissionMoves } from './submission-moves.js';

const workJob = { kind: 'job', job: 'bulk-acts' } as const;
const lookMs = 15_000;
/** More would take connections from the people at work. */
const rowsAtOnce = 4;

interface WaitingRow { actId: number; submissionId: number; expectedVersion: number; kind: BulkActKind; reason: string | null; flagKind: FlagKind | null; personId: number; byName: string; actor: string; role: Role | null; officeId: number | null }

export class BulkActWork {
  #running: Promise<void> = Promise.resolve();
  #timer: NodeJS.Timeout | null = null;
  #isStopping = false;
  /** What ended before it could be told as done is told so once after a start. */
  #isFresh = true;

  constructor(private readonly database: Database, private readonly clock: Clock, private readonly moves: SubmissionMoves, private readonly flags: FlagService, private readonly sheets: SheetDeeds, private readonly report: (error: unknown) => void) {}

  /** Looks at once and from time to time for work that was left behind. */
  start(): void {
    this.kick();
    this.#timer = setInterval(() => { this.kick(); }, lookMs).unref();
  }

  kick(): void {
    this.#running = this.#running.then(() => this.#workOff()).catch((error: unknown) => { this.report(error); });
  }

  /** Waits until nothing is left that this process may do. */
  async idle(): Promise<void> { await this.#running; }

  /** Ends after the rows in hand; the rest is taken up by whoever starts next. */
  async stop(): Promise<void> {
    this.#isStopping = true;
    if (this.#timer) clearInterval(this.#timer);
    await this.#running;
  }

  async #workOff(): Promise<void> {
    // One look that finds nothing is all that an idle server asks.
    const isSomethingDone = !this.#isStopping && (await this.#next());
    const worker = async (): Promise<void> => { while (!this.#isStopping && (await this.#next())); };
    if (isSomethingDone) await Promise.all(Array.from({ length: rowsAtOnce }, worker));
    if (!this.#isStopping && (isSomethingDone || this.#isFresh)) await this.#finish();
    this.#isFresh = false;
  }

  /** Does one row; false when none is left. The row's lock comes first and nobody else takes it, so it stands outside all other orders of locks. */
  async #next(): Promise<boolean> {
    let taken: WaitingRow | undefined;
    try {
      return await this.database.transaction(workJob, async (tx) => {
        [taken] = await tx.rows<WaitingRow>(sql`
          select w.act_id::int as "actId", w.submission_id::int as "submissionId", w.expected_version as "expectedVersion", b.kind, b.reason, b.flag_kind as "flagKind", b.person_id::int as "personId", b.by_name as "byName", b.actor, b.role, b.office_id::int as "officeId"
          from bulk_act_row w join bulk_act b on b.id = w.act_id where w.is_done is null and b.done_at is null order by w.act_id, w.submission_id limit 1 for update of w skip locked`);
        if (!taken) return false;
        const refusals = await this.#do(tx, taken);
        await tx.rows(sql`update bulk_act_row set is_done = ${refusals.length === 0}, refusals = ${JSON.stringify(refusals)}::jsonb where act_id = ${taken.actId} and submission_id = ${taken.submissionId}`);
        return true;
      });
    } catch (error) {
      this.report(error);
      if (taken) await this.#failed(taken);
      return taken !== undefined;
    }
  }

  async #do(tx: Tx, row: WaitingRow): Promise<Refusal[]> {
    const doer: Doer = { personId: row.personId, name: row.byName, acting: { requestId: `bulk:${row.actId}`, caller: { actor: row.actor, role: row.role, officeId: row.officeId } } };
    // A sheet's rows are looked for as its tutor, who may not see them any more.
    if (row.kind === 'SCORE') return this.sheets.score(tx, { ...row, doer });
    if (row.kind === 'UNDO_SCORE') return this.sheets.takeBack(tx, { ...row, doer });
    const submission = await lockSubmission(this.database, tx, row.submissionId);
    const facts = { bulkAct: row.actId };
    switch (row.kind) {
      case 'RELEASE': return this.moves.release(tx, doer, submission, row.expectedVersion, facts);
      case 'RETURN': return this.moves.return(tx, doer, submission, { expectedVersion: row.expectedVersion, reason: row.reason ?? '', annotations: [] }, facts);
      case 'FLAG': return this.flags.flagLocked(tx, doer, submission, row.flagKind ?? 'ATTENTION', row.reason ?? '', facts);
    }
  }

  async #failed({ actId, submissionId }: WaitingRow): Promise<void> {
    const refusals = [refuse('NOT_ALLOWED', { zh: '系统出错，这一份没有处理；请稍后再试。', en: 'A failure of the system: this one was not done; please try again.' }, { field: 'submissionId' })];
    await this.database.transaction(workJob, (tx) => tx.rows(sql`update bulk_act_row set attempts = attempts + 1, is_done = case when attempts + 1 >= ${rowAttempts} then false end,
      refusals = case when attempts + 1 >= ${rowAttempts} then ${JSON.stringify(refusals)}::jsonb else refusals end where act_id = ${actId} and submission_id = ${submissionId} and is_done is null`));
  }

  async #finish(): Promise<void> {
    await this.database.transaction(workJob, (tx) => tx.rows(sql`update bulk_act b set done_at = ${this.clock.business()} where b.done_at is null and not exists (select 1 from bulk_act_row w where w.act_id = b.id and w.is_done is null)`));
  }
}
