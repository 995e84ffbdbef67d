// Plans come true on their day: by the programmes' clock, at the start of the server and once a minute.
import { globalId } from '../kernel/ids.js';
import { refuse, type Refusal } from '../kernel/refusals.js';
import { recordAudit } from '../platform/audit/audit.js';
import type { Clock } from '../platform/clock/clock.js';
import type { Database, Tx } from '../platform/database/database.js';
import type { Scope } from '../platform/database/scope.js';
import { sql } from '../platform/database/sql.js';
import { lockOrganisation } from './locked-offices.js';
import { changedBy, type ReorganisationService, type WantedChange } from './reorganisation.service.js';
import type { OfficeLevel } from './rules/office-levels.js';
import type { OfficeChangeKind } from './rules/office-states.js';

interface Plan {
  id: number; kind: OfficeChangeKind; officeId: number; effectiveOn: string; reason: string; level: OfficeLevel; code: string; nameAfter: string;
  parentBeforeId: number | null; parentAfterId: number; mergedIntoId: number; byId: number | null; byName: string;
}

const job: Scope = { kind: 'job', job: 'office-changes' };
const intervalMs = 60_000;

export class DueChangesService {
  #timer: NodeJS.Timeout | null = null;
  #running: Promise<unknown> = Promise.resolve();

  constructor(private readonly database: Database, private readonly clock: Clock, private readonly reorganisation: ReorganisationService, private readonly onFailure: (error: unknown) => void) {}

  /** What became due while nobody was running comes first. A failure is told and tried again a minute later. */
  start(): void {
    const turn = () => { this.#running = this.#running.then(() => this.applyDue()).catch(this.onFailure); };
    turn();
    this.#timer = setInterval(turn, intervalMs).unref();
  }

  async stop(): Promise<void> {
    if (this.#timer) clearInterval(this.#timer);
    await this.#running;
  }

  /** Does what is due, each plan in its own transaction; answers how many. Any number of servers may do so at once. */
  async applyDue(): Promise<number> {
    for (let done = 0; ; done += 1) if (!(await this.database.transaction(job, (tx) => this.#applyNext(tx)))) return done;
  }

  async #applyNext(tx: Tx): Promise<boolean> {
    const due = sql`from office_change where state = 'PLANNED' and effective_on <= ${this.clock.today()}::date`;
    // Most minutes nothing is due, and nobody is kept waiting.
    if ((await tx.rows(sql`select 1 as one ${due} limit 1`)).length === 0) return false;
    await lockOrganisation(tx);
    const [plan] = await tx.rows<Plan>(sql`
      select id::int as id, kind, coalesce(office_id, parent_after_id)::int as "officeId", effective_on::text as "effectiveOn", reason, level, code, name_after as "nameAfter", parent_before_id::int as "parentBeforeId",
        parent_after_id::int as "parentAfterId", merged_into_id::int as "mergedIntoId", by_id::int as "byId", by_name as "byName" ${due} order by effective_on, id limit 1 for update`);
    if (!plan) return false;
    const prepared = await this.reorganisation.prepare(tx, wantedOf(plan), 'CHANGE');
    const refusals = [...prepared.refusals, ...displacedRefusals(plan, prepared.office.parentId)];
    const officeId = refusals.length > 0 ? null : await this.reorganisation.carryOut(tx, prepared, plan);
    const note = refusals.length === 0 ? null : JSON.stringify({ zh: refusals.map(({ message }) => message.zh).join(''), en: refusals.map(({ message }) => message.en).join(' ') });
    await tx.rows(sql`update office_change set state = ${note === null ? 'APPLIED' : 'REFUSED'}, settled_at = ${this.clock.business()}, note = ${note}::jsonb, office_id = coalesce(${officeId}::bigint, office_id) where id = ${plan.id}`);
    await recordAudit(tx, { caller: { actor: 'job:office-changes', role: null, officeId: plan.officeId }, requestId: `plan ${globalId('OfficeChange', plan.id)}` }, {
      action: 'offices.change', subject: globalId('Office', officeId ?? plan.officeId), facts: { act: plan.kind, change: globalId('OfficeChange', plan.id), effectiveOn: plan.effectiveOn, refusals: refusals.map(({ code }) => code) }, changes: refusals.length === 0 ? changedBy(prepared) : {},
    });
    return true;
  }
}

function wantedOf(plan: Plan): WantedChange {
  const { officeId } = plan;
  switch (plan.kind) {
    case 'CREATE': return { kind: 'CREATE', officeId, level: plan.level, code: plan.code, name: plan.nameAfter };
    case 'RENAME': return { kind: 'RENAME', officeId, name: plan.nameAfter };
    case 'MOVE': return { kind: 'MOVE', officeId, parentId: plan.parentAfterId };
    case 'MERGE': return { kind: 'MERGE', officeId, intoId: plan.mergedIntoId };
    case 'CLOSE': return { kind: 'CLOSE', officeId };
  }
}

/** Who planned had a say where the office stood then; had it been moved since, others would have to decide. */
function displacedRefusals(plan: Plan, parentId: number | null): Refusal[] {
  if (plan.kind === 'CREATE' || plan.parentBeforeId === parentId) return [];
  return [refuse('WRONG_PLACE', { zh: '计划之后，该机构的隶属关系已经调整，请重新计划。', en: 'The office was moved after this was planned; plan it again.' }, { field: 'officeId' })];
}
