// The office tree: its four levels with skipped ones, search, and walking it page by page.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { namesRead } from '../../server/domains.js';
import { MissingReadings } from '../../server/platform/text/missing-readings.js';
import { openTestServer, type Actor, type TestServer } from '../support/test-server.js';
import { idOf, neverKey, rows } from '../access/places.js';

let server: TestServer;
let gu: Actor;
beforeAll(async () => {
  server = await openTestServer();
  gu = await server.as('顾文远');
});
afterAll(() => server.close());

interface Page { nodes: { id: string; code: string }[]; edges: { cursor: string; node: { id: string } }[]; pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string | null; endCursor: string | null }; totalCount: number }
const pageOf = async (actor: Actor, given: string, variables: Record<string, unknown> = {}, declared = ''): Promise<Page> =>
  (await actor.sees(`query ${declared} { offices(${given}) { totalCount nodes { id code } edges { cursor node { id } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`, variables)).offices;
const officeAt = async (code: string) => (await rows<{ id: number; path: string; name: string }>(server.owner, 'select id::int as id, path, name from office where code = $1', [code]))[0] as { id: number; path: string; name: string };
const globalIdOf = async (code: string) => idOf({ type: 'Office', key: (await officeAt(code)).id });

describe('JS-05 the tree', () => {
  test('顾文远 sees the province at the top, and below it thirteen cities and the three counties that skip the city', async () => {
    const top = await pageOf(gu, 'first: 10');
    expect(top.nodes.map(({ code }) => code)).toEqual(['32']);
    const below = (await gu.sees('query ($id: ID!) { offices(first: 100, parentId: $id) { totalCount nodes { code name level parent { code } city { code } county { code } } } }', { id: top.nodes[0]?.id })).offices;
    expect(below.totalCount).toBe(16);
    expect(below.nodes.filter(({ level }: { level: string }) => level === 'CITY')).toHaveLength(13);
    expect(below.nodes.filter(({ level }: { level: string }) => level === 'COUNTY').map(({ code, name, parent, city, county }: Record<string, { code: string }>) => [code, name, parent?.code, city, county?.code])).toEqual([
      ['320583', '昆山市', '32', null, '320583'], ['321283', '泰兴市', '32', null, '321283'], ['321322', '沭阳县', '32', null, '321322'],
    ]);
  });

  test('a school of Kunshan has no city, one of Wuzhong has Suzhou; ancestors run from the top down', async () => {
    const [inKunshan] = await rows<{ id: number }>(server.owner, "select id::int as id from office where level = 'SCHOOL' and path like (select path from office where code = '320583') || '%' order by id limit 1");
    const [inWuzhong] = await rows<{ id: number }>(server.owner, "select id::int as id from office where level = 'SCHOOL' and path like (select path from office where code = '320506') || '%' order by id limit 1");
    const query = 'query ($id: ID!) { office(id: $id) { level childCount city { code } county { code } ancestors { code level } } }';
    expect((await gu.sees(query, { id: idOf({ type: 'Office', key: inKunshan?.id ?? 0 }) })).office).toEqual({ level: 'SCHOOL', childCount: 0, city: null, county: { code: '320583' }, ancestors: [{ code: '32', level: 'PROVINCE' }, { code: '320583', level: 'COUNTY' }] });
    expect((await gu.sees(query, { id: idOf({ type: 'Office', key: inWuzhong?.id ?? 0 }) })).office).toEqual({ level: 'SCHOOL', childCount: 0, city: { code: '3205' }, county: { code: '320506' }, ancestors: [{ code: '32', level: 'PROVINCE' }, { code: '3205', level: 'CITY' }, { code: '320506', level: 'COUNTY' }] });
    // Ancestors reach as far up as the caller sees.
    const lu = await server.as('陆景行');
    expect((await lu.sees(query, { id: idOf({ type: 'Office', key: inWuzhong?.id ?? 0 }) })).office.ancestors).toEqual([{ code: '320506', level: 'COUNTY' }]);
  });

  test('each administrator begins at the own office, counts the own children, and finds nothing beyond', async () => {
    for (const [name, code] of [['顾文远', '32'], ['沈佩兰', '3205'], ['陆景行', '320506'], ['钱开明', '320583']] as const) {
      const actor = await server.as(name);
      expect((await pageOf(actor, 'first: 10')).nodes.map((node) => node.code)).toEqual([code]);
      const own = await officeAt(code);
      const [truth] = await rows<{ children: number; all: number }>(server.owner, 'select count(*) filter (where parent_id = $1)::int as children, count(*)::int as all from office where path like $2 || \'%\'', [own.id, own.path]);
      expect((await actor.sees('query ($code: String) { office(code: $code) { childCount } }', { code })).office.childCount).toBe(truth?.children);
      const counts = await Promise.all(['PROVINCE', 'CITY', 'COUNTY', 'SCHOOL'].map(async (level) => (await pageOf(actor, `first: 1, level: ${level}`)).totalCount));
      expect(counts.reduce((sum, count) => sum + count, 0)).toBe(truth?.all);
    }
  });

  test('adding offices elsewhere moves no count of 陆景行\'s (T1)', async () => {
    const lu = await server.as('陆景行');
    const look = () => lu.sees('{ all: offices(first: 1, level: SCHOOL) { totalCount } found: offices(first: 1, search: "小学") { totalCount } }');
    const before = await look();
    await server.owner.query("insert into office (id, code, name, level, parent_id, path, county_id) select 990000 + n, '32058399' || n, '新设小学' || n, 'SCHOOL', id, path || (990000 + n) || '/', id from office, generate_series(1, 5) n where code = '320583'");
    expect(await look()).toEqual(before);
    await server.owner.query('delete from office where id > 990000');
  });
});

