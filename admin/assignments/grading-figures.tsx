import { useLoad } from '../data/queries.js';
import { GradingProgressDocument } from '../gql/graphql.js';
import { Figure, Figures, Flash } from '../ui/figures.js';
import { useFormats } from '../ui/format.js';
import { useText } from '../ui/text.js';
import type { QueueChoice } from './queue-choice.js';
import { useDuration } from './use-duration.js';
import { useTimeLeft } from './use-time-left.js';

export function GradingFigures({ choice }: { choice: QueueChoice }) {
  const text = useText();
  const formats = useFormats();
  const duration = useDuration();
  const { classId, assignmentId } = choice;
  const { data } = useLoad(GradingProgressDocument, { classId, assignmentId }, { topic: 'submissions', keepPrevious: true });
  const progress = data?.gradingProgress;
  const deadline = progress?.deadline ?? null;
  const remaining = useTimeLeft(deadline);
  return (
    <Figures label={text('assignments.progress')}>
      <Figure label={text('assignments.left')}>
        <Flash value={progress?.left ?? ''}>{formats.integer(progress?.left)}</Flash>
      </Figure>
      <Figure label={text('assignments.done')}>
        <Flash value={progress?.done ?? ''}>{formats.integer(progress?.done)}</Flash>
      </Figure>
      <Figure label={text('assignments.median')}>{duration(progress?.medianSeconds)}</Figure>
      {/* The line is kept while it is not known: what stands below must not move under the pointer. */}
      <Figure label={text('assignments.deadline')} note={progress === undefined ? '\u00a0' : remaining}>
        {formats.date(deadline)}
      </Figure>
    </Figures>
  );
}
