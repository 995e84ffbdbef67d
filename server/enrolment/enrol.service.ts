// A school enrols its teachers by their own choices, within its quota and in the order of choosing.
//
// In which order an act holds what it decides upon is said in held.ts.
import { globalId } from '../kernel/ids.js';
import { accepted, refuse, refused, type Outcome, type Refusal } from '../kernel/refusals.js';
import { personShape } from '../access/index.js';
import { recordAudit } from '../platform/audit/audit.js';
import type { Clock } from '../platform/clock/clock.js';
import type { Database, Tx } from '../platform/database/database.js';
import { sql } from '../platform/database/sql.js';
import type { Events } from '../platform/events/events.js';
import type { RequestContext } from '../platform/graphql/caller.js';
import { notFound } from '../platform/graphql/errors.js';
import { once } from '../platform/idempotency/idempotency.js';
import { lockSeats, useSeats } from '../quotas/index.js';
import type { ClassFrame, ClassFrames } from './class-frame.js';
import { holdPlaces, isFull, takePlaces, type HeldPlaces } from './class-places.js';
import { drawForReview } from './draw-for-review.js';
import { LearnersEnrolled } from './enrolment-events.js';
import { holdPersons, obstaclesIn } from './held.js';
import { alreadyEnrolled, turnsOf, windowRefusals, type StandingChoice } from './rules/enrolling.js';
import { aheadOf, putOnList, type Ahead } from './waiting-list.js';
import type { WaitingListWork } from './waiting-list-work.js';

export interface EnrolAct { classId: number; personIds: readonly number[]; idempotencyKey: string | null }
/** What became of one person. */
export interface EnrolOutcome { personId: number; enrolmentId: number | null; isListed: boolean; refusals: Refusal[] }

const noPlaces: HeldPlaces = { isCounted: true, left: 0 };
const nobodyAhead: Ahead = { seats: 0, places: 0 };

export class EnrolService {
  constructor(private readonly database: Pick<Database, 'transaction' | 'allows'>, private readonly clock: Clock, private readonly events: Events, private readonly frames: ClassFrames, private readonly waitingList: WaitingListWork) {}

  async enrol(context: RequestContext, { classId, personIds, idempotencyKey }: EnrolAct): Promise<Outcome<EnrolOutcome[]>> {
    const { scope, actor, officeId } = context.caller;
    const schoolId = officeId ?? 0;
    const frame = await this.frames.of(scope, classId, schoolId);
    const named = [...new Set(personIds)];
    return this.database.transaction(scope, (tx) => once(tx, actor, idempotencyKey, { operation: 'enrolLearners', classId, personIds }, async () => {
      const people = await tx.rows(sql`select t.id from person t where t.id = any (${named}::bigint[]) and t.office_id = ${schoolId} and t.merged_into_id is null and ${this.database.allows(personShape, 't', scope)}`);
      if (people.length !== named.length) throw notFound();
      if (named.length === 0) return refused(refuse('EMPTY', { zh: '请选择要报名的教师。', en: 'Choose whom to enrol.' }, { field: 'personIds' }));
      const { choosing, today } = frame;
      const closed = frame.standing.length > 0 ? [...frame.standing] : windowRefusals(choosing, today);
      if (choosing === null || closed.length > 0) return refused(...closed);
      const choices = await standingChoices(tx, classId, schoolId);
      await holdPersons(tx, named);
      // Before the account, for which the whole school waits: that nobody who is named is enrolled meanwhile holds by the choices and the persons.
      const { enrolledIds, obstacles } = await standingOf(tx, frame, [...named, ...choices.map(({ personId }) => personId)]);
      const remaining = await lockSeats(tx, frame.periodId, schoolId);
      // The class is held last and shortest, for all schools share it; where nothing is left to give nobody need be asked for.
      const places = (await isFull(tx, classId)) ? noPlaces : await holdPlaces(tx, frame);
      const ahead = remaining === 0 || places.left === 0 ? nobodyAhead : await aheadOf(tx, frame, schoolId, named);
      const turns = turnsOf({
        choices: choices.map((choice) => ({ ...choice, isEnrolled: enrolledIds.has(choice.personId) })), enrolledIds, obstacles, namedIds: named,
        remaining, places: places.left, ahead, isFirstChosenFirst: choosing.isFirstChosenFirst,
      });
      const inTurn = turns.flatMap(({ choice, refusal }) => (choice && refusal === null ? [choice] : []));
      const listed = turns.flatMap(({ choice, isListed }) => (choice && isListed ? [choice] : []));
      const enrolled = await this.#enrol(tx, context, frame, schoolId, inTurn);
      await takePlaces(tx, classId, places, enrolled.size);
      if (enrolled.size > 0) await drawForReview(tx, frame, schoolId);
      await putOnList(tx, listed.map(({ id }) => id), { id: context.caller.personId, name: context.caller.name, at: this.clock.business() });
      if (listed.length > 0) tx.afterCommit(() => { this.waitingList.kick(); });
      await this.#record(tx, context, classId, [...enrolled.keys()], listed.map(({ personId }) => personId));
      return accepted(turns.map(({ personId, refusal, isListed }): EnrolOutcome => {
        const enrolmentId = enrolled.get(personId) ?? null;
        return { personId, enrolmentId, isListed, refusals: refusal ? [refusal] : enrolmentId === null ? [alreadyEnrolled()] : [] };
      }));
    }));
  }

