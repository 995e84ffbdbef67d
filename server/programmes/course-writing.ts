// Writing courses, periods and classes: the one place, for the domains that decide upon them.
import type { LocalDate } from '../kernel/calendar.js';
import type { Stage, Subject } from '../kernel/subjects.js';
import type { Tenths } from '../kernel/tenths.js';
import type { Tx } from '../platform/database/database.js';
import { sql } from '../platform/database/sql.js';
import { addReadings, replaceReadings } from '../platform/text/readings.js';
import { courseNames } from './course-reading.entity.js';
import type { CourseState, UnitKind } from './rules/course-content.js';

export interface UnitContent { title: string; kind: UnitKind; minutes: number; isRequired: boolean; requiredMinutes: number | null; requiredPosts: number | null; requiredViews: number | null }
export interface CourseContent { name: string; subject: Subject; stage: Stage; hoursTenths: Tenths; description: string; units: readonly UnitContent[] }
export interface CourseSource { programmeId: number; officeId: number; bodyId: number | null }

/** A draft; its code says the programme's year and counts on. */
export async function insertCourse(tx: Tx, { programmeId, officeId, bodyId }: CourseSource, content: CourseContent): Promise<number> {
  const { name, subject, stage, hoursTenths, description } = content;
  const [made] = await tx.rows<{ id: number }>(sql`insert into course (id, code, programme_id, name, subject, stage, hours_tenths, description, state, version, office_id, body_id)
    select n.id, 'KC' || p.year || lpad(n.id::text, 3, '0'), p.id, ${name}, ${subject}, ${stage}, ${hoursTenths}, ${description}, 'DRAFT', 1, ${officeId}, ${bodyId}::bigint
    from (select nextval(pg_get_serial_sequence('course', 'id')) as id) n, programme p where p.id = ${programmeId} returning id::int as id`);
  const id = made?.id ?? 0;
  await addReadings(tx, courseNames, [{ id, name }]);
  await insertUnits(tx, id, content.units);
  return id;
}

/** Its row is held. */
export async function changeCourse(tx: Tx, courseId: number, content: CourseContent): Promise<void> {
  const { name, subject, stage, hoursTenths, description } = content;
  await tx.rows(sql`update course set name = ${name}, subject = ${subject}, stage = ${stage}, hours_tenths = ${hoursTenths}, description = ${description}, version = version + 1 where id = ${courseId}`);
  await replaceReadings(tx, courseNames, { id: courseId, name });
  await tx.rows(sql`delete from unit where course_id = ${courseId}`);
  await insertUnits(tx, courseId, content.units);
}

async function insertUnits(tx: Tx, courseId: number, units: readonly UnitContent[]): Promise<void> {
  await tx.rows(sql`insert into unit (course_id, number, title, kind, minutes, is_required, required_minutes, required_posts, required_views)
    select ${courseId}, u.place, u.title, u.kind, u.minutes, u."isRequired", u."requiredMinutes", u."requiredPosts", u."requiredViews"
    from rows from (jsonb_to_recordset(${JSON.stringify(units)}::jsonb) as (title text, kind text, minutes int, "isRequired" boolean, "requiredMinutes" int, "requiredPosts" int, "requiredViews" int)) with ordinality as u(title, kind, minutes, "isRequired", "requiredMinutes", "requiredPosts", "requiredViews", place)`);
}

export async function moveCourse(tx: Tx, courseId: number, to: CourseState): Promise<void> {
  await tx.rows(sql`update course set state = ${to}, version = version + 1 where id = ${courseId}`);
}

/** Periods that the programme lacks, by their numbers; those that stand are left as they are. */
export async function insertPeriods(tx: Tx, programmeId: number, periods: readonly { number: number; startsOn: LocalDate; endsOn: LocalDate }[]): Promise<number> {
  const made = await tx.rows(sql`insert into period (programme_id, number, starts_on, ends_on)
    select ${programmeId}, n, s, e from unnest(${periods.map(({ number }) => number)}::int[], ${periods.map(({ startsOn }) => startsOn)}::date[], ${periods.map(({ endsOn }) => endsOn)}::date[]) as given(n, s, e) on conflict do nothing returning id`);
  return made.length;
}

/** A class of each accepted course in each period that has not begun, where there is none; answers how many were made. */
export async function openClasses(tx: Tx, programmeId: number, today: LocalDate): Promise<number> {
  const made = await tx.rows(sql`insert into training_class (code, name, course_id, period_id, programme_id)
    select c.code || '-' || lpad(n.number::text, 2, '0'), c.name || '（第' || n.number || '期）', c.id, n.id, c.programme_id
    from course c join period n on n.programme_id = c.programme_id and n.starts_on > ${today}::date
    where c.programme_id = ${programmeId} and c.state = 'ACCEPTED' order by c.id, n.number on conflict do nothing returning id`);
  return made.length;
}

export interface BodyContent { name: string; creditCode: string; contactId: number; email: string }

export async function insertTrainingBody(tx: Tx, officeId: number, { name, creditCode, contactId, email }: BodyContent): Promise<number> {
  const [made] = await tx.rows<{ id: number }>(sql`insert into training_body (office_id, name, credit_code, contact_id, email, version) values (${officeId}, ${name}, ${creditCode}, ${contactId}, ${email}, 1) returning id::int as id`);
  return made?.id ?? 0;
}

export async function changeTrainingBody(tx: Tx, bodyId: number, { name, creditCode, contactId, email }: BodyContent): Promise<void> {
  await tx.rows(sql`update training_body set name = ${name}, credit_code = ${creditCode}, contact_id = ${contactId}, email = ${email}, version = version + 1 where id = ${bodyId}`);
}
