// The text side of the workbench in a browser: marking spans, saved comments, earlier attempts, what else is known of the learner.
import { describe, expect, test } from '@jest/globals';
import { globalId } from '../../server/kernel/ids.js';
import { ownSubmissions, seen, submissionFields, type SeenSubmission } from '../assignments/grading-acts.js';
import { axeViolations, phone, type Person } from './console.js';
import { openSeats } from './seats.js';
import { chinese, wordsIn } from './words-on-screen.js';
import { idOf, isReady, isSaved, opens, total, untouchedOf } from './workbench.js';

const seats = openSeats();
const { sit } = seats;
const untouched = untouchedOf(seats);

/** Selects characters of a paragraph as a hand with a mouse does. */
async function selects(person: Person, paragraph: number, from: number, to: number): Promise<void> {
  await person.page.evaluate(`(() => {
    const words = document.querySelectorAll('main article li')[${paragraph}].querySelector('[data-start]').firstChild;
    const range = document.createRange();
    range.setStart(words, ${from});
    range.setEnd(words, ${to});
    const selection = getSelection();
    selection.removeAllRanges();
    selection.addRange(range);
  })()`);
}

const marks = (person: Person) => person.page.locator('main article mark');

describe('JS-17 annotations in the workbench', () => {
  test('JS-17 周明礼 marks words by mouse and sentences by keyboard, deducts, leaves and comes back, hands in', async () => {
    const id = await untouched();
    const tutor = await sit('周明礼');
    await opens(tutor, id);
    for (const key of ['1', '1', '1', '1']) await tutor.press(key);
    expect(await total(tutor).textContent()).toContain('96');

    await selects(tutor, 0, 3, 9);
    await tutor.button('批注所选文字').click();
    const first = tutor.dialog('批注 1');
    await first.getByRole('textbox', { name: '批注内容' }).fill('这里的依据不足。');
    await first.getByRole('combobox', { name: '对应评分项' }).selectOption('content');
    await first.getByRole('textbox', { name: '扣分' }).fill('31');
    await tutor.text('应大于 0，不超过 30，最多一位小数').waitFor();
    await first.getByRole('textbox', { name: '扣分' }).fill('1.5');
    await tutor.screenshot('annotation-editor-1440-zh');
    expect(await axeViolations(tutor.page)).toEqual([]);
    await tutor.press('Escape');
    expect(await total(tutor).textContent()).toContain('94.5');
    await tutor.text('扣 1.5 分后 27.5').waitFor();

    // By keyboard: the first two sentences, which lie over the first span.
    await tutor.page.locator('main').click({ position: { x: 5, y: 300 } });
    await tutor.press('a');
    await tutor.page.getByRole('listbox', { name: '正文的句子' }).waitFor();
    await tutor.screenshot('annotation-sentences-1440-zh');
    for (const key of ['Shift+ArrowDown', 'Enter']) await tutor.press(key);
    await tutor.dialog('批注 1').waitFor();
    await tutor.page.keyboard.insertText('开头两句可以合并。');
    await tutor.press('Escape');
    await isSaved(tutor);
    await tutor.press('Shift+Slash');
    await tutor.screenshot('annotations-1440-zh');
    await tutor.press('Shift+Slash');

    await tutor.page.reload();
    await tutor.page.locator('textarea:not([disabled])').first().waitFor();
    expect(await total(tutor).textContent()).toContain('94.5');
    expect(await tutor.page.getByRole('list', { name: '批注' }).getByRole('listitem').allTextContents()).toEqual([expect.stringContaining('开头两句可以合并。'), expect.stringContaining('内容与立意，扣 1.5 分')]);
    await tutor.button('批注 2：这里的依据不足。').click();
    expect(await tutor.dialog('批注 2').getByRole('textbox', { name: '批注内容' }).inputValue()).toBe('这里的依据不足。');
    await tutor.press('Control+Enter');
    await tutor.text(/^已提交：.+，94.5 分/).waitFor();
    const graded = await (await seats.house.server.as('周明礼')).sees('query ($id: ID!) { submission(id: $id) { text review { points annotations { start end quote deduction } } } }', { id });
    const { text, review } = graded.submission as { text: string; review: { points: string; annotations: { start: number; end: number; quote: string; deduction: string | null }[] } };
    expect(review.points).toBe('94.5');
    expect(review.annotations.map(({ start, end, quote }) => text.slice(start, end) === quote)).toEqual([true, true]);
    expect(review.annotations.map(({ deduction }) => deduction)).toEqual([null, '1.5']);
  });

  test('JS-17 an annotation without words stands against handing in, and opens by itself; one that was left empty is gone', async () => {
    const tutor = await sit('周明礼');
    await opens(tutor, await untouched());
    for (const key of ['1', '1', '1', '1']) await tutor.press(key);
    await selects(tutor, 0, 3, 9);
    await tutor.press('a');
    await tutor.dialog('批注 1').waitFor();
    await tutor.press('Control+Enter');
    await tutor.text('请写下批注内容').waitFor();
    await tutor.button('完成').click();
    expect(await marks(tutor).count()).toBe(0);
  });

  test('JS-17 marking works on a phone, in the dark too', async () => {
    const tutor = await sit('周明礼', { viewport: phone, theme: 'dark' });
    await opens(tutor, await untouched());
    await selects(tutor, 0, 0, 6);
    await tutor.button('批注所选文字').click();
    await tutor.box('批注内容').fill('题目很好。');
    await tutor.screenshot('annotation-editor-390-dark');
    expect(await axeViolations(tutor.page)).toEqual([]);
    expect(await tutor.page.evaluate<boolean>('document.documentElement.scrollWidth > document.documentElement.clientWidth')).toBe(false);
    await tutor.button('完成').click();
    expect(await marks(tutor).count()).toBe(1);
    await isSaved(tutor);
    expect(await axeViolations(tutor.page)).toEqual([]);
  });
});

