// Signing in before the console: the second step, the first enrolment, a one-time password, the own account, and coming from another platform.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { totpCodeAt } from '../../server/access/totp.js';
import { demoPassword } from '../../server/demo/cast.js';
import { insertDemoSecondFactors } from '../../server/demo/seed.js';
import { vaultOf } from '../../server/installation.js';
import { globalId } from '../../server/kernel/ids.js';
import { openIdentityProvider, ssoClient, type IdentityProvider } from '../access/identity-provider.js';
import { demoCode } from '../access/sign-in-acts.js';
import { testFieldKey } from '../support/test-profile.js';
import { axeViolations, desk, openConsole, phone, type Console, type Person, type PersonOptions } from './console.js';

let house: Console;
let provider: IdentityProvider;
let redirectUri = '';
let people: Person[] = [];

beforeAll(async () => {
  provider = await openIdentityProvider(() => [redirectUri]);
  house = await openConsole({ singleSignOn: { ...ssoClient, issuer: provider.issuer, claim: 'teacher_number', scope: 'openid profile', label: '苏州教师发展平台登录' } });
  redirectUri = `${house.server.origin}/sso/callback`;
});
beforeEach(async () => {
  await house.server.owner.query('delete from second_factor; delete from recovery_code; delete from sign_in_count; delete from session');
  await insertDemoSecondFactors(house.server.owner, vaultOf(testFieldKey));
});
afterEach(async () => {
  const complaints = people.flatMap((person) => person.complaints);
  await Promise.all(people.map((person) => person.leaves()));
  people = [];
  expect(complaints).toEqual([]);
});
afterAll(async () => {
  await house.close();
  await provider.close();
});

async function comes(options: PersonOptions = {}): Promise<Person> {
  const person = await house.somebody(options);
  people.push(person);
  await person.goes('/login');
  return person;
}

/** Types name and password and sends them. */
async function types(person: Person, login: string, password: string): Promise<void> {
  await person.page.getByRole('textbox', { name: /^(账号|Account)$/ }).fill(login);
  await person.page.getByLabel(/^(密码|Password)$/).fill(password);
  await person.button(/^(登录|Sign in)$/).click();
}

/** Leaves a picture, and finds nothing that axe finds and nothing that scrolls sideways. */
async function looksWell(person: Person, name: string): Promise<void> {
  await person.page.evaluate('document.fonts.ready.then(() => undefined)');
  // A button's hover must not colour the picture.
  await person.page.mouse.move(0, 0);
  await person.screenshot(name);
  expect(await axeViolations(person.page)).toEqual([]);
  expect(await person.page.evaluate<boolean>('document.documentElement.scrollWidth > document.documentElement.clientWidth')).toBe(false);
}

const isAtHome = (person: Person) => person.heading('今日').waitFor();

