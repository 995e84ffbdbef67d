// Where a grading sheet meets others: a colleague between preview and writing, the same sheet twice at once, the end of the server, the end of a role.
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createApp } from '../../server/app.js';
import { demoInstallation } from '../../server/demo/cast.js';
import { vaultOf } from '../../server/installation.js';
import { globalId, keyOf } from '../../server/kernel/ids.js';
import { createLogger } from '../../server/platform/log/log.js';
import { reconcile } from '../../server/reconcile.js';
import { testFieldKey } from '../support/test-profile.js';
import { keptInMemory, openTestServer, type TestServer } from '../support/test-server.js';
import { claim, numberOf, seen, signInAll, submissionFields, submitReview, waitingIds, type Cast } from './grading-acts.js';
import { OpenSheet, begin, done, previewOf, sheetOf, sheetRows } from './sheets.js';

const good = [28.5, 27, 20, 12];
let server: TestServer;
let people: Pick<Cast, '周明礼' | '许静姝'>;
let waiting: string[];

beforeAll(async () => {
  server = await openTestServer();
  people = await signInAll(server, '周明礼', '许静姝');
  const { rows } = await server.owner.query<{ ids: string[] }>(`select array_agg(s.id order by s.id) as ids from submission s join training_class k on k.id = s.class_id join course c on c.id = k.course_id
    where c.code = 'KC2023001' and s.state = 'SUBMITTED' and s.is_latest group by s.class_id, s.assignment_id order by count(*) desc, min(s.id)`);
  waiting = rows[0]?.ids.map((id) => globalId('Submission', id)) ?? [];
});
afterAll(() => server.close());

const ownReviews = (ids: readonly string[]) => numberOf(server.owner, `select count(*) from review r join person p on p.id = r.tutor_id where p.user_name = 'zhou.mingli' and r.submission_id = any ($1)`, [ids.map((id) => keyOf('Submission', id))]);

async function filled(ids: readonly string[], comment: string): Promise<OpenSheet> {
  const open = await OpenSheet.of(server, people.周明礼, ids[0] ?? '');
  for (const id of ids) open.fillCriteria(id, good, comment);
  return open;
}

test('JS-17 许静姝 scores and opens what 周明礼\'s preview has counted: her marks stay, his others are written, and each is answered', async () => {
  const [free = '', scored = '', open = ''] = waiting.splice(0, 3);
  const preview = await previewOf(server, people.周明礼, free, await filled([free, scored, open], '周明礼'));
  expect(preview).toMatchObject({ newCount: 3 });
  await submitReview(people.许静姝, { submissionId: scored, expectedVersion: 1, points: '61', comment: '许静姝' });
  await claim(people.许静姝, { submissionId: open });
  expect(await done(server, people.周明礼, 'apply', { sheetId: preview.id })).toMatchObject({ applyAct: { doneCount: 1, refusedCount: 2 } });
  const rows = await sheetRows(people.周明礼, preview.id);
  const of = (id: string) => rows.find((row) => row.submission?.id === id);
  expect(of(free)).toMatchObject({ result: 'WRITTEN', refusals: [] });
  expect(of(scored)).toMatchObject({ result: 'NOT_WRITTEN', points: '87.5', refusals: [{ code: 'STALE' }], submission: { review: { points: '61', tutorName: '许静姝' } } });
  expect(of(open)).toMatchObject({ result: 'NOT_WRITTEN', refusals: [{ code: 'LEASED' }], submission: { review: null } });
  expect(await ownReviews([scored, open])).toBe(0);
});

