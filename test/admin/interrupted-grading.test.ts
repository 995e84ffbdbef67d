// What breaks while a tutor grades: his browser, the line, the server. What was acknowledged is there; the console goes on by itself.
import { expect, test } from '@jest/globals';
import { keyOf } from '../../server/kernel/ids.js';
import { numberOf } from '../assignments/grading-acts.js';
import { submissionRow } from '../assignments/rivals.js';
import type { Person } from './console.js';
import { openSeats } from './seats.js';
import { fetchedAhead, idOf, isReady, isSaved, opens, untouchedOf } from './workbench.js';

const seats = openSeats();
const { sit } = seats;
const untouched = untouchedOf(seats);
const comment = (tutor: Person): Promise<string> => tutor.box('评语').inputValue();
const pointsOf = (tutor: Person): Promise<string[]> => tutor.page.getByRole('textbox', { name: /得分$/ }).evaluateAll((fields) => fields.map((field) => (field as unknown as { value: string }).value));
const number = (statement: string, id: string): Promise<number> => numberOf(seats.house.server.owner, statement, [keyOf('Submission', id)]);
const reviews = (id: string): Promise<number> => number('select count(*) from review where submission_id = $1', id);
const drafts = (id: string): Promise<number> => number('select count(*) from review_draft where submission_id = $1', id);

/** The best level in everything, by mouse: he may be in the middle of a comment. */
async function scores(tutor: Person): Promise<void> {
  for (const criterion of ['内容与立意', '教学实践', '分析与反思', '结构与表达']) await tutor.page.getByRole('group', { name: criterion }).getByRole('button').first().click();
}

/** That the line was down is no fault of the page. */
function forgives(tutor: Person): void {
  tutor.complaints.splice(0, tutor.complaints.length, ...tutor.complaints.filter((complaint) => !/net::ERR_|Failed to load resource/.test(complaint)));
}

test('G3 周明礼\'s browser is killed after a save and before one: a new one shows all that was acknowledged, and no half of the rest', async () => {
  const id = await untouched();
  const doomed = await seats.house.mortalSeat('周明礼');
  await opens(doomed, id);
  for (const key of ['1', '2', '1', '3']) await doomed.press(key);
  await doomed.box('评语').fill('断电前已经保存的评语。');
  await isSaved(doomed);
  const points = await pointsOf(doomed);
  await doomed.killBrowser();

  const again = await seats.house.mortalSeat('周明礼');
  await opens(again, id);
  expect([await comment(again), await pointsOf(again)]).toEqual(['断电前已经保存的评语。', points]);
  // Typed, and not with the server yet: the save is on its way when the browser dies.
  await again.page.route('**/graphql', (route) => ((route.request().postData() ?? '').includes('SaveReviewDraft') ? undefined : route.continue()));
  const isSent = again.page.waitForRequest((request) => (request.postData() ?? '').includes('SaveReviewDraft'));
  await again.box('评语').fill('没有来得及保存的评语。');
  await isSent;
  await again.killBrowser();

  const third = await sit('周明礼');
  await opens(third, id);
  expect([await comment(third), await pointsOf(third)]).toEqual(['断电前已经保存的评语。', points]);
  await third.press('Control+Enter');
  await third.text(/^已提交：/).waitFor();
  expect([await reviews(id), await drafts(id)]).toEqual([1, 0]);
});

test('G3 the line breaks after the server has written and before it could say so: a draft is no conflict with itself, a review is in once', async () => {
  const id = await untouched();
  const tutor = await sit('周明礼');
  const isAhead = fetchedAhead(tutor);
  await opens(tutor, id);
  /** The next request of that name is done by the server, and its answer is lost. */
  const losesAnswerOf = async (name: string): Promise<void> => {
    let isLost = false;
    await tutor.page.route('**/graphql', async (route) => {
      if (isLost || !(route.request().postData() ?? '').includes(`mutation ${name}`)) return route.fallback();
      isLost = true;
      await route.fetch();
      return route.abort('connectionreset');
    });
  };
  await losesAnswerOf('SaveReviewDraft');
  await tutor.box('评语').fill('第一句。');
  await tutor.text('没有保存成功，正在重试').waitFor();
  await tutor.box('评语').fill('第一句。第二句。');
  await isSaved(tutor);
  expect(await tutor.page.getByRole('dialog').count()).toBe(0);
  expect(await number("select count(*) from review_draft where submission_id = $1 and comment = '第一句。第二句。'", id)).toBe(1);

  await scores(tutor);
  await isSaved(tutor);
  await isAhead;
  await losesAnswerOf('SubmitReview');
  await tutor.press('Control+Enter');
  await tutor.text(/^已提交：/).waitFor();
  expect([await reviews(id), await drafts(id)]).toEqual([1, 0]);
  forgives(tutor);
});

