// A school withdraws and swaps learners at its desk and on the phone, the province grants exceptions, and a school enrols by a sheet.
import { afterEach, beforeAll, expect, test } from '@jest/globals';
import { globalId, keyOf } from '../../server/kernel/ids.js';
import { castSchool, choose, classKey, classOf, enrol, hire, leaveFree, type Teacher } from '../enrolment/choosing-acts.js';
import { axeViolations, phone, type Person } from './console.js';
import { openSeats } from './seats.js';

const seats = openSeats();
const { sit } = seats;
const today = '2023-09-10T08:00:00+08:00';
afterEach(() => { seats.house.server.clock.setBusiness(today); });

async function looks(person: Person, name: string): Promise<void> {
  await person.isAtRest();
  await person.screenshot(name);
  expect(await axeViolations(person.page)).toEqual([]);
  expect(await person.page.evaluate<boolean>('document.documentElement.scrollWidth <= window.innerWidth')).toBe(true);
}

interface Enrolled { teacher: Teacher; id: string }

/** New teachers of the cast's school, enrolled by their choice in the class of a course and period. */
async function enrolled(course: number, period: number, count: number): Promise<Enrolled[]> {
  const { server } = seats.house;
  const school = await castSchool(server);
  const classId = classOf(await classKey(server, course, period));
  const teachers = await hire(server, school, count);
  await leaveFree(server, school, period, count);
  for (const { actor } of teachers) expect((await choose(actor, classId)).refusals).toEqual([]);
  const { outcomes } = await enrol(await server.as('方若兰'), classId, teachers.map(({ id }) => id));
  return teachers.map((teacher) => ({ teacher, id: outcomes.find(({ personId }) => personId === teacher.id)?.enrolmentId ?? '' }));
}

const one = async <Row extends object>(statement: string, values: unknown[] = []): Promise<Row> => (await seats.house.server.owner.query<Row>(statement, values)).rows[0] as Row;

beforeAll(async () => {
  // The same project a year ago.
  await seats.house.server.owner.query(`
    insert into programme (id, code, name, year, series, office_id, state) select 7001, 'EARLIER1', '往年项目', 2022, p.series, 1, 'ARCHIVED' from programme p where p.id = 1;
    insert into period (id, programme_id, number, starts_on, ends_on) values (7001, 7001, 1, '2022-09-01', '2022-09-20');
    insert into course (id, code, programme_id, name, subject, stage, hours_tenths) values (7001, 'EARLIER1', 7001, '往年课程', 'MUSIC', 'PRIMARY', 200);
    insert into training_class (id, code, name, course_id, period_id, programme_id) values (7001, 'EARLIER1', '往年的班', 7001, 7001, 7001);`);
});

/** As if the teacher had taken part a year ago. */
async function tookPart({ id }: Teacher): Promise<void> {
  await seats.house.server.owner.query("insert into enrolment (programme_id, period_id, class_id, person_id, school_id, state, enrolled_at) select 7001, 7001, 7001, p.id, p.office_id, 'ENROLLED', '2022-08-30' from person p where p.id = $1", [keyOf('Person', id)]);
}

