import Box from '@mui/material/Box';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useRef, useState } from 'react';
import { useNotify, useStore } from 'react-admin';
import { useNavigate } from 'react-router-dom';
import { outdate } from '../data/queries.js';
import { WorkbenchSubmissionDocument, type ReviewSidePartsFragment } from '../gql/graphql.js';
import { refusalOf } from '../ui/refusals.js';
import { useFailureText } from '../ui/states.js';
import { useText } from '../ui/text.js';
import { APP_BAR_HEIGHT, ITEM_HEADER_HEIGHT } from '../ui/theme.js';
import { DraftConflictDialog, StaleDialog } from './conflict-dialogs.js';
import { Essay } from './essay.js';
import { GradingBar } from './grading-bar.js';
import { KeysSwitch } from './keys-switch.js';
import { LeaseNotice } from './lease-notice.js';
import { queueHref, submissionHref, useQueueChoice } from './queue-choice.js';
import { ReturnDialog } from './return-dialog.js';
import { filledForm } from './review-form.js';
import { ReviewPanel } from './review-panel.js';
import { SaveStatus } from './save-status.js';
import type { WorkbenchSubmission } from './submission-cache.js';
import { SubmissionHeader } from './submission-header.js';
import { ReturnReason, SubmissionRecord } from './submission-record.js';
import { UnsavedGuard } from './unsaved-guard.js';
import { useClaimNext } from './use-claim-next.js';
import { useGradingKeys } from './use-grading-keys.js';
import { useLease } from './use-lease.js';
import { useQueueWalk } from './use-queue-walk.js';
import { useReview } from './use-review.js';
import { useSubmitReview } from './use-submit-review.js';

