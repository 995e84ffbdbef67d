import { useLoad } from '../data/queries.js';
import { NominationCandidatesDocument } from '../gql/graphql.js';
import { useFormats } from '../ui/format.js';
import { TaskCard } from '../ui/task-card.js';
import { useText } from '../ui/text.js';

/** Whom the chief tutor may recommend; nothing where there is nobody. */
export function ExcellenceToday() {
  const text = useText();
  const formats = useFormats();
  const candidates = useLoad(NominationCandidatesDocument, { search: null, first: 1 }, { topic: 'submissions' });
  const count = candidates.data?.nominationCandidates.totalCount ?? 0;
  return count === 0 ? null : <TaskCard query={candidates} figure={formats.integer(count)} label={text('excellence.today')} to="/nominations" action={text('excellence.seeToday')} />;
}
