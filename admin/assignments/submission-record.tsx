import ExpandMoreIcon from '@mui/icons-material/ExpandMore';
import Accordion from '@mui/material/Accordion';
import AccordionDetails from '@mui/material/AccordionDetails';
import AccordionSummary from '@mui/material/AccordionSummary';
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import type { ReactNode } from 'react';
import type { OpinionPartsFragment, ReviewPartsFragment } from '../gql/graphql.js';
import { useFormats } from '../ui/format.js';
import { useText } from '../ui/text.js';
import { AnnotationList } from './annotation-list.js';
import { Essay } from './essay.js';
import type { Assignment } from './review-form.js';
import type { WorkbenchSubmission } from './submission-cache.js';
import { StateTag } from './tags.js';

/** Beside the text: the task, earlier attempts with their reviews, what experts said, what happened. */
export function SubmissionRecord({ submission }: { submission: WorkbenchSubmission }) {
  const text = useText();
  const formats = useFormats();
  const earlier = submission.attempts.filter((attempt) => attempt.id !== submission.id);
  return (
    <Box sx={{ mt: 4 }}>
      <Section title={text('assignments.prompt')}>
        <Typography variant="body2" sx={{ whiteSpace: 'pre-line' }} lang="zh-CN">
          {submission.assignment.prompt}
        </Typography>
      </Section>
      {earlier.map((attempt) => (
        <Section
          key={attempt.id}
          title={`${text('assignments.attemptNumber', { number: attempt.attempt })} · ${formats.time(attempt.submittedAt)}`}
          note={<StateTag state={attempt.state} />}
        >
          <Stack spacing={2}>
            <ReturnReason reason={attempt.returnReason} />
            {attempt.review !== null && attempt.review !== undefined && (
              <ReviewSummary review={attempt.review} assignment={submission.assignment} />
            )}
            <AnnotationList annotations={attempt.returnAnnotations} criteria={submission.assignment.rubric.criteria} />
            <Essay text={attempt.text} characterCount={attempt.characterCount} marks={attempt.review?.annotations ?? attempt.returnAnnotations} />
          </Stack>
        </Section>
      ))}
      <Section title={`${text('assignments.opinions')} (${submission.opinions.length})`}>
        <Opinions opinions={submission.opinions} />
      </Section>
      <Section title={text('assignments.history')}>
        <Stack component="ol" spacing={1} sx={{ listStyle: 'none', m: 0, p: 0 }}>
          {submission.history.map((event) => (
            <Box component="li" key={`${event.at}-${event.to}`}>
              <Typography variant="body2">
                {formats.time(event.at)} · {event.byName} · {text(`assignments.states.${event.to}`)}
              </Typography>
              {event.reason !== null && event.reason !== undefined && (
                <Typography variant="caption" color="textSecondary">
                  {event.reason}
                </Typography>
              )}
            </Box>
          ))}
        </Stack>
      </Section>
    </Box>
  );
}

function Section({ title, note, children }: { title: string; note?: ReactNode; children: ReactNode }) {
  return (
    <Accordion disableGutters variant="outlined" sx={{ '&:not(:last-child)': { borderBottom: 0 } }} slotProps={{ heading: { component: 'h2' }, transition: { unmountOnExit: true } }}>
      <AccordionSummary expandIcon={<ExpandMoreIcon />}>
        <Stack direction="row" spacing={1} sx={{ alignItems: 'center' }}>
          <Typography variant="body2" sx={{ fontWeight: 600 }}>
            {title}
          </Typography>
          {note}
        </Stack>
      </AccordionSummary>
      <AccordionDetails>{children}</AccordionDetails>
    </Accordion>
  );
}

export function ReturnReason({ reason }: { reason: string | null | undefined }) {
  const text = useText();
  if (reason === null || reason === undefined || reason === '') return null;
  return (
    <Alert severity="warning">
      <strong>{text('assignments.returnReason')}</strong>
      <Box sx={{ whiteSpace: 'pre-line' }}>{reason}</Box>
    </Alert>
  );
}

export function Opinions({ opinions }: { opinions: readonly OpinionPartsFragment[] }) {
  const text = useText();
  const formats = useFormats();
  if (opinions.length === 0) {
    return (
      <Typography variant="body2" color="textSecondary">
        {text('assignments.noOpinions')}
      </Typography>
    );
  }
  return (
    <Stack spacing={1.5}>
      {opinions.map((opinion) => (
        <Box key={opinion.id}>
          <Typography variant="caption" color="textSecondary">
            {opinion.expertName} · {formats.time(opinion.givenAt)}
          </Typography>
          <Typography variant="body2" sx={{ whiteSpace: 'pre-line' }}>
            {opinion.text}
          </Typography>
        </Box>
      ))}
    </Stack>
  );
}

interface ReviewSummaryProps {
  review: ReviewPartsFragment;
  assignment: { maximumPoints: string; rubric: { criteria: readonly Pick<Assignment['rubric']['criteria'][number], 'key' | 'name' | 'maximumPoints'>[] } };
}

export function ReviewSummary({ review, assignment }: ReviewSummaryProps) {
  const text = useText();
  const formats = useFormats();
  const pointsOf = (key: string) => review.criterionPoints.find((one) => one.criterion === key);
  return (
    <Box role="group" aria-label={text('assignments.review')}>
      <Typography variant="body2" sx={{ fontWeight: 600 }}>
        {text('scoring.pointsOutOf', { points: formats.points(review.points), outOf: formats.points(assignment.maximumPoints) })}
        {review.isExcellent && ` · ${text('assignments.excellent')}`}
      </Typography>
      <Typography variant="caption" color="textSecondary">
        {text('assignments.reviewBy', { name: review.tutorName, time: formats.time(review.submittedAt) })}
      </Typography>
      {review.criterionPoints.length > 0 && (
        <Box component="dl" sx={{ m: 0, mt: 1, display: 'grid', gridTemplateColumns: '1fr auto', rowGap: 0.25 }}>
          {assignment.rubric.criteria.map((criterion) => (
            <Box key={criterion.key} sx={{ display: 'contents' }}>
              <Typography component="dt" variant="body2" color="textSecondary">
                {criterion.name}
              </Typography>
              <Typography component="dd" variant="body2" sx={{ m: 0, textAlign: 'right' }}>
                {formats.points(pointsOf(criterion.key)?.points)} / {formats.points(criterion.maximumPoints)}
              </Typography>
            </Box>
          ))}
        </Box>
      )}
      {review.comment !== '' && (
        <Typography variant="body2" sx={{ mt: 1, whiteSpace: 'pre-line' }}>
          {review.comment}
        </Typography>
      )}
      {review.annotations.length > 0 && (
        <Box sx={{ mt: 1 }}>
          <Typography variant="body2" component="h3" sx={{ fontWeight: 600, m: 0, mb: 0.5 }}>
            {text('annotation.count', { count: review.annotations.length })}
          </Typography>
          <AnnotationList annotations={review.annotations} criteria={assignment.rubric.criteria} />
        </Box>
      )}
    </Box>
  );
}
