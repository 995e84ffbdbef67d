// The own account: changing the password, being helped by an administrator, and seeing and ending own sessions.
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { demoPassword } from '../../server/demo/cast.js';
import { openTestServer, signedIn, type Actor, type TestServer } from '../support/test-server.js';
import { idOf, lastBelieved, rows } from './places.js';
import { comesIn } from './sign-in-acts.js';

let server: TestServer;
let demoHash: string;
beforeAll(async () => {
  server = await openTestServer();
  demoHash = (await rows<{ hash: string }>(server.owner, 'select password_hash as hash from credential limit 1'))[0]?.hash ?? '';
});
afterAll(() => server.close());
beforeEach(async () => {
  await server.owner.query('delete from sign_in_count; delete from session');
  await server.owner.query('update credential set password_hash = $1, one_time_until = null', [demoHash]);
});

const idOfPerson = async (login: string) => (await rows<{ id: number }>(server.owner, 'select id::int as id from person where user_name = $1', [login]))[0]?.id ?? 0;
const isIn = async (actor: Actor) => (await actor.sees('{ viewer { name } }')).viewer !== null;
const endsWithinASecond = async (actor: Actor) => expect(await lastBelieved(performance.now(), () => isIn(actor))).toBeLessThanOrEqual(1_010);
const good = '秋天的银杏落在操场上';

async function changes(actor: Actor, oldPassword: string, newPassword: string): Promise<{ actor: Actor; codes: string[]; fields: (string | null)[]; viewer: { name: string } | null }> {
  const answer = await actor.ask('mutation ($input: ChangePasswordInput!) { changePassword(input: $input) { viewer { name } refusals { code field } } }', { input: { oldPassword, newPassword } });
  const { viewer, refusals } = answer.data['changePassword'] as { viewer: { name: string } | null; refusals: { code: string; field: string | null }[] };
  return { actor: refusals.length === 0 ? signedIn(server.origin, answer) : actor, codes: refusals.map(({ code }) => code), fields: refusals.map(({ field }) => field), viewer };
}

async function resets(actor: Actor, personId: number, reason = '忘记密码'): Promise<{ oneTimePassword: string; codes: string[]; error: unknown; requestId: string | null; person: { name: string } | null }> {
  const answer = await actor.ask('mutation ($input: ResetPasswordInput!) { resetPassword(input: $input) { person { name } oneTimePassword refusals { code } } }', { input: { personId: idOf({ type: 'Person', key: personId }), reason } });
  const payload = answer.data?.['resetPassword'];
  return { oneTimePassword: payload?.oneTimePassword ?? '', codes: (payload?.refusals ?? []).map(({ code }: { code: string }) => code), error: answer.errors[0]?.extensions['code'] ?? null, requestId: answer.headers.get('x-request-id'), person: payload?.person ?? null };
}

test('T10 周明礼 changes his password: the old one is asked, a weak new one refused, all other browsers are signed out', async () => {
  const [zhou, other] = [await server.as('周明礼'), await server.as('周明礼')];
  expect(await changes(zhou, 'wrong', good)).toMatchObject({ codes: ['WRONG_CREDENTIALS'], fields: ['oldPassword'] });
  expect(await changes(zhou, demoPassword, 'short')).toMatchObject({ codes: ['WEAK_PASSWORD'], fields: ['newPassword'] });
  expect(await changes(zhou, demoPassword, demoPassword)).toMatchObject({ codes: ['WEAK_PASSWORD'], fields: ['newPassword'] });
  const changed = await changes(zhou, demoPassword, good);
  expect(changed).toMatchObject({ codes: [], viewer: { name: '周明礼' } });
  await endsWithinASecond(other);
  await endsWithinASecond(zhou);
  expect(await isIn(changed.actor)).toBe(true);
  expect(await comesIn(server, 'zhou.mingli', demoPassword)).toMatchObject({ code: 'WRONG_CREDENTIALS' });
  expect(await comesIn(server, 'zhou.mingli', good)).toMatchObject({ name: '周明礼' });
});

test('T10 whoever sits down at an open session of 许静姝 guesses her password five times and no more', async () => {
  const xu = await server.as('许静姝');
  for (let n = 0; n < 4; n += 1) expect((await changes(xu, `guess ${n}`, good)).codes).toEqual(['WRONG_CREDENTIALS']);
  expect((await changes(xu, 'guess', good)).codes).toEqual(['LOCKED']);
  expect((await changes(xu, demoPassword, good)).codes).toEqual(['LOCKED']);
  const two = await xu.ask('mutation { a: changePassword(input: { oldPassword: "1", newPassword: "2" }) { refusals { code } } b: renewRecoveryCodes(input: { password: "1" }) { refusals { code } } }');
  expect(two).toMatchObject({ status: 400, errors: [{ extensions: { limit: 'authenticationMutations' } }] });
});

