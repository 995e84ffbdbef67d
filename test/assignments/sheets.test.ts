// Grading sheets: out, filled in, back with a preview that writes nothing, written row by row, and taken back as a whole.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { globalId, keyOf } from '../../server/kernel/ids.js';
import { reconcile } from '../../server/reconcile.js';
import { badWorkbooks, savedWorkbook } from '../platform/workbooks.js';
import { sampleAll } from '../moderation/marking-acts.js';
import { openTestServer, type TestServer } from '../support/test-server.js';
import { claim, errorCodes, handIn, learnerFields, numberOf, ownSubmissions, portraitOf, returnForRevision, saveDraft, seen, signInAll, submissionFields, submitReview, type Cast } from './grading-acts.js';
import { heldReleases } from './held-releases.js';
import { placeOf } from './release-acts.js';
import { OpenSheet, begin, done, downloadSheet, previewOf, sendSheet, sheetDocuments, sheetRows } from './sheets.js';

const holdBackReleases = heldReleases();
const good = [28.5, 27, 20, 12];
const fair = [20, 20, 20, 10];
let server: TestServer;
let people: Pick<Cast, '周明礼' | '许静姝' | '韩立诚' | '林晓岚' | '裴致远' | '宋怀瑾' | '顾文远'>;
/** What waits in one class and assignment of 周明礼 and 许静姝; each test takes its own. */
let waiting: string[];
/** The same of another assignment of that course. */
let elsewhere: string;

beforeAll(async () => {
  // Any file of two persons would need an approval, were it a list of persons.
  server = await openTestServer({ exportRowsWithoutApproval: 1 });
  people = await signInAll(server, '周明礼', '许静姝', '韩立诚', '林晓岚', '裴致远', '宋怀瑾', '顾文远');
  const { rows } = await server.owner.query<{ ids: string[] }>(`select array_agg(s.id order by s.id) as ids from submission s join training_class k on k.id = s.class_id join course c on c.id = k.course_id
    where c.code = 'KC2023001' and s.state = 'SUBMITTED' and s.is_latest and s.person_id <> (select id from person where user_name = 'lin.xiaolan') group by s.class_id, s.assignment_id order by count(*) desc, min(s.id)`);
  waiting = rows[0]?.ids.map((id) => globalId('Submission', id)) ?? [];
  elsewhere = globalId('Submission', rows[1]?.ids[0] ?? 0);
});
afterAll(() => server.close());

function take(count: number): string[] {
  const ids = waiting.splice(0, count);
  if (ids.length < count) throw new Error('too few submissions wait');
  return ids;
}
const later = (minutes: number): void => { server.clock.setBusiness(new Date(server.clock.business().getTime() + minutes * 60_000).toISOString()); };

