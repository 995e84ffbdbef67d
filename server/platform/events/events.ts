// Domain events, handled synchronously in the transaction that raised them: a review makes a result, a result moves a counter.
import type { Tx } from '../database/database.js';

export interface EventType<Payload> { readonly name: string; readonly payload?: Payload }

export function defineEvent<Payload>(name: string): EventType<Payload> {
  return { name };
}

type Handler = (tx: Tx, payload: never) => Promise<void>;

export class Events {
  readonly #handlers = new Map<string, Handler[]>();

  /** Handlers run in the order in which they were added, which is the order of the domains' ranks. */
  on<Payload>(type: EventType<Payload>, handler: (tx: Tx, payload: Payload) => Promise<void>): void {
    this.#handlers.set(type.name, [...(this.#handlers.get(type.name) ?? []), handler as Handler]);
  }

  async raise<Payload>(tx: Tx, type: EventType<Payload>, payload: Payload): Promise<void> {
    for (const handler of this.#handlers.get(type.name) ?? []) await handler(tx, payload as never);
  }
}
