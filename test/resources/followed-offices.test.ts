// What becomes of resources when the organisation changes: JS-13 libraries hold what comes from below their offices.
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { keyOf } from '../../server/kernel/ids.js';
import { rows } from '../access/places.js';
import { signInAll, type Cast } from '../assignments/grading-acts.js';
import { codesOf, Organisation } from '../offices/office-acts.js';
import { openTestServer, type TestServer } from '../support/test-server.js';
import { accept, alsoAdministers, done, found, handIn, recommend, titles, withdraw, type SeenResource } from './resource-acts.js';

let server: TestServer;
let people: Pick<Cast, '顾文远' | '沈佩兰' | '陆景行' | '方若兰' | '林晓岚'>;
let organisation: Organisation;

beforeAll(async () => {
  server = await openTestServer();
  organisation = new Organisation(server);
  people = await signInAll(server, '顾文远', '沈佩兰', '陆景行', '方若兰', '林晓岚');
});
afterAll(() => server.close());

const source = async ({ id }: SeenResource) => (await rows<{ source: number }>(server.owner, 'select source_id::int as source from resource where id = $1', [keyOf('Resource', id)]))[0]?.source ?? 0;

test('JS-13 a school that goes to another county takes its resources along: the county left holds them no more, city and province do, and what waited may be recommended anew', async () => {
  const make = async (title: string) => done(await handIn(people.方若兰, { title, isRecommended: true }));
  const [waiting, atCounty, atCity] = [await make('在等待'), done(await accept(people.陆景行, await make('在县库'))), done(await accept(people.沈佩兰, done(await accept(people.陆景行, await make('在市库'), { isRecommended: true }))))];
  const school = await organisation.byId(await source(waiting));
  expect(codesOf(await organisation.move(people.沈佩兰, school, await organisation.at('320508')))).toEqual([]);
  // Who somebody is, is trusted for a second; a session of her own begins after the move.
  const fang = await server.as('方若兰');
  expect(await found(fang, waiting)).toMatchObject({ state: 'HELD', library: { level: 'SCHOOL' }, waitingAt: null, steps: expect.arrayContaining([expect.objectContaining({ act: 'FOLLOW', byName: '沈佩兰' })]) });
  expect(await found(fang, atCounty)).toMatchObject({ state: 'HELD', library: { level: 'SCHOOL' } });
  expect(await found(fang, atCity)).toMatchObject({ state: 'HELD', library: { level: 'CITY' } });
  expect([await found(people.陆景行, waiting), await found(people.陆景行, atCounty)]).toEqual([null, null]);
  expect((await found(people.林晓岚, atCounty))?.title).toBe('在县库');
  const again = done(await recommend(fang, (await found(fang, atCounty)) as SeenResource));
  expect(again.waitingAt).toEqual({ name: (await organisation.at('320508')).name, level: 'COUNTY' });
  expect(done(await accept(await alsoAdministers(server, 'qian.kaiming', '320508'), again)).library?.level).toBe('COUNTY');
});

test('JS-13 a school that becomes part of another leaves it what it handed in: the receiver withdraws it, and its library holds what the other held', async () => {
  const [from, into] = [await organisation.busySchool('320506', 2), await organisation.busySchool('320506', 3)];
  const asFrom = await alsoAdministers(server, 'qian.kaiming', from.code);
  const [held, waiting] = [done(await handIn(asFrom, { title: '原校资源' })), done(await handIn(asFrom, { title: '原校推荐', isRecommended: true }))];
  expect(codesOf(await organisation.merge(people.陆景行, from, into))).toEqual([]);
  const asInto = await alsoAdministers(server, 'shen.peilan', into.code);
  expect(await found(asInto, held)).toMatchObject({ source: { name: into.name }, library: { name: into.name }, viewerCanWithdraw: true });
  expect(await titles(asInto, ', isOwn: true')).toEqual(expect.arrayContaining(['原校资源', '原校推荐']));
  expect(done(await accept(people.陆景行, (await found(people.陆景行, waiting)) as SeenResource)).library?.level).toBe('COUNTY');
  expect(done(await withdraw(asInto, (await found(asInto, held)) as SeenResource)).state).toBe('TAKEN_BACK');
});
