// Connections of the database that break in the middle of writes, as when it restarts: their places are given back, and the server ends when it is asked to.
import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { keyOf } from '../../server/kernel/ids.js';
import { entities } from '../../server/domains.js';
import { Database } from '../../server/platform/database/database.js';
import { sql } from '../../server/platform/database/sql.js';
import { rows } from '../access/places.js';
import { documents, errorCodes, reviewVariables, submitReview, waitingIds } from '../assignments/grading-acts.js';
import { openTestServer, type TestServer } from '../support/test-server.js';

/** What the server keeps for writing, and some more writes. */
const connections = 12;
const writes = 16;

let server: TestServer;
beforeAll(async () => { server = await openTestServer(); });
afterAll(() => server.close());

test('F2 every connection breaks while it writes: each write is told to come again, the next ones are done, and the server ends', async () => {
  const zhou = await server.as('周明礼');
  const [id = '', other = ''] = await waitingIds(server, 4);
  await server.owner.query('begin');
  await server.owner.query('select 1 from submission where id = $1 for update', [keyOf('Submission', id)]);
  const sent = Array.from({ length: writes }, () => zhou.ask(documents.review, reviewVariables({ submissionId: id, expectedVersion: 1, points: '80' })));
  // Until all that have a connection stand before the row; the others wait for one.
  for (let waiting = 0, tries = 0; tries < 40 && waiting < connections; tries += 1) {
    await new Promise((resolve) => { setTimeout(resolve, 50); });
    // Within a transaction the activity stands still as it was first looked at.
    await server.owner.query('select pg_stat_clear_snapshot()');
    waiting = Number((await server.owner.query("select count(*) as count from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'")).rows[0].count);
  }
  await server.owner.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()');
  await server.owner.query('rollback');
  const codes = (await Promise.all(sent)).map((answer) => errorCodes(answer)[0] ?? 'done');
  expect(codes.filter((code) => code === 'SERVICE_UNAVAILABLE').length).toBeGreaterThanOrEqual(connections);
  expect(codes.filter((code) => code !== 'SERVICE_UNAVAILABLE' && code !== 'done')).toEqual([]);
  expect((await submitReview(zhou, { submissionId: other, expectedVersion: 1, points: '81' })).refusals).toEqual([]);
});

test('F2 the database is closed while 30 writes are getting their connections: those are done, the next is told to come again, and no connection stays', async () => {
  const database = await Database.connect({ connection: { ...server.connection, application_name: 'to be closed' }, orm: { entities }, readConnections: 2, sharedConnections: 2, writeConnections: connections, isApplicationScopeOn: true });
  const job = { kind: 'job', job: 'test' } as const;
  const one = sql`select 1 as one`;
  const connectionsLeft = async () => (await rows<{ count: number }>(server.owner, "select count(*)::int as count from pg_stat_activity where datname = current_database() and application_name = 'to be closed'"))[0]?.count ?? -1;
  await database.transaction(job, (tx) => tx.rows(one));
  // Each way to the database is on its way to a connection of its own when it is closed.
  expect(await connectionsLeft()).toBeGreaterThan(0);
  const asked = [...Array.from({ length: 30 }, () => database.transaction(job, (tx) => tx.rows(one))), database.rows(job, one)];
  await database.close();
  expect(await Promise.all(asked)).toEqual(asked.map(() => [{ one: 1 }]));
  const told = { extensions: { code: 'SERVICE_UNAVAILABLE' } };
  await expect(database.transaction(job, (tx) => tx.rows(one))).rejects.toMatchObject(told);
  await expect(database.rows(job, one)).rejects.toMatchObject(told);
  // What is left of it, once PostgreSQL has seen them go.
  let left = -1;
  for (let tries = 0; tries < 40 && left !== 0; tries += 1) {
    if (left > 0) await new Promise((resolve) => { setTimeout(resolve, 50); });
    left = await connectionsLeft();
  }
  expect(left).toBe(0);
});

test('F11 a browser has opened a connection ahead of need, another is answered while the server ends: it ends all the same, and at once', async () => {
  const line = async () => {
    const socket = connect(Number(new URL(server.origin).port), '127.0.0.1');
    await once(socket, 'connect');
    return { socket, isClosed: once(socket, 'close') };
  };
  const [silent, asking] = [await line(), await line()];
  const body = JSON.stringify({ query: '{ about { version } }' });
  asking.socket.write(`POST /graphql HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ncontent-length: ${String(body.length)}\r\n\r\n${body.slice(0, 5)}`);
  await new Promise((resolve) => { setTimeout(resolve, 50); });
  const began = performance.now();
  const isStopped = server.stop('gracefully');
  await silent.isClosed;
  const answered = once(asking.socket, 'data') as Promise<[Buffer]>;
  asking.socket.write(body.slice(5));
  expect((await answered)[0].toString()).toContain('"version"');
  await isStopped;
  expect(performance.now() - began).toBeLessThan(3_000);
  await asking.isClosed;
  await server.start();
});