describe('JS-17 a sheet goes out', () => {
  test('JS-17 周明礼 downloads what he may grade of a class and an assignment: people to read, criteria with their ranges to fill in, the way back hidden', async () => {
    const [id = '', allocated = ''] = take(2);
    await server.owner.query("update submission set allocated_to_id = (select id from person where user_name = 'xu.jingshu'), allocated_to_name = '许静姝' where id = $1", [keyOf('Submission', allocated)]);
    const open = await OpenSheet.of(server, people.周明礼, id);
    expect(open.headings).toEqual(['师训编号', '姓名', '学校', '第几次提交', '状态', '字数', '内容与立意（0–30）', '教学实践（0–30）', '分析与反思（0–25）', '结构与表达（0–15）', '得分', '评语', '推荐优秀', '作业标识', '作业版本', '评分标准标识']);
    const submission = (await people.周明礼.sees('query ($id: ID!) { submission(id: $id) { characterCount learner { name trainingNumber } school { name } } }', { id })).submission;
    expect(['师训编号', '姓名', '学校', '状态', '字数', '得分', '评语', '作业版本'].map((heading) => open.cell(id, heading))).toEqual([submission.learner.trainingNumber, submission.learner.name, submission.school.name, '待批阅', String(submission.characterCount), null, null, '1']);
    expect(open.sheet.getColumn(open.columnOf('作业标识')).hidden).toBe(true);
    expect(open.sheet.getCell(open.lineOf(id), open.columnOf('姓名')).protection?.locked).not.toBe(false);
    expect(open.sheet.getCell(open.lineOf(id), open.columnOf('得分')).protection.locked).toBe(false);
    expect(open.submissionIds).not.toContain(allocated);
    expect(await numberOf(server.owner, `select count(*) from submission s where s.id = any ($1) and s.state not in ('SUBMITTED', 'SCORED', 'RELEASED')`, [open.submissionIds.map((one) => keyOf('Submission', one))])).toBe(0);
    expect((await OpenSheet.of(server, people.许静姝, id)).submissionIds).toContain(allocated);
    expect(await numberOf(server.owner, "select count(*) from audit_event where action = 'assignments.grade' and facts->>'list' = 'gradingsheet'")).toBeGreaterThan(0);
  });

  test('JS-17 T2 the sheet of an own class needs nobody\'s approval, however large the class; the same persons as a list do', async () => {
    const [id = ''] = take(1);
    const place = await placeOf(people.周明礼, id);
    for (const format of ['xlsx', 'csv']) expect((await downloadSheet(server, people.周明礼, place, format)).status).toBe(200);
    expect((await OpenSheet.of(server, people.裴致远, id)).submissionIds.length).toBeGreaterThan(1);
    const list = await fetch(`${server.origin}/exports/queue?${new URLSearchParams({ ...place, filter: 'ALL', format: 'csv' }).toString()}`, { headers: people.周明礼.credentials });
    expect({ status: list.status, text: await list.text() }).toMatchObject({ status: 403, text: expect.stringContaining('APPROVAL_NEEDED') });
  });

  test('JS-17 nobody downloads what is not theirs to grade, and the answer does not tell whether it exists', async () => {
    const place = await placeOf(people.周明礼, elsewhere);
    expect((await downloadSheet(server, people.韩立诚, place, 'xlsx')).status).toBe(404);
    expect((await downloadSheet(server, people.周明礼, { ...place, assignmentId: 'asg_zz' }, 'xlsx')).status).toBe(404);
    for (const name of ['宋怀瑾', '顾文远', '林晓岚'] as const) expect((await downloadSheet(server, people[name], place, 'xlsx')).status).toBe(403);
    const asCsv = await downloadSheet(server, people.周明礼, place, 'csv');
    expect((await asCsv.text()).split('\r\n')[0]).toContain('内容与立意（0–30）');
  });

  test('JS-17 of an anonymous assignment 韩立诚 downloads numbers, and no name, school or training number', async () => {
    const { rows } = await server.owner.query<{ id: string; name: string; number: string; school: string }>("select s.id, p.name, p.training_number as number, o.name as school from submission s join person p on p.id = s.person_id join office o on o.id = s.school_id where s.is_anonymous and s.is_latest and s.state = 'SUBMITTED' order by s.id limit 1");
    const [hidden] = rows;
    const id = globalId('Submission', hidden?.id ?? 0);
    const open = await OpenSheet.of(server, people.韩立诚, id);
    expect(open.cell(id, '姓名')).toMatch(/^学员 \d+$/);
    const line = JSON.stringify(open.sheet.getRow(open.lineOf(id)).values);
    for (const trace of [hidden?.name, hidden?.number, hidden?.school]) expect(line).not.toContain(trace);
    open.fillCriteria(id, good, '匿名批阅。');
    const preview = await previewOf(server, people.韩立诚, id, open);
    const rows2 = await sheetRows(people.韩立诚, preview.id);
    expect(rows2[0]?.submission).toMatchObject({ learner: null, learnerNumber: expect.any(Number) });
  });
});