/** Read on the left, score on the right, hand in, next. */
export function Workbench({ submission }: { submission: WorkbenchSubmission }) {
  const text = useText();
  const notify = useNotify();
  const navigate = useNavigate();
  const failureText = useFailureText();
  const [choice] = useQueueChoice('UNGRADED');
  const { previousId, nextId } = useQueueWalk(choice, submission.id);
  const claimNext = useClaimNext();
  const review = useReview(submission);
  const leasing = useLease(submission.id, submission.state === 'SUBMITTED' && submission.viewerCanGrade, review.startFrom);
  const submitting = useSubmitReview(submission, review, leasing);
  const [focused, setFocused] = useState(0);
  const [areKeysShown, setKeysShown] = useStore('workbench.keys', false);
  const [isReturning, setReturning] = useState(false);
  const comment = useRef<HTMLTextAreaElement>(null);

  const { criteria } = submission.assignment.rubric;
  const isOpen = leasing.lease.kind === 'mine' || leasing.lease.kind === 'claiming';
  const isBusy = submitting.isBusy || claimNext.isPending;
  const hrefOf = (id: string | null): string | null => (id === null ? null : submissionHref(id, choice));
  const goTo = (id: string | null): void => {
    if (id !== null) void navigate(submissionHref(id, choice));
  };

  const nextWanted = { classId: choice.classId, afterId: submission.id };
  const goOn = async (): Promise<void> => {
    if (choice.filter !== 'UNGRADED') {
      await navigate(nextId === null ? queueHref(choice) : submissionHref(nextId, choice));
      return;
    }
    try {
      const next = await claimNext.run(nextWanted);
      if (next === null) notify(text('assignments.queueFinished'));
      await navigate(next === null ? queueHref(choice) : submissionHref(next.id, choice), { flushSync: true });
    } catch (error) {
      notify(failureText(error), { type: 'error' });
    }
  };
  const submit = async (overwritten?: { version: number }): Promise<void> => {
    if (!isOpen || isBusy) return;
    const prepare = (): void => {
      if (choice.filter === 'UNGRADED') claimNext.prepare(nextWanted);
    };
    if (await submitting.submit(prepare, overwritten)) await goOn();
    else await claimNext.drop();
  };
  const giveBack = async (reason: string): Promise<void> => {
    if (!(await submitting.giveBack(reason))) return;
    setReturning(false);
    await goOn();
  };
  const chooseLevel = (criterion: number, level: number): void => {
    const chosen = criteria[criterion];
    const points = chosen?.levels[level]?.points;
    if (!isOpen || chosen === undefined || points === undefined) return;
    review.scoreCriterion(chosen.key, points);
    setFocused(Math.min(criterion + 1, criteria.length - 1));
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

  const toggleKeys = (): void => {
    setKeysShown(!areKeysShown);
  };

  useGradingKeys(
    {
      chooseLevel: (level) => {
        if (review.form.mode === 'rubric') chooseLevel(focused, level);
      },
      moveCriterion: (step) => {
        setFocused((index) => Math.max(0, Math.min(criteria.length - 1, index + step)));
      },
      next: () => {
        goTo(nextId);
      },
      previous: () => {
        goTo(previousId);
      },
      focusComment: () => comment.current?.focus(),
      giveBack: () => {
        if (isOpen) setReturning(true);
      },
      toggleExcellent: () => {
        if (isOpen) review.change({ isExcellent: !review.form.isExcellent });
      },
      toggleKeys,
      saveDraft: () => void review.saver.flush(),
      submit: () => void submit(),
    },
    !isReturning && submitting.conflict === null && review.foreignDraft === null,
  );

  return (
    <>
      <UnsavedGuard explanation={text('workbench.leave.text')} isDirty={() => review.saver.isDirty} save={() => review.saver.flush()} />
      <SubmissionHeader
        submission={submission}
        backTo={queueHref(choice)}
        previousTo={hrefOf(previousId)}
        nextTo={hrefOf(nextId)}
        areKeysShown={areKeysShown}
        status={
          <>
            {isOpen && <SaveStatus saving={review.saving} keptAt={submission.draft?.savedAt ?? null} areKeysShown={areKeysShown} />}
            <KeysSwitch areShown={areKeysShown} onToggle={toggleKeys} />
          </>
        }
      />
      <Box sx={{ display: 'grid', gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: 'minmax(0, 1fr) 400px' } }}>
        <Box sx={{ minWidth: 0, p: { xs: 2, md: 3 } }}>
          <Typography variant="h2" sx={{ mb: 2, textAlign: 'center' }}>
            {submission.assignment.title}
          </Typography>
          <ReturnReason reason={submission.returnReason} />
          <Essay text={submission.text} characterCount={submission.characterCount} />
          <SubmissionRecord submission={submission} />
        </Box>
        <Box
          sx={{
            borderLeft: { md: 1 },
            borderColor: { md: 'divider' },
            bgcolor: 'background.paper',
            position: { md: 'sticky' },
            top: { md: APP_BAR_HEIGHT + ITEM_HEADER_HEIGHT },
            height: { md: `calc(100vh - ${APP_BAR_HEIGHT + ITEM_HEADER_HEIGHT}px)` },
            display: 'flex',
            flexDirection: 'column',
          }}
        >
          <Stack spacing={2} sx={{ p: 2, flex: 1, overflowY: { md: 'auto' }, minHeight: 0 }}>
            <LeaseNotice submission={submission} lease={leasing.lease} onClaim={() => void leasing.claim()} />
            <ReviewPanel
              assignment={submission.assignment}
              form={review.form}
              problems={submitting.problems}
              refusals={isReturning ? [] : submitting.refusals}
              isDisabled={!isOpen}
              areKeysShown={areKeysShown}
              focused={focused}
              comment={comment}
              onFocus={setFocused}
              onChange={review.change}
              onPoints={review.scoreCriterion}
              onLevel={chooseLevel}
            />
          </Stack>
          <GradingBar
            isDisabled={!isOpen}
            isBusy={isBusy}
            areKeysShown={areKeysShown}
            onReturn={() => {
              setReturning(true);
            }}
            onSubmit={() => void submit()}
          />
        </Box>
      </Box>
      <ReturnDialog
        learnerName={submission.learner.name}
        isOpen={isReturning}
        isBusy={submitting.isBusy}
        refusal={refusalOf(submitting.refusals, 'reason') ?? submitting.refusals[0]?.message}
        onClose={() => {
          setReturning(false);
        }}
        onReturn={(reason) => void giveBack(reason)}
      />
      {submitting.conflict !== null && (
        <StaleDialog
          conflict={submitting.conflict}
          assignment={submission.assignment}
          isBusy={submitting.isBusy}
          onTakeTheirs={takeTheirs}
          onKeepDraft={keepDraft}
          onOverwrite={() => void submit({ version: submitting.conflict?.currentVersion ?? review.baseVersion })}
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
