// A watch on the tree of seats while others act, ten times a second if need be: of the periods in play only, where reconciling reads all of them.
import pg from 'pg';
import type { TestServer } from '../support/test-server.js';

export interface Watched { snapshots: number; faults: string[]; /** The longest time from one snapshot to the next. */ longestMs: number }

const held = `case when e.kind in ('GRANTED', 'HANDED_DOWN') then e.seats when e.kind in ('REDUCED', 'TAKEN_BACK') then -e.seats else 0 end`;

/** Balances that their movements do not make, seats handed down that nobody holds, accounts that gave more than they had, seats without an enrolment and enrolments without a seat. */
const violations = `
  with entry as materialized (select e.* from quota_entry e where e.period_id = any ($1::bigint[])), account as materialized (select * from quota where period_id = any ($1::bigint[])),
  side as (select e.period_id, e.office_id, ${held} as received, 0 as handed_down, case e.kind when 'USED' then 1 when 'RETURNED' then -1 else 0 end as used from entry e
    union all select e.period_id, e.above_id, 0, ${held}, 0 from entry e where e.above_id is not null),
  made as (select period_id, office_id, sum(received) as received, sum(handed_down) as handed_down, sum(used) as used from side group by 1, 2),
  below as (select q.period_id, o.parent_id as office_id, sum(q.received) as received from account q join office o on o.id = q.office_id where o.parent_id is not null group by 1, 2),
  seated as (select enrolment_id, (array_agg(kind order by turn desc))[1] as kind from entry where enrolment_id is not null group by 1),
  standing as (select id from enrolment where state = 'ENROLLED' and period_id = any ($1::bigint[]))
  select 'balance' as what, concat_ws(' ', period_id, office_id, q.received, q.handed_down, q.used, m.received, m.handed_down, m.used) as key from account q full join made m using (period_id, office_id)
    where (coalesce(q.received, 0), coalesce(q.handed_down, 0), coalesce(q.used, 0)) is distinct from (coalesce(m.received, 0), coalesce(m.handed_down, 0), coalesce(m.used, 0))
  union all select 'below', concat_ws(' ', period_id, office_id, q.handed_down, b.received) from account q full join below b using (period_id, office_id) where coalesce(q.handed_down, 0) <> coalesce(b.received, 0)
  union all select 'covered', concat_ws(' ', period_id, office_id, received, handed_down, used) from account where least(received, handed_down, used) < 0 or handed_down + used > received
  union all select 'seat', concat_ws(' ', s.enrolment_id, e.id) from (select enrolment_id from seated where kind = 'USED') s full join standing e on e.id = s.enrolment_id where s.enrolment_id is null or e.id is null
  limit 20`;

/** Looks every so many milliseconds, over a connection of its own; `stop` looks once more. */
export async function watchTree({ ownerConnection }: Pick<TestServer, 'ownerConnection'>, periodIds: readonly number[], everyMs: number): Promise<{ stop(): Promise<Watched> }> {
  const client = new pg.Client(ownerConnection);
  await client.connect();
  const seen: Watched = { snapshots: 0, faults: [], longestMs: 0 };
  const look = async (): Promise<void> => {
    // One statement sees one moment.
    const { rows } = await client.query<{ what: string; key: string }>({ name: 'watch', text: violations, values: [periodIds] });
    seen.snapshots += 1;
    if (rows.length > 0) seen.faults.push(`snapshot ${seen.snapshots}: ${JSON.stringify(rows).slice(0, 500)}`);
  };
  let isRunning = true;
  const looking = (async () => {
    for (let last = performance.now(); isRunning;) {
      const began = performance.now();
      seen.longestMs = Math.max(seen.longestMs, Math.round(began - last));
      last = began;
      await look();
      await new Promise((resolve) => { setTimeout(resolve, Math.max(0, everyMs - (performance.now() - began))); });
    }
  })();
  return {
    stop: async () => {
      isRunning = false;
      await looking;
      await look();
      await client.end();
      return seen;
    },
  };
}

/** How many deadlocks PostgreSQL has broken in this database. */
export async function deadlocksIn({ owner }: Pick<TestServer, 'owner'>): Promise<number> {
  return Number((await owner.query<{ n: string }>('select deadlocks as n from pg_stat_database where datname = current_database()')).rows[0]?.n);
}
