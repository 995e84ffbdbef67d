// Choosing and enrolling as teachers and their school meet them: on the phone, at the desk by keys, in the order of the choices, with what is refused.
import { afterEach, expect, test } from '@jest/globals';
import { globalId } from '../../server/kernel/ids.js';
import { castSchool, choose, classKey, classOf, hire, leaveFree, type Teacher } from '../enrolment/choosing-acts.js';
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

/** Teachers of the cast's school who chose a class one after another, a minute each. */
async function queue(course: number, period: number, count: number): Promise<Teacher[]> {
  const { server } = seats.house;
  const teachers = await hire(server, await castSchool(server), count);
  const classId = classOf(await classKey(server, course, period));
  for (const [index, { actor }] of teachers.entries()) {
    server.clock.setBusiness(`2023-09-10T07:${String(10 + index)}:00+08:00`);
    expect((await choose(actor, classId)).refusals).toEqual([]);
  }
  server.clock.setBusiness(today);
  return teachers;
}

const periodPath = (period: number) => `?period=${encodeURIComponent(globalId('Period', period))}`;

test('JS-01 JS-07 林晓岚 chooses on her phone, sees her place, withdraws, and is told when she is too late', async () => {
  const lin = await sit('林晓岚', { viewport: phone });
  await lin.goes('/');
  await lin.link('去选课').click();
  await lin.text(/选课和报名到 2023年9月15日 为止，当天仍可办理，还剩 5 天。/).waitFor();
  // Her own subject stands first.
  expect(await lin.page.getByRole('list', { name: '可选的课程' }).locator('li').first().textContent()).toContain('小学语文');
  // Found by the initials of what stands behind the subject.
  const search = lin.page.getByRole('searchbox', { name: '课程、拼音、首字母或编号' });
  await search.fill('hxsydx');
  await lin.button('选课：小学英语：主题意义下的语篇教学').waitFor({ state: 'detached' });
  await lin.button('选课：小学数学：核心素养导向的单元教学').waitFor();
  expect(await lin.page.getByRole('list', { name: '可选的课程' }).locator('> li').count()).toBe(1);
  await looks(lin, 'choosing-by-letters-phone');
  await search.fill('');
  await lin.button('选课：小学数学：核心素养导向的单元教学').click();
  const own = lin.region('我的选课');
  await own.getByText('在本校等待报名这个班的教师中，您排第 1 位。').waitFor();
  await own.getByText(/^选课时间 2023年9月10日 08:00$/).waitFor();
  await looks(lin, 'choosing-phone');
  await lin.page.evaluate('window.scrollTo(0, 0)');
  await looks(lin, 'choosing-phone-top');
  await lin.button('撤回选课：小学数学：核心素养导向的单元教学').click();
  await lin.text(/的选课时间 2023年9月10日 08:00 不再保留/).waitFor();
  await looks(lin, 'choosing-withdraw-phone');
  await lin.dialog('撤回这次选课？').getByRole('button', { name: '撤回选课' }).click();
  await own.getByText(/^撤回时间/).waitFor();
  // The page was opened in time, the button is pressed after midnight.
  seats.house.server.clock.setBusiness('2023-09-16T00:00:00+08:00');
  await lin.button('选课：小学英语：主题意义下的语篇教学').click();
  await lin.text('本期选课和报名已于 2023-09-15 截止。').waitFor();
  seats.house.server.clock.setBusiness(today);
  await lin.button(/^第 1 期\s*已截止$/).click();
  await lin.text(/^本期选课和报名已于 2023年7月15日 截止。/).waitFor();
  expect(await lin.button(/^选课：/).count()).toBe(0);
  await looks(lin, 'choosing-closed-phone');
});

