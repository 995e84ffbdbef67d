// Reads by key share connections: each keeps its own scope, and none suffers from its neighbours.
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { globalId } from '../../server/kernel/ids.js';
import { openTestServer, type Actor, type TestServer } from '../support/test-server.js';

let server: TestServer;
/** Results of both learners' classes in no order; who may see which is read by the cluster's owner. */
let results: { id: number; personId: number; path: string }[];

beforeAll(async () => {
  server = await openTestServer();
  results = (await server.owner.query(`select r.enrolment_id::int as id, r.person_id::int as "personId", o.path from result r join office o on o.id = r.school_id where o.path like $1 or r.enrolment_id % 25 = 0 order by md5(r.enrolment_id::text) limit 400`, [`${await pathOf('沈佩兰', 'ADMIN')}%`])).rows as typeof results;
  const learner = await personOf('林晓岚');
  results.push(...((await server.owner.query(`select r.enrolment_id::int as id, r.person_id::int as "personId", o.path from result r join office o on o.id = r.school_id where r.person_id = $1`, [learner])).rows as typeof results));
});
afterAll(async () => { await server.close(); });

const document = 'query Result($id: ID!) { result(id: $id) { id total enrolment { learner { name } } } }';

async function personOf(name: string): Promise<number> {
  return ((await server.owner.query('select id::int as id from person where name = $1 order by id limit 1', [name])).rows[0] as { id: number }).id;
}

async function pathOf(name: string, role: string): Promise<string> {
  return ((await server.owner.query('select o.path from role_assignment a join person p on p.id = a.person_id join office o on o.id = a.office_id where p.name = $1 and a.role = $2 limit 1', [name, role])).rows[0] as { path: string }).path;
}

test('X1 over shared connections 陆景行, 沈佩兰 and 林晓岚 each see their own rows and no one else\'s, 3,000 reads mixed at random', async () => {
  const learner = await personOf('林晓岚');
  const city = await pathOf('陆景行', 'ADMIN');
  const county = await pathOf('沈佩兰', 'ADMIN');
  const callers: { actor: Actor; sees(result: (typeof results)[number]): boolean }[] = [
    { actor: await server.as('陆景行'), sees: ({ path }) => path.startsWith(city) },
    { actor: await server.as('沈佩兰'), sees: ({ path }) => path.startsWith(county) },
    { actor: await server.as('林晓岚'), sees: ({ personId }) => personId === learner },
    { actor: server.nobody(), sees: () => false },
  ];
  const wrong: string[] = [];
  let seen = 0;
  const ask = async (number: number): Promise<void> => {
    const { actor, sees } = callers[number % callers.length] as (typeof callers)[number];
    const result = results[(number * 7919) % results.length] as (typeof results)[number];
    const answer = await actor.ask<{ result: { id: string } | null }>(document, { id: globalId('Result', result.id) });
    const isSeen = answer.data?.result?.id === globalId('Result', result.id);
    if (isSeen) seen += 1;
    if (isSeen !== sees(result) || (!isSeen && answer.data?.result)) wrong.push(`caller ${number % callers.length}, result ${result.id}: ${answer.text}`);
  };
  for (let number = 0; number < 3_000; number += 60) await Promise.all(Array.from({ length: 60 }, (_, place) => ask(number + place)));
  expect(wrong).toEqual([]);
  expect(seen).toBeGreaterThan(100);
});

test('F15 while connections are ended at random 陆景行 gets every answer: a read that is lost on the way is asked again', async () => {
  const admin = await server.as('陆景行');
  const city = await pathOf('陆景行', 'ADMIN');
  const mine = results.filter(({ path }) => path.startsWith(city));
  let isDone = false;
  let ended = 0;
  const ending = (async () => {
    while (!isDone) {
      const { rowCount } = await server.owner.query(`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'yanxiu' and datname = current_database() order by random() limit 1`);
      ended += rowCount ?? 0;
      await new Promise((resolve) => { setTimeout(resolve, 100); });
    }
  })();
  const failures: string[] = [];
  try {
    for (let round = 0; round < 60; round += 1) {
      await Promise.all(Array.from({ length: 25 }, async (_, place) => {
        const { id } = mine[(round * 25 + place) % mine.length] as (typeof mine)[number];
        const { data, text } = await admin.ask<{ result: { id: string } | null }>(document, { id: globalId('Result', id) });
        if (data?.result?.id !== globalId('Result', id)) failures.push(text);
      }));
    }
  } finally {
    isDone = true;
    await ending;
  }
  expect(ended).toBeGreaterThan(5);
  expect(failures).toEqual([]);
});
