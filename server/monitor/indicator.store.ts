// Queries on indicators: sums over the schools of a subtree, and the counters' steps.
import { belowAt, depthBelow, selectionOfOffices, type OfficeStore, type OfficeType } from '../offices/index.js';
import type { Clock } from '../platform/clock/clock.js';
import type { Database, Tx } from '../platform/database/database.js';
import type { Page, PagingArgs } from '../platform/database/paging.js';
import { pathEnd, type Scope } from '../platform/database/scope.js';
import type { Selection } from '../platform/database/selection.js';
import { raw, sql, type Sql } from '../platform/database/sql.js';
import { ofOpenProgrammes } from '../programmes/index.js';
import { formatInstant } from '../kernel/calendar.js';
import type { OfficeIndicatorsType } from './graphql/indicators.type.js';
import { indicatorsOf, noCounters, type Counters } from './rules/indicators.js';

const sums = raw(`coalesce(sum(i.enrolled), 0)::int as enrolled, coalesce(sum(i.participating), 0)::int as participating, coalesce(sum(i.submitted), 0)::int as submitted, coalesce(sum(i.graded), 0)::int as graded,
  coalesce(sum(i.released), 0)::int as released, coalesce(sum(i.total_tenths_sum), 0)::int8 as "totalTenthsSum", coalesce(sum(i.passed), 0)::int as passed, coalesce(sum(i.online_seconds), 0)::int8 as "onlineSeconds"`);

export interface IndicatorFilter { periodId: number | null; programmeId: number | null }

export class IndicatorStore {
  constructor(private readonly database: Database, private readonly offices: OfficeStore, private readonly clock: Clock) {}

  /** The indicators of one office's subtree; the office must be in scope. */
  async ofOffice(scope: Scope, path: string, officeKey: number, filter: IndicatorFilter, selection: Selection): Promise<OfficeIndicatorsType | null> {
    const office = await this.offices.byKey(scope, officeKey, selection.at('office'));
    if (!office) return null;
    const [row] = await this.database.rows<Counters>(scope, sql`
      select ${sums} from school_indicator i join office s on s.id = i.school_id where s.path >= ${path} and s.path < ${pathEnd(path)} and ${conditionOf(filter)}`);
    return this.#shaped(office, row);
  }

  /** The indicators of each child of an office, those that have ended with theirs, so that the children's sum is the office's: one page of children, and one statement for all their sums. */
  async ofChildren(scope: Scope, parentPath: string, parentKey: number, filter: IndicatorFilter, selection: Selection, args: PagingArgs): Promise<Page<OfficeIndicatorsType>> {
    const page = await this.offices.page(scope, { parentId: parentKey, level: null, search: null, includeClosed: true }, selectionOfOffices(selection), args);
    const rows = await this.database.rows<Counters & { child: number }>(scope, sql`
      with ${belowAt(parentPath, depthBelow(parentPath))} select s.part as child, ${sums} from school_indicator i join below s on s.id = i.school_id where ${conditionOf(filter)} group by 1`);
    const byChild = new Map(rows.map((row) => [row.child, row]));
    const shaped = new Map(page.nodes.map((office) => [office, this.#shaped(office, byChild.get(office.key))]));
    const of = (office: OfficeType) => shaped.get(office) as OfficeIndicatorsType;
    return { ...page, nodes: page.nodes.map(of), edges: page.edges.map((edge) => ({ cursor: edge.cursor, node: of(edge.node) })) };
  }

  #shaped(office: OfficeType, counters: Counters | undefined): OfficeIndicatorsType {
    return { office, ...indicatorsOf(counters ?? noCounters), asOf: formatInstant(this.clock.business()) };
  }
}

/** Adds to a school's counters in the transaction of what it counts: one row of one school, touched last. */
export async function addToCounters(tx: Tx, schoolId: number, periodId: number, step: Partial<Counters>): Promise<void> {
  const delta = { ...noCounters, ...step };
  if (Object.values(delta).every((value) => value === 0)) return;
  const add = () => tx.rows(sql`update school_indicator set enrolled = enrolled + ${delta.enrolled}, participating = participating + ${delta.participating}, submitted = submitted + ${delta.submitted}, graded = graded + ${delta.graded},
    released = released + ${delta.released}, total_tenths_sum = total_tenths_sum + ${delta.totalTenthsSum}, passed = passed + ${delta.passed}, online_seconds = online_seconds + ${delta.onlineSeconds}
    where period_id = ${periodId} and school_id = ${schoolId} returning school_id`);
  if ((await add()).length > 0) return;
  // A school's first in the period; whoever else makes the row at this moment is waited for, and added to.
  await tx.rows(sql`insert into school_indicator (period_id, school_id) values (${periodId}, ${schoolId}) on conflict do nothing`);
  await add();
}

function conditionOf(filter: IndicatorFilter): Sql {
  if (filter.periodId !== null) return sql`i.period_id = ${filter.periodId}`;
  if (filter.programmeId !== null) return sql`i.period_id in (select p.id from period p where p.programme_id = ${filter.programmeId})`;
  // A year that is over is asked for by name: the two would be one average otherwise.
  return sql`i.period_id in (select p.id from period p where ${ofOpenProgrammes('p.programme_id')})`;
}

