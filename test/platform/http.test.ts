// The door: what is no well-formed request is refused in GraphQL's own form, quickly, before anything runs; and nothing inside is told.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { buildSchema, getIntrospectionQuery, isEnumType, isInputObjectType, isObjectType } from 'graphql';
import { processorTimeOf } from '../support/processor-time.js';
import { openTestServer, type Actor, type TestServer } from '../support/test-server.js';
import { onRequestStatement } from '../support/request-statements.js';

let server: TestServer;
let gu: Actor;
const reads: string[] = [];
beforeAll(async () => {
  server = await openTestServer();
  gu = await server.as('顾文远');
  onRequestStatement(server.app.database, (text) => { reads.push(text); });
});
afterAll(() => server.close());

interface Raw { status: number; text: string; headers: Headers; body: { data?: unknown; errors?: { message: string; extensions: Record<string, unknown> }[] } }
async function send(body: string | Uint8Array, headers: Record<string, string> = { 'content-type': 'application/json' }, method = 'POST', where = '/graphql'): Promise<Raw> {
  const response = await fetch(`${server.origin}${where}`, { method, headers, ...(method === 'GET' ? {} : { body: body as string }) });
  const text = await response.text();
  return { status: response.status, text, headers: response.headers, body: text.startsWith('{') ? JSON.parse(text) as Raw['body'] : {} };
}
/** A refusal before GraphQL: a 4xx in GraphQL's form with a stable code, and no statement was run. */
function expectRefused(answer: Raw, status: number): void {
  expect(`${answer.status} ${answer.text.slice(0, 200)}`).toMatch(new RegExp(`^${status} `));
  expect(answer.headers.get('content-type')).toMatch(/^application\/(graphql-response\+)?json/);
  expect(answer.body.errors?.[0]?.extensions['code']).toMatch(/^(BAD_USER_INPUT|NOT_FOUND)$/);
  expect(answer.body.data ?? null).toBeNull();
  expect(reads).toEqual([]);
}
const search = 'query ($text: String) { offices(first: 1, search: $text) { totalCount } }';
const asGu = () => ({ 'content-type': 'application/json', ...gu.credentials });

describe('T13 text that is no text', () => {
  const badTexts = { NUL: '\u0000', 'a NUL inside': 'a\u0000b', 'a lone high surrogate': '\ud83d', 'a lone low surrogate': 'x\udc00', 'U+FFFE': '\ufffe', 'U+FFFF': '\uffff' };
  test.each(Object.entries(badTexts))('%s in a variable: 400 BAD_USER_INPUT, nothing is asked of the database', async (_, text) => {
    reads.length = 0;
    // JSON writes a lone surrogate as an escape, as an attacker would.
    expectRefused(await send(JSON.stringify({ query: search, variables: { text } }), asGu()), 400);
    expectRefused(await send(JSON.stringify({ query: 'mutation ($input: SignInInput!) { signIn(input: $input) { refusals { code } } }', variables: { input: { login: text, password: text } } })), 400);
  });
  test.each(['\\u0000', '\\ud83d', '\\udc00', '\\ufffe', '\\uffff'])('%s in a literal of the document: 400', async (escape) => {
    reads.length = 0;
    expectRefused(await send(JSON.stringify({ query: `{ offices(first: 1, search: "${escape}") { totalCount } }` }), asGu()), 400);
  });
  test('real Chinese names, rare signs and emoji are text', async () => {
    for (const text of ['吴中区', '𠮷田㛃', '阿卜杜拉·买买提', '👩‍🏫', 'İ', '\u202e']) expect((await send(JSON.stringify({ query: search, variables: { text } }), asGu())).body.errors).toBeUndefined();
    expect((await gu.sees(search, { text: '吴中区' })).offices.totalCount).toBeGreaterThan(0);
  });
});