describe('T1 what is not there', () => {
  test('an office out of sight and one that never existed are one answer, by id, by code and as a parent', async () => {
    const lu = await server.as('陆景行');
    const never = idOf({ type: 'Office', key: neverKey });
    const text = async (query: string, variables: object) => { const answer = await lu.ask(query, variables as Record<string, unknown>); return `${answer.status} ${answer.text}`; };
    const byId = 'query ($id: ID) { office(id: $id) { name } }';
    const below = 'query ($id: ID) { offices(first: 1, parentId: $id) { totalCount } }';
    for (const code of ['32', '3205', '320583', '3201']) {
      expect(await text(byId, { id: await globalIdOf(code) })).toBe(await text(byId, { id: never }));
      expect(await text(below, { id: await globalIdOf(code) })).toBe(await text(below, { id: never }));
      expect(await text('query ($code: String) { office(code: $code) { name } }', { code })).toBe(await text('query ($code: String) { office(code: $code) { name } }', { code: '999999' }));
    }
    for (const id of ['', 'ofc_', 'enr_1', 'ofc_-1', 'OFC_1', "ofc_1' or 1=1"]) expect((await lu.ask(byId, { id })).errors[0]?.extensions['code']).toBe('NOT_FOUND');
    expect((await lu.ask('{ office { name } }')).errors[0]?.extensions['code']).toBe('NOT_FOUND');
    expect((await lu.sees(byId, { id: await globalIdOf('320506') })).office.name).toBe('吴中区');
  });
});

