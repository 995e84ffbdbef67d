// Where several acts meet the last seats of a school, or one teacher.
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { reconcileOnly } from '../../server/reconcile.js';
import { openTestServer, type Actor, type TestServer } from '../support/test-server.js';
import { castSchool, choose, classKey, classOf, enrol, freeSeats, hire, leaveFree, withdrawChoice, type Teacher } from './choosing-acts.js';
import { administratorsOf, seatsForAll, waitingTeachers, type Waiting } from './rush-scene.js';

let server: TestServer;
let fang: Actor;
let school: number;
beforeAll(async () => {
  server = await openTestServer();
  fang = await server.as('方若兰');
  school = await castSchool(server);
});
afterAll(async () => {
  expect(await reconcileOnly(server.owner, /^(quota|school)/)).toEqual([]);
  await server.close();
});

async function waiting(count: number, classId: string): Promise<Teacher[]> {
  const teachers = await hire(server, school, count);
  for (const { actor } of teachers) expect((await choose(actor, classId)).refusals).toEqual([]);
  return teachers;
}
const classIn = async (course: number, period: number) => classOf(await classKey(server, course, period));

test('Q1 T7 30 teachers of six classes, each enrolled by an act of her own at the same moment, for 7 seats: exactly 7 have one', async () => {
  const groups = await Promise.all([1, 2, 3, 4, 5, 6].map(async (course) => ({ classId: await classIn(course, 8), course })));
  const queues = [];
  for (const group of groups) queues.push({ ...group, teachers: await waiting(5, group.classId) });
  await leaveFree(server, school, 8, 7);
  // Each act names all who chose before, so that nobody is refused for the order.
  const acts = queues.flatMap(({ classId, teachers }) => teachers.map((_, index) => () => enrol(fang, classId, teachers.slice(0, index + 1).map(({ id }) => id))));
  const answers = await Promise.all(acts.map((one) => one()));
  const won = answers.flatMap(({ outcomes }) => outcomes.filter(({ enrolmentId }) => enrolmentId !== null));
  expect(won).toHaveLength(7);
  expect(new Set(won.map(({ personId }) => personId)).size).toBe(7);
  expect(new Set(answers.flatMap(({ outcomes }) => outcomes.flatMap(({ refusals }) => refusals.map(({ code }) => code))))).toEqual(new Set(['QUOTA_EXHAUSTED', 'ALREADY_ENROLLED']));
  expect(await freeSeats(server, school, 8)).toBe(0);
}, 60_000);

test('Q5 the same teacher in 12 acts at once is enrolled once, and takes one seat', async () => {
  const classId = await classIn(1, 9);
  const [teacher] = (await waiting(1, classId)) as [Teacher];
  await leaveFree(server, school, 9, 5);
  const answers = await Promise.all(Array.from({ length: 12 }, () => enrol(fang, classId, [teacher.id])));
  expect(answers.map(({ outcomes }) => outcomes[0]?.refusals[0]?.code ?? 'ok').toSorted()).toEqual([...Array(11).fill('ALREADY_ENROLLED'), 'ok']);
  expect(await freeSeats(server, school, 9)).toBe(4);
});

test('I1 I2 one key sent 8 times at once has one effect and one answer; with another body it is refused', async () => {
  const classId = await classIn(2, 9);
  const [one, other] = (await waiting(2, classId)) as [Teacher, Teacher];
  await leaveFree(server, school, 9, 5);
  const answers = await Promise.all(Array.from({ length: 8 }, () => enrol(fang, classId, [one.id], 'the same key')));
  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  expect(answers[0]?.outcomes[0]?.enrolmentId).not.toBeNull();
  expect(await freeSeats(server, school, 9)).toBe(4);
  expect((await enrol(fang, classId, [other.id], 'the same key')).refusals).toMatchObject([{ code: 'IDEMPOTENCY_KEY_REUSED' }]);
});

