/** Gives back what a page holds for the person; done when the server has heard of it or cannot be reached. */
type GiveBack = () => Promise<void>;

const holders = new Set<GiveBack>();

/** A page that holds something for the person registers how to give it back; signing out waits for it. */
export function registerHeld(giveBack: GiveBack): () => void {
  holders.add(giveBack);
  return () => {
    holders.delete(giveBack);
  };
}

/** Before the session ends: afterwards it could not be said any more, and others would wait until it runs out. */
export async function giveBackHeld(): Promise<void> {
  await Promise.all([...holders].map((giveBack) => giveBack()));
}
