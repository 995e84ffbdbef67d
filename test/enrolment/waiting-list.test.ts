// Classes that take only so many, and the waiting list: whoever misses a seat or a place has the next one, in the order of choosing.
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { globalId } from '../../server/kernel/ids.js';
import { reconcileOnly } from '../../server/reconcile.js';
import { errorCodes, signInAll, type Cast } from '../assignments/grading-acts.js';
import { openTestServer, type Actor, type TestServer } from '../support/test-server.js';
import { castSchool, choose, classKey, classOf, enrol, freeSeats, hire, leaveFree, toldOf, withdrawChoice, type Outcome, type Teacher } from './choosing-acts.js';
import { outcomeOf, signedIn, withdraw } from './withdrawal-acts.js';

let server: TestServer;
let people: Pick<Cast, '方若兰' | '陆景行' | '顾文远'>;
let own: number;
let other: { key: number; administrator: Actor };
let nextCourse = 0;
const today = '2023-09-10T08:00:00+08:00';
beforeAll(async () => {
  server = await openTestServer();
  people = await signInAll(server, '方若兰', '陆景行', '顾文远');
  own = await castSchool(server);
  const { rows: [found] } = await server.owner.query<{ id: string; head: string }>("select o.id, (select max(p.id) from person p where p.office_id = o.id) as head from office o where o.level = 'SCHOOL' and o.id <> $1 and exists (select 1 from person p where p.office_id = o.id) and o.parent_id = (select parent_id from office where id = $1) limit 1", [own]);
  other = { key: Number(found?.id), administrator: await signedIn(server, Number(found?.head), 'ADMIN', Number(found?.id)) };
});
afterEach(() => server.clock.setBusiness(today));
afterAll(async () => {
  expect(await reconcileOnly(server.owner, /^(quota|school|class)/)).toEqual([]);
  await server.close();
});

/** A class of its own for each test, in a period to come. */
const aClass = async (period: number) => classOf(await classKey(server, (nextCourse += 1), period));
const settled = () => server.app.waitingListWork.idle();

interface Limited { class: { places: { capacity: number | null; taken: number; left: number | null; version: number } } | null; refusals: { code: string; facts: { name: string; value: string }[] }[] }
const limit = async (actor: Actor, classId: string, capacity: number | null, expectedVersion: number): Promise<Limited> => (await actor.sees('mutation ($input: SetClassCapacityInput!) { setClassCapacity(input: $input) { class { places { capacity taken left version } } refusals { code facts { name value } } } }', { input: { classId, capacity, expectedVersion } })).setClassCapacity;

async function chosen(schoolId: number, classId: string, minutes: readonly number[]): Promise<Teacher[]> {
  const teachers = await hire(server, schoolId, minutes.length);
  for (const [index, { actor }] of teachers.entries()) {
    server.clock.setBusiness(`2023-09-10T09:${String(minutes[index]).padStart(2, '0')}:00+08:00`);
    expect((await choose(actor, classId)).refusals).toEqual([]);
  }
  return teachers;
}
const idsOf = (teachers: readonly Teacher[]) => teachers.map(({ id }) => id);
const enrolmentIn = (outcomes: readonly Outcome[], teacher: Teacher | undefined) => outcomes.find(({ personId }) => personId === teacher?.id)?.enrolmentId ?? '';

/** What a teacher reads under 选课. */
const under选课 = async ({ actor }: Teacher, classId: string) => (await actor.sees('query ($classId: ID) { courseChoices(classId: $classId, first: 5) { nodes { state listedAt listPlace } } }', { classId })).courseChoices.nodes.at(-1) as { state: string; listedAt: string | null; listPlace: number | null };

