// Where two people meet one account of seats.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { keyOf } from '../../server/kernel/ids.js';
import { shuffled } from '../assignments/rivals.js';
import { openTestServer, type Actor, type TestServer } from '../support/test-server.js';
import { accountOf, cellIn, childrenOf, codesOf, factsOf, office, officeKey, period, reconcileOnly, saveSheet, takeBackIdle, type SheetAccount } from './quota-acts.js';
import { enrol, schoolScope, withdraw } from './seats.js';

let server: TestServer;
let lu: Actor;
let shen: Actor;
let wuzhong: string;
let suzhou: string;
let nextEnrolment = 5_000_000;

beforeAll(async () => {
  server = await openTestServer();
  [lu, shen] = [await server.as('陆景行'), await server.as('沈佩兰')];
  [wuzhong, suzhou] = [office(await officeKey(server, '320506')), office(await officeKey(server, '3205'))];
});
/** Enrolments of these races are none of the province's: what they took is given back at the end, and the rest must add up. */
const taken: { schoolId: number; periodId: number; enrolmentId: number }[] = [];
afterAll(async () => {
  for (const { enrolmentId, ...place } of taken) await withdraw(server, await schoolScope(server, place.schoolId), place, enrolmentId);
  expect(await reconcileOnly(server.owner, /^quota/)).toEqual([]);
  await server.close();
});

async function cellOf(child: string, number: number) {
  return cellIn((await childrenOf(lu, null)).find(({ office: { id } }) => id === child) as SheetAccount, number);
}

/** Leaves exactly so many seats free at a county or a school, by an ordinary sheet. */
async function leaveFreeAtSchool(child: string, number: number, free: number): Promise<void> {
  const { received, used, version } = await cellOf(child, number);
  const own = cellIn(await accountOf(lu, null), number);
  const missing = used + free - received - own.free;
  if (missing > 0) {
    const county = cellIn((await childrenOf(shen, null)).find(({ office: { id } }) => id === wuzhong) as SheetAccount, number);
    expect(codesOf(await saveSheet(shen, suzhou, [{ officeId: wuzhong, periodId: period(number), seats: county.received + missing, expectedVersion: county.version }]))).toEqual([]);
  }
  if (received !== used + free) expect(codesOf(await saveSheet(lu, wuzhong, [{ officeId: child, periodId: period(number), seats: used + free, expectedVersion: version }]))).toEqual([]);
}