test('JS-07 方若兰 swaps a learner from the list by keys, told first who may come; swaps back, swaps again, and the records tell it', async () => {
  const { server } = seats.house;
  const [gone] = (await enrolled(9, 6, 1)) as [Enrolled];
  const [barred] = (await hire(server, await castSchool(server), 1)) as [Teacher];
  await tookPart(barred);
  const colleague = await one<{ name: string; initials: string }>("select p.name, p.name_initials as initials from person p where p.office_id = $1 and p.user_name is null and p.name_initials is not null and p.merged_into_id is null and not exists (select 1 from enrolment e where e.person_id = p.id and e.period_id = 6) order by p.id limit 1", [await castSchool(server)]);
  const fang = await sit('方若兰');
  await fang.goes(`/enrolments?q=${encodeURIComponent(gone.teacher.name)}`);
  await fang.button(`变更 ${gone.teacher.name} 的报名`).focus();
  await fang.press('Enter');
  await fang.page.getByRole('menuitem', { name: '换人…' }).waitFor();
  await fang.press('Enter');
  const dialog = fang.dialog(`换下 ${gone.teacher.name}，由谁接替？`);
  await dialog.getByText('第 6 期的 1 个名额由换入的教师接着使用，本校剩余名额不变。').waitFor();
  const coming = dialog.getByRole('combobox', { name: '换入的教师' });
  await coming.fill(barred.name);
  // Until nobody else is offered any more.
  await fang.page.getByRole('listbox').locator('li:only-child').getByText(barred.name).waitFor();
  await fang.press('ArrowDown');
  await fang.press('Enter');
  await dialog.getByText(`${barred.name} 不能换入：`).waitFor();
  await dialog.getByText(/本人 2022 年已参加/).waitFor();
  await dialog.getByText('JS-01').waitFor();
  await looks(fang, 'substitute-not-eligible');
  await coming.fill(colleague.initials);
  await fang.page.getByRole('option', { name: colleague.name }).first().waitFor();
  await fang.page.getByRole('option', { name: colleague.name }).first().click();
  await dialog.getByText(`${colleague.name} 符合条件，可以换入。`).waitFor();
  await dialog.getByRole('button', { name: '换人' }).click();
  await dialog.getByText('请填写事由。').waitFor();
  await dialog.getByRole('textbox', { name: '事由' }).fill('支教一年。');
  await looks(fang, 'substitute');
  await dialog.getByRole('button', { name: '换人' }).click();
  const done = fang.dialog('换人已办好');
  await done.getByText(`${colleague.name} 已接替 ${gone.teacher.name}，名额不变。`).waitFor();
  await looks(fang, 'substituted');
  await done.getByRole('button', { name: `换回 ${gone.teacher.name}` }).click();
  await fang.text(`已换回 ${gone.teacher.name}。`).waitFor();
  // Listed apart, each with who came.
  await fang.page.getByRole('combobox', { name: '报名状态' }).click();
  await fang.page.getByRole('option', { name: '已换人' }).click();
  await fang.text(`由 ${colleague.name} 接替`).waitFor();
  await fang.isAtRest();
  expect(await fang.page.getByRole('row').filter({ hasText: gone.teacher.name }).count()).toBe(1);
  await looks(fang, 'enrolments-substituted');
  await fang.link(gone.teacher.name).click();
  await fang.text(/^已退回报名：2023年9月10日 08:00，经办人 方若兰$/).waitFor();
  await fang.text('事由：支教一年。').waitFor();
  await looks(fang, 'enrolment-substituted');
  await fang.link(colleague.name).click();
  await fang.text('事由：撤销刚办理的换人').waitFor();
});

test('JS-07 方若兰 withdraws 林晓岚 on her phone: what goes is said in numbers; 林晓岚 reads why; after the period nothing of the kind is offered', async () => {
  const lin = await one<{ id: number; works: number }>("select e.id::int, (select count(*)::int from submission s where s.enrolment_id = e.id) as works from enrolment e join person p on p.id = e.person_id where p.user_name = 'lin.xiaolan'");
  const over = await one<{ id: number }>("select e.id::int from enrolment e where e.school_id = $1 and e.period_id = 1 limit 1", [await castSchool(seats.house.server)]);
  const fang = await sit('方若兰', { viewport: phone });
  if (over !== undefined) {
    await fang.goes(`/enrolments/${globalId('Enrolment', over.id)}`);
    await fang.text('第 1 期的换人和退回报名已于 2023年8月4日 截止，不再办理。').waitFor();
    expect(await fang.button('退回报名…').isDisabled()).toBe(true);
    await looks(fang, 'enrolment-over-phone');
  }
  await fang.goes(`/enrolments/${globalId('Enrolment', lin.id)}`);
  await looks(fang, 'enrolment-changes-phone');
  await fang.button('退回报名…').click();
  const dialog = fang.dialog('退回 林晓岚 的报名？');
  await dialog.getByText('第 4 期的 1 个名额即回到本校。').waitFor();
  await dialog.getByText(`已提交的 ${lin.works} 份作业留作记录，可以查看，不再批阅，不计入成绩和学情。`).waitFor();
  await dialog.getByText(/换人和退回报名办理到 2023年9月20日 的最后一刻，还剩 10 天。/).waitFor();
  await looks(fang, 'withdraw-phone');
  await dialog.getByRole('textbox', { name: '事由' }).fill('因病住院，无法继续学习。');
  await dialog.getByRole('button', { name: '退回报名' }).click();
  await fang.text('已退回 林晓岚 的报名，第 4 期的 1 个名额回到本校。').waitFor();
  await fang.text('事由：因病住院，无法继续学习。').waitFor();
  expect(await fang.button('退回报名…').count()).toBe(0);
  await looks(fang, 'enrolment-withdrawn-phone');
  const learner = await sit('林晓岚');
  await learner.goes('/learning');
  await learner.text('事由：因病住院，无法继续学习。').waitFor();
  await looks(learner, 'learning-withdrawn');
});

