// The province chooses who serves which class, and reads how a post came about.
import { expect, test } from '@jest/globals';
import { axeViolations, phone } from './console.js';
import { openSeats } from './seats.js';

const seats = openSeats();
const { sit } = seats;

test('JS-17 顾文远 gives 韩立诚 another class and takes one away: leaving with changes is asked about, saving tells, the record keeps it', async () => {
  const gu = await sit('顾文远');
  await gu.goes('/appointments?role=TUTOR');
  await gu.page.getByRole('table', { name: '任用名单' }).getByRole('link', { name: '韩立诚' }).click();
  await gu.heading('韩立诚的任用记录').waitFor();
  await gu.screenshot('appointment-zh-desk');
  expect(await axeViolations(gu.page)).toEqual([]);
  await gu.link('安排培训班').click();
  await gu.heading('安排韩立诚的培训班').waitFor();
  const table = gu.page.getByRole('table', { name: '培训班' });
  await table.getByRole('checkbox', { checked: true }).first().uncheck();
  await gu.page.getByRole('combobox', { name: '看哪些' }).click();
  await gu.page.getByRole('option', { name: '全部培训班' }).click();
  await gu.page.getByRole('searchbox', { name: '班级、拼音、首字母或编号' }).fill('语文');
  await table.getByRole('checkbox', { checked: false }).first().check();
  await gu.text(/新增 1，撤下 1/).waitFor();
  await gu.screenshot('allotments-zh-desk');
  expect(await axeViolations(gu.page)).toEqual([]);
  await gu.link('取消').click();
  const leaving = gu.dialog('还有没有保存的改动');
  await leaving.waitFor();
  await gu.screenshot('allotments-leave-zh-desk');
  await leaving.getByRole('button', { name: '留在此页' }).click();
  await gu.button('保存安排').click();
  await gu.text('请填写').waitFor();
  await gu.box('事由').fill('本期班级调整。');
  await gu.button('保存安排').click();
  await gu.heading('韩立诚的任用记录').waitFor();
  await gu.text('调整服务范围').first().waitFor();
  await gu.text('本期班级调整。').waitFor();
});

test('JS-17 the same on a phone, and an expert is picked for the programme, in English', async () => {
  const gu = await sit('顾文远', { viewport: phone });
  await gu.goes('/appointments?role=TUTOR');
  await gu.page.getByRole('list', { name: '任用名单' }).getByText('许静姝').click();
  await gu.heading('许静姝的任用记录').waitFor();
  await gu.screenshot('appointment-zh-phone');
  expect(await axeViolations(gu.page)).toEqual([]);
  await gu.link('安排培训班').click();
  await gu.heading('安排许静姝的培训班').waitFor();
  await gu.page.getByRole('list', { name: '培训班' }).waitFor();
  await gu.screenshot('allotments-zh-phone');
  expect(await axeViolations(gu.page)).toEqual([]);
  expect(await gu.page.evaluate('document.documentElement.scrollWidth <= document.documentElement.clientWidth')).toBe(true);

  const english = await sit('顾文远', { language: 'en' });
  await english.goes('/appointments?role=EXPERT');
  await english.page.getByRole('table', { name: 'Posts and their holders' }).getByRole('link').first().click();
  await english.link('Choose programmes').click();
  await english.page.getByRole('checkbox').first().uncheck();
  await english.text(/0 chosen: 0 added, 1 taken away/).waitFor();
  await english.screenshot('allotments-en-desk');
  expect(await axeViolations(english.page)).toEqual([]);
  await english.box('Reason').fill('Back to the pool.');
  await english.button('Save').click();
  await english.text('Back to the pool.').waitFor();
  await english.screenshot('appointment-en-desk');
});

test('JS-11 what is open and what is planned stand on today\'s page, one click from the work', async () => {
  const { rows: [school] } = await seats.house.server.owner.query<{ id: string; name: string }>("select o.id::text as id, o.name from office o where o.level = 'SCHOOL' and o.path like (select path from office where code = '320506') || '%' order by o.code limit 1");
  await seats.house.server.owner.query("insert into office_change (kind, state, office_id, effective_on, reason, name_before, name_after, by_id, by_name, recorded_at) values ('RENAME', 'PLANNED', $1, '2023-10-01', '苏教办〔2023〕21号', $2, '吴中区更名小学', 1, '陆景行', '2023-09-01T08:00:00+08:00')", [school?.id, school?.name]);
  const lu = await sit('陆景行');
  await lu.goes('/');
  const posts = lu.region('空缺职务');
  await posts.getByText(/学校负责人/).waitFor();
  await lu.region('计划中的机构变更').getByText('2023年10月1日').waitFor();
  await lu.screenshot('today-offices-zh-desk');
  expect(await axeViolations(lu.page)).toEqual([]);
  await lu.link('查看计划').click();
  await lu.page.getByRole('table', { name: '计划中的机构变更' }).getByText('吴中区更名小学').waitFor();
  await lu.screenshot('office-plans-zh-desk');
  expect(await axeViolations(lu.page)).toEqual([]);
  await lu.button(/^撤回计划/).first().click();
  await lu.page.getByRole('dialog').getByRole('textbox').fill('暂缓。');
  await lu.page.getByRole('dialog').getByRole('button', { name: /撤回/ }).click();
  await lu.text('没有计划中的变更').waitFor();
});
