import { useLoad } from '../data/queries.js';
import { AppealsDocument, AppealsWithoutAnswererDocument } from '../gql/graphql.js';
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

/** Chief subject tutors who gave or decided the points do not answer the last step: where no other serves the programme, whoever appoints names one. */
export function AppealGapsToday() {
  const text = useText();
  const formats = useFormats();
  const gaps = useLoad(AppealsWithoutAnswererDocument, {}, { topic: 'submissions' });
  const found = gaps.data?.appealsWithoutAnswerer ?? [];
  if (found.length === 0) return null;
  const notes = found.map(({ programmeName, courseName, appealCount, waitingSince }) => text('appeals.gap', { programme: programmeName, course: courseName, count: formats.integer(appealCount), time: formats.time(waitingSince) }));
  return <TaskCard query={gaps} figure={formats.integer(found.reduce((sum, { appealCount }) => sum + appealCount, 0))} label={text('appeals.gaps')} notes={[text('appeals.gapsNext'), ...notes]} to="/appointments?role=CHIEF_TUTOR" action={text('appeals.gapsAction')} />;
}