test('JS-17 the same file uploaded twice and written at once by two windows: each submission has one review', async () => {
  const ids = waiting.splice(0, 12);
  const open = await filled(ids, '两个窗口');
  const [one, two] = [await previewOf(server, people.周明礼, ids[0] ?? '', open), await previewOf(server, people.周明礼, ids[0] ?? '', open)];
  const answers = await Promise.all([one, two, one, two].map(({ id }, index) => begin(people.周明礼, 'apply', { sheetId: id, idempotencyKey: `window ${index}` })));
  expect(answers.map(({ refusals }) => refusals)).toEqual([[], [], [], []]);
  await server.app.bulkActWork.idle();
  for (const { id } of [one, two]) expect(await sheetOf(people.周明礼, id)).toMatchObject({ state: 'APPLIED', applyAct: { itemCount: 12, doneCount: 12, refusedCount: 0 } });
  expect(await ownReviews(ids)).toBe(12);
  const results = [...(await sheetRows(people.周明礼, one.id)), ...(await sheetRows(people.周明礼, two.id))].flatMap(({ result }) => (result === null ? [] : [result]));
  expect([...results].sort()).toEqual([...Array<string>(12).fill('STOOD'), ...Array<string>(12).fill('WRITTEN')]);
  expect(await reconcile(server.owner)).toEqual([]);
});

test('JS-17 a tutor whose class is given to somebody else after the preview writes nothing more', async () => {
  const [gone = ''] = waiting.splice(0, 1);
  const preview = await previewOf(server, people.周明礼, gone, await filled([gone], '已不在班'));
  // He is known for a second as what he was.
  const { rows: held } = await server.owner.query<{ role_id: string; class_id: string }>(`delete from class_tutor t using role_assignment r, person p where r.id = t.role_id and p.id = r.person_id and p.user_name = 'zhou.mingli' and t.class_id = (select class_id from submission where id = $1) returning t.role_id, t.class_id`, [keyOf('Submission', gone)]);
  try {
    await begin(people.周明礼, 'apply', { sheetId: preview.id });
    await server.app.bulkActWork.idle();
  } finally {
    await server.owner.query('insert into class_tutor (role_id, class_id) values ($1, $2)', [held[0]?.role_id, held[0]?.class_id]);
  }
  expect(await numberOf(server.owner, `select count(*) from bulk_act_row where submission_id = $1 and not is_done and refusals->0->>'code' = 'NOT_ALLOWED'`, [keyOf('Submission', gone)])).toBe(1);
  expect(await seen(people.许静姝, gone, submissionFields)).toMatchObject({ state: 'SUBMITTED', version: 1, review: null });
});

test('JS-17 G4 the server ends in the middle of a sheet; another takes it up, and nothing is written twice or left out', async () => {
  const own = await openTestServer();
  try {
    const 周明礼 = await own.as('周明礼');
    const ids = (await waitingIds(own, 4)).slice(0, 1);
    const open = await OpenSheet.of(own, 周明礼, ids[0] ?? '');
    for (const id of open.submissionIds) if (open.cell(id, '状态') === '待批阅' && !ids.includes(id) && ids.length < 10) ids.push(id);
    for (const id of ids) open.fillCriteria(id, good, '中途重启');
    const preview = await previewOf(own, 周明礼, ids[0] ?? '', open);
    // Somebody holds the submissions, so that the server ends with rows in hand and rows untouched.
    await own.owner.query('begin');
    await own.owner.query('select id from submission where id = any ($1) for no key update', [ids.map((id) => keyOf('Submission', id))]);
    await begin(周明礼, 'apply', { sheetId: preview.id });
    const stopping = own.app.bulkActWork.stop();
    await own.owner.query('commit');
    await stopping;
    const left = await sheetOf(周明礼, preview.id);
    expect(left.state).toBe('APPLYING');
    expect(left.applyAct?.doneCount).toBeLessThan(ids.length);
    const next = await createApp({ connection: own.connection, auditHeads: keptInMemory(), clock: own.clock, vault: vaultOf(testFieldKey), consoleFolder: null, isBehindProxy: false, exportRowsWithoutApproval: 1_000, isApplicationScopeOn: true, installation: { ...demoInstallation, singleSignOnLabel: null, version: 'test' }, singleSignOn: null, logger: createLogger({ kind: 'none' }) });
    await next.bulkActWork.idle();
    await next.close();
    expect(await sheetOf(周明礼, preview.id)).toMatchObject({ state: 'APPLIED', applyAct: { itemCount: ids.length, doneCount: ids.length, refusedCount: 0 } });
    expect(await numberOf(own.owner, 'select count(*) from review where submission_id = any ($1)', [ids.map((id) => keyOf('Submission', id))])).toBe(ids.length);
  } finally {
    await own.close();
  }
});
