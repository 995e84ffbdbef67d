import { useSyncExternalStore } from 'react';

export interface LastSubmit {
  submissionId: string;
  learnerName: string;
  version: number;
}

let last: LastSubmit | null = null;
const listeners = new Set<() => void>();

/** The review that was handed in last in this window, until it is undone. */
export function rememberSubmit(submit: LastSubmit | null): void {
  last = submit;
  for (const listener of [...listeners]) listener();
}

export function lastSubmit(): LastSubmit | null {
  return last;
}

export function useLastSubmit(): LastSubmit | null {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    lastSubmit,
  );
}
