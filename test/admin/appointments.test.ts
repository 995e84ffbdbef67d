// Administrators before the posts of their area.
import { expect, test } from '@jest/globals';
import { teachersOf } from '../access/appointment-acts.js';
import { axeViolations, phone, type Person } from './console.js';
import { openSeats } from './seats.js';

const seats = openSeats();
const { sit } = seats;

const list = (person: Person) => person.page.getByRole('table', { name: '任用名单' });

test('JS-12 沈佩兰 finds a county without administrator, appoints somebody of that county, and ends the post again', async () => {
  const shen = await sit('沈佩兰');
  await shen.goes('/');
  await shen.link('人员任用').click();
  await list(shen).getByRole('row', { name: /陆景行/ }).waitFor();
  await shen.button(/^县（区）级管理员 ?空缺/).click();
  const vacant = shen.page.getByRole('list', { name: '还没有管理员的项目办' }).getByRole('listitem').first();
  const county = ((await vacant.textContent()) ?? '').replace(/还没有管理员.*$/, '');
  await shen.screenshot('appointments-zh-desk');
  expect(await axeViolations(shen.page)).toEqual([]);
  await vacant.getByRole('button').click();
  const dialog = shen.dialog('任命');
  await dialog.waitFor();
  const [office] = (await seats.house.server.owner.query<{ code: string }>("select code from office where name = $1 and level = 'COUNTY'", [county])).rows;
  const [teacher] = await teachersOf(seats.house.server, office?.code ?? '', 1);
  await dialog.getByRole('combobox', { name: '人员' }).fill(teacher?.trainingNumber ?? '');
  await shen.page.getByRole('option', { name: new RegExp(teacher?.trainingNumber ?? '') }).click();
  await dialog.getByRole('button', { name: '任命' }).click();
  await dialog.getByText('请填写').waitFor();
  await dialog.getByRole('textbox', { name: '事由' }).fill('苏教师〔2023〕9号');
  await shen.screenshot('appoint-dialog-zh-desk');
  expect(await axeViolations(shen.page)).toEqual([]);
  await dialog.getByRole('button', { name: '任命' }).click();
  await dialog.waitFor({ state: 'detached' });
  const row = list(shen).getByRole('row', { name: new RegExp(`${teacher?.name ?? ''}.*${county}`) });
  await row.waitFor();
  await row.getByRole('button', { name: /^结束/ }).click();
  const ending = shen.dialog(`结束${teacher?.name ?? ''}的任期`);
  await ending.getByRole('combobox', { name: '何时结束' }).click();
  await shen.page.getByRole('option', { name: '即刻结束' }).click();
  await ending.getByRole('textbox', { name: '事由' }).fill('误任');
  await shen.screenshot('end-appointment-zh-desk');
  await ending.getByRole('button', { name: '结束' }).click();
  await row.waitFor({ state: 'detached' });
});

test('JS-17 沈佩兰 recommends on her phone, 顾文远 appoints from the list, in English', async () => {
  const shen = await sit('沈佩兰', { viewport: phone });
  await shen.goes('/appointments');
  await list(shen).or(shen.page.getByRole('list', { name: '任用名单' })).waitFor();
  await shen.screenshot('appointments-zh-phone');
  expect(await axeViolations(shen.page)).toEqual([]);
  await shen.link('总辅导员推荐').click();
  await shen.button('推荐').click();
  const dialog = shen.dialog('推荐学科总辅导员');
  const [teacher] = await teachersOf(seats.house.server, '3205', 1);
  await dialog.getByRole('combobox', { name: '人员' }).fill(teacher?.trainingNumber ?? '');
  await shen.page.getByRole('option', { name: new RegExp(teacher?.trainingNumber ?? '') }).click();
  await dialog.getByRole('combobox', { name: '学科' }).click();
  await shen.page.getByRole('option', { name: '语文' }).click();
  await dialog.getByRole('checkbox', { name: '县（区）学科带头人' }).check();
  await dialog.getByRole('textbox', { name: '推荐理由' }).fill('主持市级名师工作室。');
  await dialog.getByRole('button', { name: '推荐' }).click();
  await dialog.getByText('未达到“市级学科带头人及以上”').waitFor();
  await shen.screenshot('recommend-zh-phone');
  await dialog.getByRole('checkbox', { name: '特级教师' }).check();
  await dialog.getByRole('button', { name: '推荐' }).click();
  await dialog.waitFor({ state: 'detached' });
  await shen.text('待遴选').first().waitFor();
  expect(await axeViolations(shen.page)).toEqual([]);

  const gu = await sit('顾文远', { language: 'en' });
  await gu.goes('/appointments/chief-tutors');
  await gu.button(`Appoint ${teacher?.name ?? ''}`).click();
  const choosing = gu.dialog(/as chief tutor/);
  await choosing.getByRole('textbox', { name: 'Reason' }).fill('Trained and assessed.');
  await gu.screenshot('choose-chief-tutor-en-desk');
  await choosing.getByRole('button', { name: 'Appoint' }).click();
  await choosing.waitFor({ state: 'detached' });
  await gu.text('No. ZFD20230002').first().waitFor();
  await gu.screenshot('chief-tutors-en-desk');
  expect(await axeViolations(gu.page)).toEqual([]);
});
