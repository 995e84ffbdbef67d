// Single sign-on against a real provider on loopback: the whole way there and back, and every way in which it must fail.
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { Actor, openTestServer, type TestServer } from '../support/test-server.js';
import { BareBrowser, openIdentityProvider, ssoClient, type IdentityProvider } from './identity-provider.js';
import { rows } from './places.js';

let server: TestServer;
let provider: IdentityProvider;
let redirectUri = '';
beforeAll(async () => {
  provider = await openIdentityProvider(() => [redirectUri]);
  server = await openTestServer({ singleSignOn: { ...ssoClient, issuer: provider.issuer, claim: 'teacher_number', scope: 'openid profile', label: '苏州教师发展平台登录' } });
  redirectUri = `${server.origin}/sso/callback`;
});
afterAll(async () => {
  await server.close();
  await provider.close();
});
beforeEach(() => { provider.next.amr = ['pwd']; });

const trainingNumberOf = async (login: string) => (await rows<{ number: string }>(server.owner, 'select training_number as number from person where user_name = $1', [login]))[0]?.number ?? '';
const isHome = (url: URL) => url.origin === server.origin && !url.pathname.startsWith('/sso/');
const isCallback = (url: URL) => url.pathname === '/sso/callback';
const actorOf = (browser: BareBrowser) => {
  const token = browser.cookieOf(server.origin, 'yanxiu_session');
  return token === null ? null : new Actor(server.origin, { cookie: `yanxiu_session=${token}` });
};
/** Goes through the provider as the account with that training number; answers where the browser ends up. */
async function comesBy(trainingNumber: string): Promise<{ browser: BareBrowser; at: URL }> {
  provider.next.trainingNumber = trainingNumber;
  const browser = new BareBrowser();
  return { browser, at: await browser.follow(`${server.origin}/sso/start`, isHome) };
}
const sessions = async () => (await rows<{ count: number }>(server.owner, 'select count(*)::int as count from session'))[0]?.count ?? 0;

test('CB-12 周明礼 comes from the city\'s platform: one click there and back, and he is in', async () => {
  const { browser, at } = await comesBy(await trainingNumberOf('zhou.mingli'));
  expect(at.href).toBe(`${server.origin}/`);
  const authorization = new URL(browser.visited.find((address) => new URL(address).pathname === '/auth') ?? '');
  expect(Object.fromEntries(authorization.searchParams)).toMatchObject({ response_type: 'code', code_challenge_method: 'S256', redirect_uri: redirectUri, scope: 'openid profile', state: expect.any(String), nonce: expect.any(String) });
  const seen = await actorOf(browser)?.sees('{ viewer { name activeRole { role } sessions { method isThis } } }');
  expect(seen.viewer).toEqual({ name: '周明礼', activeRole: { role: 'TUTOR' }, sessions: [{ method: 'SINGLE_SIGN_ON', isThis: true }] });
  expect(browser.cookieOf(server.origin, 'yanxiu_sso')).toBeNull();
  expect(await rows(server.owner, "select actor, facts->>'method' as method, facts->>'issuer' as issuer from audit_event where action = 'access.signIn' order by id desc limit 1")).toEqual([{ actor: expect.stringMatching(/^person:/), method: 'SINGLE_SIGN_ON', issuer: provider.issuer }]);
  expect((await server.nobody().sees('{ about { singleSignOnLabel } }')).about.singleSignOnLabel).toBe('苏州教师发展平台登录');
});

test('CB-12 whoever the province does not know is told so, and is not in', async () => {
  const before = await sessions();
  for (const number of ['9999999999', 'zhou.mingli', '']) {
    const { browser, at } = await comesBy(number === '' ? 'x' : number);
    expect(at.pathname + at.search).toBe('/login?sso=UNKNOWN_PERSON');
    expect(actorOf(browser)).toBeNull();
  }
  expect(await sessions()).toBe(before);
});

