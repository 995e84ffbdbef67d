// Why may I not: the missing right is named to those who may know it, and to nobody else.
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openTestServer, type Actor, type TestServer } from '../support/test-server.js';
import { idOf, neverKey, rows } from './places.js';

let server: TestServer;
beforeAll(async () => { server = await openTestServer(); });
afterAll(() => server.close());

const query = 'query ($operation: String!, $personId: ID) { whyDenied(operation: $operation, personId: $personId) { action { name chinese } isAllowed missing holders { role scope name levels } message } }';
const ask = (actor: Actor, operation: string, personId?: string) => actor.ask(query, { operation, personId }, { 'accept-language': 'zh' });
const told = async (actor: Actor, operation: string, personId?: string) => (await ask(actor, operation, personId)).data['whyDenied'];
const personOf = async (login: string) => idOf({ type: 'Person', key: (await rows<{ id: number }>(server.owner, 'select id::int as id from person where user_name = $1', [login]))[0]?.id ?? 0 });

test('T18 周明礼 asks why he cannot make an office: another post holds that, from the county up', async () => {
  const seen = await told(await server.as('周明礼'), 'Mutation.createOffice');
  expect(seen).toEqual({
    action: { name: 'offices.change', chinese: '新建、更名、调整、合并、撤销下级项目办' }, isAllowed: false, missing: 'ROLE',
    holders: [{ role: 'ADMIN', scope: null, name: '管理员', levels: ['PROVINCE', 'CITY', 'COUNTY'] }, { role: 'CHIEF_ADMIN', scope: null, name: '总管理员', levels: ['PROVINCE', 'CITY', 'COUNTY'] }],
    message: '当前的角色没有这项权限：“新建、更名、调整、合并、撤销下级项目办”是管理员、总管理员（省级、市级、县（区）级）的权限。',
  });
});

test('T18 方若兰 has the post, but her school stands too low; 陆景行 may; a platform is told the scope', async () => {
  expect(await told(await server.as('方若兰'), 'offices.change')).toMatchObject({ isAllowed: false, missing: 'LEVEL' });
  expect(await told(await server.as('陆景行'), 'Mutation.createOffice')).toMatchObject({ isAllowed: true, missing: null, message: '可以：“新建、更名、调整、合并、撤销下级项目办”。' });
  const platform = await told(await server.asPlatform(), 'Query.gradingQueue');
  expect(platform).toMatchObject({ isAllowed: false, missing: 'SCOPE' });
  expect(await told(await server.asPlatform(), 'Query.results')).toMatchObject({ isAllowed: true });
});

test('T1 沈佩兰 asks for a person of her subtree; beyond it nobody exists, and a learner or a platform asks for nobody else', async () => {
  const shen = await server.as('沈佩兰');
  expect(await told(shen, 'Mutation.moveOffice', await personOf('fang.ruolan'))).toMatchObject({ isAllowed: false, missing: 'LEVEL' });
  expect(await told(shen, 'Mutation.handIn', await personOf('lin.xiaolan'))).toMatchObject({ isAllowed: true });
  const unknown = await ask(shen, 'offices.change', idOf({ type: 'Person', key: neverKey }));
  const foreign = await ask(shen, 'offices.change', await personOf('qian.kaiming'));
  const bytes = ({ text, status }: typeof unknown) => `${status} ${text.replace(/"requestId":"[^"]*"/g, '')}`;
  expect(unknown.errors[0]?.extensions['code']).toBe('NOT_FOUND');
  expect(bytes(foreign)).toBe(bytes(unknown));
  const lin = await server.as('林晓岚');
  expect((await ask(lin, 'offices.change', await personOf('lin.xiaolan'))).errors).toEqual([]);
  for (const actor of [lin, await server.as('周明礼'), await server.asPlatform()]) expect((await ask(actor, 'offices.change', await personOf('fang.ruolan'))).errors[0]?.extensions['code']).toBe('NOT_FOUND');
  // A post outside what she sees does not count for her: 陆景行 cannot learn what 周明礼 holds at the province.
  expect((await ask(await server.as('陆景行'), 'assignments.grade', await personOf('zhou.mingli'))).errors[0]?.extensions['code']).toBe('NOT_FOUND');
});

test('T1 an unknown operation is a mistake of the question; nobody who is not signed in asks', async () => {
  const lu = await server.as('陆景行');
  for (const operation of ['Mutation.destroyAll', 'Nothing.here', 'offices.destroy', '', '__proto__', 'Query.__schema', 'constructor']) expect((await ask(lu, operation)).errors[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', field: 'operation' });
  expect((await ask(server.nobody(), 'offices.change')).errors[0]?.extensions['code']).toBe('UNAUTHENTICATED');
});

test('T18 the list of own rights: 方若兰 reads what she may do in Chinese, a chief administrator what an administrator may', async () => {
  const actions = async (actor: Actor) => (await actor.sees('{ viewer { actions { name chinese } } }')).viewer.actions as { name: string; chinese: string }[];
  const fang = await actions(await server.as('方若兰'));
  expect(fang).toContainEqual({ name: 'monitor.read', chinese: '查看本级及以下学情' });
  expect(fang.map(({ name }) => name)).not.toContain('offices.change');
  const gu = await actions(await server.as('顾文远'));
  await server.owner.query("update role_assignment set role = 'CHIEF_ADMIN' where person_id = (select id from person where user_name = 'gu.wenyuan')");
  expect(await actions(await server.as('顾文远'))).toEqual(gu);
});