describe('SH24-06 the second step', () => {
  test('SH24-06 anybody tries the demonstration as 顾文远: the sign-in page shows the current code', async () => {
    const gu = await comes();
    await gu.button(/gu\.wenyuan/).click();
    await gu.button('登录').click();
    await gu.heading('输入动态码').waitFor();
    await looksWell(gu, 'sign-in-code-1440-zh');
    // A reload does not begin anew.
    await gu.page.reload();
    await gu.heading('输入动态码').waitFor();
    await gu.button('继续').click();
    await gu.text('请填写').waitFor();
    await gu.box('动态码').fill('000000');
    await gu.button('继续').click();
    await gu.text('动态码不正确或已用过，请等下一个再试。').waitFor();
    await gu.button('填入').click();
    await gu.button('继续').click();
    await isAtHome(gu);
  });

  test.each<[string, PersonOptions]>([['390-zh', { viewport: phone }], ['1440-en', { viewport: desk, language: 'en' }], ['1440-dark', { viewport: desk, theme: 'dark' }]])('SH24-06 沈佩兰 signs in by keyboard (%s)', async (name, options) => {
    const shen = await comes(options);
    await types(shen, 'shen.peilan', demoPassword);
    const code = shen.page.getByRole('textbox', { name: /^(动态码|Code)$/ });
    await code.waitFor();
    await looksWell(shen, `sign-in-code-${name}`);
    await code.fill(demoCode(house.server));
    await shen.press('Enter');
    await shen.page.getByRole('heading', { level: 1, name: /^(今日|Today)$/ }).waitFor();
  });

  test('SH24-06 陆景行 was just appointed: he scans, enters a first code, keeps his recovery codes, and uses one of them the next time', async () => {
    await house.server.owner.query("delete from second_factor where person_id = (select id from person where user_name = 'lu.jingxing')");
    const lu = await comes();
    await types(lu, 'lu.jingxing', demoPassword);
    await lu.heading('绑定动态码').waitFor();
    await lu.button('开始绑定').click();
    await lu.page.getByRole('img', { name: '绑定动态码的二维码' }).waitFor();
    await looksWell(lu, 'sign-in-enrolment-1440-zh');
    await lu.page.setViewportSize(phone);
    await looksWell(lu, 'sign-in-enrolment-390-zh');
    await lu.page.setViewportSize(desk);
    const secret = (await lu.region('绑定动态码').locator('code').textContent() ?? '').replaceAll(' ', '');
    await lu.box('动态码').fill(totpCodeAt(secret, house.server.clock.system()));
    await lu.button('完成绑定').click();
    await lu.heading('恢复码').waitFor();
    await looksWell(lu, 'sign-in-recovery-codes-1440-zh');
    const codes = (await lu.region('恢复码').locator('pre').textContent() ?? '').split('\n');
    expect(codes).toHaveLength(10);
    await lu.button('我已保存恢复码').click();
    await isAtHome(lu);
    const again = await comes();
    await types(again, 'lu.jingxing', demoPassword);
    await again.button('手机不在身边？改用恢复码').click();
    await again.box('恢复码').fill(codes[3] ?? '');
    await again.press('Enter');
    await isAtHome(again);
  });

  test('SH24-06 an expired session of 沈佩兰 asks for both again in place, and what she was doing goes on', async () => {
    const shen = await house.seat('沈佩兰');
    people.push(shen);
    await shen.goes('/api-clients');
    await shen.button('新建客户端').click();
    await shen.box('名称').fill('苏州智慧教育平台');
    await house.server.owner.query('delete from session; update second_factor set last_step = null');
    // The session is believed for a second at most.
    while ((await (await fetch(`${house.server.origin}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json', cookie: (await shen.context.cookies()).map(({ name, value }) => `${name}=${value}`).join('; ') }, body: '{"query":"{ viewer { name } }"}' })).text()).includes('沈佩兰'));
    await shen.dialog('新建客户端').getByRole('button', { name: '新建客户端' }).click();
    const dialog = shen.dialog('登录已失效');
    await dialog.getByRole('textbox', { name: '账号' }).fill('shen.peilan');
    await dialog.getByLabel('密码', { exact: true }).fill(demoPassword);
    await dialog.getByRole('button', { name: '登录', exact: true }).click();
    await dialog.getByRole('textbox', { name: '动态码' }).fill(demoCode(house.server));
    await shen.screenshot('session-expired-code-1440-zh');
    await dialog.getByRole('button', { name: '继续', exact: true }).click();
    await shen.heading('客户端已创建，请现在保存密钥').waitFor();
    shen.complaints.splice(0, shen.complaints.length, ...shen.complaints.filter((complaint) => !/401/.test(complaint)));
  });
});

describe('SH24-06 a forgotten password', () => {
  test('SH24-06 方若兰 gives 林晓岚 a one-time password from her page; 林晓岚 must choose her own before she sees anything', async () => {
    const { rows } = await house.server.owner.query<{ id: string }>("select e.id from enrolment e join person p on p.id = e.person_id where p.user_name = 'lin.xiaolan' order by e.id limit 1");
    const fang = await house.seat('方若兰');
    people.push(fang);
    await fang.goes(`/enrolments/${encodeURIComponent(globalId('Enrolment', rows[0]?.id ?? ''))}`);
    await fang.button('重置密码').click();
    const dialog = fang.dialog('重置 林晓岚 的密码？');
    await dialog.getByRole('button', { name: '重置密码' }).click();
    await dialog.getByText('请写明原因').waitFor();
    await looksWell(fang, 'reset-password-1440-zh');
    await dialog.getByRole('textbox', { name: '原因' }).fill('本人到校申请，忘记密码');
    await dialog.getByRole('button', { name: '重置密码' }).click();
    const oneTimePassword = await fang.region('一次性密码').locator('code').textContent() ?? '';
    await looksWell(fang, 'reset-password-done-1440-zh');
    await fang.button('我已记下').click();

    const lin = await comes({ viewport: phone });
    await types(lin, 'lin.xiaolan', oneTimePassword);
    await lin.heading('设置新密码').waitFor();
    await lin.page.getByLabel('新密码', { exact: true }).fill('linxiaolan2026');
    await lin.page.getByLabel('再输入一次新密码', { exact: true }).fill('linxiaolan2025');
    await lin.button('修改密码').click();
    await lin.text('两次输入的新密码不同').waitFor();
    await lin.page.getByLabel('再输入一次新密码', { exact: true }).fill('linxiaolan2026');
    await lin.button('修改密码').click();
    await lin.text('密码不能含有姓名、师训编号、用户名或身份证号码。').waitFor();
    await looksWell(lin, 'sign-in-new-password-390-zh');
    for (const label of ['新密码', '再输入一次新密码']) await lin.page.getByLabel(label, { exact: true }).fill('秋天的银杏落在操场上');
    await lin.button('修改密码').click();
    await isAtHome(lin);
  });
});

describe('T17 the own account', () => {
  test('T17 周明礼 switches the second factor on, ends his other sign-in, and changes his password', async () => {
    await house.server.as('周明礼');
    const zhou = await house.seat('周明礼');
    people.push(zhou);
    await zhou.goes('/');
    await zhou.button('用户菜单：周明礼').click();
    await zhou.page.getByRole('menuitem', { name: '账号与安全' }).click();
    await zhou.heading('账号与安全').waitFor();
    await zhou.button('启用动态码').click();
    const dialog = zhou.dialog('启用动态码');
    await dialog.getByLabel('本人密码', { exact: true }).fill('wrong');
    await dialog.getByRole('button', { name: '开始绑定' }).click();
    await dialog.getByText('密码不正确。').waitFor();
    await dialog.getByLabel('本人密码', { exact: true }).fill(demoPassword);
    await dialog.getByRole('button', { name: '开始绑定' }).click();
    const secret = (await dialog.locator('code').textContent() ?? '').replaceAll(' ', '');
    await dialog.getByRole('textbox', { name: '动态码' }).fill(totpCodeAt(secret, house.server.clock.system()));
    await looksWell(zhou, 'account-enrolment-1440-zh');
    await dialog.getByRole('button', { name: '完成绑定' }).click();
    await zhou.button('我已保存恢复码').click();
    await zhou.text('还有 10 个未用').waitFor();
    // The other sign-in has not shown the second factor yet; ending it is still his.
    await zhou.button(/^结束登录：其他程序/).click();
    await zhou.text('已结束 1 个设备的登录').waitFor();
    await looksWell(zhou, 'account-on-1440-zh');
    await zhou.page.getByLabel('原密码', { exact: true }).fill(demoPassword);
    for (const label of ['新密码', '再输入一次新密码']) await zhou.page.getByLabel(label, { exact: true }).fill('窗外九月雨声声入耳来');
    await zhou.button('修改密码').click();
    await zhou.text('密码已修改，其他设备上的登录已结束').waitFor();
    await zhou.page.reload();
    await zhou.heading('账号与安全').waitFor();
    await house.server.owner.query('update credential set password_hash = (select password_hash from credential c join person p on p.id = c.person_id where p.user_name = \'xu.jingshu\') where person_id = (select id from person where user_name = \'zhou.mingli\')');
  });
});

describe('CB-12 single sign-on', () => {
  const number = async (login: string) => (await house.server.owner.query<{ number: string }>('select training_number as number from person where user_name = $1', [login])).rows[0]?.number ?? '';

  test('CB-12 周明礼 comes from the city\'s platform with one click; somebody unknown reads why not', async () => {
    const zhou = await comes();
    provider.next.trainingNumber = await number('zhou.mingli');
    await zhou.link('苏州教师发展平台登录').click();
    await isAtHome(zhou);
    const nobody = await comes({ viewport: phone });
    provider.next.trainingNumber = '9999999999';
    await nobody.link('苏州教师发展平台登录').click();
    await nobody.text('对方平台上的师训编号在本系统中没有登记，不能登录。').waitFor();
    await looksWell(nobody, 'sign-in-unknown-390-zh');
  });

  test('CB-12 顾文远 comes the same way and shows his second factor here', async () => {
    const gu = await comes();
    provider.next.trainingNumber = await number('gu.wenyuan');
    await gu.link('苏州教师发展平台登录').click();
    await gu.heading('输入动态码').waitFor();
    await gu.button('填入').click();
    await gu.button('继续').click();
    await isAtHome(gu);
  });
});