test('SH24-06 方若兰 resets the password of 林晓岚: told once, it opens only to be changed, and ends what was open', async () => {
  const [fang, lin] = [await server.as('方若兰'), await server.as('林晓岚')];
  for (let n = 0; n < 5; n += 1) await comesIn(server, 'lin.xiaolan', 'forgotten');
  const reset = await resets(fang, await idOfPerson('lin.xiaolan'));
  expect(reset).toMatchObject({ codes: [], person: { name: '林晓岚' } });
  expect(reset.oneTimePassword).toMatch(/^([2-9a-z]{4}-){3}[2-9a-z]{4}$/);
  await endsWithinASecond(lin);
  expect(await comesIn(server, 'lin.xiaolan', demoPassword)).toMatchObject({ code: 'WRONG_CREDENTIALS' });
  // The lock of her forgotten password is gone with it.
  const half = await comesIn(server, 'lin.xiaolan', reset.oneTimePassword);
  expect(half).toMatchObject({ name: null, step: 'PASSWORD_CHANGE', code: null });
  for (const document of ['{ enrolments(first: 1) { totalCount } }', 'mutation { beginSecondFactor(input: { password: "x" }) { secret } }', 'mutation { revokeSessions(input: {}) { endedSessionIds } }']) expect((await half.actor.ask(document)).errors[0]?.extensions['code']).toBe('UNAUTHENTICATED');
  expect((await changes(half.actor, reset.oneTimePassword, '林晓岚的新密码2026')).codes).toEqual(['WEAK_PASSWORD']);
  const changed = await changes(half.actor, reset.oneTimePassword, good);
  expect(changed).toMatchObject({ codes: [], viewer: { name: '林晓岚' } });
  expect(await isIn(changed.actor)).toBe(true);
  expect(await comesIn(server, 'lin.xiaolan', reset.oneTimePassword)).toMatchObject({ code: 'WRONG_CREDENTIALS' });
  const [line] = await rows<{ text: string; action: string }>(server.owner, 'select action, a::text as text from audit_event a where request_id = $1', [reset.requestId]);
  expect(line?.action).toBe('access.resetPassword');
  expect(line?.text).toContain('忘记密码');
  expect(line?.text).not.toContain(reset.oneTimePassword);
});

test('SH24-06 a one-time password that lay about for a week opens nothing', async () => {
  const fang = await server.as('方若兰');
  const { oneTimePassword } = await resets(fang, await idOfPerson('lin.xiaolan'));
  server.clock.advanceSystem(7 * 86_400_000);
  expect(await comesIn(server, 'lin.xiaolan', oneTimePassword)).toMatchObject({ code: 'WRONG_CREDENTIALS' });
  server.clock.advanceSystem(-7 * 86_400_000);
});

test('SH24-06 a teacher who never had a password gets one', async () => {
  const lu = await server.as('陆景行');
  const [teacher] = await rows<{ id: number; number: string; name: string }>(server.owner, "select p.id::int as id, p.training_number as number, p.name from person p join office o on o.id = p.office_id where p.user_name is null and o.path like (select path from office where code = '320506') || '%' order by p.id limit 1");
  const { oneTimePassword } = await resets(lu, teacher?.id ?? 0);
  const half = await comesIn(server, teacher?.number ?? '', oneTimePassword);
  expect(half.step).toBe('PASSWORD_CHANGE');
  expect((await changes(half.actor, oneTimePassword, good)).viewer).toEqual({ name: teacher?.name });
});

test('T4 nobody resets upwards, sideways, beyond the subtree, or without a reason', async () => {
  const [fang, lu] = [await server.as('方若兰'), await server.as('陆景行')];
  // 陆景行 works at the county; no school sees him. 周明礼 tutors for the province.
  for (const login of ['lu.jingxing', 'zhou.mingli', 'gu.wenyuan']) expect(await resets(fang, await idOfPerson(login))).toMatchObject({ error: 'NOT_FOUND', oneTimePassword: '' });
  // A teacher of the school becomes a tutor of the province: the school may no longer take over that account.
  const [colleague] = await rows<{ id: number }>(server.owner, "select p.id::int as id from person p join person f on f.office_id = p.office_id where f.user_name = 'fang.ruolan' and p.user_name is null limit 1");
  await server.owner.query("insert into role_assignment (id, person_id, role, office_id, valid_from) values (990001, $1, 'TUTOR', 1, '2023-07-01')", [colleague?.id]);
  expect(await resets(fang, colleague?.id ?? 0)).toMatchObject({ codes: ['NOT_ALLOWED'], oneTimePassword: '' });
  await server.owner.query("update role_assignment set valid_until = '2023-09-09' where id = 990001");
  expect(await resets(fang, colleague?.id ?? 0)).toMatchObject({ codes: [] });
  expect(await resets(fang, await idOfPerson('fang.ruolan'))).toMatchObject({ codes: ['NOT_ALLOWED'] });
  expect(await resets(lu, await idOfPerson('fang.ruolan'), '  ')).toMatchObject({ codes: ['EMPTY'] });
  expect(await resets(lu, await idOfPerson('fang.ruolan'), '因'.repeat(201))).toMatchObject({ codes: ['TOO_LONG'] });
  expect(await resets(lu, await idOfPerson('fang.ruolan'))).toMatchObject({ codes: [] });
});

