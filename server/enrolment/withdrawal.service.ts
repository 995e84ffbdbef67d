// A school withdraws an enrolment, or swaps its learner for another teacher of the school, for a reason and until the period ends (JS-07).
//
// The record stays, with who, when and why. Its seat goes back to the school in the same transaction; in a substitution the one who
// comes takes it at once, while the account is held, so that nobody else can.
import { personShape } from '../access/index.js';
import { globalId } from '../kernel/ids.js';
import { accepted, refused, type Outcome } from '../kernel/refusals.js';
import { recordAudit } from '../platform/audit/audit.js';
import type { Clock } from '../platform/clock/clock.js';
import type { Database, Tx } from '../platform/database/database.js';
import { sql } from '../platform/database/sql.js';
import type { Events } from '../platform/events/events.js';
import type { RequestContext } from '../platform/graphql/caller.js';
import { notFound } from '../platform/graphql/errors.js';
import { once } from '../platform/idempotency/idempotency.js';
import { lockSeats, returnSeat, useSeats, type SeatAct } from '../quotas/index.js';
import type { ClassFrame, ClassFrames } from './class-frame.js';
import { givePlaceBack, holdPlaces } from './class-places.js';
import { EnrolmentWithdrawn, LearnersEnrolled } from './enrolment-events.js';
import { holdChoices, holdEnrolment, holdPersons, obstaclesIn, type HeldEnrolment } from './held.js';
import { reviewOfSubstitute } from './rules/reviewing.js';
import { comingRefusals } from './rules/substituting.js';
import { withdrawalRefusals } from './rules/withdrawing.js';
import type { WaitingListWork } from './waiting-list-work.js';

export interface WithdrawAct { enrolmentId: number; reason: string; expectedVersion: number; idempotencyKey: string | null }
export interface SubstituteAct extends WithdrawAct { personId: number }

/** Who went, and who came; nobody where an enrolment was only withdrawn. */
export interface Withdrawn { withdrawnId: number; enrolmentId: number | null }

export class WithdrawalService {
  constructor(private readonly database: Database, private readonly clock: Clock, private readonly events: Events, private readonly frames: ClassFrames, private readonly waitingList: WaitingListWork) {}

  async withdraw(context: RequestContext, act: WithdrawAct): Promise<Outcome<Withdrawn>> {
    const { scope, actor } = context.caller;
    const frame = await this.frames.ofEnrolment(scope, act.enrolmentId);
    return this.database.transaction(scope, (tx) => once(tx, actor, act.idempotencyKey, { operation: 'withdrawEnrolment', ...act }, async () => {
      const choices = await holdChoices(tx, frame.classId, [frame.personId]);
      await lockSeats(tx, frame.periodId, frame.schoolId);
      const places = await holdPlaces(tx, frame);
      const enrolment = await holdEnrolment(this.database, tx, act.enrolmentId);
      const refusals = frame.standing.length > 0 ? [...frame.standing] : withdrawalRefusals(enrolment, { days: frame.substitution, today: frame.today }, act);
      if (refusals.length > 0) return refused(...refusals);
      const by = this.#by(context, act.reason);
      await this.#withdraw(tx, enrolment, choices.map(({ id }) => id), by);
      await givePlaceBack(tx, frame.classId, places);
      await this.#tell(tx, enrolment);
      await recordAudit(tx, context, { action: 'enrolment.withdraw', subject: globalId('Enrolment', act.enrolmentId), facts: { learners: [globalId('Person', enrolment.personId)], reason: by.reason }, changes: { state: ['ENROLLED', 'WITHDRAWN'] } });
      tx.afterCommit(() => { this.waitingList.kick(); });
      return accepted({ withdrawnId: act.enrolmentId, enrolmentId: null });
    }));
  }

