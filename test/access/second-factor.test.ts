// The second factor: what a session sees before it (nothing), how a code works (once), how it is enrolled, lost and reset.
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { totpCode, totpCodeAt } from '../../server/access/totp.js';
import { demoPassword, demoSecondFactorSecret } from '../../server/demo/cast.js';
import { insertDemoSecondFactors } from '../../server/demo/seed.js';
import { vaultOf } from '../../server/installation.js';
import { testFieldKey } from '../support/test-profile.js';
import { openTestServer, signedIn, type Actor, type TestServer } from '../support/test-server.js';
import { idOf, lastBelieved, rows } from './places.js';
import { comesIn, demoCode, shows } from './sign-in-acts.js';

let server: TestServer;
beforeAll(async () => { server = await openTestServer(); });
afterAll(() => server.close());
beforeEach(async () => {
  // Codes change every half minute: each test begins when one has just done so.
  server.clock.advanceSystem(30_000 - (server.clock.system().getTime() % 30_000));
  await server.owner.query('delete from sign_in_count');
  // Whatever an earlier test enrolled or reset: the cast as the demonstration has it.
  await server.owner.query('delete from second_factor; delete from recovery_code; delete from session; update credential set one_time_until = null');
  await insertDemoSecondFactors(server.owner, vaultOf(testFieldKey));
});

const idOfPerson = async (login: string) => (await rows<{ id: number }>(server.owner, 'select id::int as id from person where user_name = $1', [login]))[0]?.id ?? 0;
const nextStep = () => server.clock.advanceSystem(30_000);
/** Enrols on a session and answers the secret, the recovery codes and the session that follows. */
async function enrols(actor: Actor, password: string): Promise<{ secret: string; recoveryCodes: string[]; actor: Actor; viewer: { name: string } | null }> {
  const { beginSecondFactor } = await actor.sees('mutation ($input: BeginSecondFactorInput!) { beginSecondFactor(input: $input) { secret uri refusals { code } } }', { input: { password } });
  expect(beginSecondFactor.refusals).toEqual([]);
  expect(beginSecondFactor.uri).toContain(`secret=${beginSecondFactor.secret}`);
  const answer = await actor.ask('mutation ($input: ConfirmSecondFactorInput!) { confirmSecondFactor(input: $input) { recoveryCodes viewer { name } refusals { code } } }', { input: { code: totpCodeAt(beginSecondFactor.secret, server.clock.system()) } });
  expect(answer.data['confirmSecondFactor'].refusals).toEqual([]);
  return { secret: beginSecondFactor.secret, recoveryCodes: answer.data['confirmSecondFactor'].recoveryCodes, viewer: answer.data['confirmSecondFactor'].viewer, actor: signedIn(server.origin, answer) };
}

test('T10 顾文远 gives the right password: until his code is in, the session sees nothing and does nothing', async () => {
  const half = await comesIn(server, 'gu.wenyuan', demoPassword);
  expect(half).toMatchObject({ name: null, step: 'SECOND_FACTOR', code: null });
  expect((await half.actor.sees('{ viewer { name } }')).viewer).toBeNull();
  expect((await half.actor.sees('{ signInChallenge { step name } }')).signInChallenge).toEqual({ step: 'SECOND_FACTOR', name: '顾文远' });
  for (const document of ['{ offices(first: 1) { totalCount } }', '{ __schema { types { name } } }', '{ node(id: "ofc_1") { id } }', 'mutation { revokeSessions(input: {}) { endedSessionIds } }',
    'mutation { beginSecondFactor(input: { password: "" }) { secret } }', `mutation { changePassword(input: { oldPassword: "${demoPassword}", newPassword: "correct horse battery" }) { refusals { code } } }`]) {
    const answer = await half.actor.ask(document);
    expect(`${document} ${answer.data === undefined || answer.data === null}`).toBe(`${document} true`);
    expect(['UNAUTHENTICATED', 'FORBIDDEN']).toContain(answer.errors[0]?.extensions['code']);
  }
  expect((await fetch(`${server.origin}/live`, { headers: half.actor.credentials })).status).toBe(401);
  const whole = await shows(server, half.actor, demoCode(server));
  expect(whole).toMatchObject({ name: '顾文远', step: null, code: null });
  expect((await whole.actor.sees('{ offices(first: 1) { totalCount } viewer { activeRole { role } } }')).viewer.activeRole.role).toBe('ADMIN');
  // The token of the first step is worth nothing any more.
  expect((await half.actor.sees('{ viewer { name } signInChallenge { step } }'))).toEqual({ viewer: null, signInChallenge: null });
});

