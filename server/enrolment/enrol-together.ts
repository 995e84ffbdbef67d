// Enrols in classes by their teachers' choices, within the quota and in the order of choosing: several acts of one school in one transaction, each after the other.
//
// In which order acts hold what they decide upon is said in held.ts; all that these acts will hold is held kind by kind, before the first
// of them is decided: class after class they would wait for others in a circle. What one act takes the next one no longer finds.
import { globalId } from '../kernel/ids.js';
import type { Refusal } from '../kernel/refusals.js';
import { personShape } from '../access/index.js';
import { recordAudits, type AuditEntry } from '../platform/audit/audit.js';
import type { Clock } from '../platform/clock/clock.js';
import type { Database, Tx } from '../platform/database/database.js';
import { sql } from '../platform/database/sql.js';
import type { Events } from '../platform/events/events.js';
import type { RequestContext } from '../platform/graphql/caller.js';
import { notFound } from '../platform/graphql/errors.js';
import { lockSeats, useSeats } from '../quotas/index.js';
import type { ClassFrame } from './class-frame.js';
import { holdFreePlaces, takePlaces, type HeldPlaces } from './class-places.js';
import { drawForReview } from './draw-for-review.js';
import { LearnersEnrolled } from './enrolment-events.js';
import { holdPersons, standingOf, type Standing } from './held.js';
import { obstaclesOf } from './rules/eligibility.js';
import { aheadOf, alreadyEnrolled, turnsOf, type ListedAhead, type StandingChoice, type Turn } from './rules/enrolling.js';
import { reviewOfNew } from './rules/reviewing.js';
import { standsAtOwnSchool } from './moved-teachers.js';
import { listedAhead, putOnList } from './waiting-list.js';
import type { WaitingListWork } from './waiting-list-work.js';

/** Whom to enrol in one class; its frame names the rules, and the days of choosing are open. */
export interface ClassAct { frame: ClassFrame; personIds: readonly number[]; context: RequestContext }
/** What became of one person. */
export interface EnrolOutcome { personId: number; enrolmentId: number | null; isListed: boolean; refusals: Refusal[] }

type Choice = Omit<StandingChoice, 'isEnrolled'> & { classId: number };

export class Enrolling {
  constructor(private readonly database: Pick<Database, 'allows'>, private readonly clock: Clock, private readonly events: Events, private readonly waitingList: WaitingListWork) {}

  /** What becomes of each act's persons, in the order of the acts; all act for the school of the first one's caller. */
  async enrol(tx: Tx, acts: readonly ClassAct[]): Promise<EnrolOutcome[][]> {
    const schoolId = acts[0]?.context.caller.officeId ?? 0;
    await this.#areTeachersOf(tx, schoolId, acts.flatMap(({ personIds }) => personIds));
    const held = await this.#hold(tx, schoolId, acts);
    const turns = acts.map((act) => this.#decide(held, act, schoolId));
    const enrolled = await this.#write(tx, schoolId, acts, turns, held);
    await recordAudits(tx, acts.flatMap(({ context, frame }, place) => { const entry = entryOf(frame.classId, turns[place] as Turn[], enrolled); return entry ? [{ context, entry }] : []; }));
    return turns.map((ofAct) => ofAct.map((turn): EnrolOutcome => {
      const { personId, refusal, isListed } = turn;
      const enrolmentId = enrolmentOf(turn, enrolled);
      return { personId, enrolmentId, isListed, refusals: refusal ? [refusal] : enrolmentId === null ? [alreadyEnrolled()] : [] };
    }));
  }

  async #areTeachersOf(tx: Tx, schoolId: number, personIds: readonly number[]): Promise<void> {
    const named = [...new Set(personIds)];
    const people = await tx.rows(sql`select t.id from person t where t.id = any (${named}::bigint[]) and t.office_id = ${schoolId} and t.merged_into_id is null and ${this.database.allows(personShape, 't', tx.scope)}`);
    if (people.length !== named.length) throw notFound();
  }

