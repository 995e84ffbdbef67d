// The organisation changes: who may change what, what it means for people and for numbers, and what stays on record.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { reconcile } from '../../server/reconcile.js';
import { openTestServer, type Actor, type TestServer } from '../support/test-server.js';
import { idOf, lastBelieved, neverKey, rows } from '../access/places.js';
import { Organisation, codesOf, type OfficeRow } from './office-acts.js';

let server: TestServer;
let organisation: Organisation;
let gu: Actor;
let shen: Actor;
let lu: Actor;
beforeAll(async () => {
  server = await openTestServer();
  organisation = new Organisation(server);
  [gu, shen, lu] = await Promise.all([server.as('顾文远'), server.as('沈佩兰'), server.as('陆景行')]);
});
afterAll(() => server.close());

const enrolledAt = async (actor: Actor, office: OfficeRow) => (await actor.sees('query ($id: ID) { indicators(officeId: $id) { enrolled graded passed onlineHours } }', { id: office.globalId })).indicators as { enrolled: number; graded: number; passed: number; onlineHours: string };
const childrenSum = async (actor: Actor, office: OfficeRow) => {
  const { childIndicators } = await actor.sees('query ($id: ID) { childIndicators(officeId: $id, first: 100) { pageInfo { hasNextPage } nodes { enrolled } } }', { id: office.globalId });
  expect(childIndicators.pageInfo.hasNextPage).toBe(false);
  return (childIndicators.nodes as { enrolled: number }[]).reduce((sum, child) => sum + child.enrolled, 0);
};
const codeOf = (work: Promise<unknown>) => work.then(() => 'data', (error: { code?: string; message: string }) => error.code ?? error.message);

describe('JS-09 creating', () => {
  test('JS-09 陆景行 opens a school in Wuzhong: it stands in the tree, and its history begins', async () => {
    const wuzhong = await organisation.at('320506');
    const school = await organisation.emptySchool(lu, '320506', '太湖湾小学');
    expect(school).toMatchObject({ level: 'SCHOOL', parentId: wuzhong.id, path: `${wuzhong.path}${school.id}/`, cityId: wuzhong.cityId, countyId: wuzhong.id, state: 'OPEN', version: 1 });
    expect(await organisation.history(lu, school)).toMatchObject([{ kind: 'CREATE', state: 'APPLIED', effectiveOn: '2023-09-10', reason: '苏教人〔2023〕12 号', byName: '陆景行', nameAfter: '太湖湾小学', parentAfter: { code: '320506' }, office: { code: school.code } }]);
    expect((await lu.sees('{ offices(first: 5, search: "太湖湾小学") { nodes { name childCount viewerCanChange viewerCanAddBelow } } }')).offices.nodes).toEqual([{ name: '太湖湾小学', childCount: 0, viewerCanChange: true, viewerCanAddBelow: false }]);
  });

  test('JS-09 a county may stand directly below the province, like Kunshan; a school below a school may not, nor a taken code', async () => {
    const province = await organisation.at('32');
    const made = await organisation.create(gu, province, { level: 'COUNTY', code: '329901', name: '新区' });
    expect(made.refusals).toEqual([]);
    const county = await organisation.at('329901');
    expect(county).toMatchObject({ parentId: province.id, cityId: null, countyId: county.id });
    const school = await organisation.busySchool('320506');
    expect(codesOf(await organisation.create(lu, school, {}))).toEqual(['WRONG_PLACE parentId']);
    expect(codesOf(await organisation.create(lu, await organisation.at('320506'), { code: school.code }))).toEqual(['ALREADY_EXISTS code']);
    expect(codesOf(await organisation.create(lu, await organisation.at('320506'), { code: 'A1', name: ' ', reason: '' }))).toEqual(['OUT_OF_RANGE code', 'EMPTY name', 'EMPTY reason']);
  });

  test('JS-09 the same request sent twice makes one school; another body under its key is refused', async () => {
    const wuzhong = await organisation.at('320506');
    const input = { code: '71234567', name: '重发小学', idempotencyKey: 'school once' };
    const [first, second] = [await organisation.create(lu, wuzhong, input), await organisation.create(lu, wuzhong, input)];
    expect(second).toEqual(first);
    expect(await rows(server.owner, "select 1 from office where name = '重发小学'")).toHaveLength(1);
    expect(codesOf(await organisation.create(lu, wuzhong, { ...input, name: '另一小学' }))).toEqual(['IDEMPOTENCY_KEY_REUSED idempotencyKey']);
  });
});

