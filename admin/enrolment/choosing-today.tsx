import { useConnection } from '../data/queries.js';
import { OwnChoicesDocument } from '../gql/graphql.js';
import { useFormats } from '../ui/format.js';
import { TaskCard } from '../ui/task-card.js';
import { useText } from '../ui/text.js';
import { useChoosingPeriods } from './choosing-periods.js';
import { fateOf } from './own-choices.js';
import { useWhole } from '../data/use-whole.js';

/** Of a teacher's choices those that still wait, and until when one may choose; nothing where nothing is open. */
export function ChoosingToday() {
  const text = useText();
  const formats = useFormats();
  const { query, periods } = useChoosingPeriods();
  const own = useWhole(useConnection(OwnChoicesDocument, { first: 50 }, (result) => result.courseChoices));
  const next = periods.find(({ choosing }) => choosing.isOpen);
  if (query.data !== undefined && next === undefined) return null;
  const waiting = own.nodes.filter((choice) => ['WAITING', 'LISTED'].includes(fateOf(choice))).length;
  return (
    <TaskCard
      query={query}
      figure={own.isWhole ? formats.integer(waiting) : '…'}
      label={text('choosing.today')}
      notes={next === undefined || next.choosing.closesOn == null ? [] : [text('choosing.todayUntil', { number: next.number, date: formats.date(next.choosing.closesOn) })]}
      to="/choosing"
      action={text('choosing.see')}
    />
  );
}
