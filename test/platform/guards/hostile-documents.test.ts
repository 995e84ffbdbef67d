// Hostile documents over HTTP: refused with 4xx whatever the caller accepts, quickly, in few bytes, before anything runs.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { hostileDocuments } from './hostile-documents.js';
import { serve, signedIn, type Served } from './served.js';
import { processorTimeOf } from '../../support/processor-time.js';

let served: Served;
beforeAll(async () => { served = await serve(); });
afterAll(async () => { await served.close(); });

const acceptHeaders = ['application/json', 'application/graphql-response+json', '*/*'];
const rounds = 9;

const largestAnswerBytes = 2_048;
const slowestMilliseconds = 20;

/** The lower quartile: in some rounds the process collects the garbage that other tests of its worker left. */
function undisturbed(milliseconds: number[]): number {
  return milliseconds.sort((one, other) => one - other)[Math.floor(milliseconds.length / 4)] ?? Infinity;
}

describe('hostile documents', () => {
  test.each(hostileDocuments)('$name: refused with 400 by the limit "$limit" before anything runs', async ({ limit, query }) => {
    const milliseconds: number[] = [];
    const runsBefore = served.world.runs();
    const objectsBefore = served.world.objects();
    for (const accept of acceptHeaders) {
      for (const caller of [signedIn, {}]) {
        const answer = await served.post({ query }, { accept, ...caller });
        expect(answer.status).toBe(400);
        expect(answer.text.length).toBeLessThanOrEqual(largestAnswerBytes);
        expect(answer.body.data).toBeUndefined();
        expect(answer.body.errors).toHaveLength(1);
        const error = answer.body.errors?.[0];
        expect(error?.extensions?.['code']).toBe('BAD_USER_INPUT');
        expect(error?.extensions?.['limit']).toBe(limit);
      }
    }
    for (let round = 0; round < rounds; round += 1) milliseconds.push((await processorTimeOf(() => served.post({ query }))).milliseconds);
    expect(undisturbed(milliseconds)).toBeLessThanOrEqual(slowestMilliseconds);
    expect(served.world.runs()).toBe(runsBefore);
    expect(served.world.objects()).toBe(objectsBefore);
  });
});

describe('hostile variables', () => {
  const echo = 'query($text: String) { echo(text: $text) }';
  const deep = `{"query":"query($input: CourseInput) { echo(input: $input) }","variables":{"input":${'['.repeat(100_000)}${']'.repeat(100_000)}}}`;
  test.each([
    ['100,000 levels of JSON', deep, 'variableDepth'],
    ['a list of 100,000 items', JSON.stringify({ query: echo, variables: { text: Array(100_000).fill(1) } }), 'listInputs'],
    ['5,000 variables that nobody declared', JSON.stringify({ query: echo, variables: Object.fromEntries(Array.from({ length: 5_000 }, (_, n) => [`v${n}`, n])) }), 'variables'],
    ['NUL', '{"query":"query($text: String) { echo(text: $text) }","variables":{"text":"a\\u0000"}}', 'text'],
    ['a lone surrogate', '{"query":"query($text: String) { echo(text: $text) }","variables":{"text":"\\ud800"}}', 'text'],
    ['U+FFFE', '{"query":"query($text: String) { echo(text: $text) }","variables":{"text":"\\ufffe"}}', 'text'],
    ['NUL in a literal', '{"query":"{ echo(text: \\"\\\\u0000\\") }"}', 'text'],
  ])('%s: refused with 400 in at most 20 ms', async (_, body, limit) => {
    const milliseconds: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const { result: answer, milliseconds: spent } = await processorTimeOf(() => served.post(body, { accept: 'application/json' }));
      milliseconds.push(spent);
      expect(answer.status).toBe(400);
      expect(answer.text.length).toBeLessThanOrEqual(largestAnswerBytes);
      expect(answer.body.errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', limit });
    }
    expect(undisturbed(milliseconds)).toBeLessThanOrEqual(slowestMilliseconds);
  });

  test('a string of 200 kB for a number is refused in less than 2 kB', async () => {
    const answer = await served.post({ query: 'query($first: Int) { teachers(first: $first) { totalCount } }', variables: { first: 'x'.repeat(200_000) } });
    expect(answer.status).toBe(400);
    expect(answer.text.length).toBeLessThanOrEqual(largestAnswerBytes);
  });

  test('a __proto__ key is refused or ignored, and changes no object', async () => {
    const answer = await served.post('{"query":"query($input: CourseInput) { echo(input: $input) }","variables":{"input":{"title":"t","__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}}}');
    expect(answer.status).toBe(400);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  test('Chinese names outside the basic plane, and 🏃, are text', async () => {
    const text = '𠮷㛃𬭚 · 🏃‍♀️';
    const answer = await served.post({ query: echo, variables: { text } });
    expect(answer.body.data).toEqual({ echo: text });
  });
});
