// Two rosters at once, and a server that ends in the middle: every row is written once or said not to be.
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createApp } from '../../server/app.js';
import { idCardNumber } from '../../server/demo/names.js';
import { vaultOf } from '../../server/installation.js';
import { createLogger } from '../../server/platform/log/log.js';
import { rows } from '../access/places.js';
import { testFieldKey } from '../support/test-profile.js';
import { keptInMemory, openTestServer, type Actor, type TestServer } from '../support/test-server.js';
import { decide, lineOf, preview, rosterOf, settled, teachersOf } from './rosters.js';

let server: TestServer;
let lu: Actor, shen: Actor;
beforeAll(async () => {
  server = await openTestServer();
  [lu, shen] = await Promise.all([server.as('陆景行'), server.as('沈佩兰')]);
});
afterAll(() => server.close());

test('JS-13 two rosters with the same new teachers are written one after the other: each teacher stands once, and the second one\'s rows are told not written', async () => {
  const [school] = await rows<{ code: string }>(server.owner, "select o.code from office o where o.level = 'SCHOOL' and o.path like (select path from office where code = '320506') || '%' limit 1");
  const file = rosterOf(Array.from({ length: 50 }, (_, place) => `,新教师,${idCardNumber(5_000_000 + place)},,${school?.code},数学,小学,,2020`));
  const one = await preview(server, lu, file);
  const other = await preview(server, shen, file);
  expect([one.added, other.added]).toEqual([50, 50]);
  const begun = await Promise.all([decide(lu, 'apply', one.id), decide(shen, 'apply', other.id)]);
  expect(begun.filter((outcome) => outcome === 'begun').length).toBeGreaterThan(0);
  await settled(server, lu, one.id);
  for (const [actor, id, outcome] of [[lu, one.id, begun[0]], [shen, other.id, begun[1]]] as const) if (outcome !== 'begun') expect(`${outcome} ${await decide(actor, 'apply', id)}`).toBe('NOT_ALLOWED_IN_STATE begun');
  const ends = [await settled(server, lu, one.id), await settled(server, shen, other.id)];
  expect(ends.map(({ state }) => state)).toEqual(['APPLIED', 'APPLIED']);
  expect(ends.map(({ conflicts }) => conflicts).sort((a, b) => a - b)).toEqual([0, 50]);
  expect((await rows<{ count: number }>(server.owner, "select count(*)::int as count from person where name = '新教师'"))[0]?.count).toBe(50);
});

test('JS-13 a server that ends while it writes leaves whole batches; the next one takes the rest up, and each row is written once', async () => {
  // A server of its own: it is stopped for good.
  const server = await openTestServer();
  const gu = await server.as('顾文远');
  const teachers = await teachersOf(server, '32', 4_000);
  const seen = await preview(server, gu, rosterOf(teachers.map((teacher) => lineOf({ ...teacher, title: '续写' }))));
  expect(seen.changed).toBe(4_000);
  // The database cuts the application off while batches are being written, again and again.
  expect(await decide(gu, 'apply', seen.id)).toBe('begun');
  const cut = async () => {
    await server.owner.query("select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and usename = 'yanxiu_app' and query ilike '%roster_row%'");
    await server.owner.query('update roster_import set leased_until = null');
  };
  for (let round = 0; round < 3; round += 1) {
    await cut();
    await server.app.rosterWork.idle();
    server.app.rosterWork.kick();
  }
  // And it ends for good: another process takes it up.
  await server.app.rosterWork.stop();
  await server.owner.query("update roster_import set leased_until = null where state = 'APPLYING'");
  const next = await createApp({ connection: server.connection, clock: server.clock, vault: vaultOf(testFieldKey), installation: { isDemo: true, demoAccounts: [], demoSecret: null, singleSignOnLabel: null, version: 'next' }, singleSignOn: null, auditHeads: keptInMemory(), consoleFolder: null, isBehindProxy: false, exportRowsWithoutApproval: 1_000, logger: createLogger({ kind: 'none' }), isApplicationScopeOn: true });
  try {
    await next.rosterWork.idle();
  } finally { await next.close(); }
  const [end] = await rows<{ state: string; written: number; lines: number; wrong: number }>(server.owner, `select i.state, (select count(*)::int from roster_row r where r.import_id = i.id and r.result = 'WRITTEN') as written,
    (select count(*)::int from teacher_change c where c.to_value = '续写') as lines, (select count(*)::int from roster_row r join person p on p.id = r.person_id where r.import_id = i.id and p.version <> r.seen_version + 1) as wrong from roster_import i order by i.id desc limit 1`);
  await server.close();
  expect(end).toEqual({ state: 'APPLIED', written: 4_000, lines: 4_000, wrong: 0 });
});
