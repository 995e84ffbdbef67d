// Where withdrawals and substitutions meet each other, the county's sheet, a tutor's review and a learner's own hand.
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { reconcile, reconcileOnly } from '../../server/reconcile.js';
import { handIn, submitReview, goodPoints } from '../assignments/grading-acts.js';
import { shuffled } from '../assignments/rivals.js';
import { cellIn, childrenOf, codesOf, office, period, saveSheet, type SheetAccount } from '../quotas/quota-acts.js';
import { openTestServer, type Actor, type TestServer } from '../support/test-server.js';
import { castSchool, choose, classKey, classOf, enrol, freeSeats, hire, leaveFree, type Teacher } from './choosing-acts.js';
import { outcomeOf, signedIn, substitute, withdraw, workOfSchools } from './withdrawal-acts.js';

let server: TestServer;
let [fang, lu, zhou]: Actor[] = [];
let school: number;
const by = (actor: Actor | undefined): Actor => actor as Actor;
beforeAll(async () => {
  server = await openTestServer();
  [fang, lu, zhou] = [await server.as('方若兰'), await server.as('陆景行'), await server.as('周明礼')];
  school = await castSchool(server);
});
afterAll(async () => {
  expect(await reconcile(server.owner)).toEqual([]);
  await server.close();
});

const classIn = async (course: number, number: number) => classOf(await classKey(server, course, number));

/** New teachers of the school, enrolled in a class; no seat is left free. */
async function enrolled(count: number, classId: string, number: number): Promise<{ teacher: Teacher; id: string }[]> {
  const teachers = await hire(server, school, count);
  await leaveFree(server, school, number, count);
  for (const { actor } of teachers) expect((await choose(actor, classId)).refusals).toEqual([]);
  const { outcomes } = await enrol(by(fang), classId, teachers.map(({ id }) => id));
  return teachers.map((teacher) => ({ teacher, id: outcomes.find(({ personId }) => personId === teacher.id)?.enrolmentId ?? '' }));
}

test('Q3 in 10 rounds the county takes a seat back while the school withdraws from it: in either order each is right, and nothing is below zero', async () => {
  const rounds = await enrolled(10, await classIn(1, 9), 9);
  const ofSchool = async () => cellIn((await childrenOf(by(lu), null)).find(({ office: { id } }) => id === office(school)) as SheetAccount, 9);
  const outcomes = new Set<string>();
  for (const { id } of rounds) {
    const { received, version, free } = await ofSchool();
    expect(free).toBe(0);
    const [sheet, answer] = await Promise.all([saveSheet(by(lu), office(await countyKey()), [{ officeId: office(school), periodId: period(9), seats: received - 1, expectedVersion: version }]), withdraw(by(fang), id)]);
    expect(outcomeOf(answer)).toBe('ok');
    const code = codesOf(sheet).join() || 'ok';
    outcomes.add(code);
    expect((await ofSchool()).free).toBe(code === 'ok' ? 0 : 1);
    if (code !== 'ok') expect(codesOf(await saveSheet(by(lu), office(await countyKey()), [{ officeId: office(school), periodId: period(9), seats: received - 1, expectedVersion: version }]))).toEqual([]);
  }
  expect([...outcomes].filter((code) => !['ok', 'IN_USE'].includes(code))).toEqual([]);
}, 60_000);

test('Q5 one enrolment withdrawn by 10 acts at once: one withdraws it, one seat comes back', async () => {
  const [one] = await enrolled(1, await classIn(2, 9), 9);
  const before = await freeSeats(server, school, 9);
  const answers = await Promise.all(Array.from({ length: 10 }, () => withdraw(by(fang), one?.id ?? '')));
  expect(answers.map(outcomeOf).toSorted()).toEqual([...Array(9).fill('NOT_ALLOWED_IN_STATE'), 'ok']);
  expect(await freeSeats(server, school, 9)).toBe(before + 1);
});

test('Q5 one teacher named for two classes of a period at once is enrolled in one; in the places of two learners, comes in one', async () => {
  const [first, second] = [await classIn(3, 9), await classIn(4, 9)];
  for (let round = 0; round < 5; round += 1) {
    const [teacher] = (await hire(server, school, 1)) as [Teacher];
    for (const id of [first, second]) expect((await choose(teacher.actor, id)).refusals).toEqual([]);
    await leaveFree(server, school, 9, 2);
    const answers = await Promise.all([first, second].map((id) => enrol(by(fang), id, [teacher.id])));
    expect(answers.map(({ outcomes }) => outcomes[0]?.refusals[0]?.code ?? 'ok').toSorted()).toEqual(['ALREADY_ENROLLED', 'ok']);
    expect(await freeSeats(server, school, 9)).toBe(1);
  }
  const [one, other] = [...(await enrolled(1, await classIn(5, 9), 9)), ...(await enrolled(1, await classIn(6, 9), 9))];
  const [comes] = (await hire(server, school, 1)) as [Teacher];
  const swaps = await Promise.all([one, other].map((gone) => substitute(by(fang), gone?.id ?? '', comes.id)));
  expect(swaps.map(outcomeOf).toSorted()).toEqual(['ALREADY_ENROLLED', 'ok']);
}, 60_000);

