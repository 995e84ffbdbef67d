// Offices of older installations have no readings, nor has one that was written by a tool: they are completed after the start, while
// the server already answers. For a whole province that takes a few seconds; until then such names are found as they are written.
import type { Database, Tx } from '../platform/database/database.js';
import { sql } from '../platform/database/sql.js';
import { addReadings, type NamedOffice } from './readings.js';

const readingJob = { kind: 'job', job: 'read-offices' } as const;
/** Small enough that answers between two batches do not wait long. */
const batch = 200;

export class MissingReadings {
  #isStopping = false;
  #running: Promise<void> = Promise.resolve();

  constructor(private readonly database: Database, private readonly report: (error: unknown) => void) {}

  /** Settles when nothing is missing any more. */
  start(): Promise<void> {
    return (this.#running = this.#addMissing().catch(this.report));
  }

  async stop(): Promise<void> {
    this.#isStopping = true;
    await this.#running;
  }

  async #addMissing(): Promise<void> {
    // Onwards by key: a name of nothing but marks has no reading, and would be met for ever.
    let last: number | null = 0;
    while (last !== null && !this.#isStopping) {
      const after: number = last;
      last = await this.database.transaction(readingJob, (tx) => addNext(tx, after));
    }
  }
}

/** Adds the readings of the next offices; answers the last of them, null when there are none. Locked, so that nobody gives one another name meanwhile. */
async function addNext(tx: Tx, after: number): Promise<number | null> {
  const offices = await tx.rows<NamedOffice>(sql`
    select o.id::int as id, o.name from office o where o.id > ${after} and not exists (select 1 from office_reading r where r.office_id = o.id) order by o.id limit ${batch} for no key update of o`);
  if (offices.length > 0) await addReadings(tx, offices);
  return offices.at(-1)?.id ?? null;
}
