import { useStore } from 'react-admin';
import { refusalOf } from '../ui/refusals.js';
import { AttemptsDialog } from './attempts-dialog.js';
import { CommentBankDialog } from './comment-bank-dialog.js';
import { DraftConflictDialog, StaleDialog } from './conflict-dialogs.js';
import { FlagDialog } from './flags.js';
import { KeysDialog } from './keys-dialog.js';
import { LearnerFactsDialog } from './learner-facts-dialog.js';
import { ReturnDialog } from './return-dialog.js';
import type { WorkbenchSubmission } from './submission-cache.js';
import type { CommentBank } from './use-comment-bank.js';
import type { GradingFlow } from './use-grading-flow.js';
import { useLearnerName } from './use-learner-name.js';
import type { useReview } from './use-review.js';

/** What lies over the page because it was asked for; one at a time. */
export type Over = 'attempts' | 'facts' | 'keys' | 'return' | 'ATTENTION' | 'PLAGIARISM';

interface WorkbenchDialogsProps {
  submission: WorkbenchSubmission;
  review: ReturnType<typeof useReview>;
  flow: GradingFlow;
  bank: CommentBank;
  over: Over | null;
  onClose: () => void;
}

/** Whether the keys are written on the buttons for good. */
export function useKeysOnButtons(): [boolean, (areOnButtons: boolean) => void] {
  return useStore('workbench.keys', false);
}

/** All that can lie over the workbench. */
export function WorkbenchDialogs({ submission, review, flow, bank, over, onClose }: WorkbenchDialogsProps) {
  const { submitting } = flow;
  const learner = submission.learner ?? null;
  const learnerName = useLearnerName()(submission);
  const [areOnButtons, setOnButtons] = useKeysOnButtons();
  const giveBack = async (reason: string): Promise<void> => {
    if (await flow.giveBack(reason)) onClose();
  };
  return (
    <>
      <ReturnDialog
        learnerName={learnerName}
        isOpen={over === 'return'}
        isBusy={submitting.isBusy}
        refusal={refusalOf(submitting.refusals, 'reason') ?? submitting.refusals[0]?.message}
        onClose={onClose}
        onReturn={(reason) => void giveBack(reason)}
      />
      {over === 'attempts' && <AttemptsDialog submission={submission} onClose={onClose} />}
      {over === 'facts' && learner !== null && <LearnerFactsDialog submissionId={submission.id} learner={learner} onClose={onClose} />}
      {over === 'keys' && <KeysDialog areOnButtons={areOnButtons} onButtons={setOnButtons} onClose={onClose} />}
      {bank.isShown && <CommentBankDialog bank={bank} />}
      {(over === 'ATTENTION' || over === 'PLAGIARISM') && <FlagDialog submission={submission} kind={over} onClose={onClose} />}
      {submitting.conflict !== null && (
        <StaleDialog
          conflict={submitting.conflict}
          assignment={submission.assignment}
          isBusy={submitting.isBusy}
          onTakeTheirs={flow.takeTheirs}
          onKeepDraft={flow.keepDraft}
          onOverwrite={() => void flow.submit({ version: submitting.conflict?.currentVersion ?? review.baseVersion })}
        />
      )}
      {review.foreignDraft !== null && (
        <DraftConflictDialog
          foreign={review.foreignDraft}
          own={review.form}
          assignment={submission.assignment}
          onTakeTheirs={review.takeForeignDraft}
          onKeepMine={review.keepOwnDraft}
        />
      )}
    </>
  );
}
