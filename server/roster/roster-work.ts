// The work behind roster imports: comparing, writing and taking back run in the server, survive its end, and are taken up again.
import { randomUUID } from 'node:crypto';
import { globalId } from '../kernel/ids.js';
import { recordAudit } from '../platform/audit/audit.js';
import { isOnlyRoot, officeScopeOf } from '../offices/index.js';
import type { Clock } from '../platform/clock/clock.js';
import type { Database } from '../platform/database/database.js';
import { sql } from '../platform/database/sql.js';
import type { Events } from '../platform/events/events.js';
import type { RequestContext } from '../platform/graphql/caller.js';
import { compareRoster } from './comparing.js';
import { undoMs, type ImportState } from './rules/import-states.js';
import { LeaseLost, undoNext, writeNext, type WorkedImport } from './writing.js';

const workJob = { kind: 'job', job: 'roster-work' } as const;
const lookMs = 15_000;
/** Staged rows hold sealed numbers: they are kept as long as somebody may need them, and no longer. */
const keptDays = 7;

interface Taken { id: number; state: ImportState; path: string; level: string; isOnlyRoot: boolean; byName: string; actor: string; role: string | null; officeId: number }

export class RosterWork {
  readonly #worker = randomUUID();
  #running: Promise<void> = Promise.resolve();
  #timer: NodeJS.Timeout | null = null;
  #isStopping = false;

  constructor(private readonly database: Database, private readonly clock: Clock, private readonly events: Events, private readonly report: (error: unknown, importId: number) => void) {}

  /** Looks at once and from time to time for work that was left behind. */
  start(): void {
    this.kick();
    this.#timer = setInterval(() => { this.kick(); }, lookMs).unref();
  }

  /** There may be something to do. One import at a time: the database has people to serve. */
  kick(): void {
    this.#running = this.#running.then(() => this.#workOff()).catch((error: unknown) => { this.report(error, 0); });
  }

  /** Waits until nothing is left that this process may do. */
  async idle(): Promise<void> { await this.#running; }

  /** Ends after the batch that is being written; the rest is taken up by whoever starts next. */
  async stop(): Promise<void> {
    this.#isStopping = true;
    if (this.#timer) clearInterval(this.#timer);
    await this.#running;
  }

  async #workOff(): Promise<void> {
    for (let taken = await this.#take(); taken && !this.#isStopping; taken = await this.#take()) {
      try {
        await this.#work(taken);
      } catch (error) {
        // Whatever it was, the rows that were written are written; the lease runs out and the work is taken up again.
        if (!(error instanceof LeaseLost)) this.report(error, taken.id);
        return;
      }
    }
    if (!this.#isStopping) await this.#forgetOldRows();
  }

  async #take(): Promise<Taken | null> {
    if (this.#isStopping) return null;
    const [taken] = await this.database.transaction(workJob, (tx) => tx.rows<Taken>(sql`
      update roster_import i set worker = ${this.#worker}, leased_until = clock_timestamp() + interval '30 seconds'
      from office o where o.id = i.office_id and i.id = (select id from roster_import where state in ('CHECKING', 'APPLYING', 'UNDOING') and (leased_until is null or leased_until < clock_timestamp()) order by id limit 1 for update skip locked)
      returning i.id::int as id, i.state, o.path, o.level, ${isOnlyRoot} as "isOnlyRoot", i.by_name as "byName", i.actor, i.role, i.office_id::int as "officeId"`));
    return taken ?? null;
  }

  async #work(taken: Taken): Promise<void> {
    if (taken.state === 'CHECKING') return compareRoster(this.database, taken.id, taken.path);
    const next = taken.state === 'APPLYING' ? writeNext : undoNext;
    for (let line = await next(this.database, this.#workedBy(taken), null); line !== null; line = await next(this.database, this.#workedBy(taken), line)) if (this.#isStopping) return this.#release(taken.id);
    await this.#finish(taken);
  }

  #workedBy({ id, byName, ...office }: Taken): WorkedImport {
    return { id, scope: officeScopeOf(office), byName, worker: this.#worker, now: this.clock.business(), today: this.clock.today(), events: this.events };
  }

  async #release(id: number): Promise<void> {
    await this.database.transaction(workJob, (tx) => tx.rows(sql`update roster_import set worker = null, leased_until = null where id = ${id} and worker = ${this.#worker}`));
  }

  async #finish({ id, state, actor, role, officeId, byName }: Taken): Promise<void> {
    await this.database.transaction(workJob, async (tx) => {
      const isWriting = state === 'APPLYING';
      const [done] = await tx.rows<{ done: number; conflicts: number }>(isWriting
        ? sql`update roster_import set state = 'APPLIED', worker = null, leased_until = null, undoable_until = ${new Date(this.clock.system().getTime() + undoMs)} where id = ${id} and worker = ${this.#worker} returning done, conflicts`
        : sql`update roster_import set state = 'UNDONE', undone_at = ${this.clock.business()}, worker = null, leased_until = null where id = ${id} and worker = ${this.#worker} returning done, conflicts`);
      if (!done) return;
      const context = { requestId: `roster:${id}`, caller: { actor, role, officeId, name: byName } } as unknown as RequestContext;
      await recordAudit(tx, context, { action: 'roster.import', subject: globalId('RosterImport', id), facts: { act: isWriting ? 'applied' : 'undone', rows: done.done, conflicts: done.conflicts } });
    });
  }

  async #forgetOldRows(): Promise<void> {
    await this.database.transaction(workJob, (tx) => tx.rows(sql`delete from roster_row r using roster_import i where i.id = r.import_id and i.state in ('CHECKED', 'APPLIED', 'UNDONE') and (i.undoable_until is null or i.undoable_until < ${this.clock.system()}) and i.created_at < ${this.clock.business()}::timestamptz - make_interval(days => ${keptDays})`));
  }
}
