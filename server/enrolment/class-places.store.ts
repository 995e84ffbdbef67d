// How many a class takes and how many are in it: over all schools, for everybody who sees the class.
import type { LocalDate } from '../kernel/calendar.js';
import type { Database } from '../platform/database/database.js';
import type { Scope } from '../platform/database/scope.js';
import { sql } from '../platform/database/sql.js';
import { choosingOf, ofOpenProgrammes, type ProgrammeStore } from '../programmes/index.js';
import type { ClassLimitType, ClassPlacesType } from './graphql/class-places.type.js';
import { windowRefusals } from './rules/enrolling.js';
import { standsListed } from './waiting-list.js';

const countingJob = { kind: 'job', job: 'class-places' } as const;

export class ClassPlacesStore {
  constructor(private readonly database: Database, private readonly programmes: ProgrammeStore) {}

  /** Of classes without a limit nothing is said. */
  async placesOf(scope: Scope, classIds: readonly number[], today: LocalDate): Promise<Map<number, ClassPlacesType>> {
    const rows = await this.database.rows<{ id: number; periodId: number; capacity: number | null; taken: number | null; version: number | null }>(scope, sql`
      select k.id, k.period_id as "periodId", t.capacity, t.taken, t.version from training_class k left join class_places t on t.class_id = k.id where k.id = any (${classIds}::bigint[])`);
    const uncounted = rows.filter(({ version }) => version === null);
    const ruled = uncounted.length === 0 ? new Map() : await this.programmes.ruledPeriods(scope, [...new Set(uncounted.map(({ periodId }) => periodId))], today);
    const limits = new Map(uncounted.flatMap(({ id, periodId }) => { const limit = ruled.get(periodId)?.document.classes?.capacity; return limit === undefined ? [] : [[id, limit as number] as const]; }));
    const counts = limits.size === 0 ? [] : await this.database.rows<{ id: number; count: number }>(countingJob, sql`select class_id as id, count(*)::int as count from enrolment where class_id = any (${[...limits.keys()]}::bigint[]) and state = 'ENROLLED' group by class_id`);
    const inClass = new Map(counts.map(({ id, count }) => [id, count]));
    return new Map(rows.flatMap(({ id, capacity, taken, version }): [number, ClassPlacesType][] => {
      if (version !== null) return [[id, { capacity, taken: taken ?? 0, left: capacity === null ? null : capacity - (taken ?? 0), version }]];
      const limit = limits.get(id);
      const learners = inClass.get(id) ?? 0;
      return limit === undefined ? [] : [[id, { capacity: limit, taken: learners, left: Math.max(0, limit - learners), version: 0 }]];
    }));
  }

  /** What whoever limits a class decides upon; also of classes without a limit. Over all schools, so as a job. */
  async limitsOf(scope: Scope, classIds: readonly number[], today: LocalDate): Promise<Map<number, ClassLimitType>> {
    const rows = await this.database.rows<{ id: number; periodId: number; capacity: number | null; version: number | null; taken: number; waiting: number; withSeat: number }>(countingJob, sql`
      with listed as (select c.class_id, row_number() over (partition by c.class_id, p.office_id order by c.chosen_at, c.id) <= coalesce((select q.received - q.handed_down - q.used from quota q where q.period_id = c.period_id and q.office_id = p.office_id), 0) as has_seat
        from course_choice c join person p on p.id = c.person_id where c.class_id = any (${classIds}::bigint[]) and ${standsListed})
      select k.id::int as id, k.period_id::int as "periodId", t.capacity, t.version, coalesce(t.taken, (select count(*) from enrolment e where e.class_id = k.id and e.state = 'ENROLLED'))::int as taken,
        (select count(*) from listed l where l.class_id = k.id)::int as waiting, (select count(*) from listed l where l.class_id = k.id and l.has_seat)::int as "withSeat"
      from training_class k left join class_places t on t.class_id = k.id where k.id = any (${classIds}::bigint[])`);
    const ruled = await this.programmes.ruledPeriods(scope, [...new Set(rows.map(({ periodId }) => periodId))], today);
    return new Map(rows.map(({ id, periodId, capacity, version, taken, waiting, withSeat }) => {
      const rules = ruled.get(periodId);
      // From the opening on nobody is promoted (JS-06).
      const isOpen = rules !== undefined && windowRefusals(choosingOf(rules.document, rules.dates), today).length === 0;
      return [id, { capacity: version === null ? (rules?.document.classes?.capacity ?? null) : capacity, taken, version: version ?? 0, waiting, waitingForPlace: isOpen ? withSeat : 0 }];
    }));
  }

  /** Whose programme each of these classes belongs to; classes of ended programmes are left out. */
  async organisersOf(scope: Scope, classIds: readonly number[]): Promise<Map<number, number | null>> {
    const rows = await this.database.rows<{ id: number; officeId: number | null }>(scope, sql`select k.id::int as id, p.office_id::int as "officeId" from training_class k join programme p on p.id = k.programme_id where k.id = any (${classIds}::bigint[]) and ${ofOpenProgrammes('p.id')}`);
    return new Map(rows.map(({ id, officeId }) => [id, officeId]));
  }
}
