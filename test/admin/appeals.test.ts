// An appeal from the learner's own page to the final answer, and the chief tutor's allocation, in a real browser.
import { expect, test } from '@jest/globals';
import type { Locator } from 'playwright-core';
import { axeViolations, phone } from './console.js';
import { openSeats } from './seats.js';

const seats = openSeats();
const { sit } = seats;

test('JS-19 林晓岚 appeals on the phone, 周明礼 revises a criterion, and she reads both scores', async () => {
  await seats.house.server.owner.query(`update review set released_at = '2023-09-09 10:00+08', criterion_points = '[{"criterion": "content", "pointsTenths": 270}, {"criterion": "practice", "pointsTenths": 270}, {"criterion": "reflection", "pointsTenths": 220}, {"criterion": "expression", "pointsTenths": 140}]', points_tenths = 900
    where id = (select s.last_review_id from submission s where s.is_latest and s.state = 'RELEASED' and s.person_id = (select id from person where user_name = 'lin.xiaolan') limit 1)`);
  const lin = await sit('林晓岚', { viewport: phone });
  await lin.goes('/learning');
  await lin.link('查看正文').first().click();
  await lin.button('提出申诉').click();
  const dialog = lin.dialog('对分数提出申诉');
  await dialog.getByRole('checkbox').first().check();
  await dialog.getByRole('button', { name: '提交申诉' }).click();
  await dialog.getByText('请写明理由').waitFor();
  await dialog.getByRole('textbox').first().fill('第二段写了课例，没有计分。');
  await lin.screenshot('appeal-dialog-390-zh');
  expect(await axeViolations(lin.page)).toEqual([]);
  await dialog.getByRole('button', { name: '提交申诉' }).click();
  await lin.page.getByText('等待答复；答复以前原分数 90 有效。').waitFor();
  await lin.screenshot('appeal-own-390-zh');
  expect(await axeViolations(lin.page)).toEqual([]);

  const zhou = await sit('周明礼');
  await zhou.goes('/');
  await zhou.link('申诉').click();
  await zhou.page.getByRole('table', { name: '申诉列表' }).waitFor();
  await zhou.screenshot('appeals-1440-zh');
  expect(await axeViolations(zhou.page)).toEqual([]);
  await zhou.link('林晓岚').click();
  await zhou.page.getByRole('radio', { name: '改分' }).check();
  await zhou.button('改分并答复').click();
  await zhou.page.getByText('请至少给一个评分项填上改后的得分').waitFor();
  await zhou.page.getByRole('textbox', { name: '改后得分' }).fill('29.5');
  await zhou.page.getByRole('textbox', { name: '改分的理由' }).fill('课例应计分。');
  await zhou.page.getByRole('textbox', { name: '给学员的答复' }).fill('复核后内容一项改分。');
  await zhou.page.getByText('总分 90 → 92.5').waitFor();
  await zhou.screenshot('appeal-answer-1440-zh');
  expect(await axeViolations(zhou.page)).toEqual([]);
  await zhou.button('改分并答复').click();
  await zhou.page.getByText('分数：90 → 92.5').waitFor();
  await lin.goes('/learning');
  await lin.link('查看正文').first().click();
  await lin.page.getByText('分数：90 → 92.5').waitFor();
  await lin.button('向学科总辅导员申诉').waitFor();
});

