// Second marking in the console: a blind notice, a dispute side by side, settings, figures and anchor papers.
import { beforeAll, expect, test } from '@jest/globals';
import { insertSecondMarking } from '../../server/demo/second-marking.js';
import { axeViolations, phone } from './console.js';
import { openSeats } from './seats.js';

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
