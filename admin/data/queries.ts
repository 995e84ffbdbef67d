import {
  keepPreviousData,
  QueryClient,
  queryOptions,
  useInfiniteQuery,
  useMutation,
  useQuery,
  type UseMutationResult,
  type UseQueryResult,
} from '@tanstack/react-query';
import { useLocale } from 'react-admin';
import type { TypedDocumentString } from '../gql/graphql.js';
import { isForbidden, isMissing, isUnauthenticated, request, RequestFailed } from './request.js';

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 5_000,
      retry: (failures, error) => failures < 2 && isWorthRetrying(error),
      networkMode: 'always',
    },
    mutations: { networkMode: 'always' },
  },
});

function isWorthRetrying(error: unknown): boolean {
  if (isMissing(error) || isForbidden(error) || isUnauthenticated(error)) return false;
  return error instanceof RequestFailed && error.code !== 'BAD_USER_INPUT';
}

/** What the server tells to have changed. */
export type LiveTopic = 'indicators' | 'submissions';

export interface LoadOptions {
  enabled?: boolean;
  /** Re-read when the server says that this has changed. */
  topic?: LiveTopic;
  staleTime?: number;
  /** For what somebody is writing about: it changes only when they do, and is read anew each time it is opened. */
  isFrozen?: boolean;
  /** Keeps the former answer on screen while a changed filter loads. */
  keepPrevious?: boolean;
}

export function loading<Result, Variables>(
  document: TypedDocumentString<Result, Variables>,
  variables: Variables,
  locale: string,
) {
  return queryOptions({
    queryKey: [operationName(document), variables, locale] as const,
    queryFn: ({ signal }) => request(document, variables, signal),
  });
}

/** The one way to read. */
export function useLoad<Result, Variables>(
  document: TypedDocumentString<Result, Variables>,
  variables: Variables,
  options: LoadOptions = {},
): UseQueryResult<Result> {
  const { topic, keepPrevious, isFrozen, ...rest } = options;
  return useQuery({
    ...loading(document, variables, useLocale()),
    ...rest,
    ...(isFrozen === true ? { staleTime: Number.POSITIVE_INFINITY, gcTime: 0 } : {}),
    ...(topic === undefined ? {} : { meta: { topic } }),
    ...(keepPrevious === true ? { placeholderData: keepPreviousData } : {}),
  });
}

interface Page<Node> {
  nodes: Node[];
  pageInfo: { hasNextPage: boolean; endCursor?: string | null };
  totalCount: number;
}

export interface Connection<Node> {
  nodes: Node[];
  totalCount: number;
  hasMore: boolean;
  isPending: boolean;
  isLoadingMore: boolean;
  isRefreshing: boolean;
  error: Error | null;
  loadMore: () => void;
  retry: () => void;
}

/** The one way to page: each step reads on from the connection's own cursor. */
export function useConnection<Result, Variables extends { first: number; after?: string | null | undefined }, Node>(
  document: TypedDocumentString<Result, Variables>,
  variables: Omit<Variables, 'after'>,
  pick: (result: Result) => Page<Node>,
  options: Omit<LoadOptions, 'isFrozen'> = {},
): Connection<Node> {
  const locale = useLocale();
  const { topic, keepPrevious, ...rest } = options;
  const readPage = (after: string | null, signal?: AbortSignal): Promise<Result> =>
    request(document, { ...variables, after } as Variables, signal);
  const query = useInfiniteQuery({
    queryKey: [operationName(document), variables, locale, 'pages'],
    queryFn: ({ pageParam, signal }) => readPage(pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (last: Result) => nextCursor(pick(last)),
    ...rest,
    ...(topic === undefined ? {} : { meta: { topic } }),
    ...(keepPrevious === true ? { placeholderData: keepPreviousData } : {}),
  });
  const pages = (query.data?.pages ?? []).map(pick);

  return {
    nodes: pages.flatMap((page) => page.nodes),
    totalCount: pages[0]?.totalCount ?? 0,
    hasMore: query.hasNextPage,
    isPending: query.isPending,
    isLoadingMore: query.isFetchingNextPage,
    isRefreshing: query.isPlaceholderData,
    error: query.error,
    loadMore: () => void query.fetchNextPage(),
    retry: () => void query.refetch(),
  };
}

function nextCursor(page: Page<unknown>): string | null {
  return page.pageInfo.hasNextPage ? (page.pageInfo.endCursor ?? null) : null;
}

/** The one way to change something; what has to be read again is named by its operations. */
export function useChange<Result, Variables>(
  document: TypedDocumentString<Result, Variables>,
  outdated: TypedDocumentString<unknown, never>[] = [],
): UseMutationResult<Result, Error, Variables> {
  return useMutation({
    mutationFn: (variables: Variables) => request(document, variables),
    onSuccess: () => {
      outdate(outdated);
    },
  });
}

export function outdate(documents: TypedDocumentString<unknown, never>[]): void {
  for (const document of documents) {
    void queryClient.invalidateQueries({ queryKey: [operationName(document)] });
  }
}

function operationName(document: object): string {
  const name = /\b(?:query|mutation)\s+(\w+)/.exec(document.toString())?.[1];
  if (name === undefined) throw new Error('A document without a named operation cannot be cached.');
  return name;
}
