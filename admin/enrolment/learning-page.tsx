import SchoolIcon from '@mui/icons-material/SchoolOutlined';
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Card from '@mui/material/Card';
import Chip from '@mui/material/Chip';
import CardContent from '@mui/material/CardContent';
import Divider from '@mui/material/Divider';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useEffect, useRef, useState } from 'react';
import { Link } from 'react-router-dom';
import { StateTag } from '../assignments/tags.js';
import { ReturnReason, ReviewSummary } from '../assignments/submission-record.js';
import { useChange, useConnection } from '../data/queries.js';
import { LookAtReviewsDocument, MyEnrolmentsDocument, type LearnerSubmissionPartsFragment, type MyEnrolmentsQuery } from '../gql/graphql.js';
import { CommendedNote } from '../excellence/commended-note.js';
import { PeriodTag } from '../programmes/period.js';
import { ResultView } from '../scoring/result-view.js';
import { LoadMore } from '../ui/data-table.js';
import { useFormats } from '../ui/format.js';
import { Page } from '../ui/page.js';
import { OwnReview } from './review-record.js';
import { EmptyState, Failure, Rows } from '../ui/states.js';
import { useText } from '../ui/text.js';

type MyEnrolment = MyEnrolmentsQuery['enrolments']['nodes'][number];

export function LearningPage() {
  const text = useText();
  const own = useConnection(MyEnrolmentsDocument, { first: 10 }, (result) => result.enrolments, { topic: 'submissions' });
  return (
    <Page title={text('enrolment.learning.title')}>
      {own.isPending && <Rows />}
      {own.error !== null && <Failure error={own.error} onRetry={own.retry} />}
      {!own.isPending && own.error === null && own.nodes.length === 0 && (
        <EmptyState icon={<SchoolIcon />} title={text('enrolment.learning.none')} next={text('enrolment.learning.noneNext')} />
      )}
      <Stack spacing={2}>
        {own.nodes.map((enrolment) => (
          <EnrolmentCard key={enrolment.id} enrolment={enrolment} />
        ))}
      </Stack>
      {own.hasMore && <LoadMore connection={own} />}
    </Page>
  );
}

function EnrolmentCard({ enrolment }: { enrolment: MyEnrolment }) {
  const text = useText();
  const formats = useFormats();
  const news = useNews(enrolment);
  const { class: trainingClass, programme, period, result, submissions } = enrolment;
  return (
    <Card component="section" aria-label={trainingClass.name}>
      <CardContent>
        <Typography variant="h2">{trainingClass.name}</Typography>
        <Typography variant="body2" color="textSecondary" component="div" sx={{ mb: 2 }}>
          {programme.name} · <PeriodTag period={period} />
        </Typography>
        {enrolment.state === 'WITHDRAWN' && (
          <Alert severity="warning" sx={{ mb: 2 }}>
            <strong>{text('changes.goneAt', { time: formats.time(enrolment.withdrawnAt), name: enrolment.withdrawnByName ?? '—' })}</strong>
            <div>{text('changes.goneReason', { reason: enrolment.withdrawnReason ?? '—' })}</div>
          </Alert>
        )}
        {enrolment.state === 'ENROLLED' && <OwnReview review={enrolment} />}
        <CommendedNote nomination={enrolment.nomination} />
        <Box sx={{ display: 'grid', gap: 3, gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: 'minmax(0, 1fr) minmax(0, 1fr)' } }}>
          {result === null || result === undefined ? (
            <Typography color="textSecondary">{text('scoring.noResult')}</Typography>
          ) : (
            <ResultView result={result} />
          )}
          <Box role="group" aria-label={text('enrolment.submissions')}>
            <Typography variant="h3" sx={{ mb: 1 }}>
              {text('enrolment.submissions')}
            </Typography>
            {submissions.length === 0 && (
              <Typography variant="body2" color="textSecondary">
                {text('enrolment.noSubmissions')}
              </Typography>
            )}
            <Stack spacing={2} divider={<Divider />}>
              {submissions.map((submission) => (
                <OwnSubmission key={submission.id} submission={submission} isNews={news.has(submission.id)} />
              ))}
            </Stack>
          </Box>
        </Box>
      </CardContent>
    </Card>
  );
}

/** What came back since the last visit stays marked while the learner is here; the server is told that it has been seen. */
function useNews({ id, submissions }: MyEnrolment): ReadonlySet<string> {
  const look = useChange(LookAtReviewsDocument);
  const [seen, setSeen] = useState<ReadonlySet<string>>(new Set());
  const fresh = submissions.filter((submission) => submission.isNews && !seen.has(submission.id)).map((submission) => submission.id).join(' ');
  const tell = useRef(look.mutate);
  tell.current = look.mutate;
  useEffect(() => {
    if (fresh === '') return;
    setSeen((former) => new Set([...former, ...fresh.split(' ')]));
    tell.current({ input: { enrolmentId: id } });
  }, [fresh, id]);
  return seen;
}

function OwnSubmission({ submission, isNews }: { submission: LearnerSubmissionPartsFragment; isNews: boolean }) {
  const text = useText();
  const formats = useFormats();
  const review = submission.review ?? null;
  const isWaiting = review === null && submission.state !== 'RETURNED';
  return (
    <Stack component="article" aria-label={submission.assignment.title} spacing={1}>
      <Stack direction="row" useFlexGap spacing={1} sx={{ flexWrap: 'wrap', alignItems: 'center' }}>
        <Typography variant="body2" sx={{ fontWeight: 600 }}>
          {submission.assignment.title}
        </Typography>
        <OwnStateTag submission={submission} />
        {isNews && <Chip size="small" color="primary" label={text('queues.news')} />}
      </Stack>
      <Typography variant="caption" color="textSecondary">
        {text('assignments.attemptNumber', { number: submission.attempt })} · {formats.time(submission.submittedAt)} ·{' '}
        {text('assignments.characterCount', { count: formats.integer(submission.characterCount) })}
      </Typography>
      {submission.state === 'RETURNED' && <ReturnReason reason={submission.returnReason} />}
      {review !== null && <ReviewSummary review={review} assignment={submission.assignment} />}
      {isWaiting && <Typography variant="body2">{text('enrolment.learning.notReleased')}</Typography>}
      <Button
        component={Link}
        to={`/learning/${encodeURIComponent(submission.id)}`}
        variant={submission.viewerCanHandIn ? 'contained' : 'outlined'}
        size="small"
        sx={{ alignSelf: 'flex-start' }}
      >
        {text(submission.viewerCanHandIn ? 'enrolment.learning.handInAgain' : 'enrolment.learning.seeText')}
      </Button>
    </Stack>
  );
}

export function OwnStateTag({ submission }: { submission: Pick<LearnerSubmissionPartsFragment, 'state' | 'review'> }) {
  const isExcellent = submission.review?.isExcellent === true;
  return <StateTag state={submission.state} isExcellent={isExcellent} isForLearner />;
}
