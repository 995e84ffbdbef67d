interface Message { type: string }

/** What went wrong is read before it goes; everything else is of interest only as long as it is the latest. */
export function isGrave({ type }: Message): boolean {
  return type === 'error' || type === 'warning';
}

/** The message that is due among those that wait, and those that wait on behind it. */
export function due<Waiting extends Message>(waiting: readonly Waiting[]): { next: Waiting | undefined; rest: Waiting[] } {
  const newest = waiting.findLast((one) => !isGrave(one));
  const next = waiting.find(isGrave) ?? newest;
  return { next, rest: waiting.filter((one) => one !== next && (isGrave(one) || one === newest)) };
}
