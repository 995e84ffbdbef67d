import Box from '@mui/material/Box';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useDeferredValue, useEffect, useRef, useState } from 'react';
import { useNotify, useStore } from 'react-admin';
import { useNavigate } from 'react-router-dom';
import { outdate } from '../data/queries.js';
import { WorkbenchSubmissionDocument, type FlagKind, type ReviewSidePartsFragment } from '../gql/graphql.js';
import { AnchorButtons } from '../moderation/anchor-buttons.js';
import { MarkingNotice } from '../moderation/marking-notice.js';
import { refusalOf } from '../ui/refusals.js';
import { useFailureText } from '../ui/states.js';
import { useText } from '../ui/text.js';
import { APP_BAR_HEIGHT, ITEM_HEADER_HEIGHT } from '../ui/theme.js';
import { AttemptsDialog, earlierAttempts } from './attempts-dialog.js';
import { CommentBankDialog } from './comment-bank-dialog.js';
import { DraftConflictDialog, StaleDialog } from './conflict-dialogs.js';
import { AnnotatedEssay } from './annotated-essay.js';
import { FlagButtons, FlagDialog, FlagNotices } from './flags.js';
import { GradingBar } from './grading-bar.js';
import { KeysDialog } from './keys-dialog.js';
import { KeysSwitch } from './keys-switch.js';
import { LearnerFactsDialog } from './learner-facts-dialog.js';
import { LeaseNotice } from './lease-notice.js';
import { HeaderFigures } from './header-figures.js';
import { OutboxNotice } from './outbox-notice.js';
import { isLeftByGrading, queueHref, submissionHref, useQueueChoice } from './queue-choice.js';
import { ReturnDialog } from './return-dialog.js';
import { filledForm, problemsOf } from './review-form.js';
import { ReviewPanel } from './review-panel.js';
import { SaveStatus } from './save-status.js';
import type { WorkbenchSubmission } from './submission-cache.js';
import { SubmissionHeader } from './submission-header.js';
import { ReturnReason, SubmissionRecord } from './submission-record.js';
import { TextTools } from './text-tools.js';
import { UnsavedGuard } from './unsaved-guard.js';
import { useAnnotating } from './use-annotating.js';
import { useClaimNext } from './use-claim-next.js';
import { useGradingKeys } from './use-grading-keys.js';
import { useCommentBank } from './use-comment-bank.js';
import { useKeptFocus } from './use-kept-focus.js';
import { useLearnerName } from './use-learner-name.js';
import { useLease } from './use-lease.js';
import { UndoButton } from './undo-button.js';
import { NextUngradedButton } from './next-ungraded-button.js';
import { useNextUngraded } from './use-next-ungraded.js';
import { useQueueWalk } from './use-queue-walk.js';
import { useUndo } from './use-undo.js';
import { useReview } from './use-review.js';
import { useSubmitReview } from './use-submit-review.js';

const AHEAD_AFTER_MS = 300;

interface WorkbenchProps {
  submission: WorkbenchSubmission;
  /** Shows another submission at once; the address is to follow. */
  onUncover: (id: string) => void;
}