describe('T13 bodies that are no request', () => {
  const ok = JSON.stringify({ query: '{ about { version } }' });
  test.each<[string, number, string | Uint8Array, Record<string, string>]>([
    ['invalid UTF-8 (0xFF)', 400, Buffer.from([...Buffer.from('{"query":"{ about { version } } #'), 0xff, 0x22, 0x7d]), {}],
    ['an overlong encoding', 400, Buffer.concat([Buffer.from('{"query":"{ about { version } } #'), Buffer.from([0xc0, 0xaf]), Buffer.from('"}')]), {}],
    ['an encoded surrogate', 400, Buffer.concat([Buffer.from('{"query":"{ about { version } } #'), Buffer.from([0xed, 0xa0, 0x80]), Buffer.from('"}')]), {}],
    ['a truncated character', 400, Buffer.concat([Buffer.from('{"query":"{ about { version } } #'), Buffer.from([0xe5, 0x90]), Buffer.from('"}')]), {}],
    ['UTF-16 said and done', 415, Buffer.from(ok, 'utf16le'), { 'content-type': 'application/json; charset=utf-16le' }],
    ['UTF-16 done and not said', 400, Buffer.from(ok, 'utf16le'), {}],
    ['GBK', 415, ok, { 'content-type': 'application/json; charset=gbk' }],
    ['gzip', 415, gzipSync(ok), { 'content-encoding': 'gzip' }],
    ['a bomb in gzip', 415, gzipSync(Buffer.alloc(20_000_000)), { 'content-encoding': 'gzip' }],
    ['brotli by name', 415, ok, { 'content-encoding': 'br' }],
    ['300 KiB', 413, JSON.stringify({ query: '{ about { version } }', variables: { x: 'x'.repeat(300 * 1_024) } }), {}],
    ['malformed JSON', 400, '{"query": ', {}],
    ['no JSON at all', 400, 'query { about { version } }', {}],
    ['an empty body', 400, '', {}],
    ['a batch of two', 400, `[${ok},${ok}]`, {}],
    ['an empty batch', 400, '[]', {}],
    ['a number', 400, '42', {}],
    ['null', 400, 'null', {}],
    ['a poisoned prototype', 400, '{"query":"{ about { version } }","__proto__":{"x":1}}', {}],
    ['a query that is no text', 400, '{"query": 5}', {}],
    ['variables that are no object', 400, '{"query": "{ about { version } }", "variables": [1]}', {}],
    ['text/plain', 415, ok, { 'content-type': 'text/plain' }],
    ['a form', 415, 'query=%7B%20about%20%7B%20version%20%7D%20%7D', { 'content-type': 'application/x-www-form-urlencoded' }],
    ['a multipart form', 415, '--x\r\ncontent-disposition: form-data; name="operations"\r\n\r\n{}\r\n--x--', { 'content-type': 'multipart/form-data; boundary=x' }],
    ['no content type', 415, Buffer.from(ok), { 'content-type': '' }],
  ])('%s: refused with %i', async (_, status, body, headers) => {
    reads.length = 0;
    expectRefused(await send(body, { 'content-type': 'application/json', ...headers }), status);
  });

  test('the plain request beside them is answered', async () => {
    for (const headers of [{}, { 'content-type': 'application/json; charset=utf-8' }, { 'content-type': 'application/json;charset="UTF-8"' }, { 'content-encoding': 'identity' }] as Record<string, string>[]) {
      expect((await send(ok, { 'content-type': 'application/json', ...headers })).body.data).toEqual({ about: { version: 'test' } });
    }
  });

  test.each(['PUT', 'DELETE', 'PATCH', 'OPTIONS'])('%s is not answered', async (method) => {
    const answer = await send(ok, { 'content-type': 'application/json' }, method);
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.status).toBeLessThan(500);
  });

  test('GET without the header that a browser must ask for is refused, and a mutation by GET always', async () => {
    reads.length = 0;
    const at = (query: string) => `/graphql?query=${encodeURIComponent(query)}`;
    expectRefused(await send('', {}, 'GET', at('{ about { version } }')), 400);
    expect((await send('', { 'apollo-require-preflight': '1' }, 'GET', at('{ about { version } }'))).status).toBe(200);
    const mutation = await send('', { 'apollo-require-preflight': '1', ...gu.credentials }, 'GET', at('mutation { signOut { refusals { code } } }'));
    expect([mutation.status, mutation.body.data]).toEqual([405, undefined]);
    expect((await gu.sees('{ viewer { name } }')).viewer.name).toBe('顾文远');
  });

  test('both lengths at once, spoofed hosts and odd paths are never answered with 5xx', async () => {
    const raw = (options: object, body: string) => new Promise<number>((resolve, reject) => {
      const url = new URL(server.origin);
      request({ host: url.hostname, port: url.port, method: 'POST', path: '/graphql', ...options }, (response) => { response.resume(); resolve(response.statusCode ?? 0); }).on('error', (error: NodeJS.ErrnoException) => (error.code === 'ECONNRESET' ? resolve(400) : reject(error))).end(body);
    });
    for (const options of [{ headers: { 'content-type': 'application/json', 'content-length': '5', 'transfer-encoding': 'chunked' } }, { path: '//graphql/..;/' }, { path: '/graphql/../etc/passwd' }, { path: '/%00' }, { path: '/%ff%fe' }, { headers: { 'x-long': 'x'.repeat(15_000), 'content-type': 'application/json' } }]) {
      const status = await raw(options, ok);
      expect(status).toBeLessThan(500);
    }
    expect((await send(ok, { 'content-type': 'application/json', 'x-forwarded-for': '10.0.0.1', 'x-forwarded-host': 'evil.example' })).status).toBe(200);
  });
});