  async substitute(context: RequestContext, act: SubstituteAct): Promise<Outcome<Withdrawn>> {
    const { scope, actor } = context.caller;
    const frame = await this.frames.ofEnrolment(scope, act.enrolmentId);
    return this.database.transaction(scope, (tx) => once(tx, actor, act.idempotencyKey, { operation: 'substituteLearner', ...act }, async () => {
      const [coming] = await tx.rows<{ schoolId: number }>(sql`select t.office_id::int as "schoolId" from person t where t.id = ${act.personId} and t.merged_into_id is null and ${this.database.allows(personShape, 't', scope)}`);
      if (!coming) throw notFound();
      const choices = await holdChoices(tx, frame.classId, [frame.personId, act.personId]);
      await holdPersons(tx, [act.personId]);
      await lockSeats(tx, frame.periodId, frame.schoolId);
      const enrolment = await holdEnrolment(this.database, tx, act.enrolmentId);
      const obstacles = (await obstaclesIn(tx, frame, [act.personId])).get(act.personId)?.refusals ?? [];
      const refusals = [
        ...frame.standing,
        ...withdrawalRefusals(enrolment, { days: frame.substitution, today: frame.today }, act),
        ...comingRefusals({ isOfSchool: coming.schoolId === enrolment.schoolId, obstacles }),
      ];
      if (refusals.length > 0) return refused(...refusals);
      const by = this.#by(context, act.reason);
      await this.#withdraw(tx, enrolment, choices.flatMap(({ id, personId }) => (personId === enrolment.personId ? [id] : [])), by);
      const enrolmentId = await this.#enrol(tx, frame, enrolment, act.personId, by);
      await this.#tell(tx, enrolment);
      await this.events.raise(tx, LearnersEnrolled, { schoolId: enrolment.schoolId, periodId: enrolment.periodId, learners: 1 });
      await recordAudit(tx, context, { action: 'enrolment.withdraw', subject: globalId('Enrolment', act.enrolmentId), facts: { act: 'substitute', learners: [globalId('Person', enrolment.personId)], substitute: globalId('Person', act.personId), reason: by.reason }, changes: { state: ['ENROLLED', 'WITHDRAWN'] } });
      return accepted({ withdrawnId: act.enrolmentId, enrolmentId });
    }));
  }

  /** The choice ends with it: nobody stands in a queue for what was withdrawn. */
  async #withdraw(tx: Tx, { enrolmentId, periodId, schoolId }: HeldEnrolment, choiceIds: readonly number[], by: SeatAct): Promise<void> {
    await tx.rows(sql`update course_choice set withdrawn_at = ${by.at} where id = any (${choiceIds}::bigint[])`);
    await tx.rows(sql`update enrolment set state = 'WITHDRAWN', version = version + 1, withdrawn_at = ${by.at}, withdrawn_by_id = ${by.byId}, withdrawn_by_name = ${by.byName}, withdrawn_reason = ${by.reason} where id = ${enrolmentId}`);
    await returnSeat(tx, { periodId, schoolId }, enrolmentId, by);
  }

  /** In the same class, on the seat that was just given back and in the place of who went: the class is as full as before. */
  async #enrol(tx: Tx, frame: ClassFrame, gone: HeldEnrolment, personId: number, by: SeatAct): Promise<number> {
    const { classId, periodId, programmeId, schoolId } = gone;
    const [made] = await tx.rows<{ id: number }>(sql`insert into enrolment (programme_id, period_id, class_id, person_id, school_id, state, enrolled_at, chosen_at, replaces_id, review_state)
      values (${programmeId}, ${periodId}, ${classId}, ${personId}, ${schoolId}, 'ENROLLED', ${by.at}, (select c.chosen_at from course_choice c where c.class_id = ${classId} and c.person_id = ${personId} and c.withdrawn_at is null), ${gone.enrolmentId}, ${reviewOfSubstitute(frame.review, frame.today, gone.reviewState)}) returning id::int as id`);
    const enrolmentId = made?.id ?? 0;
    const seat = await useSeats(tx, { periodId, schoolId }, [enrolmentId], by);
    if (!seat.ok) throw new Error(`the seat of enrolment ${gone.enrolmentId} was not there for its substitute`);
    return enrolmentId;
  }

  /** As a job: what hangs on an enrolment counts no more, whether the school may touch it or not. The school's counters come last. */
  async #tell(tx: Tx, enrolment: HeldEnrolment): Promise<void> {
    await tx.asJob((job) => this.events.raise(job, EnrolmentWithdrawn, enrolment));
  }

  #by({ caller }: RequestContext, reason: string): SeatAct & { reason: string } {
    return { byId: caller.personId, byName: caller.name, at: this.clock.business(), reason: reason.trim() };
  }
}
