// A published programme runs from the day that its rule document names: at the start of the server and once a minute.
import { globalId } from '../kernel/ids.js';
import { recordAudit } from '../platform/audit/audit.js';
import type { Clock } from '../platform/clock/clock.js';
import type { Database, Tx } from '../platform/database/database.js';
import type { Scope } from '../platform/database/scope.js';
import { sql } from '../platform/database/sql.js';
import { recordStep, rulesInForce } from './held-programme.js';
import { runDaysOf } from './rules/programme-replies.js';

const job: Scope = { kind: 'job', job: 'due-programmes' };
const intervalMs = 60_000;

export class DueProgrammes {
  #timer: NodeJS.Timeout | null = null;
  #running: Promise<unknown> = Promise.resolve();

  constructor(private readonly database: Database, private readonly clock: Clock, private readonly onFailure: (error: unknown) => void) {}

  start(): void {
    const turn = () => { this.#running = this.#running.then(() => this.startDue()).catch(this.onFailure); };
    turn();
    this.#timer = setInterval(turn, intervalMs).unref();
  }

  async stop(): Promise<void> {
    if (this.#timer) clearInterval(this.#timer);
    await this.#running;
  }

  /** Answers how many began. */
  async startDue(): Promise<number> {
    const published = await this.database.rows<{ id: number }>(job, sql`select id from programme where state = 'PUBLISHED' order by id`);
    let begun = 0;
    for (const { id } of published) if (await this.database.transaction(job, (tx) => this.#startOne(tx, id))) begun += 1;
    return begun;
  }

  async #startOne(tx: Tx, programmeId: number): Promise<boolean> {
    const today = this.clock.today();
    const [held] = await tx.rows<{ officeId: number | null }>(sql`select office_id::int as "officeId" from programme where id = ${programmeId} and state = 'PUBLISHED' for update skip locked`);
    const document = held ? await rulesInForce(tx, programmeId, today) : null;
    const days = document && runDaysOf(document);
    if (!held || !days || days.from > today) return false;
    await tx.rows(sql`update programme set state = 'RUNNING', version = version + 1 where id = ${programmeId}`);
    await recordStep(tx, { id: programmeId, act: 'START', to: 'RUNNING', reason: '', byId: null, byName: '', at: this.clock.business() });
    await recordAudit(tx, { caller: { actor: 'job:due-programmes', role: null, officeId: held.officeId }, requestId: `rules ${globalId('Programme', programmeId)} ${document?.version ?? 0}` }, {
      action: 'programmes.life', subject: globalId('Programme', programmeId), facts: { act: 'START', reason: '' }, changes: { state: ['PUBLISHED', 'RUNNING'] },
    });
    return true;
  }
}
