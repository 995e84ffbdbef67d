// After a merger: the receiver looks after the records of the school that is no more, while these and their numbers stay where they arose.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { reconcile } from '../../server/reconcile.js';
import { idOf, rows } from '../access/places.js';
import { openTestServer, type Actor, type TestServer } from '../support/test-server.js';
import { Organisation, codesOf, type OfficeRow } from './office-acts.js';

/** Every table of facts: whatever knows the school at which it arose. */
const tablesOfFacts = "select table_name as name from information_schema.columns where column_name = 'school_id' and table_name in (select tablename from pg_policies where policyname like '%\\_office%') and table_name <> 'roster_row' order by 1";

const work = `query ($id: ID!) { enrolment(id: $id) { state school { name state } learner { name } result { total verdict } submissions { state } } }`;

interface Facts { enrolment: number; submission: number; period: number }
/** Somebody's running enrolment at a school, with work handed in. */
async function running(server: TestServer, school: OfficeRow): Promise<Facts> {
  const [row] = await rows<Facts>(server.owner, `select e.id::int as enrolment, s.id::int as submission, e.period_id::int as period from enrolment e join submission s on s.enrolment_id = e.id and s.is_latest join period p on p.id = e.period_id
    join result r on r.enrolment_id = e.id where e.school_id = $1 and p.ends_on >= '2023-09-10' order by e.id, s.id limit 1`, [school.id]);
  if (!row) throw new Error(`nothing runs at ${school.name}`);
  return row;
}

/** Puts one of the cast to a school as its administrator. */
async function administers(server: TestServer, login: string, school: OfficeRow): Promise<void> {
  await server.owner.query('update role_assignment set office_id = $2 where person_id = (select id from person where user_name = $1)', [login, school.id]);
}

const outcome = async (actor: Actor, query: string, id: string) => { const answer = await actor.ask(query, { id }); return answer.errors[0]?.extensions['code'] ?? answer.data; };

describe.each([
  { locks: 'both locks', options: {} }, { locks: "the application's lock alone", options: { isRowSecurityOn: false } }, { locks: 'row-level security alone', options: { isApplicationScopeOn: false } },
])('JS-13 a merged school under $locks', ({ options }) => {
  let server: TestServer;
  let organisation: Organisation;
  beforeAll(async () => { server = await openTestServer(options); organisation = new Organisation(server); });
  afterAll(() => server.close());

  test('JS-13 方若兰 sees the running enrolments, work and results of the school that became part of hers, from the day of the merger on; a neighbour sees nothing', async () => {
    const [from, into, next] = [await organisation.busySchool('320506', 2), await organisation.busySchool('320506', 3), await organisation.busySchool('320506', 4)];
    await administers(server, 'fang.ruolan', into);
    await administers(server, 'qian.kaiming', next);
    const [lu, fang, qian] = await Promise.all([server.as('陆景行'), server.as('方若兰'), server.as('钱开明')]);
    const fact = await running(server, from);
    const enrolment = idOf({ type: 'Enrolment', key: fact.enrolment });
    const submission = idOf({ type: 'Submission', key: fact.submission });
    const asked = 'query ($id: ID!) { node(id: $id) { id } }';
    const listed = async (actor: Actor) => new Set((await actor.sees('{ enrolments(first: 100) { nodes { id } } }')).enrolments.nodes.map(({ id }: { id: string }) => id) as string[]);
    const own = await listed(fang);
    const before = await listed(qian);
    for (const id of [enrolment, submission]) expect(await outcome(fang, asked, id)).toBe('NOT_FOUND');

    expect((await organisation.merge(lu, from, into)).refusals).toEqual([]);

    const seen = await outcome(fang, work, enrolment);
    expect(seen).toMatchObject({ enrolment: { state: 'ENROLLED', school: { name: from.name, state: 'MERGED' }, learner: { name: expect.any(String) }, result: { total: expect.any(String) } } });
    expect(seen.enrolment.submissions.length).toBeGreaterThan(0);
    expect(await outcome(fang, asked, submission)).toEqual({ node: { id: submission } });
    const ofBoth = (await rows<{ id: number }>(server.owner, 'select id::int as id from enrolment where school_id = any ($1)', [[from.id, into.id]])).map(({ id }) => idOf({ type: 'Enrolment', key: id }));
    expect(own.has(enrolment)).toBe(false);
    expect(await listed(fang)).toEqual(new Set(ofBoth));
    // Asked for one of the two, she is told of that; the county, asking for hers, is told what she is.
    const of = async (actor: Actor, office: OfficeRow) => (await actor.sees('query ($id: ID) { enrolments(officeId: $id, first: 1) { totalCount } results(officeId: $id, first: 1) { totalCount } }', { id: office.globalId }));
    const [truth] = await rows<{ enrolments: number }>(server.owner, 'select count(*)::int as enrolments from enrolment where school_id = $1', [from.id]);
    expect((await of(fang, from)).enrolments.totalCount).toBe(truth?.enrolments);
    expect(await of(lu, into)).toEqual(await of(fang, into));

    // The neighbour's list is as it was, and the merged school does not exist there.
    expect(await listed(qian)).toEqual(before);
    for (const id of [enrolment, submission]) expect(await outcome(qian, asked, id)).toBe('NOT_FOUND');
    if (options.isApplicationScopeOn !== false) expect(await outcome(qian, asked, from.globalId)).toBe('NOT_FOUND');
  });
});

