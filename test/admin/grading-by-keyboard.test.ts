// The workbench without a mouse: signing in, grading, taking back, returning, signing out; its list of keys, and what its header tells.
import { afterEach, describe, expect, test } from '@jest/globals';
import { demoStart } from '../../server/demo/profile.js';
import { globalId } from '../../server/kernel/ids.js';
import { GRADING_KEYS } from '../../admin/assignments/grading-key-list.js';
import type { GradingActions } from '../../admin/assignments/use-grading-keys.js';
import { handIn, numberOf, ownSubmissions, seen, submissionFields } from '../assignments/grading-acts.js';
import type { Locator } from 'playwright-core';
import { axeViolations, type Person } from './console.js';
import { openSeats } from './seats.js';
import { fetchedAhead, idOf, isReady, opens, total, untouchedOf } from './workbench.js';

const DAY_MS = 86_400_000;
const seats = openSeats();
const { sit } = seats;
const untouched = untouchedOf(seats);

afterEach(() => {
  seats.house.server.clock.setBusiness(demoStart.toISOString());
});

const holdsFocus = (target: Locator) => target.evaluate((element) => (element as unknown as { matches(selector: string): boolean }).matches(':focus'));

/** Something on the page holds the focus, and it shows. */
async function focusShows(person: Person): Promise<void> {
  expect(await person.page.evaluate<string>(`(() => {
    const held = document.activeElement;
    return held !== null && held !== document.body && held.checkVisibility() && held.matches(':focus-visible') ? 'shows' : 'lost: ' + held?.outerHTML.slice(0, 120);
  })()`)).toBe('shows');
}

/** Goes there by Tab alone, and sees on the way where he is. */
async function tabsTo(person: Person, target: Locator): Promise<void> {
  await target.waitFor();
  for (let steps = 0; steps < 120; steps += 1) {
    if (await holdsFocus(target)) {
      await focusShows(person);
      return;
    }
    await person.press('Tab');
  }
  throw new Error(`Tab does not lead to ${String(target)}`);
}