  async #hold(tx: Tx, schoolId: number, acts: readonly ClassAct[]): Promise<Held> {
    const frames = [...new Map(acts.map(({ frame }) => [frame.classId, frame])).values()].toSorted((one, other) => one.classId - other.classId);
    const choices = Map.groupBy(await standingChoices(tx, frames.map(({ classId }) => classId), schoolId), ({ classId }) => classId);
    const named = acts.flatMap(({ personIds }) => personIds);
    await holdPersons(tx, named);
    const periods = [...Map.groupBy(frames, ({ periodId }) => periodId)].toSorted(([one], [other]) => one - other);
    // Before the account, for which the whole school waits: that nobody who is named is enrolled meanwhile holds by the choices and the persons.
    const standing = new Map<number, Standing>();
    for (const [periodId, ofPeriod] of periods) {
      const waiting = ofPeriod.flatMap(({ classId }) => choices.get(classId) ?? []).map(({ personId }) => personId);
      standing.set(periodId, await standingOf(tx, ofPeriod[0] as ClassFrame, [...new Set([...named, ...waiting])]));
    }
    const remaining = new Map<number, number>();
    for (const [periodId] of periods) remaining.set(periodId, await lockSeats(tx, periodId, schoolId));
    // Classes are held last and shortest, for all schools share them.
    const places = await holdFreePlaces(tx, frames);
    const listed = new Map<number, ListedAhead[]>();
    for (const [periodId, ofPeriod] of periods) listed.set(periodId, remaining.get(periodId) === 0 ? [] : await listedAhead(tx, periodId, ofPeriod.map(({ classId }) => classId), schoolId));
    return { choices, standing, remaining, places, listed };
  }

  /** Decides one act upon what is held, and notes what it takes for the next one. */
  #decide(held: Held, { frame, personIds }: ClassAct, schoolId: number): Turn[] {
    const { classId, periodId, eligibility } = frame;
    const { enrolledIn, facts } = held.standing.get(periodId) as Standing;
    const choices = held.choices.get(classId) ?? [];
    const named = [...new Set(personIds)];
    const considered = [...new Set([...named, ...choices.map(({ personId }) => personId)])];
    const enrolledIds = new Set(considered.filter((personId) => enrolledIn.get(personId) === classId));
    const obstacles = new Map(considered.flatMap((personId): [number, Refusal][] => {
      const [first] = enrolledIds.has(personId) ? [] : obstaclesOf(eligibility, facts.get(personId) ?? null, { enrolledIn: enrolledIn.get(personId) ?? null, classId });
      return first ? [[personId, first]] : [];
    }));
    const places = held.places.get(classId) as HeldPlaces;
    const listed = held.listed.get(periodId) ?? [];
    const remaining = held.remaining.get(periodId) ?? 0;
    const turns = turnsOf({
      choices: choices.map((choice) => ({ ...choice, isEnrolled: enrolledIds.has(choice.personId) })), enrolledIds, obstacles, namedIds: named, remaining, places: places.left,
      ahead: aheadOf(listed, { classId, schoolId, namedIds: named }), isFirstChosenFirst: frame.choosing?.isFirstChosenFirst ?? false,
    });
    const taken = turns.filter(({ refusal }) => refusal === null).map(({ personId }) => personId);
    for (const personId of taken) enrolledIn.set(personId, classId);
    held.remaining.set(periodId, remaining - taken.length);
    if (places.left !== null) held.places.set(classId, { ...places, left: places.left - taken.length });
    const left = listed.filter(({ personId }) => !enrolledIn.has(personId));
    // Somebody who comes onto the list although a seat and a place are left stands before the next act too.
    const isFree = remaining > taken.length && places.left !== taken.length;
    held.listed.set(periodId, [...left, ...turns.filter(({ isListed }) => isListed && isFree).map(({ personId }) => ({ classId, schoolId, personId }))]);
    return turns;
  }

  /** Writes what was decided, for each period and caller at once; the enrolments made, by choice. */
  async #write(tx: Tx, schoolId: number, acts: readonly ClassAct[], turns: readonly Turn[][], { places }: Held): Promise<Map<number, number>> {
    const made = new Map<number, number>();
    const decided = acts.map((act, place) => ({ ...act, turns: turns[place] as Turn[] }));
    for (const ofOne of Map.groupBy(decided, ({ frame, context }) => `${frame.periodId} ${context.caller.actor}`).values()) {
      const { frame, context: { caller: { personId: byId, name: byName } } } = ofOne[0] as ClassAct;
      const at = this.clock.business();
      const rows = await this.#insert(tx, schoolId, frame, ofOne.flatMap((act) => act.turns.flatMap(({ choice, refusal }) => (choice && refusal === null ? [choice.id] : []))));
      if (rows.length > 0) {
        for (const { id, choiceId } of rows) made.set(choiceId, id);
        const seats = await useSeats(tx, { periodId: frame.periodId, schoolId }, rows.map(({ id }) => id), { byId, byName, at, reason: null });
        if (!seats.ok) throw new Error(`the school ${schoolId} has fewer seats than were held for it`);
      }
      await putOnList(tx, ofOne.flatMap((act) => act.turns.flatMap(({ choice, isListed }) => (choice && isListed ? [choice.id] : []))), { id: byId, name: byName, at });
      for (const [classId, ofClass] of Map.groupBy(rows, (row) => row.classId)) await takePlaces(tx, classId, places.get(classId) as HeldPlaces, ofClass.length);
    }
    for (const [periodId, ofPeriod] of Map.groupBy(decided, ({ frame }) => frame.periodId)) {
      const learners = ofPeriod.flatMap((act) => act.turns).filter((turn) => enrolmentOf(turn, made) !== null).length;
      if (learners === 0) continue;
      await this.events.raise(tx, LearnersEnrolled, { schoolId, periodId, learners });
      await drawForReview(tx, (ofPeriod[0] as ClassAct).frame, schoolId);
    }
    if (turns.some((ofAct) => ofAct.some(({ isListed }) => isListed))) tx.afterCommit(() => { this.waitingList.kick(); });
    return made;
  }

  /** Those whose turn it is, each with a seat; the database leaves out whom it knows in the class already. */
  async #insert(tx: Tx, schoolId: number, { review, today }: ClassFrame, ids: readonly number[]): Promise<{ id: number; classId: number; choiceId: number }[]> {
    if (ids.length === 0) return [];
    return tx.rows(sql`with made as (insert into enrolment (programme_id, period_id, class_id, person_id, school_id, state, enrolled_at, chosen_at, review_state)
        select c.programme_id, c.period_id, c.class_id, c.person_id, ${schoolId}::bigint, 'ENROLLED', ${this.clock.business()}::timestamptz, c.chosen_at, ${reviewOfNew(review, today)} from course_choice c where c.id = any (${ids}::bigint[]) order by c.chosen_at, c.id
        on conflict (class_id, person_id) where state = 'ENROLLED' do nothing returning id, class_id, person_id)
      select m.id::int as id, m.class_id::int as "classId", c.id::int as "choiceId" from made m join course_choice c on c.class_id = m.class_id and c.person_id = m.person_id and c.id = any (${ids}::bigint[])`);
  }
}

