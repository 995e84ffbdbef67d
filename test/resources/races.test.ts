// Two administrators of one office meet the same resource.
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { numberOf, signInAll, type Cast } from '../assignments/grading-acts.js';
import { openTestServer, type Actor, type TestServer } from '../support/test-server.js';
import { accept, alsoAdministers, codes, done, found, giveBack, handIn, recommend, withdraw } from './resource-acts.js';

let server: TestServer;
let people: Pick<Cast, '陆景行' | '方若兰'>;
let colleague: Actor;

beforeAll(async () => {
  server = await openTestServer();
  people = await signInAll(server, '陆景行', '方若兰');
  colleague = await alsoAdministers(server, 'qian.kaiming', '320506');
});
afterAll(() => server.close());

const rounds = 6;

test(`JS-13 in ${rounds} rounds 陆景行 accepts and a colleague returns at the same time: one wins, the other is told that it has changed`, async () => {
  for (let round = 0; round < rounds; round += 1) {
    const handed = done(await handIn(people.方若兰, { title: `争议 ${round}`, isRecommended: true }));
    const told = (await Promise.all([accept(people.陆景行, handed), giveBack(colleague, handed)])).map(codes);
    expect(told.filter((each) => each.length === 0)).toHaveLength(1);
    expect(told.find((each) => each.length > 0)?.[0]).toBe('STALE');
    const after = await found(people.方若兰, handed);
    const isAccepted = told[0]?.length === 0;
    expect(after).toMatchObject({ state: 'HELD', version: handed.version + 1, library: { level: isAccepted ? 'COUNTY' : 'SCHOOL' } });
    expect(after?.steps.map(({ act }) => act)).toEqual(['HAND_IN', 'RECOMMEND', isAccepted ? 'ACCEPT' : 'RETURN']);
  }
});

test(`JS-13 in ${rounds} rounds 方若兰 withdraws while the county accepts: it is out of every library, or in the county's, never both`, async () => {
  for (let round = 0; round < rounds; round += 1) {
    const handed = done(await recommend(people.方若兰, done(await handIn(people.方若兰, { title: `撤回 ${round}` }))));
    const told = (await Promise.all([withdraw(people.方若兰, handed), accept(people.陆景行, handed)])).map(codes);
    expect(told.filter((each) => each.length === 0)).toHaveLength(1);
    expect(told.flat()).toContain('STALE');
    expect(await found(people.方若兰, handed)).toMatchObject(told[0]?.length === 0 ? { state: 'TAKEN_BACK', library: null } : { state: 'HELD', library: { level: 'COUNTY' } });
  }
});

test('JS-13 the same hand-in sent twice at once is one', async () => {
  const both = await Promise.all([1, 2].map(() => handIn(people.方若兰, { title: '同时报送', idempotencyKey: 'at once' })));
  expect(new Set(both.map((each) => done(each).id)).size).toBe(1);
  expect(await numberOf(server.owner, "select count(*) from resource where title = '同时报送'")).toBe(1);
});
