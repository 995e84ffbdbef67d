import { useEffect } from 'react';
import { useLoad } from '../data/queries.js';
import { QueueNeighboursDocument } from '../gql/graphql.js';
import type { QueueChoice } from './queue-choice.js';
import { useSubmissionCache } from './submission-cache.js';

export interface QueueWalk {
  previousId: string | null;
  nextId: string | null;
}

/** Where the person has been on this walk: what was graded has left the queue, and is still the one before. */
let trail: string[] = [];
const TRAIL_LENGTH = 200;

export function endWalk(): void {
  trail = [];
}

function before(currentId: string): string | null {
  const place = trail.indexOf(currentId);
  return (place === -1 ? trail.at(-1) : trail[place - 1]) ?? null;
}

/** Previous and next in exactly the chosen queue, asked of the server wherever in it one stands: a queue is never loaded whole. */
export function useQueueWalk(choice: QueueChoice, currentId: string): QueueWalk {
  const cache = useSubmissionCache();
  const { data } = useLoad(QueueNeighboursDocument, { submissionId: currentId, ...choice }, { staleTime: 60_000 });
  const nextIds = data?.queueNeighbours.nextIds ?? [];
  const [nextId = null, afterNextId = null] = nextIds;
  const previousId = before(currentId) ?? data?.queueNeighbours.previousId ?? null;

  useEffect(() => {
    const place = trail.indexOf(currentId);
    trail = place === -1 ? [...trail, currentId].slice(-TRAIL_LENGTH) : trail.slice(0, place + 1);
  }, [currentId]);

  useEffect(() => {
    for (const id of [nextId, afterNextId]) if (id !== null) cache.prefetch(id);
  }, [cache, nextId, afterNextId]);

  return { previousId, nextId };
}
