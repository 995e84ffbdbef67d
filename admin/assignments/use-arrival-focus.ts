import { useEffect, useRef, type RefObject } from 'react';
import { hasActed } from '../ui/has-acted.js';

/** Whoever comes to a submission by a key or a button that is gone stands at its heading: Tab goes on from there, and a screen reader says whose work it is. */
export function useArrivalFocus(): RefObject<HTMLElement | null> {
  const heading = useRef<HTMLElement>(null);
  useEffect(() => {
    // A page that was just loaded begins at its beginning.
    if (!hasActed()) return;
    const held = document.activeElement;
    // What was in use may be hidden already and hold the focus a moment longer.
    if (held === null || held === document.body || !held.checkVisibility()) heading.current?.focus({ preventScroll: true });
  }, []);
  return heading;
}
