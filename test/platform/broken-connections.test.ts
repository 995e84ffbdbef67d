// A transaction whose connection breaks must not keep it: otherwise a database that restarts a few times leaves a server that cannot write.
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { sql } from '../../server/platform/database/sql.js';
import { openTestServer, type TestServer } from '../support/test-server.js';

let server: TestServer;
beforeAll(async () => { server = await openTestServer(); });
afterAll(() => server.close());

const job = { kind: 'job', job: 'test' } as const;
/** More than the application has for writing. */
const cuts = 40;

test('T17 connections that break between two statements of a transaction go back: writing goes on, and the server can be closed', async () => {
  const { database } = server.app;
  for (let cut = 0; cut < cuts; cut += 1) {
    const broken = database.transaction(job, async (tx) => {
      const [backend] = await tx.rows<{ pid: number }>(sql`select pg_backend_pid() as pid`);
      await server.owner.query('select pg_terminate_backend($1, 5000)', [backend?.pid]);
      await tx.rows(sql`select 1`);
    });
    await expect(broken).rejects.toThrow('try again');
  }
  expect(await database.transaction(job, (tx) => tx.rows(sql`select 1 as one`))).toEqual([{ one: 1 }]);
}, 60_000);
