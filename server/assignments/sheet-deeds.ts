// The rows of a grading sheet as a bulk act does them: each is reviewed, or taken back, as its tutor, by the same rules as on the workbench.
import { refuse, type Refusal } from '../kernel/refusals.js';
import type { Clock } from '../platform/clock/clock.js';
import type { Database, Tx } from '../platform/database/database.js';
import type { Scope } from '../platform/database/scope.js';
import { raw, sql } from '../platform/database/sql.js';
import { ifOpen } from './blindness.js';
import { allocatedElsewhere } from './claim.service.js';
import { lockSubmission, type LockedSubmission } from './locked-submission.js';
import { counted, type ReviewService } from './review.service.js';
import type { Annotation } from './rules/annotations.js';
import type { CriterionPoints } from './rules/points.js';
import { isSame, type StandingReview } from './rules/sheet-outcomes.js';
import type { Doer, Grader } from './submission-moves.js';
import type { UndoService } from './undo.service.js';

export interface SheetDeed { actId: number; submissionId: number; expectedVersion: number; doer: Doer }

interface Row { sheetId: number; line: number; classId: number; programmeId: number; rubricId: number; roleId: number; totalTenths: number; criterionPoints: CriterionPoints[]; comment: string; isExcellent: boolean; reviewId: number | null }

export class SheetDeeds {
  constructor(private readonly database: Database, private readonly clock: Clock, private readonly reviews: ReviewService, private readonly undoing: UndoService) {}