describe('searching', () => {
  test('finds names that hold the word and codes that begin with it, within the own subtree and below a parent', async () => {
    const [wuzhong] = await rows<{ count: number }>(server.owner, "select count(*)::int as count from office where name like '%实验%' and path like (select path from office where code = '320506') || '%'");
    expect((await pageOf(await server.as('陆景行'), 'first: 1, search: "实验"')).totalCount).toBe(wuzhong?.count);
    expect((await pageOf(gu, 'first: 1, search: "实验", parentId: $id', { id: await globalIdOf('320506') }, '($id: ID)')).totalCount).toBe(wuzhong?.count);
    const byCode = await pageOf(gu, 'first: 100, search: "320506"');
    expect(byCode.nodes[0]?.code).toBe('320506');
    for (const { code } of byCode.nodes) expect(code.startsWith('320506')).toBe(true);
  });
  test('JS-09 陆景行 finds his county and a school of it by pinyin and by initials, from the beginning of the name and from within; 钱开明 finds neither', async () => {
    const lu = await server.as('陆景行');
    const qian = await server.as('钱开明');
    const found = async (actor: Actor, search: string) => (await actor.sees('query ($search: String) { offices(first: 100, search: $search) { nodes { name } } }', { search })).offices.nodes.map(({ name }: { name: string }) => name) as string[];
    for (const search of ['wuzhong', 'Wu Zhong', 'wuzhongqu', 'wz', 'WZQ', 'w']) expect((await found(lu, search))[0]).toBe('吴中区');
    const schools = (await rows<{ name: string }>(server.owner, "select name from office where level = 'SCHOOL' and path like (select path from office where code = '320506') || '%' and name like '长桥%'")).map(({ name }) => name);
    expect(schools.length).toBeGreaterThan(0);
    for (const search of ['changqiao', 'changq', 'cq']) expect(await found(lu, search)).toEqual(expect.arrayContaining(schools));
    for (const search of ['zhangqiao', 'angqiao', 'qc']) expect(await found(lu, search)).not.toEqual(expect.arrayContaining(schools));
    for (const search of ['wuzhong', 'changqiao']) expect((await found(qian, search)).filter((name) => name === '吴中区' || schools.includes(name))).toEqual([]);
  });

  test('JS-09 顾文远 finds places as those who live there say them, and what stands higher comes first, page after page', async () => {
    const search = async (word: string) => (await pageOf(gu, 'first: 100, search: $word', { word }, '($word: String)')).nodes.map(({ code }) => code);
    for (const [word, code] of [['luhe', '320116'], ['liuhe', '320116'], ['xuyi', '320830'], ['pizhou', '320382'], ['suzhou', '3205'], ['szs', '3205'], ['yandu', '320903']] as const) expect((await search(word)).slice(0, 3)).toContain(code);
    const truth = (await rows<{ code: string }>(server.owner, "select code from office o where exists (select 1 from office_reading r where r.office_id = o.id and r.initials like 'xx%') order by array_position('{PROVINCE,CITY,COUNTY,SCHOOL}', level), code collate \"C\"")).map(({ code }) => code);
    const seen: string[] = [];
    for (let cursor: string | null = null, pages = 0; pages < 100; pages += 1) {
      const page: Page = await pageOf(gu, 'first: 40, search: "xx", after: $cursor', { cursor }, '($cursor: String)');
      seen.push(...page.nodes.map(({ code }) => code));
      cursor = page.pageInfo.endCursor;
      if (!page.pageInfo.hasNextPage) break;
    }
    expect(truth.length).toBeGreaterThan(50);
    expect(seen).toEqual(truth);
  });

  test('JS-09 an older installation has no readings: the server completes them, once, and a name of marks alone stops nothing', async () => {
    const [school] = await rows<{ id: number; name: string }>(server.owner, "select id::int as id, name from office where level = 'SCHOOL' order by id desc limit 1");
    const known = () => rows(server.owner, 'select office_id::int, pinyin, initials from office_reading order by 1, 2');
    const before = await known();
    await server.owner.query('delete from office_reading where office_id % 3 <> 0 or office_id = $1', [school?.id]);
    await server.owner.query("insert into office (id, code, name, level, parent_id, path) values (980002, '980002', '（·）', 'SCHOOL', 1, '/1/980002/')");
    await new MissingReadings(server.app.database, namesRead, (error) => { throw error; }).start();
    await server.owner.query('delete from office where id = 980002');
    expect(await known()).toEqual(before);
  });

  test.each(['%', '_', '\\', '%%', "'", "' or '1'='1", '"', '$1', ';--', '𠮷', 'x'.repeat(5_000)])('takes %j literally', async (word) => {
    const [truth] = await rows<{ count: number }>(server.owner, 'select count(*)::int as count from office where position($1 in name) > 0 or left(code, length($1)) = $1', [word]);
    expect((await pageOf(gu, 'first: 1, search: $word', { word }, '($word: String)')).totalCount).toBe(truth?.count);
  });
  test('an empty word is no search', async () => { for (const word of ['', '  ']) expect((await pageOf(gu, 'first: 5, search: $word', { word }, '($word: String)')).nodes.map(({ code }) => code)).toEqual(['32']); });
});

