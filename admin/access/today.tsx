import { useLoad } from '../data/queries.js';
import { VacanciesDocument } from '../gql/graphql.js';
import { useFormats } from '../ui/format.js';
import { TaskCard } from '../ui/task-card.js';
import { useText } from '../ui/text.js';

/** Posts that must be filled and are not, with where they are. */
export function PostsToday() {
  const text = useText();
  const formats = useFormats();
  const query = useLoad(VacanciesDocument, {});
  const open = query.data?.vacancies.filter(({ vacant }) => vacant > 0) ?? [];
  return (
    <TaskCard
      query={query}
      figure={formats.integer(open.reduce((sum, { vacant }) => sum + vacant, 0))}
      label={text('posts.vacancies')}
      notes={open.map(({ role, level, vacant }) => text('posts.vacantShort', { post: text(`posts.vacancy.${role === 'SCHOOL_LEADER' ? 'LEADER' : level === 'PROVINCE' ? 'CITY' : level}`), vacant: formats.integer(vacant) }))}
      to="/appointments"
      action={text('posts.seeVacancies')}
    />
  );
}