test('JS-17 裴致远 previews and allocates, moves a few, marks an absence, and reads the workload; dark, on a phone, and in English it holds', async () => {
  const pei = await sit('裴致远', { theme: 'dark' });
  await pei.goes('/');
  await pei.link('阅卷分配').click();
  const board = pei.page.getByRole('table', { name: '各位辅导员的进度' });
  await board.getByRole('row', { name: /周明礼/ }).waitFor();
  await pei.button('分配').click();
  const dialog = pei.dialog('分配待批阅的作业');
  await dialog.getByRole('checkbox', { name: '许静姝 参加分配' }).uncheck();
  await dialog.getByRole('switch', { name: '除本校外，也回避本县（区）的作业' }).check();
  await pei.screenshot('allocation-terms-1440-dark');
  await dialog.getByRole('button', { name: '预览' }).click();
  await dialog.getByText(/可分配 [\d,]+ 份/).waitFor();
  await pei.screenshot('allocation-preview-1440-dark');
  expect(await axeViolations(pei.page)).toEqual([]);
  await dialog.getByRole('button', { name: /^分配 [\d,]+ 份/ }).click();
  await pei.page.getByText(/已分配 [\d,]+ 份/).first().waitFor();
  await pei.screenshot('allocation-1440-dark');
  expect(await axeViolations(pei.page)).toEqual([]);
  await pei.button('改派 周明礼 的作业').click();
  const moving = pei.dialog('改派 周明礼 的作业');
  await moving.getByRole('combobox', { name: '改派给' }).click();
  await pei.page.getByRole('option', { name: /^许静姝/ }).click();
  await moving.getByRole('radio', { name: '逐份勾选' }).check();
  await moving.getByRole('table').getByRole('row').nth(1).waitFor();
  const before = await moving.getByRole('table').getByRole('row').count();
  await moving.getByRole('combobox', { name: '作业', exact: true }).click();
  await pei.page.getByRole('option', { name: /教学案例/ }).first().click();
  await expectFewer(moving.getByRole('table').getByRole('row'), before);
  await moving.getByRole('checkbox', { name: /^选中/ }).first().check();
  await moving.getByText('已勾选 1 份').waitFor();
  await pei.screenshot('reassign-1440-dark');
  expect(await axeViolations(pei.page)).toEqual([]);
  await moving.getByRole('button', { name: '改派', exact: true }).click();
  await moving.getByText('请说明原因').waitFor();
  await moving.getByRole('textbox', { name: '原因' }).fill('均衡进度。');
  await moving.getByRole('button', { name: '改派', exact: true }).click();
  await moving.waitFor({ state: 'detached' });
  await pei.page.getByRole('listitem').filter({ hasText: '改派' }).getByText(/均衡进度/).waitFor();
  await pei.button('登记缺席：许静姝').click();
  const absence = pei.dialog('登记缺席：许静姝');
  await absence.getByLabel('最后一天').fill('2023-09-12');
  await absence.getByRole('textbox', { name: '原因' }).fill('病假。');
  await absence.getByRole('button', { name: '登记缺席' }).click();
  const isAway = board.getByRole('row', { name: /^许静姝/ }).getByText('缺席', { exact: true });
  await isAway.waitFor();
  await pei.screenshot('allocation-absent-1440-dark');
  const small = await sit('裴致远', { viewport: phone });
  await small.goes('/allocation');
  const card = small.page.locator('main ul[aria-label] > li').filter({ hasText: '许静姝' });
  await card.getByText('缺席至 2023年9月12日').waitFor();
  await card.scrollIntoViewIfNeeded();
  await small.screenshot('allocation-absent-390-zh');
  expect(await axeViolations(small.page)).toEqual([]);
  await pei.button('提前结束 许静姝 的缺席').click();
  await pei.dialog('提前结束 许静姝 的缺席').getByRole('button', { name: '提前结束' }).click();
  await isAway.waitFor({ state: 'detached' });
  await pei.link('工作量统计').click();
  await pei.page.getByRole('table', { name: '工作量' }).getByRole('row', { name: /周明礼/ }).waitFor();
  await pei.screenshot('workload-1440-dark');
  expect(await axeViolations(pei.page)).toEqual([]);
  const english = await sit('裴致远', { viewport: phone, language: 'en' });
  await english.goes('/allocation');
  await english.page.locator('main ul[aria-label] > li').first().waitFor();
  await english.screenshot('allocation-390-en');
  expect(await axeViolations(english.page)).toEqual([]);
});

test('JS-17 顾文远, who organises the programme, finds the allocation and the settings of second marking from the menu', async () => {
  const gu = await sit('顾文远');
  await gu.goes('/');
  await gu.button(/^用户菜单/).click();
  await gu.page.getByRole('menuitem', { name: '阅卷分配', exact: true }).click();
  await gu.page.getByRole('table', { name: '各位辅导员的进度' }).getByRole('row', { name: /周明礼/ }).waitFor();
  await gu.screenshot('allocation-province-1440-zh');
  await gu.link('复评设置').click();
  await gu.button('添加设置').first().waitFor();
});

async function expectFewer(rows: Locator, before: number): Promise<void> {
  for (let tries = 0; tries < 100 && (await rows.count()) >= before; tries += 1) await rows.page().waitForTimeout(100);
  expect(await rows.count()).toBeLessThan(before);
}
