// The tutor's work as a tutor does it: in a browser, by mouse and by keyboard.
import { describe, expect, test } from '@jest/globals';
import { keyOf } from '../../server/kernel/ids.js';
import { claim, goodPoints, numberOf, saveDraft, seen, submissionFields, submitReview } from '../assignments/grading-acts.js';
import { heldReleases } from '../assignments/held-releases.js';
import type { Locator } from 'playwright-core';
import { axeViolations, phone, type Person } from './console.js';
import { openSeats } from './seats.js';
import { fetchedAhead, idOf, isReady, isSaved, opens, total, untouchedOf } from './workbench.js';

const holdBackReleases = heldReleases();
const seats = openSeats();
const { sit } = seats;
const untouched = untouchedOf(seats);

const criteria = ['content', 'practice', 'reflection', 'expression'];

const points = (person: Person) => person.page.getByRole('textbox', { name: /得分$/ });
const focusOf = (target: Locator) => target.evaluate((element) => {
  const is = (state: string) => (element as unknown as { matches(selector: string): boolean }).matches(state);
  return { isHeld: is(':focus'), isShown: is(':focus-visible') };
});
const learnerName = (person: Person) => person.page.getByRole('heading', { level: 1 });

describe('JS-17 the tutor grades', () => {
  test('JS-17 周明礼 signs in with the demo button and sees his queue', async () => {
    const tutor = await seats.somebody();
    await tutor.goes('/');
    await tutor.button(/周明礼/).click();
    expect(await tutor.box('账号').inputValue()).toBe('zhou.mingli');
    await tutor.button('登录').click();
    await tutor.page.getByRole('navigation', { name: '主菜单' }).getByRole('link', { name: '批阅作业' }).click();
    const rows = tutor.page.getByRole('table', { name: '批阅作业' }).getByRole('row');
    await rows.nth(20).waitFor();
    expect(await tutor.region('批阅进度').textContent()).toMatch(/待批/);
    await tutor.button('加载更多').click();
    await rows.nth(60).waitFor();
    await tutor.button(/^用户菜单/).click();
    await tutor.page.getByRole('menuitem', { name: '退出登录' }).click();
    await tutor.button('登录').waitFor();
  });

  test('JS-17 he scores by keys, leaves, comes back to his draft, reloads, hands in, and the next one is there', async () => {
    const id = await untouched();
    const tutor = await sit('周明礼');
    await opens(tutor, id);
    const name = await learnerName(tutor).textContent();
    const essay = await tutor.page.getByRole('article', { name: '作业正文' }).textContent() ?? '';
    for (const key of ['1', '2', '1', '3']) await tutor.press(key);
    const values = await points(tutor).evaluateAll((fields) => fields.map((field) => (field as unknown as { value: string }).value));
    expect(values).toHaveLength(criteria.length);
    expect(values.every((value) => Number(value) > 0)).toBe(true);
    await tutor.press('c');
    await tutor.page.keyboard.insertText('目标清楚，课堂提问有层次；反思可再写具体些。');
    await tutor.press('Escape');
    await tutor.button('推荐为优秀作业').click();
    await isSaved(tutor);
    const shownTotal = await total(tutor).textContent();

    await tutor.link('返回列表').click();
    await tutor.page.getByRole('table', { name: '批阅作业' }).waitFor();
    await tutor.page.goBack();
    await isReady(tutor);
    expect(await total(tutor).textContent()).toBe(shownTotal);

    await tutor.page.reload();
    await isReady(tutor);
    expect(await total(tutor).textContent()).toBe(shownTotal);
    expect(await tutor.box('评语').inputValue()).toContain('目标清楚');
    expect(await tutor.button('推荐为优秀作业').getAttribute('aria-pressed')).toBe('true');

    await tutor.press('Control+Enter');
    await tutor.page.getByRole('article', { name: '作业正文' }).filter({ hasNotText: essay }).waitFor();
    await isReady(tutor);
    await tutor.text(new RegExp(`已提交：${name ?? ''}`)).waitFor();
    expect(idOf(tutor)).not.toBe(id);
    expect(await tutor.box('评语').inputValue()).toBe('');
    const graded = await seen(await seats.house.server.as('周明礼'), id, submissionFields);
    expect(graded).toMatchObject({ state: 'RELEASED', review: { isExcellent: true, tutorName: '周明礼' } });
    expect(shownTotal).toContain(String(Number(graded.review?.points)));
  });

  test('JS-17 by points alone with the mouse; what is out of range is refused beside the field and kept', async () => {
    const id = await untouched();
    const tutor = await sit('周明礼');
    await opens(tutor, id);
    // A page that was just loaded begins at its beginning.
    expect(await focusOf(learnerName(tutor))).toEqual({ isHeld: false, isShown: false });
    await tutor.button('直接打分').click();
    await tutor.box('得分').fill('120');
    await tutor.button('提交并批下一份').click();
    await tutor.text('应在 0–100 之间，最多一位小数').waitFor();
    expect(await tutor.box('得分').inputValue()).toBe('120');
    await tutor.box('得分').fill('91.5');
    await tutor.button('提交并批下一份').click();
    await tutor.text(/^已提交：.+，91.5 分/).waitFor();
    // The heading of the next one is where Tab goes on from; who came by the mouse sees no ring around it.
    expect(await focusOf(learnerName(tutor))).toEqual({ isHeld: true, isShown: false });
    expect((await seen(await seats.house.server.as('周明礼'), id, submissionFields)).review?.points).toMatch(/^91\.50?$/);
  });

  test('JS-17 a submission is returned for revision with its reason', async () => {
    const id = await untouched();
    const tutor = await sit('周明礼');
    await opens(tutor, id);
    await tutor.press('r');
    const dialog = tutor.dialog('退回给学员修改');
    await dialog.getByRole('button', { name: '退回', exact: true }).click();
    await tutor.text('请写明退回原因，学员才知道怎么改').waitFor();
    await dialog.getByRole('textbox', { name: '退回原因' }).fill('请补充课堂实录中的学生回答。');
    await dialog.getByRole('button', { name: '退回', exact: true }).click();
    await tutor.text(/^已退回：/).waitFor();
    expect(await seen(await seats.house.server.as('周明礼'), id, submissionFields)).toMatchObject({ state: 'RETURNED', returnReason: '请补充课堂实录中的学生回答。' });
  });

  test('JS-17 许静姝 sees who is working on a submission, and cannot score it meanwhile', async () => {
    const id = await untouched();
    const first = await sit('周明礼');
    await opens(first, id);
    const second = await sit('许静姝');
    await second.goes(`/assignments/${encodeURIComponent(id)}?filter=UNGRADED`);
    await second.text(/周明礼 正在批阅这份作业（保留到 \d\d:\d\d）/).waitFor();
    expect(await second.button('提交并批下一份').isDisabled()).toBe(true);
    await second.screenshot('workbench-leased-1440-zh');
    await first.link('返回列表').click();
    await first.page.getByRole('table', { name: '批阅作业' }).waitFor();
    await second.button('再试一次').click();
    await isReady(second);
  });

  test('JS-17 许静姝 has another post as well: switching to it gives back what she has open, before the role ends; where it fails she still has it', async () => {
    const { owner } = seats.house.server;
    const { rows: [post] } = await owner.query<{ id: string }>(`insert into role_assignment (person_id, role, office_id, valid_from)
      select p.id, 'EXPERT', r.office_id, '2023-07-01' from person p, role_assignment r where p.name = '许静姝' and r.role = 'EXPERT' limit 1 returning id`);
    const id = await untouched();
    const holders = () => numberOf(owner, 'select count(*) from submission_lease where submission_id = $1 and until > now()', [keyOf('Submission', id)]);
    const tutor = await sit('许静姝');
    await opens(tutor, id);
    const switches = async (role: RegExp): Promise<void> => {
      await tutor.button(/^切换角色/).first().click();
      await tutor.page.getByRole('menuitem', { name: role }).click();
    };
    expect(await holders()).toBe(1);
    const isSwitch = (body: string | null): boolean => (body ?? '').includes('mutation ActivateRole');
    await tutor.page.route('**/graphql', (route) => (isSwitch(route.request().postData()) ? route.abort('connectionreset') : route.fallback()));
    await switches(/专家/);
    await tutor.text('连不上服务器，请检查网络后重试。').waitFor();
    await isReady(tutor);
    expect(await holders()).toBe(1);
    await tutor.page.unrouteAll();
    tutor.complaints.splice(0, tutor.complaints.length, ...tutor.complaints.filter((complaint) => !complaint.includes('net::ERR_')));

    // Asked while the answer to the switch is still on its way.
    let seenBefore = -1;
    await tutor.page.route('**/graphql', async (route) => {
      if (isSwitch(route.request().postData())) seenBefore = await holders();
      await route.fallback();
    });
    await switches(/专家/);
    await tutor.heading('今日').waitFor();
    expect(seenBefore).toBe(0);
    await tutor.page.unrouteAll();
    await switches(/辅导员/);
    await tutor.text(/^已切换/).waitFor();
    // What the page left had under way is refused to the other post.
    tutor.complaints.splice(0, tutor.complaints.length, ...tutor.complaints.filter((complaint) => !complaint.includes('403 (Forbidden)')));
    await owner.query('delete from role_assignment where id = $1', [post?.id]);
  });

  test('JS-17 the queue marks what somebody has open, and 批阅下一份 gives two tutors two submissions', async () => {
    const [first, second] = [await sit('周明礼'), await sit('许静姝')];
    await Promise.all([first, second].map(async (tutor) => {
      await tutor.goes('/assignments');
      await tutor.button('批阅下一份').click();
      await isReady(tutor);
    }));
    expect(idOf(first)).not.toBe(idOf(second));
    const watcher = await sit('许静姝');
    await watcher.goes('/assignments');
    await watcher.page.getByRole('row').filter({ hasText: '周明礼' }).first().waitFor();
  });

  test('JS-17 周明礼 has written in another window as well: both drafts are shown, and he keeps this one', async () => {
    const id = await untouched();
    const tutor = await sit('周明礼');
    await opens(tutor, id);
    await saveDraft(await seats.house.server.as('周明礼'), { submissionId: id, expectedDraftVersion: 0, comment: '那里写的评语。' });
    await tutor.box('评语').fill('这里写的评语。');
    const dialog = tutor.dialog('另一个窗口保存过草稿');
    await dialog.waitFor();
    expect(await dialog.getByRole('region', { name: '那里的草稿' }).textContent()).toContain('那里写的评语。');
    expect(await dialog.getByRole('region', { name: '我的批阅' }).textContent()).toContain('这里写的评语。');
    // The header says what it is, and not that the line is down.
    await tutor.page.getByRole('status', { includeHidden: true }).filter({ hasText: '有两份草稿，请选择' }).waitFor();
    expect(await tutor.text('没有保存成功，正在重试').count()).toBe(0);
    await tutor.screenshot('workbench-draft-conflict-1440-zh');
    expect(await axeViolations(tutor.page)).toEqual([]);
    await dialog.getByRole('button', { name: '保留这里的' }).click();
    await dialog.waitFor({ state: 'detached' });
    await isSaved(tutor);
    await tutor.page.reload();
    await isReady(tutor);
    expect(await tutor.box('评语').inputValue()).toBe('这里写的评语。');
  });

  test('JS-17 a stale write shows both sides and overwrites nothing unasked', async () => {
    const id = await untouched();
    await holdBackReleases(seats.house.server, id);
    const tutor = await sit('周明礼');
    await opens(tutor, id);
    for (const key of ['2', '2', '2', '2']) await tutor.press(key);
    await tutor.box('评语').fill('这是我的评语。');
    await isSaved(tutor);
    // His lease runs out, and his colleague grades the submission.
    await seats.house.server.owner.query('delete from submission_lease where submission_id = $1', [keyOf('Submission', id)]);
    const colleague = await seats.house.server.as('许静姝');
    await claim(colleague, { submissionId: id });
    const { version } = await seen(colleague, id, submissionFields);
    await submitReview(colleague, { submissionId: id, expectedVersion: version, criterionPoints: goodPoints, comment: '同事的评语。' });

    await tutor.press('Control+Enter');
    const dialog = tutor.dialog('这份作业刚被改动过');
    // Where the next one was at hand the tutor is there already, is told, and goes back.
    const wayBack = tutor.link('回去处理');
    await wayBack.or(dialog).first().waitFor();
    if (await wayBack.isVisible()) await wayBack.click();
    await dialog.waitFor();
    const current = dialog.getByRole('region', { name: '现有的批阅' });
    expect(await current.textContent()).toContain('87.5');
    expect(await current.textContent()).toContain('同事的评语。');
    expect(await dialog.getByRole('region', { name: '我的批阅' }).textContent()).toContain('这是我的评语。');
    expect(await dialog.getByRole('button', { name: '用我的覆盖' }).isDisabled()).toBe(true);
    await tutor.screenshot('workbench-stale-1440-zh');
    expect(await axeViolations(tutor.page)).toEqual([]);
    expect((await seen(colleague, id, submissionFields)).review).toMatchObject({ comment: '同事的评语。' });
    await dialog.getByRole('button', { name: '采用现有的' }).click();
    await dialog.waitFor({ state: 'detached' });
    await tutor.text(/许静姝 已于 .+ 批阅/).waitFor();
    expect((await seen(colleague, id, submissionFields)).review).toMatchObject({ comment: '同事的评语。', tutorName: '许静姝' });
  });

  test('JS-17 pinyin being composed triggers no shortcut', async () => {
    const tutor = await sit('周明礼');
    await opens(tutor, await untouched());
    const before = idOf(tutor);
    await tutor.box('评语').focus();
    const devtools = await tutor.context.newCDPSession(tutor.page);
    for (const text of ['j', 'ji', 'jia', 'jiao']) await devtools.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length });
    // The digit that chooses a candidate and the Enter that takes the letters belong to the input method.
    for (const [key, code] of [['1', 'Digit1'], ['Enter', 'Enter'], ['j', 'KeyJ'], ['r', 'KeyR']]) {
      await tutor.page.evaluate(`for (const target of [document.activeElement, document.body]) for (const extra of [{ isComposing: true }, { keyCode: 229 }]) target.dispatchEvent(new KeyboardEvent('keydown', { key: '${key ?? ''}', code: '${code ?? ''}', ctrlKey: ${String(code === 'Enter')}, bubbles: true, cancelable: true, ...extra }))`);
    }
    await devtools.send('Input.insertText', { text: '教' });
    expect(await tutor.box('评语').inputValue()).toBe('教');
    await isSaved(tutor);
    expect(idOf(tutor)).toBe(before);
    expect(await total(tutor).textContent()).toContain('—');
    expect(await tutor.page.getByRole('dialog').count()).toBe(0);
  });

  test('JS-17 session expiry asks in place and keeps what was typed', async () => {
    const id = await untouched();
    const tutor = await sit('周明礼');
    await opens(tutor, id);
    await tutor.context.clearCookies();
    await tutor.box('评语').fill('写到一半时登录失效了。');
    const dialog = tutor.dialog('登录已失效');
    await dialog.getByRole('textbox', { name: '账号' }).fill('zhou.mingli');
    await dialog.getByRole('textbox', { name: '密码' }).fill('Yanxiu-2023');
    await tutor.press('Enter');
    await isSaved(tutor);
    expect(await tutor.box('评语').inputValue()).toBe('写到一半时登录失效了。');
    expect(await numberOf(seats.house.server.owner, `select count(*) from review_draft where submission_id = $1 and comment = '写到一半时登录失效了。'`, [keyOf('Submission', id)])).toBe(1);
    tutor.complaints.splice(0, tutor.complaints.length, ...tutor.complaints.filter((complaint) => !complaint.includes('401')));
  });

  test('JS-17 the workbench reads and scores on a phone', async () => {
    const tutor = await sit('周明礼', { viewport: phone });
    await opens(tutor, await untouched());
    for (const group of await tutor.page.getByRole('region', { name: '评分' }).getByRole('group').all()) {
      const level = group.getByRole('button').first();
      if (await level.getAttribute('aria-pressed') !== null && await group.getByRole('textbox').count() === 1) await level.click();
    }
    expect(await total(tutor).textContent()).toMatch(/\d/);
    await tutor.button('提交并批下一份').click();
    await tutor.text(/^已提交：/).waitFor();
  });

  test('JS-17 from handing in to the next submission on screen', async () => {
    const tutor = await sit('周明礼');
    await tutor.goes('/assignments');
    // Nobody reads an essay in a moment: the next one has come when the score is in.
    let ahead = fetchedAhead(tutor);
    await tutor.button('批阅下一份').click();
    await isReady(tutor);
    const times: number[] = [];
    for (let round = 0; round < 9; round += 1) {
      for (const key of ['1', '1', '2', '2']) await tutor.press(key);
      // Measured in the page itself, from the key to the next submission's text with a form that can be used.
      await tutor.page.evaluate(`(() => {
        const essay = () => document.querySelector('main article')?.textContent;
        const former = essay();
        window.handedIn = new Promise((resolve) => {
          window.addEventListener('keydown', (event) => {
            const from = performance.now();
            const look = () => {
              const isThere = essay() && essay() !== former && document.querySelector('textarea:not([disabled]):not([aria-hidden])');
              if (isThere) resolve(performance.now() - from); else requestAnimationFrame(look);
            };
            if (event.code === 'Enter') look();
          }, { capture: true });
        });
      })()`);
      await ahead;
      ahead = fetchedAhead(tutor);
      await tutor.press('Control+Enter');
      times.push(await tutor.page.evaluate<number>('window.handedIn'));
    }
    await ahead;
    const sorted = times.slice(1).sort((a, b) => a - b);
    const [p50, p95] = [0.5, 0.95].map((share) => Math.round(sorted[Math.ceil(sorted.length * share) - 1] ?? NaN));
    console.log(`submit → next over ${sorted.length} submissions: p50 ${p50} ms, p95 ${p95} ms`);
    expect(p50).toBeLessThan(2_000);
  });
});
