// Teachers, their data and rosters before the console: administrators, and the teacher whose data it is.
import { expect, test } from '@jest/globals';
import { savedWorkbook } from '../platform/workbooks.js';
import { lineOf, rosterOf, teachersOf } from '../roster/rosters.js';
import { axeViolations, phone, type Person } from './console.js';
import { openSeats } from './seats.js';

const seats = openSeats();
const { sit } = seats;

async function looks(person: Person, name: string): Promise<void> {
  await person.isAtRest();
  await person.screenshot(name);
  expect(await axeViolations(person.page)).toEqual([]);
}

test('SD-05 林晓岚 is asked to check her data, proposes a correction and confirms the rest; on a phone', async () => {
  const lin = await sit('林晓岚', { viewport: phone });
  await lin.goes('/');
  await lin.text('请核对并确认本人资料').waitFor();
  await looks(lin, 'own-data-today-phone');
  await lin.link('去核对').click();
  await lin.heading('我的资料').waitFor();
  await looks(lin, 'own-data-phone');
  await lin.button('有误，申请更正').click();
  await lin.box('职称').fill('正高级教师（拟）');
  await lin.button('提交申请').click();
  await lin.text('已提交，请等待学校管理员处理。').waitFor();
  await lin.button('确认无误').click();
  await lin.text(/您已于 .* 确认/).waitFor();
  await lin.text('我的更正申请').waitFor();
  await looks(lin, 'own-data-confirmed-phone');
});

test('JS-14 方若兰 refuses a correction with a reason and looks at a whole number with another', async () => {
  await (await seats.house.server.as('林晓岚')).sees('mutation ($input: ProposeCorrectionInput!) { proposeCorrection(input: $input) { refusals { code } } }', { input: { changes: [{ field: 'JOINED_YEAR', value: '1988' }], note: '以档案为准' } });
  const fang = await sit('方若兰');
  await fang.goes('/people/corrections');
  await fang.text('以档案为准').waitFor();
  await looks(fang, 'corrections');
  await fang.page.getByRole('row', { name: /参加工作年份/ }).getByRole('button', { name: '不采纳', exact: true }).click();
  await fang.box('理由').fill('与档案不符，请携带原件核对');
  await fang.dialog('不采纳这条更正').getByRole('button', { name: '不采纳', exact: true }).click();
  await fang.text('已告知教师。').waitFor();
  await fang.goes('/people?q=lxl');
  await fang.link('林晓岚').click();
  await fang.heading('林晓岚').waitFor();
  await looks(fang, 'person');
  await fang.button('查看完整号码：身份证号码').click();
  await fang.box('为什么需要查看（至少 4 个字）').fill('办理证书核对');
  await fang.button('查看完整号码').click();
  await fang.text(/完整号码（今天还可查看 \d+ 次）/).waitFor();
  expect(await fang.page.getByRole('dialog').textContent()).toMatch(/\d{17}[\dX]/);
  await fang.button('关闭').click();
  expect(await fang.page.locator('body').textContent()).not.toMatch(/\d{17}[\dX]/);
  // Whoever teaches nothing has nothing to confirm.
  await fang.goes('/people?q=方若兰');
  await fang.link('方若兰').click();
  await fang.heading('方若兰').waitFor();
  expect(await fang.page.locator('dt', { hasText: '本人确认' }).locator('xpath=following-sibling::dd').textContent()).toBe('—');
});

test('JS-14 陆景行 filters teachers, edits one and moves one; in English too', async () => {
  const lu = await sit('陆景行');
  await lu.goes('/people?subject=CHINESE&confirmed=false');
  await lu.page.getByRole('table', { name: '教师名单' }).waitFor();
  await looks(lu, 'people');
  await lu.page.getByRole('table').getByRole('link').nth(2).click();
  await lu.button('修改资料').click();
  await looks(lu, 'person-edit');
  await lu.box('参加工作年份').fill('2099');
  await lu.button('保存').click();
  await lu.text(/参加工作年份应在/).waitFor();
  await lu.box('参加工作年份').fill('1999');
  await lu.button('保存').click();
  await lu.text('已保存').waitFor();
  await lu.text('管理员修改').waitFor();
  await lu.button('办理调动').click();
  await lu.dialog('办理调动').getByText('以往的报名和成绩仍属原校').waitFor();
  await looks(lu, 'person-transfer');
  const english = await sit('陆景行', { language: 'en', theme: 'dark' });
  await english.goes('/people');
  await english.heading('Teachers').waitFor();
  await looks(english, 'people-english-dark');
  const small = await sit('陆景行', { viewport: phone });
  await small.goes('/people');
  await small.heading('教师').waitFor();
  await looks(small, 'people-phone');
});

