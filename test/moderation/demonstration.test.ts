// What the demonstration shows of second marking: each page has something, and every number is what its records say.
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { insertSecondMarking } from '../../server/demo/second-marking.js';
import { reconcile } from '../../server/reconcile.js';
import { openTestServer, type TestServer } from '../support/test-server.js';
import { codesOf, signInAll, type Cast } from '../assignments/grading-acts.js';
import { sheet } from './marking-acts.js';

let server: TestServer;
let people: Pick<Cast, '周明礼' | '许静姝' | '裴致远' | '韩立诚'>;

beforeAll(async () => {
  server = await openTestServer();
  await server.owner.query('begin');
  await insertSecondMarking(server.owner);
  await server.owner.query('commit');
  people = await signInAll(server, '周明礼', '许静姝', '裴致远', '韩立诚');
});
afterAll(() => server.close());

describe('JS-17 the demonstration', () => {
  test('JS-17 every number agrees with its records', async () => {
    const client = new pg.Client({ ...server.connection, user: server.owner.user ?? '', password: server.owner.password ?? '' });
    await client.connect();
    try { expect(await reconcile(client)).toEqual([]); } finally { await client.end(); }
  });

  test('JS-17 周明礼 and 许静姝 each have something to mark a second time, and 裴致远 something to decide', async () => {
    for (const name of ['周明礼', '许静姝'] as const) expect((await people[name].sees('{ gradingQueue(filter: SECOND_MARKING, first: 1) { totalCount } }')).gradingQueue.totalCount).toBe(3);
    expect((await people.裴致远.sees('{ secondMarkings(state: DISPUTED, first: 10) { totalCount nodes { viewerCanDecide difference first { points } second { points } } } }')).secondMarkings).toMatchObject({ totalCount: 3, nodes: Array.from({ length: 3 }, () => ({ viewerCanDecide: true })) });
    expect((await people.裴致远.sees('{ secondMarkingSettings { samplePercent tolerance } }')).secondMarkingSettings).toHaveLength(2);
  });
});

describe('JS-17 agreement figures', () => {
  interface Seen { tutorName: string | null; isMine: boolean; reviewCount: number; severity: string | null; kappa: string | null; markedTwice: number; driftPerWeek: string | null; days: { day: string; reviewCount: number; severity: string }[] }
  const figures = async (name: keyof typeof people, days = 90) => (await people[name].sees<{ agreementFigures: Seen[] }>('query ($days: Int!) { agreementFigures(days: $days) { tutorName isMine reviewCount severity kappa markedTwice driftPerWeek days { day reviewCount severity } } }', { days })).agreementFigures;

  test('JS-17 a tutor sees the own figures and nobody else\'s; the chief tutor those of the programme, and they are the same', async () => {
    const [mine, ...others] = await figures('周明礼');
    expect(others).toEqual([]);
    expect(mine).toMatchObject({ tutorName: '周明礼', isMine: true, severity: expect.any(String), kappa: expect.any(String), driftPerWeek: expect.any(String) });
    expect(mine?.days.reduce((sum, { reviewCount }) => sum + reviewCount, 0)).toBe(mine?.reviewCount);
    const all = await figures('裴致远');
    expect(all.length).toBeGreaterThan(10);
    expect(all.find(({ tutorName }) => tutorName === '周明礼')).toEqual({ ...mine, isMine: false });
    expect((await people.裴致远.ask('{ agreementFigures(days: 0) { reviewCount } }')).errors[0]?.extensions['code']).toBe('BAD_USER_INPUT');
  });

  test('JS-17 kappa and severity of 许静姝 are what SQL of its own computes from her reviews', async () => {
    const { rows: [truth] } = await server.owner.query<{ n: number; kappa: number; severity: number; twice: number }>(`
      with me as (select id from person where user_name = 'xu.jingshu'),
      pairs as (select case when f.tutor_id = me.id then f.points_tenths else s.points_tenths end::float8 as x, case when f.tutor_id = me.id then s.points_tenths else f.points_tenths end::float8 as y
        from second_marking m join review f on f.id = m.first_review_id join review s on s.id = m.second_review_id, me where me.id in (f.tutor_id, s.tutor_id)),
      read as (select r.tutor_id, r.points_tenths::float8 / 10 as p, avg(r.points_tenths::float8 / 10) over (partition by r.class_id, s.assignment_id) as m, r.submitted_at from review r join submission s on s.id = r.submission_id
        where r.marking <> 'AGREED' and not r.is_blind and r.submitted_at >= '2023-06-13 00:00+08')
      select (select count(*)::int from read, me where tutor_id = me.id) as n, (select avg(p - m) from read, me where tutor_id = me.id) as severity, (select count(*)::int from pairs) as twice,
        (select 1 - avg((x - y) ^ 2) / (var_pop(x) + var_pop(y) + (avg(x) - avg(y)) ^ 2) from pairs) as kappa`);
    const [mine] = await figures('许静姝');
    expect([mine?.reviewCount, mine?.markedTwice]).toEqual([truth?.n, truth?.twice]);
    expect(Number(mine?.kappa)).toBeCloseTo(truth?.kappa ?? NaN, 3);
    expect(Math.abs(Number(mine?.severity) - (truth?.severity ?? NaN))).toBeLessThan(0.0501);
  });
});

