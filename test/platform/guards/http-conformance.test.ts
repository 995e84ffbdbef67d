// GraphQL over HTTP: the public audit suite, in the configuration that the product runs.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { serverAudits } from 'graphql-http';
import { serve, signedIn, type Served } from './served.js';

let served: Served;
beforeAll(async () => { served = await serve(); });
afterAll(async () => { await served.close(); });

/** As a machine client calls: with a token, and with the header that browsers cannot send across origins unasked. */
const fetchAsClient: typeof fetch = (input, init) => fetch(input, { ...init, headers: { ...(init?.headers as Record<string, string>), ...signedIn, 'apollo-require-preflight': '1' } });

describe('GraphQL over HTTP', () => {
  test('all 61 server audits of graphql-http pass', async () => {
    const failed: string[] = [];
    let passed = 0;
    for (const audit of serverAudits({ url: served.url, fetchFn: fetchAsClient })) {
      const result = await audit.fn();
      if (result.status === 'ok') passed += 1;
      else failed.push(`${audit.id} ${audit.name}: ${result.reason}`);
    }
    expect(failed).toEqual([]);
    expect(passed).toBe(61);
  });

  test.each([
    ['application/json', 200],
    ['application/json; charset=utf-8', 200],
    ['*/*', 400],
    [undefined, 400],
    ['application/graphql-response+json', 400],
    ['application/graphql-response+json, application/json;q=0.9', 400],
  ])('a document with a syntax error is answered to Accept %s with %i', async (accept, status) => {
    const response = await served.post({ query: '{ office(' }, accept === undefined ? {} : { accept });
    expect(response.status).toBe(status);
    expect(response.body.errors?.[0]?.extensions?.['code']).toBe('BAD_USER_INPUT');
  });
});
