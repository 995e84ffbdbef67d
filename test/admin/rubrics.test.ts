// A chief subject tutor makes a rubric, revises it, and takes an assignment over to the new version.
import { expect, test } from '@jest/globals';
import { axeViolations, phone } from './console.js';
import { openSeats } from './seats.js';

const seats = openSeats();
const { sit } = seats;

test('JS-17 裴致远 builds a rubric by hand: what is missing is said beside its field, nothing typed is lost, and it stands in the list', async () => {
  const pei = await sit('裴致远');
  await pei.goes('/');
  await pei.link('评分标准').click();
  await pei.page.getByRole('table', { name: '评分标准列表' }).getByRole('row', { name: /写作类作业评分标准/ }).waitFor();
  await pei.screenshot('rubrics-1440-zh');
  expect(await axeViolations(pei.page)).toEqual([]);
  await pei.link('新建评分标准').click();
  await pei.button('建立').click();
  await pei.page.getByText('请填写名称。').waitFor();
  await pei.page.getByRole('textbox', { name: '名称', exact: true }).fill('课堂观察记录');
  const first = pei.page.getByRole('group', { name: '评分项 1' });
  await first.getByRole('textbox', { name: '评分项名称' }).fill('观察的具体程度');
  await first.getByRole('textbox', { name: '满分' }).fill('60');
  const fill = async (criterion: typeof first, number: number, name: string, points: string): Promise<void> => {
    const row = criterion.getByRole('group', { name: `等级 ${number}` });
    await row.getByRole('textbox', { name: '等级名称' }).fill(name);
    await row.getByRole('textbox', { name: '分值' }).fill(points);
  };
  await fill(first, 1, '优秀', '60');
  await fill(first, 2, '合格', '60');
  await pei.button('增加评分项').click();
  const second = pei.page.getByRole('group', { name: '评分项 2' });
  await second.getByRole('textbox', { name: '评分项名称' }).fill('分析');
  await second.getByRole('textbox', { name: '满分' }).fill('40');
  // The levels' names are taken over from the criterion before.
  expect(await second.getByRole('group', { name: '等级 2' }).getByRole('textbox', { name: '等级名称' }).inputValue()).toBe('合格');
  await fill(second, 1, '优秀', '40');
  await fill(second, 2, '合格', '24.5');
  await pei.page.getByRole('status').filter({ hasText: '总分 100 分' }).waitFor();
  await pei.button('建立').click();
  await pei.page.getByText('分值应低于「优秀」的 60 分').waitFor();
  await pei.screenshot('rubric-form-1440-zh');
  expect(await axeViolations(pei.page)).toEqual([]);
  await fill(first, 2, '合格', '36');
  await pei.button('建立').click();
  await pei.heading('课堂观察记录').waitFor();
  await pei.screenshot('rubric-1440-zh');
  expect(await axeViolations(pei.page)).toEqual([]);
});

test('JS-17 裴致远 lowers a level in mid-grading: he reads whom it changes before he gives the reason, and the record tells how far it is', async () => {
  const pei = await sit('裴致远');
  await pei.goes('/rubrics');
  await pei.link('写作类作业评分标准').click();
  await pei.link('修订').click();
  const level = pei.page.getByRole('group', { name: '评分项 1' }).getByRole('group', { name: '等级 1' });
  await level.getByRole('textbox', { name: '分值' }).fill('28');
  // Leaving asks first: a version that is half written is kept nowhere.
  await pei.link('今日').click();
  await pei.dialog('改动还没有保存').getByRole('button', { name: '留下' }).click();
  await pei.button('保存为第 2 版').click();
  await pei.page.getByText('第 2 版', { exact: true }).first().waitFor();
  await pei.button('作业改用此版').click();
  const dialog = pei.dialog('作业改用“写作类作业评分标准”第 2 版');
  await dialog.getByRole('combobox', { name: '作业' }).fill('小学语文');
  await pei.page.getByRole('option', { name: /教学设计/ }).first().click();
  await dialog.getByText(/已批阅 \d+ 份，其中 \d+ 份得分会变：0 份升高/).waitFor();
  await pei.screenshot('rubric-apply-1440-zh');
  expect(await axeViolations(pei.page)).toEqual([]);
  await dialog.getByRole('button', { name: /^改用并重算/ }).click();
  await dialog.getByText('请说明更新的原因').waitFor();
  await dialog.getByRole('textbox', { name: '原因' }).fill('一级分值偏高');
  await dialog.getByRole('button', { name: /^改用并重算/ }).click();
  const record = pei.page.getByRole('table', { name: '更新记录' }).getByRole('row', { name: /一级分值偏高/ });
  await record.getByText(/\d+ 份得分改变，共 \d+ 份/).waitFor();
  await pei.screenshot('rubric-changes-1440-zh');
});

test('JS-17 on a phone and in English the page of rubrics fits and is understood', async () => {
  const pei = await sit('裴致远', { viewport: phone, language: 'en' });
  await pei.goes('/rubrics');
  await pei.page.getByRole('heading', { name: 'Rubrics' }).waitFor();
  await pei.page.locator('main ul[aria-label] > li').first().waitFor();
  await pei.screenshot('rubrics-390-en');
  await pei.page.getByRole('link', { name: /写作类作业评分标准/ }).first().click();
  await pei.page.getByRole('link', { name: 'Revise' }).click();
  await pei.page.getByRole('group', { name: 'Criterion 1' }).waitFor();
  await pei.screenshot('rubric-form-390-en');
  expect(await pei.page.evaluate('document.documentElement.scrollWidth <= document.documentElement.clientWidth')).toBe(true);
  expect(await axeViolations(pei.page)).toEqual([]);
});