describe('Q1 more callers than seats', () => {
  test('Q1 T7 60 enrolments for the last 7 seats, in 4 rounds: exactly 7 have one, and each loser is told that none is left', async () => {
    const [child] = (await childrenOf(lu, null)) as [SheetAccount];
    const place = { periodId: 8, schoolId: keyOf('Office', child.office.id) ?? 0 };
    const scope = await schoolScope(server, place.schoolId);
    for (let round = 0; round < 4; round += 1) {
      await leaveFreeAtSchool(child.office.id, 8, 7);
      const ids = Array.from({ length: 60 }, () => (nextEnrolment += 1));
      const outcomes = await Promise.all(ids.map((id) => enrol(server, scope, place, id)));
      const winners = ids.filter((_, index) => outcomes[index]?.ok);
      expect(winners).toHaveLength(7);
      for (const outcome of outcomes) if (!outcome.ok) expect(outcome.refusals).toMatchObject([{ code: 'QUOTA_EXHAUSTED', facts: [{ name: 'remaining', value: '0' }] }]);
      expect(outcomes.flatMap((outcome) => (outcome.ok ? [outcome.value.remaining] : [])).sort()).toEqual([0, 1, 2, 3, 4, 5, 6]);
      for (const enrolmentId of winners) await withdraw(server, scope, place, enrolmentId);
    }
  });

  test('Q1 an enrolment takes its seat once and gives it back once: a second time is an error and changes nothing', async () => {
    const [child] = (await childrenOf(lu, null)) as [SheetAccount];
    await leaveFreeAtSchool(child.office.id, 9, 3);
    const place = { periodId: 9, schoolId: keyOf('Office', child.office.id) ?? 0 };
    const scope = await schoolScope(server, place.schoolId);
    const id = (nextEnrolment += 1);
    expect(await enrol(server, scope, place, id)).toEqual({ ok: true, value: { remaining: 2 } });
    await expect(enrol(server, scope, place, id)).rejects.toThrow();
    expect(await withdraw(server, scope, place, id)).toEqual({ remaining: 3 });
    await expect(withdraw(server, scope, place, id)).rejects.toThrow();
    expect(await enrol(server, scope, place, id)).toEqual({ ok: true, value: { remaining: 2 } });
    const both = await Promise.allSettled([withdraw(server, scope, place, id), withdraw(server, scope, place, id)]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect((await cellOf(child.office.id, 9)).free).toBe(3);
  });
});

describe('Q2 two sheets', () => {
  test('Q2 in 12 rounds two hand out the county\'s last seats at once: one succeeds, the other is told how many remain', async () => {
    const [one, other] = (await childrenOf(lu, null)) as [SheetAccount, SheetAccount];
    for (let round = 0; round < 12; round += 1) {
      const [a, b] = [await cellOf(one.office.id, 7), await cellOf(other.office.id, 7)];
      const own = cellIn(await accountOf(lu, null), 7);
      if (own.free === 0) throw new Error('the county has nothing to hand out');
      const answers = await Promise.all([[one, a], [other, b]].map(([child, cell]) => saveSheet(lu, wuzhong, [{ officeId: (child as SheetAccount).office.id, periodId: period(7), seats: (cell as typeof a).received + own.free, expectedVersion: (cell as typeof a).version }])));
      expect(answers.map(codesOf).map((codes) => codes.join()).sort()).toEqual(['', 'QUOTA_EXHAUSTED']);
      expect(factsOf(answers.find(({ refusals }) => refusals.length > 0) as (typeof answers)[number], 0)).toMatchObject({ remaining: '0' });
      expect(cellIn(await accountOf(lu, null), 7).free).toBe(0);
      // And back for the next round.
      const back = answers[0]?.moved ? one : other;
      const now = await cellOf(back.office.id, 7);
      expect(codesOf(await saveSheet(lu, wuzhong, [{ officeId: back.office.id, periodId: period(7), seats: now.received - own.free, expectedVersion: now.version }]))).toEqual([]);
    }
  }, 120_000);

  test('Q3 in 12 rounds the county takes the last seat back while the school enrols into it: one of the two, never both, never below zero', async () => {
    const [child] = (await childrenOf(lu, null)) as [SheetAccount];
    const place = { periodId: 6, schoolId: keyOf('Office', child.office.id) ?? 0 };
    const scope = await schoolScope(server, place.schoolId);
    const wins = { county: 0, school: 0 };
    for (let round = 0; round < 12; round += 1) {
      await leaveFreeAtSchool(child.office.id, 6, 1);
      const cell = await cellOf(child.office.id, 6);
      const id = (nextEnrolment += 1);
      const takeBack = () => saveSheet(lu, wuzhong, [{ officeId: child.office.id, periodId: period(6), seats: cell.received - 1, expectedVersion: cell.version }]);
      const use = () => enrol(server, scope, place, id);
      const [sheet, outcome] = round % 2 === 0 ? await Promise.all([takeBack(), use()]) : (await Promise.all([use(), takeBack()])).reverse() as [Awaited<ReturnType<typeof takeBack>>, Awaited<ReturnType<typeof use>>];
      expect([codesOf(sheet).join(), outcome.ok]).toEqual(outcome.ok ? ['IN_USE', true] : ['', false]);
      wins[outcome.ok ? 'school' : 'county'] += 1;
      if (outcome.ok) await withdraw(server, scope, place, id);
    }
    expect(wins.county + wins.school).toBe(12);
  }, 120_000);

  test('Q2 city, county and schools at once on one tree, in random order: no deadlock reaches anybody, and every snapshot adds up', async () => {
    const children = (await childrenOf(lu, null)).slice(0, 4);
    const scopes = await Promise.all(children.map(({ office: { id } }) => schoolScope(server, keyOf('Office', id) ?? 0)));
    let isRunning = true;
    const snapshots = (async () => {
      let taken = 0;
      while (isRunning) {
        expect(await reconcileOnly(server.owner, /^quota: (balances|what is handed down)/)).toEqual([]);
        taken += 1;
      }
      return taken;
    })();
    const refused = new Set<string>();
    const acts = Array.from({ length: 90 }, (_, index) => async () => {
      const which = index % 4;
      const child = children[which] as SheetAccount;
      const place = { periodId: 5, schoolId: keyOf('Office', child.office.id) ?? 0 };
      if (index % 3 === 0) {
        const id = (nextEnrolment += 1);
        const outcome = await enrol(server, scopes[which] as (typeof scopes)[number], place, id);
        if (outcome.ok && index % 2 === 0) await withdraw(server, scopes[which] as (typeof scopes)[number], place, id);
        else if (outcome.ok) taken.push({ ...place, enrolmentId: id });
        else refused.add(outcome.refusals.map(({ code }) => code).join());
      } else if (index % 3 === 1) {
        const { received, version } = await cellOf(child.office.id, 5);
        codesOf(await saveSheet(lu, wuzhong, [{ officeId: child.office.id, periodId: period(5), seats: received + (index % 2 === 0 ? 1 : -1) + (received === 0 ? 1 : 0), expectedVersion: version }])).forEach((code) => refused.add(code));
      } else {
        const county = cellIn((await childrenOf(shen, null)).find(({ office: { id } }) => id === wuzhong) as SheetAccount, 5);
        const answer = index % 2 === 0
          ? await saveSheet(shen, suzhou, [{ officeId: wuzhong, periodId: period(5), seats: county.received + 1, expectedVersion: county.version }])
          : await takeBackIdle(shen, suzhou, [{ periodId: period(5), expectedSeats: 1_000 }]);
        codesOf(answer).forEach((code) => refused.add(code));
      }
    });
    const open = shuffled(acts, 7);
    await Promise.all(Array.from({ length: 8 }, async () => { for (let act = open.shift(); act; act = open.shift()) await act(); }));
    isRunning = false;
    expect(await snapshots).toBeGreaterThan(0);
    expect([...refused].filter((code) => !['STALE', 'QUOTA_EXHAUSTED', 'IN_USE'].includes(code))).toEqual([]);
  }, 120_000);
});