describe('JS-17 anchor papers', () => {
  const fields = 'id title text points comment criterionPoints { criterion points comment } ownCalibration { points difference }';
  const refusals = 'refusals { code field message facts { name value } }';
  interface Anchor { id: string; title: string; text: string; points: string; ownCalibration: { points: string; difference: string } | null }
  const anchors = async (name: keyof typeof people) => (await people[name].sees<{ anchorPapers: Anchor[] }>(`{ anchorPapers { ${fields} } }`)).anchorPapers;
  const calibrate = async (name: keyof typeof people, anchorId: string, content: string) => (await people[name].sees(`mutation ($input: CalibrateInput!) { calibrate(input: $input) { ${refusals} anchor { ${fields} } } }`, { input: { anchorId, criterionPoints: sheet(content, '20', '20', '10') } })).calibrate as { anchor: Anchor; refusals: [] };

  test('JS-17 tutors of the course read them without learning whose they are; tutors of another course see none', async () => {
    const [one, other] = await anchors('周明礼');
    expect(Number(one?.points)).toBeGreaterThan(Number(other?.points));
    const { text } = await people.周明礼.ask(`{ anchorPapers { ${fields} assignment { title } markedByName } }`);
    const { rows } = await server.owner.query<{ name: string }>('select p.name from anchor_paper a join submission s on s.id = a.submission_id join person p on p.id = s.person_id');
    for (const { name } of rows) expect(text.includes(`"${name}"`)).toBe(false);
    expect(await anchors('韩立诚')).toEqual([]);
  });

  test('JS-17 许静姝 marks one for practice and sees how far off she is; nobody else sees it', async () => {
    const [one] = await anchors('许静姝');
    const { anchor, refusals: refused } = await calibrate('许静姝', one?.id ?? '', '30');
    expect(refused).toEqual([]);
    expect(anchor.ownCalibration?.points).toBe('80');
    expect(Number(anchor.ownCalibration?.difference)).toBeCloseTo(80 - Number(one?.points), 5);
    expect((await anchors('周明礼'))[0]?.ownCalibration).toBeNull();
    expect(codesOf(await calibrate('许静姝', one?.id ?? '', '31'))).toEqual(['OUT_OF_RANGE']);
  });

  test('JS-17 裴致远 makes one with points and a word for each criterion, once, and takes it out of use again', async () => {
    const { gradingQueue } = await people.裴致远.sees('{ gradingQueue(filter: UNGRADED, first: 1) { nodes { id } } }');
    const input = { submissionId: gradingQueue.nodes[0].id as string, title: '样卷三', comment: '中等。', criterionPoints: sheet('20', '20', '15', '10').map((one) => ({ ...one, comment: `说明 ${one.criterion}` })) };
    const make = async (more: object = {}) => (await people.裴致远.sees(`mutation ($input: MarkAnchorInput!) { markAnchor(input: $input) { ${refusals} anchor { ${fields} } } }`, { input: { ...input, ...more } })).markAnchor as { anchor: Anchor | null; refusals: { code: string; field: string | null; message: string; facts: [] }[] };
    expect(codesOf(await make({ title: ' ' }))).toEqual(['EMPTY']);
    const made = await make();
    expect(made).toMatchObject({ refusals: [], anchor: { points: '65', criterionPoints: input.criterionPoints } });
    expect(codesOf(await make())).toEqual(['ALREADY_EXISTS']);
    await people.裴致远.sees('mutation ($input: RemoveAnchorInput!) { removeAnchor(input: $input) { refusals { code } } }', { input: { anchorId: made.anchor?.id } });
    expect((await anchors('裴致远')).map(({ title }) => title)).not.toContain('样卷三');
  });
});
