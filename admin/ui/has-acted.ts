let isActed = false;

for (const kind of ['keydown', 'pointerdown'] as const) {
  window.addEventListener(
    kind,
    () => {
      isActed = true;
    },
    { capture: true, once: true },
  );
}

/** Whether the person has done anything on this page yet. What the browser itself answers (`userActivation`) it carries over from the page before. Read from the first moment on: `main.tsx` loads it. */
export function hasActed(): boolean {
  return isActed;
}
