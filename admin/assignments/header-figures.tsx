import Typography from '@mui/material/Typography';
import { useLoad } from '../data/queries.js';
import { GradingProgressDocument } from '../gql/graphql.js';
import { useFormats } from '../ui/format.js';
import { useText } from '../ui/text.js';
import type { QueueChoice } from './queue-choice.js';
import { useDuration } from './use-duration.js';
import { useTimeLeft } from './use-time-left.js';

/** How far the tutor is, in one line: done, left, the pace and the time that remains. */
export function HeaderFigures({ choice }: { choice: QueueChoice }) {
  const text = useText();
  const formats = useFormats();
  const duration = useDuration();
  const { classId, assignmentId } = choice;
  const progress = useLoad(GradingProgressDocument, { classId, assignmentId }, { topic: 'submissions', keepPrevious: true }).data?.gradingProgress;
  const remaining = useTimeLeft(progress?.deadline ?? null);
  if (progress === undefined) return null;
  const parts = [
    text('queues.left', { count: formats.integer(progress.left) }),
    text('queues.doneCount', { count: formats.integer(progress.done) }),
    ...(progress.medianSeconds === null || progress.medianSeconds === undefined ? [] : [text('queues.medianShort', { time: duration(progress.medianSeconds) })]),
    ...(remaining === undefined ? [] : [remaining]),
  ];
  return (
    <Typography variant="caption" color="textSecondary" role="status" aria-label={text('assignments.progress')} sx={{ display: { xs: 'none', lg: 'inline' }, whiteSpace: 'nowrap' }}>
      {parts.join(' · ')}
    </Typography>
  );
}
