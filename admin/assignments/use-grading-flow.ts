import { useEffect, useRef } from 'react';
import { useNotify } from 'react-admin';
import { useNavigate } from 'react-router-dom';
import { outdate } from '../data/queries.js';
import { WorkbenchSubmissionDocument, type ReviewSidePartsFragment } from '../gql/graphql.js';
import { useFailureText } from '../ui/states.js';
import { useText } from '../ui/text.js';
import { isLeftByGrading, queueHref, submissionHref, type QueueChoice } from './queue-choice.js';
import { filledForm, problemsOf } from './review-form.js';
import type { WorkbenchSubmission } from './submission-cache.js';
import { useClaimNext } from './use-claim-next.js';
import { useKeptFocus } from './use-kept-focus.js';
import type { useLease } from './use-lease.js';
import { useNextUngraded } from './use-next-ungraded.js';
import type { useReview } from './use-review.js';
import { useSubmitReview } from './use-submit-review.js';
import { useUndo } from './use-undo.js';

const AHEAD_AFTER_MS = 300;

interface Options {
  submission: WorkbenchSubmission;
  choice: QueueChoice;
  /** The next one of a queue that grading leaves as it is. */
  nextId: string | null;
  review: ReturnType<typeof useReview>;
  leasing: ReturnType<typeof useLease>;
  /** Whether anything may be written. */
  isOpen: boolean;
  usedCommentIds: () => string[];
  /** Shows the annotation that stands against handing in. */
  onFaulty: (annotationId: number) => void;
  /** Shows another submission at once; the address is to follow. */
  onUncover: (id: string) => void;
}

export type GradingFlow = ReturnType<typeof useGradingFlow>;

/** What becomes of a review and where the tutor comes to next. */
export function useGradingFlow({ submission, choice, nextId, review, leasing, isOpen, usedCommentIds, onFaulty, onUncover }: Options) {
  const text = useText();
  const notify = useNotify();
  const navigate = useNavigate();
  const failureText = useFailureText();
  const isClaiming = isLeftByGrading(choice.filter);
  const claimNext = useClaimNext(choice, submission.id);
  const undoing = useUndo(choice);
  const nextUngraded = useNextUngraded(choice, submission.id);
  const submitting = useSubmitReview(submission, review, leasing, usedCommentIds);
  const isBusy = submitting.isBusy || claimNext.isPending || nextUngraded.isPending || undoing.isBusy;
  const isHandedOver = useRef(false);
  useKeptFocus(submitting.isBusy);
  const { lookAhead } = claimNext;
  const isMine = leasing.lease.kind === 'mine';
  const latestLookAhead = useRef(lookAhead);
  latestLookAhead.current = lookAhead;
  useEffect(() => {
    if (!isMine || !isClaiming) return undefined;
    // Who only leafs through leases nothing ahead.
    const timer = window.setTimeout(() => {
      latestLookAhead.current();
    }, AHEAD_AFTER_MS);
    return () => {
      window.clearTimeout(timer);
    };
  }, [isMine, isClaiming]);

  /** Leased and here: on screen before all that hangs on the address is drawn anew. */
  const uncover = async (id: string): Promise<void> => {
    onUncover(id);
    await navigate(submissionHref(id, choice));
  };
  const goOn = async (): Promise<void> => {
    if (!isClaiming) {
      await navigate(nextId === null ? queueHref(choice) : submissionHref(nextId, choice));
      return;
    }
    try {
      const next = await claimNext.run();
      if (next === null) {
        notify(text('assignments.queueFinished'));
        await navigate(queueHref(choice));
      } else await uncover(next.id);
    } catch (error) {
      notify(failureText(error), { type: 'error' });
    }
  };
  const submit = async (overwritten?: { version: number }): Promise<void> => {
    if (!isOpen || isBusy) return;
    if (!submitting.check()) {
      const [faulty] = problemsOf(review.form, submission.assignment)?.annotations ?? [];
      if (faulty !== undefined) onFaulty(faulty.id);
      return;
    }
    const next = isClaiming && overwritten === undefined ? claimNext.ready() : null;
    if (next !== null) {
      // The next one is here and leased: it is shown at once, and the review goes its way behind it.
      isHandedOver.current = true;
      submitting.sendBehind();
      await uncover(next.id);
      return;
    }
    if (await submitting.submit(overwritten)) await goOn();
  };
  /** True when it is with its learner again. */
  const giveBack = async (reason: string): Promise<boolean> => {
    if (!(await submitting.giveBack(reason))) return false;
    void goOn();
    return true;
  };
  const takeTheirs = (side: ReviewSidePartsFragment | null): void => {
    review.saver.discard();
    if (side !== null && submitting.conflict !== null) {
      review.replace(filledForm(side, submission.assignment), submitting.conflict.currentVersion);
    }
    leaveConflict();
  };
  const keepDraft = (): void => {
    void review.saver.flush().then((isSaved) => {
      if (isSaved) notify(text('assignments.draftSaved'));
    });
    leaveConflict();
  };
  const leaveConflict = (): void => {
    submitting.clearConflict();
    leasing.settle();
    outdate([WorkbenchSubmissionDocument]);
  };

  return {
    submitting,
    undoing,
    nextUngraded,
    isBusy,
    /** What was typed goes its way behind the person: nothing here is unsaved any more. */
    isHandedOver: () => isHandedOver.current,
    submit,
    giveBack,
    takeTheirs,
    keepDraft,
  };
}
