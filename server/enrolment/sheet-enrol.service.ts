// Many classes enrolled in by one act, as a sheet wants it: every class by the service that enrols in one, all in one transaction.
//
// A preview is the act itself, taken back before it is committed: what it says cannot differ from what would be done.
import { accepted, type Outcome, type Refusal } from '../kernel/refusals.js';
import type { Clock } from '../platform/clock/clock.js';
import type { Database, Tx } from '../platform/database/database.js';
import { sql } from '../platform/database/sql.js';
import type { Events } from '../platform/events/events.js';
import type { RequestContext } from '../platform/graphql/caller.js';
import { once } from '../platform/idempotency/idempotency.js';
import { lockSeats } from '../quotas/index.js';
import type { ClassFrames } from './class-frame.js';
import { holdPlaces } from './class-places.js';
import { EnrolService } from './enrol.service.js';
import { holdPersons } from './held.js';
import type { WaitingListWork } from './waiting-list-work.js';

export interface SheetEntry { classId: number; personId: number }
export interface SheetEntryOutcome extends SheetEntry { enrolmentId: number | null; refusals: Refusal[] }

class TakenBack extends Error {}

export class SheetEnrolService {
  constructor(private readonly database: Database, private readonly clock: Clock, private readonly events: Events, private readonly frames: ClassFrames, private readonly waitingList: WaitingListWork) {}

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

  async #enrol(tx: Tx, context: RequestContext, entries: readonly SheetEntry[]): Promise<SheetEntryOutcome[]> {
    const classIds = [...new Set(entries.map(({ classId }) => classId))].sort((a, b) => a - b);
    await hold(tx, context.caller.officeId ?? 0, entries, classIds);
    for (const classId of classIds) await holdPlaces(tx, await this.frames.of(context.caller.scope, classId, context.caller.officeId));
    const service = new EnrolService({ transaction: (_, work) => work(tx), allows: (...of) => this.database.allows(...of) }, this.clock, this.events, this.frames, this.waitingList);
    const outcomes: SheetEntryOutcome[] = [];
    // In the order in which the sheet names the classes: seats of a period that several of them want go to the first.
    for (const [classId, wishes] of Map.groupBy(entries, (entry) => entry.classId)) {
      const outcome = await service.enrol(context, { classId, personIds: wishes.map(({ personId }) => personId), idempotencyKey: null });
      outcomes.push(...(outcome.ok
        ? outcome.value.map(({ personId, enrolmentId, refusals }) => ({ classId, personId, enrolmentId, refusals }))
        : wishes.map(({ personId }) => ({ classId, personId, enrolmentId: null, refusals: outcome.refusals }))));
    }
    return outcomes;
  }
}

/** All that the classes' own acts will hold, in the order of held.ts across them: class after class they would wait for others in a circle. */
async function hold(tx: Tx, schoolId: number, entries: readonly SheetEntry[], classIds: readonly number[]): Promise<void> {
  await tx.rows(sql`select c.id from course_choice c join person p on p.id = c.person_id where c.class_id = any (${classIds}::bigint[]) and p.office_id = ${schoolId} and p.merged_into_id is null and c.withdrawn_at is null order by c.id for update of c`);
  await holdPersons(tx, entries.map(({ personId }) => personId));
  const periods = await tx.rows<{ id: number }>(sql`select distinct period_id::int as id from training_class where id = any (${classIds}::bigint[]) order by 1`);
  for (const { id } of periods) await lockSeats(tx, id, schoolId);
}