test('T10 a code of 沈佩兰 works once, one step early or late, and no further', async () => {
  const signIn = async () => (await comesIn(server, 'shen.peilan', demoPassword)).actor;
  for (const steps of [-2, 2]) expect(await shows(server, await signIn(), demoCode(server, steps))).toMatchObject({ name: null, code: 'WRONG_CODE' });
  const late = demoCode(server, -1);
  expect(await shows(server, await signIn(), late)).toMatchObject({ name: '沈佩兰' });
  expect(await shows(server, await signIn(), late)).toMatchObject({ code: 'WRONG_CODE' });
  const early = demoCode(server, 1);
  expect(await shows(server, await signIn(), early)).toMatchObject({ name: '沈佩兰' });
  // The one in between is older than the one that was used.
  expect(await shows(server, await signIn(), demoCode(server))).toMatchObject({ code: 'WRONG_CODE' });
});

test('T10 races: two sign-ins of 陆景行 with the same code at the same moment, and one wins, twenty times', async () => {
  for (let round = 0; round < 20; round += 1) {
    await server.owner.query('delete from sign_in_count');
    const [a, b] = [await comesIn(server, 'lu.jingxing', demoPassword), await comesIn(server, 'lu.jingxing', demoPassword)];
    nextStep();
    const code = demoCode(server);
    const came = await Promise.all([shows(server, a.actor, code), shows(server, b.actor, code)]);
    expect(came.map(({ name }) => name ?? 'refused').sort()).toEqual(['refused', '陆景行'].sort());
  }
});

test('T10 five wrong codes lock the pair, fifty a day the account; a recovery code still opens', async () => {
  const first = await comesIn(server, 'qian.kaiming', demoPassword);
  const { recoveryCodes, actor } = await enrols((await shows(server, first.actor, demoCode(server))).actor, demoPassword);
  const half = (await comesIn(server, 'qian.kaiming', demoPassword)).actor;
  for (let n = 0; n < 4; n += 1) expect(await shows(server, half, '000000')).toMatchObject({ code: 'WRONG_CODE' });
  expect(await shows(server, half, '000000')).toMatchObject({ code: 'LOCKED', minutes: '15' });
  // From elsewhere: the account's count of the day is full.
  await server.owner.query('delete from sign_in_count where locked_until is not null');
  await server.owner.query("update sign_in_count set failures = 50, locked_until = $1", [new Date(server.clock.system().getTime() + 86_400_000)]);
  expect(await shows(server, half, '000000')).toMatchObject({ code: 'LOCKED', minutes: '1440' });
  expect(await shows(server, half, recoveryCodes[0] ?? '')).toMatchObject({ name: '钱开明' });
  expect((await actor.sees('{ viewer { secondFactor { isOn isRequired recoveryCodesLeft } } }')).viewer.secondFactor).toEqual({ isOn: true, isRequired: true, recoveryCodesLeft: 9 });
});

test('T10 two guesses at the second factor in one document are refused before either runs', async () => {
  const half = await comesIn(server, 'gu.wenyuan', demoPassword);
  const answer = await half.actor.ask('mutation { a: proveSecondFactor(input: { code: "000000" }) { refusals { code } } b: proveSecondFactor(input: { code: "000001" }) { refusals { code } } }');
  expect(answer).toMatchObject({ status: 400, errors: [{ extensions: { limit: 'authenticationMutations' } }] });
});

