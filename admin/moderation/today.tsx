import { useViewer } from '../access/viewer.js';
import { useLoad } from '../data/queries.js';
import { GradingOrderDocument, SecondMarkingsDocument } from '../gql/graphql.js';
import { useFormats } from '../ui/format.js';
import { TaskCard } from '../ui/task-card.js';
import { useText } from '../ui/text.js';

/** What second marking asks today: to mark, or to decide. Nothing where there is nothing. */
export function ModerationToday() {
  const text = useText();
  const formats = useFormats();
  const isChief = useViewer()?.viewerCanDecideDisputes === true;
  const waiting = useLoad(GradingOrderDocument, { filter: 'SECOND_MARKING', first: 1 }, { topic: 'submissions', enabled: !isChief });
  const disputed = useLoad(SecondMarkingsDocument, { state: 'DISPUTED', first: 1 }, { topic: 'submissions', enabled: isChief });
  const toMark = waiting.data?.gradingQueue.totalCount ?? 0;
  const toDecide = disputed.data?.secondMarkings.totalCount ?? 0;
  if (isChief) return toDecide === 0 ? null : <TaskCard query={disputed} figure={formats.integer(toDecide)} label={text('moderation.today')} to="/moderation?state=DISPUTED" action={text('moderation.seeDisputes')} />;
  return toMark === 0 ? null : <TaskCard query={waiting} figure={formats.integer(toMark)} label={text('moderation.todaySecond')} to="/assignments?filter=SECOND_MARKING" action={text('moderation.seeSecond')} />;
}
