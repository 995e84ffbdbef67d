// Administrators change the organisation in a browser: they see in numbers what will happen, before it does.
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { globalId } from '../../server/kernel/ids.js';
import { axeViolations, openConsole, phone, type Console, type Person } from './console.js';

let house: Console;
let people: Person[] = [];
beforeAll(async () => {
  house = await openConsole();
});
afterEach(async () => {
  const complaints = people.flatMap((person) => person.complaints);
  await Promise.all(people.map((person) => person.leaves()));
  people = [];
  expect(complaints).toEqual([]);
});
afterAll(() => house.close());

async function sit(...[name, options]: Parameters<Console['seat']>): Promise<Person> {
  const person = await house.seat(name, options);
  people.push(person);
  return person;
}

interface School { id: string; name: string; people: number; enrolments: number }
/** A school of Wuzhong with learners, the most first; each is asked for once. */
async function school(place: number): Promise<School> {
  const { rows } = await house.server.owner.query<{ key: number; name: string; people: number; enrolments: number }>(`
    select o.id as key, o.name, (select count(*)::int from person p where p.office_id = o.id) as people, count(e.id)::int as enrolments from office o join enrolment e on e.school_id = o.id
    where o.level = 'SCHOOL' and o.path like (select path from office where code = '320506') || '%' group by o.id order by 4 desc, o.id offset $1 limit 1`, [place]);
  const [row] = rows;
  if (!row) throw new Error('no school');
  return { ...row, id: globalId('Office', row.key) };
}
/** A school that no other test touches, and how its name reads from the second character on. */
async function untouched(): Promise<{ name: string; pinyin: string; initials: string }> {
  const { rows } = await house.server.owner.query<{ name: string; pinyin: string; initials: string }>(`
    select o.name, r.pinyin, r.initials from office o join office_reading r on r.office_id = o.id and length(r.initials) = length(o.name) - 1
    join enrolment e on e.school_id = o.id
    where o.level = 'SCHOOL' and o.state = 'OPEN' and o.path like (select path from office where code = '320506') || '%' group by o.id, r.pinyin, r.initials order by count(*), o.id desc limit 1`);
  const [row] = rows;
  if (!row) throw new Error('no school');
  return row;
}
const county = async () => globalId('Office', (await house.server.owner.query<{ id: number }>("select id from office where code = '320506'")).rows[0]?.id ?? 0);
const visit = (person: Person, id: string) => person.goes(`/offices/${encodeURIComponent(id)}`);

async function isClean(person: Person): Promise<void> {
  // What slides in is looked at where it stands.
  await person.isAtRest();
  expect(await axeViolations(person.page)).toEqual([]);
  expect(await person.page.evaluate<boolean>('document.documentElement.scrollWidth > document.documentElement.clientWidth')).toBe(false);
}