test('T10 陆景行 was just appointed and has no second factor yet: he enrols at his first sign-in, and sees nothing before', async () => {
  await server.owner.query('delete from second_factor where person_id = $1', [await idOfPerson('lu.jingxing')]);
  const half = await comesIn(server, 'lu.jingxing', demoPassword);
  expect(half).toMatchObject({ name: null, step: 'SECOND_FACTOR_ENROLMENT' });
  expect((await half.actor.ask('{ enrolments(first: 1) { totalCount } }')).errors[0]?.extensions).toMatchObject({ code: 'UNAUTHENTICATED', step: 'SECOND_FACTOR_ENROLMENT' });
  const wrong = await half.actor.sees('mutation { confirmSecondFactor(input: { code: "000000" }) { recoveryCodes viewer { name } challenge { step } refusals { code } } }');
  expect(wrong.confirmSecondFactor).toEqual({ recoveryCodes: [], viewer: null, challenge: { step: 'SECOND_FACTOR_ENROLMENT' }, refusals: [{ code: 'NOT_ALLOWED_IN_STATE' }] });
  const enrolled = await enrols(half.actor, '');
  expect(enrolled.viewer).toEqual({ name: '陆景行' });
  expect(new Set(enrolled.recoveryCodes).size).toBe(10);
  expect(enrolled.recoveryCodes.every((code) => /^[2-9a-z]{5}-[2-9a-z]{5}$/.test(code))).toBe(true);
  expect((await enrolled.actor.sees('{ enrolments(first: 1) { totalCount } }')).enrolments.totalCount).toBeGreaterThan(0);
  // Neither the secret nor a code can be read from the tables.
  const [stored] = await rows<{ text: string }>(server.owner, "select (select string_agg(f::text, ' ') from second_factor f) || (select string_agg(c::text, ' ') from recovery_code c) as text");
  for (const text of [enrolled.secret, ...enrolled.recoveryCodes, ...enrolled.recoveryCodes.map((code) => code.replace('-', ''))]) for (const form of [text, Buffer.from(text).toString('hex')]) expect(stored?.text).not.toContain(form);
});

test('T10 沈佩兰 has lost her telephone: a recovery code opens once; beside itself at the same moment too', async () => {
  const enrolled = await enrols((await shows(server, (await comesIn(server, 'shen.peilan', demoPassword)).actor, demoCode(server))).actor, demoPassword);
  const [first = '', second = ''] = enrolled.recoveryCodes;
  const half = async () => (await comesIn(server, 'shen.peilan', demoPassword)).actor;
  // The former secret is void.
  expect(await shows(server, await half(), demoCode(server, 1))).toMatchObject({ code: 'WRONG_CODE' });
  expect(await shows(server, await half(), ` ${first.toUpperCase().replace('-', ' ')} `)).toMatchObject({ name: '沈佩兰' });
  expect(await shows(server, await half(), first)).toMatchObject({ code: 'WRONG_CODE' });
  const came = await Promise.all((await Promise.all(Array.from({ length: 4 }, half))).map((actor) => shows(server, actor, second)));
  expect(came.filter(({ name }) => name === '沈佩兰')).toHaveLength(1);
  const in8 = came.find(({ name }) => name === '沈佩兰')?.actor as Actor;
  expect((await in8.sees('{ viewer { secondFactor { recoveryCodesLeft } } }')).viewer.secondFactor.recoveryCodesLeft).toBe(8);
  const renew = (password: string) => in8.sees('mutation ($input: RenewRecoveryCodesInput!) { renewRecoveryCodes(input: $input) { recoveryCodes refusals { code field } } }', { input: { password } });
  await server.owner.query('delete from sign_in_count');
  expect((await renew('wrong')).renewRecoveryCodes).toEqual({ recoveryCodes: [], refusals: [{ code: 'WRONG_CREDENTIALS', field: 'password' }] });
  expect((await renew(demoPassword)).renewRecoveryCodes.recoveryCodes).toHaveLength(10);
  expect(await shows(server, await half(), enrolled.recoveryCodes[5] ?? '')).toMatchObject({ code: 'WRONG_CODE' });
});