test('CB-12 an answer with another state, of another browser, without anything or a second time is refused', async () => {
  const before = await sessions();
  provider.next.trainingNumber = await trainingNumberOf('xu.jingshu');
  const browser = new BareBrowser();
  const back = await browser.follow(`${server.origin}/sso/start`, isCallback);
  expect(back.searchParams.get('code')).not.toBeNull();
  const forged = new URL(back);
  forged.searchParams.set('state', 'forged');
  // A link made by somebody else, opened in a browser that never began.
  const victim = new BareBrowser();
  for (const address of [back.href, forged.href, `${server.origin}/sso/callback`]) expect((await victim.visit(address)).headers.get('location')).toBe('/login?sso=REFUSED');
  // A browser that began its own sign-in and gets the answer of another's.
  await victim.visit(`${server.origin}/sso/start`);
  expect((await victim.visit(back.href)).headers.get('location')).toBe('/login?sso=REFUSED');
  expect(await sessions()).toBe(before);
  const sealed = browser.cookieOf(server.origin, 'yanxiu_sso') ?? '';
  expect((await browser.visit(forged.href)).headers.get('location')).toBe('/login?sso=REFUSED');
  // The attempt is spent, although the code was not.
  expect((await browser.visit(back.href)).headers.get('location')).toBe('/login?sso=REFUSED');
  // Even with the cookie kept aside: the first use goes through, the replayed code is refused by the provider.
  const kept = (address: string) => fetch(address, { redirect: 'manual', headers: { cookie: `yanxiu_sso=${sealed}` } }).then((response) => response.headers.get('location'));
  expect(await kept(back.href)).toBe('/');
  expect(await kept(back.href)).toBe('/login?sso=REFUSED');
  expect(await sessions()).toBe(before + 1);
});

test('CB-12 what was begun ten minutes ago, or changed on the way, is refused', async () => {
  provider.next.trainingNumber = await trainingNumberOf('xu.jingshu');
  const browser = new BareBrowser();
  const back = await browser.follow(`${server.origin}/sso/start`, isCallback);
  server.clock.advanceSystem(10 * 60_000);
  expect((await browser.visit(back.href)).headers.get('location')).toBe('/login?sso=REFUSED');
  server.clock.advanceSystem(-10 * 60_000);
  const sealed = `${browser.cookieOf(server.origin, 'yanxiu_sso') ?? 'x'}A`;
  expect((await fetch(back.href, { redirect: 'manual', headers: { cookie: `yanxiu_sso=${sealed}` } })).headers.get('location')).toBe('/login?sso=REFUSED');
});

test('SH24-06 顾文远 must show his second factor here too, unless the provider says that it asked for several', async () => {
  const number = await trainingNumberOf('gu.wenyuan');
  const { browser } = await comesBy(number);
  expect((await actorOf(browser)?.sees('{ viewer { name } signInChallenge { step name } }'))).toEqual({ viewer: null, signInChallenge: { step: 'SECOND_FACTOR', name: '顾文远' } });
  provider.next.amr = ['pwd', 'otp', 'mfa'];
  const strong = await comesBy(number);
  expect((await actorOf(strong.browser)?.sees('{ viewer { name } signInChallenge { step } }'))).toEqual({ viewer: { name: '顾文远' }, signInChallenge: null });
});

test('SH24-06 a one-time password does not stand in the way of whoever comes by single sign-on', async () => {
  await server.owner.query("update credential set one_time_until = now() + interval '1 day' where person_id = (select id from person where user_name = 'han.licheng')");
  const { browser } = await comesBy(await trainingNumberOf('han.licheng'));
  expect((await actorOf(browser)?.sees('{ viewer { name } }'))?.viewer).toEqual({ name: '韩立诚' });
});

test('CB-12 a provider that is away is said to be away, and the server goes on', async () => {
  const lonely = await openTestServer({ singleSignOn: { ...ssoClient, issuer: 'http://127.0.0.1:9', claim: 'teacher_number', scope: 'openid', label: '统一登录' } });
  try {
    expect((await fetch(`${lonely.origin}/sso/start`, { redirect: 'manual' })).headers.get('location')).toBe('/login?sso=UNAVAILABLE');
    expect((await lonely.as('周明礼')).credentials['cookie']).toMatch(/^yanxiu_session=/);
  } finally { await lonely.close(); }
});

test('CB-12 where no provider is configured there is no such door', async () => {
  const plain = await openTestServer();
  try {
    expect((await fetch(`${plain.origin}/sso/start`, { redirect: 'manual' })).status).toBe(404);
    expect((await plain.nobody().sees('{ about { singleSignOnLabel } }')).about.singleSignOnLabel).toBeNull();
  } finally { await plain.close(); }
});
