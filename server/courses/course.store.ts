// Queries on courses and their intake: the list, the units, the steps, the ratings.
import type { Stage, Subject } from '../kernel/subjects.js';
import { likeText } from '../offices/index.js';
import { formatTenths } from '../kernel/tenths.js';
import type { Database } from '../platform/database/database.js';
import type { Page, PagingArgs } from '../platform/database/paging.js';
import type { Scope } from '../platform/database/scope.js';
import type { Selection } from '../platform/database/selection.js';
import { defineShape, field, inSubtree } from '../platform/database/shape.js';
import { raw, sql, type Sql } from '../platform/database/sql.js';
import type { Caller } from '../platform/graphql/caller.js';
import { rfc3339 } from '../platform/database/shape.js';
import { courseShape, isCourseReadAs, ofOpenProgrammes, type CourseState, type CourseType, type ProgrammeState, type UnitKind } from '../programmes/index.js';
import type { CourseStepType, CourseUnitType } from './graphql/course.type.js';
import type { IntakeAct } from './rules/intake-states.js';
import type { GivenPoints } from './rules/ratings.js';

export interface CourseFilter { programmeId: number | null; subject: Subject | null; stage: Stage | null; state: CourseState | null; search: string | null; waitingFor: Pick<Caller, 'role' | 'personId' | 'officeId'> | null }

/** The how-manieth time a course has been handed in. */
export function roundOf(course: string): Sql {
  return sql`(select count(*) from course_step handed where handed.course_id = ${raw(course)}.id and handed.act = 'HAND_IN')`;
}

/** Who reads which rating, as the policies say it. */
export const courseReviewShape = defineShape({
  typeName: 'CourseReview', table: 'course_review', key: 'id', fields: { id: field.int('id') },
  scope: {
    office: (t, scope) => sql`(${inSubtree(organiserOf(t), scope)} or ${raw(t)}.is_told and ${inSubtree(sql`(select c.office_id from course c where c.id = ${raw(t)}.course_id)`, scope)})`,
    classes: (t, scope) => sql`(${raw(t)}.is_told and exists (select 1 from course c join training_body b on b.id = c.body_id where c.id = ${raw(t)}.course_id and b.contact_id = ${scope.personId}))`,
    programmes: (t, scope) => sql`(${raw(t)}.expert_id = ${scope.personId} or ${raw(t)}.is_open and exists (select 1 from course c where c.id = ${raw(t)}.course_id and c.programme_id = any (${scope.programmeIds}::bigint[])))`,
    job: () => raw('true'),
  },
});

function organiserOf(t: string): Sql {
  return sql`(select p.office_id from course c join programme p on p.id = c.programme_id where c.id = ${raw(t)}.course_id)`;
}

export interface ReadReview { courseId: number; round: number; expertId: number; expertName: string; organiserId: number | null; points: GivenPoints[] | null; totalTenths: number | null; comment: string | null; assignedAt: string; submittedAt: string | null; isOpen: boolean }

/** What somebody's rights on a course hang on. */
export interface CourseParties { id: number; programmeId: number; state: CourseState; version: number; officeId: number | null; bodyId: number | null; contactId: number | null; organiserId: number | null; programmeState: ProgrammeState }

export const partiesColumns = `t.id::int as id, t.programme_id::int as "programmeId", t.state, t.version, t.office_id::int as "officeId", t.body_id::int as "bodyId", (select b.contact_id from training_body b where b.id = t.body_id)::int as "contactId",
  (select p.office_id from programme p where p.id = t.programme_id)::int as "organiserId", (select p.state from programme p where p.id = t.programme_id) as "programmeState"`;

export class CourseStore {
  constructor(private readonly database: Database) {}

  /** Those with the latest codes first: what was handed in last stands on top. */
  async page(scope: Scope, filter: CourseFilter, selection: Selection, args: PagingArgs): Promise<Page<CourseType>> {
    const where: Sql[] = [];
    if (filter.programmeId !== null) where.push(sql`t.programme_id = ${filter.programmeId}`);
    if (filter.subject !== null) where.push(sql`t.subject = ${filter.subject}`);
    if (filter.stage !== null) where.push(sql`t.stage = ${filter.stage}`);
    if (filter.state !== null) where.push(sql`t.state = ${filter.state}`);
    if (filter.search !== null) {
      const within = `%${likeText(filter.search)}%`;
      where.push(sql`(t.name like ${within} or t.code like ${within} or ${isCourseReadAs('t.id', filter.search)})`);
    }
    if (filter.waitingFor !== null) where.push(waitsFor(filter.waitingFor), ofOpenProgrammes('t.programme_id'));
    return this.database.page<CourseType>(scope, courseShape, selection, args, { where, order: { columns: [{ sql: 't.id', type: 'bigint' }], isDescending: true } });
  }

