import { useEffect } from 'react';
import { useConnection } from '../data/queries.js';
import { GradingOrderDocument } from '../gql/graphql.js';
import type { QueueChoice } from './queue-choice.js';
import { useSubmissionCache } from './submission-cache.js';

const READ_AHEAD = 3;

export interface QueueWalk {
  previousId: string | null;
  nextId: string | null;
}

/**
 * Previous and next walk exactly the chosen filter in its order. The order is a snapshot of ids:
 * an item that leaves the filter because it was graded keeps its place until the walk ends.
 */
export function useQueueWalk(choice: QueueChoice, currentId: string): QueueWalk {
  const cache = useSubmissionCache();
  const order = useConnection(
    GradingOrderDocument,
    { filter: choice.filter, classId: choice.classId, first: 100 },
    (result) => result.gradingQueue,
    { staleTime: Number.POSITIVE_INFINITY },
  );
  const ids = order.nodes.map((node) => node.id);
  const index = ids.indexOf(currentId);
  const nextId = ids[index + 1] ?? null;
  const afterNextId = ids[index + 2] ?? null;

  useEffect(() => {
    if (order.hasMore && !order.isLoadingMore && index + READ_AHEAD >= ids.length) order.loadMore();
  }, [order, index, ids.length]);

  useEffect(() => {
    for (const id of [nextId, afterNextId]) if (id !== null) cache.prefetch(id);
  }, [cache, nextId, afterNextId]);

  return { previousId: index > 0 ? (ids[index - 1] ?? null) : null, nextId };
}
