// What a tutor decides about an uploaded grading sheet: to write it, and to take it back as a whole. Both are acts on many, carried out behind.
import { globalId } from '../kernel/ids.js';
import { accepted, refuse, refused, type Outcome } from '../kernel/refusals.js';
import { recordAudit } from '../platform/audit/audit.js';
import type { Clock } from '../platform/clock/clock.js';
import type { Database, Tx } from '../platform/database/database.js';
import { sql } from '../platform/database/sql.js';
import { personOf, type RequestContext } from '../platform/graphql/caller.js';
import { notFound } from '../platform/graphql/errors.js';
import { once } from '../platform/idempotency/idempotency.js';
import type { BulkActService } from './bulk-act.service.js';
import { gradingSheetShape } from './sheet.store.js';
import { sheetUndoMs } from './rules/undo.js';

export interface SheetToApply { sheetId: number; overwriteLines: readonly number[]; idempotencyKey: string | null }

interface Locked { applyActId: number | null; undoActId: number | null; isApplied: boolean; appliedAt: Date | string | null; isOfThisRubric: boolean }

const noReason = { reason: null, flagKind: null } as const;

export class SheetService {
  constructor(private readonly database: Database, private readonly clock: Clock, private readonly acts: BulkActService) {}

  /** Begins to write what the preview showed, and the conflicts that the tutor named. A sheet is written once: asking again changes nothing. */
  async apply(context: RequestContext, { sheetId, overwriteLines, idempotencyKey }: SheetToApply): Promise<Outcome<number>> {
    const { caller } = context;
    return this.database.transaction(caller.scope, (tx) => once(tx, caller.actor, idempotencyKey, { operation: 'applyGradingSheet', sheetId, overwriteLines }, async () => {
      const found = await this.#locked(tx, sheetId);
      if (found.applyActId !== null) return accepted(sheetId);
      if (!found.isOfThisRubric) return refused(refuse('STALE', { zh: '上传以后评分标准已更新，请重新下载评分表。', en: 'The rubric has changed since the upload; download the sheet again.' }, { field: 'sheetId' }));
      const lines = [...new Set(overwriteLines)];
      const isOverwritten = sql`sheet_id = ${sheetId} and line = any (${lines}::int[]) and outcome = 'CONFLICT' and conflict = 'SCORED'`;
      const known = await tx.rows(sql`select line from grading_sheet_row where ${isOverwritten}`);
      if (known.length < lines.length) return refused(refuse('NOT_FOUND', { zh: '所选的行中有的不是可以覆盖的冲突。', en: 'Some of these lines are no conflict that can be written over.' }, { field: 'overwriteLines', facts: { unknown: lines.length - known.length } }));
      const begun = await this.acts.begin(tx, caller, { kind: 'SCORE', ...noReason }, async (_, actId) => {
        await tx.rows(sql`update grading_sheet_row set is_chosen = true where ${isOverwritten}`);
        const rows = await tx.rows(sql`insert into bulk_act_row (act_id, submission_id, person_id, expected_version, refusals, attempts)
          select ${actId}::bigint, g.submission_id, ${personOf(caller)}::bigint, g.seen_version, '[]'::jsonb, 0 from grading_sheet_row g where g.sheet_id = ${sheetId} and g.is_chosen returning submission_id`);
        return rows.length > 0 ? accepted(rows.length) : refused(refuse('NOTHING_TO_CHANGE', { zh: '评分表与现有批阅一致，没有要写入的内容。', en: 'The sheet says what stands; there is nothing to write.' }, { field: 'sheetId' }));
      });
      if (!begun.ok) return begun;
      await tx.rows(sql`update grading_sheet set apply_act_id = ${begun.value.actId}, applied_at = ${this.clock.business()} where id = ${sheetId}`);
      await recordAudit(tx, context, { action: 'assignments.sheet', subject: globalId('GradingSheet', sheetId), facts: { act: 'apply', total: begun.value.total, overwritten: lines.length } });
      return accepted(sheetId);
    }));
  }

  /** Begins to take back what the sheet wrote; what was changed since, or seen by its learner for too long, stays and is told. */
  async undo(context: RequestContext, sheetId: number): Promise<Outcome<number>> {
    const { caller } = context;
    return this.database.transaction(caller.scope, async (tx) => {
      const found = await this.#locked(tx, sheetId);
      if (found.undoActId !== null) return accepted(sheetId);
      if (!found.isApplied || found.appliedAt === null) return refused(refuse('NOT_ALLOWED_IN_STATE', { zh: found.applyActId === null ? '这张评分表还没有写入。' : '评分表还在写入，请等它完成。', en: found.applyActId === null ? 'The sheet has not been written.' : 'The sheet is still being written.' }, { field: 'sheetId' }));
      if (this.clock.business().getTime() - new Date(found.appliedAt).getTime() > sheetUndoMs(false)) return refused(refuse('LOCKED', { zh: '写入已超过 24 小时，不能再撤销。', en: 'It was written more than 24 hours ago and can no longer be undone.' }, { field: 'sheetId' }));
      const begun = await this.acts.begin(tx, caller, { kind: 'UNDO_SCORE', ...noReason }, async (_, actId) => {
        const rows = await tx.rows(sql`insert into bulk_act_row (act_id, submission_id, person_id, expected_version, refusals, attempts)
          select ${actId}::bigint, g.submission_id, ${personOf(caller)}::bigint, coalesce(r.version_after, 0), '[]'::jsonb, 0 from grading_sheet_row g join review r on r.id = g.review_id where g.sheet_id = ${sheetId} and g.is_chosen returning submission_id`);
        return rows.length > 0 ? accepted(rows.length) : refused(refuse('NOTHING_TO_CHANGE', { zh: '这张评分表没有写入任何批阅。', en: 'The sheet has written nothing.' }, { field: 'sheetId' }));
      });
      if (!begun.ok) return begun;
      await tx.rows(sql`update grading_sheet set undo_act_id = ${begun.value.actId}, undone_at = ${this.clock.business()} where id = ${sheetId}`);
      await recordAudit(tx, context, { action: 'assignments.sheet', subject: globalId('GradingSheet', sheetId), facts: { act: 'undo', total: begun.value.total } });
      return accepted(sheetId);
    });
  }

  async #locked(tx: Tx, sheetId: number): Promise<Locked> {
    await tx.rows(sql`select id from grading_sheet where id = ${sheetId} for update`);
    const [found] = await tx.rows<Locked>(sql`
      select t.apply_act_id::int as "applyActId", t.undo_act_id::int as "undoActId", b.done_at is not null as "isApplied", t.applied_at as "appliedAt", a.rubric_id = t.rubric_id as "isOfThisRubric"
      from grading_sheet t join assignment a on a.id = t.assignment_id left join bulk_act b on b.id = t.apply_act_id where t.id = ${sheetId} and ${this.database.allows(gradingSheetShape, 't', tx.scope)}`);
    if (!found) throw notFound();
    return found;
  }
}
