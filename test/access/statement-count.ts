// How many statements the application sends to PostgreSQL for a request: reads, and each statement of a transaction.
import type { Database } from '../../server/platform/database/database.js';

/** Who asks is looked up once a second whatever is asked, that they were seen is noted once a minute, and plans that fall due and rosters that wait are looked for now and then. */
const notOfTheRequest = /\bfrom (session s|api_token t|class_tutor|programme_role)\b|from office_change where state = 'PLANNED'|update roster_import i set worker| from bulk_act_row w join |update session set last_seen_at|delete from roster_row r using|delete from roster_row r using/i;

export class StatementCount {
  #statements = 0;

  constructor(private readonly database: Database) {
    database.onStatement = (text) => { if (!notOfTheRequest.test(text)) this.#statements += 1; };
  }

  /** The number since it was last taken. */
  take(): number {
    const statements = this.#statements;
    this.#statements = 0;
    return statements;
  }

  close(): void { this.database.onStatement = null; }
}
