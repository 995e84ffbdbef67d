// What every act of choosing and enrolling starts from: the class with its period, and the rules that hold for it today.
import type { LocalDate } from '../kernel/calendar.js';
import type { Refusal } from '../kernel/refusals.js';
import type { Clock } from '../platform/clock/clock.js';
import type { Database } from '../platform/database/database.js';
import type { Scope } from '../platform/database/scope.js';
import { sql } from '../platform/database/sql.js';
import { notFound } from '../platform/graphql/errors.js';
import { choosingOf, documentInForce, eligibilityOf, endedRefusals, narrowedFor, reviewOf, substitutionOf, takingPartRefusals, trainingClassShape, type ChoosingRules, type EligibilityRules, type ProgrammeState, type ProgrammeStore, type ReviewRules, type RuleDocument, type SubstitutionDays } from '../programmes/index.js';
import { enrolmentShape } from './enrolment.store.js';

export interface ClassFrame {
  classId: number;
  periodId: number;
  programmeId: number;
  /** Why nobody takes part now, whatever the days: the programme is not published, or archived. */
  standing: readonly Refusal[];
  /** The same of what is prepared before it is published: only what has ended takes it no more. */
  ended: readonly Refusal[];
  /** Null where teachers do not choose and schools do not enrol them. */
  choosing: ChoosingRules | null;
  substitution: SubstitutionDays | null;
  /** Null where nobody reviews enrolments. */
  review: ReviewRules | null;
  eligibility: EligibilityRules | null;
  /** How many a class takes by the document; null where it says nothing. */
  capacity: number | null;
  today: LocalDate;
}

/** A school's part in a period. */
export interface Place { periodId: number; schoolId: number }
export type PlaceFrame = Pick<ClassFrame, 'standing' | 'choosing' | 'review' | 'today'>;
export interface EnrolmentFrame extends ClassFrame { personId: number; schoolId: number }

export class ClassFrames {
  constructor(private readonly database: Database, private readonly programmes: ProgrammeStore, private readonly clock: Clock) {}

  /** The days are those that hold for an office: the rules', or what it or one above it has set inside them; those of the rules where none is given. */
  async of(scope: Scope, classId: number, officeId: number | null): Promise<ClassFrame> {
    const today = this.clock.today();
    const [found] = await this.database.rows<{ periodId: number; programmeId: number; state: ProgrammeState; startsOn: LocalDate; endsOn: LocalDate }>(scope, sql`
      select t.period_id as "periodId", t.programme_id as "programmeId", p.state, n.starts_on::text as "startsOn", n.ends_on::text as "endsOn" from training_class t join period n on n.id = t.period_id join programme p on p.id = t.programme_id
      where t.id = ${classId} and ${this.database.allows(trainingClassShape, 't', scope)}`);
    if (!found) throw notFound();
    const { periodId, programmeId } = found;
    const inForce = documentInForce((await this.programmes.rulesOf(scope, [programmeId])).get(programmeId) ?? [], today);
    const document = inForce === null || officeId === null ? inForce : (await narrowedFor(this.database, programmeId, inForce, [officeId]))(officeId);
    const choosing = document && choosingOf(document, found);
    return { classId, periodId, programmeId, standing: takingPartRefusals(found.state), ended: endedRefusals(found.state), choosing, substitution: document && substitutionOf(document, found), review: document && reviewOf(document, found), eligibility: document && choosing && eligibilityOf(document), capacity: document?.classes?.capacity ?? null, today };
  }

  /** The same for periods and schools, whichever class: one act may name schools whose offices have set different days. */
  async ofPlaces(scope: Scope, places: readonly Place[]): Promise<(place: Place) => PlaceFrame> {
    const today = this.clock.today();
    const periods = await this.database.rows<{ id: number; programmeId: number; state: ProgrammeState; startsOn: LocalDate; endsOn: LocalDate }>(scope, sql`
      select n.id, n.programme_id as "programmeId", p.state, n.starts_on::text as "startsOn", n.ends_on::text as "endsOn" from period n join programme p on p.id = n.programme_id where n.id = any (${[...new Set(places.map(({ periodId }) => periodId))]}::bigint[])`);
    const programmeIds = [...new Set(periods.map(({ programmeId }) => programmeId))];
    const versions = await this.programmes.rulesOf(scope, programmeIds);
    const holding = new Map<number, (schoolId: number) => RuleDocument>();
    for (const programmeId of programmeIds) {
      const document = documentInForce(versions.get(programmeId) ?? [], today);
      if (document !== null) holding.set(programmeId, await narrowedFor(this.database, programmeId, document, places.map(({ schoolId }) => schoolId)));
    }
    return ({ periodId, schoolId }) => {
      const period = periods.find(({ id }) => id === periodId);
      const document = period && holding.get(period.programmeId)?.(schoolId);
      if (!period || !document) return { standing: period ? takingPartRefusals(period.state) : [], choosing: null, review: null, today };
      return { standing: takingPartRefusals(period.state), choosing: choosingOf(document, period), review: reviewOf(document, period), today };
    };
  }

  /** The clauses of a programme in force today, whichever class; null where teachers do not choose and schools do not enrol them. */
  async eligibilityOf(scope: Scope, programmeId: number): Promise<EligibilityRules | null> {
    const document = documentInForce((await this.programmes.rulesOf(scope, [programmeId])).get(programmeId) ?? [], this.clock.today());
    return document?.enrolment?.by === 'SCHOOL_BY_CHOICE' ? eligibilityOf(document) : null;
  }

  /** The same for an enrolment in scope, with whose it is and where: neither changes. */
  async ofEnrolment(scope: Scope, enrolmentId: number): Promise<EnrolmentFrame> {
    const [found] = await this.database.rows<{ classId: number; personId: number; schoolId: number }>(scope, sql`select t.class_id as "classId", t.person_id as "personId", t.school_id as "schoolId" from enrolment t where t.id = ${enrolmentId} and ${this.database.allows(enrolmentShape, 't', scope)}`);
    if (!found) throw notFound();
    return { ...(await this.of(scope, found.classId, found.schoolId)), personId: found.personId, schoolId: found.schoolId };
  }
}