describe('T13 hostile documents against the schema itself', () => {
  const many = (count: number, part: (n: number) => string) => Array.from({ length: count }, (_, n) => part(n)).join(' ');
  test.each<[string, string, string]>([
    ['depth', 'depth', `{ viewer { office { ${'parent { '.repeat(9)} id ${'} '.repeat(9)} } } }`],
    ['101 aliases', 'aliases', `{ ${many(101, (n) => `a${n}: __typename`)} }`],
    ['10,000 aliases', 'tokens', `{ ${many(10_000, (n) => `a${n}: about { version }`)} }`.slice(0, 250_000)],
    ['20,000 braces', 'tokens', '{a'.repeat(20_000)],
    ['21 root fields', 'rootFields', `{ ${many(21, () => 'about { version }')} }`],
    ['a fan-out of 2^30', 'expandedSelections', `{ viewer { office { ...F0 } } } ${many(30, (n) => `fragment F${n} on Office { ...F${n + 1} ...F${n + 1} }`)} fragment F30 on Office { id }`],
    ['a fragment that holds itself', 'fragmentCycle', '{ viewer { office { ...A } } } fragment A on Office { parent { ...A } }'],
    ['costly pages', 'costPoints', `{ ${many(20, (n) => `p${n}: enrolments(first: 100) { nodes { learner { school { id } } submissions { review { id } } } }`)} }`],
    ['a page of 101', 'pageSize', '{ enrolments(first: 101) { totalCount } }'],
    ['circular introspection', 'introspectionLists', '{ __schema { types { fields { type { fields { type { name } } } } } } }'],
    ['51 directives', 'directives', `{ about { ${many(51, () => 'version @skip(if: true)')} } }`],
  ])('%s: refused with 400 by the limit "%s" within 20 ms, and nothing runs', async (_, limit, query) => {
    const milliseconds: number[] = [];
    for (const headers of [asGu(), { 'content-type': 'application/json' }]) {
      for (let round = 0; round < 9; round += 1) {
        reads.length = 0;
        const { result: answer, milliseconds: spent } = await processorTimeOf(() => send(JSON.stringify({ query }), headers));
        milliseconds.push(spent);
        expectRefused(answer, 400);
        expect(answer.body.errors?.[0]?.extensions['limit']).toBe(limit);
        expect(answer.text.length).toBeLessThanOrEqual(2_048);
      }
    }
    expect(milliseconds.sort((a, b) => a - b)[milliseconds.length >> 1]).toBeLessThanOrEqual(20);
  });
});