test('I4 a key is never forgotten: 100 days later, when the days of enrolling are long over, it gives the first answer, and still takes no other body', async () => {
  const classId = await classIn(4, 9);
  const [one, other] = (await waiting(2, classId)) as [Teacher, Teacher];
  await leaveFree(server, school, 9, 5);
  const first = await enrol(fang, classId, [one.id], 'a key of September');
  expect(first.outcomes[0]?.enrolmentId).not.toBeNull();
  server.clock.setBusiness('2023-12-19T08:00:00+08:00');
  await server.owner.query("update idempotency_key set created_at = created_at - interval '100 days'");
  try {
    expect(await enrol(fang, classId, [one.id], 'a key of September')).toEqual(first);
    expect((await enrol(fang, classId, [other.id], 'a key of September')).refusals).toMatchObject([{ code: 'IDEMPOTENCY_KEY_REUSED' }]);
  } finally {
    server.clock.setBusiness('2023-09-10T08:00:00+08:00');
  }
  expect(await freeSeats(server, school, 9)).toBe(4);
});

test('JS-07 in 10 rounds a teacher withdraws the choice while the school enrols by it: one of the two, never both', async () => {
  await leaveFree(server, school, 7, 12);
  const classId = await classIn(3, 7);
  for (let round = 0; round < 10; round += 1) {
    const [teacher] = (await waiting(1, classId)) as [Teacher];
    const [withdrawn, enrolled] = await Promise.all([withdrawChoice(teacher.actor, classId), enrol(fang, classId, [teacher.id])]);
    const outcome = enrolled.outcomes[0]?.refusals[0]?.code ?? 'ok';
    expect([withdrawn.refusals[0]?.code ?? 'ok', outcome]).toEqual(outcome === 'ok' ? ['NOT_ALLOWED_IN_STATE', 'ok'] : ['ok', 'NOT_ELIGIBLE']);
  }
});

test('Q1 I1 T7 two administrators enrol at the same moment: each act is in the trail under its own name, a key has one effect, and an act for somebody of another school spoils nobody else\'s', async () => {
  const teachers = await waitingTeachers(server, school, 8, 8);
  await seatsForAll(server, school, 8, 10);
  const [other] = (await administratorsOf(server, school, 1)) as [Actor];
  const { rows: [{ id: anotherSchool }] } = await server.owner.query("select id from office where level = 'SCHOOL' and state = 'OPEN' and id <> $1 order by id limit 1", [school]);
  const [stranger] = (await hire(server, Number(anotherSchool), 1)) as [Teacher];
  const { rows: [{ last }] } = await server.owner.query('select coalesce(max(id), 0) as last from audit_event');
  const enrols = async (by: Actor, { classId, personId }: Waiting, key: string) => enrol(by, classId, [personId], key).then(({ outcomes, refusals }) => [...refusals, ...(outcomes[0]?.refusals ?? [])][0]?.code ?? 'ok', (error: unknown) => (String(error).includes('NOT_FOUND') ? 'NOT_FOUND' : String(error)));
  const turn = (place: number) => enrols(place % 2 === 0 ? fang : other, teachers[place] as Waiting, `key ${place}`);
  // While the first is underway the others gather; one is sent twice.
  expect(await Promise.all([turn(0), turn(1), turn(2), turn(3), turn(2)])).toEqual(['ok', 'ok', 'ok', 'ok', 'ok']);
  // Its key for another teacher is refused, and it is sent once more, in whichever order they fall together.
  expect(await Promise.all([turn(4), enrols(fang, teachers[6] as Waiting, 'key 2'), turn(2), turn(5), enrols(other, { classId: (teachers[4] as Waiting).classId, personId: stranger.id }, 'a stranger'), turn(6), turn(7)])).toEqual(['ok', 'IDEMPOTENCY_KEY_REUSED', 'ok', 'ok', 'NOT_FOUND', 'ok', 'ok']);
  expect(await freeSeats(server, school, 8)).toBe(2);
  const { rows } = await server.owner.query<{ learner: string; actor: string }>("select facts -> 'learners' ->> 0 as learner, actor from audit_event where id > $1 and action = 'enrolment.enrol'", [last]);
  expect(rows.map(({ learner }) => learner).toSorted()).toEqual(teachers.map(({ personId }) => personId).toSorted());
  const actors = teachers.map(({ personId }) => rows.find(({ learner }) => learner === personId)?.actor);
  expect(actors).toEqual(actors.map((_, place) => actors[place % 2]));
  expect(new Set(actors).size).toBe(2);
});
