// Grading sheets as tutors meet them: out of the queue page, filled in, back in with a preview, written and taken back; in both languages, on a phone.
import { readFile } from 'node:fs/promises';
import { expect, test } from '@jest/globals';
import { globalId, keyOf } from '../../server/kernel/ids.js';
import { seen, submissionFields, submitReview, waitingIds } from '../assignments/grading-acts.js';
import { heldReleases } from '../assignments/held-releases.js';
import { placeOf } from '../assignments/release-acts.js';
import { OpenSheet } from '../assignments/sheets.js';
import { axeViolations, phone, type Person } from './console.js';
import { openSeats } from './seats.js';

const holdBackReleases = heldReleases();
const seats = openSeats();
const { sit } = seats;

let untouched: string[] | null = null;
/** Submissions of one class and assignment that wait. */
async function waiting(count: number): Promise<string[]> {
  if (untouched === null) {
    const all = await waitingIds(seats.house.server, 4);
    const tutor = await seats.house.server.as('周明礼');
    const open = await OpenSheet.of(seats.house.server, tutor, all[0] ?? '');
    untouched = all.filter((id) => open.submissionIds.includes(id));
  }
  return untouched.splice(0, count);
}

async function isClean(person: Person): Promise<void> {
  expect(await axeViolations(person.page)).toEqual([]);
  expect(await person.page.evaluate<boolean>('document.documentElement.scrollWidth <= window.innerWidth')).toBe(true);
}

async function opensSheets(person: Person, submissionId: string, button: string): Promise<void> {
  const { classId, assignmentId } = await placeOf(await seats.house.server.as('周明礼'), submissionId);
  await person.goes(`/assignments?${new URLSearchParams({ filter: 'ALL', class: classId, assignment: assignmentId }).toString()}`);
  await person.button(button).click();
  await person.page.getByRole('dialog').waitFor();
}

async function handsIn(person: Person, label: string, file: { name: string; buffer: Uint8Array }): Promise<void> {
  await person.page.getByLabel(label, { exact: true }).last().setInputFiles({ name: file.name, mimeType: 'application/octet-stream', buffer: Buffer.from(file.buffer) });
}

test('JS-17 周明礼 downloads a sheet, fills it in, sees what it would do, keeps and overwrites what he chooses, and takes it back', async () => {
  const ids = await waiting(5);
  const [fresh = '', second = '', kept = '', over = '', wrong = ''] = ids;
  await holdBackReleases(seats.house.server, fresh);
  const tutor = await sit('周明礼');
  await opensSheets(tutor, fresh, '评分表');
  await tutor.button('下载评分表').waitFor();
  await tutor.screenshot('sheets-dialog-zh');
  await isClean(tutor);
  expect(await tutor.text(/^这个班的这项作业还没有人提交/).count()).toBe(0);
  await tutor.page.route('**/exports/gradingsheet**', (route) => route.abort('connectionreset'), { times: 1 });
  await tutor.button('下载评分表').click();
  await tutor.text('没有下载：连不上服务器，请检查网络后重试。').waitFor();
  tutor.complaints.splice(0);
  const [download] = await Promise.all([tutor.page.waitForEvent('download'), tutor.button('下载评分表').click()]);
  expect(download.suggestedFilename()).toMatch(/^评分表 .+\.xlsx$/);
  expect((await readFile(await download.path())).subarray(0, 2).toString()).toBe('PK');

  const colleague = await seats.house.server.as('许静姝');
  const open = await OpenSheet.of(seats.house.server, colleague, fresh);
  for (const id of [kept, over]) await submitReview(colleague, { submissionId: id, expectedVersion: 1, points: '61', comment: '反思部分过于简略，请结合课堂实例展开。' });
  open.fillCriteria(fresh, [28.5, 27, 20, 12], '目标清楚，过程完整，反思真切。').fillCriteria(second, [20, 20, 20, 10], '尚可。').fillCriteria(kept, [25, 24, 20, 12], '周明礼的评语：案例具体，分析到位。').fillCriteria(over, [25, 24, 20, 12], '周明礼的评语：结构清楚。').fillCriteria(wrong, [99, '好', 20, 10], '');
  await handsIn(tutor, '导入评分表', { name: '评分表.xlsx', buffer: await open.saved() });
  await tutor.text('2 份将打分 · 0 份将改分 · 2 份冲突 · 1 份不能写入').waitFor();
  await tutor.page.getByRole('checkbox', { name: /^以表中内容覆盖/ }).nth(1).waitFor();
  await tutor.screenshot('sheet-conflicts-zh');
  await isClean(tutor);
  await tutor.page.getByRole('tab', { name: '不能写入 1' }).click();
  await tutor.text(/“好”不是分数/).waitFor();
  await tutor.text(/应在 0 到 30 分之间/).waitFor();
  await tutor.screenshot('sheet-refused-zh');
  await tutor.page.getByRole('tab', { name: '冲突 2' }).click();
  const name = ((await seats.house.server.owner.query<{ name: string }>('select p.name from submission s join person p on p.id = s.person_id where s.id = $1', [keyOf('Submission', over)])).rows[0]?.name) ?? '';
  await tutor.page.getByRole('checkbox', { name: `以表中内容覆盖 ${name}` }).check();
  await tutor.button('写入 3 份，其中覆盖 1 份').click();
  await tutor.text(/^已写入 3 份。/).waitFor();
  await tutor.text(/^表中 2 份打分/).waitFor();
  await tutor.screenshot('sheet-written-zh');
  await isClean(tutor);
  expect(await seen(colleague, fresh, submissionFields)).toMatchObject({ state: 'SCORED', review: { points: '87.5', tutorName: '周明礼' } });
  expect((await seen(colleague, kept, submissionFields)).review).toMatchObject({ points: '61', tutorName: '许静姝' });
  expect((await seen(colleague, over, submissionFields)).review).toMatchObject({ points: '81', tutorName: '周明礼' });

  // A colleague writes once more before the sheet is taken back.
  await submitReview(colleague, { submissionId: second, expectedVersion: 2, points: '66', comment: '再看一遍后改分。' });
  await tutor.button('撤销这张评分表').click();
  await tutor.dialog('撤销这张评分表？').waitFor();
  await tutor.screenshot('sheet-undo-zh');
  await tutor.page.getByRole('dialog').getByRole('button', { name: '撤销这张评分表' }).click();
  await tutor.text(/^已撤销 2 份/).waitFor();
  await tutor.page.getByRole('tab', { name: '未处理 1' }).waitFor();
  await tutor.text('没有撤销').waitFor();
  await tutor.screenshot('sheet-undone-zh');
  expect(await seen(colleague, fresh, submissionFields)).toMatchObject({ state: 'SUBMITTED', review: null });
  expect((await seen(colleague, over, submissionFields)).review).toMatchObject({ points: '61', tutorName: '许静姝' });
  await opensSheets(tutor, fresh, '评分表');
  await tutor.page.getByRole('region', { name: '我最近导入的' }).getByText(/^已撤销 · /).first().waitFor();
});

