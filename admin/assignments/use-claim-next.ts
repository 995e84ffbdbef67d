import { useCallback, useEffect, useRef, useState } from 'react';
import { hold } from '../data/held.js';
import { request } from '../data/request.js';
import { ClaimSubmissionDocument, GiveBackSubmissionDocument, RenewLeaseDocument } from '../gql/graphql.js';
import { stage, unstage } from './ahead-stage.js';
import type { QueueChoice } from './queue-choice.js';
import { seat } from './seat.js';
import { handOver, useSubmissionCache, type WorkbenchSubmission } from './submission-cache.js';

const RENEW_MS = 4 * 60_000;

interface Ahead {
  asked: Promise<WorkbenchSubmission | null>;
  /** Undefined until it has been answered. */
  submission: WorkbenchSubmission | null | undefined;
}

interface ClaimNext {
  isPending: boolean;
  /** Leases the next one while the present one is still read: it waits, with nobody at it. */
  lookAhead: () => void;
  /** The next one, if it is already here. */
  ready: () => WorkbenchSubmission | null;
  /** Leases the next free submission of the queue: first behind the given one, then from the front; null when nothing is left. */
  run: () => Promise<WorkbenchSubmission | null>;
}

/** The next of a queue; what was fetched ahead and is not used goes back to the queue. */
export function useClaimNext(choice: QueueChoice, afterId: string | null): ClaimNext {
  const cache = useSubmissionCache();
  const [isPending, setPending] = useState(false);
  const ahead = useRef<Ahead | null>(null);
  const { filter, classId, assignmentId, order } = choice;

  const ask = useCallback(
    async (isAhead: boolean): Promise<WorkbenchSubmission | null> => {
      const input = { filter, classId, assignmentId, order, afterSubmissionId: afterId, seat, isAhead };
      const { submission } = (await request(ClaimSubmissionDocument, { input })).claimSubmission;
      if (submission !== null && submission !== undefined) cache.put(submission);
      return submission ?? null;
    },
    [cache, filter, classId, assignmentId, order, afterId],
  );

  useEffect(() => {
    const renewal = window.setInterval(() => {
      const id = ahead.current?.submission?.id;
      if (id !== undefined) void request(RenewLeaseDocument, { input: { submissionId: id, seat, isAhead: true } }).catch(() => undefined);
    }, RENEW_MS);
    const giveBack = hold({
      document: GiveBackSubmissionDocument,
      letGo: async () => {
        const asked = ahead.current?.asked;
        ahead.current = null;
        const submission = (await asked?.catch(() => null)) ?? null;
        if (submission === null) return null;
        unstage(submission.id);
        return { input: { submissionId: submission.id } };
      },
      // Asked for when it is wanted.
      takeAgain: () => undefined,
    });
    return () => {
      window.clearInterval(renewal);
      giveBack();
    };
  }, [ask]);

  const take = (submission: WorkbenchSubmission | null): WorkbenchSubmission | null => {
    ahead.current = null;
    if (submission !== null) handOver(submission.id);
    return submission;
  };

  return {
    isPending,
    lookAhead: () => {
      if (ahead.current !== null) return;
      const fresh: Ahead = { asked: ask(true), submission: undefined };
      ahead.current = fresh;
      fresh.asked.then(
        (submission) => {
          fresh.submission = submission;
          if (submission !== null && ahead.current === fresh) stage(submission.id);
        },
        () => {
          // Asked again when it is wanted.
          if (ahead.current === fresh) ahead.current = null;
        },
      );
    },
    ready: () => {
      const submission = ahead.current?.submission ?? null;
      return submission === null ? null : take(submission);
    },
    run: async () => {
      setPending(true);
      try {
        const waiting = ahead.current?.asked.catch(() => null) ?? null;
        return take((waiting === null ? null : await waiting) ?? (await ask(false)));
      } finally {
        setPending(false);
      }
    },
  };
}
