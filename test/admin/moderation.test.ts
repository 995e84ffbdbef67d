// Second marking in the console: a blind notice, a dispute side by side, settings, figures and anchor papers.
import { beforeAll, expect, test } from '@jest/globals';
import { submissionStates } from '../../server/assignments/rules/submission-states.js';
import { insertSecondMarking } from '../../server/demo/second-marking.js';
import { globalId } from '../../server/kernel/ids.js';
import { codesOf, submitReview, waitingIds } from '../assignments/grading-acts.js';
import { heldReleases } from '../assignments/held-releases.js';
import { decide } from '../moderation/marking-acts.js';
import { axeViolations, phone } from './console.js';
import { openSeats } from './seats.js';

const holdBackReleases = heldReleases();
const seats = openSeats();
const { sit } = seats;

beforeAll(async () => {
  const { owner } = seats.house.server;
  await owner.query('begin');
  await insertSecondMarking(owner);
  await owner.query('commit');
});

test('JS-17 周明礼 marks a second time what 许静姝 marked: the notice says that he is blind, and her name stands nowhere beside the text', async () => {
  const zhou = await sit('周明礼');
  await zhou.goes('/assignments?filter=SECOND_MARKING');
  await zhou.page.getByRole('table').getByRole('row').nth(1).waitFor();
  await zhou.screenshot('second-marking-queue-1440-zh');
  await zhou.button('批阅下一份').click();
  await zhou.text(/这份作业由您复评/).waitFor();
  await zhou.button('逐项打分').or(zhou.page.getByRole('status', { name: '总分' })).first().waitFor();
  expect(await zhou.page.locator('main').getByText('许静姝').count()).toBe(0);
  await zhou.screenshot('second-marking-1440-zh');
  expect(await axeViolations(zhou.page)).toEqual([]);
});

test('JS-17 裴致远 finds the disputes, reads both reviews side by side, decides, and the learner gets what he ticked', async () => {
  const pei = await sit('裴致远');
  await pei.goes('/');
  await pei.link('评分质量').click();
  const row = pei.page.getByRole('table', { name: '复评列表' }).getByRole('row').nth(1);
  await row.waitFor();
  await pei.screenshot('disputes-1440-zh');
  expect(await axeViolations(pei.page)).toEqual([]);
  await row.getByRole('link').first().click();
  await pei.region('裁定').waitFor();
  await pei.screenshot('dispute-1440-zh');
  expect(await axeViolations(pei.page)).toEqual([]);
  await pei.button('定分').click();
  await pei.text('请给出 0 到 30 之间的分').first().waitFor();
  await pei.button('取首评的分').click();
  await pei.button('定分').click();
  await pei.text('请说明理由').waitFor();
  await pei.box('裁定理由').fill('首评更合标准。');
  await pei.region('裁定').getByRole('checkbox', { name: /^复评评语/ }).uncheck();
  await pei.button('定分').click();
  await pei.text('由 裴致远 裁定：首评更合标准。').waitFor();
  await pei.region('学员看到的结果').waitFor();
  await pei.screenshot('dispute-decided-1440-zh');
});

test('JS-17 裴致远 changes the settings, and what cannot be is said beside its field; he reads the figures of the programme', async () => {
  const pei = await sit('裴致远');
  await pei.goes('/moderation/settings');
  await pei.page.getByRole('table', { name: '复评设置列表' }).getByRole('row').nth(1).waitFor();
  await pei.screenshot('second-marking-settings-1440-zh');
  await pei.button('修改').first().click();
  const dialog = pei.dialog('复评设置');
  await dialog.getByRole('textbox', { name: '随机抽取（%）' }).fill('120');
  await dialog.getByRole('button', { name: '保存' }).click();
  await dialog.getByText('随机比例应在 0 到 100 之间。').waitFor();
  await pei.screenshot('second-marking-setting-1440-zh');
  expect(await axeViolations(pei.page)).toEqual([]);
  await dialog.getByRole('textbox', { name: '随机抽取（%）' }).fill('15');
  await dialog.getByRole('button', { name: '保存' }).click();
  await pei.page.getByRole('cell', { name: '15', exact: true }).waitFor();
  await pei.page.getByRole('tab', { name: '一致性' }).click();
  await pei.page.getByRole('table', { name: '本项目各位辅导员' }).getByRole('row', { name: /周明礼/ }).waitFor();
  await pei.screenshot('agreement-programme-1440-zh');
  expect(await axeViolations(pei.page)).toEqual([]);
});

