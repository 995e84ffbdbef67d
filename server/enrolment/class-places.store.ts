// How many a class takes and how many are in it: over all schools, for everybody who sees the class.
import type { LocalDate } from '../kernel/calendar.js';
import type { Database } from '../platform/database/database.js';
import type { Scope } from '../platform/database/scope.js';
import { sql } from '../platform/database/sql.js';
import type { ProgrammeStore } from '../programmes/index.js';
import type { ClassPlacesType } from './graphql/class-places.type.js';

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
}
