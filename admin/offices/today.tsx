import { useLoad } from '../data/queries.js';
import { OfficeChangesDocument } from '../gql/graphql.js';
import { useFormats } from '../ui/format.js';
import { TaskCard } from '../ui/task-card.js';
import { useText } from '../ui/text.js';

/** Changes of the organisation that are planned in the own subtree, with the nearest day. */
export function OfficePlansToday() {
  const text = useText();
  const formats = useFormats();
  const query = useLoad(OfficeChangesDocument, { first: 1, state: 'PLANNED' });
  const next = query.data?.officeChanges.nodes[0];
  return (
    <TaskCard
      query={query}
      figure={formats.integer(query.data?.officeChanges.totalCount)}
      label={text('organisation.plans')}
      notes={[next === undefined ? null : text('organisation.nextPlan', { date: formats.date(next.effectiveOn), office: next.office?.name ?? next.nameAfter ?? '' })]}
      to="/offices/plans"
      action={text('organisation.seePlans')}
    />
  );
}
