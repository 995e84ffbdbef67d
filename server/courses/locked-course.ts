// A course that is being acted upon: its row is held, so that of two who act the second sees what the first did.
import { globalId } from '../kernel/ids.js';
import { refuse, type Refusal } from '../kernel/refusals.js';
import type { Database, Tx } from '../platform/database/database.js';
import { raw, sql } from '../platform/database/sql.js';
import { personOf, type RequestContext } from '../platform/graphql/caller.js';
import { notFound } from '../platform/graphql/errors.js';
import { courseShape, moveCourse, type CourseState } from '../programmes/index.js';
import { partiesColumns, roundOf, type CourseParties } from './course.store.js';
import type { IntakeAct } from './rules/intake-states.js';

export async function lockCourse(database: Database, tx: Tx, courseId: number): Promise<CourseParties> {
  const [course] = await tx.rows<CourseParties>(sql`select ${raw(partiesColumns)} from course t where t.id = ${courseId} and ${database.allows(courseShape, 't', tx.scope)} for no key update`);
  if (!course) throw notFound();
  return course;
}

export async function roundIn(tx: Tx, courseId: number): Promise<number> {
  const [row] = await tx.rows<{ round: number }>(sql`select ${roundOf('t')}::int as round from course t where t.id = ${courseId}`);
  return row?.round ?? 0;
}

export function staleRefusals({ version }: Pick<CourseParties, 'version'>, expected: number): Refusal[] {
  return version === expected ? [] : [refuse('STALE', { zh: '课程已有变化，请重新查看后再办理。', en: 'The course has changed; look at it again.' }, { field: 'expectedVersion', facts: { expected, version } })];
}

export const notAuthor: Refusal = refuse('NOT_ENTITLED', { zh: '应由报送这门课程的机构或单位办理。', en: 'This is for the office or body that hands the course in.' }, { requirement: 'JS-10' });
export const notOrganiser: Refusal = refuse('NOT_ENTITLED', { zh: '应由主办这个项目的项目办办理。', en: 'This is for the office that organises the programme.' }, { requirement: 'JS-10' });

/** One step: the record, and the course where it leads. */
export async function step(tx: Tx, { caller }: RequestContext, at: Date, course: Pick<CourseParties, 'id' | 'state'>, act: IntakeAct, to: CourseState, reason: string | null): Promise<void> {
  await tx.rows(sql`insert into course_step (course_id, act, from_state, to_state, by_id, by_name, at, reason) values (${course.id}, ${act}, ${act === 'CREATE' ? null : course.state}, ${to}, ${personOf(caller)}, ${caller.name}, ${at}, ${reason})`);
  if (act !== 'CREATE') await moveCourse(tx, course.id, to);
}

export function subjectOf({ id }: Pick<CourseParties, 'id'>): string {
  return globalId('Course', id);
}