describe('JS-17 by the keyboard alone', () => {
  test('JS-17 周明礼 signs in, opens his queue, scores, comments, annotates, hands in, takes back, returns for revision and signs out without a mouse', async () => {
    const colleague = await seats.house.server.as('周明礼');
    await colleague.sees('mutation { createSavedComment(input: { text: "目标清楚，提问有层次。" }) { refusals { code } } }');
    // Windows of other tests may hold something still.
    const began = new Date();
    const leases = () => numberOf(seats.house.server.owner, `select count(*) from submission_lease l join person p on p.id = l.holder_id where p.user_name = 'zhou.mingli' and l.since >= $1`, [began]);
    const tutor = await seats.somebody();
    await tutor.goes('/');
    await tabsTo(tutor, tutor.box('账号'));
    await tutor.page.keyboard.type('zhou.mingli');
    await tabsTo(tutor, tutor.page.getByLabel('密码', { exact: true }));
    await tutor.page.keyboard.type('Yanxiu-2023');
    await tutor.press('Enter');
    await tabsTo(tutor, tutor.page.getByRole('navigation', { name: '主菜单' }).getByRole('link', { name: '批阅作业' }));
    await tutor.press('Enter');
    await tabsTo(tutor, tutor.button('批阅下一份'));
    await tutor.press('Enter');
    await isReady(tutor);
    await focusShows(tutor);

    const first = idOf(tutor);
    for (const key of ['1', '2', '1', '2']) await tutor.press(key);
    await tutor.press('/');
    const bank = tutor.dialog('常用评语');
    await bank.getByRole('option').first().waitFor();
    await tutor.page.keyboard.type('mbqc');
    await tutor.press('Enter');
    await bank.waitFor({ state: 'detached' });
    expect(await tutor.box('评语').inputValue()).toBe('目标清楚，提问有层次。');
    await focusShows(tutor);
    await tutor.press('Escape');
    await tutor.press('a');
    await tutor.page.getByRole('listbox', { name: '正文的句子' }).waitFor();
    await tutor.press('Enter');
    await tutor.dialog('批注 1').waitFor();
    await tutor.page.keyboard.insertText('开头很好。');
    await tutor.press('Escape');
    await tutor.dialog('批注 1').waitFor({ state: 'detached' });
    await tutor.press('Control+Enter');
    await tutor.text(/^已提交：/).waitFor();
    await tutor.page.waitForURL((url) => !url.pathname.includes(encodeURIComponent(first)));
    await isReady(tutor);
    await focusShows(tutor);
    expect(await seen(colleague, first, submissionFields)).toMatchObject({ state: 'RELEASED', review: { comment: '目标清楚，提问有层次。' } });

    await tutor.press('u');
    await tutor.text(/^已撤销：/).waitFor();
    await tutor.page.waitForURL((url) => url.pathname.includes(encodeURIComponent(first)));
    await isReady(tutor);
    await focusShows(tutor);
    // The address changes a moment before the page does: what he had noted tells that it is there.
    await tutor.text('开头很好。').first().waitFor();
    await tutor.isAtRest();
    await tutor.press('r');
    const dialog = tutor.dialog('退回给学员修改');
    await dialog.waitFor();
    expect(await axeViolations(tutor.page)).toEqual([]);
    await tabsTo(tutor, dialog.getByRole('textbox', { name: '退回原因' }));
    await tutor.page.keyboard.insertText('请补充学生的回答。');
    await tabsTo(tutor, dialog.getByRole('button', { name: '退回', exact: true }));
    await tutor.press('Enter');
    await tutor.text(/^已退回：/).waitFor();
    await dialog.waitFor({ state: 'detached' });
    await isReady(tutor);
    await focusShows(tutor);
    expect(await seen(colleague, first, submissionFields)).toMatchObject({ state: 'RETURNED', returnReason: '请补充学生的回答。' });

    expect(await leases()).toBeGreaterThan(0);
    await tabsTo(tutor, tutor.button(/^用户菜单/));
    await tutor.press('Enter');
    const leave = tutor.page.getByRole('menuitem', { name: '退出登录' });
    await leave.waitFor();
    for (let steps = 0; steps < 10 && !(await holdsFocus(leave)); steps += 1) await tutor.press('ArrowDown');
    await focusShows(tutor);
    await tutor.press('Enter');
    await tutor.button('登录').waitFor();
    // What was open in front of him does not wait for the end of its lease.
    expect(await leases()).toBe(0);
  });

  test('JS-17 ? lists every key that there is, Escape and ? close the list, and the focus is where it was', async () => {
    const tutor = await sit('周明礼');
    await opens(tutor, await untouched());
    const excellent = tutor.button('推荐为优秀作业');
    await excellent.focus();
    await tutor.press('Shift+Slash');
    const list = tutor.dialog('快捷键');
    await list.waitFor();
    const listed = await list.getByRole('term').allTextContents();
    expect([...listed].sort()).toEqual(Object.values(GRADING_KEYS).map(({ keys }) => keys).sort());
    // Whatever a button says its key is stands in the list.
    const onButtons = await tutor.page.locator('main [aria-keyshortcuts]').evaluateAll((buttons) => buttons.map((button) => (button as unknown as { ariaKeyShortcuts: string }).ariaKeyShortcuts));
    const words = listed.map((keys) => keys.replace('Ctrl', 'Control'));
    expect(onButtons.filter((keys) => !/^(Alt\+)?[1-9]$/.test(keys) && !words.includes(keys))).toEqual([]);
    expect(onButtons.length).toBeGreaterThan(8);
    await tutor.screenshot('workbench-key-list-1440-zh');
    expect(await axeViolations(tutor.page)).toEqual([]);
    await tutor.press('Control+Enter');
    await tutor.press('Escape');
    await list.waitFor({ state: 'detached' });
    expect(await holdsFocus(excellent)).toBe(true);
    await tutor.press('Shift+Slash');
    await list.waitFor();
    await tutor.press('Shift+Slash');
    await list.waitFor({ state: 'detached' });
    expect(await holdsFocus(excellent)).toBe(true);
    // Nothing was handed in behind the list.
    expect(await tutor.text('请填写得分').count()).toBe(0);
  });
});

/** What a screen reader is given of the page: every element with its role and name. */
async function treeOf(person: Person): Promise<{ role: string; name: string }[]> {
  const devtools = await person.context.newCDPSession(person.page);
  const { nodes } = await devtools.send('Accessibility.getFullAXTree');
  await devtools.detach();
  return nodes.filter(({ ignored }) => !ignored).map(({ role, name }) => ({ role: String(role?.value), name: String(name?.value ?? '') }));
}

