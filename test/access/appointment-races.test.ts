// Where two administrators meet one post.
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openTestServer, type Actor, type TestServer } from '../support/test-server.js';
import { appoint, choose, codes, end, officeId, recommend, teachersOf, type SomeTeacher } from './appointment-acts.js';
import { rows } from './places.js';

let server: TestServer;
let gu: Actor;
let shen: Actor;
beforeAll(async () => {
  server = await openTestServer();
  [gu, shen] = [await server.as('顾文远'), await server.as('沈佩兰')];
});
afterAll(() => server.close());

const rounds = 40;

test('JS-11 two people are made the city\'s administrator at once, forty times: exactly one is', async () => {
  const nanjing = await officeId(server, '3201');
  const [a, b] = await teachersOf(server, '3201', 2) as [SomeTeacher, SomeTeacher];
  for (let round = 0; round < rounds; round += 1) {
    const answers = await Promise.all([a, b].map(({ id }) => appoint(gu, { officeId: nanjing, role: 'ADMIN', personId: id })));
    expect(answers.map(codes).sort()).toEqual(['', 'POST_TAKEN']);
    const won = answers.find(({ appointment }) => appointment !== null)?.appointment;
    expect((await end(gu, won?.id ?? '', 1, '2023-09-09')).refusals).toEqual([]);
  }
  const held = await rows<{ count: number }>(server.owner, "select count(*)::int as count from role_assignment r join office o on o.id = r.office_id where o.code = '3201' and r.role = 'ADMIN'");
  expect(held).toEqual([{ count: rounds }]);
});

test('JS-12 three people come for the two posts of a county at once: never more than two on any day', async () => {
  const [county] = await rows<{ code: string }>(server.owner, "select c.code from office c join office s on s.id = c.parent_id where s.code = '3205' and c.code <> '320506' order by c.code limit 1");
  const code = county?.code ?? '';
  const people = await teachersOf(server, code, 3);
  const office = await officeId(server, code);
  for (let round = 0; round < rounds / 2; round += 1) {
    const answers = await Promise.all(people.map(({ id }) => appoint(shen, { officeId: office, role: 'ADMIN', personId: id })));
    expect(answers.map(codes).sort()).toEqual(['', '', 'POST_TAKEN']);
    await Promise.all(answers.flatMap(({ appointment }) => (appointment ? [end(shen, appointment.id, 1, '2023-09-09')] : [])));
  }
});

test('T17 two end one post at once with different days: one does, the other reads that it is stale', async () => {
  const [person] = await teachersOf(server, '3202', 1) as [SomeTeacher];
  const office = await officeId(server, '3202');
  for (let round = 0; round < rounds / 2; round += 1) {
    const post = (await appoint(gu, { officeId: office, role: 'ADMIN', personId: person.id })).appointment;
    const answers = await Promise.all(['2023-09-09', '2023-12-31'].map((day) => end(gu, post?.id ?? '', 1, day)));
    expect(answers.map(codes).filter((code) => code === '')).toHaveLength(1);
    expect(answers.map(codes).some((code) => code.startsWith('STALE'))).toBe(true);
    const { validUntil, version } = answers.find(({ appointment }) => appointment !== null)?.appointment ?? { validUntil: '', version: 0 };
    expect(version).toBe(2);
    if (validUntil === '2023-12-31') expect((await end(gu, post?.id ?? '', 2, '2023-09-09')).refusals).toEqual([]);
  }
});

test('JS-17 recommendations are appointed at once: each gets a number of its own, in an unbroken row; one of them twice gets one', async () => {
  const people = await teachersOf(server, '3205', 12);
  const recommendations = [];
  for (const person of people) recommendations.push((await recommend(shen, { personId: person.id, subject: 'MUSIC' })).recommendation?.id);
  const chosen = await Promise.all(recommendations.flatMap((recommendationId) => [0, 1].map(() => choose(gu, { recommendationId, expectedVersion: 1 }))));
  expect(chosen.filter((answer) => codes(answer) === '')).toHaveLength(people.length);
  const numbers = await rows<{ number: string }>(server.owner, "select number from chief_tutor_appointment where subject = 'MUSIC' order by number");
  expect(numbers.map(({ number }) => number)).toEqual(people.map((_, index) => `ZFD2023${String(index + 2).padStart(4, '0')}`));
}, 60_000);
