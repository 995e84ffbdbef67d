// Acts on quotas: stated by whom the programme addresses, confirmed by who organises it, handed down and taken back level by level.
import { globalId } from '../kernel/ids.js';
import { accepted, refuse, refused, type Outcome, type Refusal } from '../kernel/refusals.js';
import { recordAudit } from '../platform/audit/audit.js';
import type { Clock } from '../platform/clock/clock.js';
import type { Database, Tx } from '../platform/database/database.js';
import { sql } from '../platform/database/sql.js';
import type { Events } from '../platform/events/events.js';
import type { RequestContext } from '../platform/graphql/caller.js';
import { once } from '../platform/idempotency/idempotency.js';
import type { Ledger, MovedBy } from './ledger.js';
import { SeatsMoved } from './quota-events.js';
import { periodsNamed, withoutQuotas, type QuotaFrame, type QuotaFrames } from './quota-frame.js';
import { idleMovements, idleSeatsOf } from './rules/idle-seats.js';
import type { Account, Movement } from './rules/movements.js';
import { cellFaults, closedRefusals, keyOfCell, sheetMovements, stale, type SheetCell } from './rules/quota-sheet.js';
import { reasonRefusals } from './rules/reasons.js';
import { confirmationMovements, isAddressed, windowRefusals } from './rules/stating.js';

interface Act { programmeId: number; officeId: number; idempotencyKey: string | null }
export interface Statement extends Act { cells: readonly { periodId: number; seats: number; expectedVersion: number }[] }
export interface WantedSheet extends Act { cells: readonly SheetCell[]; reason: string }
export interface IdleSeats extends Act { periods: readonly { periodId: number; expectedSeats: number }[]; reason: string }

/** What an act moved. */
export interface Moved { handedDown: number; takenBack: number; cells: number }

export class QuotaService {
  constructor(private readonly database: Database, private readonly clock: Clock, private readonly frames: QuotaFrames, private readonly ledger: Ledger, private readonly events: Events) {}

