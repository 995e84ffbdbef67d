// Changing the organisation: at once, or planned for a day to come; and giving a plan up.
import { globalId } from '../kernel/ids.js';
import type { LocalDate } from '../kernel/calendar.js';
import { accepted, refuse, refused, type Outcome, type Refusal } from '../kernel/refusals.js';
import { nextState } from '../kernel/state-machine.js';
import { recordAudit } from '../platform/audit/audit.js';
import type { Clock } from '../platform/clock/clock.js';
import type { Database, Tx } from '../platform/database/database.js';
import { officePathOf } from '../platform/database/scope.js';
import { sql } from '../platform/database/sql.js';
import type { RequestContext } from '../platform/graphql/caller.js';
import { notFound } from '../platform/graphql/errors.js';
import { once } from '../platform/idempotency/idempotency.js';
import { lockOrganisation, type LoadedOffice } from './locked-offices.js';
import { officeChangeShape } from './office-change.store.js';
import { changedBy, type Prepared, type ReorganisationService, type WantedChange } from './reorganisation.service.js';
import { dateRefusals, ownRefusals, reasonRefusals } from './rules/office-changes.js';
import { officeChangeMachine, type OfficeChangeState } from './rules/office-states.js';

export interface ChangeRequest {
  wanted: WantedChange;
  effectiveOn: LocalDate;
  reason: string;
  /** Of the office that changes; a creation changes none that is there. */
  expectedVersion: number | null;
  idempotencyKey: string | null;
}

/** The office (null while its creation is planned) and the record. */
export interface ChangeAnswer { officeId: number | null; changeId: number }

export interface Preview { office: LoadedOffice; intoId: number | null; effectiveOn: LocalDate; offices: number; schools: number; isPlanned: boolean; refusals: Refusal[] }

export class OfficeChangeService {
  constructor(private readonly database: Database, private readonly clock: Clock, private readonly reorganisation: ReorganisationService) {}

