import { useBusinessTime } from '../app/use-business-time.js';
import { useLoad } from '../data/queries.js';
import { GradingProgressDocument } from '../gql/graphql.js';
import { Figure, Figures, Flash } from '../ui/figures.js';
import { useFormats } from '../ui/format.js';
import { useText } from '../ui/text.js';
import { useDuration } from './use-duration.js';

const DAY_MS = 86_400_000;

export function GradingFigures({ classId }: { classId: string | null }) {
  const text = useText();
  const formats = useFormats();
  const duration = useDuration();
  const now = useBusinessTime();
  const { data } = useLoad(GradingProgressDocument, { classId }, { topic: 'submissions', keepPrevious: true });
  const progress = data?.gradingProgress;
  const deadline = progress?.deadline ?? null;

  const remaining = (): string | undefined => {
    if (deadline === null || now === null) return undefined;
    const days = Math.floor((new Date(deadline).getTime() - now.getTime()) / DAY_MS);
    return days < 0 ? text('assignments.overdue') : text('assignments.daysLeft', { days });
  };
  return (
    <Figures label={text('assignments.progress')}>
      <Figure label={text('assignments.left')}>
        <Flash value={progress?.left ?? ''}>{formats.integer(progress?.left)}</Flash>
      </Figure>
      <Figure label={text('assignments.done')}>
        <Flash value={progress?.done ?? ''}>{formats.integer(progress?.done)}</Flash>
      </Figure>
      <Figure label={text('assignments.median')}>{duration(progress?.medianSeconds)}</Figure>
      <Figure label={text('assignments.deadline')} note={remaining()}>
        {formats.date(deadline)}
      </Figure>
    </Figures>
  );
}
