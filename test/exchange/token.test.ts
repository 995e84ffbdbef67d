// Third-party platforms: how they get a token, what it reads, and how soon it ends.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { demoClient } from '../../server/demo/cast.js';
import { Actor, openTestServer, type TestServer } from '../support/test-server.js';
import { idOf, lastBelieved, rows } from '../access/places.js';

let server: TestServer;
beforeAll(async () => { server = await openTestServer(); });
afterAll(() => server.close());

interface Token { status: number; body: { access_token?: string; token_type?: string; expires_in?: number; scope?: string; error?: string; errors?: unknown }; headers: Headers; text: string }
async function tokenBy(form: Record<string, string>, headers: Record<string, string> = {}): Promise<Token> {
  return tokenWith(new URLSearchParams({ grant_type: 'client_credentials', ...form }).toString(), { 'content-type': 'application/x-www-form-urlencoded', ...headers });
}
async function tokenWith(body: string, headers: Record<string, string>): Promise<Token> {
  const response = await fetch(`${server.origin}/oauth/token`, { method: 'POST', headers, body });
  const text = await response.text();
  return { status: response.status, body: JSON.parse(text) as Token['body'], headers: response.headers, text };
}
const demo = { client_id: demoClient.clientId, client_secret: demoClient.secret };
const basic = (id: string, secret: string) => ({ authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}` });
const bearer = (token: string | undefined) => new Actor(server.origin, { authorization: `Bearer ${token}` });
const suzhou = "(select o.path from office o where o.id = t.school_id) like (select path from office where code = '3205') || '%'";

describe('T11 getting a token', () => {
  test('the platform of Suzhou gets one by form fields and by HTTP Basic, and learns its life and scopes', async () => {
    for (const answer of [await tokenBy(demo), await tokenBy({}, basic(demo.client_id, demo.client_secret))]) {
      expect(answer.status).toBe(200);
      expect(answer.body).toEqual({ access_token: expect.stringMatching(/^[\w-]{43}$/), token_type: 'Bearer', expires_in: 3_600, scope: 'OFFICES_READ CLASSES_READ ENROLMENTS_READ RESULTS_READ' });
      expect(answer.headers.get('cache-control')).toBe('no-store');
      const seen = await bearer(answer.body.access_token).sees('{ viewer { kind name scopes office { code } person { id } roles { id } activeRole { id } } }');
      expect(seen.viewer).toEqual({ kind: 'API_CLIENT', name: demoClient.name, scopes: ['OFFICES_READ', 'CLASSES_READ', 'ENROLMENTS_READ', 'RESULTS_READ'], office: { code: '3205' }, person: null, roles: [], activeRole: null });
    }
  });

  test('a wrong secret, an unknown platform and no credentials are one and the same 401', async () => {
    const answers = [await tokenBy({ ...demo, client_secret: 'wrong' }), await tokenBy({ client_id: 'yx-nobody', client_secret: demo.client_secret }), await tokenBy({}), await tokenBy({}, basic(demo.client_id, 'wrong')), await tokenBy(demo, basic(demo.client_id, 'wrong')), await tokenBy({ ...demo, client_secret: '' })];
    for (const answer of answers) {
      expect(answer.status).toBe(401);
      expect(answer.headers.get('www-authenticate')).toMatch(/^Basic/);
    }
    expect(new Set(answers.map((answer) => answer.text)).size).toBe(1);
  });

  test('another grant, an unheld scope and a repeated one are told apart as OAuth says', async () => {
    expect((await tokenBy({ ...demo, grant_type: 'password' })).body.error).toBe('unsupported_grant_type');
    const unheld = await tokenBy({ ...demo, scope: 'OFFICES_READ PII_READ' });
    expect([unheld.status, unheld.body.error]).toEqual([400, 'invalid_scope']);
    expect((await tokenBy({ ...demo, scope: 'OFFICES_READ OFFICES_READ' })).body.scope).toBe('OFFICES_READ');
  });

  test('a request that is refused leaves no token and no audit line behind', async () => {
    const count = () => rows(server.owner, 'select (select count(*) from api_token) as tokens, (select count(*) from audit_event) as events');
    const before = await count();
    await tokenBy({ ...demo, scope: 'OFFICES_READ PII_READ' });
    await tokenBy({ ...demo, client_secret: 'wrong' });
    expect(await count()).toEqual(before);
    await tokenBy(demo);
    expect(await count()).not.toEqual(before);
  });

  test.each<[string, string, Record<string, string>]>([
    ['a NUL in the platform\'s id', 'grant_type=client_credentials&client_id=%00&client_secret=x', { 'content-type': 'application/x-www-form-urlencoded' }],
    ['bytes that are no UTF-8', 'grant_type=client_credentials&client_id=%ff%fe&client_secret=%ed%a0%80', { 'content-type': 'application/x-www-form-urlencoded' }],
    ['a NUL in Basic', 'grant_type=client_credentials', { 'content-type': 'application/x-www-form-urlencoded', ...basic('\u0000', 'x') }],
    ['JSON with numbers', '{"grant_type":"client_credentials","client_id":1,"client_secret":2,"scope":3}', { 'content-type': 'application/json' }],
    ['JSON with objects', '{"grant_type":"client_credentials","client_id":{},"client_secret":[],"scope":null}', { 'content-type': 'application/json' }],
    ['JSON null', 'null', { 'content-type': 'application/json' }],
    ['no body', '', { 'content-type': 'application/x-www-form-urlencoded' }],
    ['another content type', 'x', { 'content-type': 'text/plain' }],
  ])('%s: a 4xx, never a 5xx', async (_, body, headers) => {
    const answer = await tokenWith(body, headers);
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.status).toBeLessThan(500);
    expect(answer.body.access_token).toBeUndefined();
  });
});

describe('T11 what a token reads', () => {
  test('scopes can be narrowed, and a missing one is named', async () => {
    const narrow = await tokenBy({ ...demo, scope: 'OFFICES_READ' });
    expect(narrow.body.scope).toBe('OFFICES_READ');
    const platform = bearer(narrow.body.access_token);
    expect((await platform.sees('{ offices(first: 1) { totalCount } viewer { scopes } }')).viewer.scopes).toEqual(['OFFICES_READ']);
    for (const [query, scope] of [['{ results(first: 1) { totalCount } }', 'RESULTS_READ'], ['{ enrolments(first: 1) { totalCount } }', 'ENROLMENTS_READ'], ['{ classes(first: 1) { totalCount } }', 'CLASSES_READ']] as const) {
      const answer = await platform.ask(query);
      expect(answer.status).toBe(403);
      expect(answer.errors[0]).toMatchObject({ message: `The token lacks the scope ${scope}.`, extensions: { code: 'FORBIDDEN', scope } });
    }
    // What no scope opens is simply not allowed.
    expect((await platform.ask('{ apiClients(first: 1) { totalCount } }')).errors[0]?.extensions).toMatchObject({ code: 'FORBIDDEN', action: 'exchange.manage' });
    expect((await platform.ask('mutation { createApiClient(input: { name: "x", officeId: "ofc_1", scopes: [OFFICES_READ] }) { secret } }')).errors[0]?.extensions['code']).toBe('FORBIDDEN');
  });

  test('a token with OFFICES_READ alone does not learn from `node(id) { id }` which enrolments, results and submissions exist', async () => {
    const narrow = bearer((await tokenBy({ ...demo, scope: 'OFFICES_READ' })).body.access_token);
    const [own] = await rows<{ enrolment: number; submission: number }>(server.owner, `select t.enrolment_id::int as enrolment, t.id::int as submission from submission t join result r on r.enrolment_id = t.enrolment_id where ${suzhou} limit 1`);
    for (const [type, key] of [['Enrolment', own?.enrolment], ['Result', own?.enrolment], ['Submission', own?.submission]] as const) {
      const outcome = async (number: number) => (await narrow.ask('query ($id: ID!) { node(id: $id) { id } }', { id: idOf({ type, key: number }) })).errors[0]?.extensions['code'] ?? 'data';
      expect(`${type} ${await outcome(key ?? 0)}`).toBe(`${type} ${await outcome(900_000_001)}`);
    }
    expect((await (await server.asPlatform()).ask('query ($id: ID!) { node(id: $id) { id } }', { id: idOf({ type: 'Enrolment', key: own?.enrolment ?? 0 }) })).errors).toEqual([]);
  });

  test.each([
    ['offices', 'level: SCHOOL', "select id::int as key from office t where t.level = 'SCHOOL' and t.path like (select path from office where code = '3205') || '%' order by t.code", 'Office'],
    ['classes', 'programmeId: null', 'select id::int as key from training_class t order by t.code', 'TrainingClass'],
    ['enrolments', 'programmeId: null', `select id::int as key from enrolment t where ${suzhou} order by id`, 'Enrolment'],
    ['results', 'periodId: null', `select enrolment_id::int as key from result t where ${suzhou} order by 1`, 'Result'],
  ] as const)('Suzhou\'s platform walks the %s to the end by cursor and has exactly Suzhou\'s', async (root, given, statement, type) => {
    const platform = await server.asPlatform();
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const page: { nodes: { id: string }[]; pageInfo: { hasNextPage: boolean; endCursor: string | null }; totalCount: number } = (await platform.sees(`query ($after: String) { ${root}(first: 70, after: $after, ${given}) { totalCount nodes { id } pageInfo { hasNextPage endCursor } } }`, { after }))[root];
      seen.push(...page.nodes.map(({ id }) => id));
      after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
    } while (after !== null);
    const truth = (await rows<{ key: number }>(server.owner, statement)).map(({ key }) => idOf({ type, key }));
    expect(truth.length).toBeGreaterThan(70);
    expect(seen).toEqual(truth);
  });

  test('a token is no way into the console\'s rights: it is no cookie, and a cookie beside it does not count', async () => {
    const gu = await server.as('顾文远');
    const token = (await tokenBy(demo)).body.access_token;
    const both = await gu.ask('{ viewer { name } }', {}, { authorization: `Bearer ${token}` });
    expect(both.data['viewer'].name).toBe(demoClient.name);
    expect((await gu.ask('{ viewer { name } }', {}, { authorization: 'Bearer wrong' })).data['viewer']).toBeNull();
  });
});

describe('T11 managing platforms', () => {
  const create = (actor: Actor, officeId: string, name = '测试平台') => actor.ask('mutation ($input: CreateApiClientInput!) { createApiClient(input: $input) { client { id clientId name scopes office { code } createdAt lastUsedAt revokedAt } secret refusals { code field } } }', { input: { name, officeId, scopes: ['OFFICES_READ', 'RESULTS_READ', 'OFFICES_READ'] } });
  const revoke = (actor: Actor, clientId: string) => actor.ask('mutation ($input: RevokeApiClientInput!) { revokeApiClient(input: $input) { client { revokedAt } refusals { code } } }', { input: { clientId } });
  const officeId = async (code: string) => idOf({ type: 'Office', key: (await rows<{ id: number }>(server.owner, 'select id::int as id from office where code = $1', [code]))[0]?.id ?? 0 });

  test('沈佩兰 makes a platform, reads its secret once, and its token reads with exactly its scopes', async () => {
    const shen = await server.as('沈佩兰');
    const made = (await create(shen, await officeId('320506'))).data['createApiClient'];
    expect(made).toMatchObject({ refusals: [], secret: expect.stringMatching(/^[\w-]{43}$/), client: { name: '测试平台', scopes: ['OFFICES_READ', 'RESULTS_READ'], office: { code: '320506' }, lastUsedAt: null, revokedAt: null } });
    const platform = bearer((await tokenBy({ client_id: made.client.clientId, client_secret: made.secret })).body.access_token);
    const [truth] = await rows<{ count: number }>(server.owner, "select count(*)::int as count from result t where (select o.path from office o where o.id = t.school_id) like (select path from office where code = '320506') || '%'");
    expect((await platform.sees('{ results(first: 1) { totalCount } }')).results.totalCount).toBe(truth?.count);
    expect((await shen.sees('query ($id: ID!) { node(id: $id) { ... on ApiClient { lastUsedAt } } }', { id: made.client.id })).node.lastUsedAt).toMatch(/\+08:00$/);
    // The secret stands nowhere: not in the API, not in the database, and no caller's role reads its hash.
    const everything = await shen.ask('{ apiClients(first: 100) { nodes { id clientId name scopes createdAt lastUsedAt revokedAt office { id } } } }');
    expect(everything.text).not.toContain(made.secret);
    const [stored] = await rows<{ text: string }>(server.owner, "select string_agg(s::text, ' ') || (select string_agg(c::text, ' ') from api_client c) || (select string_agg(a::text, ' ') from audit_event a) || (select string_agg(k::text, ' ') from api_token k) as text from api_secret s");
    expect(stored?.text).not.toContain(made.secret);
    expect(stored?.text).not.toContain(Buffer.from(made.secret).toString('hex'));
    const fields = ((await shen.sees('{ __type(name: "ApiClient") { fields { name } } }')).__type.fields as { name: string }[]).map(({ name }) => name);
    expect(fields.filter((name) => /secret|hash/i.test(name))).toEqual([]);
  });

  test('she revokes it: its token ends within a second, new ones are refused, and revoking again changes nothing', async () => {
    const shen = await server.as('沈佩兰');
    const made = (await create(shen, await officeId('320506'))).data['createApiClient'];
    const credentials = { client_id: made.client.clientId, client_secret: made.secret };
    const platform = bearer((await tokenBy(credentials)).body.access_token);
    await platform.sees('{ results(first: 1) { totalCount } }');
    const first = (await revoke(shen, made.client.id)).data['revokeApiClient'];
    const believed = await lastBelieved(performance.now(), async () => (await platform.ask('{ results(first: 1) { totalCount } }')).errors.length === 0);
    expect(believed).toBeLessThanOrEqual(1_010);
    expect((await platform.ask('{ results(first: 1) { totalCount } }')).errors[0]?.extensions['code']).toBe('UNAUTHENTICATED');
    expect((await tokenBy(credentials)).status).toBe(401);
    server.clock.setBusiness('2023-09-11T08:00:00+08:00');
    expect((await revoke(shen, made.client.id)).data['revokeApiClient']).toEqual(first);
    server.clock.setBusiness('2023-09-10T08:00:00+08:00');
  });

  test('钱开明 and 陆景行 neither see nor revoke Suzhou\'s platform, nor make one for an office beyond their own', async () => {
    const [demoRow] = await rows<{ id: number }>(server.owner, 'select id::int as id from api_client where client_id = $1', [demoClient.clientId]);
    const clientId = idOf({ type: 'ApiClient', key: demoRow?.id ?? 0 });
    for (const name of ['钱开明', '陆景行'] as const) {
      const actor = await server.as(name);
      expect((await actor.sees('{ apiClients(first: 100) { nodes { id } } }')).apiClients.nodes.map(({ id }: { id: string }) => id)).not.toContain(clientId);
      for (const id of [clientId, idOf({ type: 'ApiClient', key: 900_000_001 })]) {
        expect((await actor.ask('query ($id: ID!) { node(id: $id) { ... on ApiClient { name } } }', { id })).errors[0]?.extensions['code']).toBe('NOT_FOUND');
        expect((await revoke(actor, id)).errors[0]?.extensions['code']).toBe('NOT_FOUND');
      }
      for (const code of ['3205', '32', '3201']) expect((await create(actor, await officeId(code))).errors[0]?.extensions['code']).toBe('NOT_FOUND');
      expect((await create(actor, await officeId(name === '钱开明' ? '320583' : '320506'))).data['createApiClient'].refusals).toEqual([]);
    }
    expect(await rows(server.owner, 'select 1 from api_client where id = $1 and revoked_at is null', [demoRow?.id])).toHaveLength(1);
    expect((await (await server.as('方若兰')).ask('{ apiClients(first: 1) { totalCount } }')).errors[0]?.extensions['code']).toBe('FORBIDDEN');
  });

  test('a platform without a name, with a long one or without scopes is refused with the field, and nothing is made', async () => {
    const shen = await server.as('沈佩兰');
    const office = await officeId('3205');
    const before = await rows(server.owner, 'select count(*) as count from api_client');
    for (const [name, code] of [['', 'EMPTY'], [' \t', 'EMPTY'], ['名'.repeat(61), 'TOO_LONG']] as const) expect((await create(shen, office, name)).data['createApiClient']).toMatchObject({ client: null, secret: null, refusals: [{ code, field: 'name' }] });
    expect((await shen.ask('mutation ($input: CreateApiClientInput!) { createApiClient(input: $input) { secret refusals { code field } } }', { input: { name: '无权限', officeId: office, scopes: [] } })).data['createApiClient']).toEqual({ secret: null, refusals: [{ code: 'EMPTY', field: 'scopes' }] });
    expect(await rows(server.owner, 'select count(*) as count from api_client')).toEqual(before);
    expect((await create(shen, office, '名'.repeat(60))).data['createApiClient'].refusals).toEqual([]);
  });

  test('a token runs out after an hour', async () => {
    const platform = bearer((await tokenBy(demo)).body.access_token);
    server.clock.advanceSystem(3_599_000 - 60_000);
    expect((await platform.sees('{ viewer { name } }')).viewer.name).toBe(demoClient.name);
    server.clock.advanceSystem(61_000);
    expect(await lastBelieved(performance.now(), async () => (await platform.sees('{ viewer { name } }')).viewer !== null)).toBeLessThanOrEqual(1_010);
  });
});