/** Where its key is not what a control says of itself. */
const otherControls: Partial<Record<keyof GradingActions, (tutor: Person) => Locator>> = {
  chooseLevel: (tutor) => tutor.page.getByRole('group', { name: '内容与立意' }).getByRole('button').first(),
  moveCriterion: (tutor) => tutor.page.getByRole('textbox', { name: '教学实践得分' }),
  // Whoever has a mouse leaves a field by it.
  leaveField: (tutor) => tutor.page.getByRole('article', { name: '作业正文' }),
  insertFavourite: (tutor) => tutor.page.getByRole('button', { name: /^插入收藏 1/ }),
};

describe('JS-17 by mouse and by screen reader', () => {
  test('JS-17 every key has something in sight that does the same by mouse; everything has its role and name; what happens is told', async () => {
    const { server } = seats.house;
    const zhou = await server.as('周明礼');
    const { createSavedComment } = await zhou.sees<{ createSavedComment: { savedComment: { id: string } } }>('mutation { createSavedComment(input: { text: "板书工整。" }) { savedComment { id } } }');
    await zhou.sees('mutation ($savedCommentId: ID!) { favourSavedComment(input: { savedCommentId: $savedCommentId, isFavourite: true }) { refusals { code } } }', { savedCommentId: createSavedComment.savedComment.id });
    const learner = await server.as('林晓岚');
    const [returned = ''] = await ownSubmissions(server, 'RETURNED');
    const { text, version } = await seen(learner, returned, 'text version');
    const again = (await handIn(learner, returned, version, `${text}\n补充一段。`, null)).submission?.id ?? '';
    const tutor = await sit('周明礼');
    const isAhead = fetchedAhead(tutor);
    await opens(tutor, await untouched());
    const name = await tutor.page.getByRole('heading', { level: 1 }).textContent() ?? '';
    for (const group of ['内容与立意', '教学实践', '分析与反思', '结构与表达']) await tutor.page.getByRole('group', { name: group }).getByRole('button').first().click();
    // The total is told as it changes.
    expect(await total(tutor).textContent()).toContain('96');
    await tutor.page.getByRole('status').filter({ hasText: /^已保存 \d\d:\d\d/ }).waitFor();
    await (await isAhead).finished();
    await tutor.page.locator('main article').nth(1).waitFor({ state: 'attached' });
    await tutor.button('提交并批下一份').click();
    await tutor.page.getByRole('alert').filter({ hasText: `已提交：${name}` }).waitFor();
    await isReady(tutor);
    // The next one is told by its heading, which the reader stands at.
    const next = tutor.page.getByRole('heading', { level: 1 });
    expect(await next.textContent()).not.toBe(name);
    expect(await holdsFocus(next)).toBe(true);

    const reached = async (): Promise<string[]> => {
      const acts = [];
      for (const act of Object.keys(GRADING_KEYS) as (keyof GradingActions)[]) {
        const keys = GRADING_KEYS[act].keys.replace('Ctrl', 'Control');
        const control = otherControls[act]?.(tutor) ?? tutor.page.locator(`main [aria-keyshortcuts="${keys}"]`);
        if (await control.first().isVisible()) {
          await control.first().click({ trial: true });
          acts.push(act);
        }
      }
      return acts;
    };
    const first = await reached();
    const tree = await treeOf(tutor);
    await tutor.screenshot('workbench-by-mouse-1440-zh');
    await opens(tutor, again);
    const second = await reached();
    expect(second).toContain('compareAttempts');
    // Nothing was handed in before, or nothing was handed in again: between them the two pages have all.
    expect([...new Set([...first, ...second])].sort()).toEqual(Object.keys(GRADING_KEYS).sort());

    const acted = /^(button|link|textbox|combobox|checkbox|radio|switch|listbox|option|menuitem|tab|slider|progressbar|img|image|dialog|region|group|article|navigation)$/;
    expect(tree.filter((node) => acted.test(node.role) && node.name.trim() === '')).toEqual([]);
    const namesOf = (role: string): string[] => tree.filter((node) => node.role === role).map((node) => node.name);
    expect(tree.filter(({ role }) => role === 'heading').length).toBeGreaterThan(2);
    expect(namesOf('article')).toEqual(['作业正文']);
    expect(namesOf('group')).toEqual(expect.arrayContaining(['评分方式', '内容与立意', '教学实践', '分析与反思', '结构与表达']));
    expect(namesOf('region')).toEqual(expect.arrayContaining(['评分', '批注']));
    expect(namesOf('status')).toEqual(expect.arrayContaining(['总分', '批阅进度']));
    const paragraphs = await tutor.page.getByRole('article', { name: '作业正文' }).getByRole('listitem').count();
    expect(paragraphs).toBeGreaterThan(2);
    expect(await tutor.page.getByRole('article', { name: '作业正文' }).getByRole('img').evaluateAll((numbers) => numbers.map((number) => (number as unknown as { title: string }).title))).toEqual(Array.from({ length: paragraphs }, (_, index) => `第 ${index + 1} 段`));
    // What the pointer opened last goes with it.
    await tutor.page.mouse.move(0, 0);
    await tutor.page.getByRole('tooltip').waitFor({ state: 'detached' });
    expect(await axeViolations(tutor.page)).toEqual([]);
  });
});