describe('JS-17 a sheet comes back', () => {
  test('JS-17 the preview writes nothing; written, each row is a review like any other; handed in again the same file changes nothing', async () => {
    const [first = '', second = '', points = '', blank = ''] = take(4);
    await holdBackReleases(server, first);
    await saveDraft(people.周明礼, { submissionId: first, expectedDraftVersion: 0, comment: '先写几句' });
    const open = (await OpenSheet.of(server, people.周明礼, first)).fillCriteria(first, good, '=目标清楚，\r\n过程完整。').fill(first, { 推荐优秀: '是' }).fillCriteria(second, ['２０', '20.0', '20分', 10], '尚可。').fill(second, { 得分: 70 }).fill(points, { 得分: '66.5' });
    const portraits = async (): Promise<string[]> => { const all = []; for (const id of [first, second, points, blank]) all.push(await portraitOf(server.owner, id)); return all; };
    const before = await portraits();
    const preview = await previewOf(server, people.周明礼, first, open);
    expect(preview).toMatchObject({ state: 'PREVIEWED', newCount: 3, changedCount: 0, conflictCount: 0, refusedCount: 0, applyAct: null });
    expect(preview.blankCount + preview.sameCount + 3).toBe(preview.rowCount);
    expect(await portraits()).toEqual(before);

    const applied = await done(server, people.周明礼, 'apply', { sheetId: preview.id, idempotencyKey: 'sheet once' });
    expect(applied).toMatchObject({ state: 'APPLIED', applyAct: { itemCount: 3, doneCount: 3, refusedCount: 0 } });
    expect(await seen(people.周明礼, first, submissionFields)).toMatchObject({ state: 'SCORED', version: 2, draft: null, lease: null, review: { points: '87.5', comment: '=目标清楚，\n过程完整。', isExcellent: true, tutorName: '周明礼', releasedAt: null } });
    expect(await seen(people.周明礼, second, submissionFields)).toMatchObject({ review: { points: '70' } });
    expect(await seen(people.周明礼, points, submissionFields)).toMatchObject({ review: { points: '66.5', criterionPoints: [] } });
    expect(await portraitOf(server.owner, blank)).toBe(before[3]);
    expect((await sheetRows(people.周明礼, preview.id)).map((row) => row.result).filter((result) => result !== null)).toEqual(['WRITTEN', 'WRITTEN', 'WRITTEN']);
    expect(await numberOf(server.owner, `select count(*) from audit_event where subject = '${first}' and action = 'assignments.grade' and actor like 'person:%' and request_id like 'bulk:%'`)).toBe(1);
    expect(await numberOf(server.owner, `select count(*) from submission_event where submission_id = $1 and by_name = '周明礼'`, [keyOf('Submission', first)])).toBe(1);
    expect(await reconcile(server.owner)).toEqual([]);

    expect(await numberOf(server.owner, `select count(*) from audit_event where subject = '${preview.id}' and action = 'assignments.sheet'`)).toBe(2);
    // Once more, by the same key, by another, and as a new upload.
    const after = await portraitOf(server.owner, first);
    for (const idempotencyKey of ['sheet once', 'another key']) expect((await begin(people.周明礼, 'apply', { sheetId: preview.id, idempotencyKey })).refusals).toEqual([]);
    const again = await previewOf(server, people.周明礼, first, open);
    expect(again).toMatchObject({ newCount: 0, changedCount: 0, conflictCount: 0, refusedCount: 0, sameCount: preview.sameCount + 3 });
    expect((await begin(people.周明礼, 'apply', { sheetId: again.id })).refusals.map((refusal) => refusal.code)).toEqual(['NOTHING_TO_CHANGE']);
    await server.app.bulkActWork.idle();
    expect(await portraitOf(server.owner, first)).toBe(after);
  });

  test('JS-17 a row that is read wrong is refused with its column and the reason; the others are written', async () => {
    const ids = take(8);
    const [fine = '', over = '', decimals = '', words = '', half = '', sum = '', twice = '', leased = ''] = ids;
    await claim(people.许静姝, { submissionId: leased });
    const open = await OpenSheet.of(server, people.周明礼, fine);
    open.fillCriteria(fine, good, '好。').fillCriteria(over, [31, 27, 20, 12], '').fillCriteria(decimals, ['20.25', 27, 20, -1], '').fillCriteria(words, ['很好_x0000__xD800_', 27, 20, 12], '_x0000_').fillCriteria(half, [20, 20], '').fillCriteria(sum, fair, '').fill(sum, { 得分: 90 })
      .fillCriteria(twice, fair, '').fillCriteria(leased, fair, '');
    open.sheet.addRow(open.sheet.getRow(open.lineOf(twice)).values);
    const foreign = (open.sheet.getRow(open.lineOf(fine)).values as string[]).slice(1);
    foreign[open.columnOf('作业标识') - 1] = elsewhere;
    open.sheet.addRow(foreign);
    foreign[open.columnOf('作业标识') - 1] = 'sbm_zzzzz';
    open.sheet.addRow(foreign);
    const preview = await previewOf(server, people.周明礼, fine, open);
    expect(preview).toMatchObject({ newCount: 1, refusedCount: 10 });
    const reasons = new Map((await sheetRows(people.周明礼, preview.id, { outcome: 'REFUSED' })).map((row) => [row.line, row.reasons.map(({ column, reason }) => `${column}：${reason}`).join(' ')]));
    const of = (id: string) => reasons.get(open.lineOf(id));
    expect(of(over)).toBe('内容与立意（0–30）：「内容与立意」应在 0 到 30 分之间。');
    expect(of(decimals)).toContain('内容与立意（0–30）：“20.25”超过一位小数');
    expect(of(words)).toBe('内容与立意（0–30）：“很好\uFFFD”不是分数，请填数字。');
    expect(of(half)).toContain('还有评分项没有打分：分析与反思、结构与表达');
    expect(of(sum)).toContain('得分应等于各项之和 70');
    expect(of(twice)).toContain('同一份作业在第');
    expect(of(leased)).toBe('得分：许静姝正在批阅这份作业。');
    expect([...reasons.values()].slice(-2)).toEqual(['作业标识：这份作业属于另一个培训班或另一项作业。', '作业标识：这份作业不在您的批阅范围内，或不存在。']);
    expect(await done(server, people.周明礼, 'apply', { sheetId: preview.id })).toMatchObject({ applyAct: { itemCount: 1, doneCount: 1 } });
    expect((await seen(people.周明礼, over, submissionFields)).state).toBe('SUBMITTED');
  });

  test('JS-17 what a colleague scored since the download is a conflict with both values, and is written over only where 周明礼 says so', async () => {
    const [kept = '', taken = ''] = take(2);
    await holdBackReleases(server, kept);
    const open = await OpenSheet.of(server, people.周明礼, kept);
    for (const id of [kept, taken]) await submitReview(people.许静姝, { submissionId: id, expectedVersion: 1, points: '61', comment: '许静姝先批了' });
    open.fillCriteria(kept, good, '周明礼的评语').fillCriteria(taken, fair, '周明礼的评语');
    const preview = await previewOf(server, people.周明礼, kept, open);
    expect(preview).toMatchObject({ newCount: 0, conflictCount: 2 });
    const rows = await sheetRows(people.周明礼, preview.id, { outcome: 'CONFLICT' });
    expect(rows.find((row) => row.submission?.id === kept)).toMatchObject({ conflict: 'SCORED', points: '87.5', comment: '周明礼的评语', submission: { review: { points: '61', comment: '许静姝先批了', tutorName: '许静姝' } } });
    expect((await begin(people.周明礼, 'apply', { sheetId: preview.id })).refusals.map((refusal) => refusal.code)).toEqual(['NOTHING_TO_CHANGE']);
    expect((await begin(people.周明礼, 'apply', { sheetId: preview.id, overwriteLines: [1] })).refusals.map((refusal) => refusal.field)).toEqual(['overwriteLines']);
    expect(await done(server, people.周明礼, 'apply', { sheetId: preview.id, overwriteLines: [open.lineOf(taken)] })).toMatchObject({ applyAct: { itemCount: 1, doneCount: 1 } });
    expect((await seen(people.周明礼, kept, submissionFields)).review).toMatchObject({ points: '61', tutorName: '许静姝' });
    expect((await seen(people.周明礼, taken, submissionFields)).review).toMatchObject({ points: '70', tutorName: '周明礼' });
  });

  test('JS-17 林晓岚 hands in again while the sheet is out: the score does not go to a text that was not read', async () => {
    const [own = ''] = await ownSubmissions(server, 'SUBMITTED');
    const open = (await OpenSheet.of(server, people.周明礼, own)).fillCriteria(own, good, '读的是第一稿');
    const { submission } = await returnForRevision(people.许静姝, own, (await seen(people.周明礼, own, submissionFields)).version, '请补充反思。');
    const next = await handIn(people.林晓岚, own, submission?.version ?? 0, '第二稿：补充了课堂实录和反思。', null);
    const preview = await previewOf(server, people.周明礼, own, open);
    const [row] = await sheetRows(people.周明礼, preview.id, { outcome: 'CONFLICT' });
    expect(row).toMatchObject({ conflict: 'NEW_ATTEMPT', points: '87.5' });
    expect((await begin(people.周明礼, 'apply', { sheetId: preview.id, overwriteLines: [row?.line] })).refusals.map((refusal) => refusal.code)).toEqual(['NOT_FOUND']);
    expect(await seen(people.周明礼, next.submission?.id ?? '', submissionFields)).toMatchObject({ state: 'SUBMITTED', review: null });
  });

  test('JS-17 annotations of a draft stay with the review that a sheet writes, and what they deduct is taken off', async () => {
    const [id = ''] = take(1);
    await holdBackReleases(server, id);
    const quote = [...(await seen(people.周明礼, id, submissionFields)).text].slice(0, 4).join('');
    await people.周明礼.sees('mutation ($input: SaveReviewDraftInput!) { saveReviewDraft(input: $input) { refusals { code } } }', { input: { submissionId: id, expectedDraftVersion: 0, comment: '', isExcellent: false, criterionPoints: [], annotations: [{ start: 0, end: quote.length, quote, comment: '这里要举例', criterion: 'content', deduction: '2' }] } });
    const open = (await OpenSheet.of(server, people.周明礼, id)).fillCriteria(id, good, '好。');
    const preview = await previewOf(server, people.周明礼, id, open);
    expect((await sheetRows(people.周明礼, preview.id)).find((row) => row.submission?.id === id)).toMatchObject({ points: '85.5', outcome: 'TO_SCORE' });
    await done(server, people.周明礼, 'apply', { sheetId: preview.id });
    const { submission } = await people.周明礼.sees('query ($id: ID!) { submission(id: $id) { review { points annotations { comment } criterionPoints { criterion beforeDeductions } } } }', { id });
    expect(submission.review).toMatchObject({ points: '85.5', annotations: [{ comment: '这里要举例' }] });
    expect(submission.review.criterionPoints[0]).toEqual({ criterion: 'content', beforeDeductions: '28.5' });
    // The sheet that is downloaded now says what stands.
    const now = await OpenSheet.of(server, people.周明礼, id);
    expect([now.cell(id, '内容与立意'), now.cell(id, '得分'), now.cell(id, '评语')]).toEqual([28.5, 85.5, '好。']);
    expect(await previewOf(server, people.周明礼, id, now)).toMatchObject({ newCount: 0, changedCount: 0, conflictCount: 0, refusedCount: 0 });
    // One criterion is changed, and what stands under 得分 is left as it was.
    expect(await previewOf(server, people.周明礼, id, now.fill(id, { 内容与立意: 20 }))).toMatchObject({ changedCount: 1, refusedCount: 0 });
  });

  test('JS-17 what is out is not changed by a sheet, and what 许静姝 marks a second time stays blind', async () => {
    const [released = '', sampled = ''] = take(2);
    const open = await OpenSheet.of(server, people.许静姝, released);
    await submitReview(people.周明礼, { submissionId: released, expectedVersion: 1, points: '80', comment: '已发布' });
    expect((await seen(people.周明礼, released, submissionFields)).state).toBe('RELEASED');
    await sampleAll(server, [sampled]);
    await submitReview(people.周明礼, { submissionId: sampled, expectedVersion: 1, points: '58.3', comment: '我以为立意平平' });
    await server.owner.query('delete from second_marking_setting');
    const hers = await OpenSheet.of(server, people.许静姝, sampled);
    expect([hers.cell(sampled, '状态'), hers.cell(sampled, '得分'), hers.cell(sampled, '评语')]).toEqual(['复评中', null, null]);
    expect((await OpenSheet.of(server, people.周明礼, released)).submissionIds).not.toContain(sampled);
    const preview = await previewOf(server, people.许静姝, released, open.fill(released, { 得分: 60 }).fill(sampled, { 得分: 60 }));
    const rows = await sheetRows(people.许静姝, preview.id);
    const of = (id: string) => rows.find((row) => row.line === open.lineOf(id));
    expect(of(released)).toMatchObject({ outcome: 'REFUSED', reasons: [{ column: '得分', reason: expect.stringContaining('已发布') }] });
    expect(of(sampled)).toMatchObject({ outcome: 'CONFLICT', conflict: 'SCORED', submission: { review: null } });
    expect(JSON.stringify(rows)).not.toMatch(/58\.3|立意平平/);
    await done(server, people.许静姝, 'apply', { sheetId: (await previewOf(server, people.许静姝, sampled, hers.fill(sampled, { 得分: 60 }))).id });
    expect(await seen(people.许静姝, sampled, submissionFields)).toMatchObject({ state: 'RELEASED', review: { points: '59.2' } });
    expect(await reconcile(server.owner)).toEqual([]);
  });
});

