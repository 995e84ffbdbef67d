// One submission from the drawing of a sample to the revised score, told in the console alone: seven people before their browsers.
import { expect, test } from '@jest/globals';
import { globalId } from '../../server/kernel/ids.js';
import { alsoChief } from '../appeals/appeal-acts.js';
import { heldReleases } from '../assignments/held-releases.js';
import { axeViolations, phone, type Person } from './console.js';
import { openSeats } from './seats.js';

const holdBackReleases = heldReleases();
const seats = openSeats();
const { sit } = seats;
const criteria = ['内容与立意', '教学实践', '分析与反思', '结构与表达'];

test('JS-17 JS-19 林晓岚\'s work is sampled, marked twice blind, disputed, decided, released and appealed in two steps; she reads the revision', async () => {
  const work = await waitingWork();
  await holdBackReleases(seats.house.server, work.id);

  const pei = await sit('裴致远');
  await pei.goes('/moderation/settings');
  await pei.button('添加设置').first().click();
  const setting = pei.dialog('复评设置');
  await setting.getByRole('combobox', { name: '作业' }).fill(work.assignment);
  await pei.page.getByRole('option', { name: `${work.course} · ${work.assignment}`, exact: true }).click();
  await chooses(pei, '只对一个班', work.className);
  await setting.getByRole('textbox', { name: '随机抽取（%）' }).fill('100');
  await setting.getByRole('button', { name: '保存' }).click();
  await pei.page.getByRole('table', { name: '复评设置列表' }).getByRole('row', { name: new RegExp(work.className) }).waitFor();

  // 许静姝 marks first: 24 / 24 / 20 / 12.
  const xu = await sit('许静姝');
  await opensRowOf(xu, work);
  await marks(xu, ['24', '24', '20', '12'], '课例写得具体。');
  await xu.text(/^已提交：林晓岚/).waitFor();

  // 周明礼 takes it out of the queue of second marking and does not learn what she gave, nor that it was she.
  const zhou = await sit('周明礼');
  await zhou.goes('/assignments?filter=SECOND_MARKING');
  await zhou.page.getByRole('table', { name: '批阅作业' }).getByRole('row', { name: /林晓岚/ }).waitFor();
  await zhou.button('批阅下一份').click();
  await zhou.text(/这份作业由您复评/).waitFor();
  const bench = await zhou.page.locator('main').textContent() ?? '';
  expect(bench).toContain(work.opening);
  for (const secret of ['许静姝', '课例写得具体']) expect(bench).not.toContain(secret);
  await marks(zhou, ['18', '18', '15', '9'], '反思可以再深入。');
  await zhou.text(/^已提交：林晓岚/).waitFor();

  // 80 and 60: the chief tutor sees both, takes the first points but one, and gives the learner the second comment only.
  await goesOn(pei, '评分质量');
  await pei.page.getByRole('table', { name: '复评列表' }).getByRole('row', { name: /林晓岚/ }).getByRole('link').first().click();
  const decision = pei.region('裁定');
  await decision.waitFor();
  expect(await pei.region('两次批阅').textContent()).toMatch(/首评 · 许静姝.*复评 · 周明礼/s);
  await pei.button('取首评的分').click();
  await decision.getByRole('textbox', { name: '教学实践' }).fill('20');
  await decision.getByRole('checkbox', { name: '首评评语：课例写得具体。' }).uncheck();
  await decision.getByRole('textbox', { name: '裁定理由' }).fill('首评近于标准，实践一项从严。');
  await decision.getByText('总分 76 分，满分 100 分').waitFor();
  await pei.screenshot('fair-marking-decision-1440-zh');
  await pei.button('定分').click();
  await pei.text('由 裴致远 裁定：首评近于标准，实践一项从严。').waitFor();

  // Decided is not released: the learner reads nothing yet.
  const lin = await sit('林晓岚', { viewport: phone });
  await lin.goes(`/learning/${encodeURIComponent(work.id)}`);
  await lin.text('批阅中，结果发布后显示在这里。').waitFor();
  expect(await lin.page.locator('main').textContent()).not.toContain('反思可以再深入');

  await goesOn(pei, '批阅作业');
  await pei.button('发布成绩').click();
  const release = pei.dialog('发布成绩');
  await release.getByRole('region', { name: `${work.className} ${work.assignment}` }).getByRole('button', { name: '发布 1 份' }).click();
  await pei.dialog('发布完成').getByText('1 份已完成').waitFor();
  await pei.dialog('发布完成').getByRole('button', { name: '关闭' }).click();

  await lin.link('我的学习').click();
  await own(lin, work).getByText('反思可以再深入。').waitFor();
  expect(await own(lin, work).textContent()).not.toMatch(/课例写得具体|从严|许静姝/);
  await own(lin, work).getByRole('link', { name: '查看正文' }).click();
  await appeals(lin, '提出申诉', '对分数提出申诉', '第三段就是课堂实录。');
  await lin.text('等待答复；答复以前原分数 76 有效。').waitFor();

  // The first step upholds, the second revises.
  await goesOn(zhou, '申诉');
  await zhou.page.getByRole('table', { name: '申诉列表' }).getByRole('link', { name: '林晓岚' }).click();
  await zhou.box('给学员的答复').fill('已按裁定计分。');
  await zhou.button('维持原分并答复').click();
  await zhou.page.getByText('分数：76，不变').waitFor();

  await lin.page.reload();
  await appeals(lin, '向学科总辅导员申诉', '向学科总辅导员申诉', '请看课堂实录中的追问。');
  await lin.page.getByRole('article', { name: '第二步 · 学科总辅导员' }).getByText('等待答复；答复以前原分数 76 有效。').waitFor();

  // Who decided does not judge the own decision: the province is told that nobody may, names another, and that one answers.
  await goesOn(pei, '申诉');
  await pei.page.getByRole('heading', { level: 1, name: '申诉' }).waitFor();
  await pei.page.getByRole('button', { name: '全部', exact: true }).click();
  await pei.page.getByRole('table', { name: '申诉列表' }).getByRole('row', { name: /林晓岚.*第二步/ }).getByRole('link').first().click();
  await pei.text(/^这一步由学科总辅导员答复；评过、裁定过这份作业/).waitFor();
  expect(await pei.region('答复').count()).toBe(0);
  await pei.screenshot('fair-marking-not-his-1440-zh');
  const gu = await sit('顾文远');
  await gu.goes('/');
  await gu.region('件申诉没有学科总辅导员可以答复').getByText(new RegExp(`${work.course}：1 件`)).waitFor();
  await gu.screenshot('appeal-gap-today-1440-zh');
  expect(await axeViolations(gu.page)).toEqual([]);
  await gu.region('件申诉没有学科总辅导员可以答复').getByRole('link', { name: '去指定' }).click();
  await gu.page.getByRole('table').getByText('裴致远').first().waitFor();
  const { ends } = await alsoChief(seats.house.server);
  const song = await sit('宋怀瑾');
  await song.goes('/');
  await song.page.getByRole('button', { name: /^切换角色/ }).first().click();
  await song.page.getByRole('menuitem', { name: /总辅导员/ }).click();
  await goesOn(song, '申诉');
  await song.page.getByRole('table', { name: '申诉列表' }).getByRole('link', { name: '林晓岚' }).click();
  await song.page.getByRole('radio', { name: '改分' }).check();
  await song.page.getByRole('textbox', { name: '改后得分' }).fill('23.5');
  await song.page.getByRole('textbox', { name: '改分的理由' }).fill('追问应计分。');
  await song.page.getByRole('textbox', { name: '给学员的答复' }).fill('复核后实践一项改分。');
  await song.button('改分并答复').click();
  await song.page.getByText('分数：76 → 79.5').waitFor();

  await lin.page.reload();
  const answer = lin.page.getByRole('article', { name: '第二步 · 学科总辅导员' });
  await answer.getByText('分数：76 → 79.5').waitFor();
  await answer.getByText('复核后实践一项改分。').waitFor();
  await lin.text('申诉后已改分').waitFor();
  expect(await lin.button(/申诉$/).count()).toBe(0);
  await lin.screenshot('fair-marking-revised-390-zh');
  expect(await axeViolations(lin.page)).toEqual([]);
  await ends();
}, 180_000);

