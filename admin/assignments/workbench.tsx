import Box from '@mui/material/Box';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useDeferredValue, useRef, useState } from 'react';
import { useNavigate } from 'react-router-dom';
import { AnchorButtons } from '../moderation/anchor-buttons.js';
import { MarkingNotice } from '../moderation/marking-notice.js';
import { useText } from '../ui/text.js';
import { APP_BAR_HEIGHT, ITEM_HEADER_HEIGHT } from '../ui/theme.js';
import { earlierAttempts } from './attempts-dialog.js';
import { AnnotatedEssay } from './annotated-essay.js';
import { FlagButtons, FlagNotices } from './flags.js';
import { GradingBar } from './grading-bar.js';
import { KeysSwitch } from './keys-switch.js';
import { LeaseNotice } from './lease-notice.js';
import { HeaderFigures } from './header-figures.js';
import { OutboxNotice } from './outbox-notice.js';
import { queueHref, submissionHref, useQueueChoice } from './queue-choice.js';
import { ReviewPanel } from './review-panel.js';
import { SaveStatus } from './save-status.js';
import type { WorkbenchSubmission } from './submission-cache.js';
import { SubmissionHeader } from './submission-header.js';
import { ReturnReason, SubmissionRecord } from './submission-record.js';
import { TextTools } from './text-tools.js';
import { UnsavedGuard } from './unsaved-guard.js';
import { useAnnotating } from './use-annotating.js';
import { useGradingFlow } from './use-grading-flow.js';
import { useGradingKeys } from './use-grading-keys.js';
import { useCommentBank } from './use-comment-bank.js';
import { useLease } from './use-lease.js';
import { UndoButton } from './undo-button.js';
import { NextUngradedButton } from './next-ungraded-button.js';
import { useQueueWalk } from './use-queue-walk.js';
import { useReview } from './use-review.js';
import { useKeysOnButtons, WorkbenchDialogs, type Over } from './workbench-dialogs.js';

interface WorkbenchProps {
  submission: WorkbenchSubmission;
  /** Shows another submission at once; the address is to follow. */
  onUncover: (id: string) => void;
}

