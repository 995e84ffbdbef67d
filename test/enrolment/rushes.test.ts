// Rushes for seats, races about people and keys sent twenty times: the short version of `npm run prove -- enrolment`.
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { reconcile } from '../../server/reconcile.js';
import { deadlocksIn, watchTree } from '../quotas/tree-watch.js';
import { openTestServer, type Actor, type TestServer } from '../support/test-server.js';
import { castSchool } from './choosing-acts.js';
import { manyCopies } from './key-copies.js';
import { promotedMeanwhile } from './promotion-races.js';
import { freedMeanwhile, lastSeats, takenBackMeanwhile } from './rushes.js';
import { changingClasses, changingPlaces, wantedTwice } from './swap-races.js';

let server: TestServer;
let [county, city]: Actor[] = [];
const by = (actor: Actor | undefined): Actor => actor as Actor;
let schoolId = 0;
let above: { countyId: number; cityId: number; sibling: number };
beforeAll(async () => {
  server = await openTestServer();
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

test('JS-05 Q1 40 enrolments at once for the last 7 seats, and 40 for one: so many are enrolled, each other is told that none remains', async () => {
  for (const [round, seats] of [7, 1].entries()) {
    const report = await watched([8], () => lastSeats({ server, schoolId, periodId: 8, callers: 40, seats, atOnce: 40, seed: round }));
    expect(report).toMatchObject({ faults: [], winners: seats, losers: 40 - seats, errors: 0 });
  }
});

test('Q3 in 4 rounds 陆景行 takes the last 3 seats back, as a sheet or as idle ones, while 沈佩兰 hands down and the school enrols: all go one way', async () => {
  const report = await watched([7], () => takenBackMeanwhile({ server, county: by(county), city: by(city), ...above, schoolId, periodId: 7, rounds: 4, seed: 5 }));
  expect(report.faults).toEqual([]);
  expect(report.taken + report.used).toBe(4);
});

test('Q4 three learners of full classes of three periods rotate at once, in 3 rounds; two of one period cannot change classes: no seat moves', async () => {
  expect(await watched([6, 7, 8], () => changingPlaces({ server, schoolId, periodIds: [6, 7, 8], rounds: 3, seed: 3 }))).toEqual([]);
  expect(await changingClasses({ server, schoolId, periodIds: [9], rounds: 1, seed: 3 })).toEqual([]);
});

test('Q6 8 seats are given up while 16 come: each is given once, whether at once or from the waiting list, and none is left', async () => {
  expect(await watched([9], () => freedMeanwhile({ server, schoolId, periodId: 9, leaving: 8, coming: 16, atOnce: 24, seed: 7 }))).toMatchObject({ faults: [], winners: 8, losers: 8, errors: 0 });
});

test('Q6 I3 3 seats are given up while others come late, and the server breaks off in the middle and starts again: the first 3 of the waiting list have them', async () => {
  const kill = async () => { await server.stop('abruptly'); await server.start(); };
  for (const [round, each] of [null, kill].entries()) {
    const order = { server, origin: server.origin, schoolId, periodId: 9, freed: 3, listed: 6, late: 4, kill: each, settled: () => server.app.waitingListWork.idle(), seed: round };
    expect(await watched([9], () => promotedMeanwhile(order))).toMatchObject({ faults: [], promoted: 3 });
  }
});

test('JS-02 Q5 in 6 rounds a teacher moves to another school while both enrol her into two classes of a period, many times: she learns in one', async () => {
  const report = await watched([9], () => wantedTwice({ server, above: by(county), schools: [schoolId, above.sibling], periodId: 9, copies: 8, rounds: 6, seed: 11 }));
  expect(report.faults).toEqual([]);
  expect(report.byFormer + report.byLatter + report.afterwards).toBe(6);
});

test('I1 I2 each act of enrolment and quotas, 20 times at once under one key, is done once and answered alike; the key takes no other body, and belongs to one person', async () => {
  const report = await watched([6], () => manyCopies({ server, county: by(county), countyId: above.countyId, schoolId, periodId: 6, keys: 5, copies: 20 }));
  expect(report).toEqual({ faults: [], keys: 5, answers: 100, reused: 5 });
});
