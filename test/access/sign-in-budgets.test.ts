// How many guesses there are: per person whatever name is typed, per account whatever address, per address whatever account; and who is never shut out.
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { demoPassword } from '../../server/demo/cast.js';
import { idCardNumber } from '../../server/demo/names.js';
import { openTestServer, type TestServer } from '../support/test-server.js';
import { idOf, rows } from './places.js';
import { comesIn, signInFrom } from './sign-in-acts.js';

let server: TestServer;
beforeAll(async () => { server = await openTestServer(); });
afterAll(() => server.close());
beforeEach(async () => { for (const table of ['sign_in_count', 'known_address', 'session']) await server.owner.query(`delete from ${table}`); });

const minute = 60_000;
const strange = (n: number) => `127.0.${1 + Math.floor(n / 200)}.${1 + (n % 200)}`;
const guess = (login: string, address: string) => signInFrom(server, address, login, 'wrong').then(({ code }) => code);

async function namesOf(login: string): Promise<[userName: string, trainingNumber: string, idCard: string]> {
  const [person] = await rows<{ id: number; number: string }>(server.owner, 'select id::int as id, training_number as number from person where user_name = $1', [login]);
  return [login, person?.number ?? '', idCardNumber(2_000_000 + (person?.id ?? 0))];
}

test('T10 周明礼 has three names and five guesses: they are counted together, and his lock is on all three', async () => {
  const [userName, trainingNumber, idCard] = await namesOf('zhou.mingli');
  for (const name of [userName, trainingNumber, idCard]) expect(await signInFrom(server, '127.0.0.1', name, demoPassword)).toMatchObject({ name: '周明礼' });
  expect([await guess(userName, '127.0.0.1'), await guess(trainingNumber, '127.0.0.1'), await guess(idCard, '127.0.0.1'), await guess(userName.toUpperCase(), '127.0.0.1'), await guess(trainingNumber, '127.0.0.1')])
    .toEqual(['WRONG_CREDENTIALS', 'WRONG_CREDENTIALS', 'WRONG_CREDENTIALS', 'WRONG_CREDENTIALS', 'LOCKED']);
  for (const name of [userName, trainingNumber, idCard.toLowerCase()]) expect(await signInFrom(server, '127.0.0.1', name, demoPassword)).toMatchObject({ name: null, code: 'LOCKED', minutes: '15' });
  expect(await signInFrom(server, '127.0.0.2', idCard, demoPassword)).toMatchObject({ name: '周明礼' });
});

test('T10 许静姝 is guessed at from everywhere: strange addresses are closed for an hour, her own stays open all the time', async () => {
  expect(await signInFrom(server, '127.0.0.9', 'xu.jingshu', demoPassword)).toMatchObject({ name: '许静姝' });
  const answers = [];
  for (let n = 0; n < 50; n += 1) answers.push(await guess('xu.jingshu', strange(n)));
  expect(answers.slice(0, 49)).toEqual(answers.slice(0, 49).map(() => 'WRONG_CREDENTIALS'));
  expect(answers[49]).toBe('LOCKED');
  // The right password from a new place would now be a guess like others.
  expect(await signInFrom(server, strange(60), 'xu.jingshu', demoPassword)).toMatchObject({ code: 'LOCKED', minutes: '60' });
  expect(await signInFrom(server, '127.0.0.9', 'xu.jingshu', demoPassword)).toMatchObject({ name: '许静姝' });
  // Nobody else is shut out, and the storm passes.
  expect(await signInFrom(server, strange(60), 'han.licheng', demoPassword)).toMatchObject({ name: '韩立诚' });
  server.clock.advanceSystem(60 * minute);
  expect(await signInFrom(server, strange(61), 'xu.jingshu', demoPassword)).toMatchObject({ name: '许静姝' });
});

test('T10 a name that is nobody\'s closes like one that is somebody\'s', async () => {
  for (const login of ['pei.zhiyuan', 'nobody.at.all']) {
    expect(await guess(login, strange(1))).toBe('WRONG_CREDENTIALS');
    // Forty-eight more from elsewhere: on the account's own count, which alone is neither of a pair nor of an address.
    const [before] = await rows<{ count: number }>(server.owner, 'select count(*)::int as count from sign_in_count');
    expect(before?.count).toBe(3);
    expect(await guess(login, strange(4))).toBe('WRONG_CREDENTIALS');
    await server.owner.query('update sign_in_count set failures = 49 where failures = 2');
    expect(await guess(login, strange(2))).toBe('LOCKED');
    expect(await signInFrom(server, strange(3), login, demoPassword)).toMatchObject({ code: 'LOCKED', minutes: '60' });
    await server.owner.query('delete from sign_in_count');
  }
});

