// Enrolments as administrators and learners find them: filters, search, and walks over pages.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { globalId, keyOf } from '../../server/kernel/ids.js';
import { openTestServer, type Actor, type TestServer } from '../support/test-server.js';
import { errorCodes, signInAll, type Cast } from '../assignments/grading-acts.js';

let server: TestServer;
let people: Pick<Cast, '顾文远' | '沈佩兰' | '陆景行' | '方若兰' | '周明礼' | '宋怀瑾' | '林晓岚'>;
let platform: Actor;
beforeAll(async () => {
  server = await openTestServer();
  people = await signInAll(server, '顾文远', '沈佩兰', '陆景行', '方若兰', '周明礼', '宋怀瑾', '林晓岚');
  platform = await server.asPlatform();
});
afterAll(() => server.close());

interface Filter { officeId?: string; periodId?: string; classId?: string; programmeId?: string; search?: string }
interface Page { ids: string[]; totalCount: number; start: string | null; end: string | null; hasNextPage: boolean; hasPreviousPage: boolean }

const pageQuery = `query ($first: Int, $last: Int, $after: String, $before: String, $officeId: ID, $periodId: ID, $classId: ID, $programmeId: ID, $search: String) {
  enrolments(first: $first, last: $last, after: $after, before: $before, officeId: $officeId, periodId: $periodId, classId: $classId, programmeId: $programmeId, search: $search) {
    totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor } nodes { id } } }`;

async function page(actor: Actor, filter: Filter, paging: { first?: number; last?: number; after?: string | null; before?: string | null }): Promise<Page> {
  const { enrolments } = await actor.sees(pageQuery, { ...filter, ...paging });
  const { nodes, pageInfo, totalCount } = enrolments as { nodes: { id: string }[]; totalCount: number; pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string | null; endCursor: string | null } };
  return { ids: nodes.map((node) => node.id), totalCount, start: pageInfo.startCursor, end: pageInfo.endCursor, hasNextPage: pageInfo.hasNextPage, hasPreviousPage: pageInfo.hasPreviousPage };
}

async function walk(actor: Actor, filter: Filter, size: number): Promise<string[]> {
  const ids: string[] = [];
  for (let after: string | null = null; ;) {
    const one: Page = await page(actor, filter, { first: size, after });
    ids.push(...one.ids);
    if (!one.hasNextPage) return ids;
    after = one.end;
  }
}

async function walkBack(actor: Actor, filter: Filter, size: number): Promise<string[]> {
  const ids: string[] = [];
  for (let before: string | null = null; ;) {
    const one: Page = await page(actor, filter, { last: size, before });
    ids.unshift(...one.ids);
    if (!one.hasPreviousPage) return ids;
    before = one.start;
  }
}

/** The truth under a condition, by id; offices by walking the parents. */
async function truth(condition: string, values: unknown[] = []): Promise<string[]> {
  const { rows } = await server.owner.query<{ id: string }>(`select e.id from enrolment e join person p on p.id = e.person_id join training_class k on k.id = e.class_id where ${condition} order by e.id`, values);
  return rows.map((row) => globalId('Enrolment', row.id));
}
const below = (code: string) => `e.school_id in (with recursive b as (select id from office where code = '${code}' union all select o.id from office o join b on o.parent_id = b.id) select id from b)`;

async function idOf(type: 'Office' | 'Period' | 'TrainingClass', statement: string): Promise<string> {
  const { rows } = await server.owner.query<{ id: string }>(statement);
  return globalId(type, rows[0]?.id ?? '');
}

