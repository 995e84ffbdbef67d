/** True when everything is saved; false keeps the person where they are. */
type Save = () => Promise<boolean>;

const saves = new Set<Save>();

/** A page with unsaved work registers how to save it; switching role or language and signing out wait for it. */
export function registerUnsaved(save: Save): () => void {
  saves.add(save);
  return () => {
    saves.delete(save);
  };
}

export async function saveBeforeLeaving(): Promise<boolean> {
  const outcomes = await Promise.all([...saves].map((save) => save()));
  return outcomes.every(Boolean);
}
