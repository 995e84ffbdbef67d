// Quotas as administrators meet them: the sheet with keys, paste and preview, what is refused, idle seats; in both languages, on a phone.
import { afterEach, expect, test } from '@jest/globals';
import { accountOf, cellIn, childrenOf, period, saveSheet, type SheetAccount } from '../quotas/quota-acts.js';
import { axeViolations, phone, type Person } from './console.js';
import { openSeats } from './seats.js';

const seats = openSeats();
const { sit } = seats;
const today = '2023-09-10T08:00:00+08:00';
afterEach(() => { seats.house.server.clock.setBusiness(today); });

async function looks(person: Person, name: string): Promise<void> {
  await person.screenshot(name);
  expect(await axeViolations(person.page)).toEqual([]);
  expect(await person.page.evaluate<boolean>('document.documentElement.scrollWidth <= window.innerWidth')).toBe(true);
}

test('JS-05 陆景行 fills in the sheet by keys and by paste, sees in numbers what will happen, and saves it whole', async () => {
  const lu = await sit('陆景行');
  await lu.goes('/');
  await lu.link('配额').click();
  const { page } = lu;
  const sheet = page.getByRole('table', { name: '下级配额表' });
  await sheet.waitFor();
  await looks(lu, 'quotas');
  const cell = (row: number, column: number) => page.locator(`[data-quota-cell="${row}/${column}"]`);
  const focused = () => page.evaluate<string>('document.activeElement.getAttribute("data-quota-cell")');
  const valueOf = async (row: number, column: number) => Number(await cell(row, column).inputValue());
  const [first, second, right] = [await valueOf(0, 7), await valueOf(1, 7), await valueOf(0, 8)];
  await cell(0, 7).click();
  await page.keyboard.type(String(first + 1));
  await page.keyboard.press('Enter');
  expect(await focused()).toBe('1/7');
  await page.keyboard.type('x');
  await lu.text('请填 0 以上的整数').waitFor();
  await page.keyboard.press('Escape');
  expect(await valueOf(1, 7)).toBe(second);
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowRight');
  expect(await focused()).toBe('0/8');
  // A block of a spreadsheet, over two columns and one row.
  await page.evaluate(`(() => { const data = new DataTransfer(); data.setData('text/plain', '${first + 1}\\t${right + 1}\\n'); document.querySelector('[data-quota-cell="0/7"]').dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true })); })()`);
  expect([await valueOf(0, 7), await valueOf(0, 8)]).toEqual([first + 1, right + 1]);
  await lu.button('保存…').click();
  await lu.text('将下达 2 个，收回 0 个，涉及 1 个下级、2 格。').waitFor();
  await looks(lu, 'quotas-save');
  await page.getByRole('dialog').getByRole('button', { name: '保存' }).click();
  await lu.text('已保存：下达 2 个，收回 0 个。').waitFor();
  await page.getByRole('button', { name: /第 8 期的变动$/ }).nth(1).click();
  const history = page.getByRole('table', { name: '变动记录' });
  await history.getByText('陆景行').first().waitFor();
  await history.getByText('按年度计划分配。').first().waitFor();
  await looks(lu, 'quotas-history');
  await lu.button('关闭').click();
  await lu.button('按教师人数分配').click();
  await lu.text('已按教师人数填入建议，可修改后保存。').waitFor();
  await looks(lu, 'quotas-proposal');
  await lu.button('放弃修改').click();
});

test('JS-05 on the phone 沈佩兰 reads cards in English, and takes idle seats back before the last day', async () => {
  const shen = await sit('沈佩兰', { viewport: phone, language: 'en' });
  await shen.goes('/quotas');
  await shen.page.getByRole('list', { name: 'Quotas of the offices below' }).waitFor();
  await looks(shen, 'quotas-phone-en');
  await shen.button('Idle seats').click();
  await shen.text(/^Period 5: \d+ idle at \d+ offices/).waitFor();
  await looks(shen, 'quotas-idle-phone-en');
  await shen.button('Take all back').click();
  await shen.text(/^Saved: 0 handed down, \d+ taken back\.$/).waitFor();
});

