import { useLoad } from '../data/queries.js';
import { EnrolmentReviewTasksDocument } from '../gql/graphql.js';
import { useFormats } from '../ui/format.js';
import { TaskCard } from '../ui/task-card.js';
import { useText } from '../ui/text.js';

/** What the schools entered and this office has still to look at, with the last day of each period; nothing where nothing waits. */
export function ReviewsToday() {
  const text = useText();
  const formats = useFormats();
  const query = useLoad(EnrolmentReviewTasksDocument, {}, { topic: 'indicators' });
  const tasks = query.data?.enrolmentReviewTasks ?? [];
  const [first] = tasks;
  if (first === undefined) return null;
  const isOfMany = new Set(tasks.map(({ period }) => period.programme.id)).size > 1;
  return (
    <TaskCard
      query={query}
      figure={formats.integer(tasks.reduce((sum, { waiting }) => sum + waiting, 0))}
      label={text('reviews.today')}
      notes={tasks.map(({ period, waiting, closesOn }) => {
        const note = text(closesOn == null ? 'reviews.todayNote' : 'reviews.todayNoteUntil', { number: period.number, count: formats.integer(waiting), date: formats.date(closesOn) });
        return isOfMany ? `${period.programme.name} · ${note}` : note;
      })}
      to={`/enrolments/reviews?programme=${encodeURIComponent(first.period.programme.id)}&period=${encodeURIComponent(first.period.id)}`}
      action={text('reviews.todaySee')}
      isMain
    />
  );
}
