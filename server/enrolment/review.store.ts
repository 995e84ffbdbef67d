// How the review of a period's enrolments stands below an office: counted when it is asked, so that no counter can be wrong.
import type { LocalDate } from '../kernel/calendar.js';
import type { Clock } from '../platform/clock/clock.js';
import type { Database } from '../platform/database/database.js';
import { pathEnd, type Scope } from '../platform/database/scope.js';
import { sql } from '../platform/database/sql.js';
import { documentInForce, narrowedFor, reviewOf, type ProgrammeStore, type ReviewRules } from '../programmes/index.js';
import type { Caller } from '../platform/graphql/caller.js';
import { enrolmentShape } from './enrolment.store.js';
import type { ReviewState } from './rules/reviewing.js';

export class EnrolmentReviewStore {
  constructor(private readonly database: Database, private readonly programmes: ProgrammeStore, private readonly clock: Clock) {}

  /** The rules of a period today, with the days that hold for the caller's office; null where its enrolments are not reviewed, or there is no such period. */
  async rulesOf({ scope, officeId }: Pick<Caller, 'scope' | 'officeId'>, periodId: number): Promise<{ rules: ReviewRules; today: LocalDate } | null> {
    const [period] = await this.database.rows<{ programmeId: number; startsOn: LocalDate; endsOn: LocalDate }>(scope, sql`select n.programme_id::int as "programmeId", n.starts_on::text as "startsOn", n.ends_on::text as "endsOn" from period n where n.id = ${periodId}`);
    if (!period) return null;
    const today = this.clock.today();
    const inForce = documentInForce((await this.programmes.rulesOf(scope, [period.programmeId])).get(period.programmeId) ?? [], today);
    const document = inForce === null || officeId === null ? inForce : (await narrowedFor(this.database, period.programmeId, inForce, [officeId]))(officeId);
    const rules = document && reviewOf(document, period);
    return rules && { rules, today };
  }

  async figures(scope: Scope, periodId: number, path: string): Promise<Record<ReviewState, number>> {
    const rows = await this.database.rows<{ state: ReviewState; count: number }>(scope, sql`select t.review_state as state, count(*)::int as count from enrolment t join office o on o.id = t.school_id
      where t.period_id = ${periodId} and t.state = 'ENROLLED' and o.path >= ${path} and o.path < ${pathEnd(path)} and ${this.database.allows(enrolmentShape, 't', scope)} group by 1`);
    const counted = new Map(rows.map(({ state, count }) => [state, count]));
    return { NOT_DRAWN: counted.get('NOT_DRAWN') ?? 0, WAITING: counted.get('WAITING') ?? 0, PASSED: counted.get('PASSED') ?? 0, SENT_BACK: counted.get('SENT_BACK') ?? 0 };
  }

  async levelOf(scope: Scope, officeId: number): Promise<string | null> {
    const [office] = await this.database.rows<{ level: string }>(scope, sql`select o.level from office o where o.id = ${officeId}`);
    return office?.level ?? null;
  }
}
