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
