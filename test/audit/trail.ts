// A trail of events for tests of sealing: written, sealed, and put back as it was after somebody was at it.
import type pg from 'pg';
import { vaultOf } from '../../server/installation.js';
import type { HeadsKeeper } from '../../server/platform/audit/heads-file.js';
import { verifyTrail, type Fault, type TrailSummary } from '../../server/platform/audit/verify.js';
import { testFieldKey } from '../support/test-profile.js';

export const vault = vaultOf(testFieldKey);

/** Adds `count` events half an hour apart, the newest a minute ago, with gaps between their numbers. */
export async function writeEvents(owner: pg.Client, count: number): Promise<void> {
  for (let place = count - 1; place >= 0; place -= 1) {
    await owner.query("select nextval(pg_get_serial_sequence('audit_event', 'id'))");
    await owner.query(`insert into audit_event (at, request_id, actor, role, office_id, action, subject, facts)
      select clock_timestamp() - make_interval(mins => $1), 'request-' || $2::text, 'person:' || $2::text, 'ADMIN', 1, 'people.manage', 'prs_1', jsonb_build_object('act', 'update', 'place', $2::int)`, [1 + place * 30, place]);
  }
}

export async function verified(owner: pg.Client, keeper: HeadsKeeper): Promise<{ faults: Fault[]; summary: TrailSummary }> {
  const faults: Fault[] = [];
  const summary = await verifyTrail(owner, vault, await keeper.read(), (fault) => faults.push(fault));
  return { faults, summary };
}

const tables = ['audit_event', 'audit_seal'];

export async function keepTrail(owner: pg.Client): Promise<void> {
  for (const table of tables) await owner.query(`create table kept_${table} as table ${table}`);
}

export async function putTrailBack(owner: pg.Client): Promise<void> {
  for (const table of tables) await owner.query(`truncate ${table}`);
  for (const table of tables) {
    // What is computed is not written.
    const { rows: [written] } = await owner.query<{ columns: string }>(`select string_agg(quote_ident(column_name), ', ') as columns from information_schema.columns where table_name = $1 and is_generated = 'NEVER'`, [table]);
    await owner.query(`insert into ${table} (${written?.columns ?? ''}) select ${written?.columns ?? ''} from kept_${table}`);
  }
}