describe('T13 what nobody is told', () => {
  test('introspection is closed to anonymous callers and open to people and platforms', async () => {
    for (const query of [getIntrospectionQuery(), '{ __type(name: "Person") { fields { name } } }']) {
      const anonymous = await server.nobody().ask(query);
      expect([anonymous.status, anonymous.errors[0]?.extensions['code'], anonymous.data]).toEqual([403, 'FORBIDDEN', undefined]);
      expect((await gu.ask(query)).errors).toEqual([]);
      expect((await (await server.asPlatform()).ask(query)).errors).toEqual([]);
    }
  });

  test('over 300 near misses of real names disclose no name of the schema to anonymous callers', async () => {
    const schema = buildSchema(readFileSync('schema/schema.graphql', 'utf8'));
    const names = new Set(Object.values(schema.getTypeMap()).filter((type) => !type.name.startsWith('__')).flatMap((type) => [
      type.name,
      ...(isObjectType(type) ? Object.values(type.getFields()).flatMap((field) => [field.name, ...field.args.map((argument) => argument.name)]) : []),
      ...(isInputObjectType(type) ? Object.keys(type.getFields()) : []), ...(isEnumType(type) ? type.getValues().map((value) => value.name) : []),
    ]));
    const guessesOf = (name: string) => [`{ ${name} }`, `{ about { ${name} } }`, `{ about { version(${name}: 1) } }`, `{ x: about { ... on ${name} { id } } }`, `mutation { ${name} { id } }`, `mutation { signIn(input: { ${name}: "a" }) { viewer { name } } }`, `{ offices(first: 1, level: ${name}) { totalCount } }`, `query ($a: ${name}) { about { version } }`];
    const wordsOf = (messages: string[]) => new Set(messages.flatMap((message) => message.match(/[A-Za-z_]\w*/g) ?? []));
    const messagesFor = async (query: string) => ((await server.nobody().ask(query)).errors ?? []).map(({ message }) => message);
    // The words of the refusals themselves, learned from names that resemble nothing.
    const plain = new Set<string>();
    for (const query of guessesOf('Qqqzzq')) for (const word of wordsOf(await messagesFor(query))) plain.add(word);
    const typos = [...names].filter((name) => name.length >= 4).map((name) => `${name.slice(0, -1)}${name.endsWith('x') ? 'y' : 'x'}`).filter((typo) => !names.has(typo));
    expect(typos.length).toBeGreaterThan(300);
    const disclosed = new Set<string>();
    // Every name once, each in the next of the places where a name can stand.
    const guesses = typos.map((typo, place) => { const forms = guessesOf(typo); return forms[place % forms.length] as string; });
    for (let begin = 0; begin < guesses.length; begin += 16) {
      await Promise.all(guesses.slice(begin, begin + 16).map(async (query) => { for (const word of wordsOf(await messagesFor(query))) if (names.has(word) && !query.includes(word) && !plain.has(word)) disclosed.add(`${word} by ${query}`); }));
    }
    expect([...disclosed]).toEqual([]);
    // A signed-in caller is helped.
    expect((await gu.ask('{ officez(first: 1) { totalCount } }')).errors[0]?.message).toContain('offices');
  });

  test('a failure inside is told as INTERNAL with the request id and nothing else', async () => {
    await server.owner.query('alter table programme rename column year to anno');
    try {
      const answer = await gu.ask('{ programmes { code year } }');
      expect(answer.errors).toEqual([{ message: 'Internal error', locations: [{ line: 1, column: 3 }], path: ['programmes'], extensions: { code: 'INTERNAL', requestId: answer.headers.get('x-request-id') } }]);
      expect(answer.text).not.toMatch(/does not exist|select|relation|anno|stack|node_modules|\.ts/i);
    } finally { await server.owner.query('alter table programme rename column anno to year'); }
    expect((await gu.sees('{ programmes { year } }')).programmes[0].year).toBe(2023);
    await server.owner.query('alter table api_secret rename to api_secret_away');
    try {
      const answer = await gu.ask('mutation { createApiClient(input: { name: "half", officeId: "ofc_1", scopes: [OFFICES_READ] }) { client { id } refusals { code } } }');
      expect(answer.errors[0]?.extensions['code']).toBe('INTERNAL');
      expect(answer.text).not.toMatch(/api_secret|insert|relation/i);
      // Nothing of the transaction stays.
      expect((await server.owner.query("select 1 from api_client where name = 'half'")).rowCount).toBe(0);
    } finally { await server.owner.query('alter table api_secret_away rename to api_secret'); }
  });

  test('every answer, also a refusal, carries the security headers and a request id of our own making', async () => {
    for (const answer of [await send('{}'), await send('{ broken'), await send('', {}, 'GET', '/nowhere'), await send('', {}, 'GET', '/healthz'), await send(JSON.stringify({ query: '{ about { version } }' }), { 'content-type': 'application/json', 'x-request-id': 'mine' })]) {
      expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
      expect(answer.headers.get('x-frame-options')).toBe('DENY');
      expect(answer.headers.get('referrer-policy')).toBe('same-origin');
      expect(answer.headers.get('content-security-policy')).toMatch(/default-src 'self'; script-src 'self';(?!.*unsafe-eval)/);
      expect(answer.headers.get('x-powered-by')).toBeNull();
      expect(answer.headers.get('access-control-allow-origin')).toBeNull();
    }
    const answer = await server.nobody().ask('{ about { version } }', {}, { 'x-request-id': 'mine' });
    expect(answer.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
  });
});

describe('the console\'s addresses', () => {
  test('without a console a page address is not found, in GraphQL\'s form', async () => {
    reads.length = 0;
    for (const where of ['/', '/offices', '/index.html', '/assets/app.js']) expectRefused(await send('', { accept: 'text/html' }, 'GET', where), 404);
  });

  test('with a console every page address is the console; what has an ending or is asked otherwise is not found', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'console-'));
    writeFileSync(path.join(folder, 'index.html'), '<!doctype html><title>研修</title>');
    mkdirSync(path.join(folder, 'assets'));
    writeFileSync(path.join(folder, 'assets/app.js'), 'console.log("研修");');
    writeFileSync(path.join(folder, 'assets/app.js.br'), brotliCompressSync('console.log("研修");'));
    const withConsole = await openTestServer({ consoleFolder: folder });
    try {
      const get = (where: string, accept: string) => fetch(`${withConsole.origin}${where}`, { headers: { accept } });
      for (const where of ['/', '/offices', '/submissions/sbm_1/show']) expect(await (await get(where, 'text/html')).text()).toContain('研修');
      expect((await get('/offices', 'application/json')).status).toBe(404);
      expect((await get('/missing.js', 'text/html')).status).toBe(404);
      for (const where of ['/../package.json', '/%2e%2e/package.json', '/..%2fpackage.json', '/%5c..%5cpackage.json']) expect(await (await get(where, '*/*')).text()).not.toContain('"dependencies"');
      expect((await fetch(`${withConsole.origin}/offices`, { method: 'POST', headers: { accept: 'text/html' } })).status).toBe(404);
      // A script goes out packed to whoever reads Brotli, plain to the others, and is kept by both.
      const script = (encoding: string) => fetch(`${withConsole.origin}/assets/app.js`, { headers: { 'accept-encoding': encoding } });
      for (const [encoding, given] of [['br', 'br'], ['identity', null]] as const) {
        const answer = await script(encoding);
        expect(answer.headers.get('content-encoding')).toBe(given);
        expect(answer.headers.get('cache-control')).toContain('immutable');
        expect(answer.headers.get('content-type')).toContain('javascript');
        expect(answer.headers.get('vary')).toMatch(/accept-encoding/i);
        expect(await answer.text()).toBe('console.log("研修");');
      }
    } finally {
      await withConsole.close();
      rmSync(folder, { recursive: true });
    }
  });
});