test('JS-07 JS-17 in 6 rounds 周明礼 reviews work while its school withdraws the learner: reviewed before it or not at all, and all numbers agree', async () => {
  for (const { enrolmentId, submissionId, version, administrator } of await workOfSchools(server, 'SUBMITTED', 6)) {
    const [review, answer] = await Promise.all([submitReview(by(zhou), { submissionId, expectedVersion: version, criterionPoints: goodPoints }), withdraw(administrator, enrolmentId)]);
    expect(outcomeOf(answer)).toBe('ok');
    expect(['', 'STALE,NOT_ALLOWED_IN_STATE']).toContain(review.refusals.map(({ code }) => code).join());
    expect(await reconcileOnly(server.owner, /^(school|submission: (one|state)|result: parts)/)).toEqual([]);
  }
}, 60_000);

test('JS-07 in 6 rounds a learner hands in anew while the school withdraws the enrolment: no attempt is left standing', async () => {
  for (const { enrolmentId, submissionId, version, administrator, personId, schoolId } of await workOfSchools(server, 'RETURNED', 6)) {
    const learner = await signedIn(server, personId, 'LEARNER', schoolId);
    const [handed, answer] = await Promise.all([handIn(learner, submissionId, version, '重新写过的一份。', null), withdraw(administrator, enrolmentId)]);
    expect(outcomeOf(answer)).toBe('ok');
    expect(['', 'NOT_ALLOWED_IN_STATE']).toContain(handed.refusals.map(({ code }) => code).join());
    expect(await reconcileOnly(server.owner, /^(school|submission: one)/)).toEqual([]);
  }
}, 60_000);

test('Q2 the school enrols, withdraws and swaps while its county moves seats: every snapshot of the tree adds up, and nobody meets an error', async () => {
  const classId = await classIn(2, 8);
  const standing = await enrolled(8, classId, 8);
  await leaveFree(server, school, 8, 4);
  const spare = await hire(server, school, 8);
  const waiting = await hire(server, school, 8);
  for (const { actor } of waiting) expect((await choose(actor, classId)).refusals).toEqual([]);
  let isRunning = true;
  const snapshots = (async () => {
    let taken = 0;
    for (; isRunning; taken += 1) expect(await reconcileOnly(server.owner, /^quota/)).toEqual([]);
    return taken;
  })();
  const county = office(await countyKey());
  const acts = [
    ...standing.map(({ id }, index) => async () => outcomeOf(index % 2 === 0 ? await withdraw(by(fang), id) : await substitute(by(fang), id, spare[index]?.id ?? ''))),
    ...waiting.map((_, index) => async () => (await enrol(by(fang), classId, waiting.slice(0, index + 1).map(({ id }) => id))).outcomes.map(({ refusals }) => refusals[0]?.code ?? 'ok').join()),
    ...Array.from({ length: 6 }, (_, index) => async () => {
      const { received, version } = cellIn((await childrenOf(by(lu), null)).find(({ office: { id } }) => id === office(school)) as SheetAccount, 8);
      return codesOf(await saveSheet(by(lu), county, [{ officeId: office(school), periodId: period(8), seats: received + (index % 2 === 0 ? -1 : 1), expectedVersion: version }])).join() || 'ok';
    }),
  ];
  const open = shuffled(acts, 11);
  const told = new Set<string>();
  await Promise.all(Array.from({ length: 6 }, async () => { for (let act = open.shift(); act; act = open.shift()) for (const code of (await act()).split(',')) told.add(code); }));
  isRunning = false;
  expect(await snapshots).toBeGreaterThan(0);
  expect([...told].filter((code) => !['ok', 'ALREADY_ENROLLED', 'QUOTA_EXHAUSTED', 'IN_USE', 'STALE'].includes(code))).toEqual([]);
}, 60_000);

async function countyKey(): Promise<number> {
  const { rows } = await server.owner.query<{ id: string }>('select parent_id as id from office where id = $1', [school]);
  return Number(rows[0]?.id);
}
