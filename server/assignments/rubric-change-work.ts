// The work behind a change of rubric: what was scored by an older version is scored anew, some at a time, and taken up again after a restart.
import { globalId } from '../kernel/ids.js';
import { formatTenths } from '../kernel/tenths.js';
import { recordAudit, type Acting } from '../platform/audit/audit.js';
import type { Clock } from '../platform/clock/clock.js';
import type { Database, Tx } from '../platform/database/database.js';
import { raw, sql } from '../platform/database/sql.js';
import { scopeColumnNames, scopeValues, type LockedSubmission } from './locked-submission.js';
import type { Annotation } from './rules/annotations.js';
import type { Marking } from './rules/markings.js';
import type { Criterion, CriterionPoints } from './rules/points.js';
import { rescored, type Rescored } from './rules/rubric.js';
import { criteriaOfVersions, standingReviews } from './standing-reviews.js';
import type { SubmissionMoves } from './submission-moves.js';

const job = { kind: 'job', job: 'rubric-change' } as const;
const lookMs = 30_000;
/** Few enough that grading beside it never waits long for a row. */
const atOnce = 50;

interface Change { id: number; assignmentId: number; afterId: number; after: Criterion[]; reason: string; byId: number; byName: string }
interface Standing extends LockedSubmission { reviewId: number; marking: Marking; isBlind: boolean; rubricScoredBy: number; criterionPoints: CriterionPoints[]; annotations: Annotation[]; pointsTenths: number }

export class RubricChangeWork {
  #running: Promise<void> = Promise.resolve();
  #timer: NodeJS.Timeout | null = null;
  #isStopping = false;

  constructor(private readonly database: Database, private readonly clock: Clock, private readonly moves: SubmissionMoves, private readonly report: (error: unknown) => void) {}

  /** Looks at once and from time to time for what was left behind. */
  start(): void {
    this.kick();
    this.#timer = setInterval(() => { this.kick(); }, lookMs).unref();
  }

  /** There may be something to do. */
  kick(): void {
    this.#running = this.#running.then(async () => { while (!this.#isStopping && await this.#next()); }).catch(this.report);
  }

  /** Waits until nothing is left that this process may do. */
  async idle(): Promise<void> { await this.#running; }

  /** Ends after those that are being scored; the rest is taken up by whoever starts next. */
  async stop(): Promise<void> {
    this.#isStopping = true;
    if (this.#timer) clearInterval(this.#timer);
    await this.#running;
  }

  /** The next few of the oldest change that no other server has in hand; false when there is none. */
  async #next(): Promise<boolean> {
    return this.database.transaction(job, async (tx) => {
      const [change] = await tx.rows<Change>(sql`select c.id::int as id, c.assignment_id::int as "assignmentId", c.after_id::int as "afterId", n.criteria as after, c.reason, c.by_id::int as "byId", c.by_name as "byName"
        from rubric_change c join rubric n on n.id = c.after_id where c.finished_at is null order by c.id limit 1 for update of c skip locked`);
      if (!change) return false;
      const standing = await this.#standing(tx, change);
      const before = await criteriaOfVersions((statement) => tx.rows(statement), change.assignmentId, change.afterId);
      const results = standing.map((one) => ({ one, result: rescored(one, before.get(one.rubricScoredBy) ?? [], change.after) }));
      const same = results.filter(({ one, result }) => result.pointsTenths === one.pointsTenths);
      const moved = results.filter(({ one, result }) => result.pointsTenths !== one.pointsTenths);
      // The same points mean the same under the new version; other points are a review of their own, beside the one that was read.
      if (same.length > 0) await tx.rows(sql`update review set rubric_id = ${change.afterId} where id = any (${same.map(({ one }) => one.reviewId)}::bigint[])`);
      for (const { one, result } of moved) await this.#rescore(tx, change, one, result);
      await tx.rows(sql`update rubric_change set rescored = rescored + ${moved.length}, finished_at = ${standing.length < atOnce ? this.clock.business() : null} where id = ${change.id}`);
      if (standing.length < atOnce) await this.#recordEnd(tx, change);
      return true;
    });
  }

  async #standing(tx: Tx, { assignmentId, afterId }: Change): Promise<Standing[]> {
    return tx.rows<Standing>(sql`
      select s.*, o.path as "schoolPath", o.heir_path as "heirPath" from (
        select t.id::int as "submissionId", t.enrolment_id::int as "enrolmentId", t.person_id::int as "personId", t.school_id::int as "schoolId", t.class_id::int as "classId", t.period_id::int as "periodId", t.programme_id::int as "programmeId",
          t.state, t.version, r.id::int as "reviewId", r.marking, r.is_blind as "isBlind", r.rubric_id::int as "rubricScoredBy", r.criterion_points as "criterionPoints", r.annotations, r.points_tenths as "pointsTenths"
        ${standingReviews(assignmentId, afterId)} order by t.id, r.id limit ${atOnce} for update of t) s join office o on o.id = s."schoolId"`);
  }

  async #rescore(tx: Tx, change: Change, one: Standing, { criterionPoints, pointsTenths }: Rescored): Promise<void> {
    const now = this.clock.business();
    // Nobody read it anew: it stays the tutor's, and counts no time.
    const [review] = await tx.rows<{ id: number }>(sql`
      insert into review (submission_id, ${raw(scopeColumnNames)}, tutor_id, tutor_name, rubric_id, points_tenths, criterion_points, annotations, comment, is_excellent, submitted_at, released_at, seconds, replaces_id, marking, is_blind)
      select r.submission_id, ${scopeValues(one)}, r.tutor_id, r.tutor_name, ${change.afterId}, ${pointsTenths}, ${JSON.stringify(criterionPoints)}::jsonb, r.annotations, r.comment, r.is_excellent, ${now}, case when r.released_at is null then null else ${now}::timestamptz end, null, r.id, r.marking, r.is_blind
      from review r where r.id = ${one.reviewId} returning id::int as id`);
    // Of two marks in dispute the first is the submission's own; the second hangs on the dispute.
    if (one.marking !== 'SECOND') await tx.rows(sql`update submission set last_review_id = ${review?.id ?? 0} where id = ${one.submissionId}`);
    await this.moves.move(tx, { personId: change.byId, name: change.byName, acting: acting(change) }, one, [one.state], `评分标准更新${one.isBlind ? '' : `（${formatTenths(one.pointsTenths)} → ${formatTenths(pointsTenths)} 分）`}：${change.reason}`);
  }

  async #recordEnd(tx: Tx, change: Change): Promise<void> {
    await recordAudit(tx, acting(change), { action: 'assignments.manageRubrics', subject: globalId('Assignment', change.assignmentId), facts: { act: 'applied', change: globalId('RubricChange', change.id) } });
  }
}

function acting(change: Change): Acting {
  return { caller: { actor: 'job:rubric-change', role: null, officeId: null }, requestId: `rubric change ${change.id}` };
}
