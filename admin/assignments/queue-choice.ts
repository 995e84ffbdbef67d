import { useSearchParams } from 'react-router-dom';
import type { QueueFilter } from '../gql/graphql.js';

export const FILTERS = ['UNGRADED', 'RETURNED', 'GRADED', 'ALL'] as const satisfies readonly QueueFilter[];

export interface QueueChoice {
  filter: QueueFilter;
  classId: string | null;
}

/** Which queue the person walks stands in the address: shared links and reloads keep it. */
export function useQueueChoice(standard: QueueFilter): [QueueChoice, (choice: QueueChoice) => void] {
  const [params, setParams] = useSearchParams();
  const asked = params.get('filter');
  const choice: QueueChoice = {
    filter: FILTERS.find((filter) => filter === asked) ?? standard,
    classId: params.get('class'),
  };
  return [
    choice,
    (next) => {
      setParams(paramsOf(next), { replace: true });
    },
  ];
}

function paramsOf({ filter, classId }: QueueChoice): URLSearchParams {
  return new URLSearchParams({ filter, ...(classId === null ? {} : { class: classId }) });
}

export function queueHref(choice: QueueChoice): string {
  return `/assignments?${paramsOf(choice).toString()}`;
}

export function submissionHref(id: string, choice: QueueChoice): string {
  return `/assignments/${encodeURIComponent(id)}?${paramsOf(choice).toString()}`;
}
