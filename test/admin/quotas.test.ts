// Quotas as administrators meet them: the sheet with keys, paste and preview, what is refused, idle seats; in both languages, on a phone.
import { expect, test } from '@jest/globals';
import { axeViolations, phone, type Person } from './console.js';
import { openSeats } from './seats.js';

const seats = openSeats();
const { sit } = seats;

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