  async byKey(scope: Scope, key: number, selection: Selection): Promise<CourseType | null> {
    return this.database.one<CourseType>(scope, courseShape, selection, sql`t.id = ${key}`);
  }

  async unitsOf(scope: Scope, courseIds: readonly number[]): Promise<Map<number, CourseUnitType[]>> {
    const rows = await this.database.rows<Omit<CourseUnitType, 'kind'> & { courseId: number; kind: UnitKind }>(scope, sql`
      select u.course_id as "courseId", u.number, u.title, u.kind, u.minutes, u.is_required as "isRequired", u.required_minutes as "requiredMinutes", u.required_posts as "requiredPosts", u.required_views as "requiredViews"
      from unit u join course t on t.id = u.course_id where t.id = any (${courseIds}::bigint[]) and ${this.database.allows(courseShape, 't', scope)} order by u.course_id, u.number`);
    return Map.groupBy(rows, ({ courseId }) => courseId);
  }

  async stepsOf(scope: Scope, courseIds: readonly number[]): Promise<Map<number, CourseStepType[]>> {
    const rows = await this.database.rows<{ courseId: number; act: IntakeAct; state: CourseState; byName: string; at: string; reason: string | null }>(scope, sql`
      select s.course_id as "courseId", s.act, s.to_state as state, s.by_name as "byName", s.at::text as at, s.reason
      from course_step s join course t on t.id = s.course_id where t.id = any (${courseIds}::bigint[]) and ${this.database.allows(courseShape, 't', scope)} order by s.id`);
    return Map.groupBy(rows.map(({ at, ...row }) => ({ ...row, at: rfc3339(at) })), ({ courseId }) => courseId);
  }

  /** The ratings of the last time that each was handed in, as far as the caller reads them. */
  async reviewsOf(scope: Scope, courseIds: readonly number[]): Promise<Map<number, ReadReview[]>> {
    const rows = await this.database.rows<ReadReview>(scope, sql`
      select r.course_id as "courseId", r.round, r.expert_id as "expertId", r.expert_name as "expertName", ${organiserOf('r')} as "organiserId", r.points, r.total_tenths as "totalTenths", r.comment, r.assigned_at::text as "assignedAt", r.submitted_at::text as "submittedAt", r.is_open as "isOpen"
      from course_review r join course t on t.id = r.course_id
      where t.id = any (${courseIds}::bigint[]) and r.round = ${roundOf('t')} and ${this.database.allows(courseShape, 't', scope)} and ${this.database.allows(courseReviewShape, 'r', scope)} order by r.course_id, r.id`);
    return Map.groupBy(rows.map((row) => ({ ...row, assignedAt: rfc3339(row.assignedAt), submittedAt: row.submittedAt === null ? null : rfc3339(row.submittedAt) })), ({ courseId }) => courseId);
  }

  async partiesOf(scope: Scope, courseIds: readonly number[]): Promise<Map<number, CourseParties>> {
    const rows = await this.database.rows<CourseParties>(scope, sql`select ${raw(partiesColumns)} from course t where t.id = any (${courseIds}::bigint[]) and ${this.database.allows(courseShape, 't', scope)}`);
    return new Map(rows.map((row) => [row.id, row]));
  }

  /** The bodies for which somebody acts. */
  async bodiesOf(scope: Scope, personId: number): Promise<{ id: number; officeId: number; name: string }[]> {
    return this.database.rows(scope, sql`select b.id::int as id, b.office_id::int as "officeId", b.name from training_body b where b.contact_id = ${personId} order by b.id`);
  }
}

/** What needs the caller: a rating to give, a course to assign or to decide, one that came back; in a programme that has ended none of it can be done. */
function waitsFor({ role, personId, officeId }: Pick<Caller, 'role' | 'personId' | 'officeId'>): Sql {
  const own = sql`r.course_id = t.id and r.round = ${roundOf('t')}`;
  const cameBack = sql`t.state = 'RETURNED' and (t.body_id is null and t.office_id = ${officeId} or exists (select 1 from training_body b where b.id = t.body_id and b.contact_id = ${personId}))`;
  if (role === 'EXPERT') return sql`(t.state = 'IN_REVIEW' and exists (select 1 from course_review r where ${own} and r.expert_id = ${personId} and r.submitted_at is null))`;
  if (role !== 'ADMIN' && role !== 'CHIEF_ADMIN') return sql`(${cameBack})`;
  return sql`(exists (select 1 from programme p where p.id = t.programme_id and p.office_id = ${officeId})
    and (t.state = 'HANDED_IN' or t.state = 'IN_REVIEW' and not exists (select 1 from course_review r where ${own} and r.submitted_at is null)) or ${cameBack})`;
}

export function pointsTold(points: readonly GivenPoints[]): { criterion: string; points: string }[] {
  return points.map(({ criterion, pointsTenths }) => ({ criterion, points: formatTenths(pointsTenths) }));
}