test('JS-05 more than the county holds is told at the cell and beside the button, with the number', async () => {
  const lu = await sit('陆景行');
  await lu.goes('/quotas');
  const cell = lu.page.locator('[data-quota-cell="0/6"]');
  await cell.waitFor();
  const before = Number(await cell.inputValue());
  const free = cellIn(await accountOf(await seats.house.server.as('陆景行'), null), 7).free;
  await cell.fill(String(before + free + 3));
  await lu.page.getByRole('alert').getByText('第 7 期超出本级持有的名额 3 个，请减少后再保存。').waitFor();
  expect(await cell.getAttribute('aria-invalid')).toBe('true');
  expect(await lu.button('保存…').isDisabled()).toBe(true);
  await looks(lu, 'quotas-over');
  await lu.press('Escape');
  await lu.page.getByText('第 7 期超出').waitFor({ state: 'detached' });
});

test('JS-05 what a colleague changed meanwhile is not written over: the cell tells both numbers, and the second try goes through', async () => {
  const lu = await sit('陆景行');
  await lu.goes('/quotas');
  const actor = await seats.house.server.as('陆景行');
  const cell = lu.page.locator('[data-quota-cell="1/5"]');
  await cell.waitFor();
  const [, child] = (await childrenOf(actor, null)) as [SheetAccount, SheetAccount];
  const known = cellIn(child, 6);
  expect(Number(await cell.inputValue())).toBe(known.received);
  await cell.fill(String(known.received + 1));
  const county = await accountOf(actor, null);
  expect((await saveSheet(actor, county.office.id, [{ officeId: child.office.id, periodId: period(6), seats: known.received + 2, expectedVersion: known.version }])).refusals).toEqual([]);
  await lu.button('保存…').click();
  await lu.page.getByRole('dialog').getByRole('button', { name: '保存' }).click();
  await lu.page.getByRole('alert').getByText(`已被他人改为 ${known.received + 2}。 您填的是 ${known.received + 1}`).first().waitFor();
  await looks(lu, 'quotas-stale');
  expect(await cell.inputValue()).toBe(String(known.received + 1));
  await lu.button('保存…').click();
  await lu.text('将下达 0 个，收回 1 个，涉及 1 个下级、1 格。').waitFor();
  await lu.page.getByRole('dialog').getByRole('button', { name: '保存' }).click();
  await lu.text('已保存：下达 0 个，收回 1 个。').waitFor();
});

test('JS-04 JS-06 沈佩兰 states the year\'s quotas before 7 July; 顾文远 fills in what was stated, confirms it, and sees what each city lacks', async () => {
  seats.house.server.clock.setBusiness('2023-07-05T09:00:00+08:00');
  const shen = await sit('沈佩兰');
  await shen.goes('/quotas');
  await shen.text('申报截止 2023年7月7日，剩 2 天').waitFor();
  const held = cellIn(await accountOf(await seats.house.server.as('沈佩兰'), null), 9);
  await shen.button('申报配额').click();
  const dialog = shen.dialog('申报全年各期配额');
  const field = dialog.getByRole('textbox', { name: '第 9 期' });
  await field.fill('许多');
  await dialog.getByText('请填 0 以上的整数').waitFor();
  await field.fill(String(held.received + 7));
  await looks(shen, 'quotas-state');
  await dialog.getByRole('button', { name: '申报' }).click();
  await dialog.waitFor({ state: 'detached' });
  const gu = await sit('顾文远');
  await gu.goes('/quotas');
  await gu.text(/^参训 [\d,]+ 人，目标 [\d,]+ 人/).first().waitFor();
  await gu.page.getByRole('combobox', { name: /^填写的是/ }).click();
  await gu.page.getByRole('option', { name: '核定（按各地申报）' }).click();
  await gu.button(`申报 ${held.received + 7} · 苏州市第 9 期的变动`).waitFor();
  await gu.button('按申报填入').click();
  await looks(gu, 'quotas-confirm');
  await gu.button('保存…').click();
  await gu.text(/^第 9 期：下达 \d+ 个，收回 \d+ 个$/).waitFor();
  await gu.page.getByRole('dialog').getByRole('button', { name: '保存' }).click();
  await gu.text(/^已保存：下达 \d+ 个，收回 \d+ 个。$/).waitFor();
  expect(cellIn(await accountOf(await seats.house.server.as('沈佩兰'), null), 9).received).toBe(held.received + 7);
});
