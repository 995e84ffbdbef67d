import { queryOptions, useQuery } from '@tanstack/react-query';
import { queryClient } from '../data/queries.js';
import { request, RequestFailed } from '../data/request.js';
import { ViewerDocument, type RolePartsFragment, type ViewerPartsFragment } from '../gql/graphql.js';

export type Viewer = ViewerPartsFragment;
export type Role = RolePartsFragment;

const askViewer = async (): Promise<Viewer | null> => (await request(ViewerDocument, {})).viewer ?? null;

/** Rights change only at sign-in and when the role is switched; both put the new viewer here themselves. */
const viewerQuery = queryOptions({
  queryKey: ['Viewer'],
  queryFn: askViewer,
  staleTime: Number.POSITIVE_INFINITY,
});

export function readViewer(): Promise<Viewer | null> {
  return queryClient.fetchQuery(viewerQuery);
}

/** Asks the server anew: who this is after beginning or ending to look as an office. */
export async function newViewer(): Promise<Viewer> {
  const viewer = await askViewer();
  if (viewer === null) throw new RequestFailed('UNAUTHENTICATED', 'session ended', null);
  return viewer;
}

/** Nothing that another person or role has read stays in the browser. */
export function replaceViewer(viewer: Viewer | null): void {
  queryClient.removeQueries({ predicate: (query) => query.queryKey[0] !== 'About' && query.queryKey[0] !== 'Viewer' });
  queryClient.setQueryData(viewerQuery.queryKey, viewer);
}

export function useViewer(): Viewer | null {
  return useQuery(viewerQuery).data ?? null;
}
