import { useLoad } from '../data/queries.js';
import { ProgrammeTasksDocument } from '../gql/graphql.js';
import { useFormats } from '../ui/format.js';
import { TaskCard } from '../ui/task-card.js';
import { useText } from '../ui/text.js';

/** What programmes ask of me, a card for each kind of thing; nothing stands here while nothing is asked. */
export function ProgrammesToday() {
  const text = useText();
  const formats = useFormats();
  const query = useLoad(ProgrammeTasksDocument, {});
  const all = query.data?.programmeTasks ?? [];
  const byKind = [...new Set(all.map(({ kind }) => kind))].map((kind) => [kind, all.filter((task) => task.kind === kind)] as const);
  return (
    <>
      {byKind.map(([kind, tasks]) => (
        <TaskCard
          key={kind}
          query={query}
          figure={formats.integer(tasks.length)}
          label={text(`programmeLife.today.kinds.${kind}`)}
          notes={tasks.slice(0, 3).map(({ programme, until }) => (until == null ? programme.name : `${programme.name} · ${text('programmeLife.today.until', { date: formats.date(until) })}`))}
          to={tasks.length === 1 ? `/programmes/${tasks[0]?.programme.id ?? ''}` : '/programmes'}
          action={text('programmeLife.today.open')}
        />
      ))}
    </>
  );
}