describe('JS-17 what the workbench tells', () => {
  test.each([
    ['three days before', -3.5 * DAY_MS, '还剩 3 天'], ['ten minutes before midnight in Shanghai', -600_000, '今天截止'], ['at midnight', 1_000, '已过截止时间'],
  ])('JS-17 周明礼 reads what is done, left, his median and the time to the deadline: %s', async (_, shiftMs, words) => {
    const { server } = seats.house;
    const { gradingProgress } = await (await server.as('周明礼')).sees<{ gradingProgress: { done: number; left: number; medianSeconds: number; deadline: string } }>('{ gradingProgress { done left medianSeconds deadline } }');
    // In the programme's time: on the browser's own clock it is years later.
    server.clock.setBusiness(new Date(new Date(gradingProgress.deadline).getTime() + shiftMs).toISOString());
    const tutor = await sit('周明礼');
    await tutor.goes(`/assignments/${encodeURIComponent(await untouched())}?filter=UNGRADED`);
    const header = tutor.page.getByRole('status', { name: '批阅进度' });
    await header.filter({ hasText: words }).waitFor();
    const told = await header.textContent() ?? '';
    const { done, left, medianSeconds } = gradingProgress;
    expect(told.replaceAll(/[,\s]/g, '')).toBe(`待批${left}·已批${done}·中位${Math.floor(medianSeconds / 60)}分${medianSeconds % 60}秒·${words}`.replaceAll(/\s/g, ''));
    if (words === '今天截止') await tutor.screenshot('workbench-deadline-today-zh');
  });

  test('JS-17 I shows 周明礼 what else is known of the learner, Escape leads back; 韩立诚, who grades by number, gets nothing and asks for nothing', async () => {
    const tutor = await sit('周明礼');
    const id = await untouched();
    await opens(tutor, id);
    const name = await tutor.page.getByRole('heading', { level: 1 }).textContent() ?? '';
    for (const key of ['1', '1', '1', '1', 'i']) await tutor.press(key);
    const facts = tutor.dialog(`${name}的学习情况`);
    await facts.getByRole('region', { name: '这个班的各项作业' }).getByRole('listitem').first().waitFor();
    for (const part of ['目前的成绩', '本项目其他期次的成绩']) await facts.getByRole('region', { name: part }).waitFor();
    await tutor.press('Control+Enter');
    await tutor.press('Escape');
    await facts.waitFor({ state: 'detached' });
    // What is handed in is seen when it is handed in.
    expect(idOf(tutor)).toBe(id);
    expect((await seen(await seats.house.server.as('周明礼'), id, submissionFields)).state).toBe('SUBMITTED');
    await tutor.press('f');
    await tutor.dialog(/标记/).waitFor();
    expect(await axeViolations(tutor.page)).toEqual([]);
    await tutor.press('Escape');

    const { rows: [one] } = await seats.house.server.owner.query<{ id: string; name: string; school: string; training_number: string }>(`select s.id, p.name, o.name as school, p.training_number from submission s join person p on p.id = s.person_id join office o on o.id = s.school_id join assignment a on a.id = s.assignment_id
      where a.is_anonymous and s.is_latest and s.state = 'SUBMITTED' order by s.submitted_at, s.id limit 1`);
    const han = await sit('韩立诚');
    const told: string[] = [];
    han.page.on('response', (response) => { if (response.url().includes('/graphql')) void response.text().then((text) => told.push(text), () => undefined); });
    await opens(han, globalId('Submission', Number(one?.id)));
    await han.press('i');
    await han.press('Shift+Slash');
    await han.dialog('快捷键').waitFor();
    expect(await han.page.getByRole('dialog').count()).toBe(1);
    await han.isAtRest();
    expect(told.length).toBeGreaterThan(0);
    expect(told.filter((text) => [one?.name, one?.training_number].some((secret) => secret === undefined || text.includes(secret)))).toEqual([]);
  });
});
