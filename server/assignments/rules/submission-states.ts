// States of a submission as a table. Leases and drafts are records beside it, not states.
import type { StateMachine } from '../../kernel/state-machine.js';

export const submissionStates = ['SUBMITTED', 'SCORED', 'SECOND_MARKING', 'AGREED', 'RELEASED', 'APPEALED', 'REVISED', 'RETURNED'] as const;
export type SubmissionState = (typeof submissionStates)[number];

export type SubmissionAct =
  /** A tutor submits a review, first or again. */
  | 'score'
  /** A first review is sampled for second marking; both reviews are in and lie too far apart; they agree, or the chief tutor decides; the chief tutor does without. */
  | 'sample' | 'dispute' | 'agree' | 'waive'
  /** A tutor's review becomes visible to the learner. */
  | 'release'
  /** A tutor sends it back for revision; the learner's new attempt is a submission of its own. */
  | 'return'
  /** A tutor takes the review back that was just submitted: it was the first, it had replaced a held one, or a released one. */
  | 'undoFirst' | 'undoOverHeld' | 'undoOverReleased'
  /** The learner appeals the released score; the score stands until the appeal is answered. */
  | 'appeal'
  /** The appeal leads to other points, or ends with the points as they are: upheld, or withdrawn by the learner. */
  | 'revise' | 'keepReleased' | 'keepRevised';

const undo = { undoFirst: 'SUBMITTED', undoOverHeld: 'SCORED', undoOverReleased: 'RELEASED' } as const;

export const submissionMachine: StateMachine<SubmissionState, SubmissionAct> = {
  initial: 'SUBMITTED',
  final: ['RETURNED'],
  transitions: {
    SUBMITTED: { score: 'SCORED', return: 'RETURNED' },
    SCORED: { score: 'SCORED', sample: 'SECOND_MARKING', release: 'RELEASED', return: 'RETURNED', ...undo },
    // Neither scored anew nor returned: what one marker gave stands until the other has marked too, or until the first takes it back.
    SECOND_MARKING: { dispute: 'SECOND_MARKING', agree: 'AGREED', waive: 'SCORED', undoFirst: 'SUBMITTED' },
    AGREED: { release: 'RELEASED', return: 'RETURNED' },
    RELEASED: { score: 'SCORED', appeal: 'APPEALED', ...undo },
    APPEALED: { revise: 'REVISED', keepReleased: 'RELEASED', keepRevised: 'REVISED' },
    // Decided by an appeal: only a further appeal moves it again.
    REVISED: { appeal: 'APPEALED' },
    RETURNED: {},
  },
};

/** The undoing of a review by the state in which it found the submission; null where no review can have found it. */
export function undoOf(stateBefore: SubmissionState): SubmissionAct | null {
  return ({ SUBMITTED: 'undoFirst', SCORED: 'undoOverHeld', RELEASED: 'undoOverReleased', SECOND_MARKING: null, AGREED: null, APPEALED: null, REVISED: null, RETURNED: null } as const)[stateBefore];
}

/** The learner sees the review and it counts: an appealed score stands until it is answered. */
export const releasedStates = ['RELEASED', 'APPEALED', 'REVISED'] as const satisfies readonly SubmissionState[];

export function isReleased(state: SubmissionState): boolean {
  return (releasedStates as readonly SubmissionState[]).includes(state);
}

/** "Graded" counts scored and later; averages and pass rates count released. */
export const gradedStates: readonly SubmissionState[] = ['SCORED', 'SECOND_MARKING', 'AGREED', ...releasedStates];