describe('paging', () => {
  const walk = async (actor: Actor, size: number, given: string, isBackward: boolean): Promise<string[]> => {
    const seen: string[] = [];
    let cursor: string | null = null;
    let pages = 0;
    for (;;) {
      const page: Page = await pageOf(actor, `${isBackward ? 'last' : 'first'}: $size, ${isBackward ? 'before' : 'after'}: $cursor, ${given}`, { size, cursor }, '($size: Int, $cursor: String)');
      expect(page.edges.map(({ node }) => node.id)).toEqual(page.nodes.map(({ id }) => id));
      expect([page.pageInfo.startCursor, page.pageInfo.endCursor]).toEqual([page.edges[0]?.cursor ?? null, page.edges.at(-1)?.cursor ?? null]);
      expect(isBackward ? page.pageInfo.hasNextPage : page.pageInfo.hasPreviousPage).toBe(pages > 0);
      seen[isBackward ? 'unshift' : 'push'](...page.nodes.map(({ code }) => code));
      pages += 1;
      if (!(isBackward ? page.pageInfo.hasPreviousPage : page.pageInfo.hasNextPage)) return seen;
      cursor = (isBackward ? page.pageInfo.startCursor : page.pageInfo.endCursor) ?? '';
    }
  };

  test('a walk by pages of any size meets each office once and in order, forwards and backwards', async () => {
    const qian = await server.as('钱开明');
    const truth = (await rows<{ code: string }>(server.owner, "select code from office where path like (select path from office where code = '320583') || '%' and level = 'SCHOOL' order by code collate \"C\"")).map(({ code }) => code);
    expect(truth.length).toBeGreaterThan(5);
    await fc.assert(fc.asyncProperty(fc.integer({ min: 1, max: 100 }), fc.boolean(), async (size, isBackward) => { expect(await walk(qian, size, 'level: SCHOOL', isBackward)).toEqual(truth); }), { numRuns: 12, examples: [[1, false], [1, true], [truth.length, false], [truth.length, true], [truth.length - 1, false], [100, true]] });
  });

  test('a cursor stays where it is while offices are added before and behind it', async () => {
    const schools = 'level: SCHOOL, first: 5, after: $cursor';
    const first = await pageOf(gu, schools, { cursor: null }, '($cursor: String)');
    const second = await pageOf(gu, schools, { cursor: first.pageInfo.endCursor }, '($cursor: String)');
    await server.owner.query("insert into office (id, code, name, level, parent_id, path) values (980001, '000000001', '最前小学', 'SCHOOL', 1, '/1/980001/')");
    expect(await pageOf(gu, schools, { cursor: first.pageInfo.endCursor }, '($cursor: String)')).toEqual({ ...second, totalCount: second.totalCount + 1 });
    await server.owner.query('delete from office where id = 980001');
  });

  test.each([['first: 0'], ['first: 101'], ['first: -1'], ['last: 0'], ['last: 101'], ['first: 1, last: 1'], ['level: SCHOOL'], ['first: null'], ['first: 2147483648'], ['first: 1.5'], ['first: "5"']])('%s is an error, never a silent cut', async (given) => {
    const answer = await gu.ask(`{ offices(${given}) { totalCount } }`);
    expect([answer.status, answer.errors[0]?.extensions['code'], answer.data ?? null]).toEqual([400, 'BAD_USER_INPUT', null]);
  });
  test('1 and 100 are pages', async () => { for (const size of [1, 100]) expect((await pageOf(gu, `first: ${size}, level: SCHOOL`)).nodes).toHaveLength(size); });

  const cursor = (value: unknown) => Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');
  test.each<[string, string]>([
    ['', 'offices'], ['x', 'offices'], ['!!!', 'offices'], [cursor('not json'), 'offices'], [cursor([]), 'offices'], [cursor(['32']), 'offices'], [cursor(['32', '1', '2']), 'offices'], [cursor([32, 1]), 'offices'], [cursor(['32', 'abc']), 'offices'], [cursor(['32', '1; drop table office']), 'offices'],
    [cursor(['a\u0000', '1']), 'offices'], [cursor(['32', '9'.repeat(30)]), 'offices'], [cursor({ 0: '32', 1: '1', length: 2 }), 'offices'], [cursor(['x'.repeat(300), '1']), 'offices'], [cursor([null, null]), 'offices'],
    [cursor(['9'.repeat(19)]), 'enrolments'], [cursor(['1', '1']), 'enrolments'], [cursor(['-']), 'enrolments'],
    [cursor(['2023-09-10 08:00:00+08']), 'gradingQueue'], [cursor(['yesterday', '1']), 'gradingQueue'], [cursor(['infinity', '1']), 'gradingQueue'], [cursor(['2023-99-99 99:99:99+08', '1']), 'gradingQueue'], [cursor(['2023-02-30 00:00:00+08', '1']), 'gradingQueue'], [cursor(['0000-01-01 00:00:00+08', '1']), 'gradingQueue'], [cursor(['2023-09-10 24:00:01+08', '1']), 'gradingQueue'],
  ])('the forged cursor %j of %s is refused as bad input', async (forged, root) => {
    const actor = root === 'gradingQueue' ? await server.as('周明礼') : gu;
    const given = { offices: 'level: SCHOOL', enrolments: 'programmeId: null', gradingQueue: 'filter: ALL' }[root as 'offices'];
    for (const direction of ['first: 1, after', 'last: 1, before']) {
      const answer = await actor.ask(`query ($cursor: String) { ${root}(${direction}: $cursor, ${given}) { nodes { id } } }`, { cursor: forged });
      expect(`${answer.errors[0]?.extensions['code']}`).toBe('BAD_USER_INPUT');
    }
  });
  test('the cursor of one list does not serve another order', async () => {
    const [office] = (await pageOf(gu, 'first: 1')).edges;
    const zhou = await server.as('周明礼');
    expect((await zhou.ask('query ($cursor: String) { gradingQueue(filter: ALL, first: 1, after: $cursor) { nodes { id } } }', { cursor: office?.cursor })).errors[0]?.extensions['code']).toBe('BAD_USER_INPUT');
  });
});