const sessionsOf = async (actor: Actor) => (await actor.sees('{ viewer { sessions { id method address userAgent startedAt lastSeenAt isThis } } }')).viewer.sessions as { id: string; isThis: boolean; method: string; address: string; userAgent: string; startedAt: string; lastSeenAt: string }[];
const revoke = (actor: Actor, sessionId: string | null) => actor.ask('mutation ($input: RevokeSessionsInput!) { revokeSessions(input: $input) { endedSessionIds refusals { code } } }', { input: { sessionId } });

test('T17 韩立诚 sees where he is signed in, ends one of the others, and then all of them, within a second', async () => {
  const [a, b, c, d] = [await server.as('韩立诚'), await server.as('韩立诚'), await server.as('韩立诚'), await server.as('韩立诚')];
  const seen = await sessionsOf(a);
  expect(seen).toHaveLength(4);
  expect(seen.filter(({ isThis }) => isThis)).toHaveLength(1);
  expect(seen[0]).toMatchObject({ method: 'PASSWORD', address: '127.0.0.1', userAgent: 'node', startedAt: expect.stringMatching(/\+08:00$/), lastSeenAt: expect.stringMatching(/\+08:00$/) });
  const idOfB = (await sessionsOf(b)).find(({ isThis }) => isThis)?.id ?? '';
  expect((await revoke(a, idOfB)).data['revokeSessions']).toEqual({ endedSessionIds: [idOfB], refusals: [] });
  await endsWithinASecond(b);
  expect([await isIn(a), await isIn(c)]).toEqual([true, true]);
  expect((await revoke(a, idOfB)).errors[0]?.extensions['code']).toBe('NOT_FOUND');
  expect((await revoke(a, null)).data['revokeSessions'].endedSessionIds).toHaveLength(2);
  await endsWithinASecond(c);
  await endsWithinASecond(d);
  expect(await sessionsOf(a)).toHaveLength(1);
  // He may also end the one at which he sits.
  await revoke(a, (await sessionsOf(a))[0]?.id ?? '');
  await endsWithinASecond(a);
});

test('T17 nobody sees or ends a session of somebody else, and a twenty-first browser ends the oldest', async () => {
  const [zhou, han] = [await server.as('周明礼'), await server.as('韩立诚')];
  const idOfHan = (await sessionsOf(han))[0]?.id ?? '';
  expect((await revoke(zhou, idOfHan)).errors[0]?.extensions['code']).toBe('NOT_FOUND');
  expect((await zhou.ask('query ($id: ID!) { node(id: $id) { id } }', { id: idOfHan })).errors[0]?.extensions['code']).toBe('NOT_FOUND');
  expect((await han.sees('query ($id: ID!) { node(id: $id) { ... on Session { isThis } } }', { id: idOfHan })).node).toEqual({ isThis: true });
  const platform = await server.asPlatform();
  expect((await platform.sees('{ viewer { sessions { __typename } secondFactor { __typename } } }')).viewer).toEqual({ sessions: [], secondFactor: null });
  for (let n = 0; n < 19; n += 1) await comesIn(server, 'han.licheng', demoPassword);
  expect(await isIn(han)).toBe(true);
  const last = await comesIn(server, 'han.licheng', demoPassword);
  await endsWithinASecond(han);
  expect(await sessionsOf(last.actor)).toHaveLength(20);
});

test('T17 work keeps a session from running idle, a page that is only open does not', async () => {
  const xu = await server.as('许静姝');
  const seenAt = async () => (await rows<{ at: Date }>(server.owner, "select last_seen_at as at from session where person_id = (select id from person where user_name = 'xu.jingshu')"))[0]?.at.getTime() ?? 0;
  const before = await seenAt();
  server.clock.advanceSystem(10 * 60_000);
  const opened = performance.now();
  // Longer than a caller is believed, so that the stream has really asked who this is.
  await lastBelieved(opened, async () => {
    const stream = new AbortController();
    await fetch(`${server.origin}/live`, { headers: xu.credentials, signal: stream.signal });
    stream.abort();
    return performance.now() - opened < 1_100;
  });
  expect(await seenAt()).toBe(before);
  await lastBelieved(performance.now(), async () => { await xu.sees('{ viewer { name } }'); return (await seenAt()) === before; });
  expect(await seenAt()).toBeGreaterThanOrEqual(before + 9 * 60_000);
});
