// Queues, releases, flags and undoing as tutors and learners meet them: in a browser, in both languages, on a phone.
import { describe, expect, test } from '@jest/globals';
import { keyOf } from '../../server/kernel/ids.js';
import { goodPoints, numberOf, ownSubmissions, seen, submissionFields, submitReview } from '../assignments/grading-acts.js';
import { heldReleases } from '../assignments/held-releases.js';
import { flag } from '../assignments/release-acts.js';
import { axeViolations, phone, type Person } from './console.js';
import { openSeats } from './seats.js';
import { fetchedAhead, isReady, isSaved, opens, untouchedOf } from './workbench.js';

const holdBackReleases = heldReleases();
const seats = openSeats();
const { sit } = seats;
const untouched = untouchedOf(seats);

/** Reviews of 周明礼 that wait for their release. */
async function heldBack(count: number): Promise<string[]> {
  const tutor = await seats.house.server.as('周明礼');
  const ids = [];
  for (let index = 0; index < count; index += 1) {
    const id = await untouched();
    await holdBackReleases(seats.house.server, id);
    await submitReview(tutor, { submissionId: id, expectedVersion: 1, criterionPoints: goodPoints, comment: '结构清楚。' });
    ids.push(id);
  }
  return ids;
}

async function isClean(person: Person): Promise<void> {
  expect(await axeViolations(person.page)).toEqual([]);
}

describe('JS-17 queues', () => {
  test('JS-17 周明礼 chooses among his queues, saves one under a name, and a link opens it as it was', async () => {
    const tutor = await sit('周明礼');
    await tutor.goes('/assignments');
    await tutor.page.getByRole('table', { name: '批阅作业' }).waitFor();
    await tutor.screenshot('queue-filters-zh');
    await isClean(tutor);
    await tutor.button('重交').click();
    await tutor.page.waitForURL(/filter=RESUBMITTED/);
    await tutor.page.getByRole('combobox', { name: '次序' }).click();
    await tutor.page.getByRole('option', { name: /随机/ }).click();
    await tutor.page.waitForURL(/order=RANDOM/);
    await tutor.button('保存当前筛选').click();
    await tutor.box('名称').fill('重交随机');
    await tutor.screenshot('queue-save-zh');
    await tutor.button('保存').click();
    await tutor.text('已保存：重交随机').waitFor();
    await tutor.goes('/assignments?filter=ALL');
    await tutor.page.getByRole('table', { name: '批阅作业' }).waitFor();
    await tutor.text(/还剩 \d+ 天/).waitFor();
    await tutor.isAtRest();
    await tutor.page.getByRole('group', { name: '我的筛选' }).getByRole('button', { name: '重交随机' }).first().click();
    await tutor.page.waitForURL(/filter=RESUBMITTED.*order=RANDOM/, { waitUntil: 'commit' });
    // Only the cross says that it deletes, and it is reached by key.
    const own = tutor.page.getByRole('group', { name: '我的筛选' });
    expect(await own.getByRole('button', { name: '重交随机', exact: true }).getAttribute('title')).toBeNull();
    await own.getByRole('button', { name: '重交随机', exact: true }).focus();
    await tutor.press('Tab');
    const remove = own.getByRole('button', { name: '删除“重交随机”', exact: true });
    expect(await tutor.page.evaluate<string>('document.activeElement.title')).toBe('删除“重交随机”');
    await tutor.press('Enter');
    await remove.waitFor({ state: 'detached' });
  });

  test('JS-17 许静姝\'s open submission is told to 周明礼 as it happens', async () => {
    const [his, hers] = [await sit('周明礼'), await sit('许静姝')];
    await his.goes('/assignments');
    await his.page.getByRole('table', { name: '批阅作业' }).waitFor();
    const id = await untouched();
    await hers.goes(`/assignments/${id}?filter=ALL`);
    await isReady(hers);
    const presence = his.page.getByRole('group', { name: '同事正在批阅' });
    await presence.getByText(/许静姝 正在批阅/).waitFor();
    await his.screenshot('queue-presence-zh');
  });

  test('JS-17 the queue on a phone: a choice of queues, cards, and marked ones are acted on together', async () => {
    const tutor = await sit('周明礼', { viewport: phone });
    await tutor.goes('/assignments?filter=UNGRADED');
    const boxes = tutor.page.getByRole('checkbox', { name: /选中/ });
    await boxes.first().waitFor();
    await boxes.nth(0).check();
    await boxes.nth(1).check();
    await tutor.text('已选 2 份').waitFor();
    await tutor.screenshot('queue-phone-zh');
    await isClean(tutor);
    expect(await tutor.page.evaluate<boolean>('document.documentElement.scrollWidth <= window.innerWidth')).toBe(true);
    await tutor.button('标记').last().click();
    await tutor.box('原因').fill('写法相近，一起再看。');
    await tutor.button('标记 2 份').or(tutor.page.getByRole('dialog').getByRole('button', { name: '标记', exact: true })).click();
    await tutor.text('2 份已完成').waitFor();
    expect(await tutor.page.getByRole('dialog').getByRole('progressbar').getAttribute('aria-valuetext')).toMatch(/2.*2/);
    await tutor.screenshot('bulk-done-phone-zh');
    await tutor.button('关闭').click();
  });
});

