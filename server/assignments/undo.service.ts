// Undoing the last submit (撤销提交): the review is withdrawn, the one before it stands again, and its tutor has the draft back.
import { globalId } from '../kernel/ids.js';
import { accepted, refused, type Outcome, type Refusal } from '../kernel/refusals.js';
import { nextState } from '../kernel/state-machine.js';
import { recordAudit } from '../platform/audit/audit.js';
import type { Clock } from '../platform/clock/clock.js';
import type { Database, Tx } from '../platform/database/database.js';
import { raw, sql } from '../platform/database/sql.js';
import { personOf, type RequestContext } from '../platform/graphql/caller.js';
import { once } from '../platform/idempotency/idempotency.js';
import { endedRefusals } from '../programmes/index.js';
import { leaseMs } from './claim.service.js';
import { lockSubmission, scopeColumnNames, scopeValues, type LockedSubmission } from './locked-submission.js';
import { submissionMachine, undoOf, type SubmissionState } from './rules/submission-states.js';
import { sheetUndoMs, undoMs, undoRefusals } from './rules/undo.js';
import { doerOf, staleRefusals, stateRefusals, type Grader, type SubmissionMoves } from './submission-moves.js';

export interface UndoRequest { submissionId: number; expectedVersion: number; idempotencyKey: string | null }

interface Standing {
  tutorId: number;
  stateBefore: SubmissionState | null;
  versionAfter: number | null;
  replacesId: number | null;
  /** Instants in milliseconds. */
  submittedAt: number;
  releasedAt: number | null;
  lookedAt: number | null;
  seconds: number | null;
}

export class UndoService {
  constructor(private readonly database: Database, private readonly clock: Clock, private readonly moves: SubmissionMoves) {}

  /** Refuses NOT_ALLOWED for somebody else's review, STALE when anybody wrote since, LOCKED after the time for it, LEASED while somebody else grades it anew. */
  async undo(context: RequestContext, request: UndoRequest): Promise<Outcome<{ submissionId: number }>> {
    return this.database.transaction(context.caller.scope, (tx) => once(tx, context.caller.actor, request.idempotencyKey, { operation: 'undoReview', ...request }, async () => {
      const submission = await lockSubmission(this.database, tx, request.submissionId);
      const refusals = await this.undoLocked(tx, context, submission, { expectedVersion: request.expectedVersion, isOfSheet: false });
      return refusals.length > 0 ? refused(...refusals) : accepted({ submissionId: submission.submissionId });
    }));
  }

  /** The same within a transaction that holds the submission. What a grading sheet wrote has its own time, and is not opened again at its tutor's. */
  async undoLocked(tx: Tx, grader: Grader, submission: LockedSubmission, { expectedVersion, isOfSheet }: { expectedVersion: number; isOfSheet: boolean }): Promise<Refusal[]> {
    const ended = endedRefusals(submission.programmeState);
    if (ended.length > 0) return ended;
    const standing = await this.#standing(tx, submission);
    const isOwn = standing?.tutorId === personOf(grader.caller);
    const undoableMs = isOfSheet ? sheetUndoMs((standing?.releasedAt ?? null) !== null) : undoMs;
    const act = standing?.stateBefore ? undoOf(standing.stateBefore) : null;
    if (!standing || act === null) return [...stateRefusals(submission, 'undoFirst'), ...undoRefusals({ isOwn, versionAfter: null, submittedAt: this.clock.business(), undoableMs }, submission.version, this.clock.business())];
    const refusals = [
      ...staleRefusals(submission, expectedVersion), ...stateRefusals(submission, act),
      ...undoRefusals({ isOwn, versionAfter: standing.versionAfter, submittedAt: new Date(standing.submittedAt), undoableMs }, submission.version, this.clock.business()),
      ...(await this.moves.leaseRefusals(tx, doerOf(grader), submission)),
    ];
    const to = nextState(submissionMachine, submission.state, act);
    if (refusals.length > 0 || to === null) return refusals;
    await this.#withdraw(tx, grader, submission, standing, to);
    if (!isOfSheet) await this.#open(tx, grader, submission, standing);
    return [];
  }

  async #standing(tx: Tx, { lastReviewId, enrolmentId }: LockedSubmission): Promise<Standing | null> {
    const [row] = await tx.rows<Standing>(sql`
      select r.tutor_id::int as "tutorId", r.state_before as "stateBefore", r.version_after as "versionAfter", r.replaces_id::int as "replacesId", ${milliseconds('r.submitted_at')} as "submittedAt", ${milliseconds('r.released_at')} as "releasedAt", r.seconds,
        (select ${milliseconds('k.looked_at')} from review_look k where k.enrolment_id = ${enrolmentId}) as "lookedAt"
      from review r where r.id = ${lastReviewId ?? 0}`);
    return row ?? null;
  }

  async #withdraw(tx: Tx, context: Grader, submission: LockedSubmission, standing: Standing, to: SubmissionState): Promise<void> {
    const { submissionId, lastReviewId } = submission;
    const now = this.clock.business();
    const wasSeen = standing.releasedAt !== null && standing.lookedAt !== null && standing.lookedAt >= standing.releasedAt;
    await tx.rows(sql`update review set withdrawn_at = ${now}, was_seen = ${wasSeen} where id = ${lastReviewId}`);
    await tx.rows(sql`update submission set last_review_id = ${standing.replacesId} where id = ${submissionId}`);
    // Above every version that a window may still know: one that slept must not take the draft for its own.
    await tx.rows(sql`insert into review_draft (submission_id, tutor_id, ${raw(scopeColumnNames)}, version, points_tenths, criterion_points, annotations, comment, is_excellent, saved_at)
      select submission_id, tutor_id, ${scopeValues(submission)}, coalesce(draft_version, 0) + 1, case when criterion_points = '[]'::jsonb then points_tenths end, criterion_points, annotations, comment, is_excellent, ${now}::timestamptz
      from review where id = ${lastReviewId} on conflict do nothing`);
    await this.moves.move(tx, doerOf(context), submission, [to], null);
    await recordAudit(tx, context, {
      action: 'assignments.undo', subject: globalId('Submission', submissionId),
      facts: { review: lastReviewId, restores: standing.replacesId, visibleFrom: standing.releasedAt === null ? null : new Date(standing.releasedAt).toISOString(), visibleUntil: standing.releasedAt === null ? null : now.toISOString(), wasSeen },
    });
  }

  /** Its tutor has it open again, as if it had not been submitted. */
  async #open(tx: Tx, { caller }: Grader, submission: LockedSubmission, { seconds }: Standing): Promise<void> {
    const system = this.clock.system();
    await tx.rows(sql`insert into submission_lease (submission_id, ${raw(scopeColumnNames)}, holder_id, holder_name, until, since, is_ahead)
      values (${submission.submissionId}, ${scopeValues(submission)}, ${personOf(caller)}, ${caller.name}, ${new Date(system.getTime() + leaseMs)}, ${new Date(system.getTime() - (seconds ?? 0) * 1_000)}, false) on conflict do nothing`);
  }
}

function milliseconds(column: string) {
  return raw(`(extract(epoch from ${column}) * 1000)::float8`);
}
