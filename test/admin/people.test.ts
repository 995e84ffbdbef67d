// Learners, administrators, experts and third-party platforms before the console.
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { globalId, keyOf } from '../../server/kernel/ids.js';
import { claim, goodPoints, ownSubmissions, seen, submissionFields, submitReview, waitingIds } from '../assignments/grading-acts.js';
import { openConsole, type Console, type Person } from './console.js';

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

/** 周明礼 grades a submission over the API while somebody else looks at the console; answers when it is in. */
async function grades(submissionId: string): Promise<void> {
  const tutor = await house.server.as('周明礼');
  await claim(tutor, { submissionId });
  const { version } = await seen(tutor, submissionId, submissionFields);
  const answer = await submitReview(tutor, { submissionId, expectedVersion: version, criterionPoints: goodPoints, comment: '写得扎实。' });
  expect(answer.refusals).toEqual([]);
}

describe('the learner', () => {
  test('JS-19 林晓岚 sees her total with its parts, and a release changes it without a reload', async () => {
    const [first = ''] = await ownSubmissions(house.server, 'SUBMITTED');
    const learner = await sit('林晓岚');
    await learner.goes('/learning');
    const result = learner.page.getByRole('group', { name: '成绩' }).first();
    await result.waitFor();
    for (const part of ['学习时间', '作业', '互动']) await result.getByRole('progressbar', { name: part, exact: true }).waitFor();
    const before = await result.textContent();
    const work = learner.page.getByRole('group', { name: '作业', exact: true }).first();
    const reviews = await work.getByRole('group', { name: '批阅' }).count();
    await grades(first);
    await work.getByText('写得扎实。').waitFor();
    expect(await work.getByRole('group', { name: '批阅' }).count()).toBe(reviews + 1);
    await expect(result.textContent()).resolves.not.toBe(before);
  });

  test('JS-14 林晓岚 hands in a returned assignment; what she typed survives a reload', async () => {
    const [returned = ''] = await ownSubmissions(house.server, 'RETURNED');
    const learner = await sit('林晓岚');
    await learner.goes('/');
    await learner.link('去修改').click();
    const text = learner.box('作业正文');
    await learner.button('提交作业').click();
    await learner.text('本次与上次提交的内容完全相同，请先修改').waitFor();
    const former = await text.inputValue();
    await text.fill(`${former}\n补充：课后访谈了三名学生，他们都能说出文章的观察顺序。`);
    await learner.text('已暂存在本机').waitFor();
    learner.page.once('dialog', (dialog) => void dialog.accept());
    await learner.page.reload();
    await learner.text('已恢复您上次未提交的内容。').waitFor();
    expect(await text.inputValue()).toContain('课后访谈了三名学生');
    await learner.button('提交作业').click();
    await learner.button('确定提交').click();
    await learner.text('已提交，等待辅导员批阅。').waitFor();
    const { rows } = await house.server.owner.query<{ attempt: number; state: string }>(`
      select n.attempt, n.state from submission n join submission o on o.enrolment_id = n.enrolment_id and o.assignment_id = n.assignment_id where o.id = $1 and n.is_latest`, [keyOf('Submission', returned)]);
    expect(rows[0]).toMatchObject({ state: 'SUBMITTED', attempt: 2 });
  });
});

/** A waiting submission below a city and a county, in 吴中区 of 苏州市 if one waits there; with the way down to its school. */
async function waitingBelow(): Promise<{ id: string; way: [city: string, county: string, school: string] }> {
  const ids = (await Promise.all([1, 2, 3, 4, 5].map((period) => waitingIds(house.server, period)))).flat();
  const { rows } = await house.server.owner.query<{ id: string; city: string; county: string; school: string }>(`
    select s.id, c.name as city, d.name as county, o.name as school from submission s join office o on o.id = s.school_id join office d on d.id = o.county_id join office c on c.id = o.city_id
    where s.id = any ($1) order by d.code = '320506' desc, c.code = '3205' desc, s.id limit 1`, [ids.map((id) => keyOf('Submission', id))]);
  const [found] = rows;
  if (!found) throw new Error('nothing waits');
  return { id: globalId('Submission', found.id), way: [found.city, found.county, found.school] };
}

const children = (person: Person) => person.page.getByRole('table', { name: '下级机构学情' });
const isAt = (person: Person, office: string) => person.page.getByRole('heading', { level: 1, name: `学情 · ${office}` }).waitFor();

