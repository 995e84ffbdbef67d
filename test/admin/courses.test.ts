// A course from the first draft to its classes, in a real browser.
import { expect, test } from '@jest/globals';
import { insertIntake } from '../../server/demo/intake.js';
import { axeViolations } from './console.js';
import { openSeats } from './seats.js';

const seats = openSeats();
const { sit } = seats;

test('JS-10 JS-15 陆景行 writes and hands in, 顾文远 asks two experts, 宋怀瑾 rates by keyboard, 顾文远 decides and opens the classes', async () => {
  const { owner } = seats.house.server;
  await insertIntake(owner, 1);
  const lu = await sit('陆景行');
  await lu.goes('/');
  await lu.button(/^用户菜单/).click();
  await lu.page.getByRole('menuitem', { name: '课程' }).click();
  await lu.page.getByRole('table', { name: '课程列表' }).waitFor();
  await lu.page.getByRole('searchbox', { name: '课程、拼音、首字母或编号' }).fill('zhengbenshu');
  await lu.page.getByText('KC2023002').waitFor({ state: 'detached' });
  await lu.link('小学语文：整本书阅读与习作教学').waitFor();
  await lu.screenshot('courses-by-letters-1440-zh');
  expect(await axeViolations(lu.page)).toEqual([]);
  await lu.link('报送课程').click();
  await lu.page.getByRole('textbox', { name: '课程', exact: true }).fill('小学音乐：校园合唱的起步');
  await lu.page.getByRole('textbox', { name: '学时' }).fill('2');
  await lu.page.getByRole('textbox', { name: '简介' }).fill('从呼吸到二声部。');
  const unit = (number: number) => lu.page.getByRole('group', { name: `环节 ${number}` });
  await unit(1).getByRole('textbox', { name: '环节' }).fill('合唱队怎样组建');
  await lu.page.getByText('合计 45 分钟，应为 90 分钟').waitFor();
  await lu.button('添加环节').click();
  await lu.button('保存草稿').click();
  // What is missing stands beside its field.
  await unit(2).getByText('请填写。').waitFor();
  await unit(2).getByRole('textbox', { name: '环节' }).fill('排练中的难题');
  await lu.page.getByText('合计 90 分钟，应为 90 分钟').waitFor();
  await lu.button('保存草稿').click();
  await lu.button('报送').click();
  await lu.dialog(/^报送/).getByRole('button', { name: '报送' }).click();
  await lu.page.getByText('待安排评审').waitFor();

  const gu = await sit('顾文远');
  await gu.goes('/');
  await gu.link('去办理').click();
  await gu.link('小学音乐：校园合唱的起步').click();
  await gu.button('安排评审').click();
  const experts = gu.dialog(/安排/);
  await experts.getByRole('checkbox', { name: '宋怀瑾' }).waitFor();
  for (const box of await experts.getByRole('checkbox').all()) await box.check();
  await gu.screenshot('course-assign-1440-zh');
  expect(await axeViolations(gu.page)).toEqual([]);
  await experts.getByRole('button', { name: '安排评审' }).click();
  await gu.page.getByText('已评 0 / 3 位').waitFor();

  const song = await sit('宋怀瑾');
  await song.goes('/');
  await song.page.getByText('待评审的课程').waitFor();
  await song.link('去办理').click();
  await song.link('小学音乐：校园合唱的起步').click();
  await song.link('评分').click();
  const total = song.page.getByRole('region', { name: '评分' }).getByRole('status');
  // The first field has the focus; digits and arrows give points, Tab goes on.
  await song.page.getByRole('textbox', { name: '政治方向与科学性' }).waitFor();
  for (const points of ['19', '22.5', '23', '18']) {
    await song.page.keyboard.type(points);
    await song.page.keyboard.press('Tab');
  }
  await song.page.keyboard.press('Control+Enter');
  await song.page.getByText('请给分').waitFor();
  await song.page.keyboard.press('ArrowDown');
  await total.getByText('92.5').waitFor();
  await song.page.getByRole('textbox', { name: '评语' }).fill('线索清楚，可以直接用于课堂。');
  await song.screenshot('course-rate-1440-zh');
  expect(await axeViolations(song.page)).toEqual([]);
  await song.page.keyboard.press('Control+Enter');
  await song.page.getByText('已提交“小学音乐：校园合唱的起步”的评分').waitFor();

  // The two others rate it elsewhere.
  await owner.query(`update course_review set points = '[{"criterion": "DESIGN", "pointsTenths": 200}]', total_tenths = 800, comment = '好。', submitted_at = now() where submitted_at is null and course_id = (select id from course where name like '小学音乐：校园%')`);
  await owner.query("update course_review set is_open = true where course_id = (select id from course where name like '小学音乐：校园%')");
  await gu.goes('/courses?view=WAITING');
  await gu.link('小学音乐：校园合唱的起步').click();
  await gu.page.getByText('平均分 84.2 / 100').waitFor();
  await gu.button('作出决定').click();
  await gu.dialog(/^决定/).getByRole('textbox', { name: '理由' }).fill('三位专家评价一致。');
  await gu.dialog(/^决定/).getByRole('button', { name: '入选' }).click();
  await gu.page.getByText('“小学音乐：校园合唱的起步”已入选').waitFor();
  await gu.goes('/courses');
  await gu.button('开班').click();
  const opening = gu.dialog('按项目规则开班');
  await opening.getByText('将生成 0 个期次、10 个培训班：2 门课程').waitFor();
  await gu.screenshot('open-classes-1440-zh');
  expect(await axeViolations(gu.page)).toEqual([]);
  await opening.getByRole('button', { name: '开班' }).click();
  await gu.page.getByText('已生成 0 个期次、10 个培训班').waitFor();

  // A class of it takes so many; the number of who is in it and of who waits stands before.
  await gu.page.getByRole('link', { name: '学习班级' }).click();
  await gu.page.getByRole('searchbox', { name: '班级、拼音、首字母或代码' }).fill('xyhc');
  await gu.page.getByRole('button', { name: /^限定名额：小学音乐：校园合唱/ }).first().click();
  const limiting = gu.dialog('限定名额');
  await limiting.getByText('已报名 0 人，候补 0 人，现在的上限：不限人数。').waitFor();
  await limiting.getByRole('checkbox', { name: '不限人数' }).click();
  await limiting.getByRole('textbox', { name: '最多人数' }).fill('30');
  await limiting.getByText('保存后还有 30 个余位。').waitFor();
  expect(await axeViolations(gu.page)).toEqual([]);
  await limiting.getByRole('button', { name: '保存' }).click();
  await gu.page.getByText('已限定为 30 人。').waitFor();
  await gu.page.getByRole('cell', { name: '30', exact: true }).first().waitFor();
});
