// The ledger (配额账): the one place that writes movements and balances, always both in one transaction.
//
// Accounts are locked from the top of the tree downwards, and of one office by period: whoever needs several of them takes them
// in this order, so two acts wait for each other and never in a circle. What was locked is then what the rules decide upon.
import { officeShape } from '../offices/index.js';
import { withinPath, type Database, type Tx } from '../platform/database/database.js';
import { sql } from '../platform/database/sql.js';
import { notFound } from '../platform/graphql/errors.js';
import { changesOf, type Account, type Movement } from './rules/movements.js';
import { quotaShape } from './quota-shapes.js';
import type { PlacedAccount } from './rules/idle-seats.js';

/** Who moves seats, when and why. */
export interface MovedBy { id: number | null; name: string; at: Date; reason: string | null }

interface FamilyMember { parentId: number | null; path: string; isOpen: boolean }
export interface Family { office: FamilyMember; endedIds: ReadonlySet<number> }

export class Ledger {
  constructor(private readonly database: Database) {}

  /**
   * An office and those of its children that are named, held where they are until the transaction ends: who is below whom decides
   * between which accounts seats move. NOT_FOUND when one is out of scope or no child.
   */
  async family(tx: Tx, officeId: number, childIds: readonly number[]): Promise<Family> {
    const rows = await tx.rows<FamilyMember & { id: number }>(sql`
      select t.id::int as id, t.parent_id::int as "parentId", t.path, t.state = 'OPEN' as "isOpen" from office t
      where (t.id = ${officeId} or (t.id = any (${childIds}::bigint[]) and t.parent_id = ${officeId})) and ${this.database.allows(officeShape, 't', tx.scope)} order by t.id for share of t`);
    const office = rows.find(({ id }) => id === officeId);
    const children = rows.filter(({ id }) => id !== officeId);
    if (!office || children.length !== new Set(childIds).size) throw notFound();
    return { office, endedIds: new Set(children.filter(({ isOpen }) => !isOpen).map(({ id }) => id)) };
  }

  /** The accounts of these offices in these periods, made where they are missing, and locked until the transaction ends. */
  async lock(tx: Tx, periodIds: readonly number[], officeIds: readonly number[]): Promise<Account[]> {
    await tx.rows(sql`insert into quota (period_id, office_id) select n.id, o.id from unnest(${periodIds}::bigint[]) n(id) cross join office o where o.id = any (${officeIds}::bigint[]) order by o.path, n.id on conflict do nothing`);
    return tx.rows<Account>(sql`
      select t.period_id::int as "periodId", t.office_id::int as "officeId", t.stated, t.received, t.handed_down as "handedDown", t.used, t.version from quota t join office o on o.id = t.office_id
      where t.period_id = any (${periodIds}::bigint[]) and t.office_id = any (${officeIds}::bigint[]) and ${this.database.allows(quotaShape, 't', tx.scope)} order by o.path, t.period_id for update of t`);
  }

  /** Every account below an office in these periods, and its own, locked; with who stands above whom. */
  async lockSubtree(tx: Tx, periodIds: readonly number[], office: { id: number; path: string }): Promise<PlacedAccount[]> {
    return tx.rows<PlacedAccount>(sql`
      select t.period_id::int as "periodId", t.office_id::int as "officeId", t.stated, t.received, t.handed_down as "handedDown", t.used, t.version,
        case when o.id <> ${office.id} then o.parent_id::int end as "aboveId", length(o.path) - length(replace(o.path, '/', '')) as depth
      from quota t join office o on o.id = t.office_id where t.period_id = any (${periodIds}::bigint[]) and ${withinPath('o.path', office.path)} and ${this.database.allows(quotaShape, 't', tx.scope)}
      order by o.path, t.period_id for update of t`);
  }

  /** Writes movements between accounts that are locked, and what they do to the balances; the database refuses what would not be covered. */
  async move(tx: Tx, movements: readonly Movement[], by: MovedBy): Promise<void> {
    if (movements.length === 0) return;
    const of = <Value extends number>(pick: (movement: Movement) => Value): Value[] => movements.map(pick);
    // An array cannot hold a missing number: 0 is no office.
    await tx.rows(sql`insert into quota_entry (period_id, kind, office_id, above_id, seats, reason, by_id, by_name, at)
      select m.period_id, m.kind, m.office_id, nullif(m.above_id, 0), m.seats, ${by.reason}, ${by.id}, ${by.name}, ${by.at}
      from unnest(${movements.map(({ kind }) => kind)}::text[], ${of(({ periodId }) => periodId)}::bigint[], ${of(({ officeId }) => officeId)}::bigint[], ${of(({ aboveId }) => aboveId ?? 0)}::bigint[], ${of(({ seats }) => seats)}::int[])
        with ordinality as m(kind, period_id, office_id, above_id, seats, place) order by m.place`);
    const changes = changesOf(movements);
    await tx.rows(sql`update quota t set received = t.received + c.received, handed_down = t.handed_down + c.handed_down, version = t.version + (c.received <> 0)::int
      from unnest(${changes.map(({ periodId }) => periodId)}::bigint[], ${changes.map(({ officeId }) => officeId)}::bigint[], ${changes.map(({ received }) => received)}::int[], ${changes.map(({ handedDown }) => handedDown)}::int[]) as c(period_id, office_id, received, handed_down)
      where t.period_id = c.period_id and t.office_id = c.office_id`);
  }
}
