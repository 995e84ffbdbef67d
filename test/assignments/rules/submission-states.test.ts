// The states of a submission: the whole table, cell by cell.
import { describe, expect, test } from '@jest/globals';
import { gradedStates, submissionMachine, submissionStates, undoOf, type SubmissionAct, type SubmissionState } from '../../../server/assignments/rules/submission-states.js';
import { flawsOf, nextState } from '../../../server/kernel/state-machine.js';

const table: Record<SubmissionState, Record<SubmissionAct, SubmissionState | null>> = {
  SUBMITTED: { score: 'SCORED', release: null, return: 'RETURNED', undoFirst: null, undoOverHeld: null, undoOverReleased: null, appeal: null, revise: null, keepReleased: null, keepRevised: null },
  SCORED: { score: 'SCORED', release: 'RELEASED', return: 'RETURNED', undoFirst: 'SUBMITTED', undoOverHeld: 'SCORED', undoOverReleased: 'RELEASED', appeal: null, revise: null, keepReleased: null, keepRevised: null },
  RELEASED: { score: 'SCORED', release: null, return: null, undoFirst: 'SUBMITTED', undoOverHeld: 'SCORED', undoOverReleased: 'RELEASED', appeal: 'APPEALED', revise: null, keepReleased: null, keepRevised: null },
  APPEALED: { score: null, release: null, return: null, undoFirst: null, undoOverHeld: null, undoOverReleased: null, appeal: null, revise: 'REVISED', keepReleased: 'RELEASED', keepRevised: 'REVISED' },
  REVISED: { score: null, release: null, return: null, undoFirst: null, undoOverHeld: null, undoOverReleased: null, appeal: 'APPEALED', revise: null, keepReleased: null, keepRevised: null },
  RETURNED: { score: null, release: null, return: null, undoFirst: null, undoOverHeld: null, undoOverReleased: null, appeal: null, revise: null, keepReleased: null, keepRevised: null },
};
const cells = submissionStates.flatMap((from) => (['score', 'release', 'return', 'undoFirst', 'undoOverHeld', 'undoOverReleased', 'appeal', 'revise', 'keepReleased', 'keepRevised'] as const).map((act) => [from, act, table[from][act]] as const));

describe('JS-17 what a tutor may do with a submission', () => {
  test('JS-17 every state is reached and none is a dead end', () => { expect(flawsOf(submissionMachine)).toEqual([]); });

  test('JS-17 it begins as submitted, and a return is the end of an attempt', () => {
    expect(submissionMachine.initial).toBe('SUBMITTED');
    expect(submissionMachine.final).toEqual(['RETURNED']);
  });

  test.each(cells)('JS-17 %s, %s → %s', (from, act, to) => { expect(nextState(submissionMachine, from, act)).toBe(to); });

  test.each([['SUBMITTED', 'undoFirst'], ['SCORED', 'undoOverHeld'], ['RELEASED', 'undoOverReleased'], ['RETURNED', null], ['APPEALED', null], ['REVISED', null]] as const)('JS-17 a review that found %s is undone by %s, which leads back there', (before, act) => {
    expect(undoOf(before)).toBe(act);
    if (act !== null) expect(nextState(submissionMachine, 'RELEASED', act)).toBe(before);
  });

  test('JS-18 scored and released count as graded, and an appeal takes nothing away from that', () => { expect(gradedStates).toEqual(['SCORED', 'RELEASED', 'APPEALED', 'REVISED']); });
});
