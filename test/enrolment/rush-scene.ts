// Scenes for rushes: many teachers who wait at one school, each first in the queue of a class of her own, so that nothing but the
// number of seats decides; and those who enrol them.
import { globalId } from '../../server/kernel/ids.js';
import type { Actor, TestServer } from '../support/test-server.js';
import { enrol, leaveFree } from './choosing-acts.js';
import { signedIn } from './withdrawal-acts.js';

export interface School { id: number; countyId: number; cityId: number }
export interface Waiting { personId: string; classId: string }

let made = 0;

/** So many new teachers of a school, who have each chosen another new class of the period. */
export async function waitingTeachers({ owner, clock }: TestServer, schoolId: number, periodId: number, count: number): Promise<Waiting[]> {
  const classIds = await newClasses({ owner }, periodId, count);
  const { rows } = await owner.query<{ person: string; class: string }>(`
    with numbered as (select id, row_number() over (order by id) as place from unnest($3::bigint[]) id),
    people as (insert into person (name, training_number, office_id) select '候选教师' || n, $1 || n, $2::bigint from generate_series(1, cardinality($3::bigint[])) n returning id),
    posts as (insert into role_assignment (person_id, role, office_id, valid_from) select id, 'LEARNER', $2::bigint, '2023-07-01'::date from people)
    insert into course_choice (class_id, person_id, school_id, period_id, programme_id, chosen_at)
      select k.id, p.id, $2::bigint, k.period_id, k.programme_id, $4::timestamptz from (select id, row_number() over (order by id) as place from people) p join numbered using (place) join training_class k on k.id = numbered.id
      returning person_id as person, class_id as class`, [`RUSH${(made += 1)}-`, schoolId, classIds, clock.business()]);
  return rows.map((row) => ({ personId: globalId('Person', row.person), classId: globalId('TrainingClass', row.class) }));
}

/** Exactly so many free seats of a school, and nobody of an earlier scene on its waiting list: whoever stands there would have them. */
export async function seatsForAll(server: TestServer, schoolId: number, periodId: number, seats: number): Promise<void> {
  await server.app.waitingListWork.idle();
  await server.owner.query(`update course_choice c set withdrawn_at = now() from person p where p.id = c.person_id and c.period_id = $1 and c.listed_at is not null and c.withdrawn_at is null and $2::bigint in (c.school_id, p.office_id)
    and not exists (select 1 from enrolment e where e.class_id = c.class_id and e.person_id = c.person_id and e.state = 'ENROLLED')`, [periodId, schoolId]);
  await leaveFree(server, schoolId, periodId, seats);
}

/** Keys of new classes of a period. */
export async function newClasses({ owner }: Pick<TestServer, 'owner'>, periodId: number, count: number): Promise<number[]> {
  const { rows } = await owner.query<{ id: string }>(`
    with courses as (insert into course (code, programme_id, name, subject, stage, hours_tenths) select $1 || n, p.programme_id, '某课程' || n, c.subject, c.stage, c.hours_tenths
      from generate_series(1, $3::int) n, period p, (select * from course order by id limit 1) c where p.id = $2::bigint returning id, code, programme_id)
    insert into training_class (code, name, course_id, period_id, programme_id) select code, '某班', id, $2::bigint, programme_id from courses returning id`, [`RUSH${(made += 1)}-`, periodId, count]);
  return rows.map(({ id }) => Number(id));
}

/** New administrators of an office, each with a session that has shown a code. */
export async function administratorsOf(server: TestServer, officeId: number, count: number): Promise<Actor[]> {
  const { rows } = await server.owner.query<{ id: string }>("insert into person (name, training_number, office_id) select '管理员' || n, $1 || n, $2::bigint from generate_series(1, $3::int) n returning id", [`RUSH${(made += 1)}-`, officeId, count]);
  const administrators: Actor[] = [];
  for (const { id } of rows) administrators.push(await signedIn(server, Number(id), 'ADMIN', officeId));
  await server.owner.query('update session set second_factor_at = created_at where person_id = any ($1::bigint[])', [rows.map(({ id }) => id)]);
  return administrators;
}

/** Open schools below a city's counties, other than the cast's own, so many from each of so many counties. */
export async function schoolsOf({ owner }: TestServer, cityCode: string, counties: number, schoolsEach: number): Promise<School[]> {
  const { rows } = await owner.query<{ id: string; county: string; city: string }>(`
    select s.id, c.id as county, c.parent_id as city from (select c.*, row_number() over (order by c.id) as place from office c join office u on u.id = c.parent_id where u.code = $1 and c.level = 'COUNTY' and c.state = 'OPEN'
      and (select count(*) from office s where s.parent_id = c.id and s.level = 'SCHOOL' and s.state = 'OPEN') >= $3::int) c
    cross join lateral (select * from office s where s.parent_id = c.id and s.level = 'SCHOOL' and s.state = 'OPEN' order by s.id limit $3::int) s where c.place <= $2::int order by s.id`, [cityCode, counties, schoolsEach]);
  return rows.map(({ id, county, city }) => ({ id: Number(id), countyId: Number(county), cityId: Number(city) }));
}

/** `ok`, or the refusal's code with the remaining number where one is told. */
export async function enrolOne(by: Actor, { personId, classId }: Waiting, key: string | null): Promise<string> {
  return toldBy(enrol(by, classId, [personId], key ?? undefined), ({ refusals, outcomes }) => [...refusals, ...(outcomes[0]?.refusals ?? [])].map(({ code, facts }) => [code, facts.find(({ name }) => name === 'remaining')?.value].filter((part) => part !== undefined).join(' ')).join());
}

/** What the losers of a rush for seats are told. */
export const noneLeft = 'QUOTA_EXHAUSTED 0';

/** What became of an act: `ok`, the codes of its refusals, or `!` and the error that nobody should meet. */
export async function toldBy<Payload>(asked: Promise<Payload>, codesOf: (payload: Payload) => string): Promise<string> {
  return asked.then((payload) => codesOf(payload) || 'ok', (error: unknown) => `! ${String(error).slice(0, 400)}`);
}

/** Runs the acts, so many at once. */
export async function inParallel<T>(acts: readonly (() => Promise<T>)[], atOnce: number): Promise<T[]> {
  const results: T[] = [];
  let next = 0;
  await Promise.all(Array.from({ length: Math.min(atOnce, acts.length) }, async () => {
    for (let place = next; place < acts.length; place = next) {
      next += 1;
      results[place] = await (acts[place] as () => Promise<T>)();
    }
  }));
  return results;
}