interface Work { id: string; assignment: string; course: string; className: string; opening: string }

/** What 林晓岚 has handed in and nobody has read. */
async function waitingWork(): Promise<Work> {
  const { rows: [row] } = await seats.house.server.owner.query<Omit<Work, 'id'> & { key: string }>(`
    select s.id as key, a.title as assignment, c.name as course, k.name as "className", substr(regexp_replace(s.text, '\\s.*$', ''), 1, 12) as opening
    from submission s join assignment a on a.id = s.assignment_id join training_class k on k.id = s.class_id join course c on c.id = k.course_id
    where s.state = 'SUBMITTED' and s.is_latest and s.person_id = (select id from person where user_name = 'lin.xiaolan') order by s.id limit 1`);
  if (!row) throw new Error('林晓岚 has nothing waiting');
  return { ...row, id: globalId('Submission', Number(row.key)) };
}

async function goesOn(person: Person, entry: string): Promise<void> {
  await person.page.getByRole('navigation', { name: '主菜单' }).getByRole('link', { name: entry, exact: true }).click();
}

async function chooses(person: Person, field: string, option: string): Promise<void> {
  await person.page.getByRole('combobox', { name: field }).click();
  await person.page.getByRole('option', { name: option, exact: true }).click();
}

/** Finds 林晓岚's work in the queue of her class and opens it. */
async function opensRowOf(tutor: Person, work: Work): Promise<void> {
  await tutor.goes('/assignments?filter=UNGRADED');
  await chooses(tutor, '班级', work.className);
  await chooses(tutor, '作业', work.assignment);
  await tutor.page.getByRole('table', { name: '批阅作业' }).getByRole('row', { name: /林晓岚/ }).getByRole('link').first().click();
}

/** Points in every criterion, a comment, and in. */
async function marks(tutor: Person, points: readonly string[], comment: string): Promise<void> {
  await tutor.page.locator('textarea:not([disabled])').first().waitFor();
  for (const [place, criterion] of criteria.entries()) await tutor.box(`${criterion}得分`).fill(points[place] ?? '');
  await tutor.box('评语').fill(comment);
  await tutor.button('提交并批下一份').click();
}

function own(learner: Person, work: Work) {
  return learner.page.getByRole('article', { name: work.assignment, exact: true });
}

async function appeals(learner: Person, button: string, title: string, reason: string): Promise<void> {
  await learner.button(button).click();
  const dialog = learner.dialog(title);
  await dialog.getByRole('checkbox', { name: /^教学实践/ }).check();
  await dialog.getByRole('textbox').first().fill(reason);
  await dialog.getByRole('button', { name: '提交申诉' }).click();
}