describe('JS-09 renaming', () => {
  test('JS-09 a new school is found by the pinyin of its name, by its new name once it has one, and no longer by the old', async () => {
    const found = async (search: string) => (await lu.sees('query ($search: String) { offices(first: 20, search: $search) { nodes { name } } }', { search })).offices.nodes.map(({ name }: { name: string }) => name);
    const school = await organisation.emptySchool(lu, '320506', '朱墅圩小学');
    expect([await found('zhushuwei'), await found('swxx')]).toEqual([['朱墅圩小学'], ['朱墅圩小学']]);
    await organisation.rename(lu, school, '龟兔园小学');
    expect([await found('zhushuwei'), await found('guituyuan'), await found('gtyxx')]).toEqual([[], ['龟兔园小学'], ['龟兔园小学']]);
  });

  test('JS-09 a school gets a new name, the old one stays on record, and a stale version is told', async () => {
    const school = await organisation.busySchool('320506', 3);
    expect((await organisation.rename(lu, school, '吴中区改名小学')).office).toMatchObject({ name: '吴中区改名小学', version: school.version + 1 });
    const stale = await organisation.rename(shen, school, '又一个名字');
    expect(stale.refusals).toMatchObject([{ code: 'STALE', field: 'expectedVersion', facts: [{ name: 'current', value: String(school.version + 1) }, { name: 'yours', value: String(school.version) }] }]);
    expect(await organisation.history(lu, school)).toMatchObject([{ kind: 'RENAME', nameBefore: school.name, nameAfter: '吴中区改名小学' }]);
    // What was done on a day is not put before it.
    expect(codesOf(await organisation.rename(lu, await organisation.byId(school.id), '更早的名字', { effectiveOn: '2023-09-09' }))).toEqual(['OUT_OF_RANGE effectiveOn']);
  });
});

describe('T17 who may', () => {
  test('T17 an administrator changes what stands below and not the own office; beyond the own subtree nothing exists', async () => {
    const [wuzhong, kunshan, suzhou] = [await organisation.at('320506'), await organisation.at('320583'), await organisation.at('3205')];
    expect(codesOf(await organisation.rename(lu, wuzhong, '吴中新区'))).toEqual(['WRONG_PLACE officeId']);
    const foreign = await organisation.busySchool('320583');
    const own = await organisation.busySchool('320506', 1);
    const never: OfficeRow = { ...foreign, globalId: idOf({ type: 'Office', key: neverKey }) };
    for (const target of [foreign, kunshan, suzhou, never]) {
      expect(await codeOf(organisation.rename(lu, target, '越权'))).toBe('NOT_FOUND');
      expect(await codeOf(organisation.close(lu, target))).toBe('NOT_FOUND');
      expect(await codeOf(organisation.merge(lu, own, target))).toBe('NOT_FOUND');
      expect(await codeOf(organisation.move(lu, own, target))).toBe('NOT_FOUND');
      expect(await codeOf(organisation.create(lu, target, {}))).toBe('NOT_FOUND');
      expect((await lu.ask('query ($a: ID!, $b: ID) { previewOfficeChange(officeId: $a, kind: MERGE, targetId: $b) { officeCount } }', { a: own.globalId, b: target.globalId })).errors[0]?.extensions['code']).toBe('NOT_FOUND');
    }
    // Both the old and the new parent: 沈佩兰 cannot give a school of Suzhou to Kunshan, 顾文远 can.
    expect(await codeOf(organisation.move(shen, own, kunshan))).toBe('NOT_FOUND');
    expect((await server.as('方若兰').then((fang) => fang.ask('mutation ($input: CloseOfficeInput!) { closeOffice(input: $input) { refusals { code } } }', { input: { officeId: own.globalId, expectedVersion: 1, effectiveOn: '2023-09-10', reason: 'x' } }))).errors[0]?.extensions['code']).toBe('FORBIDDEN');
  });

  test('JS-09 the preview says in numbers what a merger concerns, and what would be refused', async () => {
    const school = await organisation.busySchool('320506');
    const [truth] = await rows<{ people: number; enrolments: number; open: number }>(server.owner, `select (select count(*)::int from person where office_id = $1) as people, (select count(*)::int from enrolment where school_id = $1) as enrolments,
      (select count(*)::int from enrolment e join period p on p.id = e.period_id where e.school_id = $1 and p.ends_on >= '2023-09-10') as open`, [school.id]);
    const { previewOfficeChange } = await lu.sees('query ($a: ID!, $b: ID) { previewOfficeChange(officeId: $a, kind: MERGE, targetId: $b, effectiveOn: "2023-10-01") { officeCount schoolCount peopleCount enrolmentCount openEnrolmentCount roleCount isPlanned refusals { code } } }', { a: school.globalId, b: (await organisation.busySchool('320506', 1)).globalId });
    expect(previewOfficeChange).toMatchObject({ officeCount: 1, schoolCount: 1, peopleCount: truth?.people, enrolmentCount: truth?.enrolments, openEnrolmentCount: truth?.open, isPlanned: true, refusals: [] });
    expect(truth?.people).toBeGreaterThan(0);
    expect((await lu.sees('query ($a: ID!) { previewOfficeChange(officeId: $a, kind: CLOSE) { refusals { code facts { name value } } } }', { a: school.globalId })).previewOfficeChange.refusals).toEqual([{ code: 'IN_USE', facts: [{ name: 'people', value: String(truth?.people) }] }]);
  });
});

