import { useMemo } from 'react';
import { useLocale } from 'react-admin';
import { useViewer } from '../access/viewer.js';
import { loading, queryClient } from '../data/queries.js';
import {
  ReadSubmissionDocument,
  WorkbenchSubmissionDocument,
  type DraftPartsFragment,
  type SubmissionPartsFragment,
  type TypedDocumentString,
} from '../gql/graphql.js';

export type WorkbenchSubmission = SubmissionPartsFragment & { draft?: DraftPartsFragment | null };

/** Drafts are the tutors' own; asking for them is refused to those who only read. */
export function submissionDocument(isGrader: boolean): TypedDocumentString<{ submission: WorkbenchSubmission | null }, { id: string }> {
  return isGrader ? WorkbenchSubmissionDocument : ReadSubmissionDocument;
}

/** Leased a moment ago on the way to the page that works on it. */
const handedOver = new Set<string>();

export function handOver(submissionId: string): void {
  handedOver.add(submissionId);
}

/** True once: the page need not ask for a lease that it has been given. */
export function takeOver(submissionId: string): boolean {
  return handedOver.delete(submissionId);
}

interface SubmissionCache {
  put: (submission: WorkbenchSubmission) => void;
  change: (id: string, part: Partial<WorkbenchSubmission>) => void;
  prefetch: (id: string) => void;
}

/** What a mutation answers goes straight into the page's own query: no second reading. */
export function useSubmissionCache(): SubmissionCache {
  const locale = useLocale();
  const isGrader = useViewer()?.viewerCanGrade === true;
  return useMemo(() => {
    const options = (id: string) => loading(submissionDocument(isGrader), { id }, locale);
    return {
      put: (submission) => {
        queryClient.setQueryData(options(submission.id).queryKey, { submission });
      },
      change: (id, part) => {
        queryClient.setQueryData(options(id).queryKey, (former) =>
          former?.submission === null || former?.submission === undefined
            ? former
            : { submission: { ...former.submission, ...part } },
        );
      },
      prefetch: (id) => {
        void queryClient.prefetchQuery({ ...options(id), staleTime: 60_000 });
      },
    };
  }, [locale, isGrader]);
}
