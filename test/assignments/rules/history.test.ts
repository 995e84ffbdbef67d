// The checks of histories must find what they are there to find.
import { describe, expect, test } from '@jest/globals';
import { counterFaults, History, registerFaults, setFaults, sharingFaults, type Entry } from '../history.js';

const write = (process: string, from: number, to: number, outcome: Entry['outcome'] = 'ok'): Entry => ({ process, act: 'write', on: 'a', outcome, from, to, milliseconds: 1 });

describe('G1 a history tells what went wrong', () => {
  test.each<[string, string[], string[], string[], number]>([
    ['all there', ['a', 'b'], [], ['a', 'b'], 0], ['an open one that is there', ['a'], ['b'], ['a', 'b'], 0], ['an open one that is not', ['a'], ['b'], ['a'], 0],
    ['an acknowledged one is lost', ['a', 'b'], [], ['a'], 1], ['one too many', ['a'], [], ['a', 'b'], 1],
  ])('G1 sets: %s', (_, acknowledged, open, final, faults) => { expect(setFaults(acknowledged, open, final)).toHaveLength(faults); });

  test.each([[3, 0, 3, 0], [3, 2, 5, 0], [3, 2, 4, 0], [3, 2, 2, 1], [3, 2, 6, 1]])('G1 counters: %i told, %i open, %i there → %i faults', (told, open, final, faults) => { expect(counterFaults(told, open, final)).toHaveLength(faults); });

  test('G1 sharing: an item with two holders is a fault, one holder twice is none', () => {
    expect(sharingFaults([{ on: 'a', holder: 'zhou' }, { on: 'a', holder: 'zhou' }, { on: 'b', holder: 'xu' }])).toEqual([]);
    expect(sharingFaults([{ on: 'a', holder: 'zhou' }, { on: 'a', holder: 'xu' }])).toEqual(['a was given to zhou and xu']);
  });

  test('G1 registers: a write over a version that it had not read is a fault', () => {
    expect(registerFaults([write('zhou', 1, 3), write('xu', 3, 5), write('xu', 1, 3, 'fail')])).toEqual([]);
    expect(registerFaults([write('zhou', 1, 3), write('xu', 1, 5)])).not.toEqual([]);
    expect(registerFaults([write('zhou', 1, 5), write('xu', 3, 7)])).not.toEqual([]);
    expect(registerFaults([write('zhou', 3, 3)])).not.toEqual([]);
  });

  test('G1 an act without an answer is open, not failed', async () => {
    const history = new History();
    await history.record('zhou', 'write', () => ({ on: 'a', outcome: 'ok' }), async () => { throw new Error('reset'); }, 'a');
    expect(history.entries).toMatchObject([{ on: 'a', outcome: 'info' }]);
  });
});
