import { useLoad } from '../data/queries.js';
import { AppealsDocument } from '../gql/graphql.js';
import { useFormats } from '../ui/format.js';
import { TaskCard } from '../ui/task-card.js';
import { useText } from '../ui/text.js';

/** Only where something waits. */
export function AppealsToday() {
  const text = useText();
  const formats = useFormats();
  const waiting = useLoad(AppealsDocument, { list: 'WAITING', first: 1 }, { topic: 'submissions' });
  const count = waiting.data?.appeals.totalCount ?? 0;
  if (count === 0) return null;
  return <TaskCard query={waiting} figure={formats.integer(count)} label={text('appeals.today')} to="/appeals" action={text('appeals.seeToday')} />;
}
