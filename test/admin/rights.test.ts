// Rights before the console: looking as an office below, what a role lacks, what it may.
import { readFileSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { globalId } from '../../server/kernel/ids.js';
import { axeViolations, openConsole, phone, type Console, type Person } from './console.js';

let house: Console;
let people: Person[] = [];
beforeAll(async () => { house = await openConsole(); });
afterEach(async () => {
  // What is refused is told by status 403, which a browser notes.
  const complaints = people.flatMap((person) => person.complaints).filter((complaint) => !/status of 403/.test(complaint));
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
async function isClean(person: Person): Promise<void> {
  await person.isAtRest();
  expect(await axeViolations(person.page)).toEqual([]);
  expect(await person.page.evaluate<boolean>('document.documentElement.scrollWidth > document.documentElement.clientWidth')).toBe(false);
}
const place = async (code: string) => `/offices/${encodeURIComponent(globalId('Office', (await house.server.owner.query<{ id: number }>('select id from office where code = $1', [code])).rows[0]?.id ?? 0))}`;

describe('T18 looking as an office below', () => {
  test('T18 沈佩兰 looks as Wuzhong: the bar says so on every page, nothing can be changed, a reload keeps it, and she leaves', async () => {
    const shen = await sit('沈佩兰');
    await shen.goes(await place('320506'));
    await shen.button('以其视角查看').click();
    const dialog = shen.dialog('以“吴中区”的视角查看');
    await dialog.getByRole('button', { name: '开始查看' }).click();
    await dialog.getByText('请填写', { exact: true }).waitFor();
    await dialog.getByRole('textbox', { name: '原因' }).fill('来电反映：看不到一所学校');
    await isClean(shen);
    await shen.screenshot('view-as-dialog-1440-zh');
    await dialog.getByRole('button', { name: '开始查看' }).click();
    const bar = shen.region('视角查看');
    await bar.getByText('正在以“吴中区”的视角查看（只读）').waitFor();
    await shen.goes('/offices');
    await bar.waitFor();
    const tree = shen.page.getByRole('navigation', { name: '机构树' });
    await tree.getByRole('link', { name: '吴中区', exact: true }).waitFor();
    expect(await tree.getByText('苏州市').count()).toBe(0);
    await tree.getByRole('link', { name: '吴中区', exact: true }).click();
    await shen.button('新建下级机构').click();
    const making = shen.dialog('在“吴中区”下新建机构');
    await making.getByRole('textbox', { name: '机构名称' }).fill('新校');
    await making.getByRole('textbox', { name: '机构代码' }).fill('32050699902');
    await making.getByRole('textbox', { name: '原因' }).fill('试试');
    await making.getByRole('button', { name: '确定新建' }).click();
    await making.getByText('您正在以其他项目办的视角查看，只能看，不能改；退出查看后再办理。').waitFor();
    await isClean(shen);
    await shen.screenshot('view-as-refused-1440-zh');
    await making.getByRole('button', { name: '取消' }).click();
    await isClean(shen);
    await shen.screenshot('view-as-1440-zh');
    await bar.getByRole('button', { name: '退出' }).click();
    await shen.text('已退出“吴中区”的视角').waitFor();
    expect(await shen.region('视角查看').count()).toBe(0);
    await tree.getByRole('link', { name: '苏州市', exact: true }).waitFor();
  });

  test('T18 on the phone and in English the bar stays in reach of the thumb', async () => {
    const lu = await sit('陆景行', { viewport: phone, language: 'en' });
    const { rows: [school] } = await house.server.owner.query<{ code: string; name: string }>("select code, name from office where level = 'SCHOOL' and path like (select path from office where code = '320506') || '%' order by id limit 1");
    await lu.goes(await place(school?.code ?? ''));
    await lu.button('View as').click();
    await lu.dialog(`View as “${school?.name}”`).getByRole('textbox', { name: 'Reason' }).fill('They called');
    await isClean(lu);
    await lu.screenshot('view-as-dialog-390-en');
    await lu.dialog(`View as “${school?.name}”`).getByRole('button', { name: 'Start' }).click();
    await lu.region('Viewing as another office').getByText(/read-only/).waitFor();
    await lu.goes('/monitor');
    await lu.heading(new RegExp(school?.name ?? '')).waitFor();
    await isClean(lu);
    await lu.screenshot('view-as-390-en');
    await lu.region('Viewing as another office').getByRole('button', { name: 'Leave' }).click();
    await lu.text(/You have left the view/).waitFor();
  });
});

describe('T18 what one may and may not', () => {
  test.each([['desk', undefined, 'zh'], ['phone', phone, 'en']] as const)('T18 方若兰 at the %s: a page that needs a higher level says who holds it, and her own rights stand in the menu', async (_, viewport, language) => {
    const fang = await sit('方若兰', { language, ...(viewport ? { viewport } : {}) });
    await fang.goes('/api-clients');
    await fang.heading(language === 'zh' ? '您不能使用这个页面' : 'You cannot use this page').waitFor();
    await fang.text(language === 'zh' ? '角色相符，但所在项目办的层级不符：“管理第三方平台”是管理员、总管理员（省级、市级、县（区）级）的权限。' : /not at an office of this level/).waitFor();
    await isClean(fang);
    await fang.screenshot(`not-allowed-${viewport ? 390 : 1440}-${language}`);
    await fang.button(/^(用户菜单|User menu)/).click();
    await fang.page.getByRole('menuitem', { name: language === 'zh' ? '我的权限' : 'My rights' }).click();
    await fang.dialog(language === 'zh' ? '我的权限' : 'My rights').getByText('查看本级及以下学情').waitFor();
    await isClean(fang);
    await fang.screenshot(`my-rights-${viewport ? 390 : 1440}-${language}`);
  });
});

test('T18 the console asks viewerCan… fields: no page compares the name of a role, or lets a level decide what may be done', () => {
  const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', 'admin'], { encoding: 'utf8' }).split('\n').filter((file) => /\.tsx?$/.test(file) && !file.startsWith('admin/gql/'));
  expect(files.length).toBeGreaterThan(100);
  const roleNames = 'CHIEF_ADMIN|ADMIN|CHIEF_TUTOR|TUTOR|EXPERT|LEARNER';
  // Which posts the caller may fill is a list of the server's, and asked as one.
  const deciding = [new RegExp(`[!=]==?\\s*['"](${roleNames})['"]|['"](${roleNames})['"]\\s*[!=]==?|case\\s+['"](${roleNames})['"]|(?<!viewerCan\\w*\\.)includes\\(\\s*[\\w.]*role\\b`), /viewerCan\w*[^\n]*\.level\b|\.level\b[^\n]*viewerCan/];
  const found = files.flatMap((file) => readFileSync(file, 'utf8').split('\n').flatMap((line, index) => (deciding.some((pattern) => pattern.test(line)) ? [`${file}:${index + 1} ${line.trim()}`] : [])));
  expect(found).toEqual([]);
});