test('JS-05 JS-06 JS-07 方若兰 enrols by keys in the order of choosing: out of turn, as many as fit, and nobody more', async () => {
  const { server } = seats.house;
  const [first, second, third] = (await queue(9, 6, 3)) as [Teacher, Teacher, Teacher];
  await leaveFree(server, await castSchool(server), 6, 2);
  const fang = await sit('方若兰');
  await fang.goes('/');
  expect(await fang.page.getByRole('navigation', { name: '主菜单' }).getByRole('link').count()).toBeLessThanOrEqual(7);
  await fang.link('报名').click();
  await fang.button(/^第 6 期\s*剩 20 天\s*余 2 · 等 3$/).click();
  const box = ({ name }: Teacher) => fang.page.getByRole('checkbox', { name: `选择 ${name}（初中语文：任务群视野下的阅读教学）` });
  await box(third).check();
  await fang.text('前面还有 2 人没有选中').waitFor();
  await fang.text('已选 1 人，报名后剩余 1 个名额。').waitFor();
  await looks(fang, 'enrolling');
  await fang.button('为 1 人报名').click();
  await looks(fang, 'enrolling-confirm');
  await fang.press('Enter');
  const outcomes = fang.region('本次报名结果');
  await outcomes.getByText('本校还有 2 人更早选了这个班，请先为他们报名，或一并报名。').waitFor();
  await looks(fang, 'enrolling-out-of-turn');
  // From the first box down by keys.
  await box(first).focus();
  await fang.press('Space');
  await fang.press('Shift+ArrowDown');
  await fang.press('Shift+ArrowDown');
  await fang.text('已选 3 人，只剩 2 个名额：多出的 1 人列入候补。').waitFor();
  expect(await box(third).isChecked()).toBe(true);
  await fang.button('清除选择').click();
  await fang.button('按先后选满名额（2）').click();
  await fang.button('为 2 人报名').click();
  await fang.text('第 6 期，涉及 1 个培训班；本校剩余 2 个名额，将使用 2 个。').waitFor();
  await fang.press('Enter');
  await outcomes.getByText('已报名 2 人').waitFor();
  await outcomes.getByText(first.name).waitFor();
  await outcomes.getByText(second.name).waitFor();
  await fang.text(/^本校本期没有剩余名额。现在报名的教师列入候补/).waitFor();
  await box(third).check();
  await fang.button('为 1 人报名').click();
  await fang.dialog('为 1 名教师报名？').getByText(/其余 1 人列入候补。$/).waitFor();
  await fang.press('Enter');
  await outcomes.getByText(/本校本期配额已用完，剩余 0 个。 已列入候补，有空缺时自动报名。$/).waitFor();
  await outcomes.getByRole('status').getByText('列入候补 1 人', { exact: true }).waitFor();
  await looks(fang, 'enrolling-exhausted');
  await fang.button('全部选课').click();
  const enrolled = fang.page.getByRole('row').filter({ hasText: first.name });
  await enrolled.getByText('2023年9月10日 07:10').waitFor();
  await enrolled.getByText('2023年9月10日 08:00').waitFor();
  await looks(fang, 'enrolling-record');
});

test('JS-06 days, closed and empty periods are explained, in English, in the dark and on a phone; a range is marked with Shift', async () => {
  await queue(10, 7, 4);
  await leaveFree(seats.house.server, await castSchool(seats.house.server), 7, 6);
  const fang = await sit('方若兰', { language: 'en', theme: 'dark' });
  await fang.goes(`/enrolling${periodPath(7)}`);
  const boxes = fang.page.getByRole('checkbox', { name: /^Select 新教师/ });
  await boxes.first().check();
  await boxes.last().click({ modifiers: ['Shift'] });
  await fang.text('4 selected, 2 seats left afterwards.').waitFor();
  await looks(fang, 'enrolling-dark-en');
  await fang.page.setViewportSize(phone);
  await looks(fang, 'enrolling-phone-en');
  await fang.page.evaluate('window.scrollTo(0, document.body.scrollHeight)');
  await fang.screenshot('enrolling-phone-foot-en');
  await fang.button(/^Period 9\s*\d+ days left\s*\d+ left · 0 wait$/).click();
  await fang.text('Nobody waits').waitFor();
  await fang.button(/^Period 1\s*closed/).click();
  await fang.text(/^Choosing and enrolling for this period ended on 15 July 2023\./).waitFor();
  expect(await fang.button(/^Enrol \d/).count()).toBe(0);
});

test('JS-07 贺知行 reads who waits and enrols nobody; 陆景行 is told that schools do', async () => {
  const [teacher] = (await queue(11, 8, 1)) as [Teacher];
  const he = await sit('贺知行');
  await he.goes(`/enrolling${periodPath(8)}`);
  await he.page.getByRole('rowheader', { name: teacher.name }).waitFor();
  expect(await he.page.getByRole('checkbox').count()).toBe(0);
  const lu = await sit('陆景行');
  await lu.goes('/enrolling');
  await lu.text('报名由学校办理').waitFor();
});
