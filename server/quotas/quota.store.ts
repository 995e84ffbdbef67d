// Queries on quotas: accounts period by period, movements, what lies idle, and how a seat came down to a person.
import { globalId } from '../kernel/ids.js';
import { belowAt, depthBelow, officeShape, selectionOfOffices, type OfficeStore, type OfficeType } from '../offices/index.js';
import { withinPath, type Database } from '../platform/database/database.js';
import type { Page, PagingArgs } from '../platform/database/paging.js';
import type { Scope } from '../platform/database/scope.js';
import { Selection } from '../platform/database/selection.js';
import { defineShape, field, inCare } from '../platform/database/shape.js';
import { raw, sql, type Sql } from '../platform/database/sql.js';
import { periodShape } from '../programmes/index.js';
import type { IdleQuotaOfficeType, QuotaCellType, QuotaMovementType } from './graphql/quota.type.js';
import type { FramedOffice, FramedPeriod } from './quota-frame.js';
import { quotaMovementShape, quotaShape } from './quota-shapes.js';

const idleQuotaShape = defineShape({
  typeName: 'IdleQuotaOffice',
  table: 'quota',
  key: 'office_id',
  fields: {
    office: field.one(() => officeShape, 'office_id'), period: field.one(() => periodShape, 'period_id'), seats: field.int((t) => `(${t}.received - ${t}.handed_down - ${t}.used)`),
  } satisfies Record<Exclude<keyof IdleQuotaOfficeType, 'key'>, unknown>,
  scope: { office: (t, scope) => inCare(raw(`${t}.office_id`), scope), job: () => raw('true') },
});

/** Cells and teachers of one office; what the account's other fields say, the resolver knows. */
export interface AccountFigures { cells: QuotaCellType[]; teachers: number }
export interface FiguredOffice extends AccountFigures { office: OfficeType & { key: number } }

interface CellRow { officeId: number; periodId: number; stated: number | null; received: number | null; handedDown: number | null; used: number | null; version: number | null; usedBelow: number }

export interface MovementFilter { officeId: number; side: 'OF_OFFICE' | 'TO_CHILDREN'; periodId: number | null }

export class QuotaStore {
  constructor(private readonly database: Database, private readonly offices: OfficeStore) {}

  async ofOffice(scope: Scope, office: FramedOffice, periods: readonly FramedPeriod[], selection: Selection): Promise<FiguredOffice | null> {
    const [found, figures] = await Promise.all([
      this.offices.byKey(scope, office.id, selection.at('office')),
      this.#figures(scope, office.path, depthBelow(office.path) - 1, periods, selection),
    ]);
    return found && { office: found as OfficeType & { key: number }, ...figures(office.id) };
  }

  /** A page of those right below an office, those that have ended with theirs, so that their sum is what it handed down. */
  async ofChildren(scope: Scope, parent: FramedOffice, periods: readonly FramedPeriod[], selection: Selection, args: PagingArgs): Promise<Page<FiguredOffice>> {
    const nodes = Selection.merge(selection.at('nodes'), selection.at('edges', 'node'));
    const [page, figures] = await Promise.all([
      this.offices.page(scope, { parentId: parent.id, level: null, search: null, includeClosed: true }, selectionOfOffices(selection), args),
      this.#figures(scope, parent.path, depthBelow(parent.path), periods, nodes),
    ]);
    const of = (office: OfficeType): FiguredOffice => ({ office: office as OfficeType & { key: number }, ...figures((office as OfficeType & { key: number }).key) });
    return { ...page, nodes: page.nodes.map(of), edges: page.edges.map(({ cursor, node }) => ({ cursor, node: of(node) })) };
  }

