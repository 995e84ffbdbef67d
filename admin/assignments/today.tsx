import { useLoad } from '../data/queries.js';
import { GradingOrderDocument, GradingProgressDocument } from '../gql/graphql.js';
import { useFormats } from '../ui/format.js';
import { TaskCard } from '../ui/task-card.js';
import { useText } from '../ui/text.js';
import { useDuration } from './use-duration.js';

export function GradingToday() {
  const text = useText();
  const formats = useFormats();
  const duration = useDuration();
  const progress = useLoad(GradingProgressDocument, {}, { topic: 'submissions' });
  const returned = useLoad(GradingOrderDocument, { filter: 'RETURNED', first: 1 }, { topic: 'submissions' });
  const held = useLoad(GradingOrderDocument, { filter: 'HELD', first: 1 }, { topic: 'submissions' });
  const heldCount = held.data?.gradingQueue.totalCount ?? 0;
  const { done, left, medianSeconds, deadline } = progress.data?.gradingProgress ?? {};
  return (
    <>
      <TaskCard
        query={progress}
        figure={formats.integer(left)}
        label={text(left === 0 ? 'app.today.leftNone' : 'app.today.left')}
        notes={[
          text('app.today.done', { done: formats.integer(done) }),
          deadline === null || deadline === undefined ? null : text('app.today.deadline', { time: formats.time(deadline) }),
          medianSeconds === null || medianSeconds === undefined ? null : text('app.today.median', { time: duration(medianSeconds) }),
        ]}
        to="/assignments?filter=UNGRADED"
        action={text('app.today.startGrading')}
        isMain
      />
      {heldCount > 0 && (
        <TaskCard query={held} figure={formats.integer(heldCount)} label={text('app.today.held')} to="/assignments?filter=HELD" action={text('app.today.seeHeld')} />
      )}
      <TaskCard
        query={returned}
        figure={formats.integer(returned.data?.gradingQueue.totalCount)}
        label={text('app.today.returnedByMe')}
        to="/assignments?filter=RETURNED"
        action={text('app.today.seeReturned')}
      />
    </>
  );
}

export function ReadingToday() {
  const text = useText();
  const formats = useFormats();
  const all = useLoad(GradingOrderDocument, { filter: 'ALL', first: 1 }, { topic: 'submissions' });
  return (
    <TaskCard
      query={all}
      figure={formats.integer(all.data?.gradingQueue.totalCount)}
      label={text('app.today.toRead')}
      to="/assignments?filter=ALL"
      action={text('app.today.startReading')}
      isMain
    />
  );
}
