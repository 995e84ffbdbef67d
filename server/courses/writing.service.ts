// Writing and handing in a course (起草、报送).
import { globalId } from '../kernel/ids.js';
import { accepted, refuse, refused, type Outcome } from '../kernel/refusals.js';
import { recordAudit } from '../platform/audit/audit.js';
import type { Clock } from '../platform/clock/clock.js';
import type { Database, Tx } from '../platform/database/database.js';
import { sql } from '../platform/database/sql.js';
import type { RequestContext } from '../platform/graphql/caller.js';
import { notFound } from '../platform/graphql/errors.js';
import { once } from '../platform/idempotency/idempotency.js';
import { changeCourse, endedRefusals, insertCourse, type CourseContent, type ProgrammeState, type UnitContent } from '../programmes/index.js';
import { isAdministrator, isAuthor } from './authors.js';
import { lockCourse, notAuthor, staleRefusals, step, subjectOf } from './locked-course.js';
import { draftRefusals, formLimits, handInRefusals, longTextRefusals } from './rules/course-form.js';
import { isOpenToAuthors, stateRefusals, wrongState } from './rules/intake-states.js';

const notOrganisedHere = refuse('NOT_ALLOWED', { zh: '这个项目不由本系统的机构主办，不能向它报送课程。', en: 'No office of this installation organises this programme; nobody here would decide.' }, { field: 'programmeId', requirement: 'JS-10' });

export interface WriteAct { programmeId: number; bodyId: number | null; content: CourseContent; idempotencyKey: string | null }
export interface RewriteAct { courseId: number; expectedVersion: number; content: CourseContent }
export interface HandInAct { courseId: number; expectedVersion: number; note: string | null }

export class CourseWritingService {
  constructor(private readonly database: Database, private readonly clock: Clock) {}

  /** Refuses NOT_ENTITLED to whom neither an office nor a body stands behind, and what no draft may hold. */
  async write(context: RequestContext, act: WriteAct): Promise<Outcome<{ courseId: number }>> {
    const { caller } = context;
    return this.database.transaction(caller.scope, (tx) => once(tx, caller.actor, act.idempotencyKey, { operation: 'writeCourse', ...act }, async () => {
      const [programme] = await tx.rows<{ isOrganisedHere: boolean; state: ProgrammeState }>(sql`select office_id is not null as "isOrganisedHere", state from programme where id = ${act.programmeId}`);
      if (!programme) throw notFound();
      const source = await this.#source(tx, context, act.bodyId);
      const refusals = [...(source === null ? [notAuthor] : []), ...(programme.isOrganisedHere ? [] : [notOrganisedHere]), ...endedRefusals(programme.state), ...draftRefusals(act.content)];
      if (source === null || refusals.length > 0) return refused(...refusals);
      const id = await insertCourse(tx, { programmeId: act.programmeId, ...source }, tidied(act.content));
      await step(tx, context, this.clock.business(), { id, state: 'DRAFT' }, 'CREATE', 'DRAFT', null);
      await recordAudit(tx, context, { action: 'courses.handIn', subject: globalId('Course', id), facts: { act: 'write', name: act.content.name.trim() } });
      return accepted({ courseId: id });
    }));
  }

  async rewrite(context: RequestContext, { courseId, expectedVersion, content }: RewriteAct): Promise<Outcome<{ courseId: number }>> {
    return this.database.transaction(context.caller.scope, async (tx) => {
      const course = await lockCourse(this.database, tx, courseId);
      const refusals = [...(isAuthor(context.caller, course) ? [] : [notAuthor]), ...staleRefusals(course, expectedVersion), ...endedRefusals(course.programmeState), ...(isOpenToAuthors(course.state) ? [] : [wrongState(course.state)]), ...draftRefusals(content)];
      if (refusals.length > 0) return refused(...refusals);
      await changeCourse(tx, courseId, tidied(content));
      await recordAudit(tx, context, { action: 'courses.handIn', subject: subjectOf(course), facts: { act: 'rewrite', name: content.name.trim() } });
      return accepted({ courseId });
    });
  }

  /** Refuses besides what is unfinished: a course without units, or whose units do not make its hours. */
  async handIn(context: RequestContext, { courseId, expectedVersion, note }: HandInAct): Promise<Outcome<{ courseId: number }>> {
    return this.database.transaction(context.caller.scope, async (tx) => {
      const course = await lockCourse(this.database, tx, courseId);
      const refusals = [
        ...(isAuthor(context.caller, course) ? [] : [notAuthor]), ...staleRefusals(course, expectedVersion), ...stateRefusals(course.state, 'HAND_IN'), ...endedRefusals(course.programmeState),
        ...handInRefusals(await contentIn(tx, courseId)), ...longTextRefusals(note ?? '', 'note', formLimits.reason),
      ];
      if (refusals.length > 0) return refused(...refusals);
      await step(tx, context, this.clock.business(), course, 'HAND_IN', 'HANDED_IN', note?.trim() || null);
      await recordAudit(tx, context, { action: 'courses.handIn', subject: subjectOf(course), facts: { act: 'handIn', reason: note?.trim() || null }, changes: { state: [course.state, 'HANDED_IN'] } });
      return accepted({ courseId });
    });
  }

  /** A body stands at the office that registered it. */
  async #source(tx: Tx, { caller }: RequestContext, bodyId: number | null): Promise<{ officeId: number; bodyId: number | null } | null> {
    if (bodyId === null) return isAdministrator(caller) && caller.officeId !== null ? { officeId: caller.officeId, bodyId: null } : null;
    const [body] = await tx.rows<{ officeId: number; contactId: number }>(sql`select office_id::int as "officeId", contact_id::int as "contactId" from training_body where id = ${bodyId}`);
    if (!body) throw notFound();
    return body.contactId === caller.personId ? { officeId: body.officeId, bodyId } : null;
  }
}

async function contentIn(tx: Tx, courseId: number): Promise<CourseContent> {
  const [course] = await tx.rows<Omit<CourseContent, 'units'>>(sql`select name, subject, stage, hours_tenths as "hoursTenths", description from course where id = ${courseId}`);
  const units = await tx.rows<UnitContent>(sql`select title, kind, minutes, is_required as "isRequired", required_minutes as "requiredMinutes", required_posts as "requiredPosts", required_views as "requiredViews" from unit where course_id = ${courseId} order by number`);
  if (!course) throw notFound();
  return { ...course, units };
}

function tidied(content: CourseContent): CourseContent {
  return { ...content, name: content.name.trim(), description: content.description.trim(), units: content.units.map((unit) => ({ ...unit, title: unit.title.trim() })) };
}