  /** One statement for all cells of the offices at a depth of the subtree, and one for their teachers, where they are asked for. */
  async #figures(scope: Scope, path: string, depth: number, periods: readonly FramedPeriod[], selection: Selection): Promise<(officeId: number) => AccountFigures> {
    const ids = periods.map(({ id }) => id);
    const [cells, teachers] = await Promise.all([
      selection.has('cells') ? this.database.rows<CellRow>(scope, sql`
        with ${belowAt(path, depth)}
        select o.part as "officeId", t.period_id as "periodId", max(t.stated) filter (where o.is_part) as stated, max(t.received) filter (where o.is_part) as received, max(t.handed_down) filter (where o.is_part) as "handedDown",
          max(t.used) filter (where o.is_part) as used, max(t.version) filter (where o.is_part) as version, sum(t.used)::int as "usedBelow"
        from quota t join below o on o.id = t.office_id where t.period_id = any (${ids}::bigint[]) and ${this.database.allows(quotaShape, 't', scope)} group by 1, 2`) : [],
      selection.has('teachers') ? this.teachersAt(scope, path, depth) : new Map<number, number>(),
    ]);
    const known = Map.groupBy(cells, ({ officeId }) => officeId);
    return (officeId) => {
      const own = new Map((known.get(officeId) ?? []).map((cell) => [cell.periodId, cell]));
      return { teachers: teachers.get(officeId) ?? 0, cells: periods.map(({ id, number }) => cellOf(id, number, own.get(id))) };
    };
  }

  /** How many teachers the schools below each office at a depth have. */
  async teachersAt(scope: Scope, path: string, depth: number): Promise<Map<number, number>> {
    const rows = await this.database.rows<{ officeId: number; teachers: number }>(scope, sql`
      with ${belowAt(path, depth)}
      select o.part as "officeId", sum(c.people)::int as teachers from people_count c join below o on o.id = c.office_id where o.level = 'SCHOOL' and c.subject <> '' group by 1`);
    return new Map(rows.map(({ officeId, teachers }) => [officeId, teachers]));
  }

  /** What an office has left in these periods. */
  async freeOf(scope: Scope, officeId: number, periodIds: readonly number[]): Promise<Map<number, number>> {
    const rows = await this.database.rows<{ periodId: number; free: number }>(scope, sql`
      select t.period_id as "periodId", t.received - t.handed_down - t.used as free from quota t where t.office_id = ${officeId} and t.period_id = any (${periodIds}::bigint[]) and ${this.database.allows(quotaShape, 't', scope)}`);
    return new Map(rows.map(({ periodId, free }) => [periodId, free]));
  }

  /** The open offices right below, by their codes, with what each holds. */
  async heldByChildren(scope: Scope, officeId: number, periodIds: readonly number[]): Promise<{ officeId: number; held: Map<number, number> }[]> {
    const rows = await this.database.rows<{ officeId: number; periodId: number | null; received: number | null }>(scope, sql`
      select t.id as "officeId", q.period_id as "periodId", q.received from office t left join quota q on q.office_id = t.id and q.period_id = any (${periodIds}::bigint[])
      where t.parent_id = ${officeId} and t.state = 'OPEN' and ${this.database.allows(officeShape, 't', scope)} order by t.code, t.id`);
    return [...Map.groupBy(rows, (row) => row.officeId)].map(([id, cells]) => ({ officeId: id, held: new Map(cells.flatMap(({ periodId, received }) => (periodId === null ? [] : [[periodId, received ?? 0] as const]))) }));
  }

  async movements(scope: Scope, { officeId, side, periodId }: MovementFilter, selection: Selection, args: PagingArgs): Promise<Page<QuotaMovementType>> {
    const where: Sql[] = [side === 'OF_OFFICE' ? sql`t.office_id = ${officeId}` : sql`t.above_id = ${officeId}`];
    if (periodId !== null) where.push(sql`t.period_id = ${periodId}`);
    return this.database.page<QuotaMovementType>(scope, quotaMovementShape, selection, args, { where, order: { columns: [{ sql: 't.id', type: 'bigint' }], isDescending: true } });
  }

  /** What lies free below an office, a period. */
  async idle(scope: Scope, office: FramedOffice, periodIds: readonly number[]): Promise<Map<number, { seats: number; offices: number }>> {
    const rows = await this.database.rows<{ periodId: number; seats: number; offices: number }>(scope, sql`
      select t.period_id as "periodId", sum(t.received - t.handed_down - t.used)::int as seats, count(*)::int as offices from quota t join office o on o.id = t.office_id
      where t.period_id = any (${periodIds}::bigint[]) and ${isIdle} and t.office_id <> ${office.id} and ${withinPath('o.path', office.path)} and ${this.database.allows(quotaShape, 't', scope)} group by 1`);
    return new Map(rows.map(({ periodId, ...idle }) => [periodId, idle]));
  }

  /** The offices below with idle seats of a period, place by place. */
  async idleOffices(scope: Scope, office: FramedOffice, periodId: number, selection: Selection, args: PagingArgs): Promise<Page<IdleQuotaOfficeType>> {
    return this.database.page<IdleQuotaOfficeType>(scope, idleQuotaShape, selection, args, {
      source: raw('(select q.*, o.path as place from quota q join office o on o.id = q.office_id)'), place: 't.place', within: { office: raw('t.office_id'), subtree: { path: office.path, isBroad: false } },
      where: [sql`t.period_id = ${periodId}`, isIdle, sql`t.office_id <> ${office.id}`], order: { columns: [{ sql: 't.place', type: 'text' }, { sql: 't.office_id', type: 'bigint' }], isDescending: false },
    });
  }

  /**
   * How the seats of these enrolments came down: at each level the movement that filled the account last before the seat was taken, from
   * the organising office to the school, and the taking itself. As far up as the caller sees; nothing of a seat that was given back.
   */
  async trailsOf(scope: Scope, enrolmentIds: readonly number[], selection: Selection): Promise<Map<number, QuotaMovementType[]>> {
    const pairs = await this.database.rows<{ enrolmentId: number; id: number }>(scope, sql`
      with taken as (select distinct on (t.enrolment_id) t.id, t.enrolment_id, t.kind, t.office_id, t.period_id from quota_entry t where t.enrolment_id = any (${enrolmentIds}::bigint[]) and ${this.database.allows(quotaMovementShape, 't', scope)} order by t.enrolment_id, t.turn desc)
      select u.enrolment_id as "enrolmentId", m.id, up.depth from taken u join office o on o.id = u.office_id
      cross join lateral unnest(string_to_array(trim(both '/' from o.path), '/')::bigint[]) with ordinality as up(id, depth)
      cross join lateral (select t.id from quota_entry t where t.office_id = up.id and t.period_id = u.period_id and t.kind in ('GRANTED', 'HANDED_DOWN') and ${this.database.allows(quotaMovementShape, 't', scope)} order by t.id > u.id, abs(t.id - u.id) limit 1) m
      where u.kind = 'USED' union all select enrolment_id, id, 1000 from taken where kind = 'USED' order by 1, 3`);
    const movements = await this.database.list<QuotaMovementType>(scope, quotaMovementShape, selection, { where: [sql`t.id = any (${[...new Set(pairs.map(({ id }) => id))]}::bigint[])`] });
    const byKey = new Map(movements.map((movement) => [movement.key, movement]));
    const trails = Map.groupBy(pairs, ({ enrolmentId }) => enrolmentId);
    return new Map([...trails].map(([enrolmentId, links]) => [enrolmentId, links.flatMap(({ id }) => byKey.get(id) ?? [])]));
  }
}

const isIdle = raw('t.received > t.handed_down + t.used');

function cellOf(periodId: number, number: number, row: CellRow | undefined): QuotaCellType {
  const { stated = null, received, handedDown, used, version, usedBelow = 0 } = row ?? {};
  const held = { received: received ?? 0, handedDown: handedDown ?? 0, used: used ?? 0 };
  return { periodId: globalId('Period', periodId), number, stated, ...held, free: held.received - held.handedDown - held.used, usedBelow, version: version ?? 0 };
}
