// An office sets its own days for an action inside those of the rules (SD-04), and everybody sees those that bind him.
import { globalId } from '../kernel/ids.js';
import { numberFaults } from '../kernel/personal-numbers.js';
import { accepted, refuse, refused, type Outcome, type Refusal } from '../kernel/refusals.js';
import type { OfficeType } from '../offices/index.js';
import { recordAudit } from '../platform/audit/audit.js';
import type { Clock } from '../platform/clock/clock.js';
import type { Database } from '../platform/database/database.js';
import type { Page, PagingArgs } from '../platform/database/paging.js';
import type { Selection } from '../platform/database/selection.js';
import { sql } from '../platform/database/sql.js';
import type { Caller, RequestContext } from '../platform/graphql/caller.js';
import { notFound } from '../platform/graphql/errors.js';
import { once } from '../platform/idempotency/idempotency.js';
import { staleRefusals } from './held-programme.js';
import type { LineOffice, OfficeWindowStore, SetWindow } from './office-window.store.js';
import { programmeShape, type ProgrammeStore } from './programme.store.js';
import { daysInForce, hasBegun, limitsOf, settingRefusals, type Days, type Fit, type Limits } from './rules/office-windows.js';
import { takingPartRefusals, type ProgrammeState } from './rules/programme-life.js';
import { documentInForce, everInForce, type RuleDocument } from './rules/rule-document.js';
import type { WindowAction } from './rules/windows.js';

export interface SetAct extends Days { programmeId: number; action: WindowAction; reason: string; expectedVersion: number; idempotencyKey: string | null }

/** What an office may set for itself, or has set, with the days that hold for it. */
export interface HeldWindow { limits: Limits; office: Pick<LineOffice, 'id' | 'name'> | null; set: SetWindow | null; days: Days & { fit: Fit }; isBegun: boolean; viewerCanSet: boolean; viewerCanSeeOthers: boolean }

const reasonMaximum = 200;

export class OfficeWindowService {
  constructor(private readonly database: Database, private readonly programmes: ProgrammeStore, private readonly store: OfficeWindowStore, private readonly clock: Clock) {}

  /** What binds the caller's own office in each of these programmes, for each action whose days offices set. */
  async ofCaller(caller: Caller, programmeIds: readonly number[]): Promise<HeldWindow[][]> {
    const today = this.clock.today();
    const documents = await this.programmes.rulesOf(caller.scope, programmeIds);
    const limits = new Map(programmeIds.map((id) => [id, limitsIn(documents.get(id) ?? [], today)]));
    const asked = programmeIds.filter((id) => (limits.get(id) ?? []).length > 0);
    const lines = asked.length === 0 ? new Map<number, LineOffice[]>() : await this.store.line(asked, caller.officeId);
    return programmeIds.map((id) => (limits.get(id) ?? []).map((limit): HeldWindow => {
      const line = lines.get(id) ?? [];
      const office = line.find(({ level }) => level === limit.level) ?? null;
      const set = office?.windows.find(({ action }) => action === limit.action) ?? null;
      const days = daysInForce(limit, set);
      const mayTakePart = office !== null && takingPartRefusals(office.state).length === 0;
      return {
        limits: limit, office, set, days, isBegun: hasBegun(days, today),
        viewerCanSet: mayTakePart && office.id === caller.officeId && caller.actions.has('programmes.setWindow') && caller.viewingAs === null,
        viewerCanSeeOthers: line.length > 0 && office === null && caller.actions.has('programmes.officeWindows'),
      };
    }));
  }

  /** Every office of the level that the rules name, below the organiser and in the caller's sight, by code. */
  async ofOffices({ scope }: Caller, programmeId: number, action: WindowAction, selection: Selection, args: PagingArgs): Promise<Page<{ office: OfficeType; set: SetWindow | null; days: Days & { fit: Fit } }>> {
    const organiserPath = await this.store.organiserOf(scope, programmeId);
    if (organiserPath === undefined) throw notFound();
    const limit = limitsIn((await this.programmes.rulesOf(scope, [programmeId])).get(programmeId) ?? [], this.clock.today()).find((one) => one.action === action);
    const page = await this.store.ofOffices(scope, { organiserPath, programmeId, action, level: limit?.level ?? null }, selection, args);
    // Without limits no office is listed.
    const told = (one: { office: OfficeType; set: SetWindow | null }) => ({ ...one, days: daysInForce(limit ?? { from: null, until: '' }, one.set) });
    return { ...page, nodes: page.nodes.map(told), edges: page.edges.map(({ cursor, node }) => ({ cursor, node: told(node) })) };
  }

