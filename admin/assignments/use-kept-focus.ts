import { useLayoutEffect, useRef } from 'react';

/** Fields are disabled while something is sent, and lose the caret by it: what did not go through gives it back where it was. */
export function useKeptFocus(isBusy: boolean): void {
  const field = useRef<Element | null>(null);
  useLayoutEffect(() => {
    if (isBusy) {
      field.current = document.activeElement;
      return;
    }
    const kept = field.current;
    field.current = null;
    const isTaken = document.activeElement !== null && document.activeElement !== document.body;
    if (kept instanceof HTMLElement && kept.isConnected && !isTaken) kept.focus({ preventScroll: true });
  }, [isBusy]);
}