describe('JS-09 the organisation', () => {
  test('JS-09 陆景行 merges one school into another: the numbers before, the way it went after', async () => {
    const [from, into] = [await school(0), await school(1)];
    const lu = await sit('陆景行');
    await visit(lu, from.id);
    await lu.button('合并').click();
    const dialog = lu.dialog(`合并：${from.name}`);
    const concerned = dialog.getByRole('region', { name: '将涉及' });
    await concerned.getByText(`${from.people} 人`).waitFor();
    expect(await concerned.textContent()).toContain(`${from.enrolments} 条`);
    await dialog.getByRole('button', { name: '确定合并' }).click();
    expect(await dialog.getByText('请填写', { exact: true }).count()).toBe(2);
    await dialog.getByRole('combobox', { name: '并入的机构' }).fill(into.name);
    await lu.page.getByRole('option', { name: new RegExp(`^${into.name}`) }).first().click();
    await dialog.getByRole('textbox', { name: '原因' }).fill('吴教〔2023〕8 号：两校合并办学');
    await isClean(lu);
    await lu.screenshot('office-merge-1440-zh');
    await dialog.getByRole('button', { name: '确定合并' }).click();
    await lu.text(`合并已完成：${from.name}`).waitFor();
    await lu.region('沿革').getByText(`并入“${into.name}”`).waitFor();
    await lu.text('已合并', ).first().waitFor();
    expect(await lu.button('合并').count()).toBe(0);
    await isClean(lu);
    await lu.screenshot('office-merged-1440-zh');
    await lu.region(from.name).getByRole('link', { name: into.name, exact: true }).click();
    await lu.region('沿革').getByText(`接收“${from.name}”`).waitFor();
  });

  test('JS-09 陆景行 presses Ctrl+K: a page by its initials, a teacher by pinyin, offices by pinyin, initials and name, and nobody beyond his county', async () => {
    const one = await school(2);
    const { rows } = await house.server.owner.query<{ name: string; pinyin: string; number: string }>('select name, name_pinyin as pinyin, training_number as number from person where office_id = (select id from office where name = $1 limit 1) order by id limit 1', [one.name]);
    const [teacher] = rows;
    if (!teacher) throw new Error('nobody works there');
    const lu = await sit('陆景行');
    await lu.goes('/');
    await lu.button('全部搜索').waitFor();
    await lu.press('Control+k');
    const dialog = lu.dialog('全部搜索');
    const field = dialog.getByRole('combobox', { name: '全部搜索' });
    await field.fill('zzjg');
    await lu.page.getByRole('option', { name: '组织机构' }).waitFor();
    await field.fill(teacher.pinyin);
    await lu.page.getByRole('option', { name: new RegExp(teacher.number) }).waitFor();
    await isClean(lu);
    await lu.screenshot('search-1440-zh');
    await field.fill('wz');
    // His county comes before its schools, and the help can still be read above what was found.
    await lu.page.getByRole('group', { name: '机构' }).getByRole('option', { name: /^吴中区/ }).first().waitFor();
    await lu.text(/^页面、人员、机构、班级/).click({ trial: true });
    await isClean(lu);
    await lu.screenshot('search-offices-1440-zh');
    const quiet = await untouched();
    await field.fill(quiet.pinyin);
    await lu.page.getByRole('option', { name: new RegExp(`^${quiet.name}`) }).waitFor();
    await field.fill('林晓岚找不到');
    await lu.text('您可见的范围内没有找到').waitFor();
    await field.fill(one.name);
    await lu.page.getByRole('option', { name: new RegExp(`^${one.name}`) }).waitFor();
    await lu.press('Enter');
    await lu.heading(one.name).first().waitFor();
    await lu.press('Control+k');
    await field.fill('x');
    await lu.press('Escape');
    await dialog.waitFor({ state: 'detached' });
  });

  test('JS-09 on the phone, in the dark, 陆景行 finds a school by the initials within its name, by Ctrl+K\'s button and in the tree', async () => {
    const lu = await sit('陆景行', { viewport: phone, theme: 'dark' });
    await lu.goes('/offices');
    await lu.button('全部搜索').click();
    const quiet = await untouched();
    await lu.dialog('全部搜索').getByRole('combobox', { name: '全部搜索' }).fill(quiet.initials);
    await lu.page.getByRole('option', { name: new RegExp(`^${quiet.name}`) }).waitFor();
    await lu.text(/^页面、人员、机构、班级/).click({ trial: true });
    await isClean(lu);
    await lu.screenshot('search-offices-390-zh-dark');
    // However much is found, the field and its help stay where they are.
    await lu.dialog('全部搜索').getByRole('combobox', { name: '全部搜索' }).fill('z');
    await lu.page.getByRole('option').nth(11).waitFor();
    await lu.text(/^页面、人员、机构、班级/).click({ trial: true });
    await lu.press('ArrowUp');
    await lu.text(/^页面、人员、机构、班级/).click({ trial: true });
    expect(await lu.page.getByRole('option').last().evaluate((option) => option.getBoundingClientRect().bottom <= window.innerHeight)).toBe(true);
    await isClean(lu);
    await lu.screenshot('search-everything-390-zh-dark');
    await lu.press('Escape');
    await lu.page.getByRole('searchbox', { name: '机构名称、拼音、首字母或代码' }).fill(quiet.pinyin.slice(0, -2));
    await lu.page.getByRole('list', { name: '搜索结果' }).getByRole('link', { name: quiet.name }).waitFor();
    await isClean(lu);
    await lu.screenshot('offices-found-390-zh-dark');
  });

  test('JS-09 on the phone he plans a new name for next term, and withdraws it', async () => {
    const one = await school(3);
    const lu = await sit('陆景行', { viewport: phone });
    await visit(lu, one.id);
    await lu.button('更名').click();
    const dialog = lu.dialog(`更名：${one.name}`);
    await dialog.getByRole('textbox', { name: '新名称' }).fill('吴中区新学期小学');
    await dialog.getByLabel('生效日期').fill('2024-02-01');
    await dialog.getByText('到 2024年2月1日 自动执行').waitFor();
    await dialog.getByRole('textbox', { name: '原因' }).fill('更名批复');
    await isClean(lu);
    await lu.screenshot('office-rename-390-zh');
    await dialog.getByRole('button', { name: '确定更名' }).click();
    await lu.text(/已列入计划/).waitFor();
    const history = lu.region('沿革');
    await history.getByText('计划中').waitFor();
    await history.scrollIntoViewIfNeeded();
    await isClean(lu);
    await lu.screenshot('office-plan-390-zh');
    await history.getByRole('button', { name: '撤回计划' }).click();
    const cancel = lu.dialog('撤回计划中的变更？');
    await cancel.getByRole('textbox', { name: '原因' }).fill('批复推迟');
    await cancel.getByRole('button', { name: '撤回计划' }).click();
    await history.getByText('撤回原因：批复推迟').waitFor();
  });

  test('JS-09 he opens a school below his county; what the rules refuse stands at its field, and nothing typed is lost', async () => {
    const lu = await sit('陆景行');
    const taken = await school(4);
    const { rows } = await house.server.owner.query<{ code: string }>('select code from office where name = $1 limit 1', [taken.name]);
    await visit(lu, await county());
    await lu.button('新建下级机构').click();
    const dialog = lu.dialog('在“吴中区”下新建机构');
    await dialog.getByRole('textbox', { name: '机构名称' }).fill('太湖新城小学');
    await dialog.getByRole('textbox', { name: '机构代码' }).fill(rows[0]?.code ?? '');
    await dialog.getByRole('textbox', { name: '原因' }).fill('新建学校批复');
    await dialog.getByRole('button', { name: '确定新建' }).click();
    await dialog.getByText(/已被使用/).waitFor();
    await isClean(lu);
    await lu.screenshot('office-create-1440-zh');
    await dialog.getByRole('textbox', { name: '机构代码' }).fill('32050699901');
    await dialog.getByRole('button', { name: '确定新建' }).click();
    await lu.heading('太湖新城小学').waitFor();
    await lu.region('沿革').getByText('新建“太湖新城小学”').waitFor();
    // Nobody is at it, so it can be closed; the own county offers no such thing.
    await lu.button('撤销').click();
    const closing = lu.dialog('撤销：太湖新城小学');
    await closing.getByRole('textbox', { name: '原因' }).fill('计划变更');
    await closing.getByRole('button', { name: '确定撤销' }).click();
    await lu.text('撤销已完成：太湖新城小学').waitFor();
    await visit(lu, await county());
    await lu.button('新建下级机构').waitFor();
    expect(await lu.button('撤销').count()).toBe(0);
  });

  test('JS-09 a school with teachers cannot be closed: the dialog says so before anything is sent', async () => {
    const one = await school(5);
    const lu = await sit('陆景行');
    await visit(lu, one.id);
    await lu.button('撤销').click();
    await lu.dialog(`撤销：${one.name}`).getByText(`还有 ${one.people} 名人员，请先调动他们，或改用合并。`).waitFor();
    await isClean(lu);
    await lu.screenshot('office-close-1440-zh');
  });
});

