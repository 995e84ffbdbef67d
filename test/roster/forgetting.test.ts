// Staged rows hold sealed numbers: they are kept for seven days and no longer, unless taking back still needs them.
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { rows } from '../access/places.js';
import { openTestServer, type Actor, type TestServer } from '../support/test-server.js';
import { decide, lineOf, preview, rosterOf, rowsOf, settled, teachersOf, type Teacher } from './rosters.js';

let server: TestServer;
let lu: Actor;
let teachers: Teacher[];
beforeAll(async () => {
  server = await openTestServer();
  lu = await server.as('陆景行');
  teachers = await teachersOf(server, '320506', 6);
});
afterAll(() => server.close());

const key = (id: string) => Number(id.slice(id.indexOf('_') + 1));
const age = async (id: string, days: number, hours = 0) => server.owner.query('update roster_import set created_at = $2::timestamptz - make_interval(days => $3, hours => $4) where id = $1', [key(id), server.clock.business(), days, hours]);
const kept = async (id: string) => (await rows(server.owner, 'select 1 from roster_row where import_id = $1', [key(id)])).length;

test('T21 rows of a roster are gone after seven days, and its figures stay; one that can still be taken back keeps them', async () => {
  const roster = (from: number) => rosterOf(teachers.slice(from, from + 2).map(lineOf));
  const [old, young, applied] = [await preview(server, lu, roster(0)), await preview(server, lu, roster(2)), await preview(server, lu, rosterOf([lineOf({ ...(teachers[4] as Teacher), title: '三级教师' })]))];
  expect(await decide(lu, 'apply', applied.id)).toBe('begun');
  expect((await settled(server, lu, applied.id)).state).toBe('APPLIED');
  await age(old.id, 7, 1);
  await age(young.id, 6, 23);
  await age(applied.id, 9);
  // Whatever work comes next sweeps.
  await preview(server, lu, roster(0));
  expect([await kept(old.id), await kept(young.id), await kept(applied.id)]).toEqual([0, 2, 1]);
  expect(await rowsOf(lu, old.id)).toEqual([]);
  expect(await settled(server, lu, old.id)).toMatchObject({ state: 'CHECKED', rowCount: 2, same: 2 });
  // A day later nobody can take it back, so its rows go too.
  server.clock.advanceSystem(25 * 3_600_000);
  await preview(server, await server.as('陆景行'), roster(0));
  expect(await kept(applied.id)).toBe(0);
});