/** The enrolment that came of a turn: a person may be named by several acts, and one of them made it. */
function enrolmentOf({ choice, refusal }: Turn, made: ReadonlyMap<number, number>): number | null {
  return (refusal === null && choice ? made.get(choice.id) : undefined) ?? null;
}

/** What the trail says of an act; null where nobody was enrolled or listed. */
function entryOf(classId: number, turns: readonly Turn[], enrolled: ReadonlyMap<number, number>): AuditEntry | null {
  const people = (which: (turn: Turn) => boolean) => turns.filter(which).map(({ personId }) => globalId('Person', personId));
  const learners = people((turn) => enrolmentOf(turn, enrolled) !== null);
  const listed = people(({ isListed }) => isListed);
  if (learners.length + listed.length === 0) return null;
  return { action: 'enrolment.enrol', subject: globalId('TrainingClass', classId), facts: { learners, seats: learners.length, ...(listed.length > 0 ? { listed } : {}) } };
}

/** What the acts decide upon, by period or class; it shrinks as they take of it. */
interface Held {
  choices: ReadonlyMap<number, Choice[]>;
  standing: ReadonlyMap<number, Standing>;
  remaining: Map<number, number>;
  places: Map<number, HeldPlaces>;
  listed: Map<number, ListedAhead[]>;
}

/**
 * The queues of a school: the choices of those who teach there now, so that nobody waits before others for a school that they left, and
 * the teachers of a school that became part of it keep their places. A choice that was waited for is read as it is by then: somebody who
 * moved meanwhile has taken it along.
 */
async function standingChoices(tx: Tx, classIds: readonly number[], schoolId: number): Promise<Choice[]> {
  return tx.rows(sql`select c.id::int as id, c.class_id::int as "classId", c.person_id::int as "personId", (extract(epoch from c.chosen_at) * 1000)::float8 as "chosenMs" from course_choice c join person p on p.id = c.person_id
    where c.class_id = any (${classIds}::bigint[]) and p.office_id = ${schoolId} and ${standsAtOwnSchool} and p.merged_into_id is null and c.withdrawn_at is null order by c.id for update of c`);
}