describe('JS-09 SH24-05 who stands behind an office', () => {
  test('JS-09 沈佩兰 appoints a deputy leader of a county\'s steering group and ends a term', async () => {
    const shen = await sit('沈佩兰');
    await visit(shen, await county());
    const card = shen.region('领导小组');
    await card.getByRole('button', { name: '任命成员' }).click();
    const dialog = shen.dialog('任命成员');
    await dialog.getByRole('combobox', { name: '职务' }).click();
    await shen.page.getByRole('option', { name: '副组长', exact: true }).click();
    await dialog.getByRole('textbox', { name: '姓名' }).fill('程远志');
    await dialog.getByRole('textbox', { name: '单位和职务' }).fill('吴中区教育局副局长');
    await isClean(shen);
    await shen.screenshot('office-appoint-1440-zh');
    await dialog.getByRole('button', { name: '任命成员' }).click();
    await card.getByText('吴中区教育局副局长 · 2023年9月10日 起').waitFor();
    await card.getByRole('button', { name: '结束任期：程远志' }).click();
    const ending = shen.dialog('结束“程远志”的任期');
    await ending.getByLabel('最后一天').fill('2023-09-01');
    await ending.getByRole('button', { name: '结束任期' }).click();
    await ending.getByText('最后一天须在 2023-09-09 或以后。').waitFor();
    await ending.getByLabel('最后一天').fill('2023-12-31');
    await ending.getByRole('button', { name: '结束任期' }).click();
    await card.getByText(/2023年9月10日 至 2023年12月31日/).waitFor();
  });

  test('SH24-05 方若兰 hands in her school\'s contact on the phone; 陆景行 shows the number for a reason', async () => {
    const fang = await sit('方若兰', { viewport: phone });
    await fang.goes('/offices');
    await fang.page.getByRole('navigation', { name: '机构树' }).getByRole('link').first().click();
    const card = fang.region('联系人');
    await card.getByRole('button', { name: '填报联系人' }).click();
    const dialog = fang.dialog('填报联系人');
    await dialog.getByRole('textbox', { name: '姓名' }).fill('许倩');
    await dialog.getByRole('textbox', { name: '单位' }).fill('教导处');
    await dialog.getByRole('textbox', { name: '手机号码' }).fill('1391234');
    await dialog.getByRole('textbox', { name: '电子邮箱' }).fill('xu.qian@example.cn');
    await dialog.getByRole('button', { name: '保存' }).click();
    await dialog.getByText('手机号码为 11 位数字，以 1 开头。').waitFor();
    await isClean(fang);
    await fang.screenshot('office-contact-390-zh');
    await dialog.getByRole('textbox', { name: '手机号码' }).fill('13912345678');
    await dialog.getByRole('button', { name: '保存' }).click();
    await card.getByText('139****5678').waitFor();
    await isClean(fang);
    await fang.screenshot('office-page-390-zh');
    const place = new URL(fang.page.url()).pathname;

    const lu = await sit('陆景行', { language: 'en' });
    await lu.goes(place);
    await lu.button('Show number: 许倩').click();
    const reveal = lu.dialog('Show the mobile number of 许倩');
    await reveal.getByRole('textbox', { name: 'Reason' }).fill('enrolment list');
    await reveal.getByRole('button', { name: 'Show number' }).click();
    await lu.text('Mobile number: 13912345678').waitFor();
    await isClean(lu);
    await lu.screenshot('office-reveal-1440-en');
  });
});
