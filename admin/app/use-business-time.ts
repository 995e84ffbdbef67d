import { useEffect, useState } from 'react';
import { AboutDocument } from '../gql/graphql.js';
import { useLoad } from '../data/queries.js';

const TICK_MS = 10_000;

function useAsked() {
  return useLoad(AboutDocument, {}, { staleTime: Number.POSITIVE_INFINITY });
}

export function useAbout() {
  return useAsked().data?.about ?? null;
}

/** The time that the rules go by: in a demo not today's. Null until the server has told it. */
export function useBusinessTime(): Date | null {
  const { data, dataUpdatedAt } = useAsked();
  const businessTime = data?.about.businessTime;
  const [, setTicks] = useState(0);

  useEffect(() => {
    if (businessTime === undefined) return undefined;
    const timer = window.setInterval(() => {
      setTicks((ticks) => ticks + 1);
    }, TICK_MS);
    return () => {
      window.clearInterval(timer);
    };
  }, [businessTime]);

  // It is asked once and runs on from then, also for a page that is opened hours later. How the browser's clock is set does not matter: only what has passed on it counts.
  return businessTime === undefined ? null : new Date(new Date(businessTime).getTime() + Date.now() - dataUpdatedAt);
}
