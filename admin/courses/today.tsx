import { useViewer } from '../access/viewer.js';
import { useLoad } from '../data/queries.js';
import { CoursesDocument } from '../gql/graphql.js';
import { useFormats } from '../ui/format.js';
import { TaskCard } from '../ui/task-card.js';
import { useText } from '../ui/text.js';

/** Only where something waits. */
export function CoursesToday() {
  const text = useText();
  const formats = useFormats();
  const isExpert = useViewer()?.viewerCanReviewCourses === true;
  const waiting = useLoad(CoursesDocument, { isWaiting: true, first: 1 });
  const count = waiting.data?.courses.totalCount ?? 0;
  if (count === 0) return null;
  return <TaskCard query={waiting} figure={formats.integer(count)} label={text(isExpert ? 'courses.todayReview' : 'courses.todayOrganise')} to="/courses?view=WAITING" action={text('courses.todayAction')} />;
}