describe('JS-09 numbers, places and races of a merger', () => {
  let server: TestServer;
  let organisation: Organisation;
  let [gu, shen, lu]: Actor[] = [];
  beforeAll(async () => {
    server = await openTestServer();
    organisation = new Organisation(server);
    [gu, shen, lu] = await Promise.all([server.as('顾文远'), server.as('沈佩兰'), server.as('陆景行')]);
  });
  afterAll(() => server.close());

  const figures = async (actor: Actor | undefined, office: OfficeRow, periodId: string | null = null) => (await (actor as Actor).sees('query ($id: ID, $periodId: ID) { indicators(officeId: $id, periodId: $periodId) { enrolled submitted graded passed onlineHours } }', { id: office.globalId, periodId })).indicators as { enrolled: number };
  const by = (actor: Actor | undefined) => actor as Actor;
  /** How many facts of a school each caller's row-level security lets through, table by table. */
  const factsSeen = async (path: string, school: OfficeRow): Promise<Record<string, number>> => {
    const tables = await rows<{ name: string }>(server.owner, tablesOfFacts);
    const client = new pg.Client(server.connection);
    await client.connect();
    try {
      await client.query('begin');
      await client.query("select set_config('role', 'yanxiu_office', true), set_config('yanxiu.path', $1, true), set_config('yanxiu.path_end', $2, true)", [path, `${path.slice(0, -1)}0`]);
      const seen: Record<string, number> = {};
      for (const { name } of tables) seen[name] = (await rows<{ count: number }>(client, `select count(*)::int as count from ${name} where school_id = $1`, [school.id]))[0]?.count ?? -1;
      return seen;
    } finally { await client.end(); }
  };
  const factsThere = async (school: OfficeRow): Promise<Record<string, number>> => {
    const there: Record<string, number> = {};
    for (const { name } of await rows<{ name: string }>(server.owner, tablesOfFacts)) there[name] = (await rows<{ count: number }>(server.owner, `select count(*)::int as count from ${name} where school_id = $1`, [school.id]))[0]?.count ?? -1;
    return there;
  };
  const none = (there: Record<string, number>) => Object.fromEntries(Object.keys(there).map((name) => [name, 0]));

  test('JS-09 each school counts what it counted, in running and in finished periods; the receiver reads both figures, its neighbour neither', async () => {
    const [from, into, next, wuzhong] = [await organisation.busySchool('320506'), await organisation.busySchool('320506', 1), await organisation.busySchool('320506', 2), await organisation.at('320506')];
    await administers(server, 'fang.ruolan', into);
    await administers(server, 'qian.kaiming', next);
    const [fang, qian] = await Promise.all([server.as('方若兰'), server.as('钱开明')]);
    const periods = (await rows<{ id: number }>(server.owner, 'select id::int as id from period')).map(({ id }) => idOf({ type: 'Period', key: id }));
    const all = async () => Promise.all([null, ...periods].map(async (period) => [await figures(lu, from, period), await figures(lu, into, period), await figures(lu, wuzhong, period)]));
    const before = await all();
    expect(before[0]?.[0]?.enrolled).toBeGreaterThan(0);
    await organisation.merge(by(lu), from, into);
    expect(await all()).toEqual(before);
    expect(await figures(fang, from)).toEqual(before[0]?.[0]);
    expect(await figures(fang, into)).toEqual(before[0]?.[1]);
    expect((await qian.ask('query ($id: ID) { indicators(officeId: $id) { enrolled } }', { id: from.globalId })).errors[0]?.extensions['code']).toBe('NOT_FOUND');
    // In the tree she still begins at her own school; the one that came to it has a page that says so.
    expect((await fang.sees('{ offices(first: 10) { nodes { code } } }')).offices.nodes).toEqual([{ code: into.code }]);
    expect((await fang.sees('query ($id: ID!) { office(id: $id) { state mergedInto { code } viewerCanChange } }', { id: from.globalId })).office).toEqual({ state: 'MERGED', mergedInto: { code: into.code }, viewerCanChange: false });
    expect((await fang.sees('query ($id: ID!) { office(id: $id) { takenOver { code closedOn } } }', { id: into.globalId })).office.takenOver).toEqual([{ code: from.code, closedOn: '2023-09-10' }]);
    const [there, seen, neighbour] = [await factsThere(from), await factsSeen(into.path, from), await factsSeen(next.path, from)];
    expect(there['enrolment']).toBeGreaterThan(0);
    expect(seen).toEqual(there);
    expect(neighbour).toEqual(none(there));
    expect(await reconcile(server.owner)).toEqual([]);
  }, 120_000);

  test('JS-09 the records follow their keeper: a receiver that merges on, or moves with its county, takes what it looks after along', async () => {
    const [from, into, last, suzhou, province] = [await organisation.busySchool('320506', 5), await organisation.busySchool('320506', 6), await organisation.emptySchool(by(shen), '320506', '再并小学'), await organisation.at('3205'), await organisation.at('32')];
    await organisation.create(by(shen), suzhou, { level: 'COUNTY', code: '320598', name: '新并区' });
    const county = await organisation.at('320598');
    const there = await factsThere(from);
    await organisation.merge(by(shen), from, into);
    await organisation.merge(by(shen), await organisation.byId(into.id), last);
    expect(await factsSeen(last.path, from)).toEqual(there);
    expect(await factsSeen(into.path, from)).toEqual(none(there));
    // The keeper goes to another county, and that county out of the city: Wuzhong keeps what arose there, the new county looks after it too.
    expect((await organisation.move(by(shen), await organisation.byId(last.id), county)).refusals).toEqual([]);
    expect((await organisation.move(by(gu), await organisation.byId(county.id), province)).refusals).toEqual([]);
    const moved = await organisation.byId(last.id);
    const wuzhong = await organisation.at('320506');
    for (const path of [moved.path, (await organisation.byId(county.id)).path, wuzhong.path]) expect(await factsSeen(path, from)).toEqual(there);
    expect(await factsSeen((await organisation.at('320583')).path, from)).toEqual(none(there));
    expect(await reconcile(server.owner)).toEqual([]);
    // A county that becomes part of its neighbour leaves to it what ended in it and what it looked after.
    expect((await organisation.merge(by(gu), await organisation.byId(county.id), wuzhong)).refusals).toEqual([]);
    expect(await factsSeen((await organisation.byId(last.id)).path, from)).toEqual(there);
    expect(await reconcile(server.owner)).toEqual([]);
  }, 120_000);

  test('JS-09 a merger to come changes nothing before its day', async () => {
    const [from, into] = [await organisation.busySchool('320506', 7), await organisation.busySchool('320506', 8)];
    const there = await factsThere(from);
    const business = server.clock.business().toISOString();
    await organisation.merge(by(lu), from, into, { effectiveOn: '2023-10-01' });
    expect(await factsSeen(into.path, from)).toEqual(none(there));
    server.clock.setBusiness('2023-10-01T08:00:00+08:00');
    try { await server.app.applyDueChanges(); } finally { server.clock.setBusiness(business); }
    expect(await factsSeen(into.path, from)).toEqual(there);
  });

  test('JS-09 while the receiver reads and reads, a merger shows all of the school at once, or nothing of it', async () => {
    const [from, into] = [await organisation.busySchool('320506', 9), await organisation.busySchool('320506', 10)];
    await administers(server, 'fang.ruolan', into);
    const fang = await server.as('方若兰');
    const [count] = await rows<{ own: number; both: number }>(server.owner, 'select count(*) filter (where school_id = $2)::int as own, count(*)::int as both from enrolment where school_id = any ($1)', [[from.id, into.id], into.id]);
    const seen = new Set<number>();
    let isOver = false;
    const readers = Promise.all(Array.from({ length: 4 }, async () => { while (!isOver) seen.add((await fang.sees('{ enrolments(first: 1) { totalCount } }')).enrolments.totalCount as number); }));
    try {
      expect(codesOf(await organisation.merge(by(lu), from, into))).toEqual([]);
      expect((await fang.sees('{ enrolments(first: 1) { totalCount } }')).enrolments.totalCount).toBe(count?.both);
    } finally { isOver = true; await readers; }
    expect([...seen].every((one) => one === count?.own || one === count?.both)).toBe(true);
  });
});
