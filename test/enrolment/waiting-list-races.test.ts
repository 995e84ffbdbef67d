// Where many schools want the last places of a class, and where freed places meet new wishes.
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { reconcileOnly } from '../../server/reconcile.js';
import { openTestServer, type Actor, type TestServer } from '../support/test-server.js';
import { classKey, classOf, enrol } from './choosing-acts.js';
import { lastPlaces, limit, schoolsThatChose } from './place-rush.js';
import { withdraw } from './withdrawal-acts.js';

let server: TestServer;
let gu: Actor;
beforeAll(async () => {
  server = await openTestServer();
  gu = await server.as('顾文远');
});
afterAll(async () => {
  await server.app.waitingListWork.idle();
  expect(await reconcileOnly(server.owner, /^(quota|school|class)/)).toEqual([]);
  await server.close();
});

test('Q1 T7 200 acts of 100 schools for the last 20 places of a class: exactly 20 have one, everybody else is told why not, and waits', async () => {
  expect(await lastPlaces({ server, gu, classKeyed: await classKey(server, 1, 8), periodId: 8, schools: 100, each: 2, places: 20, atOnce: 200 })).toMatchObject({ faults: [], acts: 200, winners: 20, listed: 180 });
}, 120_000);

test('Q6 in 4 rounds a withdrawal, a larger class and new wishes meet at a full class: each place is given once, in the order of choosing', async () => {
  for (let round = 0; round < 4; round += 1) {
    const key = await classKey(server, 2 + round, 9);
    const classId = classOf(key);
    const schools = await schoolsThatChose(server, key, 9, 4, 3);
    expect(await limit(gu, classId, 3, 0)).toEqual([]);
    const firsts = await Promise.all(schools.slice(0, 3).map(({ administrator, personIds }) => enrol(administrator, classId, personIds.slice(0, 1))));
    const holders = firsts.map(({ outcomes }) => outcomes[0]?.enrolmentId ?? '');
    // On the list: one of each of two schools; the others name theirs while places become free.
    for (const { administrator, personIds } of schools.slice(0, 2)) await enrol(administrator, classId, personIds.slice(0, 2));
    const [withdrawn, enlarged] = await Promise.all([
      withdraw(schools[0]?.administrator as Actor, holders[0] ?? ''), limit(gu, classId, 4, 1),
      ...schools.map(({ administrator, personIds }) => enrol(administrator, classId, personIds)),
    ]);
    expect([withdrawn.refusals, enlarged]).toEqual([[], []]);
    await server.app.waitingListWork.idle();
    const { rows } = await server.owner.query<{ isIn: boolean; isListed: boolean; at: string }>(`select exists (select 1 from enrolment e where e.class_id = c.class_id and e.person_id = c.person_id and e.state = 'ENROLLED') as "isIn", c.listed_at is not null as "isListed", c.chosen_at::text as at
      from course_choice c where c.class_id = $1 and c.withdrawn_at is null order by c.chosen_at, c.id`, [key]);
    expect(rows.filter(({ isIn }) => isIn)).toHaveLength(4);
    expect((await server.owner.query('select capacity, taken from class_places where class_id = $1', [key])).rows).toEqual([{ capacity: 4, taken: 4 }]);
    // Nobody on the list from before the round waits behind one who chose later.
    const last = rows.findLastIndex(({ isIn }) => isIn);
    expect(rows.slice(0, last).filter(({ isIn, isListed }) => !isIn && isListed)).toEqual([]);
  }
}, 120_000);