describe('JS-17 saved comments in the workbench', () => {
  test('JS-17 周明礼 keeps what he wrote, makes it a favourite, and then grades in six keystrokes; by letters it is found', async () => {
    const tutor = await sit('周明礼');
    await opens(tutor, await untouched());
    await tutor.box('评语').fill('目标清楚，课堂提问有层次。');
    await tutor.button('存为常用').click();
    await tutor.text('已存为常用评语').waitFor();
    await tutor.box('评语').fill('反思可以再具体些。');
    await tutor.button('存为常用').click();
    await tutor.page.locator('main').click({ position: { x: 5, y: 300 } });
    await tutor.press('/');
    const dialog = tutor.dialog('常用评语');
    const search = dialog.getByRole('combobox', { name: '查找常用评语' });
    await search.waitFor();
    await dialog.getByRole('option').nth(1).waitFor();
    expect(await search.inputValue()).toBe('');
    await tutor.page.keyboard.insertText('mbqc');
    await dialog.getByRole('option').nth(1).waitFor({ state: 'detached' });
    expect(await dialog.getByRole('option').textContent()).toContain('目标清楚');
    await dialog.getByRole('button', { name: '收藏' }).click();
    await dialog.getByRole('button', { name: '取消收藏' }).waitFor();
    await tutor.screenshot('comment-bank-1440-zh');
    expect(await axeViolations(tutor.page)).toEqual([]);
    await search.focus();
    await tutor.press('Enter');
    await dialog.waitFor({ state: 'detached' });
    expect(await tutor.box('评语').inputValue()).toBe('反思可以再具体些。\n目标清楚，课堂提问有层次。');

    const second = await untouched();
    await opens(tutor, second);
    await tutor.button(/^插入收藏 1：目标清楚/).waitFor();
    await tutor.page.locator('main').click({ position: { x: 5, y: 300 } });
    for (const key of ['1', '2', '1', '2', 'Alt+1']) await tutor.press(key);
    expect(await tutor.box('评语').inputValue()).toBe('目标清楚，课堂提问有层次。');
    await tutor.press('Shift+Slash');
    await tutor.screenshot('workbench-keys-1440-zh');
    await tutor.press('Shift+Slash');
    await tutor.press('Control+Enter');
    await tutor.text(/^已提交：/).waitFor();
    const { savedComments } = await (await seats.house.server.as('周明礼')).sees('{ savedComments(first: 1) { nodes { text uses favouriteNumber } } }');
    expect(savedComments.nodes).toEqual([{ text: '目标清楚，课堂提问有层次。', uses: 1, favouriteNumber: 1 }]);
  });

  test('JS-17 while pinyin is composed, neither the slash nor Alt with a digit nor Enter does anything', async () => {
    await (await seats.house.server.as('周明礼')).sees('mutation { createSavedComment(input: { text: "板书工整。" }) { refusals { code } } }');
    const tutor = await sit('周明礼');
    await opens(tutor, await untouched());
    await tutor.button('常用评语').click();
    const search = tutor.dialog('常用评语').getByRole('combobox');
    await search.focus();
    const devtools = await tutor.context.newCDPSession(tutor.page);
    for (const text of ['b', 'ba', 'ban']) await devtools.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length });
    for (const [key, code] of [['Enter', 'Enter'], ['/', 'Slash'], ['1', 'Digit1']]) {
      await tutor.page.evaluate(`for (const target of [document.activeElement, document.body]) for (const extra of [{ isComposing: true }, { keyCode: 229 }]) target.dispatchEvent(new KeyboardEvent('keydown', { key: '${key ?? ''}', code: '${code ?? ''}', altKey: ${String(code === 'Digit1')}, bubbles: true, cancelable: true, ...extra }))`);
    }
    await devtools.send('Input.insertText', { text: '板书' });
    await tutor.dialog('常用评语').getByRole('option').filter({ hasText: '板书工整。' }).waitFor();
    expect(await search.inputValue()).toBe('板书');
    expect(await tutor.page.evaluate<string>('document.querySelector("textarea").value')).toBe('');
  });

  test('JS-17 裴致远 shares a comment with the subject; on a phone 许静姝 finds it by mouse, but cannot change it', async () => {
    const chief = await sit('裴致远');
    await opens(chief, await untouched());
    await chief.box('评语').fill('请补充学生的真实表现和数据。');
    await chief.button('存为常用').click();
    await chief.text('已存为常用评语').waitFor();
    await chief.button('常用评语').click();
    const bank = chief.dialog('常用评语');
    await bank.getByRole('option').filter({ hasText: '请补充' }).click();
    await bank.getByRole('button', { name: '修改', exact: true }).click();
    await bank.getByRole('checkbox', { name: '共享给本学科的辅导员' }).check();
    await bank.getByRole('button', { name: '保存修改' }).click();
    await bank.getByText('我共享的').waitFor();

    const tutor = await sit('许静姝', { viewport: phone });
    await opens(tutor, await untouched());
    await tutor.button('常用评语').click();
    const option = tutor.dialog('常用评语').getByRole('option').filter({ hasText: '裴致远 共享' });
    await option.click();
    expect(await tutor.button('修改').count()).toBe(0);
    await tutor.screenshot('comment-bank-390-zh');
    expect(await tutor.page.evaluate<boolean>('document.documentElement.scrollWidth > document.documentElement.clientWidth')).toBe(false);
    await tutor.button('插入').click();
    expect(await tutor.box('评语').inputValue()).toBe('请补充学生的真实表现和数据。');
  });
});

