import { queryOptions, useQuery } from '@tanstack/react-query';
import { queryClient } from '../data/queries.js';
import { request } from '../data/request.js';
import { SignedInDocument, ViewerDocument, type ViewerPartsFragment } from '../gql/graphql.js';

export type Viewer = ViewerPartsFragment;

/** Rights change only at sign-in and when the role is switched; both put the new viewer here themselves. */
const viewerQuery = queryOptions({
  queryKey: ['Viewer'],
  queryFn: async (): Promise<Viewer | null> => {
    // Anonymous callers may ask whether they are somebody, but not for an office's name: that would be a 401.
    const { viewer } = await request(SignedInDocument, {});
    return viewer === null ? null : ((await request(ViewerDocument, {})).viewer ?? null);
  },
  staleTime: Number.POSITIVE_INFINITY,
});

export function readViewer(): Promise<Viewer | null> {
  return queryClient.fetchQuery(viewerQuery);
}

/** Nothing that another person or role has read stays in the browser. */
export function replaceViewer(viewer: Viewer | null): void {
  queryClient.removeQueries({ predicate: (query) => query.queryKey[0] !== 'About' && query.queryKey[0] !== 'Viewer' });
  queryClient.setQueryData(viewerQuery.queryKey, viewer);
}

export function useViewer(): Viewer | null {
  return useQuery(viewerQuery).data ?? null;
}