describe('JS-17 releases', () => {
  test('JS-17 周明礼 reads what a release would do, releases the class, and sees it done', async () => {
    const ids = await heldBack(3);
    const tutor = await sit('周明礼');
    await tutor.goes('/assignments?filter=HELD');
    await tutor.page.getByRole('row', { name: /已批，未发布/ }).first().waitFor();
    await tutor.button('发布成绩').click();
    const dialog = tutor.dialog('发布成绩');
    await dialog.getByText(/将发布 \d+ 份/).first().waitFor();
    await tutor.screenshot('release-preview-zh');
    await isClean(tutor);
    while ((await tutor.page.getByRole('dialog').getByRole('button', { name: /^发布 \d+ 份$/ }).count()) > 0) {
      await tutor.page.getByRole('dialog').getByRole('button', { name: /^发布 \d+ 份$/ }).first().click();
      await tutor.heading('发布完成').waitFor();
      await tutor.screenshot('release-done-zh');
      await tutor.button('关闭').click();
      await tutor.button('发布成绩').click();
      await tutor.page.getByText(/将发布 \d+ 份|没有等待发布的作业/).first().waitFor();
    }
    for (const id of ids) expect((await seen(await seats.house.server.as('周明礼'), id, submissionFields)).state).toBe('RELEASED');
  });

  test('JS-17 selected ones are released in English too, and what is refused is told row by row', async () => {
    const [held = ''] = await heldBack(1);
    const tutor = await sit('周明礼', { language: 'en' });
    await tutor.goes('/assignments?filter=HELD');
    const boxes = tutor.page.getByRole('checkbox', { name: /^Select the assignment of/ });
    await boxes.first().waitFor();
    await boxes.first().check();
    await tutor.button('Release').click();
    await tutor.page.getByRole('dialog').getByText(/Learners see points/).waitFor();
    await tutor.screenshot('release-selected-en');
    // A colleague opens it in this moment.
    await seats.house.server.owner.query(`insert into submission_lease (submission_id, person_id, school_id, class_id, period_id, programme_id, holder_id, holder_name, until, since)
      select s.id, s.person_id, s.school_id, s.class_id, s.period_id, s.programme_id, p.id, p.name, now() + interval '15 minutes', now() from submission s, person p where s.id = $1 and p.user_name = 'xu.jingshu'`, [keyOf('Submission', held)]);
    await tutor.button('Release 1').click();
    await tutor.text(/1 not done/).waitFor();
    await tutor.page.getByRole('dialog').getByText('许静姝').waitFor();
    await tutor.screenshot('bulk-refused-en');
    await isClean(tutor);
    await seats.house.server.owner.query('delete from submission_lease');
  });

  test('JS-17 林晓岚 finds on 今日 that something came back, reads it, and then it is no news any more', async () => {
    const [own = ''] = await ownSubmissions(seats.house.server, 'SUBMITTED');
    await seats.house.server.owner.query('delete from review_look');
    const tutor = await seats.house.server.as('周明礼');
    await submitReview(tutor, { submissionId: own, expectedVersion: (await seen(tutor, own, submissionFields)).version, criterionPoints: goodPoints, comment: '反思部分写得真切。' });
    const learner = await sit('林晓岚');
    await learner.goes('/');
    await learner.text('份作业有了新的批阅结果').waitFor();
    await learner.screenshot('learner-today-news-zh');
    await learner.link('查看结果').click();
    await learner.text('反思部分写得真切。').first().waitFor();
    await learner.text('新').first().waitFor();
    await learner.screenshot('learner-news-zh');
    await isClean(learner);
    await expectEventually(() => numberOf(seats.house.server.owner, 'select count(*) from review_look'), 1);
    await learner.goes('/');
    await learner.text(/门课程在学/).waitFor();
    expect(await learner.text('份作业有了新的批阅结果').count()).toBe(0);
  });
});

