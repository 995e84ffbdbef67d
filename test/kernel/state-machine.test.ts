// State machines as tables: what is wrong with one is found by reading it.
import { describe, expect, test } from '@jest/globals';
import { submissionMachine, submissionStates } from '../../server/assignments/rules/submission-states.js';
import { flawsOf, nextState, type StateMachine } from '../../server/kernel/state-machine.js';

type Machine = StateMachine<'A' | 'B' | 'C', 'go' | 'back'>;
const sound: Machine = { initial: 'A', final: ['C'], transitions: { A: { go: 'B' }, B: { go: 'C', back: 'A' }, C: {} } };

describe('a state machine', () => {
  test('leads where its table says, and nowhere else', () => {
    expect(nextState(sound, 'A', 'go')).toBe('B');
    expect(nextState(sound, 'A', 'back')).toBeNull();
    expect(nextState(sound, 'C', 'go')).toBeNull();
  });
  test('without flaws has none', () => { expect(flawsOf(sound)).toEqual([]); });
  test('with a state that nothing reaches says so', () => { expect(flawsOf({ ...sound, transitions: { ...sound.transitions, B: { back: 'A' } } })).toEqual(['C cannot be reached']); });
  test('with a dead end says so', () => { expect(flawsOf({ ...sound, final: [] })).toEqual(['C is a dead end']); });
  test('that never leaves its beginning has every other state out of reach', () => { expect(flawsOf({ ...sound, transitions: { A: {}, B: { go: 'C' }, C: {} } })).toEqual(['A is a dead end', 'B cannot be reached', 'C cannot be reached']); });
  test('of submissions has no flaw and knows every state', () => {
    expect(flawsOf(submissionMachine)).toEqual([]);
    expect(Object.keys(submissionMachine.transitions).sort()).toEqual([...submissionStates].sort());
  });
});
