// Beginning an act on many submissions (批量操作): its rows are fixed at once, and carried out by the server behind it.
import { globalId } from '../kernel/ids.js';
import { accepted, refused, type Outcome, type Refusal } from '../kernel/refusals.js';
import { recordAudit } from '../platform/audit/audit.js';
import type { Clock } from '../platform/clock/clock.js';
import type { Database, Tx } from '../platform/database/database.js';
import { sql } from '../platform/database/sql.js';
import { personOf, type Caller, type RequestContext } from '../platform/graphql/caller.js';
import { notFound } from '../platform/graphql/errors.js';
import { once } from '../platform/idempotency/idempotency.js';
import { endedRefusals, type ProgrammeState } from '../programmes/index.js';
import { submissionShape } from './assignment-shapes.js';
import type { BulkActWork } from './bulk-act-work.js';
import { listRefusals, previewRefusals, type BulkActKind } from './rules/bulk-acts.js';
import { flagReasonRefusals, type FlagKind } from './rules/flags.js';
import { reasonRefusals } from './rules/texts.js';

export interface BulkItem { submissionId: number; expectedVersion: number }

/** What is done to each row; a return and a flag say why. */
export interface BulkDeed { kind: BulkActKind; reason: string | null; flagKind: FlagKind | null }

export interface ClassRelease { classId: number; assignmentId: number; expectedCount: number }

export class BulkActService {
  constructor(private readonly database: Database, private readonly clock: Clock, private readonly work: BulkActWork) {}

  /** A list of submissions, each with the version that was seen. One that is not in sight is not found, and then nothing is begun. */
  async onList(context: RequestContext, deed: BulkDeed, items: readonly BulkItem[], idempotencyKey: string | null): Promise<Outcome<{ actId: number }>> {
    return this.#begin(context, deed, { items }, idempotencyKey, async (tx, actId) => {
      const refusals = [...listRefusals(items.map((item) => item.submissionId)), ...deedRefusals(deed)];
      if (refusals.length > 0) return refused(...refusals);
      const rows = await tx.rows(sql`insert into bulk_act_row (act_id, submission_id, person_id, expected_version, refusals, attempts)
        select ${actId}::bigint, t.id, ${personOf(context.caller)}::bigint, i.version, '[]'::jsonb, 0
        from unnest(${items.map((item) => item.submissionId)}::bigint[], ${items.map((item) => item.expectedVersion)}::int[]) i (id, version) join submission t on t.id = i.id
        where ${this.database.allows(submissionShape, 't', tx.scope)} returning submission_id`);
      if (rows.length < items.length) throw notFound();
      return accepted(rows.length);
    });
  }

  /** All reviews of a class at an assignment that wait for their release, as they stand now. Refuses STALE when their number is not the one that was seen. */
  async releaseClass(context: RequestContext, wanted: ClassRelease, idempotencyKey: string | null): Promise<Outcome<{ actId: number }>> {
    return this.#begin(context, { kind: 'RELEASE', reason: null, flagKind: null }, { ...wanted }, idempotencyKey, async (tx, actId) => {
      const [known] = await tx.rows(sql`select 1 from submission t where t.class_id = ${wanted.classId} and t.assignment_id = ${wanted.assignmentId} and ${this.database.allows(submissionShape, 't', tx.scope)} limit 1`);
      if (!known) throw notFound();
      const rows = await tx.rows(sql`insert into bulk_act_row (act_id, submission_id, person_id, expected_version, refusals, attempts)
        select ${actId}::bigint, t.id, ${personOf(context.caller)}::bigint, t.version, '[]'::jsonb, 0 from submission t
        where t.is_latest and t.state in ('SCORED', 'AGREED') and t.class_id = ${wanted.classId} and t.assignment_id = ${wanted.assignmentId} and ${this.database.allows(submissionShape, 't', tx.scope)} returning submission_id`);
      const refusals = previewRefusals(wanted.expectedCount, rows.length);
      return refusals.length > 0 ? refused(...refusals) : accepted(rows.length);
    });
  }

  async #begin(context: RequestContext, deed: BulkDeed, facts: Record<string, unknown>, idempotencyKey: string | null, fill: (tx: Tx, actId: number) => Promise<Outcome<number>>): Promise<Outcome<{ actId: number }>> {
    const { caller } = context;
    return this.database.transaction(caller.scope, (tx) => once(tx, caller.actor, idempotencyKey, { operation: 'bulkAct', ...deed, ...facts }, async () => {
      const begun = await this.begin(tx, caller, deed, fill);
      if (!begun.ok) return begun;
      const { actId, total } = begun.value;
      await recordAudit(tx, context, { action: 'assignments.bulk', subject: globalId('BulkAct', actId), facts: { kind: deed.kind, total } });
      return accepted({ actId });
    }));
  }

  /** Within a transaction of the caller, who audits it: the act with the rows that `fill` gives it. */
  async begin(tx: Tx, caller: Caller, deed: BulkDeed, fill: (tx: Tx, actId: number) => Promise<Outcome<number>>): Promise<Outcome<{ actId: number; total: number }>> {
    const [act] = await tx.rows<{ id: number }>(sql`insert into bulk_act (kind, person_id, by_name, actor, role, office_id, reason, flag_kind, total, created_at)
      values (${deed.kind}, ${personOf(caller)}, ${caller.name}, ${caller.actor}, ${caller.role}, ${caller.officeId}, ${deed.reason?.trim() ?? null}, ${deed.flagKind}, 0, ${this.clock.business()}) returning id::int as id`);
    const actId = act?.id ?? 0;
    const listed = await fill(tx, actId);
    const ended = listed.ok ? await endedIn(tx, actId) : [];
    const filled = ended.length > 0 ? refused(...ended) : listed;
    if (!filled.ok) {
      // What was refused leaves nothing behind.
      await tx.rows(sql`delete from bulk_act_row where act_id = ${actId}`);
      await tx.rows(sql`delete from bulk_act where id = ${actId}`);
      return refused(...filled.refusals);
    }
    await tx.rows(sql`update bulk_act set total = ${filled.value} where id = ${actId}`);
    tx.afterCommit(() => { this.work.kick(); });
    return accepted({ actId, total: filled.value });
  }
}

/** Rows of programmes that have ended are refused one by one; where there are no others, nothing is begun. */
async function endedIn(tx: Tx, actId: number): Promise<Refusal[]> {
  const states = await tx.rows<{ state: ProgrammeState }>(sql`select distinct p.state from bulk_act_row w join submission t on t.id = w.submission_id join programme p on p.id = t.programme_id where w.act_id = ${actId}`);
  const ended = states.map(({ state }) => endedRefusals(state));
  return ended.every((refusals) => refusals.length > 0) ? (ended[0] ?? []) : [];
}

function deedRefusals({ kind, reason }: BulkDeed): Refusal[] {
  if (kind === 'RETURN') return reasonRefusals(reason ?? '');
  return kind === 'FLAG' ? flagReasonRefusals(reason ?? '') : [];
}
