// The probes of graphql-cop and our own that are about doors, not documents: batches, methods, content types, leaks.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { getIntrospectionQuery } from 'graphql';
import { serve, signedIn, type Served } from './served.js';

let served: Served;
beforeAll(async () => { served = await serve(); });
afterAll(async () => { await served.close(); });

describe('open doors', () => {
  test.each([2, 10, 1_000])('a batch of %i operations is refused with 400', async (size) => {
    const runs = served.world.runs();
    const answer = await served.post(Array(size).fill({ query: '{ mustNotRun }' }));
    expect(answer.status).toBe(400);
    expect(answer.body.errors?.[0]?.extensions?.['code']).toBe('BAD_USER_INPUT');
    expect(served.world.runs()).toBe(runs);
  });

  test('introspection is closed to anonymous callers, also when a signed-in caller has just asked the same document', async () => {
    for (const query of [getIntrospectionQuery(), '{ __type(name: "Query") { name } }', '{ ...S } fragment S on Query { a: __schema { queryType { name } } }']) {
      expect((await served.post({ query }, signedIn)).body.errors).toBeUndefined();
      const anonymous = await served.post({ query });
      expect(anonymous.status).toBe(403);
      expect(anonymous.body.errors?.[0]?.extensions?.['code']).toBe('FORBIDDEN');
      expect((await served.post({ query }, signedIn)).status).toBe(200);
    }
    expect((await served.post({ query: '{ __typename }' })).body.data).toEqual({ __typename: 'Query' });
  });

  test('no page for people is served', async () => {
    const response = await fetch(served.url, { headers: { accept: 'text/html' } });
    expect(response.status).toBe(400);
    expect(await response.text()).not.toMatch(/<html|graphiql|playground|sandbox/i);
  });

  test('GET is refused without the header that browsers must ask for, and with odd content types', async () => {
    const url = `${served.url}?query=${encodeURIComponent('{ __typename }')}`;
    expect((await fetch(url)).status).toBe(400);
    expect((await fetch(url, { headers: { 'content-type': 'message/http' } })).status).toBe(415);
    expect((await fetch(url, { headers: { 'content-type': 'text/plain' } })).status).toBe(400);
    expect((await fetch(url, { headers: { 'apollo-require-preflight': '1' } })).status).toBe(200);
  });

  test('GET never runs a mutation', async () => {
    const runs = served.world.runs();
    const url = `${served.url}?query=${encodeURIComponent('mutation { signIn(account: "a", secret: "b") { viewer { id } } }')}`;
    for (const headers of [{}, { 'apollo-require-preflight': '1' }, { 'content-type': 'application/json' }]) {
      const status = (await fetch(url, { headers })).status;
      expect(status).toBeGreaterThanOrEqual(400);
      expect(status).toBeLessThan(500);
    }
    expect(served.world.runs()).toBe(runs);
  });

  test.each(['application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'text/plain'])('POST as %s is refused with 4xx', async (contentType) => {
    const runs = served.world.runs();
    const answer = await served.post('query=%7B%20mustNotRun%20%7D', { 'content-type': contentType });
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.status).toBeLessThan(500);
    expect(served.world.runs()).toBe(runs);
  });

  test('a body of 20 MB is refused with 413', async () => {
    const answer = await served.post(JSON.stringify({ query: '{ __typename }', variables: { text: 'x'.repeat(20_000_000) } })).catch((error: Error) => error);
    // The server may close the connection while the rest is still being sent.
    if (!(answer instanceof Error)) expect(answer.status).toBe(413);
  });

  test('a failure inside is told as INTERNAL with the request id only, and reported in full to us', async () => {
    const answer = await served.post({ query: '{ broken }' });
    const error = answer.body.errors?.[0];
    expect(error?.message).toBe('Internal error');
    expect(error?.extensions).toEqual({ code: 'INTERNAL', requestId: expect.any(String) });
    expect(answer.text).not.toMatch(/relation|person|store\.ts|stack|exception|tracing/);
    expect(served.reported.at(-1)).toContain('relation "person" does not exist');
  });

  test('one document signs in once, and an answer always tells its cost', async () => {
    const answer = await served.post({ query: 'mutation { signIn(account: "a", secret: "1") { viewer { id } } }' });
    expect(answer.body.data).toEqual({ signIn: { viewer: { id: 't' } } });
    expect(answer.body.extensions).toEqual({ cost: { requested: 11, limit: 1_000 } });
    expect((await served.post({ query: '{' })).body.extensions).toEqual({ cost: { requested: 0, limit: 1_000 } });
  });

  test.each([
    ['no operation of that name', { query: 'query A { __typename }', operationName: 'B' }],
    ['no name where two operations stand', { query: 'query A { __typename } query B { __typename }' }],
    ['wrong type of variable', { query: 'query($first: Int) { teachers(first: $first) { totalCount } }', variables: { first: '5' } }],
    ['a number beyond 32 bits', { query: 'query($first: Int) { teachers(first: $first) { totalCount } }', variables: { first: 2_147_483_648 } }],
    ['no page size', { query: '{ teachers { totalCount } }' }],
    ['an unknown field', { query: '{ nothing }' }],
    ['an empty document', { query: ' ' }],
    ['a schema definition', { query: 'type A { b: Int }' }],
  ])('%s: 400 and BAD_USER_INPUT', async (_, body) => {
    const answer = await served.post(body);
    expect(answer.status).toBe(400);
    for (const error of answer.body.errors ?? []) expect(error.extensions?.['code']).toBe('BAD_USER_INPUT');
  });

  test('a document with 100 mistakes is answered with five errors', async () => {
    const answer = await served.post({ query: `{ ${Array.from({ length: 19 }, (_, n) => `wrong${n}`).join(' ')} }` });
    expect(answer.body.errors).toHaveLength(5);
  });
});
