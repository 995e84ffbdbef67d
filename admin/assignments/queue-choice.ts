import type { QueueFilter, QueueOrder } from '../gql/graphql.js';
import { useAddress } from '../ui/address.js';

/** As they are offered; what colleagues have open is shown by itself. */
export const FILTERS = [
  'UNGRADED', 'ALLOCATED', 'MINE', 'RESUBMITTED', 'SECOND_MARKING', 'LATE', 'RETURNED', 'HELD', 'APPEALED', 'FLAGGED', 'SUSPECTED', 'EXCELLENT', 'GRADED', 'ALL',
] as const satisfies readonly QueueFilter[];

/** Who only reads has no work of the own in the queue. */
export const READING_FILTERS = ['UNGRADED', 'RETURNED', 'EXCELLENT', 'GRADED', 'ALL'] as const satisfies readonly QueueFilter[];

/** What is graded leaves these; the walk goes on by claiming. In the others the next one stands where it stood. */
export function isLeftByGrading(filter: QueueFilter): boolean {
  return filter === 'UNGRADED' || filter === 'ALLOCATED' || filter === 'RESUBMITTED' || filter === 'SECOND_MARKING';
}

export interface QueueChoice {
  filter: QueueFilter;
  classId: string | null;
  assignmentId: string | null;
  order: QueueOrder;
}

/** Which queue the person walks stands in the address: shared links and reloads keep it. */
export function useQueueChoice(standard: QueueFilter): [QueueChoice, (change: Partial<QueueChoice>) => void] {
  const [params, change] = useAddress();
  const asked = params.get('filter');
  const choice: QueueChoice = {
    filter: FILTERS.find((filter) => filter === asked) ?? standard,
    classId: params.get('class'),
    assignmentId: params.get('assignment'),
    order: params.get('order') === 'RANDOM' ? 'RANDOM' : 'OLDEST_FIRST',
  };
  return [
    choice,
    ({ filter, classId, assignmentId, order }) => {
      change({
        ...(filter === undefined ? {} : { filter }),
        ...(classId === undefined ? {} : { class: classId }),
        ...(assignmentId === undefined ? {} : { assignment: assignmentId }),
        ...(order === undefined ? {} : { order: order === 'RANDOM' ? order : null }),
      });
    },
  ];
}

function paramsOf({ filter, classId, assignmentId, order }: QueueChoice): URLSearchParams {
  return new URLSearchParams({
    filter,
    ...(classId === null ? {} : { class: classId }),
    ...(assignmentId === null ? {} : { assignment: assignmentId }),
    ...(order === 'RANDOM' ? { order } : {}),
  });
}

export function queueHref(choice: QueueChoice): string {
  return `/assignments?${paramsOf(choice).toString()}`;
}

export function submissionHref(id: string, choice: QueueChoice): string {
  return `/assignments/${encodeURIComponent(id)}?${paramsOf(choice).toString()}`;
}
