import { mock } from 'node:test';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { DraftSaver, type SaveOutcome, type Saving } from '../../../admin/assignments/draft-saver.js';

interface Sent { value: string; version: number; answer: (outcome: SaveOutcome) => void; fail: () => void }
let sent: Sent[];
let told: Saving['kind'][];
let saver: DraftSaver<string>;

beforeEach(() => {
  mock.timers.enable({ apis: ['setTimeout'] });
  Object.assign(globalThis, { window: globalThis });
  sent = [];
  told = [];
  const save = (value: string, version: number): Promise<SaveOutcome> => new Promise((resolve, reject) => {
    sent.push({ value, version, answer: resolve, fail: () => { reject(new Error('offline')); } });
  });
  saver = new DraftSaver<string>(3, save, (state) => told.push(state.kind));
});
afterEach(() => {
  mock.timers.reset();
  Reflect.deleteProperty(globalThis, 'window');
});

const saved = (version: number): SaveOutcome => ({ kind: 'saved', version, at: '2023-09-10T08:00:00+08:00' });
/** What follows from an answer follows before the next line. */
const pass = async (ms: number): Promise<void> => {
  mock.timers.tick(ms);
  await new Promise((resolve) => { setImmediate(resolve); });
};

describe('JS-17 drafts save themselves', () => {
  test('JS-17 one second after the last change, and only the last', async () => {
    saver.change('a');
    await pass(900);
    saver.change('ab');
    await pass(900);
    expect(sent).toHaveLength(0);
    await pass(100);
    expect(sent).toMatchObject([{ value: 'ab', version: 3 }]);
    sent[0]?.answer(saved(4));
    await pass(0);
    expect(told).toEqual(['unsaved', 'unsaved', 'saving', 'saved']);
    expect(saver.isDirty).toBe(false);
  });

  test('JS-17 one request at a time, each on top of the version before', async () => {
    saver.change('a');
    await pass(1_000);
    saver.change('ab');
    await pass(5_000);
    expect(sent).toHaveLength(1);
    sent[0]?.answer(saved(4));
    await pass(0);
    expect(sent[1]).toMatchObject({ value: 'ab', version: 4 });
    sent[1]?.answer(saved(5));
    await pass(0);
    expect(saver.isDirty).toBe(false);
  });

  test('JS-17 what failed is tried again, with what was typed since', async () => {
    saver.change('a');
    await pass(1_000);
    sent[0]?.fail();
    await pass(0);
    expect(told.at(-1)).toBe('failed');
    expect(saver.isDirty).toBe(true);
    await pass(3_000);
    expect(sent[1]).toMatchObject({ value: 'a', version: 3 });
  });

  test('JS-17 a conflict waits for the person, then builds on the other version', async () => {
    saver.change('a');
    await pass(1_000);
    sent[0]?.answer({ kind: 'conflict' });
    await pass(10_000);
    saver.change('ab');
    await pass(10_000);
    expect(sent).toHaveLength(1);
    await expect(saver.flush()).resolves.toBe(false);
    saver.continueFrom(9);
    void saver.flush();
    await pass(0);
    expect(sent[1]).toMatchObject({ value: 'ab', version: 9 });
  });

  test('JS-17 leaving saves at once and tells whether it worked', async () => {
    saver.change('a');
    const isLeft = saver.flush();
    await pass(0);
    sent[0]?.answer(saved(4));
    await expect(isLeft).resolves.toBe(true);
    saver.change('b');
    const isStuck = saver.flush();
    await pass(0);
    sent[1]?.fail();
    await expect(isStuck).resolves.toBe(false);
  });

  test('JS-17 while a review is on its way no draft follows it; if it does not arrive, the draft is saved after all', async () => {
    saver.change('a');
    await pass(1_000);
    saver.change('ab');
    const isHeld = saver.hold();
    sent[0]?.answer(saved(4));
    await isHeld;
    await pass(10_000);
    expect(sent).toHaveLength(1);
    saver.resume();
    await pass(1_000);
    expect(sent[1]).toMatchObject({ value: 'ab', version: 4 });
  });

  test('JS-17 once the review is in, nothing is left to save', async () => {
    saver.change('a');
    await saver.hold();
    saver.discard();
    await pass(10_000);
    expect(sent).toHaveLength(0);
    expect(saver.isTouched).toBe(false);
    saver.change('b');
    await pass(1_000);
    expect(sent).toMatchObject([{ value: 'b' }]);
  });
});
