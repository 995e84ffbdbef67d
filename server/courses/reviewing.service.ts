// Reviewing a course (评审): the organising office assigns experts, each rates without seeing the other, the office decides.
import { validOn } from '../access/index.js';
import type { LocalDate } from '../kernel/calendar.js';
import { accepted, refuse, refused, type Outcome, type Refusal } from '../kernel/refusals.js';
import { formatTenths } from '../kernel/tenths.js';
import { recordAudit } from '../platform/audit/audit.js';
import type { Clock } from '../platform/clock/clock.js';
import type { Database, Tx } from '../platform/database/database.js';
import { sql } from '../platform/database/sql.js';
import { personOf, type RequestContext } from '../platform/graphql/caller.js';
import { notFound } from '../platform/graphql/errors.js';
import { courseReviewOf, courseShape, endedRefusals, type CourseReviewRules, type RuleBook } from '../programmes/index.js';
import { isOrganiser } from './authors.js';
import type { CourseParties } from './course.store.js';
import { lockCourse, notOrganiser, roundIn, staleRefusals, step, subjectOf } from './locked-course.js';
import { formLimits, textRefusals } from './rules/course-form.js';
import { stateRefusals, wrongState } from './rules/intake-states.js';
import { acceptanceRefusals, ratingRefusals, totalOf, type GivenPoints } from './rules/ratings.js';
import { conflictOf, conflictRefusal, type Candidate, type Conflict } from './rules/reviewers.js';

export interface AssignAct { courseId: number; expectedVersion: number; personIds: readonly number[] }
export interface RateAct { courseId: number; points: readonly GivenPoints[]; comment: string }
export interface DecideAct { courseId: number; expectedVersion: number; isAccepted: boolean; reason: string }
export interface ReviewCandidate { personId: number; name: string; conflict: Conflict | null; isAssigned: boolean; openReviews: number }

export class CourseReviewingService {
  constructor(private readonly database: Database, private readonly clock: Clock, private readonly rules: RuleBook) {}

  /** The experts of the programme, those who may review it first; names of people who may be out of the caller's subtree, hence a job. */
  async candidates(context: RequestContext, courseId: number): Promise<ReviewCandidate[]> {
    return this.database.transaction(context.caller.scope, async (tx) => {
      const course = await lockCourse(this.database, tx, courseId);
      if (!isOrganiser(context.caller, course)) throw notFound();
      const found = await tx.asJob((job) => candidatesIn(job, course, null, this.clock.today()));
      return found.map(({ personId, name, isAssigned, openReviews, ...candidate }) => ({ personId, name, isAssigned, openReviews, conflict: conflictOf(candidate, course) }))
        .sort((one, other) => Number(one.conflict !== null) - Number(other.conflict !== null) || one.openReviews - other.openReviews || one.personId - other.personId);
    });
  }