describe('JS-17 a sheet is taken back', () => {
  test('JS-17 周明礼 takes a sheet back within a day: what nobody touched waits again with its draft, what was changed since stays and is told', async () => {
    const [held = '', touched = ''] = take(2);
    await holdBackReleases(server, held);
    const open = (await OpenSheet.of(server, people.周明礼, held)).fillCriteria(held, good, '好。').fillCriteria(touched, fair, '可。');
    const { id: sheetId } = await previewOf(server, people.周明礼, held, open);
    expect((await begin(people.周明礼, 'undo', { sheetId })).refusals.map((refusal) => refusal.code)).toEqual(['NOT_ALLOWED_IN_STATE']);
    await done(server, people.周明礼, 'apply', { sheetId });
    await submitReview(people.许静姝, { submissionId: touched, expectedVersion: 2, points: '61' });
    later(60);
    expect(await done(server, people.周明礼, 'undo', { sheetId })).toMatchObject({ state: 'UNDONE', undoAct: { doneCount: 1, refusedCount: 1 } });
    expect(await seen(people.周明礼, held, submissionFields)).toMatchObject({ state: 'SUBMITTED', review: null, lease: null, draft: { comment: '好。' } });
    expect((await seen(people.周明礼, touched, submissionFields)).review).toMatchObject({ points: '61', tutorName: '许静姝' });
    const failed = await sheetRows(people.周明礼, sheetId, { isFailed: true });
    expect(failed).toMatchObject([{ result: 'KEPT', refusals: [{ code: 'STALE', message: '写入以后这份作业又有变化，保持不动。' }] }]);
    expect((await begin(people.周明礼, 'undo', { sheetId })).refusals).toEqual([]);
    expect(await numberOf(server.owner, `select count(*) from audit_event where subject = '${held}' and action = 'assignments.undo'`)).toBe(1);
    // The same file may then be written again.
    expect(await previewOf(server, people.周明礼, held, open)).toMatchObject({ newCount: 1, conflictCount: 1 });
    expect(await reconcile(server.owner)).toEqual([]);
  });

  test('JS-17 what its learner sees already is taken back for five minutes only, and nothing after a day', async () => {
    const [id = ''] = take(1);
    const open = (await OpenSheet.of(server, people.周明礼, id)).fillCriteria(id, good, '好。');
    const { id: sheetId } = await previewOf(server, people.周明礼, id, open);
    await done(server, people.周明礼, 'apply', { sheetId });
    expect((await seen(people.周明礼, id, submissionFields)).state).toBe('RELEASED');
    later(6);
    expect(await done(server, people.周明礼, 'undo', { sheetId })).toMatchObject({ undoAct: { doneCount: 0, refusedCount: 1 } });
    expect(await sheetRows(people.周明礼, sheetId, { isFailed: true })).toMatchObject([{ result: 'KEPT', refusals: [{ code: 'LOCKED', message: expect.stringContaining('5 分钟') }] }]);
    const [other = ''] = take(1);
    const late = await previewOf(server, people.周明礼, other, (await OpenSheet.of(server, people.周明礼, other)).fillCriteria(other, good, '好。'));
    await done(server, people.周明礼, 'apply', { sheetId: late.id });
    later(24 * 60 + 1);
    expect((await begin(people.周明礼, 'undo', { sheetId: late.id })).refusals.map((refusal) => refusal.code)).toEqual(['LOCKED']);
  });
});