test('JS-13 陆景行 uploads a roster, sees what it would change, writes it and takes it back', async () => {
  const teachers = await teachersOf(seats.house.server, '320506', 8);
  const file = rosterOf([...teachers.slice(0, 5).map(lineOf), lineOf({ ...(teachers[5] as (typeof teachers)[number]), title: '特聘教师' }), lineOf({ ...(teachers[6] as (typeof teachers)[number]), school: 'nowhere' })]);
  const lu = await sit('陆景行');
  await lu.goes('/people/rosters');
  await lu.text('还没有导入过名册').waitFor();
  await looks(lu, 'rosters-empty');
  await lu.page.locator('input[type=file]').setInputFiles({ name: '吴中名册.csv', mimeType: 'text/csv', buffer: Buffer.from(file) });
  await lu.text('5 一致 · 0 新增 · 1 变动 · 0 移除 · 1 错误').waitFor();
  await lu.text(/学校代码不在您管辖的范围内/).waitFor();
  await looks(lu, 'roster-preview');
  await lu.button('写入 1 行').click();
  await lu.text(/已写入 1 行。/).waitFor();
  await lu.page.getByRole('tab', { name: '变动 1' }).click();
  await lu.text(/特聘教师/).waitFor();
  await looks(lu, 'roster-applied');
  await lu.button('撤销写入').click();
  await lu.isAtRest();
  await lu.screenshot('roster-undo-1440-zh');
  await lu.dialog('撤销这次写入？').getByRole('button', { name: '撤销写入', exact: true }).click();
  await lu.text('已撤销。').waitFor();
  const small = await sit('陆景行', { viewport: phone });
  await small.goes('/people/rosters');
  await small.text('吴中名册.csv').waitFor();
  await looks(small, 'rosters-phone');
});

test('JS-13 钱开明 sends a workbook: its first sheet is read as a roster, and what is no workbook is told in a sentence', async () => {
  const qian = await sit('钱开明');
  await qian.goes('/people/rosters');
  const template = qian.page.waitForEvent('download');
  await qian.link('下载模板').click();
  expect((await template).suggestedFilename()).toBe('名册模板.xlsx');
  await qian.page.locator('input[type=file]').setInputFiles({ name: '假名册.xlsx', mimeType: 'application/octet-stream', buffer: Buffer.from('PK\u0003\u0004不是工作簿') });
  await qian.text(/工作簿已损坏或不完整/).first().waitFor();
  await looks(qian, 'roster-workbook-refused');
  qian.complaints.splice(0, qian.complaints.length, ...qian.complaints.filter((complaint) => !complaint.includes('422')));
  // Teachers of schools: the office's own people stand before them.
  const [own] = (await (await seats.house.server.as('钱开明')).sees('{ people(first: 1, stage: PRIMARY) { nodes { trainingNumber name school { code } } } }')).people.nodes;
  const book = await savedWorkbook({ 名册: [['师训编号', '姓名', '学校代码', '身份证号码'], [own.trainingNumber, own.name, own.school.code], ['', '某某', own.school.code, Number('320506199001011234')]] }, () => undefined);
  await qian.page.locator('input[type=file]').setInputFiles({ name: '昆山名册.xlsx', mimeType: 'application/octet-stream', buffer: Buffer.from(book) });
  await qian.text('1 一致 · 0 新增 · 0 变动 · 0 移除 · 1 错误').waitFor();
  await qian.text(/身份证件号码列须为文本格式/).waitFor();
  await looks(qian, 'roster-workbook-preview');
});

test('T16 方若兰 exports the list on the screen: a workbook first, CSV second, both start a download', async () => {
  const fang = await sit('方若兰');
  for (const [place, name] of [['/people?q=l', '教师'], ['/enrolments', '学员']] as const) {
    await fang.goes(place);
    for (const [choice, ending] of [[/^Excel 工作簿/, 'xlsx'], [/^CSV 文本/, 'csv']] as const) {
      await fang.button('导出表格').click();
      const items = fang.page.getByRole('menuitem');
      await items.first().waitFor();
      expect((await items.allTextContents()).map((text) => text.slice(0, 3))).toEqual(['Exc', 'CSV']);
      if (place.startsWith('/people') && ending === 'xlsx') await looks(fang, 'export-menu');
      const download = fang.page.waitForEvent('download');
      await items.filter({ hasText: choice }).click();
      const file = await download;
      expect([file.suggestedFilename(), new URL(file.url()).searchParams.get('search')]).toEqual([`${name}.${ending}`, name === '教师' ? 'l' : null]);
      await items.first().waitFor({ state: 'detached' });
    }
  }
  const small = await sit('方若兰', { viewport: phone, language: 'en' });
  await small.goes('/people');
  await small.button('Export table').click();
  await small.page.getByRole('menuitem', { name: /^Excel workbook/ }).waitFor();
  await looks(small, 'export-menu-phone-english');
});

test('JS-14 陆景行 opens a teacher at the moment at which her search is told: she stays with the teacher, however busy the page is', async () => {
  const lu = await sit('陆景行');
  await lu.goes('/people');
  const first = lu.page.getByRole('table').getByRole('row').nth(1).getByRole('link').first();
  const name = await first.innerText();
  const opened = lu.page.getByRole('heading', { level: 1, name });
  for (const pause of [100, 250, 280, 295]) {
    // Typed, and opened that much later, while the page is busy until the search is due.
    await first.evaluate((link, { typed, later }) => {
      const field = document.querySelector<HTMLInputElement>('input[type=search]') as HTMLInputElement;
      Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(field, typed);
      field.dispatchEvent(new Event('input', { bubbles: true }));
      const due = performance.now() + 320;
      setTimeout(() => {
        (link as HTMLElement).click();
        while (performance.now() < due);
      }, later);
    }, { typed: name.slice(0, 1), later: pause });
    await opened.waitFor();
    await lu.isAtRest();
    expect([pause, new URL(lu.page.url()).pathname.split('/').length, await opened.count()]).toEqual([pause, 3, 1]);
    await lu.goes('/people');
    await first.waitFor();
  }
});
