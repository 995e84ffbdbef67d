import { useEffect, useRef } from 'react';
import { useBlocker, useLocation } from 'react-router-dom';
import { holdPops } from './held-pops.js';

interface Leaving {
  isDirty: () => boolean;
  /** Saves or asks; true when the page may be left. Asked once, however often somebody presses meanwhile. */
  mayLeave: () => Promise<boolean>;
}

/** Where the browser stands in the history of the console, counted by its router. */
function placeInHistory(): number {
  const state = window.history.state as { idx?: number } | null;
  return state?.idx ?? 0;
}

/**
 * A page with something unsaved is left once that is settled, whether by a link or by the browser's back and forward.
 * The browser has gone back by the time it tells: the router hears of it afterwards and at once, so that three presses are three steps.
 * To let the router block each press and undo it would run into the next one, which is on its way already.
 */
export function useLeaving({ isDirty, mayLeave }: Leaving): void {
  const { pathname, key } = useLocation();
  const isSettled = useRef(false);
  const blocker = useBlocker(({ currentLocation, nextLocation }) => currentLocation.pathname !== nextLocation.pathname && !isSettled.current && isDirty());
  const latest = useRef({ blocker, isDirty, mayLeave });
  latest.current = { blocker, isDirty, mayLeave };
  const page = useRef({ pathname, place: 0 });

  useEffect(() => {
    page.current = { pathname, place: placeInHistory() };
  }, [pathname, key]);

  useEffect(() => {
    if (blocker.state !== 'blocked') return;
    // One blocked navigation, one question.
    void latest.current.mayLeave().then((isFree) => {
      if (isFree) latest.current.blocker.proceed?.();
      else latest.current.blocker.reset?.();
    });
  }, [blocker.state]);

  useEffect(() => {
    let isHeld = false;
    let isReturning = false;
    const settle = (isFree: boolean): void => {
      isHeld = false;
      const steps = placeInHistory() - page.current.place;
      if (steps === 0) return;
      if (!isFree) {
        isReturning = true;
        window.history.go(-steps);
        return;
      }
      isSettled.current = true;
      window.dispatchEvent(new PopStateEvent('popstate', { state: window.history.state as unknown }));
      isSettled.current = false;
    };
    const hold = (event: PopStateEvent): void => {
      if (isSettled.current) return;
      const isLeft = window.location.pathname !== page.current.pathname && latest.current.isDirty();
      if (!isHeld && !isReturning && !isLeft) return;
      event.stopImmediatePropagation();
      if (isReturning) {
        const steps = placeInHistory() - page.current.place;
        isReturning = steps !== 0;
        if (isReturning) window.history.go(-steps);
        return;
      }
      if (isHeld) return;
      isHeld = true;
      void latest.current.mayLeave().then(settle);
    };
    return holdPops(hold);
  }, []);
}
