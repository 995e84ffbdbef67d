// Rushes for seats, races about people, keys sent twenty times and a server that dies: the short version of `npm run prove -- enrolment`.
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { reconcile } from '../../server/reconcile.js';
import { deadlocksIn, watchTree } from '../quotas/tree-watch.js';
import { keptInMemory, openTestServer, type Actor, type TestServer } from '../support/test-server.js';
import { KilledServer } from '../prove/own-process.js';
import { castSchool } from './choosing-acts.js';
import { actUnderKills } from './killed-acts.js';
import { baselineOf, killedActsFaults } from './killed-acts-check.js';
import { manyCopies } from './key-copies.js';
import { freedMeanwhile, lastSeats, takenBackMeanwhile } from './rushes.js';
import { changingClasses, changingPlaces, wantedTwice } from './swap-races.js';

const heads = keptInMemory();
let server: TestServer;
let [county, city]: Actor[] = [];
let schoolId = 0;
let above: { countyId: number; cityId: number; sibling: number };
beforeAll(async () => {
  server = await openTestServer({ auditHeads: heads });
  [county, city] = [await server.as('陆景行'), await server.as('沈佩兰')];
  schoolId = await castSchool(server);
  const { rows: [row] } = await server.owner.query<{ county: string; city: string; sibling: string }>("select s.parent_id as county, c.parent_id as city, (select min(o.id) from office o where o.parent_id = c.id and o.level = 'SCHOOL' and o.state = 'OPEN' and o.id <> s.id) as sibling from office s join office c on c.id = s.parent_id where s.id = $1", [schoolId]);
  above = { countyId: Number(row?.county), cityId: Number(row?.city), sibling: Number(row?.sibling) };
});
afterAll(async () => {
  expect(await deadlocksIn(server)).toBe(0);
  expect(await reconcile(server.owner)).toEqual([]);
  await server.close();
});

/** The tree of these periods adds up in every snapshot while it happens. */
async function watched<T>(periodIds: readonly number[], work: () => Promise<T>): Promise<T> {
  const watch = await watchTree(server, periodIds, 100);
  try {
    return await work();
  } finally {
    const { snapshots, faults } = await watch.stop();
    expect(faults).toEqual([]);
    expect(snapshots).toBeGreaterThan(1);
  }
}

test('JS-05 Q1 60 enrolments at once for the last 7 seats, and 60 for one: so many are enrolled, each other is told that none remains', async () => {
  for (const [round, seats] of [7, 1].entries()) {
    const report = await watched([8], () => lastSeats({ server, schoolId, periodId: 8, callers: 60, seats, atOnce: 60, seed: round }));
    expect(report).toMatchObject({ faults: [], winners: seats, losers: 60 - seats, errors: 0 });
  }
});

test('JS-05 Q3 in 9 rounds 陆景行 takes the school\'s last seats back and 沈佩兰 hands on, while the school enrols into them: all seats go one way', async () => {
  const report = await watched([7], () => takenBackMeanwhile({ server, county: county as Actor, city: city as Actor, ...above, schoolId, periodId: 7, rounds: 9, seed: 3 }));
  expect(report.faults).toEqual([]);
  expect(report.taken + report.used).toBe(9);
});

test('JS-07 Q6 8 learners are withdrawn while 16 others are enrolled: each freed seat is given once', async () => {
  expect(await watched([9], () => freedMeanwhile({ server, schoolId, periodId: 9, leaving: 8, coming: 16, atOnce: 24, seed: 5 }))).toMatchObject({ faults: [], errors: 0 });
});

test('JS-07 Q4 learners of full classes change places, two and three at once: all of them or, within one period, none; no seat moves', async () => {
  await watched([6, 7, 8, 9], async () => {
    expect(await changingPlaces({ server, schoolId, periodIds: [6, 7], rounds: 4, seed: 7 })).toEqual([]);
    expect(await changingPlaces({ server, schoolId, periodIds: [6, 7, 8], rounds: 4, seed: 8 })).toEqual([]);
    expect(await changingClasses({ server, schoolId, periodIds: [9], rounds: 2, seed: 9 })).toEqual([]);
  });
});

test('JS-02 Q5 in 6 rounds a teacher moves to another school while both enrol her into two classes of a period, many times: she learns in one', async () => {
  const report = await watched([9], () => wantedTwice({ server, above: county as Actor, schools: [schoolId, above.sibling], periodId: 9, copies: 8, rounds: 6, seed: 11 }));
  expect(report.faults).toEqual([]);
  expect(report.byFormer + report.byLatter + report.afterwards).toBe(6);
});

test('I1 I2 each act of enrolment and quotas, 20 times at once under one key, is done once and answered alike; the key takes no other body, and belongs to one person', async () => {
  const report = await watched([6], () => manyCopies({ server, county: county as Actor, countyId: above.countyId, schoolId, periodId: 6, keys: 5, copies: 20 }));
  expect(report).toEqual({ faults: [], keys: 5, answers: 100, reused: 5 });
});

test('JS-05 I3 schools, counties and their city act under keys while the server is killed: all that was answered stands, once, and nothing else', async () => {
  const [since, killed] = [await baselineOf(server), await KilledServer.start(server)];
  try {
    let drawn = 13;
    const below = (limit: number): number => { drawn = (drawn * 48_271) % 2_147_483_647; return drawn % limit; };
    const report = await watched([7, 8, 9], () => actUnderKills({ server, origin: killed.origin, cityCode: '3205', counties: 2, schoolsEach: 2, teachersEach: 12, clients: 12, operations: 160, kills: 1, kill: () => killed.kill(), below, tell: () => undefined }));
    expect(report.faults).toEqual([]);
    expect(report.kills).toBe(1);
    expect(report.askedAgain).toBeGreaterThan(0);
    expect(report.acts.length).toBeGreaterThanOrEqual(160);
    expect(await killedActsFaults(server, heads, since, report.acts)).toEqual([]);
  } finally {
    await killed.end();
  }
}, 120_000);
