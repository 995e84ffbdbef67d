// Queries on grading sheets and their rows.
import type { Refusal } from '../kernel/refusals.js';
import type { Database } from '../platform/database/database.js';
import type { Page, PagingArgs } from '../platform/database/paging.js';
import type { Scope } from '../platform/database/scope.js';
import type { Selection } from '../platform/database/selection.js';
import { defineShape, field } from '../platform/database/shape.js';
import { raw, sql, type Sql } from '../platform/database/sql.js';
import { trainingClassShape } from '../programmes/index.js';
import { assignmentShape, criterionPointsOf, submissionShape } from './assignment-shapes.js';
import type { GradingSheetRowType, GradingSheetType } from './graphql/grading-sheet.type.js';
import { bulkActShape, tutorsOwn } from './queue-shapes.js';
import type { CriterionPoints } from './rules/points.js';
import type { SheetRowOutcome } from './rules/sheet-outcomes.js';
import { sheetUndoMs } from './rules/undo.js';

const isDone = (act: string) => `exists (select 1 from bulk_act done_act where done_act.id = ${act} and done_act.done_at is not null)`;

export const gradingSheetShape = defineShape({
  typeName: 'GradingSheet',
  table: 'grading_sheet',
  key: 'id',
  fields: {
    id: field.id('GradingSheet'), fileName: field.text('file_name'), class: field.one(() => trainingClassShape, 'class_id'), assignment: field.one(() => assignmentShape, 'assignment_id'),
    state: field.text((t) => `case when ${t}.apply_act_id is null then 'PREVIEWED' when ${t}.undo_act_id is null then case when ${isDone(`${t}.apply_act_id`)} then 'APPLIED' else 'APPLYING' end when ${isDone(`${t}.undo_act_id`)} then 'UNDONE' else 'UNDOING' end`),
    rowCount: field.int('total'), blankCount: field.int('blank'), sameCount: field.int('same'), newCount: field.int('to_score'), changedCount: field.int('changed'), conflictCount: field.int('conflicts'), refusedCount: field.int('refused'),
    applyAct: field.one(() => bulkActShape, 'apply_act_id'), undoAct: field.one(() => bulkActShape, 'undo_act_id'),
    createdAt: field.time('created_at'), appliedAt: field.time('applied_at'), undoneAt: field.time('undone_at'), undoableUntil: field.time((t) => `(${t}.applied_at + interval '${sheetUndoMs(false) / 1_000} seconds')`),
  } satisfies Record<Exclude<keyof GradingSheetType, 'key'>, unknown>,
  scope: tutorsOwn,
});

/** The act's row of this one. */
const actRow = (t: string, act: 'apply_act_id' | 'undo_act_id', what: string) => `(select ${what} from grading_sheet acting join bulk_act_row w on w.act_id = acting.${act} where acting.id = ${t}.sheet_id and w.submission_id = ${t}.submission_id)`;
const isWritten = (t: string) => actRow(t, 'apply_act_id', 'w.is_done');
const isTakenBack = (t: string) => actRow(t, 'undo_act_id', 'w.is_done');

export const gradingSheetRowShape = defineShape({
  typeName: 'GradingSheetRow',
  table: 'grading_sheet_row',
  key: 'line',
  fields: {
    line: field.int('line'), submission: field.one(() => submissionShape, 'submission_id'), outcome: field.text('outcome'), conflict: field.text('conflict'), isChosen: field.bool('is_chosen'),
    points: field.tenths('total_tenths'), criterionPoints: field.json('criterion_points', (value) => criterionPointsOf(value as CriterionPoints[])), comment: field.text('comment'), isExcellent: field.bool('is_excellent'),
    reasons: field.json('reasons', (value) => value),
    result: field.text((t) => `case when not ${t}.is_chosen then null when ${isTakenBack(t)} then 'UNDONE' when not ${isTakenBack(t)} then 'KEPT' when not ${isWritten(t)} then 'NOT_WRITTEN' when ${isWritten(t)} then case when ${t}.review_id is null then 'STOOD' else 'WRITTEN' end end`),
    refusals: field.json((t) => `case when ${t}.is_chosen then coalesce(${actRow(t, 'undo_act_id', 'w.refusals')}, ${actRow(t, 'apply_act_id', 'w.refusals')}, '[]'::jsonb) else '[]'::jsonb end`, (value) => value as Refusal[]),
  } satisfies Record<keyof GradingSheetRowType, unknown>,
  scope: tutorsOwn,
});

export interface SheetFilter { classId: number | null; assignmentId: number | null }
export interface SheetRowFilter { sheetId: number; outcome: SheetRowOutcome | null; isFailed: boolean | null }

export class SheetStore {
  constructor(private readonly database: Database) {}

  /** The tutor's own, the newest first. */
  async page(scope: Scope, { classId, assignmentId }: SheetFilter, selection: Selection, args: PagingArgs): Promise<Page<GradingSheetType>> {
    const where: Sql[] = [...(classId === null ? [] : [sql`t.class_id = ${classId}`]), ...(assignmentId === null ? [] : [sql`t.assignment_id = ${assignmentId}`])];
    return this.database.page<GradingSheetType>(scope, gradingSheetShape, selection, args, { where, order: { columns: [{ sql: 't.id', type: 'bigint' }], isDescending: true } });
  }

  async byKey(scope: Scope, key: number, selection: Selection): Promise<GradingSheetType | null> {
    return this.database.one<GradingSheetType>(scope, gradingSheetShape, selection, sql`t.id = ${key}`);
  }

  /** By line; what could not be written or taken back is found by itself. */
  async rows(scope: Scope, { sheetId, outcome, isFailed }: SheetRowFilter, selection: Selection, args: PagingArgs): Promise<Page<GradingSheetRowType>> {
    const where: Sql[] = [sql`t.sheet_id = ${sheetId}`];
    if (outcome !== null) where.push(sql`t.outcome = ${outcome}`);
    if (isFailed === true) where.push(sql`t.is_chosen and not ${raw(`coalesce(${isTakenBack('t')}, ${isWritten('t')}, true)`)}`);
    return this.database.page<GradingSheetRowType>(scope, gradingSheetRowShape, selection, args, { where, order: { columns: [{ sql: 't.line', type: 'integer' }], isDescending: false } });
  }
}
