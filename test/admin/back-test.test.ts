// 顾文远 tries a draft of the rules on the learners of 2022 before she saves it.
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { withPastCohort } from '../support/past-cohort.js';
import { axeViolations, openConsole, phone, type Console, type Person } from './console.js';

let house: Console;
beforeAll(async () => {
  house = await openConsole();
  await withPastCohort(house.server.owner, 150);
});
afterAll(() => house.close());

const upload = (gu: Person, label: string, content: string) => gu.page.locator(`input[type=file][aria-label="${label}"]`).setInputFiles({ name: '新要求.yaml', mimeType: 'application/yaml', buffer: Buffer.from(content) });

test('JS-19 顾文远 raises the passing line in a draft, reads how many learners of 2022 would have failed and why, saves it and takes the list along', async () => {
  const { rows: [known] } = await house.server.owner.query<{ failing: number }>("select count(*)::int as failing from result r join programme p on p.id = r.programme_id where p.year = 2022 and r.verdict = 'PASS' and r.total_tenths < 850");
  const failing = known?.failing ?? 0;
  expect(failing).toBeGreaterThan(1);
  const gu = await house.seat('顾文远');
  await gu.goes('/programmes/rules?programme=S20230304');
  const [download] = await Promise.all([gu.page.waitForEvent('download'), gu.button('下载规则文件').click()]);
  const text = readFileSync(await download.path(), 'utf8');
  await upload(gu, '上传新版本', text.replace('passFrom: "80"', 'passFrom: "85"').replace('maximumQuotedPercent: "30"', 'maximumQuotedPercent: "25"'));
  const card = gu.region('用往年成绩试算');
  await card.getByText(`按这份规则，2022 年 150 名学员中有 ${failing} 人的成绩会不同：${failing} 人变为不合格，0 人变为合格，0 人结论不变、得分不同。`).waitFor();
  await card.getByText(`合格线改变：${failing} 人`).waitFor();
  // What the past does not tell is said.
  await card.getByText('这些改动，往年的成绩反映不出，试算不包括：').waitFor();
  const table = card.getByRole('table', { name: '成绩会不同的学员' });
  await table.getByText('合格线 80 分变为 85 分').first().waitFor();
  await card.getByText('保存为新版本后，可在该版本下导出名单。').waitFor();
  await gu.isAtRest();
  await gu.screenshot('back-test-1440-zh');
  expect(await axeViolations(gu.page)).toEqual([]);
  // By keyboard: another effect, of which there is nobody.
  await card.getByRole('combobox', { name: '变化' }).focus();
  await gu.press('Enter');
  await gu.page.getByRole('option', { name: '变为合格' }).press('Enter');
  await card.getByText('没有这样的学员').waitFor();
  await gu.page.getByLabel('生效日期').fill('2023-12-01');
  await gu.button('保存新版本').click();
  await gu.text('尚未生效').waitFor();
  await card.getByRole('button', { name: '导出表格' }).click();
  const [list] = await Promise.all([gu.page.waitForEvent('download'), gu.page.getByRole('menuitem', { name: /CSV/ }).click()]);
  expect(list.suggestedFilename()).toMatch(/^规则试算/);
  expect(readFileSync(await list.path(), 'utf8').trim().split('\n')).toHaveLength(failing + 1);
  expect(gu.complaints).toEqual([]);
});

test('JS-19 the same on her phone in English, by other points for a part; and in the dark', async () => {
  const gu = await house.seat('顾文远', { viewport: phone, language: 'en', theme: 'dark' });
  await gu.goes('/programmes/rules?programme=S20230304&version=1');
  const [download] = await Promise.all([gu.page.waitForEvent('download'), gu.button('Download document').click()]);
  const text = readFileSync(await download.path(), 'utf8');
  await upload(gu, 'Upload new version', text.replace(/learningTime:\s*\n(\s*)points: "50"/, 'learningTime:\n$1points: "45"').replace(/objective:\s*\n(\s*)points: "10"/, 'objective:\n$1points: "15"'));
  const card = gu.region('Try on results of the past');
  await card.getByText(/^By these rules the results of \d+ of the 150 learners of 2022 would be others/).waitFor();
  await card.getByText(/^Learning time: \S+ becomes \S+; Objective items: \S+ becomes \S+$/).first().waitFor();
  await gu.isAtRest();
  await card.scrollIntoViewIfNeeded();
  await gu.screenshot('back-test-390-en-dark');
  expect(await gu.page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
  expect(await axeViolations(gu.page)).toEqual([]);
  expect(gu.complaints).toEqual([]);
});