test('JS-05 顾文远 limits a class; in it places are taken and given back over all schools, and it is never made smaller than it is', async () => {
  const classId = await aClass(7);
  await leaveFree(server, own, 7, 9);
  const teachers = await chosen(own, classId, [1, 2, 3]);
  expect((await limit(people.陆景行, classId, 2, 0)).refusals).toMatchObject([{ code: 'NOT_ENTITLED' }]);
  const first = await enrol(people.方若兰, classId, idsOf(teachers.slice(0, 1)));
  expect((await limit(people.顾文远, classId, 0, 0)).refusals).toMatchObject([{ code: 'OUT_OF_RANGE' }]);
  expect(await limit(people.顾文远, classId, 2, 0)).toEqual({ class: { places: { capacity: 2, taken: 1, left: 1, version: 1 } }, refusals: [] });
  expect((await limit(people.顾文远, classId, 3, 0)).refusals).toMatchObject([{ code: 'STALE' }]);
  expect((await limit(people.顾文远, classId, 2, 1)).refusals).toMatchObject([{ code: 'NOTHING_TO_CHANGE' }]);
  const { outcomes } = await enrol(people.方若兰, classId, idsOf(teachers.slice(1)));
  expect(toldOf(outcomes, teachers)).toEqual([`${teachers[1]?.name} ok`, `${teachers[2]?.name} CLASS_FULL`]);
  expect(outcomes[1]?.refusals).toMatchObject([{ requirement: 'JS-05', facts: [{ name: 'remaining', value: '0' }] }]);
  expect((await limit(people.顾文远, classId, 1, 1)).refusals).toMatchObject([{ code: 'OUT_OF_RANGE', facts: [{ name: 'taken', value: '2' }, { name: 'minimum', value: '2' }] }]);
  // She who waits withdraws; the place of who goes is free, and nobody is enrolled by it.
  expect((await withdrawChoice((teachers[2] as Teacher).actor, classId)).refusals).toEqual([]);
  expect(outcomeOf(await withdraw(people.方若兰, enrolmentIn(first.outcomes, teachers[0])))).toBe('ok');
  await settled();
  expect((await limit(people.顾文远, classId, null, 1)).class?.places).toEqual({ capacity: null, taken: 1, left: null, version: 2 });
});

test('JS-07 who chose first has the place that becomes free, at whichever school, and nobody slips in between', async () => {
  const classId = await aClass(8);
  await leaveFree(server, own, 8, 9);
  await leaveFree(server, other.key, 8, 9);
  await limit(people.顾文远, classId, 2, 0);
  const [a, d, e] = (await chosen(own, classId, [1, 4, 6])) as [Teacher, Teacher, Teacher];
  const [b, c] = (await chosen(other.key, classId, [2, 3])) as [Teacher, Teacher];
  const won = await enrol(people.方若兰, classId, [a.id]);
  expect(toldOf((await enrol(other.administrator, classId, [b.id, c.id])).outcomes, [b, c])).toEqual([`${b.name} ok`, `${c.name} CLASS_FULL`]);
  expect(toldOf((await enrol(people.方若兰, classId, [d.id])).outcomes, [d])).toEqual([`${d.name} CLASS_FULL`]);
  expect(await under选课(c, classId)).toMatchObject({ state: 'WAITING', listPlace: 1 });
  expect(await under选课(d, classId)).toMatchObject({ state: 'WAITING', listPlace: 2, listedAt: expect.any(String) });
  expect(await under选课(e, classId)).toEqual({ state: 'WAITING', listPlace: null, listedAt: null });
  server.clock.setBusiness('2023-09-11T08:00:00+08:00');
  expect(outcomeOf(await withdraw(people.方若兰, enrolmentIn(won.outcomes, a)))).toBe('ok');
  await settled();
  expect([await under选课(c, classId), await under选课(d, classId)]).toEqual([{ state: 'ENROLLED', listedAt: null, listPlace: null }, { state: 'WAITING', listedAt: expect.any(String), listPlace: 1 }]);
  expect([await freeSeats(server, own, 8), await freeSeats(server, other.key, 8)]).toEqual([9, 7]);
  // One place more: it is d's, though e is named a moment before anybody looks.
  const told = await limit(people.顾文远, classId, 3, 1);
  expect(told.class?.places.capacity).toBe(3);
  const [late] = (await chosen(other.key, classId, [30])) as [Teacher];
  expect(['CLASS_FULL', 'NOT_IN_TURN']).toContain((await enrol(other.administrator, classId, [late.id])).outcomes[0]?.refusals[0]?.code);
  await settled();
  expect((await under选课(d, classId)).state).toBe('ENROLLED');
  const { rows } = await server.owner.query<{ act: string; seats: number; actor: string }>("select facts ->> 'act' as act, (facts ->> 'seats')::int as seats, actor from audit_event where actor = 'job:waiting-list' and subject = $1 order by id", [classId]);
  expect(rows).toEqual([{ act: 'promote', seats: 1, actor: 'job:waiting-list' }, { act: 'promote', seats: 1, actor: 'job:waiting-list' }]);
});