/** Read on the left, score on the right, hand in, next. */
export function Workbench({ submission, onUncover }: WorkbenchProps) {
  const text = useText();
  const notify = useNotify();
  const navigate = useNavigate();
  const failureText = useFailureText();
  const [choice] = useQueueChoice('UNGRADED');
  const { previousId, nextId } = useQueueWalk(choice, submission.id);
  const isClaiming = isLeftByGrading(choice.filter);
  const claimNext = useClaimNext(choice, submission.id);
  const { last, undo, isBusy: isUndoing } = useUndo(choice);
  const nextUngraded = useNextUngraded(choice, submission.id);
  const review = useReview(submission);
  const leasing = useLease(submission.id, (submission.state === 'SUBMITTED' || submission.isSecondMarking) && submission.viewerCanGrade, review.startFrom);
  const isOpen = leasing.lease.kind === 'mine' || leasing.lease.kind === 'claiming';
  const [focused, setFocused] = useState(0);
  const [areOnButtons, setOnButtons] = useStore('workbench.keys', false);
  const [isReturning, setReturning] = useState(false);
  const [beside, setBeside] = useState<'attempts' | 'facts' | 'keys' | null>(null);
  const [flagging, setFlagging] = useState<FlagKind | null>(null);
  const isHandedOver = useRef(false);
  const comment = useRef<HTMLTextAreaElement>(null);
  const annotationComment = useRef<HTMLTextAreaElement>(null);
  const article = useRef<HTMLElement>(null);

  const { criteria } = submission.assignment.rubric;
  // Text and score are painted first, what stands folded below them after that.
  const isRecordDue = useDeferredValue(true, false);
  const written = { form: review.latestForm, onChange: review.change, isOpen };
  const annotating = useAnnotating({ ...written, text: submission.text, article });
  const bank = useCommentBank({ ...written, subject: submission.assignment.course.subject, annotating, comment, annotationComment });
  const submitting = useSubmitReview(submission, review, leasing, bank.usedIds);
  const isBusy = submitting.isBusy || claimNext.isPending || nextUngraded.isPending || isUndoing;
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
  const hrefOf = (id: string | null): string | null => (id === null ? null : submissionHref(id, choice));
  const goTo = (id: string | null): void => {
    if (id !== null) void navigate(submissionHref(id, choice));
  };

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
      if (faulty !== undefined) annotating.open(faulty.id);
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
  const giveBack = async (reason: string): Promise<void> => {
    if (!(await submitting.giveBack(reason))) return;
    setReturning(false);
    await goOn();
  };
  const chooseLevel = (criterion: number, level: number): void => {
    const chosen = criteria[criterion];
    const points = chosen?.levels[level]?.points;
    if (!isOpen || submitting.isBusy || chosen === undefined || points === undefined) return;
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

  const learner = submission.learner ?? null;
  const learnerName = useLearnerName()(submission);
  const hasEarlier = earlierAttempts(submission).length > 0;
  const closeBeside = (): void => {
    setBeside(null);
  };
  const areKeysShown = areOnButtons || beside === 'keys';
  const openKeys = (): void => {
    setBeside('keys');
  };
  // What lies over the score hides what these would do to it.
  const isCovered = beside !== null || bank.isShown;

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
      leaveField: () => {
        if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
      },
      annotate: annotating.begin,
      openBank: bank.show,
      compareAttempts: () => {
        if (hasEarlier) setBeside('attempts');
      },
      showFacts: () => {
        if (learner !== null) setBeside('facts');
      },
      insertFavourite: (number) => {
        if (!isCovered) bank.insertFavourite(number);
      },
      giveBack: () => {
        if (isOpen && !submission.isSecondMarking) setReturning(true);
      },
      toggleExcellent: () => {
        if (isOpen) review.change({ isExcellent: !review.form.isExcellent });
      },
      nextUngraded: () => void nextUngraded.go(),
      flag: () => {
        setFlagging('ATTENTION');
      },
      suspect: () => {
        setFlagging('PLAGIARISM');
      },
      undo: () => void undo(),
      toggleKeys: openKeys,
      saveDraft: () => void review.saver.flush(),
      submit: () => {
        if (!isCovered) void submit();
      },
    },
    !isReturning && flagging === null && submitting.conflict === null && review.foreignDraft === null,
  );

  return (
    <>
      <UnsavedGuard explanation={text('workbench.leave.text')} isDirty={() => !isHandedOver.current && review.saver.isDirty} save={() => review.saver.flush()} />
      <OutboxNotice choice={choice} />
      <SubmissionHeader
        submission={submission}
        backTo={queueHref(choice)}
        previousTo={hrefOf(previousId)}
        nextTo={hrefOf(nextId)}
        areKeysShown={areKeysShown}
        status={
          <>
            <HeaderFigures choice={choice} />
            {!isOpen && <NextUngradedButton isBusy={nextUngraded.isPending} areKeysShown={areKeysShown} onGo={() => void nextUngraded.go()} />}
            {last !== null && <UndoButton last={last} isBusy={isUndoing} areKeysShown={areKeysShown} onUndo={() => void undo()} />}
            {isOpen && <SaveStatus saving={review.saving} keptAt={submission.draft?.savedAt ?? null} areKeysShown={areKeysShown} />}
            <KeysSwitch areKeysShown={areKeysShown} onOpen={openKeys} />
          </>
        }
      />
      <Box sx={{ display: 'grid', gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: 'minmax(0, 1fr) 400px' } }}>
        <Box sx={{ minWidth: 0, p: { xs: 2, md: 3 } }}>
          <Typography variant="h2" sx={{ mb: 2, textAlign: 'center' }}>
            {submission.assignment.title}
          </Typography>
          <TextTools
            hasEarlier={hasEarlier}
            canSeeFacts={learner !== null}
            areKeysShown={areKeysShown}
            onCompare={() => {
              setBeside('attempts');
            }}
            onFacts={() => {
              setBeside('facts');
            }}
          />
          <ReturnReason reason={submission.returnReason} />
          <AnnotatedEssay
            submission={submission}
            assignment={submission.assignment}
            annotations={review.form.annotations}
            annotating={annotating}
            article={article}
            comment={annotationComment}
            canDeduct={review.form.mode === 'rubric'}
            isDisabled={!isOpen || submitting.isBusy}
            isChecked={submitting.problems !== null}
            areKeysShown={areKeysShown}
          />
          {isRecordDue && <SubmissionRecord submission={submission} />}
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
            <FlagNotices submission={submission} />
            <MarkingNotice submission={markedOf(submission)} />
            <LeaseNotice submission={submission} lease={leasing.lease} onClaim={() => void leasing.claim()} />
            <ReviewPanel
              assignment={submission.assignment}
              form={review.form}
              problems={submitting.problems}
              refusals={isReturning ? [] : submitting.refusals}
              isDisabled={!isOpen || submitting.isBusy}
              areKeysShown={areKeysShown}
              focused={focused}
              comment={comment}
              onFocus={setFocused}
              onChange={review.change}
              onPoints={review.scoreCriterion}
              onLevel={chooseLevel}
              onAnnotation={(number) => {
                annotating.open(review.form.annotations[number]?.id ?? null);
              }}
              onChooseSentences={annotating.begin}
              bank={bank}
            />
            <AnchorButtons submission={submission} />
            <FlagButtons flags={submission.flags} areKeysShown={areKeysShown} onFlag={setFlagging} />
          </Stack>
          <GradingBar
            isDisabled={!isOpen}
            isBusy={isBusy}
            canReturn={!submission.isSecondMarking}
            areKeysShown={areKeysShown}
            onReturn={() => {
              setReturning(true);
            }}
            onSubmit={() => void submit()}
          />
        </Box>
      </Box>
      <ReturnDialog
        learnerName={learnerName}
        isOpen={isReturning}
        isBusy={submitting.isBusy}
        refusal={refusalOf(submitting.refusals, 'reason') ?? submitting.refusals[0]?.message}
        onClose={() => {
          setReturning(false);
        }}
        onReturn={(reason) => void giveBack(reason)}
      />
      {beside === 'attempts' && <AttemptsDialog submission={submission} onClose={closeBeside} />}
      {beside === 'facts' && learner !== null && <LearnerFactsDialog submissionId={submission.id} learner={learner} onClose={closeBeside} />}
      {beside === 'keys' && <KeysDialog areOnButtons={areOnButtons} onButtons={setOnButtons} onClose={closeBeside} />}
      {bank.isShown && <CommentBankDialog bank={bank} />}
      {flagging !== null && (
        <FlagDialog
          submission={submission}
          kind={flagging}
          onClose={() => {
            setFlagging(null);
          }}
        />
      )}
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

/** Both are in as soon as the last record says so; the own review is the only one that is told before. */
function markedOf({ id, version, state, isSecondMarking, history, review }: WorkbenchSubmission): Parameters<typeof MarkingNotice>[0]['submission'] {
  const last = history.at(-1);
  return { id, version, state, isSecondMarking, isBothIn: last?.from === 'SECOND_MARKING' && last.to === 'SECOND_MARKING', hasOwnReview: (review ?? null) !== null };
}
