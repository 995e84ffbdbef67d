// Excellent learners in the console: 裴致远 recommends, 顾文远 decides, and the learner reads it.
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { axeViolations, openConsole, phone, type Console } from './console.js';

let house: Console;
const own = "(select e.id from enrolment e join person p on p.id = e.person_id where p.user_name = 'lin.xiaolan' order by e.id desc limit 1)";
beforeAll(async () => { house = await openConsole(); });
beforeEach(async () => {
  await house.server.owner.query('delete from nomination');
  // 林晓岚 has done very well, and is the best.
  await house.server.owner.query(`update result set learning_tenths = 500, objective_tenths = 100, subjective_tenths = 190, excellent_tenths = 20, interaction_tenths = 180, total_tenths = 990, verdict = 'PASS' where enrolment_id = ${own}`);
});
afterAll(() => house.close());

test('JS-20 裴致远 recommends 林晓岚 by the keyboard, having read what the notice asks; 顾文远 finds it on his first page and commends her; she reads it', async () => {
  const pei = await house.seat('裴致远');
  await pei.goes('/moderation');
  await pei.link('评优').click();
  const candidates = pei.page.getByRole('table', { name: '评优候选' });
  await candidates.getByText('林晓岚').waitFor();
  expect((await candidates.getByRole('row').nth(1).innerText()).split('\n')[0]).toBe('林晓岚');
  // Only the periods of a programme narrow the list.
  await pei.page.getByRole('combobox', { name: '期次' }).click();
  await pei.page.getByRole('option', { name: /^第 1 期/ }).click();
  await candidates.getByText('林晓岚').waitFor({ state: 'detached' });
  expect(await candidates.getByText(/（第[^1]期）/).count()).toBe(0);
  await pei.page.getByRole('combobox', { name: '期次' }).click();
  await pei.page.getByRole('option', { name: '全部期次' }).click();
  await candidates.getByText('林晓岚').waitFor();
  await pei.page.getByRole('button', { name: '推荐林晓岚' }).press('Enter');
  const dialog = pei.dialog('推荐林晓岚为优秀学员');
  await dialog.getByText('JS-20 规定的评优条件；系统只核对了成绩（90 分及以上），其余由推荐人和主办项目办判断：').waitFor();
  expect(await dialog.getByRole('listitem').allInnerTexts()).toEqual(['率先完成在线学习', '积极参与线上线下活动、高质量完成课程作业', '积极研讨、发帖和提交成果', '最终学习成绩在 90 分及以上', '由总辅导员推荐，省级项目办表彰']);
  await dialog.getByRole('button', { name: '推荐', exact: true }).press('Enter');
  await dialog.getByText('请写明理由。').waitFor();
  await dialog.getByRole('textbox', { name: '推荐理由' }).fill('率先完成，三次作业都有课堂实例，研讨中多次回应同伴。');
  await pei.isAtRest();
  await pei.screenshot('excellence-nominate-1440-zh');
  expect(await axeViolations(pei.page)).toEqual([]);
  await dialog.getByRole('button', { name: '推荐', exact: true }).press('Enter');
  await pei.text('已推荐林晓岚。').waitFor();
  expect(pei.complaints).toEqual([]);

  const gu = await house.seat('顾文远');
  await gu.goes('/');
  await gu.text('名优秀学员推荐等我决定').waitFor();
  await gu.isAtRest();
  await gu.screenshot('excellence-today-1440-zh');
  await gu.link('去决定').click();
  await gu.page.getByRole('button', { name: '表彰林晓岚' }).click();
  const decision = gu.dialog('表彰林晓岚');
  await decision.getByText('最终学习成绩在 90 分及以上').waitFor();
  await decision.getByRole('textbox', { name: '理由' }).fill('经核对平台数据，同意表彰。');
  await gu.isAtRest();
  await gu.screenshot('excellence-decide-1440-zh');
  expect(await axeViolations(gu.page)).toEqual([]);
  await decision.getByRole('button', { name: '表彰', exact: true }).click();
  await gu.text('已表彰林晓岚。').waitFor();
  expect(gu.complaints).toEqual([]);

  const lin = await house.seat('林晓岚', { viewport: phone });
  await lin.goes('/learning');
  await lin.text('获评优秀学员').waitFor();
  await lin.text('裴致远推荐：率先完成，三次作业都有课堂实例，研讨中多次回应同伴。').waitFor();
  await lin.isAtRest();
  await lin.screenshot('excellence-learner-390-zh');
});

test('JS-20 on his phone in English and in the dark 顾文远 declines with a reason; 裴致远 reads it, and the learner nothing', async () => {
  await house.server.owner.query(`insert into nomination (enrolment_id, person_id, school_id, class_id, period_id, programme_id, total_tenths, reason, by_id, by_name, at, state, version)
    select e.id, e.person_id, e.school_id, e.class_id, e.period_id, e.programme_id, 990, '率先完成。', p.id, p.name, '2023-09-09', 'NOMINATED', 1 from enrolment e, person p where e.id = ${own} and p.user_name = 'pei.zhiyuan'`);
  const gu = await house.seat('顾文远', { viewport: phone, language: 'en', theme: 'dark' });
  await gu.goes('/nominations');
  await gu.button('Decline to commend 林晓岚').waitFor();
  await gu.isAtRest();
  await gu.screenshot('excellence-390-en-dark');
  expect(await gu.page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
  expect(await axeViolations(gu.page)).toEqual([]);
  await gu.button('Decline to commend 林晓岚').click();
  const dialog = gu.dialog('Decline to commend 林晓岚');
  await dialog.getByRole('textbox', { name: 'Reason' }).fill('线下活动没有参加。');
  await gu.isAtRest();
  await gu.screenshot('excellence-decline-390-en-dark');
  await dialog.getByRole('button', { name: 'Decline', exact: true }).click();
  await gu.text('It is decided.').waitFor();
  const pei = await house.seat('裴致远', { language: 'en' });
  await pei.goes('/nominations?tab=nominations');
  await pei.text('线下活动没有参加。').waitFor();
  await pei.isAtRest();
  await pei.screenshot('excellence-1440-en');
  const lin = await house.seat('林晓岚');
  await lin.goes('/learning');
  await lin.text('小学语文').first().waitFor();
  await lin.isAtRest();
  expect(await lin.text('获评优秀学员').count()).toBe(0);
});
