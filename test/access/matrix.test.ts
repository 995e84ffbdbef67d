// A sample of the authorisation matrix (all of it: npm run prove -- access): principals beside the cast through every walk, longer
// paths by chance, existence hidden by statements, totals as an oracle, and callers interleaved.
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { chanceFrom } from '../prove/chance.js';
import { runSeed } from '../support/run-seed.js';
import { openTestServer, type TestServer } from '../support/test-server.js';
import { countsTellNothing, hidden } from './hiding.js';
import { crossReads } from './interleaving.js';
import { MutationWalk } from './mutation-walk.js';
import { longerPaths } from './path-walk.js';
import { callersOf, setScene, type Caller } from './places.js';
import { furtherPrincipals } from './principals.js';
import { ReadWalk } from './read-walk.js';
import { StatementCount } from './statement-count.js';

const seed = runSeed();
const below = chanceFrom(seed);
let server: TestServer;
let cast: Caller[];
let further: Caller[];
let walk: ReadWalk;
let mutations: MutationWalk;
beforeAll(async () => {
  server = await openTestServer();
  const things = await setScene(server);
  cast = await callersOf(server);
  further = await furtherPrincipals(server);
  walk = await ReadWalk.over(server, [...cast, ...further], things);
  mutations = new MutationWalk(server);
});
afterAll(() => server.close());

const names = ['总管理员（苏州）', '任期已满的管理员', '尚未到任的管理员', '已撤销的辅导员', '领导小组成员', '未分班的辅导员', '沈佩兰以吴中的视角', '顾文远以苏州的视角', '令牌 OFFICES_READ', '令牌 CLASSES_READ', '令牌 ENROLMENTS_READ', '令牌 RESULTS_READ'];

test('T18 the principals beside the cast are these', () => { expect(further.map(({ name }) => name)).toEqual(names); });

test.each(names)('T18 %s reads what is theirs at every place, finds and counts nothing else, and calls nothing that is not granted', async (name) => {
  const caller = further.find((one) => one.name === name) as Caller;
  // One thing of a type in sight and one out of sight say whether the rule holds; all places are walked by the proof.
  const { unexpected } = await walk.everyThing(caller, ({ type }) => ['Enrolment', 'Submission', 'Result', 'Person', 'Office', 'OfficeContact', 'RoleAssignment', 'ApiClient'].includes(type));
  expect([...unexpected, ...(await walk.everyList(caller)), ...(await walk.everyFilter(caller, () => below(3) === 0)), ...(await mutations.notGranted(caller, () => below(4) === 0))]).toEqual([]);
});

test(`T1 longer paths by chance (seed ${seed}) hold nothing foreign and no number in full`, async () => {
  const below = chanceFrom(seed);
  let objects = 0;
  for (const caller of [...cast, ...further]) {
    const found = await longerPaths(walk, caller, 20, below);
    expect(found.unexpected).toEqual([]);
    objects += found.objects;
  }
  expect(objects).toBeGreaterThan(500);
});

test('T1 for each node type and each argument that takes an id, what is foreign costs the same statements as what never was', async () => {
  const count = new StatementCount(server.app.database);
  try {
    for (const name of ['陆景行', '周明礼', '宋怀瑾', '林晓岚', '苏州教师发展平台（演示）', '沈佩兰以吴中的视角']) expect(await hidden(walk, [...cast, ...further].find((one) => one.name === name) as Caller, count)).toEqual([]);
  } finally {
    count.close();
  }
});

test('T1 a foreign row more changes no total, a row of the own does', async () => {
  for (const name of ['陆景行', '方若兰', '苏州教师发展平台（演示）']) {
    const { unexpected, moved } = await countsTellNothing(walk, cast.find((one) => one.name === name) as Caller);
    expect(unexpected).toEqual([]);
    expect(`${name} ${moved > 0}`).toBe(`${name} true`);
  }
});

test(`T17 administrators interleaved over the same documents (seed ${seed}) get their own answers only`, async () => {
  const administrators = [...cast, ...further].filter(({ grantee }) => grantee.kind === 'ROLE' && /ADMIN$/.test(grantee.role));
  expect(administrators.length).toBeGreaterThan(6);
  const known = server.app.knownQueries.answered;
  expect((await crossReads(administrators, 300, chanceFrom(seed))).unexpected).toEqual([]);
  expect(server.app.knownQueries.answered - known).toBeGreaterThan(75);
});
