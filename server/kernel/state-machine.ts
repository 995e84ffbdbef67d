// State machines as tables of transitions, so that they can be read, drawn and checked for dead ends.

export interface StateMachine<State extends string, Act extends string> {
  readonly initial: State;
  readonly final: readonly State[];
  readonly transitions: Readonly<Record<State, Partial<Record<Act, State>>>>;
}

/** Where an act leads from a state; null when the act is not allowed there. */
export function nextState<State extends string, Act extends string>(machine: StateMachine<State, Act>, from: State, act: Act): State | null {
  return machine.transitions[from][act] ?? null;
}

/** States that cannot be reached, or from which nothing leads on although they are not final. */
export function flawsOf<State extends string, Act extends string>(machine: StateMachine<State, Act>): string[] {
  const states = Object.keys(machine.transitions) as State[];
  const reached = new Set<State>([machine.initial]);
  for (const state of reached) for (const next of Object.values(machine.transitions[state])) reached.add(next as State);
  return states.flatMap((state) => [
    ...(reached.has(state) ? [] : [`${state} cannot be reached`]),
    ...(Object.keys(machine.transitions[state]).length === 0 && !machine.final.includes(state) ? [`${state} is a dead end`] : []),
  ]);
}
