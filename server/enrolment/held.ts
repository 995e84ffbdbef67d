// What acts of enrolment hold until their transaction ends, always in this order: choices, persons, the school's account of seats, the
// places of the class, the enrolment. Whatever is decided is then decided upon what cannot change any more, and acts wait for each other and never in a circle.
import type { Refusal } from '../kernel/refusals.js';
import type { Database, Tx } from '../platform/database/database.js';
import { sql, type Sql } from '../platform/database/sql.js';
import { notFound } from '../platform/graphql/errors.js';
import type { ClassFrame } from './class-frame.js';
import { classesInPeriod, eligibilityFactsOf } from './eligibility.store.js';
import type { EnrolmentKeys } from './enrolment-events.js';
import { enrolmentShape } from './enrolment.store.js';
import { obstaclesOf, type EligibilityFacts } from './rules/eligibility.js';
import type { ReviewState } from './rules/reviewing.js';
import type { EnrolmentState } from './rules/withdrawing.js';

export interface HeldEnrolment extends EnrolmentKeys { state: EnrolmentState; version: number; reviewState: ReviewState }

/** Standing choices of these persons for the class. */
export async function holdChoices(tx: Tx, classId: number, personIds: readonly number[]): Promise<{ id: number; personId: number }[]> {
  return tx.rows(sql`select c.id::int as id, c.person_id::int as "personId" from course_choice c where c.class_id = ${classId} and c.person_id = any (${personIds}::bigint[]) and c.withdrawn_at is null order by c.id for update`);
}

/** A person is in one class of a period, whichever school or class another act is about: no row need exist that both would touch. */
export async function holdPersons(tx: Tx, personIds: readonly number[]): Promise<void> {
  await tx.rows(sql`select 1 as locked from (select pg_advisory_xact_lock(hashtext('yanxiu.enrolment'), p.id::int) from (select distinct n as id from unnest(${personIds}::bigint[]) n order by 1) p) as persons`);
}

/** Where persons are enrolled in a period, by person, and what the clauses of its programme ask about them; empty where it has none. */
export interface Standing { enrolledIn: Map<number, number>; facts: ReadonlyMap<number, EligibilityFacts> }

/** Asked once the persons are held, so that what another act did before is seen; and as a job: what decides may lie out of the school's sight. */
export async function standingOf(tx: Tx, { periodId, programmeId, eligibility }: ClassFrame, personIds: readonly number[]): Promise<Standing> {
  return tx.asJob(async (job) => {
    const read = <Row extends object>(statement: Sql) => job.rows<Row>(statement);
    return { enrolledIn: await classesInPeriod(read, periodId, personIds), facts: eligibility === null ? new Map<number, EligibilityFacts>() : await eligibilityFactsOf(read, programmeId, eligibility, personIds) };
  });
}

export interface Obstacles { enrolledIn: number | null; refusals: Refusal[] }

/** Every reason why each of these persons cannot be enrolled in the class. */
export async function obstaclesIn(tx: Tx, frame: ClassFrame, personIds: readonly number[]): Promise<Map<number, Obstacles>> {
  const { enrolledIn: classes, facts } = await standingOf(tx, frame, personIds);
  return new Map(personIds.map((personId) => {
    const enrolledIn = classes.get(personId) ?? null;
    return [personId, { enrolledIn, refusals: obstaclesOf(frame.eligibility, facts.get(personId) ?? null, { enrolledIn, classId: frame.classId }) }];
  }));
}

/** Held less than for update: whoever reviews its work at this moment writes facts that name it, and must not wait for us while we wait for them. */
export async function holdEnrolment(database: Database, tx: Tx, enrolmentId: number): Promise<HeldEnrolment> {
  const [row] = await tx.rows<HeldEnrolment>(sql`select t.id::int as "enrolmentId", t.person_id::int as "personId", t.school_id::int as "schoolId", t.class_id::int as "classId", t.period_id::int as "periodId", t.programme_id::int as "programmeId", t.state, t.version, t.review_state as "reviewState"
    from enrolment t where t.id = ${enrolmentId} and ${database.allows(enrolmentShape, 't', tx.scope)} for no key update of t`);
  if (!row) throw notFound();
  return row;
}
