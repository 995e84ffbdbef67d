import { useState } from 'react';
import type { RefusalPartsFragment } from '../gql/graphql.js';

interface Submit {
  isBusy: boolean;
  /** A failure of the way there; refusals are not failures. */
  error: unknown;
  refusals: readonly RefusalPartsFragment[];
  run: (work: () => Promise<readonly RefusalPartsFragment[]>) => void;
}

/** One form that is sent: busy meanwhile, then refused, failed or done. */
export function useSubmit(): Submit {
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const [refusals, setRefusals] = useState<readonly RefusalPartsFragment[]>([]);
  const run = async (work: () => Promise<readonly RefusalPartsFragment[]>): Promise<void> => {
    setBusy(true);
    setError(null);
    setRefusals([]);
    try {
      setRefusals(await work());
    } catch (failure) {
      setError(failure);
    } finally {
      setBusy(false);
    }
  };
  return { isBusy, error, refusals, run: (work) => void run(work) };
}