test('JS-17 on a phone a file that is no sheet is refused in words, and a sheet is read and written in English', async () => {
  const [fresh = '', conflict = ''] = await waiting(2);
  await holdBackReleases(seats.house.server, fresh);
  const colleague = await seats.house.server.as('许静姝');
  const open = await OpenSheet.of(seats.house.server, colleague, fresh);
  const tutor = await sit('周明礼', { viewport: phone, language: 'en' });
  await opensSheets(tutor, fresh, 'Sheets');
  await tutor.button('Download sheet').waitFor();
  await handsIn(tutor, 'Import sheet', { name: '名册.xlsx', buffer: new Uint8Array([0x50, 0x4b, 3, 4, 0, 0]) });
  await tutor.text(/^Not imported:/).waitFor();
  // The browser itself tells of the answer, 422.
  expect(tutor.complaints.splice(0)).toEqual([expect.stringContaining('422')]);
  await tutor.screenshot('sheets-dialog-phone-en');
  await isClean(tutor);
  await submitReview(colleague, { submissionId: conflict, expectedVersion: 1, points: '61', comment: '请结合课堂实例展开。' });
  open.fillCriteria(fresh, [28.5, 27, 20, 12], '目标清楚。').fillCriteria(conflict, [25, 24, 20, 12], '结构清楚。');
  await handsIn(tutor, 'Import sheet', { name: '评分表.xlsx', buffer: await open.saved() });
  await tutor.page.getByRole('checkbox', { name: /^Write over/ }).waitFor();
  await tutor.screenshot('sheet-conflicts-phone-en');
  await isClean(tutor);
  await tutor.button('Write 1').click();
  await tutor.text(/^1 written\./).waitFor();
  await tutor.page.getByRole('tab', { name: 'New 1' }).click();
  await tutor.text('Written').first().waitFor();
  await tutor.screenshot('sheet-written-phone-en');
  await isClean(tutor);
});

test('T2 a list of more persons than may go out without an approval is refused to 周明礼 in words, on the page where he asked', async () => {
  const tutor = await sit('周明礼');
  await tutor.goes('/assignments');
  await tutor.page.route('**/exports/queue**', (route) => route.fulfill({ status: 403, contentType: 'application/json', body: JSON.stringify({ errors: [{ message: 'A file of more than 1000 persons needs the approval of another administrator.', extensions: { code: 'FORBIDDEN', reason: 'APPROVAL_NEEDED', requestId: 'r1' } }] }) }));
  await tutor.button('导出表格').click();
  await tutor.page.getByRole('menuitem', { name: /Excel/ }).click();
  await tutor.text(/^人数超过可以直接导出的上限/).waitFor();
  expect(new URL(tutor.page.url()).pathname).toBe('/assignments');
  tutor.complaints.splice(0);
});

test('JS-17 of an assignment that nobody has handed in no sheet is offered, and the dialog says why', async () => {
  const { rows } = await seats.house.server.owner.query<{ class: number; assignment: number }>(`
    select k.id as class, a.id as assignment from class_tutor c join role_assignment r on r.id = c.role_id join person p on p.id = r.person_id join training_class k on k.id = c.class_id join assignment a on a.course_id = k.course_id
    where p.name = '周明礼' and not exists (select 1 from submission s where s.class_id = k.id and s.assignment_id = a.id) order by k.id, a.id limit 1`);
  const tutor = await sit('周明礼');
  await tutor.goes(`/assignments?${new URLSearchParams({ filter: 'ALL', class: globalId('TrainingClass', rows[0]?.class ?? 0), assignment: globalId('Assignment', rows[0]?.assignment ?? 0) }).toString()}`);
  await tutor.button('评分表').click();
  await tutor.text(/^这个班的这项作业还没有人提交/).waitFor();
  expect(await tutor.button('导入评分表').isDisabled()).toBe(true);
  await tutor.screenshot('sheets-nobody-zh');
  await isClean(tutor);
});
