// Anchor papers (标杆卷): marked by the chief tutor with agreed points, and scored by tutors to set their eye.
import { commentRefusals, lockSubmission, pointsOf, type ScoreSheet } from '../assignments/index.js';
import { globalId } from '../kernel/ids.js';
import { accepted, refuse, refused, type Outcome, type Refusal } from '../kernel/refusals.js';
import { formatTenths } from '../kernel/tenths.js';
import { recordAudit } from '../platform/audit/audit.js';
import type { Clock } from '../platform/clock/clock.js';
import type { Database } from '../platform/database/database.js';
import { sql } from '../platform/database/sql.js';
import { personOf, type RequestContext } from '../platform/graphql/caller.js';
import { notFound } from '../platform/graphql/errors.js';
import { endedRefusals, type ProgrammeState } from '../programmes/index.js';
import { anchorShape } from './moderation-shapes.js';

export interface AnchorRequest extends ScoreSheet { submissionId: number; title: string; comment: string; criterionComments: readonly { criterion: string; comment: string }[] }

const titleMaximum = 30;
const anchorsMaximum = 20;

export class AnchorService {
  constructor(private readonly database: Database, private readonly clock: Clock) {}

  /** Refuses what no rubric allows, EMPTY and TOO_LONG, ALREADY_EXISTS for one that is an anchor, LIMIT_REACHED beyond twenty an assignment. */
  async mark(context: RequestContext, request: AnchorRequest): Promise<Outcome<number>> {
    return this.database.transaction(context.caller.scope, async (tx) => {
      const submission = await lockSubmission(this.database, tx, request.submissionId);
      const points = pointsOf(request, submission.criteria, submission.maximumTenths);
      const refusals = [...endedRefusals(submission.programmeState), ...titleRefusals(request.title), ...commentRefusals(request.comment), ...request.criterionComments.flatMap(({ comment }) => commentRefusals(comment)), ...(points.ok ? [] : points.refusals)];
      const [known] = await tx.rows<{ anchors: number }>(sql`select count(*)::int as anchors from anchor_paper where assignment_id = ${submission.assignmentId} and removed_at is null`);
      if ((known?.anchors ?? 0) >= anchorsMaximum) refusals.push(refuse('LIMIT_REACHED', { zh: `一项作业最多 ${anchorsMaximum} 份标杆卷。`, en: `At most ${anchorsMaximum} anchor papers for one assignment.` }, { facts: { maximum: anchorsMaximum } }));
      if (refusals.length > 0 || !points.ok) return refused(...refusals);
      const agreed = request.criterionPoints.map((one) => ({ ...one, comment: request.criterionComments.find(({ criterion }) => criterion === one.criterion)?.comment.trim() ?? '' }));
      const [anchor] = await tx.rows<{ id: number }>(sql`insert into anchor_paper (assignment_id, course_id, programme_id, submission_id, title, text, points_tenths, criterion_points, comment, marked_by_id, marked_by_name, marked_at)
        values (${submission.assignmentId}, (select course_id from assignment where id = ${submission.assignmentId}), ${submission.programmeId}, ${submission.submissionId}, ${request.title.trim()}, ${submission.text}, ${points.value}, ${JSON.stringify(agreed)}::jsonb, ${request.comment.trim()}, ${personOf(context.caller)}, ${context.caller.name}, ${this.clock.business()})
        on conflict do nothing returning id::int as id`);
      if (!anchor) return refused(refuse('ALREADY_EXISTS', { zh: '这份作业已是标杆卷。', en: 'It is an anchor paper already.' }, { field: 'submissionId' }));
      await recordAudit(tx, context, { action: 'moderation.keepAnchors', subject: globalId('AnchorPaper', anchor.id), facts: { act: 'mark', assignmentId: globalId('Assignment', submission.assignmentId), points: formatTenths(points.value), name: request.title.trim() } });
      return accepted(anchor.id);
    });
  }

  /** Takes it out of use; it stays as a record. */
  async remove(context: RequestContext, anchorId: number): Promise<Outcome<number>> {
    return this.database.transaction(context.caller.scope, async (tx) => {
      const [anchor] = await tx.rows<{ programmeState: ProgrammeState }>(sql`select p.state as "programmeState" from anchor_paper t join programme p on p.id = t.programme_id where t.id = ${anchorId} and ${this.database.allows(anchorShape, 't', tx.scope)}`);
      if (!anchor) throw notFound();
      const ended = endedRefusals(anchor.programmeState);
      if (ended.length > 0) return refused(...ended);
      const removed = await tx.rows(sql`update anchor_paper t set removed_at = ${this.clock.business()} where t.id = ${anchorId} and ${this.database.allows(anchorShape, 't', tx.scope)} returning t.id`);
      if (removed.length === 0) throw notFound();
      await recordAudit(tx, context, { action: 'moderation.keepAnchors', subject: globalId('AnchorPaper', anchorId), facts: { act: 'remove' } });
      return accepted(anchorId);
    });
  }

  /** Scores an anchor for practice; again as often as one likes. */
  async calibrate(context: RequestContext, anchorId: number, sheet: ScoreSheet): Promise<Outcome<number>> {
    return this.database.transaction(context.caller.scope, async (tx) => {
      const [anchor] = await tx.rows<{ programmeId: number; programmeState: ProgrammeState; criteria: Parameters<typeof pointsOf>[1]; maximumTenths: number }>(sql`select t.programme_id::int as "programmeId", p.state as "programmeState", r.criteria, a.maximum_tenths as "maximumTenths"
        from anchor_paper t join assignment a on a.id = t.assignment_id join rubric r on r.id = a.rubric_id join programme p on p.id = t.programme_id where t.id = ${anchorId} and ${this.database.allows(anchorShape, 't', tx.scope)}`);
      if (!anchor) throw notFound();
      const ended = endedRefusals(anchor.programmeState);
      if (ended.length > 0) return refused(...ended);
      const points = pointsOf(sheet, anchor.criteria, anchor.maximumTenths);
      if (!points.ok) return refused(...points.refusals);
      await tx.rows(sql`insert into calibration (anchor_id, programme_id, tutor_id, tutor_name, points_tenths, criterion_points, at)
        values (${anchorId}, ${anchor.programmeId}, ${personOf(context.caller)}, ${context.caller.name}, ${points.value}, ${JSON.stringify(sheet.criterionPoints)}::jsonb, ${this.clock.business()})`);
      await recordAudit(tx, context, { action: 'moderation.calibrate', subject: globalId('AnchorPaper', anchorId), facts: {} });
      return accepted(anchorId);
    });
  }
}

function titleRefusals(title: string): Refusal[] {
  const length = [...title.trim()].length;
  if (length === 0) return [refuse('EMPTY', { zh: '请给标杆卷起个名字，如「80 分：过程完整，反思不足」。', en: 'Name it by what it shows.' }, { field: 'title' })];
  return length > titleMaximum ? [refuse('TOO_LONG', { zh: `名称最多 ${titleMaximum} 字，现有 ${length} 字。`, en: `At most ${titleMaximum} characters; there are ${length}.` }, { field: 'title', facts: { maximum: titleMaximum, length } })] : [];
}
