import { useFormats } from '../ui/format.js';
import { TaskCard } from '../ui/task-card.js';
import { useText } from '../ui/text.js';
import { useWaitingChoices } from './use-waiting-choices.js';

/** Who waits to be enrolled while it can still be done, period by period with its last day. */
export function EnrollingToday() {
  const text = useText();
  const formats = useFormats();
  const waiting = useWaitingChoices(true);
  const open = waiting.nodes.filter(({ period }) => period.choosing?.isOpen === true);
  const periods = [...new Map(open.map(({ period }) => [period.number, period])).values()].toSorted((a, b) => a.number - b.number);
  return (
    <TaskCard
      query={{ data: waiting.isWhole ? open : undefined, error: waiting.error, refetch: waiting.retry }}
      figure={formats.integer(open.length)}
      label={text('enrolling.today')}
      notes={periods.map(({ number, choosing }) => text('enrolling.todayUntil', { number, count: open.filter(({ period }) => period.number === number).length, date: formats.date(choosing?.closesOn) }))}
      to="/enrolling"
      action={text('enrolling.see')}
      isMain={open.length > 0}
    />
  );
}
