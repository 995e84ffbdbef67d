import { useEffect, useSyncExternalStore } from 'react';
import { guardSession, RequestFailed } from './request.js';

interface Waiting {
  resolve: () => void;
  reject: (error: Error) => void;
}

let waiting: Waiting[] = [];
const listeners = new Set<() => void>();

function tell(): void {
  for (const listener of listeners) listener();
}

function wait(): Promise<void> {
  return new Promise((resolve, reject) => {
    waiting = [...waiting, { resolve, reject }];
    tell();
  });
}

function settle(finish: (one: Waiting) => void): void {
  const settled = waiting;
  waiting = [];
  tell();
  settled.forEach(finish);
}

export interface SessionGate {
  isExpired: boolean;
  /** Signed in again: the waiting requests go out. */
  pass: () => void;
  /** The person gives up: the waiting requests fail. */
  abandon: () => void;
}

/** Requests that met an ended session wait until the person has signed in again in place. */
export function useSessionGate(isSignedIn: boolean): SessionGate {
  useEffect(() => {
    guardSession(isSignedIn ? wait : null);
    return () => {
      guardSession(null);
    };
  }, [isSignedIn]);

  const isExpired = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => waiting.length > 0,
  );

  return {
    isExpired,
    pass: () => {
      settle((one) => {
        one.resolve();
      });
    },
    abandon: () => {
      settle((one) => {
        one.reject(new RequestFailed('UNAUTHENTICATED', 'session ended', null));
      });
    },
  };
}