describe('JS-09 merging', () => {
  test('JS-09 two schools of Wuzhong become one: teachers and roles go, facts and numbers stay, and every sum reconciles', async () => {
    const [from, into, wuzhong, suzhou] = [await organisation.busySchool('320506', 4), await organisation.busySchool('320506', 5), await organisation.at('320506'), await organisation.at('3205')];
    const [teacher] = await rows<{ id: number }>(server.owner, 'select person_id::int as id from enrolment where school_id = $1 order by id limit 1', [from.id]);
    const [admin] = await rows<{ id: number }>(server.owner, "insert into role_assignment (person_id, role, office_id, valid_from) values ($1, 'ADMIN', $2, '2023-07-01') returning id::int as id", [teacher?.id, from.id]);
    const peopleOf = async (office: OfficeRow) => (await rows<{ id: number }>(server.owner, 'select id::int as id from person where office_id = $1 order by id', [office.id])).map(({ id }) => id);
    const [movers, stayers, facts] = [await peopleOf(from), await peopleOf(into), await rows(server.owner, 'select id from enrolment where school_id = $1', [from.id])];
    const before = { from: await enrolledAt(lu, from), wuzhong: await enrolledAt(lu, wuzhong), suzhou: await enrolledAt(shen, suzhou), sum: await childrenSum(lu, wuzhong) };
    expect(before.from.enrolled).toBeGreaterThan(0);

    expect((await organisation.merge(lu, from, into)).office).toMatchObject({ state: 'MERGED' });
    expect(await organisation.byId(from.id)).toMatchObject({ state: 'MERGED', closedOn: '2023-09-10', mergedIntoId: into.id, parentId: wuzhong.id, path: from.path });
    expect(await peopleOf(from)).toEqual([]);
    expect(await peopleOf(into)).toEqual([...movers, ...stayers].sort((a, b) => a - b));
    expect(await rows(server.owner, 'select id from enrolment where school_id = $1', [from.id])).toEqual(facts);
    // The role goes on at the receiver, and where it was held before stays on record.
    expect(await rows(server.owner, `select r.id::int = $2 as "isSame", o.code, r.valid_from::text as "from", r.valid_until::text as "until" from role_assignment r join office o on o.id = r.office_id where r.person_id = $1 and r.role = 'ADMIN' order by r.valid_from`, [teacher?.id, admin?.id])).toEqual([
      { isSame: false, code: from.code, from: '2023-07-01', until: '2023-09-09' }, { isSame: true, code: into.code, from: '2023-09-10', until: null },
    ]);
    expect({ from: await enrolledAt(lu, from), wuzhong: await enrolledAt(lu, wuzhong), suzhou: await enrolledAt(shen, suzhou), sum: await childrenSum(lu, wuzhong) }).toEqual(before);
    expect(before.sum).toBe(before.wuzhong.enrolled);
    expect(await reconcile(server.owner)).toEqual([]);

    // It is out of the tree unless asked for, and its page says where it went; the receiver's history tells who came.
    const children = async (given: string) => (await lu.sees(`query ($id: ID) { offices(parentId: $id, first: 100${given}) { nodes { code } } }`, { id: wuzhong.globalId })).offices.nodes.map(({ code }: { code: string }) => code) as string[];
    expect(await children('')).not.toContain(from.code);
    expect(await children(', includeClosed: true')).toContain(from.code);
    expect((await lu.sees('query ($id: ID!) { office(id: $id) { state closedOn mergedInto { code } viewerCanChange } }', { id: from.globalId })).office).toEqual({ state: 'MERGED', closedOn: '2023-09-10', mergedInto: { code: into.code }, viewerCanChange: false });
    expect((await organisation.history(lu, into))[0]).toMatchObject({ kind: 'MERGE', office: { code: from.code }, mergedInto: { code: into.code }, nameBefore: from.name });
  }, 120_000);

  test('JS-09 what has ended takes nobody: no change, no child, no merger into it, and no person or enrolment even by direct SQL', async () => {
    const from = await organisation.emptySchool(lu, '320506', '将并小学');
    const into = await organisation.busySchool('320506');
    await organisation.merge(lu, from, into);
    const ended = await organisation.byId(from.id);
    expect(codesOf(await organisation.rename(lu, ended, '新名'))).toEqual(['NOT_ALLOWED_IN_STATE officeId']);
    expect(codesOf(await organisation.merge(lu, into, ended))).toEqual(['NOT_ALLOWED_IN_STATE intoId']);
    expect(codesOf(await organisation.close(lu, ended))).toEqual(['NOT_ALLOWED_IN_STATE officeId']);
    const refused = (statement: string) => expect(server.owner.query(statement, [ended.id])).rejects.toMatchObject({ code: '23514', constraint: 'takes_open_offices_only' });
    await refused("insert into person (name, training_number, office_id) values ('某人', '32999', $1)");
    await refused("update person set office_id = $1 where user_name = 'lin.xiaolan'");
    await refused("insert into enrolment (programme_id, period_id, class_id, person_id, school_id, state, enrolled_at) select 1, 5, 5, id, $1, 'ENROLLED', now() from person where user_name = 'gu.wenyuan'");
    await refused("insert into office (code, name, level, parent_id, path) values ('799', 'x', 'SCHOOL', $1, '/1/x/')");
  });

  test('JS-09 a county merges into its neighbour with its schools, each of them with a record', async () => {
    const suzhou = await organisation.at('3205');
    await organisation.create(shen, suzhou, { level: 'COUNTY', code: '320599', name: '待并区' });
    const county = await organisation.at('320599');
    const schools = [await organisation.emptySchool(shen, '320599', '甲小学'), await organisation.emptySchool(shen, '320599', '乙小学')];
    const wuzhong = await organisation.at('320506');
    expect(codesOf(await organisation.merge(shen, county, schools[0] as OfficeRow))).toEqual(['WRONG_PLACE intoId']);
    expect((await organisation.merge(shen, county, wuzhong, { reason: '区划调整' })).refusals).toEqual([]);
    for (const school of schools) {
      expect(await organisation.byId(school.id)).toMatchObject({ parentId: wuzhong.id, path: `${wuzhong.path}${school.id}/`, countyId: wuzhong.id, state: 'OPEN' });
      expect((await organisation.history(shen, school))[0]).toMatchObject({ kind: 'MOVE', reason: '区划调整', parentBefore: { code: '320599' }, parentAfter: { code: '320506' } });
    }
    expect(await reconcile(server.owner)).toEqual([]);
  }, 120_000);
});