describe('JS-18 administrators find enrolments', () => {
  test('JS-18 each sees the own subtree, all of it and nothing else', async () => {
    const school = (await server.owner.query<{ code: string }>(`select o.code from person p join role_assignment r on r.person_id = p.id join office o on o.id = r.office_id where p.user_name = 'fang.ruolan'`)).rows[0]?.code ?? '';
    for (const [actor, code] of [[people.沈佩兰, '3205'], [people.陆景行, '320506'], [people.方若兰, school], [platform, '3205']] as const) expect(await walk(actor, {}, 100)).toEqual(await truth(below(code)));
    expect((await page(people.顾文远, {}, { first: 1 })).totalCount).toBe((await truth('true')).length);
  });

  test.each([1, 7, 100])('JS-18 a walk in pages of %i, forwards and back, meets each enrolment once and in the same order', async (size) => {
    const expected = await truth(below('320506'));
    expect(expected.length).toBeGreaterThan(20);
    expect(await walk(people.陆景行, {}, size)).toEqual(expected);
    expect(await walkBack(people.陆景行, {}, size)).toEqual(expected);
  });

  test('JS-18 every combination of filters equals the truth, in count and in order', async () => {
    const filters = {
      officeId: { value: await idOf('Office', `select id from office where code = '320506'`), condition: below('320506') },
      periodId: { value: await idOf('Period', 'select id from period where number = 4'), condition: 'e.period_id = (select id from period where number = 4)' },
      classId: { value: await idOf('TrainingClass', `select id from training_class where code = 'KC2023001-04'`), condition: `k.code = 'KC2023001-04'` },
      programmeId: { value: globalId('Programme', 1), condition: 'e.programme_id = 1' },
      search: { value: '王', condition: `p.name like '王%'` },
    } as const;
    const names = Object.keys(filters) as (keyof typeof filters)[];
    for (let chosen = 0; chosen < 2 ** names.length; chosen += 1) {
      const used = names.filter((_, index) => (chosen >> index) % 2 === 1);
      const filter = Object.fromEntries(used.map((name) => [name, filters[name].value]));
      const expected = await truth([below('3205'), ...used.map((name) => filters[name].condition)].join(' and '));
      const first = await page(people.沈佩兰, filter, { first: 50 });
      expect({ used, totalCount: first.totalCount, ids: first.ids }).toEqual({ used, totalCount: expected.length, ids: expected.slice(0, 50) });
      expect(first.hasNextPage).toBe(expected.length > 50);
    }
  });

  test('JS-18 a page stands still while enrolments come and go before it', async () => {
    const first = await page(people.陆景行, {}, { first: 5 });
    const second = await page(people.陆景行, {}, { first: 5, after: first.end });
    // The last one of the first page goes to another county; its cursor still says where the second page begins.
    const moved = keyOf('Enrolment', first.ids[4] ?? '');
    const { rows } = await server.owner.query<{ school: string }>('select school_id as school from enrolment where id = $1', [moved]);
    await server.owner.query(`update enrolment set school_id = (select id from office where code = '320583') where id = $1`, [moved]);
    try {
      expect((await page(people.陆景行, {}, { first: 5, after: first.end })).ids).toEqual(second.ids);
    } finally {
      await server.owner.query('update enrolment set school_id = $2 where id = $1', [moved, rows[0]?.school]);
    }
  });

  test('JS-18 the last page says that it is the last, an empty one that it is empty', async () => {
    const expected = await truth(below('320506'));
    const all = await page(people.陆景行, {}, { first: 100 });
    expect(all).toMatchObject({ hasNextPage: expected.length > 100, hasPreviousPage: false, totalCount: expected.length });
    const beyond = await page(people.陆景行, {}, { first: 100, after: (await page(people.陆景行, {}, { last: 1 })).end });
    expect(beyond).toEqual({ ids: [], totalCount: expected.length, start: null, end: null, hasNextPage: false, hasPreviousPage: true });
  });
});

describe('JS-18 searching', () => {
  async function someone(): Promise<{ name: string; number: string }> {
    const { rows } = await server.owner.query<{ name: string; number: string }>(`select p.name, p.training_number as number from enrolment e join person p on p.id = e.person_id where ${below('3205')} and length(p.name) = 3 order by e.id limit 1`);
    return rows[0] as { name: string; number: string };
  }

  test('JS-18 沈佩兰 searches by the beginning of a name: one character, two, the whole', async () => {
    const { name } = await someone();
    for (const length of [1, 2, 3]) {
      const beginning = name.slice(0, length);
      const found = await walk(people.沈佩兰, { search: beginning }, 100);
      expect(found).toEqual(await truth(`${below('3205')} and left(p.name, ${length}) = $1`, [beginning]));
      expect(found.length).toBeGreaterThan(0);
    }
    expect((await page(people.沈佩兰, { search: `  ${name} ` }, { first: 10 })).totalCount).toBeGreaterThan(0);
  });

  test('JS-18 by the complete training number, not by a part of it', async () => {
    const { number } = await someone();
    expect((await page(people.沈佩兰, { search: number }, { first: 10 })).ids).toEqual(await truth('p.training_number = $1', [number]));
    expect((await page(people.沈佩兰, { search: number.slice(0, -1) }, { first: 10 })).ids).toEqual([]);
  });

  test('JS-18 nobody is found outside the own subtree, by name or by number', async () => {
    const { rows } = await server.owner.query<{ name: string; number: string }>(`select p.name, p.training_number as number from enrolment e join person p on p.id = e.person_id where not ${below('3205')} and not exists (
      select 1 from enrolment o join person q on q.id = o.person_id where q.name = p.name and o.school_id in (with recursive b as (select id from office where code = '3205' union all select c.id from office c join b on c.parent_id = b.id) select id from b)) limit 1`);
    for (const search of [rows[0]?.name, rows[0]?.number]) {
      expect((await page(people.沈佩兰, { search: search ?? '' }, { first: 10 })).totalCount).toBe(0);
      expect((await page(people.顾文远, { search: search ?? '' }, { first: 10 })).totalCount).toBeGreaterThan(0);
    }
  });

  test.each([['%'], ['_'], ['王%'], [`' or true --`], ['\\'], ['𠮷'], ['\u{10FFFF}'], ['$1'], ['?'], ['A'.repeat(1_000)]])('JS-18 signs mean nothing special: %#', async (search) => {
    expect(await page(people.沈佩兰, { search }, { first: 10 })).toMatchObject({ ids: [], totalCount: 0 });
  });

  test.each([[''], [' '], ['　']])('JS-18 nothing typed is no filter: %j', async (search) => {
    expect((await page(people.陆景行, { search }, { first: 1 })).totalCount).toBe((await truth(below('320506'))).length);
  });
});

