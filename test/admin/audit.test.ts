// The audit trail before the console: the list with its filters, the detail with what stood there before, and the file.
import { beforeAll, expect, test } from '@jest/globals';
import { idOf, rows } from '../access/places.js';
import { axeViolations, phone, type Person } from './console.js';
import { openSeats } from './seats.js';

const seats = openSeats();
const { sit } = seats;
beforeAll(async () => {
  const { server } = seats.house;
  const [fang, gu] = await Promise.all([server.as('方若兰'), server.as('顾文远')]);
  const teachers = await rows<{ id: number; version: number }>(server.owner, "select id::int as id, version from person where office_id = (select office_id from person where user_name = 'fang.ruolan') and user_name is null order by id limit 3");
  for (const [place, { id, version }] of teachers.entries()) {
    await fang.sees('mutation ($input: UpdateTeacherDataInput!) { updateTeacherData(input: $input) { refusals { code } } }', { input: { personId: idOf({ type: 'Person', key: id }), expectedVersion: version, title: '正高级教师', ...(place === 0 ? { mobile: '13900001234', joinedYear: 1999 } : {}) } });
  }
  await gu.sees('mutation ($input: RevealPersonalDataInput!) { revealPersonalData(input: $input) { refusals { code } } }', { input: { personId: idOf({ type: 'Person', key: teachers[0]?.id ?? 0 }), field: 'MOBILE', reason: '核对报名信息' } });
  await server.app.auditSealer.seal();
  await gu.sees('mutation ($input: RevealPersonalDataInput!) { revealPersonalData(input: $input) { refusals { code } } }', { input: { personId: idOf({ type: 'Person', key: teachers[1]?.id ?? 0 }), field: 'ID_CARD', reason: '核对证件信息' } });
});

async function looks(person: Person, name: string): Promise<void> {
  await person.isAtRest();
  await person.screenshot(name);
  expect(await axeViolations(person.page)).toEqual([]);
}

test('T12 顾文远 finds a change in the audit trail and reads what stood there before; the filters stand in the address', async () => {
  const gu = await sit('顾文远');
  await gu.goes('/');
  // Seven entries are the menu's most; what is looked up now and then stands with the account.
  await gu.button(/^用户菜单/).click();
  await gu.page.getByRole('menuitem', { name: '审计' }).click();
  const table = gu.page.getByRole('table', { name: '审计记录' });
  await table.getByRole('link', { name: '修改教师资料' }).first().waitFor();
  await gu.text('等待封存').first().waitFor();
  await looks(gu, 'audit');
  await gu.page.getByRole('combobox', { name: '事项' }).fill('修改教师资料');
  await gu.page.getByRole('option', { name: '修改教师资料' }).click();
  await gu.page.getByRole('combobox', { name: '操作者' }).fill('方若兰');
  await gu.page.getByRole('option', { name: /方若兰/ }).click();
  await gu.page.waitForURL(/act=people\.manage%2Fupdate.*person=/);
  await table.getByRole('row', { name: /手机号码|等 \d 项/ }).getByRole('link').click();
  const detail = gu.dialog('修改教师资料');
  await detail.getByRole('table', { name: '变更前后' }).waitFor();
  await detail.getByText('139****1234').waitFor();
  await detail.getByText('方若兰').waitFor();
  await looks(gu, 'audit-detail');
  // The address of a detail is safe to share, and closing keeps the filters.
  await gu.page.reload();
  await gu.dialog('修改教师资料').waitFor();
  await gu.button('关闭').click();
  await gu.page.waitForURL(/\/audit\?act=/);
  const [download] = await Promise.all([gu.page.waitForEvent('download'), gu.button('导出表格').click().then(() => gu.page.getByRole('menuitem', { name: /^Excel/ }).click())]);
  expect(download.suggestedFilename()).toBe('审计.xlsx');
});

test('T12 方若兰 on a phone and in English reads her school\'s trail; somebody above is not named', async () => {
  const fang = await sit('方若兰', { viewport: phone, language: 'en' });
  await fang.goes('/audit');
  await fang.text('Teacher\'s data changed').first().waitFor();
  await looks(fang, 'audit-phone-english');
  await fang.text('Teacher\'s data changed').last().click();
  await fang.dialog('Teacher\'s data changed').getByRole('table', { name: 'Before and after' }).waitFor();
  await looks(fang, 'audit-detail-phone-english');
});

test('T12 the page in the dark, by keyboard; an empty period says what to do', async () => {
  const lu = await sit('陆景行', { theme: 'dark' });
  await lu.goes('/audit');
  const first = lu.page.getByRole('table', { name: '审计记录' }).getByRole('link').first();
  await first.focus();
  await lu.press('Enter');
  await lu.page.getByRole('dialog').waitFor();
  await looks(lu, 'audit-dark');
  await lu.press('Escape');
  await lu.page.getByRole('dialog').waitFor({ state: 'detached' });
  await lu.goes('/audit?from=2020-01-01&until=2020-01-02');
  await lu.text('没有符合条件的记录').waitFor();
  await looks(lu, 'audit-empty');
});
