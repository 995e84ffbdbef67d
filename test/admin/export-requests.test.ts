// A file of many persons before the console: asking for it, deciding, fetching it; and lists that go out at once.
import { expect, test } from '@jest/globals';
import { rows } from '../access/places.js';
import { axeViolations, phone, type Person } from './console.js';
import { openSeats } from './seats.js';

const seats = openSeats({ exportRowsWithoutApproval: 20 });
const { sit } = seats;

async function looks(person: Person, name: string): Promise<void> {
  await person.isAtRest();
  await person.screenshot(name);
  expect(await axeViolations(person.page)).toEqual([]);
}

test('T2 陆景行 asks for all teachers of the county, 沈佩兰 reads why and approves, and 陆景行 downloads the file once', async () => {
  const lu = await sit('陆景行');
  await lu.goes('/people');
  await lu.button('导出表格').click();
  await lu.page.getByRole('menuitem', { name: /^Excel/ }).click();
  const asking = lu.dialog('申请导出教师名单');
  await asking.getByText(/超过 20 行/).waitFor();
  await looks(lu, 'export-ask');
  await asking.getByRole('button', { name: '提出申请' }).click();
  await asking.getByText('请写明理由，至少 4 个字。').waitFor();
  await lu.box('理由').fill('上报市教育局，核对秋季参训名单');
  await asking.getByRole('button', { name: '提出申请' }).click();
  await lu.page.waitForURL(/\/exports\?view=MINE/);
  await lu.text('待审批').first().waitFor();

  const shen = await sit('沈佩兰');
  await shen.goes('/');
  await shen.region('份导出申请待您审批').getByRole('link', { name: '去审批' }).click();
  const table = shen.page.getByRole('table', { name: '待我审批' });
  await table.getByText('上报市教育局，核对秋季参训名单').waitFor();
  await looks(shen, 'export-to-decide');
  await table.getByRole('button', { name: '批准', exact: true }).click();
  await shen.dialog('批准这份导出申请？').getByText(/陆景行（吴中区.*）申请导出教师名单/).waitFor();
  await looks(shen, 'export-approve');
  await shen.dialog('批准这份导出申请？').getByRole('button', { name: '批准' }).click();
  await shen.text('没有待审批的申请').waitFor();

  await lu.goes('/');
  await lu.region('份获批的文件可以下载').getByRole('link', { name: '去下载' }).click();
  await lu.link('下载').waitFor();
  await looks(lu, 'export-mine');
  const [download] = await Promise.all([lu.page.waitForEvent('download'), lu.link('下载').click()]);
  expect(download.suggestedFilename()).toBe('教师.xlsx');
  await lu.text('已下载').first().waitFor();
  await lu.link('下载').waitFor({ state: 'detached' });
});

test('T2 方若兰 on a phone and in English asks, is refused and reads why; a narrow list goes out at once', async () => {
  const { server } = seats.house;
  const fang = await sit('方若兰', { viewport: phone, language: 'en' });
  await fang.goes('/enrolments');
  await fang.button('Export table').click();
  const [download] = await Promise.all([fang.page.waitForEvent('download'), fang.page.getByRole('menuitem', { name: /^CSV/ }).click()]);
  expect(download.suggestedFilename()).toBe('学员.csv');
  await server.owner.query(`insert into export_request (office_id, list, format, filters, row_count, reason, requested_by_id, requested_by_name, requested_at, expires_at, state, decided_by_id, decided_by_name, decided_at, decision_reason)
    select office_id, 'people', 'xlsx', '[{"name": "subject", "value": "CHINESE", "text": null}]', 2345, '核对名册', id, name, '2023-09-09', '2023-12-31', 'REFUSED', 1, '沈佩兰', '2023-09-10', '请按学校分批导出' from person where user_name = 'fang.ruolan'`);
  expect(await rows(server.owner, "select 1 from export_request where reason = '核对名册'")).toHaveLength(1);
  await fang.button(/^User menu/).click();
  await fang.page.getByRole('menuitem', { name: 'Requests for exports' }).click();
  await fang.page.getByRole('tab', { name: 'My requests' }).click();
  await fang.text('请按学校分批导出').waitFor();
  await fang.text('Subject: Chinese').waitFor();
  await looks(fang, 'export-mine-phone-en');
  expect(await fang.page.evaluate('document.documentElement.scrollWidth <= window.innerWidth')).toBe(true);
});

test('JS-13 方若兰 finds what became part of her school where its figures are, and reads them there', async () => {
  const { server } = seats.house;
  await server.owner.query(`with keeper as (select o.id, o.path from office o join person p on p.office_id = o.id where p.user_name = 'fang.ruolan'), gone as (select e.school_id as id from enrolment e join office o on o.id = e.school_id, keeper
      where o.parent_id = (select parent_id from office where id = keeper.id) and o.id <> keeper.id group by 1 order by count(*) desc, 1 limit 1)
    update office set state = 'MERGED', closed_on = '2023-09-01', merged_into_id = keeper.id, heir_path = keeper.path, name = '并入小学' from keeper, gone where office.id = gone.id`);
  const fang = await sit('方若兰');
  await fang.goes('/monitor');
  await fang.text('并入本机构的单位').waitFor();
  await looks(fang, 'monitor-taken-over');
  await fang.link('并入小学').click();
  await fang.heading('学情 · 并入小学').waitFor();
  await fang.heading('本校学员').waitFor();
});