test('JS-05 JS-07 a seat that the county hands down, or that comes back, goes to the first on the list of the school, in whichever class', async () => {
  const [mornings, evenings] = [await aClass(6), await aClass(6)];
  await leaveFree(server, own, 6, 1);
  const [a, c] = (await chosen(own, mornings, [1, 5])) as [Teacher, Teacher];
  const [b, d] = (await chosen(own, evenings, [3, 7])) as [Teacher, Teacher];
  const won = await enrol(people.方若兰, mornings, [a.id, c.id]);
  expect(toldOf(won.outcomes, [a, c])).toEqual([`${a.name} ok`, `${c.name} QUOTA_EXHAUSTED`]);
  expect(toldOf((await enrol(people.方若兰, evenings, [b.id])).outcomes, [b])).toEqual([`${b.name} QUOTA_EXHAUSTED`]);
  expect(await under选课(c, mornings)).toMatchObject({ listPlace: 2 });
  await withdraw(people.方若兰, enrolmentIn(won.outcomes, a));
  await settled();
  expect([(await under选课(b, evenings)).state, (await under选课(c, mornings)).state]).toEqual(['ENROLLED', 'WAITING']);
  // 陆景行 hands down two more: the first is c's, who waits; the second is anybody's.
  const { quotaAccount } = await people.陆景行.sees('query ($programmeId: ID!) { quotaAccount(programmeId: $programmeId) { office { id } cells { periodId free } } }', { programmeId: 'prg_1' });
  const periodId = quotaAccount.cells[5].periodId as string;
  const { rows: [county] } = await server.owner.query<{ id: string }>('select parent_id as id from office where id = $1', [own]);
  await leaveFree(server, Number(county?.id), 6, 5);
  const { rows: [cell] } = await server.owner.query<{ received: number; version: number }>('select received, version from quota where office_id = $1 and period_id = 6', [own]);
  const sheet = await people.陆景行.sees('mutation ($input: SaveQuotaSheetInput!) { saveQuotaSheet(input: $input) { refusals { code message } } }', { input: { programmeId: 'prg_1', officeId: globalId('Office', Number(county?.id)), reason: '追加。', cells: [{ officeId: globalId('Office', own), periodId, seats: (cell?.received ?? 0) + 2, expectedVersion: cell?.version }] } });
  expect(sheet.saveQuotaSheet.refusals).toEqual([]);
  await settled();
  expect((await under选课(c, mornings)).state).toBe('ENROLLED');
  expect(toldOf((await enrol(people.方若兰, evenings, [d.id])).outcomes, [d])).toEqual([`${d.name} ok`]);
});

test('JS-06 from the opening on nobody comes from the list: the seat of who withdraws stays with the school', async () => {
  const classId = await aClass(5);
  await leaveFree(server, own, 5, 1);
  const [a, b] = (await chosen(own, classId, [1, 2])) as [Teacher, Teacher];
  const won = await enrol(people.方若兰, classId, [a.id, b.id]);
  server.clock.setBusiness('2023-09-16T00:00:00+08:00');
  expect(outcomeOf(await withdraw(people.方若兰, enrolmentIn(won.outcomes, a)))).toBe('ok');
  await settled();
  expect((await under选课(b, classId)).state).toBe('WAITING');
  expect(await freeSeats(server, own, 5)).toBe(1);
});