describe('JS-17 earlier attempts and what else is known', () => {
  test('JS-17 周明礼 returns with annotations; 林晓岚 reads them on her phone and hands in again; he finds it as handed in again, and what changed beside what he had said', async () => {
    const zhou = await seats.house.server.as('周明礼');
    const [first = ''] = await ownSubmissions(seats.house.server, 'SUBMITTED');
    const { text, version, assignment } = await seen(zhou, first, `${submissionFields} assignment { title }`) as SeenSubmission & { assignment: { title: string } };
    const annotation = { start: 0, end: 12, quote: text.slice(0, 12), comment: '此处请补充课堂上的实例。' };
    await zhou.sees('mutation ($input: ReturnSubmissionInput!) { returnSubmission(input: $input) { refusals { code } } }', { input: { submissionId: first, expectedVersion: version, reason: '请按批注修改。', annotations: [annotation] } });
    const learner = await sit('林晓岚', { viewport: phone });
    await learner.goes('/learning');
    await learner.page.getByRole('article', { name: assignment.title }).getByRole('link', { name: '修改并重新提交' }).first().click();
    await learner.text('请按批注修改。').waitFor();
    await learner.region('退回的原文与批注').waitFor();
    await learner.text('此处请补充课堂上的实例。').first().waitFor();
    await learner.screenshot('annotated-return-390-zh');
    expect(await axeViolations(learner.page)).toEqual([]);
    expect(await learner.page.evaluate<boolean>('document.documentElement.scrollWidth > document.documentElement.clientWidth')).toBe(false);

    await learner.button('提交作业').click();
    await learner.text('本次与上次提交的内容完全相同，请先修改').waitFor();
    await learner.box('作业正文').fill(`${text.replace('学生', '孩子')}\n我又补充了一段课堂实录。`);
    await learner.text('已暂存在本机').waitFor();
    await learner.page.reload();
    await learner.text('已恢复您上次未提交的内容。').waitFor();
    await learner.button('提交作业').click();
    await learner.dialog('提交这份作业？').getByText(/作为第 2 次提交交给辅导员批阅/).waitFor();
    await learner.screenshot('hand-in-again-390-zh');
    await learner.button('确定提交').click();
    await learner.text('已提交，等待辅导员批阅。').waitFor();
    await learner.page.getByRole('article', { name: assignment.title }).getByText('已提交，待批阅').first().waitFor();
    await learner.screenshot('handed-in-again-390-zh');

    const tutor = await sit('周明礼');
    await tutor.goes('/assignments?filter=RESUBMITTED');
    await tutor.page.getByRole('row').filter({ hasText: '林晓岚' }).getByRole('link').first().click();
    await isReady(tutor);
    const id = idOf(tutor);
    expect(id).not.toBe(first);
    await tutor.text('修改后重交').first().waitFor();
    await tutor.page.locator('main').click({ position: { x: 5, y: 300 } });
    await tutor.press('d');
    const dialog = tutor.dialog('修改前后对比');
    await dialog.getByRole('article', { name: '改动后的正文' }).waitFor();
    expect(await dialog.locator('article ins').last().textContent()).toBe('我又补充了一段课堂实录。');
    const said = await dialog.getByRole('region', { name: '第 1 次的批阅' }).textContent() ?? '';
    for (const part of ['请按批注修改。', '此处请补充课堂上的实例。']) expect(said).toContain(part);
    await tutor.screenshot('attempts-1440-zh');
    expect(await axeViolations(tutor.page)).toEqual([]);
    await tutor.press('Escape');

    await tutor.press('i');
    const facts = tutor.dialog('林晓岚的学习情况');
    await facts.getByRole('group', { name: '成绩' }).waitFor();
    await facts.getByText('教学反思').waitFor();
    await tutor.screenshot('learner-facts-1440-zh');
    expect(await axeViolations(tutor.page)).toEqual([]);
    expect((await seen(zhou, id, 'attempt state')).attempt).toBe(2);

    // His colleague may write, too, once he is gone.
    await tutor.press('Escape');
    await tutor.link('返回列表').click();
    await tutor.page.getByRole('table', { name: '批阅作业' }).waitFor();
    await (await seats.house.server.as('许静姝')).sees('mutation { createSavedComment(input: { text: "层次清楚。" }) { refusals { code } } }');
    const onPhone = await sit('许静姝', { viewport: phone, language: 'en' });
    await onPhone.goes(`/assignments/${encodeURIComponent(id)}?filter=UNGRADED`);
    await onPhone.button('Compare with before').click();
    await onPhone.dialog('Before and after revision').waitFor();
    await onPhone.screenshot('attempts-390-en');
    const isEnglish = async (): Promise<void> => {
      await onPhone.isAtRest();
      expect(await wordsIn(onPhone, seats.house.server.owner, chinese)).toEqual([]);
      expect(await axeViolations(onPhone.page)).toEqual([]);
    };
    await isEnglish();
    await onPhone.press('Escape');
    await onPhone.button('About the learner').click();
    await onPhone.dialog('What is known of 林晓岚').waitFor();
    await onPhone.screenshot('learner-facts-390-en');
    await isEnglish();
    await onPhone.press('Escape');
    await onPhone.button('Saved comments').click();
    await onPhone.dialog('Saved comments').getByRole('option').filter({ hasText: '层次清楚。' }).click();
    await onPhone.screenshot('comment-bank-390-en');
    await isEnglish();
    expect(await onPhone.page.evaluate<boolean>('document.documentElement.scrollWidth > document.documentElement.clientWidth')).toBe(false);
  });
});

