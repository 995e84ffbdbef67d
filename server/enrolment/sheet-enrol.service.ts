// Many classes enrolled in by one act, as a sheet wants it: all in one transaction.
//
// A preview is the act itself, taken back before it is committed: what it says cannot differ from what would be done.
import { accepted, type Outcome, type Refusal } from '../kernel/refusals.js';
import type { Database, Tx } from '../platform/database/database.js';
import type { RequestContext } from '../platform/graphql/caller.js';
import { once } from '../platform/idempotency/idempotency.js';
import type { ClassFrames } from './class-frame.js';
import type { ClassAct, Enrolling, EnrolOutcome } from './enrol-together.js';
import { closedFor } from './rules/enrolling.js';

export interface SheetEntry { classId: number; personId: number }
export interface SheetEntryOutcome extends SheetEntry { enrolmentId: number | null; refusals: Refusal[] }

class TakenBack extends Error {}

export class SheetEnrolService {
  constructor(private readonly database: Database, private readonly frames: ClassFrames, private readonly enrolling: Enrolling) {}

  async enrol(context: RequestContext, entries: readonly SheetEntry[], idempotencyKey: string | null): Promise<Outcome<SheetEntryOutcome[]>> {
    const { scope, actor } = context.caller;
    return this.database.transaction(scope, (tx) => once(tx, actor, idempotencyKey, { operation: 'enrolBySheet', entries }, async () => accepted(await this.#enrol(tx, context, entries))));
  }

  /** What would become of each; nothing is left of it. */
  async preview(context: RequestContext, entries: readonly SheetEntry[]): Promise<SheetEntryOutcome[]> {
    let told: SheetEntryOutcome[] = [];
    await this.database.transaction(context.caller.scope, async (tx) => {
      told = await this.#enrol(tx, context, entries);
      throw new TakenBack();
    }).catch((error: unknown) => {
      if (!(error instanceof TakenBack)) throw error;
    });
    return told;
  }

  /** In the order in which the sheet names the classes: seats of a period that several of them want go to the first. */
  async #enrol(tx: Tx, context: RequestContext, entries: readonly SheetEntry[]): Promise<SheetEntryOutcome[]> {
    const acts = await Promise.all([...Map.groupBy(entries, ({ classId }) => classId)].map(async ([classId, wishes]): Promise<ClassAct> => ({ context, frame: await this.frames.of(context.caller.scope, classId), personIds: wishes.map(({ personId }) => personId) })));
    const closed = new Map(acts.map((act) => [act, closedFor(act.frame)]));
    const open = acts.filter((act) => closed.get(act)?.length === 0);
    const outcomes = open.length === 0 ? [] : await this.enrolling.enrol(tx, open);
    const told = new Map(open.map((act, place) => [act, outcomes[place] as EnrolOutcome[]]));
    return acts.flatMap((act) => {
      const { classId } = act.frame;
      return told.get(act)?.map(({ personId, enrolmentId, refusals }) => ({ classId, personId, enrolmentId, refusals }))
        ?? act.personIds.map((personId) => ({ classId, personId, enrolmentId: null, refusals: closed.get(act) ?? [] }));
    });
  }
}