test('G3 the browser\'s back is pressed three times over a draft on its way: three steps, and the draft is saved; while it cannot be, he stays where he was', async () => {
  const tutor = await sit('周明礼');
  await tutor.goes('/');
  await tutor.page.getByRole('navigation', { name: '主菜单' }).getByRole('link', { name: '申诉' }).click();
  await tutor.page.getByRole('navigation', { name: '主菜单' }).getByRole('link', { name: '批阅作业' }).click();
  await tutor.page.getByRole('table', { name: '批阅作业' }).getByRole('row').nth(1).getByRole('link').first().click();
  await isReady(tutor);
  const [id, here] = [idOf(tutor), new URL(tutor.page.url()).pathname];
  /** Each as soon as the browser has followed the one before; the console follows when the draft is in. */
  const pressesThrice = async (): Promise<void> => {
    for (const pathname of ['/assignments', '/appeals', '/']) {
      await tutor.page.evaluate('history.back()');
      await tutor.page.waitForURL((url) => url.pathname === pathname);
    }
  };

  // Nothing gets through: he is asked once, stays, and stands where he stood.
  const isDown = (url: string | null): boolean => (url ?? '').includes('SaveReviewDraft');
  await tutor.page.route('**/graphql', (route) => (isDown(route.request().postData()) ? route.abort('connectionreset') : route.fallback()));
  await tutor.box('评语').fill('三次后退以前写的。');
  await pressesThrice();
  const dialog = tutor.page.getByRole('dialog');
  await dialog.waitFor();
  await dialog.getByRole('button').last().click();
  await dialog.waitFor({ state: 'detached' });
  await tutor.page.waitForURL((url) => url.pathname === here);
  expect(await comment(tutor)).toBe('三次后退以前写的。');
  await tutor.page.unrouteAll();

  // The save is slow: the presses come while it is on its way.
  let letGo = (): void => undefined;
  const isHeld = new Promise<void>((resolve) => { letGo = resolve; });
  await tutor.page.route('**/graphql', async (route) => {
    if (isDown(route.request().postData())) await isHeld;
    await route.continue();
  });
  await tutor.box('评语').fill('三次后退以前写的，又改了。');
  await pressesThrice();
  expect(await tutor.page.getByRole('article', { name: '作业正文' }).isVisible()).toBe(true);
  letGo();
  await tutor.page.getByRole('heading', { level: 1, name: '今日' }).waitFor();
  expect(await number("select count(*) from review_draft where submission_id = $1 and comment = '三次后退以前写的，又改了。'", id)).toBe(1);
  await tutor.page.goForward();
  await tutor.page.waitForURL((url) => url.pathname === '/appeals');
  await tutor.page.unrouteAll();
  forgives(tutor);
});

test('G3 a review that could not be sent gives the caret back: he writes on where he was', async () => {
  const id = await untouched();
  const tutor = await sit('周明礼');
  await tutor.goes(`/assignments/${encodeURIComponent(id)}?filter=ALL`);
  await isReady(tutor);
  await scores(tutor);
  await tutor.box('评语').fill('目标清楚。');
  for (const key of ['ArrowLeft', 'Control+Enter']) {
    if (key === 'Control+Enter') await tutor.page.route('**/graphql', (route) => ((route.request().postData() ?? '').includes('mutation SubmitReview') ? route.abort('connectionreset') : route.fallback()));
    await tutor.press(key);
  }
  await tutor.text('连不上服务器，请检查网络后重试。').waitFor();
  await tutor.page.locator('textarea:not([disabled]):focus').waitFor();
  await tutor.page.keyboard.insertText('，层次分明');
  expect(await comment(tutor)).toBe('目标清楚，层次分明。');
  await tutor.page.unrouteAll();
  forgives(tutor);
  await tutor.press('Control+Enter');
  await tutor.text(/^已提交：/).waitFor();
  expect([await reviews(id), await drafts(id)]).toEqual([1, 0]);
});

test.each(['gracefully', 'abruptly'] as const)('G3 the server ends %s while 周明礼 submits, and starts again: the console goes on without a reload, the review is in once', async (how) => {
  const { server } = seats.house;
  const tutor = await sit('周明礼');
  await tutor.goes('/assignments');
  const isAhead = fetchedAhead(tutor);
  await tutor.button('批阅下一份').click();
  await isReady(tutor);
  const id = idOf(tutor);
  await isAhead;
  await scores(tutor);
  await tutor.box('评语').fill(`服务器停止：${how}。`);
  // The review stands before a row that is held: it is in the middle of its transaction when the server ends.
  const { table, column, key } = submissionRow(id);
  await server.owner.query('begin');
  await server.owner.query(`select 1 from ${table} where ${column} = ${key} for update`);
  const isSent = tutor.page.waitForRequest((request) => (request.postData() ?? '').includes('mutation SubmitReview'));
  await tutor.press('Control+Enter');
  await isSent;
  const isStopped = server.stop(how);
  await server.owner.query('rollback');
  await isStopped;

  // The next one is on screen; what is typed meanwhile waits for the server.
  await isReady(tutor);
  await tutor.box('评语').fill('写在服务器停止的时候。');
  await tutor.text('没有保存成功，正在重试').waitFor();
  await server.start();
  await tutor.text(/^已提交：/).waitFor();
  await isSaved(tutor);
  expect(await comment(tutor)).toBe('写在服务器停止的时候。');
  expect([await reviews(id), await drafts(id)]).toEqual([1, 0]);
  const next = idOf(tutor);
  await scores(tutor);
  const isIn = tutor.page.waitForResponse((response) => (response.request().postData() ?? '').includes('mutation SubmitReview'));
  await tutor.press('Control+Enter');
  await (await isIn).finished();
  expect([next === id, await reviews(next)]).toEqual([false, 1]);
  forgives(tutor);
});
