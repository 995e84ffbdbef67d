// How many statements the application sends to PostgreSQL for a request: reads, and each statement of a transaction.
import type { Database } from '../../server/platform/database/database.js';
import { onRequestStatement } from '../support/request-statements.js';

export class StatementCount {
  readonly close: () => void;
  #statements = 0;

  constructor(database: Database) {
    this.close = onRequestStatement(database, () => { this.#statements += 1; });
  }

  /** The number since it was last taken. */
  take(): number {
    const statements = this.#statements;
    this.#statements = 0;
    return statements;
  }
}

/** How the answers for two ids differ, null when they do not. What differs is asked once more: a statement sent again after a lost connection or a deadlock says nothing of what was asked. */
export async function differenceOf<Id>(ask: (id: Id) => Promise<string>, one: Id, other: Id): Promise<string | null> {
  for (let attempt = 1; ; attempt += 1) {
    const [ofOne, ofOther] = [await ask(one), await ask(other)];
    if (ofOne === ofOther) return null;
    if (attempt === 2) return `${ofOne} differs from ${ofOther}`;
  }
}