test('JS-01 方若兰 sees why somebody who waits may not be enrolled and whom to ask; 顾文远 finds the teacher, reads the reasons and grants an exception', async () => {
  const { server } = seats.house;
  const school = await castSchool(server);
  const classId = classOf(await classKey(server, 10, 7));
  const [again] = (await hire(server, school, 1)) as [Teacher];
  await tookPart(again);
  await leaveFree(server, school, 7, 2);
  expect((await choose(again.actor, classId)).refusals).toEqual([]);
  const fang = await sit('方若兰');
  await fang.goes(`/enrolling?period=${encodeURIComponent(globalId('Period', 7))}`);
  await fang.text('等待报名的教师中，1 人按参训条件不能报名，不占先后：').waitFor();
  await fang.text(/本人 2022 年已参加/).waitFor();
  await fang.text('例外向江苏省的项目办提出，写明姓名、师训编号和事由；批准后即可报名，先后不变。').waitFor();
  await looks(fang, 'enrolling-not-eligible');
  const gu = await sit('顾文远');
  await gu.goes('/enrolments/exceptions');
  await gu.text('还没有批准过例外').waitFor();
  const field = gu.page.getByRole('combobox', { name: '教师' });
  await field.fill(again.name);
  await gu.page.getByRole('listbox').locator('li:only-child').getByText(again.name).waitFor();
  await gu.press('ArrowDown');
  await gu.press('Enter');
  await gu.text(`${again.name} 现在不能报名：`).waitFor();
  await gu.button(`为 ${again.name} 批准例外`).click();
  await gu.text('请填写事由。').waitFor();
  await gu.box('事由').fill('学科骨干，承担示范任务。');
  await looks(gu, 'exception-grant');
  await gu.button(`为 ${again.name} 批准例外`).click();
  await gu.text(`${again.name} 符合参训条件，可以报名。`).waitFor();
  await gu.page.getByRole('row').filter({ hasText: '学科骨干，承担示范任务。' }).getByText('顾文远').waitFor();
  await looks(gu, 'exceptions');
  await gu.page.setViewportSize(phone);
  await looks(gu, 'exceptions-phone');
  // The school sees it too, and is told of nobody any more.
  await fang.goes(`/enrolling?period=${encodeURIComponent(globalId('Period', 7))}`);
  await fang.page.getByRole('rowheader', { name: again.name }).waitFor();
  await fang.isAtRest();
  expect(await fang.text(/按参训条件不能报名/).count()).toBe(0);
  await fang.goes('/enrolments/exceptions');
  await fang.page.getByRole('row').filter({ hasText: again.name }).waitFor();
  expect(await fang.page.getByRole('combobox', { name: '教师' }).count()).toBe(0);
});

test('JS-05 陆景行 passes one enrolment and sends two back at once; 方若兰 finds them, reads why, answers one, and it waits again', async () => {
  const [first, second, third] = (await enrolled(10, 9, 3)) as [Enrolled, Enrolled, Enrolled];
  const period = globalId('Period', 9);
  const lu = await sit('陆景行');
  await lu.goes('/');
  const waiting = lu.page.getByRole('region', { name: '条报名待审核' });
  await waiting.getByText('第9期 3 条 · 审核到').waitFor();
  await looks(lu, 'enrolment-reviews-today');
  const english = await sit('陆景行', { viewport: phone, language: 'en' });
  await english.goes('/');
  await english.page.getByRole('region', { name: 'enrolments to review' }).getByText('Period 9: 3 · until').waitFor();
  await looks(english, 'enrolment-reviews-today-phone-en');
  await waiting.getByRole('link', { name: '去审核' }).click();
  await lu.heading('报名审核').waitFor();
  await lu.goes(`/enrolments/reviews?period=${encodeURIComponent(period)}`);
  await lu.page.getByRole('checkbox', { name: `选中 ${first.teacher.name} 的报名` }).check();
  await lu.button('通过').click();
  await lu.button('通过 1 条').click();
  await lu.text('已通过 1 条报名。').waitFor();
  for (const { teacher } of [second, third]) await lu.page.getByRole('checkbox', { name: `选中 ${teacher.name} 的报名` }).check();
  await lu.button('退回学校').click();
  await lu.button('退回 2 条').click();
  await lu.text('请填写事由。').waitFor();
  await lu.box('退回原因').fill('是否已参加同类培训？');
  await looks(lu, 'enrolment-review-send-back');
  await lu.button('退回 2 条').click();
  await lu.text('已退回 2 条报名。').waitFor();
  await lu.goes(`/enrolments/reviews?period=${encodeURIComponent(period)}&review=ANY`);
  await lu.page.getByRole('row').filter({ hasText: third.teacher.name }).getByText('退回原因：是否已参加同类培训？').waitFor();
  await looks(lu, 'enrolment-reviews');

  const fang = await sit('方若兰');
  await fang.goes(`/enrolling?period=${encodeURIComponent(period)}`);
  await fang.text('本期有 2 条报名被审核退回，等待学校办理。').waitFor();
  await looks(fang, 'enrolling-sent-back');
  await fang.page.getByRole('link', { name: '查看', exact: true }).click();
  await fang.page.getByRole('link', { name: second.teacher.name }).click();
  await fang.button('说明并重新报审…').click();
  await fang.box('说明').fill('已核实，未参加。');
  await fang.button('重新报审').click();
  await fang.text('报名等待审核，名额已保留。').waitFor();
  await fang.page.setViewportSize(phone);
  await looks(fang, 'enrolment-review-answered-phone');
  await fang.goes(`/enrolments/reviews?period=${encodeURIComponent(period)}&review=ANY`);
  await fang.page.getByRole('listitem').filter({ hasText: second.teacher.name }).getByText('学校说明：已核实，未参加。').waitFor();
  await looks(fang, 'enrolment-reviews-phone');
});

