// The results of programmes that are over, read to try rules out on them.
import type { Caller } from '../platform/graphql/caller.js';
import type { Database } from '../platform/database/database.js';
import type { Page, PagingArgs } from '../platform/database/paging.js';
import type { Scope } from '../platform/database/scope.js';
import type { Selection } from '../platform/database/selection.js';
import { defineShape, factScope, field } from '../platform/database/shape.js';
import { sql, type Sql } from '../platform/database/sql.js';
import { scoringOf, type ProgrammeStore } from '../programmes/index.js';
import type { BackTestChangeType } from './graphql/back-test.type.js';
import { resultShape } from './result.store.js';
import type { StandingResult } from './rules/back-test.js';
import type { Score, ScoredFacts } from './rules/score.js';

/** A programme of the same series whose results stand. */
export interface PastProgramme { id: number; name: string; year: number }

const changeShape = defineShape({
  typeName: 'BackTestChange', isInterleaved: true, table: 'result', key: 'enrolment_id',
  fields: { result: field.one(() => resultShape, 'enrolment_id') } satisfies Partial<Record<keyof BackTestChangeType, unknown>>,
  scope: factScope,
});

type Row = Score & { id: number; facts: ScoredFacts; ruleVersion: number };

/** So many at a time: what is held stays small, however many learned. */
const batch = 5_000;

export class BackTestStore {
  constructor(private readonly database: Database, private readonly programmes: ProgrammeStore) {}

  /** Of earlier years and the same organiser, assessed or archived, the newest first. */
  async pastProgrammes({ scope, officeId }: Pick<Caller, 'scope' | 'officeId'>, programmeId: number): Promise<PastProgramme[]> {
    return this.database.rows<PastProgramme>(scope, sql`
      select g.id::int as id, g.name, g.year from programme g join programme own on own.id = ${programmeId} and own.office_id = ${officeId ?? 0} and g.office_id = own.office_id
      where g.series = own.series and g.year < own.year and g.state in ('ASSESSED', 'ARCHIVED') and exists (select 1 from period n join school_indicator i on i.period_id = n.id and i.enrolled > 0 where n.programme_id = g.id) order by g.year desc, g.id`);
  }

  /** Every result of a past programme in scope, of those who did not withdraw, with the line by which it was judged. */
  async *standing(scope: Scope, programmeId: number): AsyncGenerator<StandingResult & { id: number }> {
    const lines = await this.#lines(scope, programmeId);
    for (let after = 0, more = true; more;) {
      const rows = await this.#rows(scope, sql`t.programme_id = ${programmeId} and t.enrolment_id > ${after}`, sql`order by t.enrolment_id limit ${batch}`);
      for (const row of rows) yield standingOf(row, lines);
      after = rows.at(-1)?.id ?? after;
      more = rows.length === batch;
    }
  }

  /** A page of results by their keys. */
  async page(scope: Scope, keys: readonly number[], selection: Selection, args: PagingArgs): Promise<Page<BackTestChangeType>> {
    return this.database.page<BackTestChangeType>(scope, changeShape, selection, args, { where: [sql`t.enrolment_id = any (${keys}::bigint[])`], order: { columns: [{ sql: 't.enrolment_id', type: 'bigint' }], isDescending: false } });
  }

  async standingOf(scope: Scope, programmeId: number, keys: readonly number[]): Promise<Map<number, StandingResult>> {
    const lines = await this.#lines(scope, programmeId);
    const rows = await this.#rows(scope, sql`t.programme_id = ${programmeId} and t.enrolment_id = any (${keys}::bigint[])`, sql`order by t.enrolment_id`);
    return new Map(rows.map((row) => [row.id, standingOf(row, lines)]));
  }

  async #rows(scope: Scope, which: Sql, order: Sql): Promise<Row[]> {
    return this.database.rows<Row>(scope, sql`select t.enrolment_id::int as id, t.learning_tenths as "learningTenths", t.objective_tenths as "objectiveTenths", t.subjective_tenths as "subjectiveTenths", t.excellent_tenths as "excellentTenths", t.interaction_tenths as "interactionTenths",
      t.total_tenths as "totalTenths", t.verdict, t.facts, t.rule_version as "ruleVersion" from result t join enrolment e on e.id = t.enrolment_id and e.state = 'ENROLLED' where ${which} and ${this.database.allows(resultShape, 't', scope)} ${order}`);
  }

  /** The passing line of each version. */
  async #lines(scope: Scope, programmeId: number): Promise<Map<number, string>> {
    const versions = (await this.programmes.rulesOf(scope, [programmeId])).get(programmeId) ?? [];
    return new Map(versions.filter(({ scoring }) => scoring !== undefined).map((document) => [document.version, scoringOf(document).passFrom]));
  }
}

function standingOf({ id, facts, ruleVersion, ...score }: Row, lines: ReadonlyMap<number, string>): StandingResult & { id: number } {
  const passFrom = lines.get(ruleVersion);
  if (passFrom === undefined) throw new Error(`the rule version ${ruleVersion} of result ${id} is gone`);
  return { id, facts, score, passFrom };
}
