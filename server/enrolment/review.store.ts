// How the review of enrolments stands below an office: counted when it is asked, so that no counter can be wrong.
import type { LocalDate } from '../kernel/calendar.js';
import type { Clock } from '../platform/clock/clock.js';
import type { Database } from '../platform/database/database.js';
import { officePathOf, pathEnd, type Scope } from '../platform/database/scope.js';
import { Selection } from '../platform/database/selection.js';
import { sql } from '../platform/database/sql.js';
import { documentInForce, narrowedFor, ofOpenProgrammes, periodShape, reviewOf, type PeriodType, type ProgrammeStore, type ReviewRules, type RuleDocument } from '../programmes/index.js';
import type { Caller } from '../platform/graphql/caller.js';
import { enrolmentShape } from './enrolment.store.js';
import type { EnrolmentReviewTaskType } from './graphql/review.type.js';
import { reviewDayRefusals, type ReviewState } from './rules/reviewing.js';

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

  /** What waits for the decision of the caller's office today, period by period: nothing where another level reviews, on other days, and in programmes that have ended. */
  async tasks({ scope, officeId }: Pick<Caller, 'scope' | 'officeId'>, selection: Selection): Promise<EnrolmentReviewTaskType[]> {
    const path = officePathOf(scope);
    if (path === null || officeId === null) return [];
    const counted = await this.database.rows<{ periodId: number; programmeId: number; startsOn: LocalDate; endsOn: LocalDate; level: string; waiting: number }>(scope, sql`
      select n.id::int as "periodId", n.programme_id::int as "programmeId", n.starts_on::text as "startsOn", n.ends_on::text as "endsOn", (select mine.level from office mine where mine.id = ${officeId}) as level, count(*)::int as waiting
      from enrolment t join office o on o.id = t.school_id join period n on n.id = t.period_id
      where t.review_state = 'WAITING' and t.state = 'ENROLLED' and ${ofOpenProgrammes('n.programme_id')} and o.path >= ${path} and o.path < ${pathEnd(path)} and ${this.database.allows(enrolmentShape, 't', scope)} group by n.id order by n.starts_on, n.id`);
    if (counted.length === 0) return [];
    const today = this.clock.today();
    const inForce = await this.#narrowed(scope, officeId, counted.map(({ programmeId }) => programmeId), today);
    const open = counted.flatMap(({ level, waiting, ...period }) => {
      const document = inForce.get(period.programmeId);
      const rules = document === undefined ? null : reviewOf(document, period);
      return rules !== null && rules.by === level && reviewDayRefusals(rules, today).length === 0 ? [{ periodId: period.periodId, waiting, closesOn: rules.closesOn }] : [];
    });
    const periods = open.length === 0 ? [] : await this.database.list<PeriodType>(scope, periodShape, Selection.merge(selection.at('period'), Selection.of('id')), { where: [sql`t.id = any (${open.map(({ periodId }) => periodId)}::bigint[])`] });
    return open.flatMap(({ periodId, waiting, closesOn }) => periods.filter(({ key }) => key === periodId).map((period) => ({ period, waiting, closesOn })));
  }

  /** The rules in force of these programmes, with the days that hold for an office. */
  async #narrowed(scope: Scope, officeId: number, programmeIds: readonly number[], today: LocalDate): Promise<Map<number, RuleDocument>> {
    const documents = await this.programmes.rulesOf(scope, [...new Set(programmeIds)]);
    const narrowed = new Map<number, RuleDocument>();
    for (const [programmeId, versions] of documents) {
      const inForce = documentInForce(versions, today);
      if (inForce !== null) narrowed.set(programmeId, (await narrowedFor(this.database, programmeId, inForce, [officeId]))(officeId));
    }
    return narrowed;
  }

  async levelOf(scope: Scope, officeId: number): Promise<string | null> {
    const [office] = await this.database.rows<{ level: string }>(scope, sql`select o.level from office o where o.id = ${officeId}`);
    return office?.level ?? null;
  }
}
