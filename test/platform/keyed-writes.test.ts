// A key has one effect, however the writes that bring it fall together.
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { accepted, refuse, refused, type Outcome } from '../../server/kernel/refusals.js';
import { onceEach, type KeyedWrite } from '../../server/platform/idempotency/idempotency.js';
import { openTestServer, type TestServer } from '../support/test-server.js';

let server: TestServer;
beforeAll(async () => { server = await openTestServer(); });
afterAll(() => server.close());

let groups = 0;
type Told = string[];

/** These writes in groups, each group one transaction; what each was told, and which bodies were done. */
async function told(sizes: readonly number[], writes: readonly KeyedWrite[]): Promise<{ told: Told; done: string[] }> {
  const answers: Told = [];
  const done: string[] = [];
  for (const size of sizes) {
    const group = writes.slice(answers.length, answers.length + size);
    const outcomes = await server.app.database.transaction({ kind: 'job', job: 'keyed-writes' }, (tx) => onceEach(tx, group, async (due) => due.map(({ request }): Outcome<string> => {
      done.push(String(request));
      return String(request).startsWith('refused') ? refused(refuse('EMPTY', { zh: '不行。', en: 'No.' })) : accepted(`${String(request)} ${done.length}`);
    })));
    answers.push(...outcomes.map((outcome) => (outcome.ok ? outcome.value : (outcome.refusals[0]?.code ?? ''))));
  }
  return { told: answers, done };
}

const write = (actor: string, key: string | null, request: string): KeyedWrite => ({ actor, key, request });

test('I1 who sends the same again is told the same, although another body under the key came just before it', async () => {
  const actor = `person:${(groups += 1)}`;
  expect(await told([1, 2], [write(actor, 'a key', 'one'), write(actor, 'a key', 'other'), write(actor, 'a key', 'one')])).toEqual({ told: ['one 1', 'IDEMPOTENCY_KEY_REUSED', 'one 1'], done: ['one'] });
  expect(await told([3], [write(actor, 'new', 'one'), write(actor, 'new', 'other'), write(actor, 'new', 'one')])).toEqual({ told: ['one 1', 'IDEMPOTENCY_KEY_REUSED', 'one 1'], done: ['one'] });
  // A refused one leaves its key free; another person's key of that name is another key; without a key each is done.
  expect(await told([2, 1], [write(actor, 'free', 'refused'), write(actor, 'free', 'refused'), write(actor, 'free', 'other')])).toEqual({ told: ['EMPTY', 'EMPTY', 'other 2'], done: ['refused', 'other'] });
  expect(await told([2], [write(actor, 'a key', 'other'), write(`${actor}0`, 'a key', 'other')])).toEqual({ told: ['IDEMPOTENCY_KEY_REUSED', 'other 1'], done: ['other'] });
  expect(await told([2], [write(actor, null, 'one'), write(actor, null, 'one')])).toEqual({ told: ['one 1', 'one 2'], done: ['one', 'one'] });
});

test('I1 Q1 whichever writes fall together, each is told what it would be told one after the other', async () => {
  const one = fc.record({ actor: fc.constantFrom('a', 'b'), key: fc.constantFrom('x', 'y', null), request: fc.constantFrom('one', 'other', 'third') });
  await fc.assert(fc.asyncProperty(fc.array(one, { minLength: 1, maxLength: 10 }), fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 10, maxLength: 10 }), async (writes, sizes) => {
    const place = (groups += 1);
    const of = (round: string) => writes.map(({ actor, key, request }) => write(`${actor} ${place} ${round}`, key, request));
    expect(await told(sizes, of('together'))).toEqual(await told(writes.map(() => 1), of('alone')));
  }), { numRuns: 60 });
});