/** Read on the left, score on the right, hand in, next. */
export function Workbench({ submission, onUncover }: WorkbenchProps) {
  const text = useText();
  const navigate = useNavigate();
  const [choice] = useQueueChoice('UNGRADED');
  const { previousId, nextId } = useQueueWalk(choice, submission.id);
  const review = useReview(submission);
  const leasing = useLease(submission.id, (submission.state === 'SUBMITTED' || submission.isSecondMarking) && submission.viewerCanGrade, review.startFrom);
  const isOpen = leasing.lease.kind === 'mine' || leasing.lease.kind === 'claiming';
  const [focused, setFocused] = useState(0);
  const [areOnButtons] = useKeysOnButtons();
  const [over, setOver] = useState<Over | null>(null);
  const comment = useRef<HTMLTextAreaElement>(null);
  const annotationComment = useRef<HTMLTextAreaElement>(null);
  const article = useRef<HTMLElement>(null);

  const { criteria } = submission.assignment.rubric;
  // Text and score are painted first, what stands folded below them after that.
  const isRecordDue = useDeferredValue(true, false);
  const written = { form: review.latestForm, onChange: review.change, isOpen };
  const annotating = useAnnotating({ ...written, text: submission.text, article });
  const bank = useCommentBank({ ...written, subject: submission.assignment.course.subject, annotating, comment, annotationComment });
  const flow = useGradingFlow({ submission, choice, nextId, review, leasing, isOpen, usedCommentIds: bank.usedIds, onFaulty: annotating.open, onUncover });
  const { submitting, undoing, nextUngraded } = flow;
  const hrefOf = (id: string | null): string | null => (id === null ? null : submissionHref(id, choice));
  const goTo = (id: string | null): void => {
    if (id !== null) void navigate(submissionHref(id, choice));
  };
  const chooseLevel = (criterion: number, level: number): void => {
    const chosen = criteria[criterion];
    const points = chosen?.levels[level]?.points;
    if (!isOpen || submitting.isBusy || chosen === undefined || points === undefined) return;
    review.scoreCriterion(chosen.key, points);
    setFocused(Math.min(criterion + 1, criteria.length - 1));
  };

  const hasLearner = (submission.learner ?? null) !== null;
  const hasEarlier = earlierAttempts(submission).length > 0;
  const show = (what: Over) => (): void => {
    setOver(what);
  };
  const closeOver = (): void => {
    setOver(null);
  };
  const areKeysShown = areOnButtons || over === 'keys';
  // What lies over the score hides what these would do to it.
  const isCovered = over !== null || bank.isShown;

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
        if (hasEarlier) setOver('attempts');
      },
      showFacts: () => {
        if (hasLearner) setOver('facts');
      },
      insertFavourite: (number) => {
        if (!isCovered) bank.insertFavourite(number);
      },
      giveBack: () => {
        if (isOpen && !submission.isSecondMarking) setOver('return');
      },
      toggleExcellent: () => {
        if (isOpen) review.change({ isExcellent: !review.form.isExcellent });
      },
      nextUngraded: () => void nextUngraded.go(),
      flag: show('ATTENTION'),
      suspect: show('PLAGIARISM'),
      undo: () => void undoing.undo(),
      toggleKeys: show('keys'),
      saveDraft: () => void review.saver.flush(),
      submit: () => {
        if (!isCovered) void flow.submit();
      },
    },
    over !== 'return' && over !== 'ATTENTION' && over !== 'PLAGIARISM' && submitting.conflict === null && review.foreignDraft === null,
  );

  return (
    <>
      <UnsavedGuard explanation={text('workbench.leave.text')} isDirty={() => !flow.isHandedOver() && review.saver.isDirty} save={() => review.saver.flush()} />
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
            {undoing.last !== null && <UndoButton last={undoing.last} isBusy={undoing.isBusy} areKeysShown={areKeysShown} onUndo={() => void undoing.undo()} />}
            {isOpen && <SaveStatus saving={review.saving} keptAt={submission.draft?.savedAt ?? null} areKeysShown={areKeysShown} onSave={() => void review.saver.flush()} />}
            <NextUngradedButton isShort={isOpen} isBusy={nextUngraded.isPending} areKeysShown={areKeysShown} onGo={() => void nextUngraded.go()} />
            <KeysSwitch areKeysShown={areKeysShown} onOpen={show('keys')} />
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
            canSeeFacts={hasLearner}
            areKeysShown={areKeysShown}
            onCompare={show('attempts')}
            onFacts={show('facts')}
          />
          <Box sx={{ mb: 2, '&:empty': { mb: 0 } }}>
            <ReturnReason reason={submission.returnReason} />
          </Box>
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
              refusals={over === 'return' ? [] : submitting.refusals}
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
            <FlagButtons flags={submission.flags} areKeysShown={areKeysShown} onFlag={setOver} />
          </Stack>
          <GradingBar
            isDisabled={!isOpen}
            isBusy={flow.isBusy}
            canReturn={!submission.isSecondMarking}
            areKeysShown={areKeysShown}
            onReturn={show('return')}
            onSubmit={() => void flow.submit()}
          />
        </Box>
      </Box>
      <WorkbenchDialogs submission={submission} review={review} flow={flow} bank={bank} over={over} onClose={closeOver} />
    </>
  );
}

/** Both are in as soon as the last record says so; the own review is the only one that is told before. */
function markedOf({ id, version, state, isSecondMarking, history, review }: WorkbenchSubmission): Parameters<typeof MarkingNotice>[0]['submission'] {
  const last = history.at(-1);
  return { id, version, state, isSecondMarking, isBothIn: last?.from === 'SECOND_MARKING' && last.to === 'SECOND_MARKING', hasOwnReview: (review ?? null) !== null };
}
