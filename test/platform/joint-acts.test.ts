// Acts of one line go together; each is answered as if it had come alone.
import { expect, test } from '@jest/globals';
import { JointActs } from '../../server/platform/database/joint-acts.js';

/** Work that waits until it is told to go on, and notes what went together. */
function scene() {
  const together: string[][] = [];
  const underway: (() => void)[] = [];
  const acts = new JointActs<string, string>(async (names) => {
    together.push([...names]);
    await new Promise<void>((resolve) => { underway.push(resolve); });
    if (names.includes('wrong')) throw new Error('wrong');
    return names.map((name) => `done: ${name}`);
  });
  const goesOn = async () => { underway.shift()?.(); await new Promise((resolve) => { setImmediate(resolve); }); };
  return { acts, together, goesOn };
}

test('Q1 who comes alone begins at once, those who come meanwhile go together in their order, and each has the own answer', async () => {
  const { acts, together, goesOn } = scene();
  const answers = ['first', 'second', 'third'].map((name) => acts.do('a school', name));
  expect(together).toEqual([['first']]);
  await goesOn();
  expect(together).toEqual([['first'], ['second', 'third']]);
  await goesOn();
  expect(await Promise.all(answers)).toEqual(['done: first', 'done: second', 'done: third']);
  const next = acts.do('a school', 'fourth');
  await goesOn();
  expect([await next, together.length]).toEqual(['done: fourth', 3]);
});

test('Q1 another line waits for nobody', async () => {
  const { acts, together, goesOn } = scene();
  const answers = [acts.do('a school', 'first'), acts.do('another school', 'second')];
  expect(together).toEqual([['first'], ['second']]);
  await goesOn();
  await goesOn();
  expect(await Promise.all(answers)).toEqual(['done: first', 'done: second']);
});

test('Q1 what one of them cannot do is told to it alone: the others are done one by one', async () => {
  const { acts, together, goesOn } = scene();
  const answers = ['first', 'right', 'wrong', 'right too'].map(async (name) => acts.do('a school', name).catch((error: unknown) => String(error)));
  for (let tick = 0; tick < 5; tick += 1) await goesOn();
  expect(together).toEqual([['first'], ['right', 'wrong', 'right too'], ['right'], ['wrong'], ['right too']]);
  expect(await Promise.all(answers)).toEqual(['done: first', 'done: right', 'Error: wrong', 'done: right too']);
});

test('Q1 of very many no more than fifty go together', async () => {
  const { acts, together, goesOn } = scene();
  const answers = Array.from({ length: 120 }, (_, index) => acts.do('a school', String(index)));
  for (let tick = 0; tick < 4; tick += 1) await goesOn();
  await Promise.all(answers);
  expect(together.map(({ length }) => length)).toEqual([1, 50, 50, 19]);
});