describe('JS-09 closing', () => {
  test('JS-09 a school is closed when nobody is left at it; its contacts and its administrators end with it', async () => {
    const school = await organisation.emptySchool(lu, '320506', '待撤小学');
    const [person] = await rows<{ id: number }>(server.owner, "insert into person (name, training_number, office_id) values ('留守人', '32998', $1) returning id::int as id", [school.id]);
    expect((await organisation.close(lu, school)).refusals).toMatchObject([{ code: 'IN_USE', field: 'officeId', requirement: 'JS-09', facts: [{ name: 'people', value: '1' }] }]);
    await server.owner.query("update person set office_id = (select id from office where code = '320506') where id = $1", [person?.id]);
    await server.owner.query("insert into role_assignment (person_id, role, office_id, valid_from) values ($1, 'ADMIN', $2, '2023-07-01')", [person?.id, school.id]);
    expect((await organisation.close(lu, school)).office).toMatchObject({ state: 'CLOSED' });
    expect(await rows(server.owner, 'select valid_until::text as until from role_assignment where office_id = $1', [school.id])).toEqual([{ until: '2023-09-09' }]);
    expect(codesOf(await organisation.close(shen, await organisation.at('320506')))).toEqual(['IN_USE officeId', 'IN_USE officeId']);
    expect(await reconcile(server.owner)).toEqual([]);
  }, 120_000);
});

