// What every act of choosing and enrolling starts from: the class with its period, and the rules that hold for it today.
import type { LocalDate } from '../kernel/calendar.js';
import type { Clock } from '../platform/clock/clock.js';
import type { Database } from '../platform/database/database.js';
import type { Scope } from '../platform/database/scope.js';
import { sql } from '../platform/database/sql.js';
import { notFound } from '../platform/graphql/errors.js';
import { choosingOf, documentInForce, trainingClassShape, type ChoosingRules, type ProgrammeStore } from '../programmes/index.js';

export interface ClassFrame { classId: number; periodId: number; programmeId: number; choosing: ChoosingRules | null; today: LocalDate }

export class ClassFrames {
  constructor(private readonly database: Database, private readonly programmes: ProgrammeStore, private readonly clock: Clock) {}

  async of(scope: Scope, classId: number): Promise<ClassFrame> {
    const today = this.clock.today();
    const [found] = await this.database.rows<{ periodId: number; programmeId: number; startsOn: LocalDate; endsOn: LocalDate }>(scope, sql`
      select t.period_id as "periodId", t.programme_id as "programmeId", n.starts_on::text as "startsOn", n.ends_on::text as "endsOn" from training_class t join period n on n.id = t.period_id
      where t.id = ${classId} and ${this.database.allows(trainingClassShape, 't', scope)}`);
    if (!found) throw notFound();
    const { periodId, programmeId } = found;
    const document = documentInForce((await this.programmes.rulesOf(scope, [programmeId])).get(programmeId) ?? [], today);
    return { classId, periodId, programmeId, choosing: document && choosingOf(document, found), today };
  }
}
