import Chip from '@mui/material/Chip';
import type { CourseState, CourseUnitPartsFragment } from '../gql/graphql.js';
import { MISSING } from '../ui/format.js';
import { useText } from '../ui/text.js';

export const COURSE_STATES = ['DRAFT', 'HANDED_IN', 'IN_REVIEW', 'ACCEPTED', 'RETURNED'] as const satisfies readonly CourseState[];
export const UNIT_KINDS = ['VIDEO', 'READING', 'QUIZ', 'ASSIGNMENT', 'DISCUSSION', 'LIVE', 'OFFLINE'] as const;

const COLOURS: Record<CourseState, 'default' | 'info' | 'success' | 'warning'> = { DRAFT: 'default', HANDED_IN: 'info', IN_REVIEW: 'info', ACCEPTED: 'success', RETURNED: 'warning' };

export function CourseStateTag({ state }: { state: CourseState }) {
  const text = useText();
  return <Chip size="small" variant="outlined" color={COLOURS[state]} label={text(`courses.states.${state}`)} />;
}

/** What completes a unit, in words. */
export function useAsks(): (unit: CourseUnitPartsFragment) => string {
  const text = useText();
  return ({ requiredMinutes, requiredPosts, requiredViews }) => {
    const asks = [
      requiredMinutes == null ? null : text('courses.askMinutes', { count: requiredMinutes }),
      requiredPosts == null ? null : text('courses.askPosts', { count: requiredPosts }),
      requiredViews == null ? null : text('courses.askViews', { count: requiredViews }),
    ].filter((one) => one !== null);
    return asks.length === 0 ? MISSING : asks.join(text('exchange.comma'));
  };
}
