import type { TypedDocumentString } from '../gql/graphql.js';
import { request, sendAndForget } from './request.js';

interface Holding<Variables> {
  /** Tells the server that it is given back. */
  document: TypedDocumentString<unknown, Variables>;
  /** Lets go of it and says what is given back; null when nothing is held (any more). Each thing is let go of once. */
  letGo: () => Variables | null | Promise<Variables | null>;
  /** The person stays after all. */
  takeAgain: () => void;
}

/** Gives back before the session or the role ends; answers how to take it again. */
type GiveBack = () => Promise<(() => void) | null>;

const holders = new Set<GiveBack>();

/**
 * What a page holds for the person, so that others cannot have it: given back when the page goes (call what is returned), when the window goes,
 * and before the session or the role ends, whichever is first.
 */
export function hold<Variables>({ document, letGo, takeAgain }: Holding<Variables>): () => void {
  const say = (given: Variables | null): void => {
    if (given !== null) sendAndForget(document, given);
  };
  const giveBackBehind = (): void => {
    const given = letGo();
    // A window that is going runs nothing later: what is known now is said now.
    if (given instanceof Promise) void given.then(say);
    else say(given);
  };
  const giveBack: GiveBack = async () => {
    const given = await letGo();
    if (given === null) return null;
    await request(document, given).catch(() => undefined);
    return takeAgain;
  };
  holders.add(giveBack);
  window.addEventListener('pagehide', giveBackBehind);
  return () => {
    holders.delete(giveBack);
    window.removeEventListener('pagehide', giveBackBehind);
    giveBackBehind();
  };
}

/**
 * Before the session or the role ends: afterwards it could not be said any more, and others would wait until it runs out.
 * Done when the server has heard of it or cannot be reached; what is returned takes all of it again, for who stays after all.
 */
export async function giveBackHeld(): Promise<() => void> {
  const given = await Promise.all([...holders].map((giveBack) => giveBack()));
  return () => {
    for (const takeAgain of given) takeAgain?.();
  };
}
