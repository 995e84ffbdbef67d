import { useEffect } from 'react';
import type { Connection } from './queries.js';

/** Reads a connection to its end: what is counted or ordered here must be whole. */
export function useWhole<Node>(connection: Connection<Node>): { isWhole: boolean } & Connection<Node> {
  const { hasMore, isLoadingMore, error, loadMore } = connection;
  useEffect(() => {
    if (hasMore && !isLoadingMore && error === null) loadMore();
  });
  return { ...connection, isWhole: !connection.isPending && !hasMore };
}
