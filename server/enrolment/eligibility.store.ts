// What decides whether people may be enrolled, read for one of them or for many.
import { personShape, type PersonType } from '../access/index.js';
import type { Database } from '../platform/database/database.js';
import type { Scope } from '../platform/database/scope.js';
import type { Selection } from '../platform/database/selection.js';
import { sql, type Sql } from '../platform/database/sql.js';
import type { CheckedEligibility, EligibilityRules } from '../programmes/index.js';
import type { EligibilityFacts } from './rules/eligibility.js';

/** From which clause a person was excepted, and why. */
export interface GrantedException { rule: CheckedEligibility; reason: string; grantedByName: string; grantedAt: string }

type FactsRow = Omit<EligibilityFacts, 'exceptions'> & { personId: number; granted: GrantedException[] };
export type PersonFacts = EligibilityFacts & { granted: readonly GrantedException[] };

type Read = <Row extends object>(statement: Sql) => Promise<Row[]>;

/** Read as a job: where else somebody took part a year ago is out of the school's sight, and decides all the same. Records that were merged into the person's count as the person's. */
export async function eligibilityFactsOf(read: Read, programmeId: number, { series }: EligibilityRules, personIds: readonly number[]): Promise<Map<number, PersonFacts>> {
  const rows = await read<FactsRow>(sql`
    select p.id::int as "personId", o.level = 'SCHOOL' and o.state = 'OPEN' as "isAtSchool",
      coalesce((select json_agg(distinct g.year) from (select p.id union all select m.id from person m where m.merged_into_id = p.id) same join enrolment e on e.person_id = same.id join programme g on g.id = e.programme_id
        where e.state = 'ENROLLED' and g.series = ${series} and g.id <> ${programmeId}), '[]') as "yearsOfSeries",
      coalesce((select json_agg(json_build_object('rule', x.rule, 'reason', x.reason, 'grantedByName', x.granted_by_name, 'grantedAt', to_char(x.granted_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD"T"HH24:MI:SS"+08:00"')) order by x.id)
        from enrolment_exception x where x.person_id = p.id and x.programme_id = ${programmeId}), '[]') as granted
    from person p join office o on o.id = p.office_id where p.id = any (${personIds}::bigint[])`);
  return new Map(rows.map(({ personId, ...facts }) => [personId, { ...facts, exceptions: facts.granted.map(({ rule }) => rule) }]));
}

/** Of these persons, who is enrolled in which class of the period, at whichever school. */
export async function classesInPeriod(read: Read, periodId: number, personIds: readonly number[]): Promise<Map<number, number>> {
  const rows = await read<{ personId: number; classId: number }>(sql`select person_id::int as "personId", class_id::int as "classId" from enrolment where period_id = ${periodId} and person_id = any (${personIds}::bigint[]) and state = 'ENROLLED'`);
  return new Map(rows.map(({ personId, classId }) => [personId, classId]));
}

const asJob: Scope = { kind: 'job', job: 'eligibility' };

export class EligibilityStore {
  constructor(private readonly database: Database) {}

  /** The people of these keys whom the caller sees. */
  async people(scope: Scope, personIds: readonly number[], selection: Selection): Promise<Map<number, PersonType>> {
    const people = await this.database.list<PersonType>(scope, personShape, selection, { where: [sql`t.id = any (${personIds}::bigint[])`, sql`t.merged_into_id is null`] });
    return new Map(people.map((person) => [person.key, person]));
  }

  async facts(programmeId: number, rules: EligibilityRules, personIds: readonly number[]): Promise<Map<number, PersonFacts>> {
    return eligibilityFactsOf((statement) => this.database.rows(asJob, statement), programmeId, rules, personIds);
  }

  async classesInPeriod(periodId: number, personIds: readonly number[]): Promise<Map<number, number>> {
    return classesInPeriod((statement) => this.database.rows(asJob, statement), periodId, personIds);
  }
}
