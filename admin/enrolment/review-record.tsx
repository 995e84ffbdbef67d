import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { useRef, useState } from 'react';
import { useNotify } from 'react-admin';
import { Link } from 'react-router-dom';
import { useViewer } from '../access/viewer.js';
import { IdempotencyKeys } from '../data/idempotency-key.js';
import { useChange, useLoad } from '../data/queries.js';
import { AnswerEnrolmentReviewDocument, PeriodReviewDocument, type EnrolmentDetailQuery, type EnrolmentReviewPartsFragment } from '../gql/graphql.js';
import { FormDialog } from '../ui/form-dialog.js';
import { TextInput } from '../ui/form-fields.js';
import { MISSING, useFormats } from '../ui/format.js';
import { refusalOf, withoutField } from '../ui/refusals.js';
import { useText } from '../ui/text.js';
import { changedByActs } from './changed-documents.js';

type Enrolment = NonNullable<EnrolmentDetailQuery['enrolment']>;

/** How the review of an enrolment stands; of one that came back the school answers here, or withdraws it as any other. */
export function ReviewRecord({ enrolment }: { enrolment: Enrolment }) {
  const text = useText();
  const viewer = useViewer();
  const [isAnswering, setAnswering] = useState(false);
  const isBack = enrolment.state === 'ENROLLED' && enrolment.reviewState === 'SENT_BACK';
  const review = useLoad(PeriodReviewDocument, { periodId: enrolment.period.id }, { enabled: isBack && viewer?.viewerCanAnswerReview === true });
  if (enrolment.state !== 'ENROLLED' || enrolment.reviewState === 'NOT_DRAWN') return null;
  const canAnswer = isBack && viewer?.viewerCanAnswerReview === true && review.data?.enrolmentReview?.isOpen === true;
  return (
    <Alert
      severity={isBack ? 'warning' : enrolment.reviewState === 'PASSED' ? 'success' : 'info'}
      sx={{ mb: 2, flexWrap: 'wrap' }}
      action={canAnswer ? <Button color="inherit" size="small" onClick={() => { setAnswering(true); }}>{text('reviews.answerOpen')}</Button> : undefined}
    >
      <ReviewWords review={enrolment} />
      {isAnswering && <AnswerDialog enrolment={enrolment} onClose={() => { setAnswering(false); }} />}
    </Alert>
  );
}

/** The same for the learner, whose school acts. */
export function OwnReview({ review }: { review: EnrolmentReviewPartsFragment }) {
  const text = useText();
  if (review.reviewState === 'NOT_DRAWN' || review.reviewState === 'PASSED') return null;
  return (
    <Alert severity={review.reviewState === 'SENT_BACK' ? 'warning' : 'info'} sx={{ mb: 2 }}>
      {review.reviewState === 'WAITING' ? text('reviews.waits') : <ReviewWords review={review} />}
      {review.reviewState === 'SENT_BACK' && <div>{text('reviews.schoolActs')}</div>}
    </Alert>
  );
}

function ReviewWords({ review: { reviewState, reviewedAt, reviewedByName, reviewReason, reviewAnswer } }: { review: EnrolmentReviewPartsFragment }) {
  const text = useText();
  const formats = useFormats();
  const decided = { time: formats.time(reviewedAt), name: reviewedByName ?? MISSING };
  return (
    <>
      <strong>{reviewState === 'WAITING' ? text('reviews.waits') : text(reviewState === 'PASSED' ? 'reviews.wasPassed' : 'reviews.cameBack', decided)}</strong>
      <ReasonAndAnswer reason={reviewReason} answer={reviewAnswer} />
    </>
  );
}

/** Why it came back, and what the school said to that. */
export function ReasonAndAnswer({ reason, answer }: { reason: string | null | undefined; answer: string | null | undefined }) {
  const text = useText();
  return (
    <>
      {reason !== null && reason !== undefined && <Typography variant="body2">{text('reviews.reason', { reason })}</Typography>}
      {answer !== null && answer !== undefined && <Typography variant="body2">{text('reviews.answer', { answer })}</Typography>}
    </>
  );
}

function AnswerDialog({ enrolment: { id, version, learner }, onClose }: { enrolment: Enrolment; onClose: () => void }) {
  const text = useText();
  const notify = useNotify();
  const keys = useRef(new IdempotencyKeys());
  const [answer, setAnswer] = useState('');
  const [isTried, setTried] = useState(false);
  const change = useChange(AnswerEnrolmentReviewDocument, changedByActs);
  const refusals = change.data?.answerEnrolmentReview.refusals ?? [];
  const send = (): void => {
    setTried(true);
    if (answer.trim() === '') return;
    const input = { enrolmentId: id, answer: answer.trim(), expectedVersion: version };
    change.mutate(
      { input: { ...input, idempotencyKey: keys.current.for(input) } },
      {
        onSuccess: ({ answerEnrolmentReview }) => {
          if (answerEnrolmentReview.refusals.length > 0) return;
          notify(text('reviews.answered', { name: learner.name }));
          onClose();
        },
      },
    );
  };
  return (
    <FormDialog title={text('reviews.answerTitle', { name: learner.name })} submit={text('reviews.answerSubmit')} isBusy={change.isPending} error={change.error} refusals={withoutField(refusals, 'answer')} onSubmit={send} onClose={onClose}>
      <TextInput label={text('reviews.answerText')} value={answer} onChange={setAnswer} autoFocus isLong problem={isTried && answer.trim() === '' ? text('reviews.answerMissing') : refusalOf(refusals, 'answer')} help={text('reviews.answerHelp')} />
    </FormDialog>
  );
}

/** For a school that enrols: what came back of the period and waits for it. */
export function SentBackNote({ periodId }: { periodId: string }) {
  const text = useText();
  const formats = useFormats();
  const { data } = useLoad(PeriodReviewDocument, { periodId });
  const count = data?.enrolmentReview?.sentBack ?? 0;
  if (count === 0) return null;
  return (
    <Alert severity="warning" action={<Button color="inherit" size="small" component={Link} to={`/enrolments/reviews?${new URLSearchParams({ period: periodId, review: 'SENT_BACK' }).toString()}`}>{text('reviews.see')}</Button>}>
      {text('reviews.note', { count: formats.integer(count) })}
    </Alert>
  );
}
