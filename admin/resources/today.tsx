import { useLoad } from '../data/queries.js';
import { ResourcesDocument } from '../gql/graphql.js';
import { useFormats } from '../ui/format.js';
import { TaskCard } from '../ui/task-card.js';
import { useText } from '../ui/text.js';

/** What the offices below recommended; nothing where nothing waits. */
export function ResourcesToday() {
  const text = useText();
  const formats = useFormats();
  const waiting = useLoad(ResourcesDocument, { isWaiting: true, first: 1 });
  const count = waiting.data?.resources.totalCount ?? 0;
  return count === 0 ? null : <TaskCard query={waiting} figure={formats.integer(count)} label={text('resources.today')} to="/resources?view=WAITING" action={text('resources.seeToday')} />;
}