test('T10 周明礼 need not have one: he switches it on, his other browser is asked for it, and he switches it off again', async () => {
  const zhou = await server.as('周明礼');
  const other = await server.as('周明礼');
  expect((await zhou.sees('{ viewer { secondFactor { isOn isRequired since recoveryCodesLeft } } }')).viewer.secondFactor).toEqual({ isOn: false, isRequired: false, since: null, recoveryCodesLeft: 0 });
  const begin = (password: string) => zhou.sees('mutation ($input: BeginSecondFactorInput!) { beginSecondFactor(input: $input) { secret refusals { code field } } }', { input: { password } });
  expect((await begin('wrong')).beginSecondFactor).toEqual({ secret: null, refusals: [{ code: 'WRONG_CREDENTIALS', field: 'password' }] });
  const { secret, actor } = await enrols(zhou, demoPassword);
  const asked = await lastBelieved(performance.now(), async () => (await other.sees('{ viewer { name } }')).viewer !== null);
  expect(asked).toBeLessThanOrEqual(1_010);
  expect((await other.sees('{ signInChallenge { step demoCode } }')).signInChallenge).toEqual({ step: 'SECOND_FACTOR', demoCode: null });
  nextStep();
  expect(await shows(server, other, totpCodeAt(secret, server.clock.system()))).toMatchObject({ name: '周明礼' });
  const off = (password: string) => actor.sees('mutation ($input: SwitchOffSecondFactorInput!) { switchOffSecondFactor(input: $input) { refusals { code field requirement } } }', { input: { password } });
  expect((await off('wrong')).switchOffSecondFactor.refusals).toMatchObject([{ code: 'WRONG_CREDENTIALS', field: 'password' }]);
  expect((await off(demoPassword)).switchOffSecondFactor.refusals).toEqual([]);
  expect(await comesIn(server, 'zhou.mingli', demoPassword)).toMatchObject({ name: '周明礼', step: null });
});

test('SH24-06 顾文远 must keep his', async () => {
  const gu = await server.as('顾文远');
  const { switchOffSecondFactor } = await gu.sees('mutation ($input: SwitchOffSecondFactorInput!) { switchOffSecondFactor(input: $input) { refusals { code requirement } } }', { input: { password: demoPassword } });
  expect(switchOffSecondFactor.refusals).toEqual([{ code: 'NOT_ALLOWED', requirement: 'SH24-06' }]);
  expect((await gu.sees('{ viewer { secondFactor { isOn } } }')).viewer.secondFactor.isOn).toBe(true);
});

test('T10 沈佩兰 resets the second factor of 陆景行 below her: his sessions end, he enrols anew; a colleague and whoever is below cannot', async () => {
  const [shen, lu] = [await server.as('沈佩兰'), await server.as('陆景行')];
  const reset = (actor: Actor, personId: number, reason = '手机丢失') => actor.ask('mutation ($input: ResetSecondFactorInput!) { resetSecondFactor(input: $input) { person { name } refusals { code field requirement } } }', { input: { personId: idOf({ type: 'Person', key: personId }), reason } });
  expect((await reset(lu, await idOfPerson('shen.peilan'))).errors[0]?.extensions['code']).toBe('NOT_FOUND');
  expect((await reset(shen, await idOfPerson('shen.peilan'))).data['resetSecondFactor'].refusals).toMatchObject([{ code: 'NOT_ALLOWED', field: 'personId' }]);
  expect((await reset(shen, await idOfPerson('lu.jingxing'), ' ')).data['resetSecondFactor'].refusals).toMatchObject([{ code: 'EMPTY', field: 'reason' }]);
  const answer = await reset(shen, await idOfPerson('lu.jingxing'));
  expect(answer.data['resetSecondFactor']).toEqual({ person: { name: '陆景行' }, refusals: [] });
  expect(await lastBelieved(performance.now(), async () => (await lu.sees('{ viewer { name } }')).viewer !== null)).toBeLessThanOrEqual(1_010);
  expect(await comesIn(server, 'lu.jingxing', demoPassword)).toMatchObject({ step: 'SECOND_FACTOR_ENROLMENT' });
  expect(await rows(server.owner, "select action, subject, facts from audit_event where request_id = $1", [answer.headers.get('x-request-id')])).toEqual([{ action: 'access.resetSecondFactor', subject: idOf({ type: 'Person', key: await idOfPerson('lu.jingxing') }), facts: { reason: '手机丢失' } }]);
});