describe('JS-17 flags and undoing by keys', () => {
  test('JS-17 F flags with a reason, X records a suspicion, and both are found again and cleared', async () => {
    const id = await untouched();
    const tutor = await sit('周明礼');
    await tutor.goes(`/assignments/${id}?filter=UNGRADED`);
    await isReady(tutor);
    await tutor.press('f');
    await tutor.dialog('标记这份作业').getByRole('textbox', { name: '原因' }).fill('第二段与教案不符，再核对。');
    await tutor.screenshot('flag-dialog-zh');
    await tutor.page.getByRole('dialog').getByRole('button', { name: '标记', exact: true }).click();
    await tutor.dialog('标记这份作业').waitFor({ state: 'hidden' });
    await tutor.text('第二段与教案不符，再核对。').waitFor();
    await tutor.press('x');
    await tutor.dialog('标为疑似抄袭').getByRole('textbox', { name: '原因' }).fill('与另一份几乎相同。');
    await tutor.button('标为疑似').click();
    await tutor.dialog('标为疑似抄袭').waitFor({ state: 'hidden' });
    await tutor.text('与另一份几乎相同。').waitFor();
    await tutor.press('Shift+Slash');
    await tutor.screenshot('flags-and-keys-zh');
    await isClean(tutor);
    await tutor.press('Shift+Slash');
    await tutor.goes('/assignments?filter=SUSPECTED');
    await tutor.page.getByRole('row', { name: /疑似抄袭/ }).first().waitFor();
    await tutor.screenshot('queue-suspected-zh');
    await tutor.goes(`/assignments/${id}?filter=FLAGGED`);
    await isReady(tutor);
    await tutor.button('清除').first().click();
    await tutor.text('已清除标记').waitFor();
    expect(await numberOf(seats.house.server.owner, `select count(*) from submission_flag where submission_id = $1 and cleared_by_name = '周明礼'`, [keyOf('Submission', id)])).toBe(1);
  });

  test('JS-17 Ctrl+Enter goes on at once, U takes the review back with its draft, Z goes to the next that waits', async () => {
    const tutor = await sit('周明礼');
    await tutor.goes('/assignments');
    await tutor.button('批阅下一份').click();
    await isReady(tutor);
    const first = new URL(tutor.page.url()).pathname;
    const name = await tutor.page.getByRole('heading', { level: 1 }).textContent() ?? '';
    for (const key of ['1', '2', '1', '3']) await tutor.press(key);
    await tutor.press('c');
    await tutor.page.keyboard.insertText('目标清楚。');
    await tutor.press('Escape');
    await tutor.press('Control+Enter');
    await tutor.page.waitForURL((url) => url.pathname !== first);
    await isReady(tutor);
    await tutor.text(/^已提交：/).waitFor();
    await tutor.screenshot('undo-offered-zh');
    await tutor.press('u');
    await tutor.text(/^已撤销：/).waitFor();
    await tutor.page.waitForURL((url) => url.pathname === first);
    // The address is there before the page is.
    await tutor.page.getByRole('heading', { level: 1, name, exact: true }).waitFor();
    await isReady(tutor);
    expect(await tutor.box('评语').inputValue()).toBe('目标清楚。');
    const id = decodeURIComponent(first.split('/').at(-1) ?? '');
    expect(await seen(await seats.house.server.as('周明礼'), id, submissionFields)).toMatchObject({ state: 'SUBMITTED', review: null });
    await tutor.press('z');
    await tutor.page.waitForURL((url) => url.pathname !== first);
    await isReady(tutor);
  });

  test('JS-17 who scores faster than the eye loses nothing: the keys struck right behind Ctrl+Enter belong to the next submission, and back leads to the one before', async () => {
    const tutor = await sit('周明礼');
    await tutor.goes('/assignments');
    let ahead = fetchedAhead(tutor);
    await tutor.button('批阅下一份').click();
    await isReady(tutor);
    const visited = [new URL(tutor.page.url()).pathname];
    for (const key of ['1', '2', '1', '3']) await tutor.press(key);
    const levels = `[...document.querySelectorAll('main [role=group]')].filter((group) => group.offsetHeight > 0 && group.querySelector('input[inputmode=decimal]')).map((group) => [...group.querySelectorAll('[aria-pressed]')].findIndex((level) => level.ariaPressed === 'true') + 1).join()`;
    while (visited.length < 3) {
      await (await ahead).finished();
      await tutor.page.locator('main article').nth(1).waitFor({ state: 'attached' });
      ahead = fetchedAhead(tutor);
      for (const key of ['Control+Enter', '4', '3', '2', '1']) await tutor.press(key);
      await tutor.page.waitForURL((url) => url.pathname !== visited.at(-1));
      // The address has come after it, and the one behind it is mounted: what was struck still stands.
      await (await ahead).finished();
      await tutor.page.locator('main article').nth(1).waitFor({ state: 'attached' });
      expect(await tutor.page.evaluate(levels)).toBe('4,3,2,1');
      visited.push(new URL(tutor.page.url()).pathname);
    }
    await tutor.page.goBack();
    await tutor.page.waitForURL((url) => url.pathname === visited[1]);
    await tutor.text(/^周明礼 已于 .* 批阅/).waitFor();
    expect(await tutor.page.evaluate(levels)).toBe('4,3,2,1');
  });

  test('JS-17 a review that was overtaken on its way is not lost: the tutor is told, goes back, and sees both', async () => {
    const tutor = await sit('周明礼');
    await tutor.goes('/assignments');
    await tutor.button('批阅下一份').click();
    await isReady(tutor);
    const first = new URL(tutor.page.url()).pathname;
    const id = decodeURIComponent(first.split('/').at(-1) ?? '');
    for (const key of ['1', '2', '1', '3']) await tutor.press(key);
    // The one after it is here already, so the tutor goes on before the answer.
    await tutor.page.waitForTimeout(1_500);
    const version = (await seen(await seats.house.server.as('许静姝'), id, submissionFields)).version;
    await seats.house.server.owner.query('update submission_lease set until = now() - interval \'1 minute\' where submission_id = $1', [keyOf('Submission', id)]);
    await submitReview(await seats.house.server.as('许静姝'), { submissionId: id, expectedVersion: version, points: '61', comment: '许静姝先批了' });
    await tutor.press('Control+Enter');
    await tutor.text(/的批阅没有写入/).waitFor();
    expect(new URL(tutor.page.url()).pathname).not.toBe(first);
    await tutor.screenshot('outbox-conflict-zh');
    await isClean(tutor);
    await tutor.link('回去处理').click();
    await tutor.dialog('这份作业刚被改动过').getByText('许静姝先批了').waitFor();
    await tutor.screenshot('outbox-both-sides-zh');
    expect((await seen(await seats.house.server.as('许静姝'), id, submissionFields)).review?.comment).toBe('许静姝先批了');
  });

  test('JS-17 a queue without anything, and the line down, as they look', async () => {
    const { owner } = seats.house.server;
    const tutor = await sit('许静姝');
    await owner.query("update submission_flag set cleared_at = now() where kind = 'PLAGIARISM' and cleared_at is null");
    await tutor.goes('/assignments?filter=SUSPECTED');
    await tutor.text('没有这种状态的作业').waitFor();
    await tutor.screenshot('queue-empty-1440-zh');
    await isClean(tutor);

    await opens(tutor, await untouched());
    await tutor.context.setOffline(true);
    await tutor.box('评语').fill('断网时写下的评语。');
    await tutor.text('没有保存成功，正在重试').waitFor();
    await tutor.text(/网络已断开/).first().waitFor();
    await tutor.screenshot('workbench-offline-1440-zh');
    await tutor.context.setOffline(false);
    await isSaved(tutor);
    tutor.complaints.splice(0, tutor.complaints.length, ...tutor.complaints.filter((complaint) => !/net::ERR_/.test(complaint)));
  });

  test('JS-17 flags do not reach the learner', async () => {
    const [own = ''] = await ownSubmissions(seats.house.server, 'RELEASED');
    await flag(await seats.house.server.as('周明礼'), own, 'PLAGIARISM', '只给老师看的疑点');
    const learner = await sit('林晓岚');
    await learner.goes('/learning');
    await learner.page.getByRole('article').first().waitFor();
    expect(await learner.page.content()).not.toContain('只给老师看的疑点');
  });
});

async function expectEventually(read: () => Promise<number>, wanted: number): Promise<void> {
  const deadline = Date.now() + 5_000;
  for (let value = await read(); value !== wanted; value = await read()) if (Date.now() > deadline) throw new Error(`${value}, not ${wanted}`);
}
