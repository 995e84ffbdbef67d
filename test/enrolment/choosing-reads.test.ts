// What people read before they choose or enrol: the days of a period, and the place in the queue.
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { signInAll, type Cast } from '../assignments/grading-acts.js';
import type { Actor } from '../support/test-server.js';
import { openTestServer, type TestServer } from '../support/test-server.js';
import { castSchool, choose, classKey, classOf, enrol, hire, leaveFree, withdrawChoice, type Teacher } from './choosing-acts.js';

let server: TestServer;
let people: Pick<Cast, '林晓岚' | '方若兰' | '陆景行' | '贺知行'>;
const today = '2023-09-10T08:00:00+08:00';
beforeAll(async () => {
  server = await openTestServer();
  people = await signInAll(server, '林晓岚', '方若兰', '陆景行', '贺知行');
});
afterEach(() => server.clock.setBusiness(today));
afterAll(() => server.close());

interface Days { opensOn: string | null; finishFrom: string | null; closesOn: string | null; daysLeft: number | null; isOpen: boolean }

async function daysOf(actor: Actor): Promise<Map<string, (Days | null)[]>> {
  const { programmes } = await actor.sees('{ programmes { code periods { choosing { opensOn finishFrom closesOn daysLeft isOpen } } } }');
  return new Map((programmes as { code: string; periods: { choosing: Days | null }[] }[]).map(({ code, periods }) => [code, periods.map(({ choosing }) => choosing)]));
}

test('JS-06 林晓岚 reads until when each period can be chosen: over, on its last day, and to come', async () => {
  const periods = (await daysOf(people.林晓岚)).get('S20230304') ?? [];
  expect(periods).toHaveLength(9);
  expect([periods[3], periods[4], periods[5]]).toEqual([
    { opensOn: null, finishFrom: '2023-08-27', closesOn: '2023-08-31', daysLeft: null, isOpen: false }, { opensOn: null, finishFrom: '2023-09-11', closesOn: '2023-09-15', daysLeft: 5, isOpen: true }, { opensOn: null, finishFrom: '2023-09-26', closesOn: '2023-09-30', daysLeft: 20, isOpen: true },
  ]);
  server.clock.setBusiness('2023-09-15T23:59:59+08:00');
  expect((await daysOf(people.林晓岚)).get('S20230304')?.[4]).toMatchObject({ daysLeft: 0, isOpen: true });
  server.clock.setBusiness('2023-09-16T00:00:00+08:00');
  expect((await daysOf(people.林晓岚)).get('S20230304')?.[4]).toMatchObject({ daysLeft: null, isOpen: false });
});

test('JS-07 方若兰 reads until when learners of each period can be swapped and withdrawn: to the last moment of its last day', async () => {
  const days = async () => (await people.方若兰.sees('{ programmes { code periods { substitution { opensOn closesOn daysLeft isOpen requirement } } } }')).programmes.find(({ code }: { code: string }) => code === 'S20230304').periods.map(({ substitution }: { substitution: object }) => substitution) as object[];
  expect((await days()).slice(2, 4)).toEqual([{ opensOn: null, closesOn: '2023-09-04', daysLeft: null, isOpen: false, requirement: 'JS-07' }, { opensOn: null, closesOn: '2023-09-20', daysLeft: 10, isOpen: true, requirement: 'JS-07' }]);
  server.clock.setBusiness('2023-09-20T23:59:59+08:00');
  expect((await days())[3]).toMatchObject({ daysLeft: 0, isOpen: true });
  server.clock.setBusiness('2023-09-21T00:00:00+08:00');
  expect((await days())[3]).toMatchObject({ daysLeft: null, isOpen: false });
});

test('JS-07 each who waits reads the own place among the school\'s; it moves up when one is enrolled or withdraws, and who does not wait has none', async () => {
  const school = await castSchool(server);
  const [first, second, third] = (await hire(server, school, 3)) as [Teacher, Teacher, Teacher];
  const { rows: [elsewhere] } = await server.owner.query<{ id: string }>("select id from office where level = 'SCHOOL' and id <> $1 order by id limit 1", [school]);
  const [stranger] = (await hire(server, Number(elsewhere?.id), 1)) as [Teacher];
  const classId = classOf(await classKey(server, 13, 8));
  await leaveFree(server, school, 8, 3);
  for (const [index, { actor }] of [stranger, first, second, third].entries()) {
    server.clock.setBusiness(`2023-09-10T09:${10 + index}:00+08:00`);
    expect((await choose(actor, classId)).refusals).toEqual([]);
  }
  const places = async () => Promise.all([stranger, first, second, third].map(async ({ actor }) => (await actor.sees('query ($classId: ID) { courseChoices(classId: $classId, first: 5) { nodes { place } } }', { classId })).courseChoices.nodes.map(({ place }: { place: number | null }) => place)));
  expect(await places()).toEqual([[1], [1], [2], [3]]);
  expect((await enrol(people.方若兰, classId, [first.id])).outcomes.map(({ refusals }) => refusals)).toEqual([[]]);
  expect(await places()).toEqual([[1], [null], [1], [2]]);
  await withdrawChoice(second.actor, classId);
  expect(await places()).toEqual([[1], [null], [null], [1]]);
});

test('JS-05 each reads what may be done: 林晓岚 chooses, 方若兰 enrols, 贺知行 and 陆景行 look on', async () => {
  const rights = async (actor: Actor) => Object.values((await actor.sees('{ viewer { viewerCanChoose viewerCanEnrol viewerCanBrowseChoices } }')).viewer as Record<string, boolean>);
  expect(await Promise.all([people.林晓岚, people.方若兰, people.贺知行, people.陆景行].map(rights))).toEqual([[true, false, false], [false, true, true], [false, false, true], [false, false, true]]);
});
