// Two people at one record: in a decided order, through the locks that they need anyway.
import pg from 'pg';
import { globalId, keyOf } from '../../server/kernel/ids.js';
import type { TestServer } from '../support/test-server.js';

/** A row that is held while the acts come up to it. */
export interface HeldRow { table: 'submission' | 'result'; column: 'id' | 'enrolment_id'; key: number }

export function submissionRow(id: string): HeldRow { return { table: 'submission', column: 'id', key: keyOf('Submission', id) ?? 0 }; }
export function resultRow(enrolment: number): HeldRow { return { table: 'result', column: 'enrolment_id', key: enrolment }; }

/**
 * Starts the acts one after another while the row is held, so that they stand before it in that order, and then lets
 * them go: one interleaving of the many, chosen and not left to chance.
 */
export async function inOrder<T>(server: TestServer, row: HeldRow, acts: readonly (() => Promise<T>)[]): Promise<T[]> {
  return holding(server, `select 1 from ${row.table} where ${row.column} = ${row.key} for update`, acts, async () => undefined);
}

/**
 * Stops a claim between the moment that its statement sees and the row that it locks: a policy on the submissions, which
 * is read in between, is made to wait. `meanwhile` is what others commit in that gap.
 */
export async function claimInTheGap<T>(server: TestServer, act: () => Promise<T>, meanwhile: () => Promise<void>): Promise<T> {
  await server.owner.query(`create function pause_point() returns boolean language plpgsql volatile as 'begin perform pg_advisory_lock_shared(4712); perform pg_advisory_unlock_shared(4712); return true; end'`);
  await server.owner.query('create policy pause_point on submission as restrictive for all to yanxiu_classes using (pause_point())');
  try {
    const [answer] = await holding(server, 'select pg_advisory_xact_lock(4712)', [act], meanwhile);
    return answer as T;
  } finally {
    await server.owner.query('drop policy pause_point on submission');
    await server.owner.query('drop function pause_point');
  }
}

/** A claim of 许静姝 as her own transaction would have left it. */
export async function leaseToXu(server: TestServer, submission: string): Promise<void> {
  await server.owner.query(`insert into submission_lease (submission_id, person_id, school_id, class_id, period_id, programme_id, holder_id, holder_name, until, since)
    select s.id, s.person_id, s.school_id, s.class_id, s.period_id, s.programme_id, p.id, p.name, now() + interval '15 minutes', now() from submission s, person p where s.id = $1 and p.user_name = 'xu.jingshu'`, [keyOf('Submission', submission)]);
}

export function submissionId(key: string | number): string { return globalId('Submission', key); }

async function holding<T>(server: TestServer, lock: string, acts: readonly (() => Promise<T>)[], meanwhile: () => Promise<void>): Promise<T[]> {
  const holder = new pg.Client({ ...server.connection, user: server.owner.user ?? '', password: server.owner.password ?? '' });
  await holder.connect();
  const running: Promise<T>[] = [];
  try {
    const { rows } = await holder.query<{ pid: number }>('select pg_backend_pid() as pid');
    await holder.query('begin');
    await holder.query(lock);
    for (const act of acts) {
      running.push(act());
      await untilWaiting(server, rows[0]?.pid ?? 0, running.length);
    }
    await meanwhile();
    await holder.query('commit');
    return await Promise.all(running);
  } finally {
    await holder.end();
    await Promise.allSettled(running);
  }
}

async function untilWaiting(server: TestServer, holderPid: number, count: number): Promise<void> {
  const deadline = Date.now() + 2_500;
  for (;;) {
    // Who waits for the holder, and who waits for those.
    const { rows } = await server.owner.query<{ waiting: number }>(`
      with recursive behind as (select pid from pg_stat_activity where $1 = any (pg_blocking_pids(pid)) union select a.pid from pg_stat_activity a join behind b on b.pid = any (pg_blocking_pids(a.pid)))
      select count(*)::int as waiting from behind`, [holderPid]);
    if ((rows[0]?.waiting ?? 0) >= count) return;
    if (Date.now() > deadline) throw new Error(`only ${rows[0]?.waiting} of ${count} acts reached what is held`);
  }
}

/** An order for each round that follows from its number. */
export function shuffled<T>(items: readonly T[], seed: number): T[] {
  const rest = [...items];
  let state = seed >>> 0 || 1;
  return Array.from({ length: rest.length }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return rest.splice(state % rest.length, 1)[0] as T;
  });
}
