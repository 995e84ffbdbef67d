// Who is likely a duplicate is kept by the database, whoever writes and whatever they see.
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { mobileNumber } from '../../server/demo/names.js';
import { reconcile } from '../../server/reconcile.js';
import { idOf, rows } from '../access/places.js';
import { openTestServer, type Actor, type TestServer } from '../support/test-server.js';

let server: TestServer;
let gu: Actor, lu: Actor;
beforeAll(async () => {
  server = await openTestServer();
  [gu, lu] = await Promise.all([server.as('顾文远'), server.as('陆景行')]);
});
afterAll(() => server.close());

interface Known { id: number; version: number }
const someoneBelow = async (code: string, place: number) => (await rows<Known>(server.owner, "select p.id::int as id, p.version from person p join office o on o.id = p.office_id where o.path like (select path from office where code = $1) || '%' and p.user_name is null and p.mobile_hash is not null order by p.id offset $2 limit 1", [code, place]))[0] as Known;
const marked = async () => (await rows<{ id: number }>(server.owner, 'select person_id::int as id from likely_duplicate order by 1')).map(({ id }) => id);
const suspectedBy = async (actor: Actor) => (await actor.sees('{ people(first: 100, isLikelyDuplicate: true) { totalCount nodes { id } } }')).people as { totalCount: number; nodes: { id: string }[] };
const setMobile = async ({ id }: Known, mobile: string) => {
  const [now] = await rows<{ version: number }>(server.owner, 'select version from person where id = $1', [id]);
  const { refusals } = (await lu.sees('mutation ($input: UpdateTeacherDataInput!) { updateTeacherData(input: $input) { refusals { code } } }', { input: { personId: idOf({ type: 'Person', key: id }), expectedVersion: now?.version, mobile } })).updateTeacherData;
  expect(refusals).toEqual([]);
};
const differences = async () => (await reconcile(server.owner)).filter(({ what }) => what.startsWith('people'));

test('JS-13 陆景行 writes the mobile of somebody in Nanjing: 顾文远 is shown both, 陆景行 neither, because she does not see the other; set right, both are free again', async () => {
  const before = await marked();
  const [own, far] = [await someoneBelow('320506', 3), await someoneBelow('3201', 0)];
  const mobile = mobileNumber(far.id - 1);
  await setMobile(own, mobile);
  expect(await marked()).toEqual([...new Set([...before, own.id, far.id])].sort((one, other) => one - other));
  const ids = [own, far].map(({ id }) => idOf({ type: 'Person', key: id }));
  const seen = await suspectedBy(gu);
  expect(seen.nodes.map(({ id }) => id)).toEqual(expect.arrayContaining(ids));
  expect(seen.totalCount).toBe((await marked()).length);
  const below = await suspectedBy(lu);
  expect(below.nodes.map(({ id }) => id)).not.toContain(ids[0]);
  expect(below.totalCount).toBe(below.nodes.length);
  expect(await differences()).toEqual([]);
  await setMobile(own, mobileNumber(own.id - 1));
  expect(await marked()).toEqual(before);
});

test('JS-13 two records of one mobile written at the same moment, neither seeing the other: both are marked', async () => {
  const before = await marked();
  const [a, b] = await Promise.all([0, 1].map(async () => {
    const client = new pg.Client(server.connection);
    await client.connect();
    await client.query("begin; set local role yanxiu_job");
    return client;
  })) as [pg.Client, pg.Client];
  const insert = (client: pg.Client, number: string) => client.query<{ id: string }>("insert into person (name, training_number, office_id, mobile_hash) select '双生', $1, id, decode('beef', 'hex') from office where code = '320506' returning id", [number]);
  try {
    const first = await insert(a, 'TWIN-1');
    const waiting = insert(b, 'TWIN-2');
    await a.query('commit');
    const second = await waiting;
    await b.query('commit');
    const both = [first, second].map(({ rows: [row] }) => Number(row?.id));
    expect(await marked()).toEqual([...before, ...both].sort((one, other) => one - other));
    await server.owner.query("delete from person where training_number = 'TWIN-1'");
    expect(await marked()).toEqual(before);
    expect(await differences()).toEqual([]);
  } finally {
    await Promise.all([a.end(), b.end()]);
  }
});
