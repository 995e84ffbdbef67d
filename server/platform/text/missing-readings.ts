// What older installations hold has no readings, nor has what was written by a tool: it is completed after the start, while the server
// already answers. For the offices of a whole province that takes a few seconds; until then such names are found as they are written.
import type { Database, Tx } from '../database/database.js';
import { raw, sql } from '../database/sql.js';
import { addReadings, type Named, type NamesRead } from './readings.js';

const readingJob = { kind: 'job', job: 'read-names' } as const;
/** Small enough that answers between two batches do not wait long. */
const batch = 200;

export class MissingReadings {
  #isStopping = false;
  #running: Promise<void> = Promise.resolve();

  constructor(private readonly database: Database, private readonly all: readonly NamesRead[], private readonly report: (error: unknown) => void) {}

  /** Settles when nothing is missing any more. */
  start(): Promise<void> {
    return (this.#running = this.#addMissing().catch(this.report));
  }

  async stop(): Promise<void> {
    this.#isStopping = true;
    await this.#running;
  }

  async #addMissing(): Promise<void> {
    for (const names of this.all) {
      // Onwards by key: a name of nothing but marks has no reading, and would be met for ever.
      let last: number | null = 0;
      while (last !== null && !this.#isStopping) {
        const after: number = last;
        last = await this.database.transaction(readingJob, (tx) => addNext(tx, names, after));
      }
    }
  }
}

/** Adds the readings of the next things; answers the last of them, null when there are none. Locked, so that nobody gives one another name meanwhile. */
async function addNext(tx: Tx, names: NamesRead, after: number): Promise<number | null> {
  const { table, column, readings, key } = names;
  const things = await tx.rows<Named>(sql`select o.id::int as id, o.${raw(column)} as name from ${raw(table)} o where o.id > ${after} and not exists (select 1 from ${raw(readings)} r where r.${raw(key)} = o.id) order by o.id limit ${batch} for no key update of o`);
  if (things.length > 0) await addReadings(tx, names, things);
  return things.at(-1)?.id ?? null;
}
