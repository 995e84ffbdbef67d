// Queries on results.
import { enrolmentShape } from '../enrolment/index.js';
import type { Database } from '../platform/database/database.js';
import type { Page, PagingArgs } from '../platform/database/paging.js';
import type { Scope, Subtree } from '../platform/database/scope.js';
import type { Selection } from '../platform/database/selection.js';
import { defineShape, factScope, field } from '../platform/database/shape.js';
import { raw, sql, type Sql } from '../platform/database/sql.js';
import { parseRuleDocument, scoringOf, type Scoring } from '../programmes/index.js';
import type { ResultType } from './graphql/result.type.js';
import type { ScoredFacts } from './rules/score.js';

export const resultShape = defineShape({
  typeName: 'Result',
  isInterleaved: true,
  table: 'result',
  key: 'enrolment_id',
  fields: {
    id: field.id('Result', 'enrolment_id'),
    enrolment: field.one(() => enrolmentShape, 'enrolment_id'),
    learningPoints: field.tenths('learning_tenths'),
    objectivePoints: field.tenths('objective_tenths'),
    subjectivePoints: field.tenths('subjective_tenths'),
    excellentPoints: field.tenths('excellent_tenths'),
    interactionPoints: field.tenths('interaction_tenths'),
    total: field.tenths('total_tenths'),
    verdict: field.text('verdict'),
    ruleVersion: field.int('rule_version'),
    computedAt: field.time('computed_at'),
  } satisfies Record<Exclude<keyof ResultType, 'key' | 'derivation'>, unknown>,
  scope: factScope,
});

// An enrolment shows its result; the type is another domain's, the field is ours.
enrolmentShape.extend({ result: field.one(() => resultShape, 'id') });

export interface ResultFilter { subtree: Subtree | null; periodId: number | null }

export class ResultStore {
  constructor(private readonly database: Database) {}

  async page(scope: Scope, filter: ResultFilter, selection: Selection, args: PagingArgs): Promise<Page<ResultType>> {
    const where: Sql[] = [];
    if (filter.periodId !== null) where.push(sql`t.period_id = ${filter.periodId}`);
    return this.database.page<ResultType>(scope, resultShape, selection, args, { within: filter.subtree && { school: raw('t.school_id'), subtree: filter.subtree }, where, order: { columns: [{ sql: 't.enrolment_id', type: 'bigint' }], isDescending: false } });
  }

  async byKey(scope: Scope, key: number, selection: Selection): Promise<ResultType | null> {
    return this.database.one<ResultType>(scope, resultShape, selection, sql`t.enrolment_id = ${key}`);
  }

  /** The facts of results with the rule version that each of them used. */
  async factsOf(scope: Scope, keys: readonly number[]): Promise<Map<number, { facts: ScoredFacts; scoring: Scoring }>> {
    const rows = await this.database.rows<{ key: number; facts: ScoredFacts; document: unknown }>(scope, sql`
      select t.enrolment_id as key, t.facts, r.document from result t join programme_rule r on r.programme_id = t.programme_id and r.version = t.rule_version
      where t.enrolment_id = any (${keys}::bigint[]) and ${this.database.allows(resultShape, 't', scope)}`);
    return new Map(rows.map((row) => [row.key, { facts: row.facts, scoring: scoringOf(parseRuleDocument(row.document)) }]));
  }
}
