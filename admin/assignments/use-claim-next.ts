import { useChange } from '../data/queries.js';
import { ClaimSubmissionDocument } from '../gql/graphql.js';
import { useSubmissionCache, type WorkbenchSubmission } from './submission-cache.js';

interface NextWanted {
  classId: string | null;
  afterId: string | null;
}

/** Leases the next free submission: first behind the given one, then from the front; null when nothing is left. */
export function useClaimNext() {
  const claim = useChange(ClaimSubmissionDocument);
  const cache = useSubmissionCache();

  const ask = async (wanted: NextWanted): Promise<WorkbenchSubmission | null> => {
    const { submission } = (
      await claim.mutateAsync({
        input: { filter: 'UNGRADED', classId: wanted.classId, afterSubmissionId: wanted.afterId },
      })
    ).claimSubmission;
    return submission ?? null;
  };

  return {
    isPending: claim.isPending,
    run: async (wanted: NextWanted): Promise<WorkbenchSubmission | null> => {
      const submission = (await ask(wanted)) ?? (wanted.afterId === null ? null : await ask({ ...wanted, afterId: null }));
      if (submission !== null) cache.put(submission);
      return submission;
    },
  };
}
