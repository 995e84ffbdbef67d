// The states of a submission: the whole table, cell by cell.
import { describe, expect, test } from '@jest/globals';
import { gradedStates, submissionMachine, submissionStates, undoOf, type SubmissionAct, type SubmissionState } from '../../../server/assignments/rules/submission-states.js';
import { flawsOf, nextState } from '../../../server/kernel/state-machine.js';

const nothing: Record<SubmissionAct, null> = { score: null, sample: null, dispute: null, agree: null, waive: null, release: null, return: null, undoFirst: null, undoOverHeld: null, undoOverReleased: null, appeal: null, revise: null, keepReleased: null, keepRevised: null };
const table: Record<SubmissionState, Record<SubmissionAct, SubmissionState | null>> = {
  SUBMITTED: { ...nothing, score: 'SCORED', return: 'RETURNED' },
  SCORED: { ...nothing, score: 'SCORED', sample: 'SECOND_MARKING', release: 'RELEASED', return: 'RETURNED', undoFirst: 'SUBMITTED', undoOverHeld: 'SCORED', undoOverReleased: 'RELEASED' },
  SECOND_MARKING: { ...nothing, dispute: 'SECOND_MARKING', agree: 'AGREED', waive: 'SCORED', undoFirst: 'SUBMITTED' },
  AGREED: { ...nothing, release: 'RELEASED', return: 'RETURNED' },
  RELEASED: { ...nothing, score: 'SCORED', undoFirst: 'SUBMITTED', undoOverHeld: 'SCORED', undoOverReleased: 'RELEASED', appeal: 'APPEALED' },
  APPEALED: { ...nothing, revise: 'REVISED', keepReleased: 'RELEASED', keepRevised: 'REVISED' },
  REVISED: { ...nothing, appeal: 'APPEALED' },
  RETURNED: nothing,
};
const cells = submissionStates.flatMap((from) => (Object.keys(nothing) as SubmissionAct[]).map((act) => [from, act, table[from][act]] as const));

describe('JS-17 what a tutor may do with a submission', () => {
  test('JS-17 every state is reached and none is a dead end', () => { expect(flawsOf(submissionMachine)).toEqual([]); });

  test('JS-17 it begins as submitted, and a return is the end of an attempt', () => {
    expect(submissionMachine.initial).toBe('SUBMITTED');
    expect(submissionMachine.final).toEqual(['RETURNED']);
  });

  test.each(cells)('JS-17 %s, %s → %s', (from, act, to) => { expect(nextState(submissionMachine, from, act)).toBe(to); });

  test.each([['SUBMITTED', 'undoFirst'], ['SCORED', 'undoOverHeld'], ['RELEASED', 'undoOverReleased'], ['SECOND_MARKING', null], ['AGREED', null], ['APPEALED', null], ['REVISED', null], ['RETURNED', null]] as const)('JS-17 a review that found %s is undone by %s, which leads back there', (before, act) => {
    expect(undoOf(before)).toBe(act);
    if (act !== null) expect(nextState(submissionMachine, 'RELEASED', act)).toBe(before);
  });

  test('JS-18 scored and all that comes later counts as graded: what is marked a second time, and what is appealed', () => { expect(gradedStates).toEqual(['SCORED', 'SECOND_MARKING', 'AGREED', 'RELEASED', 'APPEALED', 'REVISED']); });
});