describe('JS-18 the administrator', () => {
  test('JS-18 顾文远 drills from the province to a school and its learners; a grading moves the numbers within a second', async () => {
    const { id, way } = await waitingBelow();
    const administrator = await sit('顾文远');
    await administrator.goes('/monitor');
    for (const office of way) {
      await children(administrator).getByRole('link', { name: office, exact: true }).click();
      await isAt(administrator, office);
    }
    await administrator.heading('本校学员').waitFor();
    await administrator.page.getByRole('table', { name: '学员名单' }).getByRole('row').nth(1).waitFor();
    const graded = administrator.region('本机构数字').locator('dl').filter({ hasText: '已批阅' }).locator('dd').first();
    const before = Number(await graded.textContent());
    await administrator.page.evaluate(`(() => {
      const figure = [...document.querySelectorAll('dl')].find((one) => one.textContent.includes('已批阅')).querySelector('dd');
      const former = figure.textContent;
      window.moved = new Promise((resolve) => new MutationObserver(() => figure.textContent !== former && resolve(Date.now())).observe(figure, { subtree: true, characterData: true, childList: true }));
    })()`);
    await grades(id);
    const isIn = Date.now();
    const waited = await administrator.page.evaluate<number>('window.moved') - isIn;
    console.log(`graded → number on the administrator's screen: ${waited} ms after the answer to the tutor`);
    expect(Number(await graded.textContent())).toBe(before + 1);
    expect(waited).toBeLessThan(1_000);

    await administrator.page.getByRole('navigation', { name: '机构路径' }).getByRole('link', { name: way[0], exact: true }).click();
    await isAt(administrator, way[0]);
    await administrator.page.getByRole('combobox', { name: '期次' }).click();
    await administrator.page.getByRole('option', { name: /第4期|第 4 期/ }).click();
    await administrator.page.waitForURL(/period=/);
    const download = administrator.page.waitForEvent('download');
    await administrator.button('导出表格').click();
    await administrator.page.getByRole('menuitem', { name: /^Excel/ }).click();
    expect((await download).suggestedFilename()).toBe('学情.xlsx');
  });

  test('JS-18 learners are found by name, and open with their result', async () => {
    const administrator = await sit('陆景行');
    await administrator.goes('/enrolments');
    const table = administrator.page.getByRole('table', { name: '学员名单' });
    const first = table.getByRole('rowheader').first();
    const name = await first.textContent() ?? '';
    await administrator.page.getByRole('searchbox', { name: '姓名开头或师训编号' }).fill(name);
    await administrator.page.waitForURL((url) => url.search.includes(encodeURIComponent(name)));
    await table.getByRole('link', { name, exact: true }).first().click();
    await administrator.page.getByRole('heading', { level: 1, name, exact: true }).waitFor();
    await administrator.page.getByRole('group', { name: '成绩' }).waitFor();
  });

  test('JS-18 钱开明 sees Kunshan only; a link to another office is not found', async () => {
    const administrator = await sit('钱开明');
    await administrator.goes('/monitor');
    await isAt(administrator, '昆山市');
    await administrator.goes('/offices');
    const tree = administrator.page.getByRole('navigation', { name: '机构树' });
    await tree.getByRole('link', { name: '昆山市', exact: true }).waitFor();
    expect(await tree.getByText(/江苏省|苏州市|太仓市/).count()).toBe(0);
    const { rows } = await house.server.owner.query<{ id: string }>(`select id from office where code = '320506'`);
    const foreign = encodeURIComponent(globalId('Office', rows[0]?.id ?? ''));
    for (const place of [`/monitor/${foreign}`, `/offices/${foreign}`, '/api-clients/x', '/no-such-page']) {
      await administrator.goes(place);
      await administrator.heading('没有找到这个页面').waitFor();
    }
    // A page that is there, and not for her role, says which right it needs.
    await administrator.goes('/assignments');
    await administrator.heading('您不能使用这个页面').waitFor();
    await administrator.text('“查看作业队列”是学科（项目）总辅导员、辅导员、专家的权限').waitFor();
    administrator.complaints.splice(0, administrator.complaints.length, ...administrator.complaints.filter((complaint) => !/40[34]/.test(complaint)));
  });

  test('JS-18 the office tree opens by keyboard from the province down to a school', async () => {
    const administrator = await sit('顾文远');
    await administrator.goes('/offices');
    const tree = administrator.page.getByRole('navigation', { name: '机构树' });
    for (const name of ['苏州市', '吴中区']) {
      await tree.getByRole('button', { name: `展开 ${name}` }).focus();
      await administrator.press('Enter');
      await tree.getByRole('button', { name: `收起 ${name}` }).waitFor();
    }
    const school = tree.getByRole('listitem').filter({ hasText: '学校' }).getByRole('link').last();
    await school.focus();
    await administrator.press('Enter');
    await administrator.text('机构代码').waitFor();
    await administrator.page.getByRole('searchbox', { name: '机构名称、拼音、首字母或代码' }).fill('kunshan');
    await administrator.link(/^昆山/).first().waitFor();
  });
});