  /** Refuses as submitting a review does, and what is to be graded by another rubric or another tutor by now. What stands there as given already is left as it is. */
  async score(tx: Tx, deed: SheetDeed): Promise<Refusal[]> {
    return this.#asTutor(tx, deed, 'apply_act_id', async (own, grader, submission, row) => {
      if (submission.rubricId !== row.rubricId) return { refusals: [refuse('STALE', { zh: '评分标准已更新，请重新下载评分表。', en: 'The rubric has changed; download the sheet again.' }, { field: 'submissionId' })], reviewId: null };
      const given = { criterionPoints: row.criterionPoints, typedTenths: row.criterionPoints.length > 0 ? null : row.totalTenths, comment: row.comment, isExcellent: row.isExcellent };
      const standing = await standingReview(own, submission);
      if (standing !== null && isSame(given, standing)) return { refusals: [], reviewId: null };
      const elsewhere = allocatedElsewhere(grader, submission);
      if (elsewhere.length > 0) return { refusals: elsewhere, reviewId: null };
      const refusals = await this.reviews.submitLocked(own, grader, submission, counted({
        submissionId: submission.submissionId, expectedVersion: deed.expectedVersion, pointsTenths: given.typedTenths, criterionPoints: row.criterionPoints, comment: row.comment, isExcellent: row.isExcellent,
        annotations: await keptAnnotations(own, submission, deed.doer.personId, standing), usedCommentIds: [], isForced: false,
      }));
      if (refusals.length > 0) return { refusals, reviewId: null };
      const [review] = await own.rows<{ id: number }>(sql`select max(id)::int as id from review where submission_id = ${submission.submissionId} and tutor_id = ${deed.doer.personId}`);
      return { refusals: [], reviewId: review?.id ?? null };
    });
  }

  /** Refuses as undoing a review does, and what another review than the sheet's stands for. */
  async takeBack(tx: Tx, deed: SheetDeed): Promise<Refusal[]> {
    return this.#asTutor(tx, deed, 'undo_act_id', async (own, grader, submission, row) => {
      const isBuiltOn = submission.lastReviewId !== row.reviewId || submission.version !== deed.expectedVersion;
      const builtOn = refuse('STALE', { zh: '写入以后这份作业又有变化，保持不动。', en: 'Something was written since; it stays as it is.' }, { field: 'submissionId', facts: { current: submission.version, yours: deed.expectedVersion } });
      return { refusals: isBuiltOn ? [builtOn] : await this.undoing.undoLocked(own, grader, submission, { expectedVersion: deed.expectedVersion, isOfSheet: true }), reviewId: row.reviewId };
    });
  }

  async #asTutor(tx: Tx, { actId, submissionId, doer }: SheetDeed, act: 'apply_act_id' | 'undo_act_id', work: (own: Tx, grader: Grader, submission: LockedSubmission, row: Row) => Promise<{ refusals: Refusal[]; reviewId: number | null }>): Promise<Refusal[]> {
    const [row] = await tx.rows<Row>(sql`
      select s.id::int as "sheetId", g.line, s.class_id::int as "classId", s.programme_id::int as "programmeId", s.rubric_id::int as "rubricId", s.role_id::int as "roleId", g.total_tenths as "totalTenths", g.criterion_points as "criterionPoints", g.comment, g.is_excellent as "isExcellent", g.review_id::int as "reviewId"
      from grading_sheet s join grading_sheet_row g on g.sheet_id = s.id where s.${raw(act)} = ${actId} and g.submission_id = ${submissionId} and g.is_chosen`);
    if (!row) throw new Error(`act ${actId} has no row of a sheet for submission ${submissionId}`);
    const scope = await this.#scopeOf(tx, row, doer.personId);
    const isHere = scope !== null && (await tx.rows(sql`select 1 from submission t where t.id = ${submissionId} and ${scope.kind === 'classes' ? sql`t.class_id = ${row.classId}` : sql`t.programme_id = ${row.programmeId}`}`)).length > 0;
    if (!isHere) return [refuse('NOT_ALLOWED', { zh: '您已不再负责批阅这份作业。', en: 'You no longer grade this submission.' }, { field: 'submissionId' })];
    const grader: Grader = { requestId: doer.acting.requestId, caller: { ...doer.acting.caller, personId: doer.personId, name: doer.name } };
    const { refusals, reviewId } = await tx.asCaller(scope, async (own) => work(own, grader, await lockSubmission(this.database, own, submissionId), row));
    if (refusals.length === 0) await tx.rows(sql`update grading_sheet_row set review_id = ${reviewId} where sheet_id = ${row.sheetId} and line = ${row.line}`);
    return refusals;
  }

  /** What the tutor's role reaches today of the sheet's class; null where it has ended. */
  async #scopeOf(tx: Tx, { roleId, classId, programmeId }: Row, personId: number): Promise<Extract<Scope, { kind: 'classes' | 'programmes' }> | null> {
    const today = this.clock.today();
    const [held] = await tx.rows<{ role: string }>(sql`
      select r.role from role_assignment r where r.id = ${roleId} and r.person_id = ${personId} and r.valid_from <= ${today}::date and (r.valid_until is null or r.valid_until >= ${today}::date)
        and case r.role when 'TUTOR' then exists (select 1 from class_tutor c where c.role_id = r.id and c.class_id = ${classId}) when 'CHIEF_TUTOR' then exists (select 1 from programme_role o where o.role_id = r.id and o.programme_id = ${programmeId}) else false end`);
    if (!held) return null;
    return held.role === 'TUTOR' ? { kind: 'classes', classIds: [classId], personId } : { kind: 'programmes', programmeIds: [programmeId], personId };
  }
}

interface StandingRow extends StandingReview { annotations: Annotation[] }

async function standingReview(own: Tx, { lastReviewId }: LockedSubmission): Promise<StandingRow | null> {
  const [review] = await own.rows<StandingRow>(sql`select r.points_tenths as "pointsTenths", r.criterion_points as "criterionPoints", r.comment, r.is_excellent as "isExcellent", r.annotations from review r where r.id = ${lastReviewId ?? 0} and ${raw(ifOpen('r', own.scope.kind))}`);
  return review ?? null;
}

/** A sheet has no column for annotations: those of the own draft, and else those that stand, are kept. */
async function keptAnnotations(own: Tx, { submissionId }: LockedSubmission, tutorId: number, standing: StandingRow | null): Promise<Annotation[]> {
  const [draft] = await own.rows<{ annotations: Annotation[] }>(sql`select annotations from review_draft where submission_id = ${submissionId} and tutor_id = ${tutorId}`);
  return (draft ?? standing)?.annotations ?? [];
}