describe('T1 whose enrolments', () => {
  test('T1 林晓岚 sees her own, whatever she filters by, and no other by its id', async () => {
    const own = await truth(`p.user_name = 'lin.xiaolan'`);
    expect(own).toHaveLength(1);
    expect(await walk(people.林晓岚, {}, 100)).toEqual(own);
    expect((await page(people.林晓岚, { search: '王' }, { first: 10 })).totalCount).toBe(0);
    expect((await page(people.林晓岚, { search: '林晓岚' }, { first: 10 })).ids).toEqual(own);
    const [other] = await truth(`p.user_name is null`);
    expect(errorCodes(await people.林晓岚.ask('query ($id: ID!) { enrolment(id: $id) { id } }', { id: other }))).toEqual(['NOT_FOUND']);
    expect((await people.林晓岚.sees('query ($id: ID!) { enrolment(id: $id) { id learner { name } class { code } period { number state } state } }', { id: own[0] })).enrolment)
      .toEqual({ id: own[0], learner: { name: '林晓岚' }, class: { code: 'KC2023001-04' }, period: { number: 4, state: 'RUNNING' }, state: 'ENROLLED' });
  });

  test('T1 周明礼 sees the learners of his classes, 宋怀瑾 those of his programme, nobody none', async () => {
    expect(await walk(people.周明礼, {}, 100)).toEqual(await truth(`e.class_id in (select ct.class_id from class_tutor ct join role_assignment r on r.id = ct.role_id join person t on t.id = r.person_id where t.user_name = 'zhou.mingli')`));
    expect((await page(people.宋怀瑾, {}, { first: 1 })).totalCount).toBe((await truth('true')).length);
    expect(errorCodes(await server.nobody().ask(pageQuery, { first: 1 }))).toEqual(['UNAUTHENTICATED']);
  });

  test('T1 a foreign office as a filter is NOT_FOUND, like one that never was; a class that is none finds nothing', async () => {
    const kunshan = await idOf('Office', `select id from office where code = '320583'`);
    const answers = await Promise.all([kunshan, 'ofc_zz', 'nonsense'].map((officeId) => people.陆景行.ask(pageQuery, { officeId, first: 1 })));
    expect(answers.flatMap(errorCodes)).toEqual(['NOT_FOUND', 'NOT_FOUND', 'NOT_FOUND']);
    expect(new Set(answers.map((answer) => answer.text)).size).toBe(1);
    for (const filter of [{ classId: 'cls_zz' }, { periodId: 'nonsense' }, { programmeId: 'prg_zz' }]) expect((await page(people.陆景行, filter, { first: 1 })).totalCount).toBe(0);
  });

  test('T1 what 陆景行 counts does not change when Kunshan enrols more', async () => {
    const before = await page(people.陆景行, {}, { first: 1 });
    await server.owner.query(`update enrolment set school_id = (select id from office where county_id = (select id from office where code = '320583') limit 1) where id in (select e.id from enrolment e where not ${below('320506')} limit 50)`);
    expect(await page(people.陆景行, {}, { first: 1 })).toEqual(before);
  });

  test.each([[{ first: 0 }], [{ first: -1 }], [{ first: 101 }], [{ last: 101 }], [{}], [{ first: 1, last: 1 }], [{ first: 1, after: 'forged' }], [{ first: 1, after: Buffer.from('["1; drop table enrolment"]').toString('base64url') }], [{ first: 1, after: Buffer.from('["1","2"]').toString('base64url') }]])('T1 a page of %j is refused', async (paging) => {
    const answer = await people.陆景行.ask(pageQuery, paging);
    expect(errorCodes(answer)).toEqual(['BAD_USER_INPUT']);
    expect(answer.status).toBeLessThan(500);
  });
});
