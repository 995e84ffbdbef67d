// What a running server still holds of personal numbers once the work with them is over: nothing.
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { idOf, rows } from '../access/places.js';
import { Actor, openTestServer, type TestServer } from '../support/test-server.js';
import { canaryOf, hitsIn, type Canary } from './canaries.js';

const kept = canaryOf(60);
let server: TestServer;
let child: ChildProcess;
let origin: string;
let folder: string;
beforeAll(async () => {
  server = await openTestServer();
  folder = mkdtempSync(path.join(tmpdir(), 'yanxiu-heap-'));
  child = fork('test/audit/heap-server.ts', [JSON.stringify({ connection: server.connection, businessTime: server.clock.business().toISOString(), kept: kept.idCard })], { execArgv: ['--import', './.ci/typescript.mjs', '--expose-gc'], stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  origin = ((await once(child, 'message'))[0] as { origin: string }).origin;
}, 120_000);
afterAll(async () => {
  child.send('end');
  await once(child, 'exit');
  rmSync(folder, { recursive: true });
  await server.close();
});

test('T21 after teachers\' numbers were written, looked at, searched and mistyped, the heap of the server holds none of them', async () => {
  const canaries = Array.from({ length: 5 }, (_, place) => canaryOf(40 + place));
  const [written, mistyped, searched, refused, signedIn] = canaries as [Canary, Canary, Canary, Canary, Canary];
  const fang = new Actor(origin, (await server.as('方若兰')).credentials);
  const [teacher] = await rows<{ id: number; version: number }>(server.owner, "select id::int as id, version from person where office_id = (select office_id from person where user_name = 'fang.ruolan') and user_name is null order by id limit 1");
  const personId = idOf({ type: 'Person', key: teacher?.id ?? 0 });
  const update = 'mutation ($input: UpdateTeacherDataInput!) { updateTeacherData(input: $input) { refusals { code } } }';
  expect((await fang.sees(update, { input: { personId, expectedVersion: teacher?.version, idCard: written.idCard, mobile: written.mobile } })).updateTeacherData.refusals).toEqual([]);
  expect((await fang.sees('mutation ($input: RevealPersonalDataInput!) { revealPersonalData(input: $input) { value refusals { code } } }', { input: { personId, field: 'ID_CARD', reason: '核对证件' } })).revealPersonalData.value).toBe(written.idCard);
  await fang.ask(update, { input: { personId, expectedVersion: 1, idCard: { wrong: mistyped.idCard }, mobile: mistyped.mobile } });
  await fang.sees('query ($search: String) { people(first: 5, search: $search) { totalCount } }', { search: searched.idCard });
  await fang.ask('mutation ($input: RevealPersonalDataInput!) { revealPersonalData(input: $input) { refusals { code } } }', { input: { personId, field: 'ID_CARD', reason: `见 ${refused.mobile}` } });
  await new Actor(origin, {}).ask('mutation ($input: SignInInput!) { signIn(input: $input) { refusals { code } } }', { input: { login: signedIn.idCard, password: signedIn.mobile } });
  // Other work follows, as it does: what the engine keeps of the last text it looked at is another's then.
  for (let round = 0; round < 50; round += 1) await fang.sees('query ($search: String) { people(first: 5, search: $search) { nodes { name idCardMasked } } enrolments(first: 5) { nodes { id } } }', { search: `王${round}` });
  child.send({ file: path.join(folder, 'server.heapsnapshot') });
  const { file } = (await once(child, 'message'))[0] as { file: string };
  const heap = readFileSync(file);
  expect(heap.length).toBeGreaterThan(10_000_000);
  // The search finds what is there: the number that the process was started with.
  expect(hitsIn(heap, [kept])).toContain(kept.idCard);
  expect(hitsIn(heap, canaries)).toEqual([]);
}, 120_000);