describe('JS-17 anonymous grading in the workbench', () => {
  test('JS-17 韩立诚 grades 学员 by number: no name, no school; after the release he reads the name', async () => {
    // The course holds its reviews back; this one is released as soon as it is graded.
    await seats.house.server.owner.query('update assignment set release_on_submit = true where is_anonymous');
    const { rows: [one] } = await seats.house.server.owner.query<{ id: string; name: string; school: string }>(`select s.id, p.name, o.name as school from submission s join person p on p.id = s.person_id join office o on o.id = s.school_id join assignment a on a.id = s.assignment_id
      where a.is_anonymous and s.is_latest and s.state = 'SUBMITTED' order by s.submitted_at, s.id limit 1`);
    const id = globalId('Submission', Number(one?.id));
    const tutor = await sit('韩立诚');
    await opens(tutor, id);
    expect(await tutor.page.getByRole('heading', { level: 1 }).textContent()).toMatch(/^学员 \d+$/);
    await tutor.text('匿名批阅').waitFor();
    const header = await tutor.page.locator('main header').textContent() ?? '';
    expect(header).not.toContain(one?.name);
    expect(header).not.toContain(one?.school);
    expect(await tutor.button(/学员情况/).count()).toBe(0);
    await tutor.screenshot('workbench-anonymous-1440-zh');
    expect(await axeViolations(tutor.page)).toEqual([]);
    // Nor does anything tell it that opens over the page, and the number stays the same.
    const heading = tutor.page.locator('h1').filter({ hasText: /^学员 \d+$/ }).first();
    const number = await heading.textContent();
    for (const over of ['退回修改', '标记', '常用评语']) {
      await tutor.button(over).first().click();
      const dialog = tutor.page.getByRole('dialog');
      await dialog.waitFor();
      await tutor.isAtRest();
      for (const told of [await dialog.textContent(), await tutor.page.locator('body').textContent()]) for (const hidden of [one?.name ?? '—', one?.school ?? '—']) expect(`${over} ${told ?? ''}`).not.toContain(hidden);
      expect(await heading.textContent()).toBe(number);
      await tutor.press('Escape');
      await dialog.waitFor({ state: 'detached' });
    }
    for (const key of ['1', '1', '2', '2']) await tutor.press(key);
    await tutor.press('Control+Enter');
    await tutor.text(/^已提交：学员 \d+，/).waitFor();
    await tutor.goes(`/assignments/${encodeURIComponent(id)}?filter=GRADED`);
    await tutor.heading(one?.name ?? '').waitFor();

    await tutor.goes('/assignments');
    await tutor.page.getByRole('row').filter({ hasText: /学员 \d+/ }).first().waitFor();
    await tutor.screenshot('queue-anonymous-1440-zh');
    const onPhone = await sit('韩立诚', { viewport: phone, language: 'en' });
    await onPhone.goes('/assignments');
    await onPhone.text(/^Learner \d+$/).first().waitFor();
  });
});
