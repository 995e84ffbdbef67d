// People move, facts stay: an enrolment keeps the school of its time, whoever works elsewhere now.
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openTestServer, type TestServer } from '../support/test-server.js';
import { idOf, rows } from './places.js';

let server: TestServer;
beforeAll(async () => { server = await openTestServer(); });
afterAll(() => server.close());

test('T17 a teacher of Wuzhong moves to Nanjing: 陆景行 still reads the enrolment of the time, and Nanjing reads the person and not the enrolment', async () => {
  const { owner } = server;
  const [moved] = await rows<{ enrolment: number; person: number }>(owner, "select e.id::int as enrolment, e.person_id::int as person from enrolment e join office o on o.id = e.school_id where o.path like (select path from office where code = '320506') || '%' order by e.id limit 1");
  const [school] = await rows<{ id: number }>(owner, "select id::int as id from office where level = 'SCHOOL' and path like (select path from office where code = '3201') || '%' limit 1");
  const enrolment = idOf({ type: 'Enrolment', key: moved?.enrolment ?? 0 });
  const person = idOf({ type: 'Person', key: moved?.person ?? 0 });
  const lu = await server.as('陆景行');
  const before = await lu.sees('{ enrolments(first: 100) { totalCount nodes { id learner { name } } } }');
  await owner.query('update person set office_id = $2 where id = $1', [moved?.person, school?.id]);
  // One person who has moved must not take the whole page away.
  const page = await lu.ask('{ enrolments(first: 100) { totalCount nodes { id learner { name } } } }');
  expect(page.errors).toEqual([]);
  expect(page.data['enrolments'].totalCount).toBe(before.enrolments.totalCount);
  expect(page.data['enrolments'].nodes.map(({ id }: { id: string }) => id)).toContain(enrolment);
  expect((await lu.ask('query ($id: ID!) { enrolment(id: $id) { state learner { id } result { total } submissions { id learner { name } } } }', { id: enrolment })).errors).toEqual([]);
  // By themselves people are found where they work now.
  const outcome = async (actor: typeof lu, id: string) => (await actor.ask('query ($id: ID!) { node(id: $id) { id } }', { id })).errors[0]?.extensions['code'] ?? 'data';
  expect(await outcome(lu, person)).toBe('NOT_FOUND');
  await owner.query("update role_assignment set office_id = (select id from office where code = '3201') where id = (select r.id from role_assignment r join person p on p.id = r.person_id where p.user_name = 'qian.kaiming')");
  const nanjing = await server.as('钱开明');
  expect(await outcome(nanjing, person)).toBe('data');
  expect(await outcome(nanjing, enrolment)).toBe('NOT_FOUND');
});
