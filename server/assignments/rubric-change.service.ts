// Taking an assignment over to another version of its rubric: first it is shown whom that changes, then it is a recorded act.
import { globalId } from '../kernel/ids.js';
import { accepted, refuse, refused, type Outcome, type Refusal } from '../kernel/refusals.js';
import { formatTenths, type Tenths } from '../kernel/tenths.js';
import { recordAudit } from '../platform/audit/audit.js';
import type { Clock } from '../platform/clock/clock.js';
import type { Database } from '../platform/database/database.js';
import type { Scope } from '../platform/database/scope.js';
import { raw, sql, type Sql } from '../platform/database/sql.js';
import { personOf, type RequestContext } from '../platform/graphql/caller.js';
import { notFound } from '../platform/graphql/errors.js';
import { endedRefusals, type ProgrammeState } from '../programmes/index.js';
import type { RubricChangeWork } from './rubric-change-work.js';
import type { Annotation } from './rules/annotations.js';
import type { Criterion, CriterionPoints } from './rules/points.js';
import { criteriaOfVersions, standingReviews } from './standing-reviews.js';
import { hasSameCriteria, rescored, totalOf } from './rules/rubric.js';
import { reasonRefusals } from './rules/texts.js';

export interface RubricChangePreview { reviews: number; changed: number; higher: number; lower: number; visible: number; cut: number; drafts: number; largest: { submissionId: number; beforeTenths: Tenths; afterTenths: Tenths }[]; refusals: Refusal[] }

interface Both { programmeId: number; programmeState: ProgrammeState; beforeId: number; beforeCode: string; before: Criterion[]; maximumTenths: Tenths; afterCode: string; after: Criterion[] }
interface Group { rubricId: number; criterionPoints: CriterionPoints[]; annotations: Annotation[]; pointsTenths: Tenths; count: number; visible: number; submissionId: number }

const examples = 8;

export class RubricChangeService {
  constructor(private readonly database: Database, private readonly clock: Clock, private readonly work: RubricChangeWork) {}

  /** Whom it would change. NOT_FOUND for an assignment outside of the caller's programmes. */
  async preview(scope: Scope, assignmentId: number, rubricId: number): Promise<RubricChangePreview> {
    const both = await this.#bothIn((statement) => this.database.rows<Both>(scope, statement), scope, assignmentId, rubricId, false);
    const [groups, [drafts], rubrics] = await Promise.all([
      this.database.rows<Group>(scope, sql`select r.rubric_id as "rubricId", r.criterion_points as "criterionPoints", r.annotations, r.points_tenths as "pointsTenths", count(*) as count, count(*) filter (where t.state in ('RELEASED', 'APPEALED', 'REVISED')) as visible, min(t.id) as "submissionId"
        ${standingReviews(assignmentId, rubricId)} and not r.is_blind group by 1, 2, 3, 4`),
      this.database.rows<{ count: number }>(scope, sql`select count(*) as count from submission t where t.assignment_id = ${assignmentId} and t.is_latest and exists (select 1 from review_draft d where d.submission_id = t.id)`),
      criteriaOfVersions((statement) => this.database.rows(scope, statement), assignmentId, rubricId),
    ]);
    const moved = groups.map((group) => ({ ...group, after: rescored(group, rubrics.get(group.rubricId) ?? [], both.after) })).filter(({ pointsTenths, after }) => after.pointsTenths !== pointsTenths);
    const sum = (items: readonly { count: number }[]) => items.reduce((total, { count }) => total + count, 0);
    return {
      reviews: sum(groups), changed: sum(moved), higher: sum(moved.filter(({ pointsTenths, after }) => after.pointsTenths > pointsTenths)), lower: sum(moved.filter(({ pointsTenths, after }) => after.pointsTenths < pointsTenths)),
      visible: moved.reduce((total, { visible }) => total + visible, 0), cut: sum(moved.filter(({ after }) => after.isCut)), drafts: drafts?.count ?? 0,
      largest: moved.sort((one, other) => Math.abs(other.after.pointsTenths - other.pointsTenths) - Math.abs(one.after.pointsTenths - one.pointsTenths)).slice(0, examples).map(({ submissionId, pointsTenths, after }) => ({ submissionId, beforeTenths: pointsTenths, afterTenths: after.pointsTenths })),
      refusals: changeRefusals(both, sum(groups)),
    };
  }

