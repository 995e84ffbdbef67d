import { useEffect, useState } from 'react';
import { AboutDocument } from '../gql/graphql.js';
import { useLoad } from '../data/queries.js';

const TICK_MS = 10_000;

export function useAbout() {
  return useLoad(AboutDocument, {}, { staleTime: Number.POSITIVE_INFINITY }).data?.about ?? null;
}

/** The time that the rules go by: in a demo not today's. Null until the server has told it. */
export function useBusinessTime(): Date | null {
  const about = useAbout();
  const businessTime = about?.businessTime;
  const [offsetMs, setOffsetMs] = useState<number | null>(null);
  const [, setTicks] = useState(0);

  useEffect(() => {
    if (businessTime === undefined) return undefined;
    setOffsetMs(new Date(businessTime).getTime() - Date.now());
    const timer = window.setInterval(() => {
      setTicks((ticks) => ticks + 1);
    }, TICK_MS);
    return () => {
      window.clearInterval(timer);
    };
  }, [businessTime]);

  return offsetMs === null ? null : new Date(Date.now() + offsetMs);
}
