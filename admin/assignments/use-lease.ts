import { startTransition, useCallback, useEffect, useRef, useState } from 'react';
import { hold } from '../data/held.js';
import { request } from '../data/request.js';
import { ClaimSubmissionDocument, GiveBackSubmissionDocument, RenewLeaseDocument } from '../gql/graphql.js';
import { seat } from './seat.js';
import { takeOver, useSubmissionCache, type WorkbenchSubmission } from './submission-cache.js';

export type Lease =
  | { kind: 'none' }
  | { kind: 'claiming' }
  | { kind: 'mine' }
  | { kind: 'taken'; holderName: string; until: string | null }
  | { kind: 'refused'; message: string }
  | { kind: 'failed'; error: unknown };

const RENEW_MS = 4 * 60_000;

interface LeaseControl {
  lease: Lease;
  claim: () => Promise<WorkbenchSubmission | null>;
  /** The server has ended the lease itself: the review is in, or the submission went back. */
  settle: () => void;
}

/** Opening an ungraded submission leases it, working on it keeps the lease, leaving it gives it back. */
export function useLease(submissionId: string, isWantedAtOnce: boolean, onClaimed: (fresh: WorkbenchSubmission) => void): LeaseControl {
  const [lease, setLease] = useState<Lease>({ kind: isWantedAtOnce ? 'claiming' : 'none' });
  const cache = useSubmissionCache();
  const isHeld = useRef(false);
  const settled = useRef(0);
  const latest = useRef({ cache, onClaimed, isWantedAtOnce });
  latest.current = { cache, onClaimed, isWantedAtOnce };

  const claim = useCallback(async (): Promise<WorkbenchSubmission | null> => {
    setLease({ kind: 'claiming' });
    const before = settled.current;
    try {
      const { submission, refusals } = (await request(ClaimSubmissionDocument, { input: { submissionId, seat } })).claimSubmission;
      const [refusal] = refusals;
      if (refusal !== undefined) {
        const fact = (name: string): string | null => refusal.facts.find((one) => one.name === name)?.value ?? null;
        const holderName = fact('holderName');
        setLease(
          refusal.code === 'LEASED' && holderName !== null
            ? { kind: 'taken', holderName, until: fact('until') }
            : { kind: 'refused', message: refusal.message },
        );
        return null;
      }
      if (submission === null || submission === undefined) {
        setLease({ kind: 'none' });
        return null;
      }
      isHeld.current = true;
      latest.current.cache.put(submission);
      // Meanwhile the person was done with it: it is given back on leaving, and not opened again under their hands.
      if (settled.current !== before) return null;
      latest.current.onClaimed(submission);
      setLease({ kind: 'mine' });
      return submission;
    } catch (error) {
      setLease({ kind: 'failed', error });
      return null;
    }
  }, [submissionId]);

  /** What was leased ahead begins now, behind the page that already shows it. */
  const begin = useCallback(async (): Promise<void> => {
    const answer = await request(RenewLeaseDocument, { input: { submissionId, seat } }).catch(() => null);
    // Without an answer the lease stands as it was taken; refused, somebody else has it by now.
    if (answer !== null && answer.claimSubmission.refusals.length > 0) {
      isHeld.current = false;
      void claim();
    }
  }, [submissionId, claim]);

  useEffect(() => {
    // Once per opened submission; what becomes of it later is decided by the page.
    if (!latest.current.isWantedAtOnce) return;
    if (takeOver(submissionId)) {
      isHeld.current = true;
      // The form is open already: said at once, it would draw the page a second time before it is seen.
      startTransition(() => {
        setLease({ kind: 'mine' });
      });
      void begin();
    } else {
      void claim();
    }
  }, [begin, claim, submissionId]);

  useEffect(() => {
    if (lease.kind !== 'mine') return undefined;
    const timer = window.setInterval(() => {
      void request(RenewLeaseDocument, { input: { submissionId, seat } }).catch(() => undefined);
    }, RENEW_MS);
    return () => {
      window.clearInterval(timer);
    };
  }, [lease.kind, submissionId]);

  useEffect(
    () =>
      hold({
        document: GiveBackSubmissionDocument,
        letGo: () => {
          if (!isHeld.current) return null;
          isHeld.current = false;
          return { input: { submissionId } };
        },
        takeAgain: () => void claim(),
      }),
    [submissionId, claim],
  );

  const settle = useCallback(() => {
    settled.current += 1;
    isHeld.current = false;
    setLease({ kind: 'none' });
  }, []);

  return { lease, claim, settle };
}
