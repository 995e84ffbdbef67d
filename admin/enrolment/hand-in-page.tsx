import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Card from '@mui/material/Card';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { Link, useParams } from 'react-router-dom';
import { OwnAppeals } from '../appeals/own-appeals.js';
import { AnnotationList } from '../assignments/annotation-list.js';
import { Essay } from '../assignments/essay.js';
import { ReturnReason, ReviewSummary } from '../assignments/submission-record.js';
import { useLoad } from '../data/queries.js';
import { LearnerSubmissionDocument, type LearnerSubmissionQuery } from '../gql/graphql.js';
import { Page } from '../ui/page.js';
import { Loaded, NotFound } from '../ui/states.js';
import { useText } from '../ui/text.js';
import { HandInForm } from './hand-in-form.js';
import { OwnStateTag } from './learning-page.js';

type OwnSubmission = NonNullable<LearnerSubmissionQuery['submission']>;

export function HandInPage() {
  const { id = '' } = useParams();
  // The text being revised must not change under the hands of its author.
  const query = useLoad(LearnerSubmissionDocument, { id }, { isFrozen: true });
  return (
    <Loaded query={query}>
      {({ submission }) =>
        submission === null || submission === undefined ? <NotFound /> : <SubmissionView key={submission.version} submission={submission} />
      }
    </Loaded>
  );
}

function SubmissionView({ submission }: { submission: OwnSubmission }) {
  const text = useText();
  const { assignment } = submission;
  const review = submission.review ?? null;
  return (
    <Page
      title={text(submission.viewerCanHandIn ? 'enrolment.learning.editorTitle' : 'enrolment.learning.submissionTitle')}
      subtitle={`${assignment.title} · ${submission.class.name}`}
      actions={
        <Button component={Link} to="/learning" variant="outlined">
          {text('enrolment.learning.title')}
        </Button>
      }
    >
      <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: 'minmax(0, 1fr) 340px' } }}>
        <Box sx={{ minWidth: 0 }}>
          {submission.viewerCanHandIn ? (
            <HandInForm submission={submission} />
          ) : (
            <Card sx={{ p: { xs: 2, md: 3 } }}>
              <Essay text={submission.text} characterCount={submission.characterCount} marks={review?.annotations ?? submission.returnAnnotations} />
            </Card>
          )}
          {submission.viewerCanHandIn && submission.returnAnnotations.length > 0 && (
            <Card component="section" aria-label={text('enrolment.learning.annotatedText')} sx={{ p: { xs: 2, md: 3 }, mt: 2 }}>
              <Typography variant="h3" component="h2" sx={{ mb: 1 }}>
                {text('enrolment.learning.annotatedText')}
              </Typography>
              <Essay text={submission.text} characterCount={submission.characterCount} marks={submission.returnAnnotations} />
            </Card>
          )}
        </Box>
        <Stack spacing={2} sx={{ order: { xs: -1, md: 0 } }}>
          {submission.state === 'RETURNED' ? (
            <>
              <ReturnReason reason={submission.returnReason} />
              {submission.returnAnnotations.length > 0 && (
                <Card sx={{ p: 2 }}>
                  <Typography variant="h3" component="h2" sx={{ mb: 1 }}>
                    {text('annotation.count', { count: submission.returnAnnotations.length })}
                  </Typography>
                  <AnnotationList annotations={submission.returnAnnotations} criteria={assignment.rubric.criteria} />
                </Card>
              )}
            </>
          ) : (
            <Box>
              <OwnStateTag submission={submission} />
            </Box>
          )}
          {review !== null && (
            <Card sx={{ p: 2 }}>
              <ReviewSummary review={review} assignment={assignment} />
            </Card>
          )}
          <OwnAppeals submission={submission} />
          {review === null && submission.state !== 'RETURNED' && (
            <Alert severity="info">{text('enrolment.learning.notReleased')}</Alert>
          )}
          <Card sx={{ p: 2 }}>
            <Typography variant="h3" component="h2" sx={{ mb: 1 }}>
              {text('assignments.prompt')}
            </Typography>
            <Typography variant="body2" sx={{ whiteSpace: 'pre-line' }} lang="zh-CN">
              {assignment.prompt}
            </Typography>
          </Card>
        </Stack>
      </Box>
    </Page>
  );
}