test('JS-07 who is enrolled elsewhere, or teaches elsewhere by now, stands in nobody\'s way on the list', async () => {
  const [full, open] = [await aClass(9), await aClass(9)];
  await leaveFree(server, own, 9, 9);
  await limit(people.顾文远, full, 1, 0);
  const [a, b, c, d] = (await chosen(own, full, [1, 2, 3, 4])) as [Teacher, Teacher, Teacher, Teacher];
  const won = await enrol(people.方若兰, full, idsOf([a, b, c, d]));
  await choose(b.actor, open);
  expect(toldOf((await enrol(people.方若兰, open, [b.id])).outcomes, [b])).toEqual([`${b.name} ok`]);
  await server.owner.query('update person set office_id = $2 where name = $1', [c.name, other.key]);
  await withdraw(people.方若兰, enrolmentIn(won.outcomes, a));
  await settled();
  expect([(await under选课(c, full)).state, (await under选课(d, full)).state]).toEqual(['WAITING', 'ENROLLED']);
  expect(errorCodes(await a.actor.ask('mutation ($input: SetClassCapacityInput!) { setClassCapacity(input: $input) { refusals { code } } }', { input: { classId: full, capacity: 5, expectedVersion: 1 } }))).toEqual(['FORBIDDEN']);
});

test('JS-05 JS-07 before 顾文远 makes a class larger she reads how many are in it, how many wait, and how many then come in', async () => {
  const classId = await aClass(7);
  await leaveFree(server, own, 7, 2);
  const [a, b, c, d] = (await chosen(own, classId, [1, 2, 3, 4])) as [Teacher, Teacher, Teacher, Teacher];
  const read = async (actor: Actor) => (await actor.sees('query ($id: ID!) { node(id: $id) { ... on TrainingClass { viewerCanLimit limit { capacity taken waiting waitingForPlace version } } } }', { id: classId })).node;
  expect(await read(people.顾文远)).toEqual({ viewerCanLimit: true, limit: { capacity: null, taken: 0, waiting: 0, waitingForPlace: 0, version: 0 } });
  await limit(people.顾文远, classId, 1, 0);
  await enrol(people.方若兰, classId, idsOf([a]));
  await enrol(people.方若兰, classId, idsOf([b, c, d]));
  // Three wait; the school has a seat for one of them.
  const full = { capacity: 1, taken: 1, waiting: 3, waitingForPlace: 1, version: 1 };
  expect([await read(people.顾文远), await read(people.陆景行)]).toEqual([{ viewerCanLimit: true, limit: full }, { viewerCanLimit: false, limit: full }]);
  expect(errorCodes(await b.actor.ask('query ($id: ID!) { node(id: $id) { ... on TrainingClass { limit { taken } } } }', { id: classId }))).toEqual(['FORBIDDEN']);
  // Once enrolling is over nobody moves up any more.
  server.clock.setBusiness('2023-12-31T08:00:00+08:00');
  expect((await read(people.顾文远)).limit).toEqual({ ...full, waitingForPlace: 0 });
  server.clock.setBusiness(today);
  expect((await limit(people.顾文远, classId, 9, 1)).refusals).toEqual([]);
  await settled();
  expect((await read(people.顾文远)).limit).toEqual({ capacity: 9, taken: 2, waiting: 2, waitingForPlace: 0, version: 2 });
  expect([(await under选课(b, classId)).state, (await under选课(c, classId)).state]).toEqual(['ENROLLED', 'WAITING']);
  // Who still waits is a list, and a file.
  expect((await people.方若兰.sees('query ($classId: ID) { courseChoices(classId: $classId, isListed: true, first: 5) { totalCount nodes { learner { name } } } }', { classId })).courseChoices).toEqual({ totalCount: 2, nodes: [{ learner: { name: c.name } }, { learner: { name: d.name } }] });
  const file = await (await fetch(`${server.origin}/exports/choices?${new URLSearchParams({ classId, isListed: 'true' }).toString()}`, { headers: people.方若兰.credentials })).text();
  const [heading, ...lines] = file.trim().split('\r\n');
  expect(heading).toContain('候补时间');
  expect(lines.map((line) => [c, d].findIndex(({ name }) => line.includes(name) && line.includes('候补中')))).toEqual([0, 1]);
  for (const { actor } of [c, d]) await withdrawChoice(actor, classId);
});