describe('T17 moving under load', () => {
  test('T17 Taicang moves from Suzhou to below the province and back while 沈佩兰 reads: a second after the commit she never sees its schools', async () => {
    const [suzhou, province] = [await organisation.at('3205'), await organisation.at('32')];
    const taicang = await organisation.one("level = 'COUNTY' and parent_id = $1 and code <> '320506'", [suzhou.id]);
    const schools = (await rows<{ id: number }>(server.owner, "select id::int as id from office where path like $1 || '%' and id <> $2", [taicang.path, taicang.id])).map(({ id }) => id);
    const own = await enrolledAt(shen, suzhou);
    const its = await enrolledAt(shen, taicang);
    expect(its.enrolled).toBeGreaterThan(0);
    const platform = await server.asPlatform();
    const isSeen = async (actor: Actor) => (await actor.ask('query ($id: ID) { office(id: $id) { name } }', { id: taicang.globalId })).errors.length === 0;
    let isOver = false;
    const load = Promise.all(Array.from({ length: 6 }, async () => { while (!isOver) await shen.sees('{ enrolments(first: 20) { totalCount nodes { id school { name } } } }'); }));
    try {
      for (const parent of [province, suzhou, province]) {
        const answer = await organisation.move(gu, await organisation.byId(taicang.id), parent);
        const committed = performance.now();
        expect(answer.refusals).toEqual([]);
        const now = await organisation.byId(taicang.id);
        expect(now).toMatchObject({ parentId: parent.id, path: `${parent.path}${taicang.id}/`, cityId: parent.id === suzhou.id ? suzhou.id : null, countyId: taicang.id });
        for (const actor of [shen, platform]) {
          if (parent.id === suzhou.id) expect(await lastBelieved(committed, async () => !(await isSeen(actor)))).toBeLessThanOrEqual(1_010);
          else expect(await lastBelieved(committed, () => isSeen(actor))).toBeLessThanOrEqual(1_010);
        }
        expect((await enrolledAt(shen, suzhou)).enrolled).toBe(parent.id === suzhou.id ? own.enrolled : own.enrolled - its.enrolled);
      }
      const seen = await shen.sees('{ offices(first: 100, level: SCHOOL) { totalCount nodes { id } } }');
      expect(seen.offices.nodes.filter(({ id }: { id: string }) => schools.some((key) => idOf({ type: 'Office', key }) === id))).toEqual([]);
    } finally {
      isOver = true;
      await load;
    }
    // The move is on record where it left and where it came.
    expect((await organisation.history(gu, taicang)).map(({ kind, parentBefore, parentAfter }) => [kind, parentBefore?.code, parentAfter?.code])).toEqual([['MOVE', '3205', '32'], ['MOVE', '32', '3205'], ['MOVE', '3205', '32']]);
    expect(await reconcile(server.owner)).toEqual([]);
  }, 120_000);

  test('JS-09 an office cannot stand below itself, below a school, or where it stands already', async () => {
    const [suzhou, wuzhong, province] = [await organisation.at('3205'), await organisation.at('320506'), await organisation.at('32')];
    expect(codesOf(await organisation.move(gu, suzhou, wuzhong))).toEqual(['WRONG_PLACE parentId']);
    expect(codesOf(await organisation.move(gu, suzhou, suzhou))).toEqual(['WRONG_PLACE parentId']);
    expect(codesOf(await organisation.move(gu, suzhou, province))).toEqual(['WRONG_PLACE parentId']);
    expect(codesOf(await organisation.move(gu, suzhou, await organisation.busySchool('320583')))).toEqual(['WRONG_PLACE parentId']);
  });
});
