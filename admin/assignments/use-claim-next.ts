import { useRef } from 'react';
import { useChange } from '../data/queries.js';
import { sendAndForget } from '../data/request.js';
import { ClaimSubmissionDocument, GiveBackSubmissionDocument } from '../gql/graphql.js';
import { handOver, useSubmissionCache, type WorkbenchSubmission } from './submission-cache.js';

interface NextWanted {
  classId: string | null;
  afterId: string | null;
}

/** Leases the next free submission: first behind the given one, then from the front; null when nothing is left. */
export function useClaimNext() {
  const claim = useChange(ClaimSubmissionDocument);
  const cache = useSubmissionCache();
  const prepared = useRef<Promise<WorkbenchSubmission | null> | null>(null);

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
    /** Asks while the review is still on its way, so that the next submission is there with its answer. */
    prepare: (wanted: NextWanted): void => {
      prepared.current = ask(wanted);
      prepared.current.catch(() => undefined);
    },
    /** The person stays here: what was prepared goes back to the queue. */
    drop: async (): Promise<void> => {
      const submission = await prepared.current?.catch(() => null);
      prepared.current = null;
      if (submission !== null && submission !== undefined) sendAndForget(GiveBackSubmissionDocument, { input: { submissionId: submission.id } });
    },
    run: async (wanted: NextWanted): Promise<WorkbenchSubmission | null> => {
      const behind = await (prepared.current ?? ask(wanted));
      prepared.current = null;
      // Asked while its own review was on its way, the last submission of a queue may come back itself.
      const isOther = behind !== null && behind.id !== wanted.afterId;
      const submission = isOther || wanted.afterId === null ? behind : await ask({ ...wanted, afterId: null });
      if (submission !== null) {
        cache.put(submission);
        handOver(submission.id);
      }
      return submission;
    },
  };
}
