// Offices that move, merge or are older than the ledger: the seats go with them, and the tree stays whole.
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Migration20261122132534_quotas } from '../../migrations/20261122132534-quotas.js';
import { globalId, keyOf } from '../../server/kernel/ids.js';
import { openTestServer, type Actor, type TestServer } from '../support/test-server.js';
import { accountOf, cellIn, childrenOf, movementsOf, office, officeKey, period, reconcileOnly, type SheetAccount } from './quota-acts.js';
import { enrol, schoolScope, withdraw } from './seats.js';

let server: TestServer;
let gu: Actor;
beforeAll(async () => {
  server = await openTestServer();
  gu = await server.as('顾文远');
});
afterAll(() => server.close());

const change = async (mutation: 'moveOffice' | 'mergeOffice', input: object) => {
  const type = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input!`;
  expect((await gu.sees(`mutation ($input: ${type}) { ${mutation}(input: $input) { refusals { code message } } }`, { input: { effectiveOn: '2023-09-10', reason: '区划调整。', ...input } }))[mutation].refusals).toEqual([]);
};
const versionOf = async (id: string) => (await gu.sees('query ($id: ID!) { office(id: $id) { version } }', { id })).office.version as number;

test('JS-05 a county that goes to another city takes its seats along, and both cities\' accounts follow', async () => {
  const [suzhou, wuxi, county] = [office(await officeKey(server, '3205')), office(await officeKey(server, '3202')), office(await officeKey(server, '320505'))];
  const before = await Promise.all([suzhou, wuxi, county].map((id) => accountOf(gu, id)));
  const [from, to, moved] = before as [SheetAccount, SheetAccount, SheetAccount];
  await change('moveOffice', { officeId: county, parentId: wuxi, expectedVersion: await versionOf(county) });
  const after = await Promise.all([suzhou, wuxi, county].map((id) => accountOf(gu, id)));
  for (const { number, received } of moved.cells) {
    expect(cellIn(after[0] as SheetAccount, number)).toMatchObject({ received: cellIn(from, number).received - received, free: cellIn(from, number).free });
    expect(cellIn(after[1] as SheetAccount, number)).toMatchObject({ received: cellIn(to, number).received + received, free: cellIn(to, number).free });
    expect(cellIn(after[2] as SheetAccount, number)).toMatchObject({ received, version: cellIn(moved, number).version });
  }
  expect((await movementsOf(gu, county, { periodId: period(9) }))[0]).toMatchObject({ kind: 'HANDED_DOWN', above: { name: '无锡市' }, reason: '区划调整。', byName: '顾文远' });
  expect(await reconcileOnly(server.owner, /^quota/)).toEqual([]);
});

test('JS-05 of a merged school the seats stay at its account: its receiver gives one back, its county takes the rest', async () => {
  const county = office(await officeKey(server, '320583'));
  const schools = await childrenOf(gu, county);
  const left = schools.find(({ cells }) => cells.some(({ used }) => used > 0)) as SheetAccount;
  const receiver = schools.find((child) => child !== left) as SheetAccount;
  const { number } = left.cells.find(({ used }) => used > 0) as SheetAccount['cells'][number];
  await change('mergeOffice', { officeId: left.office.id, intoId: receiver.office.id, expectedVersion: await versionOf(left.office.id) });
  const place = { periodId: number, schoolId: keyOf('Office', left.office.id) ?? 0 };
  const { rows: [enrolment] } = await server.owner.query<{ id: string }>("select id from enrolment where school_id = $1 and period_id = $2 and state = 'ENROLLED' limit 1", [place.schoolId, number]);
  const scope = await schoolScope(server, keyOf('Office', receiver.office.id) ?? 0);
  expect(await withdraw(server, scope, place, Number(enrolment?.id))).toEqual({ remaining: cellIn(left, number).free + 1 });
  await server.owner.query("update enrolment set state = 'WITHDRAWN' where id = $1", [enrolment?.id]);
  const ended = (await childrenOf(gu, county)).find(({ office: { id } }) => id === left.office.id) as SheetAccount;
  expect(cellIn(ended, number).free).toBe(cellIn(left, number).free + 1);
  const trail = (await gu.sees('query ($id: ID!) { enrolment(id: $id) { quotaTrail { kind } } }', { id: globalId('Enrolment', enrolment?.id ?? 0) })).enrolment.quotaTrail;
  expect(trail).toEqual([]);
  expect(await reconcileOnly(server.owner, /^quota/)).toEqual([]);
  // A school elsewhere cannot touch that account: for it, there is none.
  const stranger = await schoolScope(server, await officeKey(server, '320506'));
  expect(await enrol(server, stranger, place, 9_000_001)).toMatchObject({ ok: false, refusals: [{ code: 'QUOTA_EXHAUSTED' }] });
});

test('JS-05 an older installation: its enrolments are covered from the province down, and nothing is left over', async () => {
  const { owner } = server;
  const migration = new Migration20261122132534_quotas(undefined as never, undefined as never);
  await migration.up();
  await owner.query('begin');
  try {
    await owner.query('truncate quota, quota_entry');
    for (const statement of migration.getQueries().map(String).filter((query) => query.startsWith('insert'))) await owner.query(statement);
    // `reconcile` takes a snapshot of its own, so the same is asked here.
    const { rows: [sums] } = await owner.query<{ used: string; enrolled: string; uncovered: string; free: string; granted: string }>(`select (select sum(used) from quota) as used, (select count(*) from enrolment where state = 'ENROLLED') as enrolled,
      (select count(*) from quota where received - handed_down - used < 0) as uncovered, (select sum(received - handed_down - used) from quota) as free, (select sum(seats) from quota_entry where kind = 'GRANTED') as granted`);
    expect(sums).toMatchObject({ used: sums?.enrolled, uncovered: '0', free: '0', granted: sums?.enrolled });
    const { rows } = await owner.query('select q.office_id from quota q join (select o.parent_id, c.period_id, sum(c.received) as received from quota c join office o on o.id = c.office_id group by 1, 2) b on b.parent_id = q.office_id and b.period_id = q.period_id where b.received <> q.handed_down');
    expect(rows).toEqual([]);
  } finally {
    await owner.query('rollback');
  }
});

test('T8 nobody changes or removes a movement: no role that asks in somebody\'s name may', async () => {
  for (const role of ['yanxiu_whole', 'yanxiu_office', 'yanxiu_classes', 'yanxiu_self']) {
    for (const statement of ['update quota_entry set seats = 9', 'delete from quota_entry']) {
      await server.owner.query('begin');
      await server.owner.query(`set local role ${role}`);
      await expect(server.owner.query(statement)).rejects.toThrow('permission denied');
      await server.owner.query('rollback');
    }
  }
});