test('T10 every act on a second factor leaves one line in the audit trail', async () => {
  const lines = async () => (await rows<{ action: string; facts: unknown }>(server.owner, "select action, facts from audit_event where actor = $1 and action <> 'access.signIn' order by id", [`person:${await idOfPerson('han.licheng')}`])).map(({ action, facts }) => [action, facts]);
  const han = await server.as('韩立诚');
  const { recoveryCodes, actor } = await enrols(han, demoPassword);
  await shows(server, (await comesIn(server, 'han.licheng', demoPassword)).actor, recoveryCodes[0] ?? '');
  await actor.sees('mutation ($input: RenewRecoveryCodesInput!) { renewRecoveryCodes(input: $input) { refusals { code } } }', { input: { password: demoPassword } });
  await actor.sees('mutation ($input: SwitchOffSecondFactorInput!) { switchOffSecondFactor(input: $input) { refusals { code } } }', { input: { password: demoPassword } });
  expect(await lines()).toEqual([
    ['access.secondFactor', { act: 'begin' }], ['access.secondFactor', { act: 'confirm' }], ['access.prove', { by: 'RECOVERY_CODE' }], ['access.secondFactor', { act: 'renewRecoveryCodes' }], ['access.secondFactor', { act: 'switchOff' }],
  ]);
});

test('T10 the demonstration shows its own code, and the next one when that was just used; never that of an own secret', async () => {
  const half = async () => comesIn(server, 'gu.wenyuan', demoPassword);
  const first = await half();
  expect(first.demoCode).toBe(demoCode(server));
  expect(await shows(server, first.actor, first.demoCode ?? '')).toMatchObject({ name: '顾文远' });
  const second = await half();
  expect(second.demoCode).toBe(demoCode(server, 1));
  const { actor } = await shows(server, second.actor, second.demoCode ?? '');
  expect((await half()).demoCode).toBeNull();
  const { secret } = await enrols(actor, demoPassword);
  expect(secret).not.toBe(demoSecondFactorSecret);
  nextStep();
  nextStep();
  expect(await half()).toMatchObject({ step: 'SECOND_FACTOR', demoCode: null });
  const { about } = await server.nobody().sees('{ about { demoAccounts { login secondFactorSecret } } }');
  expect(about.demoAccounts.filter((account: { secondFactorSecret: string | null }) => account.secondFactorSecret !== null).map(({ login }: { login: string }) => login)).toEqual(['gu.wenyuan', 'shen.peilan', 'lu.jingxing', 'qian.kaiming']);
  expect(totpCode(demoSecondFactorSecret, 1)).toMatch(/^\d{6}$/);
});

test('T10 whoever does not finish signing in within a quarter of an hour begins anew', async () => {
  const { actor } = await comesIn(server, 'gu.wenyuan', demoPassword);
  server.clock.advanceSystem(15 * 60_000);
  await lastBelieved(performance.now(), async () => (await actor.sees('{ signInChallenge { step } }')).signInChallenge !== null);
  expect((await actor.ask('mutation { proveSecondFactor(input: { code: "000000" }) { refusals { code } } }')).errors[0]?.extensions['code']).toBe('UNAUTHENTICATED');
});