test('JS-17 许静姝 looks at her own figures in the dark and marks an anchor paper for practice', async () => {
  const xu = await sit('许静姝', { theme: 'dark' });
  await xu.goes('/moderation/figures');
  await xu.region('我的').waitFor();
  await xu.screenshot('agreement-own-1440-dark');
  expect(await axeViolations(xu.page)).toEqual([]);
  await xu.page.getByRole('tab', { name: '标杆卷' }).click();
  await xu.button('试评').first().click();
  for (const [name, points] of [['内容与立意', '25'], ['教学实践', '25'], ['分析与反思', '20'], ['结构与表达', '10']] as const) await xu.box(name).fill(points);
  await xu.button('提交试评').click();
  await xu.text(/您试评 80 分，比定分/).waitFor();
  await xu.screenshot('anchor-1440-dark');
  expect(await axeViolations(xu.page)).toEqual([]);
});

test('JS-17 on a phone and in English the dispute stands one below the other and fits', async () => {
  const pei = await sit('裴致远', { viewport: phone, language: 'en' });
  await pei.goes('/moderation?state=AGREED');
  await pei.page.locator('main ul[aria-label] > li').first().waitFor();
  await pei.screenshot('second-markings-390-en');
  await pei.page.locator('main ul[aria-label] > li').first().getByRole('link').first().click();
  await pei.region('Both reviews').waitFor();
  await pei.screenshot('second-marking-390-en');
  expect(await pei.page.evaluate('document.documentElement.scrollWidth <= document.documentElement.clientWidth')).toBe(true);
  expect(await axeViolations(pei.page)).toEqual([]);
  await pei.goes('/moderation/figures');
  await pei.page.getByRole('heading', { name: 'Tutors of the programme' }).waitFor();
  await pei.screenshot('agreement-390-en');
});

test('JS-17 each state of a submission as its tutor sees it', async () => {
  const { server } = seats.house;
  const held = (await waitingIds(server, 4)).at(-1) ?? '';
  await holdBackReleases(server, held);
  await submitReview(await server.as('许静姝'), { submissionId: held, expectedVersion: 1, points: '88' });
  const { rows: [disputed] } = await server.owner.query<{ id: string; version: number }>("select s.id, s.version from second_marking m join submission s on s.id = m.submission_id where m.state = 'DISPUTED' order by s.id limit 1");
  const agreed = globalId('Submission', Number(disputed?.id));
  await holdBackReleases(server, agreed);
  expect(codesOf(await decide(await server.as('裴致远'), { submissionId: agreed, expectedVersion: disputed?.version ?? 0, points: '80' }))).toEqual([]);
  const words: Record<(typeof submissionStates)[number], string> = { SUBMITTED: '待批', SCORED: '已批，未发布', SECOND_MARKING: '复评中', AGREED: '已定分，未发布', RELEASED: '已发布', APPEALED: '申诉中', REVISED: '申诉后改分', RETURNED: '已退回' };
  const tutor = await sit('许静姝');
  for (const state of submissionStates) {
    const { rows: [one] } = await server.owner.query<{ id: string }>(`select s.id from submission s join training_class k on k.id = s.class_id join course c on c.id = k.course_id
      where c.code = 'KC2023001' and s.state = $1 and s.is_latest and not exists (select 1 from submission_lease l where l.submission_id = s.id and l.until > now()) order by s.id desc limit 1`, [state]);
    expect([state, one === undefined]).toEqual([state, false]);
    await tutor.goes(`/assignments/${encodeURIComponent(globalId('Submission', Number(one?.id)))}?filter=ALL`);
    await tutor.page.locator('main header').getByText(words[state], { exact: true }).waitFor();
    await tutor.isAtRest();
    await tutor.screenshot(`state-${state.toLowerCase().replace('_', '-')}-1440-zh`);
    expect(await axeViolations(tutor.page)).toEqual([]);
  }
});