  async set(context: RequestContext, act: SetAct): Promise<Outcome<{ programmeId: number }>> {
    const { caller } = context;
    const { programmeId, action, from, until } = act;
    const today = this.clock.today();
    const documents = (await this.programmes.rulesOf(caller.scope, [programmeId])).get(programmeId) ?? [];
    return this.database.transaction(caller.scope, (tx) => once(tx, caller.actor, act.idempotencyKey, { operation: 'setOfficeWindow', ...act }, async () => {
      const [programme] = await tx.rows<{ state: ProgrammeState; level: string | null; isBelow: boolean }>(sql`select t.state, mine.level, coalesce(mine.path like organiser.path || '%', false) as "isBelow"
        from programme t left join office organiser on organiser.id = t.office_id left join office mine on mine.id = ${caller.officeId}::bigint where t.id = ${programmeId} and ${this.database.allows(programmeShape, 't', tx.scope)}`);
      if (!programme) throw notFound();
      const limits = limitsIn(documents, today).find((one) => one.action === action);
      if (limits === undefined) return refused(refuse('NOT_ALLOWED', { zh: '这一事项的时间由项目统一规定，不能自定。', en: 'Its days are those of the programme; no office sets its own.' }, { field: 'action' }));
      const { requirement } = limits;
      if (!programme.isBelow || programme.level !== limits.level) return refused(refuse('NOT_ENTITLED', { zh: '时间由项目规定的那一级项目办自定。', en: 'The offices of the level that the programme names set it.' }, { field: 'programmeId', requirement }));
      const [set] = await tx.rows<Days & { version: number }>(sql`select starts_on::text as "from", ends_on::text as "until", version from office_window where programme_id = ${programmeId} and office_id = ${caller.officeId} and action = ${action} for update`);
      const reason = act.reason.trim();
      const refusals = takingPartRefusals(programme.state);
      if (refusals.length === 0) refusals.push(...staleRefusals(set?.version ?? 0, act.expectedVersion));
      if (refusals.length === 0) refusals.push(...settingRefusals(limits, daysInForce(limits, set ?? null), { from, until }, today), ...reasonRefusals(reason));
      if (refusals.length === 0 && set?.from === from && set.until === until) refusals.push(refuse('NOTHING_TO_CHANGE', { zh: '与现在的时间相同。', en: 'These are the days that hold.' }, { field: 'until' }));
      if (refusals.length > 0) return refused(...refusals);
      const [written] = await tx.rows(sql`insert into office_window as w (programme_id, office_id, action, starts_on, ends_on, version, reason, set_by_name, set_at)
        values (${programmeId}, ${caller.officeId}, ${action}, ${from}::date, ${until}::date, 1, ${reason}, ${caller.name}, ${this.clock.business()})
        on conflict (programme_id, office_id, action) do update set starts_on = excluded.starts_on, ends_on = excluded.ends_on, version = w.version + 1, reason = excluded.reason, set_by_name = excluded.set_by_name, set_at = excluded.set_at where w.version = ${act.expectedVersion} returning 1 as one`);
      // Two administrators of the office set it for the first time at once.
      if (!written) return refused(...staleRefusals(act.expectedVersion + 1, act.expectedVersion));
      await recordAudit(tx, context, { action: 'programmes.setWindow', subject: globalId('Programme', programmeId), facts: { window: action, reason }, changes: { from: [set?.from ?? null, from], until: [set?.until ?? null, until] } });
      return accepted({ programmeId });
    }));
  }
}

function reasonRefusals(reason: string): Refusal[] {
  if (reason === '') return [refuse('EMPTY', { zh: '请填写事由。', en: 'Give a reason.' }, { field: 'reason' })];
  const length = [...reason].length;
  return length > reasonMaximum ? [refuse('TOO_LONG', { zh: `事由最多 ${reasonMaximum} 字。`, en: `At most ${reasonMaximum} characters.` }, { field: 'reason', facts: { maximum: reasonMaximum, length } })] : numberFaults(reason, 'reason');
}

/** Of the rules in force; where none are yet, of the first that will be, so that offices can prepare. */
function limitsIn(versions: readonly RuleDocument[], today: string): Limits[] {
  const document = documentInForce(versions, today) ?? everInForce(versions).toSorted((one, other) => one.version - other.version)[0];
  return document === undefined ? [] : limitsOf(document);
}