  /**
   * Takes the assignment over and answers the change; the server then goes through what was scored before. New reviews use the
   * new version from here on. Refuses STALE when the assignment has another version by now, NOT_ALLOWED for other criteria.
   */
  async apply(context: RequestContext, request: { assignmentId: number; rubricId: number; expectedRubricId: number; reason: string }): Promise<Outcome<number>> {
    const { assignmentId, rubricId, expectedRubricId, reason } = request;
    const outcome = await this.database.transaction(context.caller.scope, async (tx) => {
      const both = await this.#bothIn((statement) => tx.rows<Both>(statement), tx.scope, assignmentId, rubricId, true);
      // Blind ones count too, and tell nothing but their number.
      const [count] = await tx.asJob((job) => job.rows<{ reviews: number }>(sql`select count(*)::int as reviews ${standingReviews(assignmentId, rubricId)}`));
      const reviews = count?.reviews ?? 0;
      const refusals = [...(reason.trim() === '' ? [refuse('EMPTY', { zh: '请说明更新的原因，学员会看到。', en: 'Say why; learners read it.' }, { field: 'reason' })] : reasonRefusals(reason)), ...changeRefusals(both, reviews)];
      if (both.beforeId !== expectedRubricId) refusals.push(refuse('STALE', { zh: '这份作业的评分标准刚被更新，请重新查看影响。', en: 'The assignment has another version by now; look again whom it changes.' }, { field: 'expectedRubricId' }));
      if (refusals.length > 0) return refused(...refusals);
      await tx.rows(sql`update assignment set rubric_id = ${rubricId} where id = ${assignmentId}`);
      const now = this.clock.business();
      const [change] = await tx.rows<{ id: number }>(sql`insert into rubric_change (assignment_id, programme_id, before_id, after_id, reason, by_id, by_name, at, reviews, rescored, finished_at)
        values (${assignmentId}, ${both.programmeId}, ${both.beforeId}, ${rubricId}, ${reason.trim()}, ${personOf(context.caller)}, ${context.caller.name}, ${now}, ${reviews}, 0, ${reviews === 0 ? now : null}) returning id::int as id`);
      await recordAudit(tx, context, { action: 'assignments.manageRubrics', subject: globalId('Assignment', assignmentId), facts: { act: 'apply', before: globalId('Rubric', both.beforeId), after: globalId('Rubric', rubricId), reviews, reason: reason.trim() } });
      tx.afterCommit(() => { this.work.kick(); });
      return accepted(change?.id ?? 0);
    });
    return outcome;
  }

  async #bothIn(read: (statement: Sql) => Promise<Both[]>, scope: Scope, assignmentId: number, rubricId: number, isLocked: boolean): Promise<Both> {
    const programmes = scope.kind === 'programmes' ? scope.programmeIds : [];
    const [both] = await read(sql`
      select c.programme_id::int as "programmeId", p.state as "programmeState", b.id::int as "beforeId", b.code as "beforeCode", b.criteria as before, a.maximum_tenths as "maximumTenths", n.code as "afterCode", n.criteria as after
      from assignment a join course c on c.id = a.course_id join programme p on p.id = c.programme_id join rubric b on b.id = a.rubric_id join rubric n on n.id = ${rubricId}
      where a.id = ${assignmentId} and c.programme_id = any (${programmes}::bigint[])${isLocked ? raw(' for update of a') : raw('')}`);
    if (!both) throw notFound();
    return both;
  }
}

function changeRefusals({ programmeState, before, after, maximumTenths }: Both, reviews: number): Refusal[] {
  const refusals = endedRefusals(programmeState);
  if (totalOf(after) !== maximumTenths) refusals.push(refuse('OUT_OF_RANGE', { zh: `这份作业满分 ${formatTenths(maximumTenths)} 分，该评分标准各项之和为 ${formatTenths(totalOf(after))} 分。`, en: `The assignment has ${formatTenths(maximumTenths)} points, the criteria add up to ${formatTenths(totalOf(after))}.` }, { field: 'rubricId', facts: { maximum: formatTenths(maximumTenths), given: formatTenths(totalOf(after)) } }));
  if (reviews > 0 && !hasSameCriteria(before, after)) refusals.push(refuse('NOT_ALLOWED', { zh: `已有 ${reviews} 份按原评分项批阅，只能改分值、等级和文字，不能增删评分项。`, en: `${reviews} reviews were scored by these criteria: points, levels and words may change, criteria may not come or go.` }, { field: 'rubricId', facts: { reviews } }));
  return refusals;
}