test('T10 while 林晓岚 is guessed at from everywhere, her school\'s administrator lets her in at a new place', async () => {
  await guess('lin.xiaolan', strange(1));
  await server.owner.query('update sign_in_count set failures = 49');
  expect(await guess('lin.xiaolan', strange(2))).toBe('LOCKED');
  expect(await signInFrom(server, strange(70), 'lin.xiaolan', demoPassword)).toMatchObject({ code: 'LOCKED' });
  const fang = await server.as('方若兰');
  const [lin] = await rows<{ id: number }>(server.owner, "select id::int as id from person where user_name = 'lin.xiaolan'");
  const { resetPassword } = await fang.sees('mutation ($input: ResetPasswordInput!) { resetPassword(input: $input) { oneTimePassword refusals { code } } }', { input: { personId: idOf({ type: 'Person', key: lin?.id ?? 0 }), reason: '账号被人猜密码' } });
  for (let n = 0; n < 5; n += 1) await guess('lin.xiaolan', strange(100 + n));
  expect(await signInFrom(server, strange(170), 'lin.xiaolan', 'wrong')).toMatchObject({ code: 'WRONG_CREDENTIALS' });
  expect(await signInFrom(server, strange(171), 'lin.xiaolan', resetPassword.oneTimePassword)).toMatchObject({ code: null, step: 'PASSWORD_CHANGE' });
  const [credential] = await rows<{ id: number }>(server.owner, 'update credential set one_time_until = null, password_hash = (select password_hash from credential where person_id <> $1 limit 1) where person_id = $1 returning person_id::int as id', [lin?.id]);
  expect(credential?.id).toBe(lin?.id);
});

test('T10 one address tries a hundred accounts: it is closed for strangers, and a colleague who works there is let in', async () => {
  const there = '127.0.0.77';
  expect(await signInFrom(server, there, 'song.huaijin', demoPassword)).toMatchObject({ name: '宋怀瑾' });
  const logins = (await rows<{ number: string }>(server.owner, 'select training_number as number from person where user_name is null order by id limit 100')).map(({ number }) => number);
  const answers = await Promise.all(logins.map((login, n) => guess(n % 2 ? login : `ghost.${n}`, there)));
  expect(answers.filter((code) => code === 'LOCKED')).toHaveLength(1);
  expect(await guess('one.more', there)).toBe('LOCKED');
  expect(await signInFrom(server, there, 'han.licheng', demoPassword)).toMatchObject({ code: 'LOCKED', minutes: '15' });
  expect(await signInFrom(server, there, 'song.huaijin', demoPassword)).toMatchObject({ name: '宋怀瑾' });
  expect(await signInFrom(server, '127.0.0.78', 'han.licheng', demoPassword)).toMatchObject({ name: '韩立诚' });
  server.clock.advanceSystem(15 * minute);
  expect(await signInFrom(server, there, 'han.licheng', demoPassword)).toMatchObject({ name: '韩立诚' });
});

test('T10 a school of two hundred signs in from one address within a minute: right passwords cost nothing', async () => {
  for (let round = 0; round < 7; round += 1) for (const login of ['zhou.mingli', 'xu.jingshu', 'fang.ruolan']) expect(await comesIn(server, login, demoPassword)).toMatchObject({ code: null });
  const [count] = await rows<{ failures: number }>(server.owner, 'select coalesce(sum(failures), 0)::int as failures from sign_in_count');
  expect(count?.failures).toBe(0);
});

test('T10 no name that was typed and no address stands in the counts', async () => {
  await guess('my-secret-password-in-the-wrong-box', '127.0.0.1');
  const [stored] = await rows<{ text: string }>(server.owner, "select string_agg(c::text, ' ') as text from sign_in_count c");
  for (const text of ['secret', Buffer.from('secret').toString('hex'), '127.0.0.1', Buffer.from('127.0.0.1').toString('hex')]) expect(stored?.text).not.toContain(text);
});