test('JS-05 方若兰 enrols by a sheet: she sees what each row would do, confirms, and the same sheet again changes nothing', async () => {
  const { server } = seats.house;
  const classId = await classKey(server, 11, 8);
  const teachers = (await hire(server, await castSchool(server), 4)) as [Teacher, Teacher, Teacher, Teacher];
  const [first, second, third, silent] = teachers;
  await leaveFree(server, await castSchool(server), 8, 2);
  for (const { actor } of [first, second, third]) expect((await choose(actor, classOf(classId))).refusals).toEqual([]);
  const { code } = await one<{ code: string }>('select code from training_class where id = $1', [classId]);
  const numbers = (await server.owner.query<{ number: string }>('select training_number as number from person where id = any ($1::bigint[]) order by id', [teachers.map(({ id }) => keyOf('Person', id))])).rows.map(({ number }) => number);
  const buffer = Buffer.from(`师训编号,班级代码\r\n${[...numbers, '000000'].map((number) => `${number},${code}`).join('\r\n')}\r\n`);
  const fang = await sit('方若兰');
  await fang.goes(`/enrolling?period=${encodeURIComponent(globalId('Period', 8))}`);
  await fang.link('用表格报名').click();
  const [file] = await Promise.all([fang.page.waitForEvent('download'), fang.button('下载本期等待报名的名单').click()]);
  expect(file.suggestedFilename()).toBe('报名表.xlsx');
  await looks(fang, 'enrolment-sheet');
  const upload = async (): Promise<void> => fang.page.locator('input[type=file]').setInputFiles({ name: '报名表.csv', mimeType: 'text/csv', buffer });
  await upload();
  await fang.text('2 可报名 · 1 名额不足 · 1 不符合条件 · 1 查无此人或此班').waitFor();
  await fang.page.getByRole('row').filter({ hasText: silent.name }).getByText('本人没有选这个班，或已撤回选课。').waitFor();
  await looks(fang, 'enrolment-sheet-preview');
  await fang.page.setViewportSize(phone);
  await looks(fang, 'enrolment-sheet-preview-phone');
  await fang.page.setViewportSize({ width: 1440, height: 900 });
  await fang.button('为 2 人报名').click();
  await fang.text('已报名 2 人。').waitFor();
  await looks(fang, 'enrolment-sheet-done');
  await upload();
  await fang.text('0 可报名 · 1 名额不足 · 1 不符合条件 · 2 已报名 · 1 查无此人或此班').waitFor();
  expect(await fang.button('没有可报名的教师').isDisabled()).toBe(true);
  const other = await sit('贺知行', { language: 'en', theme: 'dark' });
  await other.goes('/');
  await other.link('Enrolment').click();
  await other.isAtRest();
  expect(await other.link('Enrol by a sheet').count()).toBe(0);
  expect(await other.page.getByRole('navigation').getByRole('link').count()).toBeLessThanOrEqual(8);
});