  /** Refuses STALE, and what the rules of the organisation refuse; a day to come makes a plan, which is checked again on its day. */
  async request(context: RequestContext, request: ChangeRequest): Promise<Outcome<ChangeAnswer>> {
    const { wanted, effectiveOn } = request;
    return this.database.transaction(context.caller.scope, (tx) => once(tx, context.caller.actor, request.idempotencyKey, { operation: 'changeOffice', ...request }, async () => {
      await lockOrganisation(tx);
      const prepared = await this.reorganisation.prepare(tx, wanted, 'CHANGE');
      const isPlanned = effectiveOn > this.clock.today();
      const refusals = [...this.#refusals(context, prepared, effectiveOn), ...reasonRefusals(request.reason), ...staleRefusals(prepared.office, request.expectedVersion), ...(isPlanned ? await this.#planRefusals(tx, prepared) : [])];
      if (refusals.length > 0) return refused(...refusals);
      const decision = { byId: context.caller.personId, byName: context.caller.name, reason: request.reason.trim(), effectiveOn };
      const isThere = wanted.kind !== 'CREATE';
      const officeId = isPlanned ? (isThere ? wanted.officeId : null) : await this.reorganisation.carryOut(tx, prepared, decision);
      const changeId = await this.reorganisation.record(tx, prepared, decision, isPlanned ? 'PLANNED' : 'APPLIED', officeId);
      await recordAudit(tx, context, { action: 'offices.change', subject: globalId('Office', officeId ?? wanted.officeId), facts: { act: wanted.kind, change: globalId('OfficeChange', changeId), effectiveOn, isPlanned }, changes: changedBy(prepared) });
      return accepted({ officeId, changeId });
    }));
  }

  /** What a change would concern, in numbers, and what would be refused; nothing is written. */
  async preview(context: RequestContext, wanted: WantedChange, effectiveOn: LocalDate | null): Promise<Preview> {
    return this.database.transaction(context.caller.scope, async (tx) => {
      const prepared = await this.reorganisation.prepare(tx, wanted, 'PREVIEW');
      const on = effectiveOn ?? this.clock.today();
      const { office } = prepared;
      const [counted] = await tx.rows<{ offices: number; schools: number }>(sql`
        select count(*)::int as offices, count(*) filter (where o.level = 'SCHOOL')::int as schools from office o where o.path like ${`${office.path}%`} and o.state = 'OPEN'`);
      return { office, intoId: prepared.wanted.kind === 'MERGE' ? prepared.wanted.intoId : null, effectiveOn: on, offices: counted?.offices ?? 0, schools: counted?.schools ?? 0, isPlanned: on > this.clock.today(), refusals: this.#refusals(context, prepared, on) };
    });
  }

  /** Gives a plan up before its day. Refuses NOT_ALLOWED_IN_STATE for what is no plan any more. */
  async cancel(context: RequestContext, changeId: number, reason: string): Promise<Outcome<ChangeAnswer>> {
    return this.database.transaction(context.caller.scope, async (tx) => {
      await lockOrganisation(tx);
      const [change] = await tx.rows<{ state: OfficeChangeState; officeId: number | null; path: string }>(sql`
        select t.state, t.office_id::int as "officeId", (select path from office o where o.id = coalesce(t.office_id, t.parent_after_id)) as path
        from office_change t where t.id = ${changeId} and ${this.database.allows(officeChangeShape, 't', tx.scope)} for update of t`);
      if (!change) throw notFound();
      const refusals = [...reasonRefusals(reason), ...ownRefusals(!isBelow(context, change))];
      if (nextState(officeChangeMachine, change.state, 'cancel') === null) refusals.push(refuse('NOT_ALLOWED_IN_STATE', { zh: '只有计划中的变更可以撤回。', en: 'Only a planned change can be given up.' }, { field: 'changeId', facts: { state: change.state } }));
      if (refusals.length > 0) return refused(...refusals);
      await tx.rows(sql`update office_change set state = 'CANCELLED', settled_at = ${this.clock.business()}, note = ${JSON.stringify({ zh: reason.trim(), en: reason.trim() })}::jsonb where id = ${changeId}`);
      await recordAudit(tx, context, { action: 'offices.change', subject: globalId('OfficeChange', changeId), facts: { act: 'CANCEL' } });
      return accepted({ officeId: change.officeId, changeId });
    });
  }

  #refusals(context: RequestContext, { wanted, office, refusals }: Prepared, effectiveOn: LocalDate): Refusal[] {
    const isCreation = wanted.kind === 'CREATE';
    return [...ownRefusals(!isCreation && office.id === context.caller.officeId), ...refusals, ...dateRefusals(effectiveOn, this.clock.today(), isCreation ? null : office.lastEffectiveOn)];
  }

  /** One plan at a time for an office, and for a code. */
  async #planRefusals(tx: Tx, { wanted, office }: Prepared): Promise<Refusal[]> {
    if (wanted.kind !== 'CREATE') return office.plannedOn === null ? [] : [refuse('IN_USE', { zh: `已有计划于 ${office.plannedOn} 生效的变更，请先撤回。`, en: `A change is planned for ${office.plannedOn}; give it up first.` }, { field: 'effectiveOn', facts: { plannedOn: office.plannedOn } })];
    const planned = await tx.rows(sql`select 1 as one from office_change where state = 'PLANNED' and code = ${wanted.code}`);
    return planned.length === 0 ? [] : [refuse('ALREADY_EXISTS', { zh: `代码 ${wanted.code} 已在计划新建的机构中使用。`, en: `The code ${wanted.code} is planned already.` }, { field: 'code', facts: { code: wanted.code } })];
  }
}

/** The office of a plan stands below the caller's own; a creation is planned below an office, perhaps the own one. */
function isBelow({ caller }: RequestContext, change: { officeId: number | null; path: string }): boolean {
  const path = officePathOf(caller.scope);
  return path !== null && change.path.startsWith(path) && change.officeId !== caller.officeId;
}

function staleRefusals(office: LoadedOffice, expectedVersion: number | null): Refusal[] {
  if (expectedVersion === null || expectedVersion === office.version) return [];
  return [refuse('STALE', { zh: '该机构刚被他人变更，请刷新后再试。', en: 'The office has just been changed; read it again.' }, { field: 'expectedVersion', facts: { current: office.version, yours: expectedVersion } })];
}
