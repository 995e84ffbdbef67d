import { useLoad } from '../data/queries.js';
import { ExportsTodayDocument } from '../gql/graphql.js';
import { useFormats } from '../ui/format.js';
import { TaskCard } from '../ui/task-card.js';
import { useText } from '../ui/text.js';

/** Files of many persons: what waits for my decision, and what of mine may be downloaded; nothing where there is neither. */
export function ExportsToday() {
  const text = useText();
  const formats = useFormats();
  const query = useLoad(ExportsTodayDocument, {});
  const toDecide = query.data?.toDecide.totalCount ?? 0;
  const ready = query.data?.mine.nodes.filter(({ viewerCanFetch }) => viewerCanFetch).length ?? 0;
  return (
    <>
      {toDecide > 0 && <TaskCard query={query} figure={formats.integer(toDecide)} label={text('exports.toDecide')} to="/exports?view=TO_DECIDE" action={text('exports.seeToDecide')} />}
      {ready > 0 && <TaskCard query={query} figure={formats.integer(ready)} label={text('exports.ready')} to="/exports?view=MINE" action={text('exports.seeReady')} />}
    </>
  );
}
