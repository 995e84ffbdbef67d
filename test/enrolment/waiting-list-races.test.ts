// Where many schools want the last places of a class, and where freed places meet new wishes.
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { globalId } from '../../server/kernel/ids.js';
import { reconcileOnly } from '../../server/reconcile.js';
import { openTestServer, type Actor, type TestServer } from '../support/test-server.js';
import { castSchool, classKey, classOf, enrol, leaveFree } from './choosing-acts.js';
import { signedIn, withdraw } from './withdrawal-acts.js';

let server: TestServer;
let gu: Actor;
beforeAll(async () => {
  server = await openTestServer();
  gu = await server.as('顾文远');
});
afterAll(async () => {
  await server.app.waitingListWork.idle();
  expect(await reconcileOnly(server.owner, /^(quota|school|class)/)).toEqual([]);
  await server.close();
});

interface School { key: number; administrator: Actor; personIds: string[] }

/** Schools with an administrator and so many teachers each who chose the class, in turn over the schools, with seats for all of them. */
async function schoolsThatChose(classKeyed: number, period: number, schools: number, each: number): Promise<School[]> {
  const { rows } = await server.owner.query<{ id: string; head: string }>(`select o.id, (select max(p.id) from person p where p.office_id = o.id) as head from office o where o.level = 'SCHOOL' and o.id <> $1 and exists (select 1 from person p where p.office_id = o.id) order by o.id limit $2`, [await castSchool(server), schools]);
  const found: School[] = [];
  for (const { id, head } of rows) {
    const { rows: people } = await server.owner.query<{ id: string }>(`with people as (insert into person (name, training_number, office_id) select '候选' || n, 'RACE' || $1::text || '-' || $3::text || '-' || n, $1::bigint from generate_series(1, $2::int) n returning id)
      insert into course_choice (class_id, person_id, school_id, period_id, programme_id, chosen_at) select $3::bigint, p.id, $1::bigint, $4::bigint, 1, timestamptz '2023-09-09 08:00:00+08' + row_number() over (order by p.id) * interval '1 hour' + $5::int * interval '1 second' from people p returning person_id as id`, [id, each, classKeyed, period, found.length]);
    await leaveFree(server, Number(id), period, each);
    found.push({ key: Number(id), administrator: await signedIn(server, Number(head), 'ADMIN', Number(id)), personIds: people.map((one) => globalId('Person', one.id)) });
  }
  return found;
}

const limit = async (classId: string, capacity: number, expectedVersion: number): Promise<string[]> => (await gu.sees('mutation ($input: SetClassCapacityInput!) { setClassCapacity(input: $input) { refusals { code } } }', { input: { classId, capacity, expectedVersion } })).setClassCapacity.refusals.map(({ code }: { code: string }) => code);

test('Q1 T7 200 acts of 100 schools for the last 20 places of a class: exactly 20 have one, everybody else is told why not, and waits', async () => {
  const key = await classKey(server, 1, 8);
  const classId = classOf(key);
  const schools = await schoolsThatChose(key, 8, 100, 2);
  expect(await limit(classId, 20, 0)).toEqual([]);
  const acts = schools.flatMap(({ administrator, personIds }) => personIds.map((_, index) => () => enrol(administrator, classId, personIds.slice(0, index + 1))));
  expect(acts).toHaveLength(200);
  const answers = await Promise.all(acts.map((act) => act()));
  const won = answers.flatMap(({ outcomes }) => outcomes.filter(({ enrolmentId }) => enrolmentId !== null));
  expect(won).toHaveLength(20);
  const refused = new Set(answers.flatMap(({ refusals, outcomes }) => [...refusals, ...outcomes.flatMap((one) => one.refusals)].map(({ code }) => code)));
  expect([...refused].filter((code) => !['CLASS_FULL', 'NOT_IN_TURN', 'ALREADY_ENROLLED'].includes(code))).toEqual([]);
  expect((await server.owner.query('select capacity, taken from class_places where class_id = $1', [key])).rows).toEqual([{ capacity: 20, taken: 20 }]);
  const { rows: [list] } = await server.owner.query<{ waiting: number }>("select count(*)::int as waiting from course_choice c where c.class_id = $1 and c.listed_at is not null and not exists (select 1 from enrolment e where e.class_id = c.class_id and e.person_id = c.person_id)", [key]);
  expect(list?.waiting).toBe(180);
}, 120_000);

test('Q6 in 8 rounds a withdrawal, a larger class and new wishes meet at a full class: each place is given once, in the order of choosing', async () => {
  for (let round = 0; round < 8; round += 1) {
    const key = await classKey(server, 2 + round, 9);
    const classId = classOf(key);
    const schools = await schoolsThatChose(key, 9, 4, 3);
    expect(await limit(classId, 3, 0)).toEqual([]);
    const firsts = await Promise.all(schools.slice(0, 3).map(({ administrator, personIds }) => enrol(administrator, classId, personIds.slice(0, 1))));
    const holders = firsts.map(({ outcomes }) => outcomes[0]?.enrolmentId ?? '');
    // On the list: one of each of two schools; the others name theirs while places become free.
    for (const { administrator, personIds } of schools.slice(0, 2)) await enrol(administrator, classId, personIds.slice(0, 2));
    const [withdrawn, enlarged] = await Promise.all([
      withdraw(schools[0]?.administrator as Actor, holders[0] ?? ''), limit(classId, 4, 1),
      ...schools.map(({ administrator, personIds }) => enrol(administrator, classId, personIds)),
    ]);
    expect([withdrawn.refusals, enlarged]).toEqual([[], []]);
    await server.app.waitingListWork.idle();
    const { rows } = await server.owner.query<{ isIn: boolean; isListed: boolean; at: string }>(`select exists (select 1 from enrolment e where e.class_id = c.class_id and e.person_id = c.person_id and e.state = 'ENROLLED') as "isIn", c.listed_at is not null as "isListed", c.chosen_at::text as at
      from course_choice c where c.class_id = $1 and c.withdrawn_at is null order by c.chosen_at, c.id`, [key]);
    expect(rows.filter(({ isIn }) => isIn)).toHaveLength(4);
    expect((await server.owner.query('select capacity, taken from class_places where class_id = $1', [key])).rows).toEqual([{ capacity: 4, taken: 4 }]);
    // Nobody on the list from before the round waits behind one who chose later.
    const last = rows.findLastIndex(({ isIn }) => isIn);
    expect(rows.slice(0, last).filter(({ isIn, isListed }) => !isIn && isListed)).toEqual([]);
  }
}, 120_000);
