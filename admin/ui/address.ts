import { useLocation, useSearchParams } from 'react-router-dom';

/** What is to stand in the address; what is null or empty leaves it. */
export type AddressChange = Readonly<Record<string, string | null>>;

/**
 * What a page shows is chosen in its address: shared links and reloads keep it.
 *
 * A change is made to the address as it stands, not as it was when the page was last drawn: the address is ahead of a page that is busy, and the first of two
 * quick choices would be lost. A page that was left changes nothing any more, even where it is still drawn: a search that is told after its pause would call
 * back whoever has opened a row meanwhile.
 */
export function useAddress(): [URLSearchParams, (change: AddressChange) => void] {
  const { pathname } = useLocation();
  const [params, setParams] = useSearchParams();
  return [
    params,
    (change) => {
      if (window.location.pathname !== pathname) return;
      const next = new URLSearchParams(window.location.search);
      for (const [name, value] of Object.entries(change)) {
        if (value === null || value === '') next.delete(name);
        else next.set(name, value);
      }
      setParams(next, { replace: true });
    },
  ];
}
