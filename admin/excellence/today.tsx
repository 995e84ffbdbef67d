import { useLoad } from '../data/queries.js';
import { NominationCandidatesDocument, NominationsDocument } from '../gql/graphql.js';
import { useFormats } from '../ui/format.js';
import { TaskCard } from '../ui/task-card.js';
import { useText } from '../ui/text.js';

/** Whom the chief tutor may recommend; nothing where there is nobody. */
export function ExcellenceToday() {
  const text = useText();
  const formats = useFormats();
  const candidates = useLoad(NominationCandidatesDocument, { periodId: null, search: null, first: 1 }, { topic: 'submissions' });
  const count = candidates.data?.nominationCandidates.totalCount ?? 0;
  return count === 0 ? null : <TaskCard query={candidates} figure={formats.integer(count)} label={text('excellence.today')} to="/nominations" action={text('excellence.seeToday')} />;
}

/** What the organising office has to decide; nothing where nothing waits. */
export function NominationsToday() {
  const text = useText();
  const formats = useFormats();
  const waiting = useLoad(NominationsDocument, { state: null, periodId: null, isWaiting: true, officeId: null, search: null, first: 1 }, { topic: 'submissions' });
  const count = waiting.data?.nominations.totalCount ?? 0;
  return count === 0 ? null : <TaskCard query={waiting} figure={formats.integer(count)} label={text('excellence.todayDecide')} to="/nominations?state=NOMINATED" action={text('excellence.toDecide')} />;
}