  /** Those whose turn it is, each with a seat; the database leaves out whom it knows in the class already. */
  async #enrol(tx: Tx, context: RequestContext, { periodId }: ClassFrame, schoolId: number, choices: readonly StandingChoice[]): Promise<Map<number, number>> {
    if (choices.length === 0) return new Map();
    const at = this.clock.business();
    const rows = await tx.rows<{ id: number; personId: number }>(sql`insert into enrolment (programme_id, period_id, class_id, person_id, school_id, state, enrolled_at, chosen_at)
      select c.programme_id, c.period_id, c.class_id, c.person_id, ${schoolId}::bigint, 'ENROLLED', ${at}::timestamptz, c.chosen_at from course_choice c where c.id = any (${choices.map(({ id }) => id)}::bigint[]) order by c.chosen_at, c.id
      on conflict (class_id, person_id) where state = 'ENROLLED' do nothing returning id::int as id, person_id::int as "personId"`);
    if (rows.length === 0) return new Map();
    const seats = await useSeats(tx, { periodId, schoolId }, rows.map(({ id }) => id), { byId: context.caller.personId, byName: context.caller.name, at, reason: null });
    if (!seats.ok) throw new Error(`the school ${schoolId} has fewer seats than were held for it`);
    await this.events.raise(tx, LearnersEnrolled, { schoolId, periodId, learners: rows.length });
    return new Map(rows.map(({ id, personId }) => [personId, id]));
  }

  async #record(tx: Tx, context: RequestContext, classId: number, enrolledIds: readonly number[], listedIds: readonly number[]): Promise<void> {
    if (enrolledIds.length + listedIds.length === 0) return;
    const people = (ids: readonly number[]) => ids.map((id) => globalId('Person', id));
    await recordAudit(tx, context, { action: 'enrolment.enrol', subject: globalId('TrainingClass', classId), facts: { learners: people(enrolledIds), seats: enrolledIds.length, ...(listedIds.length > 0 ? { listed: people(listedIds) } : {}) } });
  }
}

/**
 * The queue of a school: the choices of those who teach there now, so that nobody waits before others for a school that they left, and
 * the teachers of a school that became part of it keep their places.
 */
async function standingChoices(tx: Tx, classId: number, schoolId: number): Promise<Omit<StandingChoice, 'isEnrolled'>[]> {
  return tx.rows(sql`select c.id::int as id, c.person_id::int as "personId", (extract(epoch from c.chosen_at) * 1000)::float8 as "chosenMs" from course_choice c join person p on p.id = c.person_id
    where c.class_id = ${classId} and p.office_id = ${schoolId} and p.merged_into_id is null and c.withdrawn_at is null order by c.id for update of c`);
}

/** Asked once choices and persons are held: what another act did before is seen. */
async function standingOf(tx: Tx, frame: ClassFrame, personIds: readonly number[]): Promise<{ enrolledIds: Set<number>; obstacles: Map<number, Refusal> }> {
  const known = [...(await obstaclesIn(tx, frame, [...new Set(personIds)]))];
  return {
    enrolledIds: new Set(known.flatMap(([personId, { enrolledIn }]) => (enrolledIn === frame.classId ? [personId] : []))),
    obstacles: new Map(known.flatMap(([personId, { enrolledIn, refusals: [first] }]) => (enrolledIn === frame.classId || first === undefined ? [] : [[personId, first] as const]))),
  };
}
