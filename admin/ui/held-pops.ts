/** Hears of the browser's back and forward before the router does, and may keep it from hearing. */
type Holder = (event: PopStateEvent) => void;

const holders = new Set<Holder>();

// Listeners of a window are called as they came: this module is read before the router is made.
window.addEventListener('popstate', (event) => {
  for (const hold of holders) hold(event);
});

export function holdPops(holder: Holder): () => void {
  holders.add(holder);
  return () => {
    holders.delete(holder);
  };
}
