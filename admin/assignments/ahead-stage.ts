import { startTransition, useEffect, useState } from 'react';

/** The submission that was leased ahead and is mounted behind the present one, so that going on to it only uncovers it. */
let staged: string | null = null;
const listeners = new Set<() => void>();

function become(submissionId: string | null): void {
  staged = submissionId;
  for (const listener of [...listeners]) listener();
}

export function stage(submissionId: string): void {
  become(submissionId);
}

/** Takes it from the stage, if it is still the one that stands there. */
export function unstage(submissionId: string): void {
  if (staged === submissionId) become(null);
}

/** Which submission stands behind the shown one; null while there is none. Mounting it waits for whatever the person does. */
export function useStaged(): string | null {
  const [shown, setShown] = useState(staged);
  useEffect(() => {
    const listener = (): void => {
      startTransition(() => {
        setShown(staged);
      });
    };
    listeners.add(listener);
    listener();
    return () => {
      listeners.delete(listener);
    };
  }, []);
  return shown;
}