  /** Refuses who is no expert of the programme or has a part in the course (NOT_ELIGIBLE), and fewer in all than the rules ask for. */
  async assign(context: RequestContext, { courseId, expectedVersion, personIds }: AssignAct): Promise<Outcome<{ courseId: number }>> {
    return this.database.transaction(context.caller.scope, async (tx) => {
      const course = await lockCourse(this.database, tx, courseId);
      const unfit = [...(isOrganiser(context.caller, course) ? [] : [notOrganiser]), ...staleRefusals(course, expectedVersion), ...endedRefusals(course.programmeState), ...stateRefusals(course.state, 'ASSIGN')];
      if (unfit.length > 0) return refused(...unfit);
      const round = await roundIn(tx, courseId);
      const wanted = [...new Set(personIds)];
      const found = await tx.asJob((job) => candidatesIn(job, course, wanted, this.clock.today()));
      if (found.length !== wanted.length) throw notFound();
      const fresh = found.filter(({ isAssigned }) => !isAssigned);
      const refusals = [...fresh.flatMap((candidate) => {
        const conflict = conflictOf(candidate, course);
        return conflict === null ? [] : [conflictRefusal(conflict, candidate.name, `personIds.${wanted.indexOf(candidate.personId)}`)];
      }), ...(await this.#numberRefusals(tx, course, round, fresh.length))];
      if (refusals.length > 0) return refused(...refusals);
      const at = this.clock.business();
      await tx.rows(sql`insert into course_review (course_id, round, expert_id, expert_name, assigned_at, is_open, is_told)
        select ${courseId}, ${round}, e, n, ${at}, false, false from unnest(${fresh.map(({ personId }) => personId)}::bigint[], ${fresh.map(({ name }) => name)}::text[]) as given(e, n)`);
      // Whoever comes late rates as blindly as the others did.
      await tx.rows(sql`update course_review set is_open = false where course_id = ${courseId} and round = ${round}`);
      const names = fresh.map(({ name }) => name);
      await step(tx, context, at, course, 'ASSIGN', 'IN_REVIEW', names.join('、'));
      await recordAudit(tx, context, { action: 'courses.organise', subject: subjectOf(course), facts: { act: 'assign', people: names }, changes: { state: [course.state, 'IN_REVIEW'] } });
      return accepted({ courseId });
    });
  }

  /** Refuses NOT_ENTITLED to whom it was not assigned, a second rating, and points that the criteria do not know. */
  async rate(context: RequestContext, { courseId, points, comment }: RateAct): Promise<Outcome<{ courseId: number }>> {
    const expertId = personOf(context.caller);
    return this.database.transaction(context.caller.scope, async (tx) => {
      const course = await this.#hold(tx, courseId);
      const round = await roundIn(tx, courseId);
      const [own] = await tx.rows<{ id: number; isSubmitted: boolean }>(sql`select id::int as id, submitted_at is not null as "isSubmitted" from course_review where course_id = ${courseId} and round = ${round} and expert_id = ${expertId}`);
      if (!own) return refused(refuse('NOT_ENTITLED', { zh: '这门课程没有安排您评审。', en: 'This course was not given to you for review.' }, { field: 'courseId', requirement: 'JS-15' }));
      const unfit = [...endedRefusals(course.programmeState), ...(course.state === 'IN_REVIEW' ? [] : [wrongState(course.state)]), ...(own.isSubmitted ? [refuse('ALREADY_EXISTS', { zh: '您已经提交评分，不能再改。', en: 'You have rated it already.' }, { field: 'courseId' })] : [])];
      const rules = await this.#rules(tx, course);
      const refusals = [...unfit, ...ratingRefusals(rules?.criteria ?? [], points, comment)];
      if (refusals.length > 0) return refused(...refusals);
      const at = this.clock.business();
      const total = totalOf(points);
      await tx.rows(sql`update course_review set points = ${JSON.stringify(points)}::jsonb, total_tenths = ${total}, comment = ${comment.trim()}, submitted_at = ${at} where id = ${own.id}`);
      // The last one in opens all of them; the others' rows are not this expert's to write.
      await tx.asJob((job) => job.rows(sql`update course_review r set is_open = true where r.course_id = ${courseId} and r.round = ${round} and not exists (select 1 from course_review open where open.course_id = r.course_id and open.round = r.round and open.submitted_at is null)`));
      await recordAudit(tx, context, { action: 'courses.review', subject: subjectOf(course), facts: { points: formatTenths(total) } });
      return accepted({ courseId });
    });
  }

  /** Refuses to accept while ratings are missing; a course goes back at any time. Either way the authors read the reason and what the experts wrote. */
  async decide(context: RequestContext, { courseId, expectedVersion, isAccepted, reason }: DecideAct): Promise<Outcome<{ courseId: number }>> {
    const act = isAccepted ? 'ACCEPT' : 'RETURN';
    return this.database.transaction(context.caller.scope, async (tx) => {
      const course = await lockCourse(this.database, tx, courseId);
      const round = await roundIn(tx, courseId);
      const [counted] = await tx.rows<{ assigned: number; submitted: number }>(sql`select count(*)::int as assigned, count(submitted_at)::int as submitted from course_review where course_id = ${courseId} and round = ${round}`);
      const unfit = [...(isOrganiser(context.caller, course) ? [] : [notOrganiser]), ...staleRefusals(course, expectedVersion), ...endedRefusals(course.programmeState), ...stateRefusals(course.state, act)];
      const refusals = unfit.length > 0 ? unfit : [...(isAccepted ? acceptanceRefusals(await this.#rules(tx, course), counted?.assigned ?? 0, counted?.submitted ?? 0) : []), ...textRefusals(reason, 'reason', formLimits.reason)];
      if (refusals.length > 0) return refused(...refusals);
      const to = isAccepted ? 'ACCEPTED' : 'RETURNED';
      await step(tx, context, this.clock.business(), course, act, to, reason.trim());
      await tx.rows(sql`update course_review set is_told = true, is_open = true where course_id = ${courseId} and round = ${round}`);
      await recordAudit(tx, context, { action: 'courses.organise', subject: subjectOf(course), facts: { act: isAccepted ? 'accept' : 'return', reason: reason.trim() }, changes: { state: [course.state, to] } });
      return accepted({ courseId });
    });
  }

  /** An expert changes nothing of the course itself, so its row is held by the system; two who rate at once follow each other. */
  async #hold(tx: Tx, courseId: number): Promise<CourseParties> {
    const [seen] = await tx.rows(sql`select t.id from course t where t.id = ${courseId} and ${this.database.allows(courseShape, 't', tx.scope)}`);
    if (!seen) throw notFound();
    return tx.asJob((job) => lockCourse(this.database, job, courseId));
  }

  async #rules(tx: Tx, { programmeId }: CourseParties): Promise<CourseReviewRules | null> {
    return courseReviewOf(await this.rules.inForce(tx, programmeId, this.clock.today()));
  }

  async #numberRefusals(tx: Tx, course: CourseParties, round: number, fresh: number): Promise<Refusal[]> {
    const rules = await this.#rules(tx, course);
    if (fresh === 0) return [refuse('EMPTY', { zh: '请选择专家。', en: 'Choose experts.' }, { field: 'personIds' })];
    const [known] = await tx.rows<{ assigned: number }>(sql`select count(*)::int as assigned from course_review where course_id = ${course.id} and round = ${round}`);
    const assigned = (known?.assigned ?? 0) + fresh;
    const asked = rules?.experts ?? 1;
    return assigned >= asked ? [] : [refuse('INCOMPLETE', { zh: `至少安排 ${asked} 位专家。`, en: `At least ${asked} experts.` }, { field: 'personIds', requirement: rules?.requirement ?? 'JS-15', facts: { asked, assigned } })];
  }
}

interface Found extends Candidate { personId: number; name: string; isAssigned: boolean; openReviews: number }

/** These people, or all experts of the programme, with what decides whether each may review the course. */
async function candidatesIn(job: Tx, course: CourseParties, personIds: readonly number[] | null, today: LocalDate): Promise<Found[]> {
  const round = await roundIn(job, course.id);
  const isInPool = sql`exists (select 1 from role_assignment t join programme_role pr on pr.role_id = t.id where t.person_id = p.id and t.role = 'EXPERT' and pr.programme_id = ${course.programmeId} and ${validOn(today)})`;
  return job.rows<Found>(sql`
    select p.id::int as "personId", p.name, p.office_id::int as "homeOfficeId", ${isInPool} as "isInPool",
      array(select t.office_id::int from role_assignment t where t.person_id = p.id and t.role <> all ('{EXPERT,LEARNER}') and ${validOn(today)}) as "postOfficeIds",
      array(select b.id::int from training_body b where b.contact_id = p.id) as "contactOfBodyIds",
      exists (select 1 from course_step s where s.course_id = ${course.id} and s.by_id = p.id and s.act in ('CREATE', 'HAND_IN')) as "hasActed",
      exists (select 1 from course_review r where r.course_id = ${course.id} and r.round = ${round} and r.expert_id = p.id) as "isAssigned",
      (select count(*) from course_review r join course c on c.id = r.course_id where r.expert_id = p.id and r.submitted_at is null and c.state = 'IN_REVIEW')::int as "openReviews"
    from person p where p.merged_into_id is null and ${personIds === null ? isInPool : sql`p.id = any (${personIds}::bigint[])`}`);
}