/** Some of those that the reader's own tests know. */
const noSheets = badWorkbooks.filter(([what]) => ['a beginning and no more', 'an archive of something else', 'an old workbook or one with a password', 'entities that grow', 'a bomb: 300 MB in a few hundred KB', 'an empty sheet'].includes(what));

describe('JS-17 files that are none', () => {
  test.each(noSheets)('JS-17 %s is refused in a sentence, and nothing of it stays', async (_, file, words) => {
    const sheets = await numberOf(server.owner, 'select count(*) from grading_sheet');
    const sent = await sendSheet(server, people.周明礼, await placeOf(people.周明礼, elsewhere), file());
    expect([sent.status, sent.id]).toEqual([422, '']);
    expect(sent.failure).toContain(words);
    expect(await numberOf(server.owner, 'select count(*) from grading_sheet')).toBe(sheets);
  });

  test('JS-17 a roster, a sheet without a column, of another assignment, or of another version of the rubric is told what it is', async () => {
    const place = await placeOf(people.周明礼, elsewhere);
    const failureOf = async (body: Uint8Array<ArrayBuffer> | string, at = place) => {
      const sent = await sendSheet(server, people.周明礼, at, body);
      return `${sent.status} ${sent.failure ?? ''}`;
    };
    expect(await failureOf(await savedWorkbook({ 名册: [['姓名', '学校代码'], ['某人', '1']] }, () => undefined))).toMatch(/^422 表头缺少：得分、评语/);
    expect(await failureOf('姓名,学校代码\r\n')).toMatch(/^422 表头缺少/);
    const open = (await OpenSheet.of(server, people.周明礼, elsewhere)).fillCriteria(elsewhere, good, '好。');
    const whole = await open.saved();
    expect(await failureOf(whole, await placeOf(people.周明礼, waiting[0] ?? ''))).toMatch(/^422 这是另一个培训班或另一项作业的评分表/);
    for (const id of open.submissionIds) open.fill(id, { 评分标准标识: 'rub_zz' });
    expect(await failureOf(await open.saved())).toMatch(/^422 评分标准标识不是这项作业现行的评分标准/);
    open.sheet.getCell(1, open.columnOf('评语')).value = '评 价';
    for (const id of open.submissionIds) open.fill(id, { 评分标准标识: null });
    expect(await failureOf(await open.saved())).toMatch(/^422 表头缺少：评语/);
    for (const at of [{ ...place, classId: 'cls_zz' }, { ...place, assignmentId: 'x' }, { classId: place.classId }]) expect((await sendSheet(server, people.周明礼, at, whole)).status).toBe(404);
    expect((await sendSheet(server, people.韩立诚, place, whole)).status).toBe(404);
    for (const name of ['宋怀瑾', '顾文远', '林晓岚'] as const) expect((await sendSheet(server, people[name], place, whole)).status).toBe(403);
    // As CSV in the encoding of older spreadsheets, too.
    const csv = await (await downloadSheet(server, people.周明礼, place, 'csv')).text();
    const sent = await sendSheet(server, people.周明礼, place, csv);
    expect(sent.status).toBe(201);
  });

  test('JS-17 a sheet is its tutor\'s alone: 许静姝 does not find it, writes nothing of it and takes nothing back', async () => {
    const preview = await previewOf(server, people.周明礼, elsewhere, (await OpenSheet.of(server, people.周明礼, elsewhere)).fillCriteria(elsewhere, good, '好。'));
    for (const document of [sheetDocuments.apply, sheetDocuments.undo]) expect(errorCodes(await people.许静姝.ask(document, { input: { sheetId: preview.id } }))).toEqual(['NOT_FOUND']);
    expect(errorCodes(await people.许静姝.ask('query ($id: ID!) { gradingSheetRows(sheetId: $id, first: 5) { nodes { line } } }', { id: preview.id }))).toEqual(['NOT_FOUND']);
    expect((await people.许静姝.sees('{ gradingSheets(first: 100) { nodes { id } } }')).gradingSheets.nodes).not.toContainEqual({ id: preview.id });
    expect((await people.周明礼.sees('{ gradingSheets(first: 1) { nodes { id fileName class { name } assignment { title } } } }')).gradingSheets.nodes[0].id).toBe(preview.id);
    expect(await seen(people.林晓岚, (await ownSubmissions(server, 'RELEASED'))[0] ?? '', learnerFields)).toBeTruthy();
  });
});