describe('JS-15 the expert', () => {
  test('JS-15 宋怀瑾 reads a submission and gives an opinion; nothing there scores', async () => {
    const expert = await sit('宋怀瑾');
    await expert.goes('/assignments');
    await expert.page.getByRole('table', { name: '查阅作业' }).getByRole('link').first().click();
    await expert.page.getByRole('article', { name: '作业正文' }).waitFor();
    for (const name of ['提交并批下一份', '退回修改', '推荐为优秀作业']) expect(await expert.button(name).count()).toBe(0);
    expect(await expert.page.getByRole('textbox', { name: /得分/ }).count()).toBe(0);
    await expert.box('我的意见').focus();
    await expert.page.keyboard.insertText('问题设计有梯度，可作为区级研讨的案例。');
    await expert.press('Tab');
    await expert.press('Enter');
    await expert.text('意见已发表').waitFor();
    await expert.page.reload();
    await expert.text('问题设计有梯度，可作为区级研讨的案例。').filter({ visible: true }).first().waitFor();
  });
});

describe('a third-party platform', () => {
  test('C5 沈佩兰 creates a client, the shown commands work as they stand, and revoking ends them', async () => {
    const administrator = await sit('沈佩兰');
    await administrator.goes('/api-clients');
    await administrator.button('新建客户端').click();
    await administrator.box('名称').fill('苏州智慧教育平台');
    await administrator.dialog('新建客户端').getByRole('button', { name: '新建客户端' }).click();
    const shown = async (name: string): Promise<string> => await administrator.region(name).locator('pre').textContent() ?? '';
    const [clientId, secret] = [await shown('客户端编号'), await shown('客户端密钥')];
    await administrator.button('复制密钥').click();
    await administrator.button('已复制').waitFor();
    expect(await administrator.page.evaluate<string>('navigator.clipboard.readText()')).toBe(secret);
    const [tokenCommand, queryCommand] = [await shown('第一步：换取访问令牌'), await shown('第二步：第一次查询')];
    await administrator.button('我已保存密钥').click();
    await administrator.text(clientId).waitFor();
    expect(await administrator.page.content()).not.toContain(secret);

    const token = ((await runCurl(tokenCommand, {})) as { access_token: string }).access_token;
    const answer = await runCurl(queryCommand, { ACCESS_TOKEN: token }) as { data: { offices: { nodes: { name: string }[] } } };
    expect(answer.data.offices.nodes.map((office) => office.name)).toContain('苏州市');

    await administrator.button('吊销 苏州智慧教育平台').click();
    await administrator.dialog(/吊销/).getByRole('textbox', { name: '名称' }).fill('苏州智慧教育平台');
    await administrator.button('确定吊销').click();
    await administrator.text('已吊销：苏州智慧教育平台').waitFor();
    const revokedAt = Date.now();
    let after = await runCurl(queryCommand, { ACCESS_TOKEN: token });
    while (!(after as { errors?: unknown[] }).errors && Date.now() - revokedAt < 1_500) after = await runCurl(queryCommand, { ACCESS_TOKEN: token });
    expect(after).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
    await expect(runCurl(tokenCommand, {})).resolves.toHaveProperty('error');
  });
});

/** Does what the shown curl command does, option by option. */
async function runCurl(command: string, variables: Record<string, string>): Promise<unknown> {
  const line = command.replaceAll(/\\\n\s*/g, ' ').replaceAll(/\$([A-Z_]+)/g, (_, name: string) => variables[name] ?? '');
  const words = [...line.matchAll(/'([^']*)'|"([^"]*)"|(\S+)/g)].map(([, single, double, bare]) => single ?? double ?? bare ?? '');
  const headers: Record<string, string> = {};
  let body = '';
  let url = '';
  for (let index = 1; index < words.length; index += 1) {
    const word = words[index] ?? '';
    if (word === '-s') continue;
    const value = words[index + 1] ?? '';
    if (!word.startsWith('-')) url = word;
    else index += 1;
    if (word === '-u') headers['authorization'] = `Basic ${Buffer.from(value).toString('base64')}`;
    if (word === '-H') headers[value.slice(0, value.indexOf(':')).toLowerCase()] = value.slice(value.indexOf(':') + 1).trim();
    if (word === '-d') body = value;
  }
  return (await fetch(url, { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers }, body })).json();
}