  /** JS-06: what an office needs in each period; nothing is held by saying so. */
  async state(context: RequestContext, { programmeId, officeId, cells, idempotencyKey }: Statement): Promise<Outcome<Moved>> {
    const named = cells.map((cell) => ({ ...cell, officeId }));
    return this.#act(context, programmeId, cells.map(({ periodId }) => periodId), { operation: 'stateQuotas', programmeId, officeId, cells, idempotencyKey }, cellFaults(named), async (tx, frame) => {
      const { office } = await this.ledger.family(tx, officeId, []);
      if (!isAddressed(office, frame.organiserId)) return refused(refuse('NOT_ENTITLED', { zh: '只有由主办项目办直接下达的项目办申报配额。', en: 'Only offices right below the organising one state their quotas.' }, { field: 'officeId', requirement: 'JS-06' }));
      const periods = periodsNamed(frame, cells.map(({ periodId }) => periodId));
      const accounts = await this.ledger.lock(tx, periods.map(({ id }) => id), [officeId]);
      const standing = new Map(accounts.map((account) => [account.periodId, account]));
      const changed = cells.filter(({ periodId, seats }) => standing.get(periodId)?.stated !== seats);
      const refusals = cells.flatMap((cell, place): Refusal[] => {
        const account = standing.get(cell.periodId) as Account;
        if (account.stated === cell.seats) return [];
        const field = `cells.${place}.seats`;
        const period = frame.periods.find(({ id }) => id === cell.periodId);
        return [...(account.version === cell.expectedVersion ? [] : [stale(account, cell.expectedVersion, field)]), ...(period ? windowRefusals(period, frame.today, field) : [])];
      });
      if (refusals.length > 0) return refused(...refusals);
      const by = this.#by(context, null);
      await tx.rows(sql`insert into quota_entry (period_id, kind, office_id, seats, by_id, by_name, at)
        select c.period_id, 'STATED', ${officeId}, c.seats, ${by.id}, ${by.name}, ${by.at} from unnest(${changed.map(({ periodId }) => periodId)}::bigint[], ${changed.map(({ seats }) => seats)}::int[]) as c(period_id, seats)`);
      await tx.rows(sql`update quota t set stated = c.seats, version = t.version + 1
        from unnest(${changed.map(({ periodId }) => periodId)}::bigint[], ${changed.map(({ seats }) => seats)}::int[]) as c(period_id, seats) where t.office_id = ${officeId} and t.period_id = c.period_id`);
      await recordAudit(tx, context, { action: 'quotas.state', subject: globalId('Office', officeId), facts: { programme: globalId('Programme', programmeId), seats: cells.reduce((sum, { seats }) => sum + seats, 0), cells: changed.length } });
      return accepted({ handedDown: 0, takenBack: 0, cells: changed.length });
    });
  }

  /** JS-05: the organising office grants what was stated, or another number; the ledger begins here. */
  async confirm(context: RequestContext, { programmeId, officeId, cells, reason, idempotencyKey }: WantedSheet): Promise<Outcome<Moved>> {
    return this.#act(context, programmeId, cells.map(({ periodId }) => periodId), { operation: 'confirmQuotas', programmeId, officeId, cells, reason, idempotencyKey }, [...cellFaults(cells), ...reasonRefusals(reason)], async (tx, frame) => {
      const { endedIds } = await this.ledger.family(tx, officeId, officesOf(cells));
      if (officeId !== frame.organiserId || context.caller.officeId !== officeId) return refused(refuse('NOT_ENTITLED', { zh: '配额由项目的主办项目办核定。', en: 'Quotas are confirmed by the office that organises the programme.' }, { field: 'officeId', requirement: 'JS-05' }));
      const periods = periodsNamed(frame, cells.map(({ periodId }) => periodId));
      const accounts = await this.ledger.lock(tx, periods.map(({ id }) => id), [officeId, ...officesOf(cells)]);
      const { movements, refusals } = confirmationMovements(officeId, cells, accounts, periods, endedIds, frame.today);
      if (refusals.length > 0) return refused(...refusals);
      return this.#move(tx, context, 'quotas.confirm', programmeId, officeId, movements, reason);
    });
  }

  /** A sheet of what each child shall hold: the differences are handed down and taken back, all or none. */
  async saveSheet(context: RequestContext, { programmeId, officeId, cells, reason, idempotencyKey }: WantedSheet): Promise<Outcome<Moved>> {
    return this.#act(context, programmeId, cells.map(({ periodId }) => periodId), { operation: 'saveQuotaSheet', programmeId, officeId, cells, reason, idempotencyKey }, [...cellFaults(cells), ...reasonRefusals(reason)], async (tx, frame) => {
      const { endedIds } = await this.ledger.family(tx, officeId, officesOf(cells));
      const periods = periodsNamed(frame, cells.map(({ periodId }) => periodId));
      const accounts = await this.ledger.lock(tx, periods.map(({ id }) => id), [officeId, ...officesOf(cells)]);
      const { movements, refusals } = sheetMovements({ aboveId: officeId, cells, accounts, periods, endedIds, today: frame.today });
      if (refusals.length > 0) return refused(...refusals);
      return this.#move(tx, context, 'quotas.handDown', programmeId, officeId, movements, reason);
    });
  }

  /** All seats that lie free below the office in these periods, up to it; as many as were seen, or none. */
  async takeBackIdle(context: RequestContext, { programmeId, officeId, periods: wanted, reason, idempotencyKey }: IdleSeats): Promise<Outcome<Moved>> {
    const faults = cellFaults(wanted.map(({ periodId, expectedSeats }) => ({ officeId, periodId, seats: expectedSeats })));
    return this.#act(context, programmeId, wanted.map(({ periodId }) => periodId), { operation: 'takeBackIdleQuotas', programmeId, officeId, wanted, reason, idempotencyKey }, [...faults, ...reasonRefusals(reason)], async (tx, frame) => {
      const { office } = await this.ledger.family(tx, officeId, []);
      const periods = periodsNamed(frame, wanted.map(({ periodId }) => periodId));
      const accounts = await this.ledger.lockSubtree(tx, periods.map(({ id }) => id), { id: officeId, path: office.path });
      const refusals = wanted.flatMap(({ periodId, expectedSeats }, place): Refusal[] => {
        const idle = idleSeatsOf(accounts, periodId);
        const period = periods.find(({ id }) => id === periodId);
        const changed = idle === expectedSeats ? [] : [refuse('STALE', { zh: `闲置配额现为 ${idle} 个，请重新查看后再收回。`, en: `${idle} seats lie idle now; look again before taking them back.` }, { field: `periods.${place}.expectedSeats`, facts: { current: idle, yours: expectedSeats } })];
        return [...changed, ...(period ? closedRefusals(period, frame.today, `periods.${place}.periodId`) : [])];
      });
      if (refusals.length > 0) return refused(...refusals);
      return this.#move(tx, context, 'quotas.handDown', programmeId, officeId, idleMovements(accounts), reason);
    });
  }

  /** Once a key; what cannot be read is refused before anything is locked. */
  async #act(context: RequestContext, programmeId: number, periodIds: readonly number[], request: Act & { operation: string } & Record<string, unknown>, faults: readonly Refusal[], work: (tx: Tx, frame: QuotaFrame) => Promise<Outcome<Moved>>): Promise<Outcome<Moved>> {
    const frame = await this.frames.of(context.caller, programmeId);
    const unable = [...withoutQuotas(frame), ...faults];
    if (unable.length === 0) periodsNamed(frame, periodIds);
    return this.database.transaction(context.caller.scope, (tx) => once(tx, context.caller.actor, request.idempotencyKey, request, async () => {
      if (unable.length === 0) return work(tx, frame);
      await this.ledger.family(tx, request.officeId, []);
      return refused(...unable);
    }));
  }

  async #move(tx: Tx, context: RequestContext, action: 'quotas.confirm' | 'quotas.handDown', programmeId: number, officeId: number, movements: readonly Movement[], reason: string): Promise<Outcome<Moved>> {
    await this.ledger.move(tx, movements, this.#by(context, reason.trim()));
    const sum = (kind: Movement['kind'], of: (movement: Movement) => boolean) => movements.reduce((total, one) => (one.kind === kind && of(one) ? total + one.seats : total), 0);
    const isOwn = ({ aboveId }: Movement) => aboveId === officeId;
    const moved = { handedDown: sum('HANDED_DOWN', isOwn), takenBack: sum('TAKEN_BACK', isOwn), cells: new Set(movements.map((one) => keyOfCell(one.periodId, one.officeId))).size };
    await recordAudit(tx, context, { action, subject: globalId('Office', officeId), facts: { programme: globalId('Programme', programmeId), handedDown: moved.handedDown, takenBack: moved.takenBack, cells: moved.cells, reason: reason.trim() } });
    await this.events.raise(tx, SeatsMoved, { cells: moved.cells });
    return accepted(moved);
  }

  #by({ caller }: RequestContext, reason: string | null): MovedBy {
    return { id: caller.personId, name: caller.name, at: this.clock.business(), reason };
  }
}

function officesOf(cells: readonly SheetCell[]): number[] {
  return [...new Set(cells.map(({ officeId }) => officeId))];
}
