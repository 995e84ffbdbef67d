// A resource from the school that hands it in to the library of the province, in a real browser.
import { expect, test } from '@jest/globals';
import { globalId } from '../../server/kernel/ids.js';
import { pdfOf } from '../../server/demo/resource-file.js';
import { axeViolations } from './console.js';
import { openSeats } from './seats.js';

const seats = openSeats();
const { sit } = seats;
const title = '《桂花雨》教学设计';

test('JS-13 JS-11 JS-10 方若兰 hands a teaching design in, 陆景行, 沈佩兰 and 顾文远 accept it one after the other; a teacher of another city finds and downloads it then, and not before', async () => {
  const { owner } = seats.house.server;
  // 林晓岚 teaches in Nanjing for this story: another city's school.
  const { rows: [school] } = await owner.query<{ id: string }>("select o.id from office o where o.level = 'SCHOOL' and o.state = 'OPEN' and o.path like (select path from office where code = '3201') || '%' order by o.id limit 1");
  await owner.query("update role_assignment set office_id = $1 where person_id = (select id from person where user_name = 'lin.xiaolan')", [school?.id]);
  await owner.query("update person set office_id = $1 where user_name = 'lin.xiaolan'", [school?.id]);
  const lin = await sit('林晓岚');
  await lin.goes('/');
  await lin.link('资源库').click();
  await lin.page.getByText('没有符合条件的资源').waitFor();

  const fang = await sit('方若兰');
  await fang.goes('/');
  await fang.button(/^用户菜单/).click();
  await fang.page.getByRole('menuitem', { name: '资源库' }).click();
  await fang.button('报送资源').click();
  const form = fang.dialog('报送资源');
  await form.getByRole('button', { name: '报送资源' }).click();
  await form.getByText('请先上传文件。').waitFor();
  await form.getByRole('textbox', { name: '标题' }).fill(title);
  await form.getByRole('textbox', { name: '简介' }).fill('两课时，抓住“摇花乐”展开朗读和小练笔。');
  await form.getByRole('textbox', { name: '作者', exact: true }).fill('方若兰');
  await form.locator('input[type=file]').setInputFiles({ name: '不是文档.pdf', mimeType: 'application/pdf', buffer: Buffer.from('<html>') });
  await form.getByText(/内容与扩展名一致/).waitFor();
  // The browser itself tells of the answer, 422.
  expect(fang.complaints.splice(0)).toEqual([expect.stringContaining('422')]);
  await form.locator('input[type=file]').setInputFiles({ name: '桂花雨.pdf', mimeType: 'application/pdf', buffer: pdfOf(title, ['两课时']) });
  await form.getByRole('status').getByText('桂花雨.pdf').waitFor();
  await form.getByRole('checkbox', { name: '同时向上一级推荐' }).check();
  await fang.screenshot('resource-hand-in-1440-zh');
  expect(await axeViolations(fang.page)).toEqual([]);
  await form.getByRole('button', { name: '报送资源' }).click();
  await fang.page.getByRole('heading', { level: 1, name: title }).waitFor();
  await fang.page.getByText(/^等待.*审核$/).waitFor();
  const { rows: [made] } = await owner.query<{ id: string }>('select id from resource where title = $1', [title]);
  const path = `/resources/${globalId('Resource', Number(made?.id))}`;
  await lin.goes(path);
  await lin.page.getByRole('heading', { name: /不存在|找不到|没有/ }).waitFor();

  for (const [name, goesOn] of [['陆景行', true], ['沈佩兰', true], ['顾文远', false]] as const) {
    const office = await sit(name);
    await office.goes('/');
    await office.page.getByRole('region', { name: '份资源等待审核' }).getByRole('link', { name: '去审核' }).click();
    await office.link(title).click();
    await office.button('审核').click();
    const deciding = office.dialog(`审核“${title}”`);
    await deciding.getByRole('textbox', { name: '理由（可不填）' }).fill('设计完整，可以直接用于课堂。');
    if (goesOn) await deciding.getByRole('checkbox', { name: '同时向上一级推荐' }).check();
    if (name === '陆景行') {
      await office.screenshot('resource-decide-1440-zh');
      expect(await axeViolations(office.page)).toEqual([]);
    }
    await deciding.getByRole('button', { name: '采用' }).click();
    await office.page.getByText(`已采用“${title}”`).waitFor();
    if (name === '顾文远') {
      await office.page.getByRole('list').getByText('采用').nth(2).waitFor();
      await office.screenshot('resource-accepted-1440-zh');
    }
  }

  await lin.goes('/resources');
  await lin.page.getByRole('searchbox', { name: '标题、拼音、首字母或作者' }).fill('guihua');
  await lin.link(title).waitFor();
  await lin.screenshot('resources-by-letters-1440-zh');
  await lin.link(title).click();
  const [download] = await Promise.all([lin.page.waitForEvent('download'), lin.link('下载 桂花雨.pdf').click()]);
  expect(download.suggestedFilename()).toBe('桂花雨.pdf');
  // Who teaches with it reads no record of the offices, and has nothing to decide.
  expect(await lin.page.getByText('流转记录').count()).toBe(0);
  expect(await lin.page.getByRole('button', { name: /^(审核|撤回|向上一级推荐|移出本级资源库)$/ }).count()).toBe(0);
  await lin.screenshot('resource-found-1440-zh');
  expect(await axeViolations(lin.page)).toEqual([]);
});
