// The database of one benchmark run: made for it and thrown away, so that writing workloads spoil nothing.
import 'reflect-metadata';
import { mkdtempSync, chmodSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { ConfigFailure, readConfig } from '../../server/config.js';
import { holdFolder } from '../../server/data-folder.js';
import { profiles, type Profile } from '../../server/demo/profile.js';
import { seed } from '../../server/demo/seed.js';
import { openInstallation, prepareDatabase, vaultOf, withClient } from '../../server/installation.js';
import { startCluster } from '../../server/platform/database/embedded-postgres.js';
import { testProfile } from '../support/test-profile.js';
import { parentOf } from './cpu-time.js';
import { benchFieldKey } from './peers/peer.js';

export interface BenchDatabase {
  /** As the cluster's superuser: for the peers, which bypass row-level security. */
  owner: pg.ClientConfig;
  /** As the application. */
  application: pg.ClientConfig;
  /** Of the process whose children serve all connections. */
  postmaster: number;
  postgresVersion: string;
  sizes: Record<string, number>;
  close(): Promise<void>;
}

const databaseName = 'yanxiu_bench';

/** What PostGraphile has to be told: relations that carry no constraint, and the drill-down, which is no table. */
const forPostgraphile = `
  create schema bench;
  create function bench.child_indicators(parent bigint, period bigint)
    returns table (office_id bigint, name text, enrolled int, submitted int, graded int, average_tenths int, pass_rate_tenths int) language sql stable as $$
      with parent_office as (select path, array_length(string_to_array(path, '/'), 1) as part from office where id = parent), sums as (
        select split_part(s.path, '/', p.part)::bigint as child, sum(i.enrolled)::int as enrolled, sum(i.submitted)::int as submitted, sum(i.graded)::int as graded,
          sum(i.released) as released, sum(i.total_tenths_sum) as tenths, sum(i.passed) as passed
        from parent_office p join office s on s.path > p.path and s.path < left(p.path, -1) || '0' join school_indicator i on i.school_id = s.id and i.period_id = period group by 1)
      select o.id, o.name, coalesce(s.enrolled, 0), coalesce(s.submitted, 0), coalesce(s.graded, 0), round(s.tenths / nullif(s.released, 0))::int, round(s.passed * 1000.0 / nullif(s.released, 0))::int
      from office o left join sums s on s.child = o.id where o.parent_id = parent order by o.code, o.id limit 100 $$;
  comment on table submission is E'@foreignKey (person_id) references person (id)\\n@foreignKey (school_id) references office (id)\\n@foreignKey (last_review_id) references review (id)';
`;

/** Quick is the demonstration with the fewer people of the tests. */
export type BenchProfile = 'quick' | 'demo' | 'province';

export async function openBenchDatabase(profile: BenchProfile, tell: (step: string) => void): Promise<BenchDatabase> {
  const { owner, application, stop } = profile === 'province' ? await copyOfProvince(tell) : await freshDemo(profile === 'quick' ? testProfile : profiles.demo, tell);
  const client = new pg.Client({ ...owner, statement_timeout: 0 });
  await client.connect();
  try {
    await client.query(forPostgraphile);
    // Otherwise autovacuum would come in the middle of a round.
    await client.query('vacuum (analyze)');
    const { rows: [about] } = await client.query<{ backend: number; version: string }>(`select pg_backend_pid() as backend, current_setting('server_version') as version`);
    return { owner, application, postmaster: parentOf(about?.backend ?? 0), postgresVersion: about?.version ?? '', sizes: await sizesOf(client), close: stop };
  } catch (error) {
    await stop();
    throw error;
  } finally {
    await client.end();
  }
}

/** The same tables without a policy, for the same roles and statements; goes with the database. */
export async function openWithoutPolicies({ owner, application }: BenchDatabase): Promise<pg.ClientConfig> {
  const name = `${databaseName}_open`;
  const superuser = { ...owner, database: 'postgres' };
  await withClient(superuser, async (client) => {
    await client.query(`drop database if exists ${name} with (force)`);
    await client.query(`create database ${name} template ${databaseName} strategy file_copy`);
  });
  await withClient({ ...owner, database: name, statement_timeout: 0 }, async (client) => {
    for (const { policy, table } of (await client.query<{ policy: string; table: string }>('select policyname as policy, tablename as table from pg_policies')).rows) await client.query(`drop policy "${policy}" on "${table}"`);
    for (const { table } of (await client.query<{ table: string }>('select relname as table from pg_class where relrowsecurity')).rows) await client.query(`alter table "${table}" disable row level security, no force row level security`);
  });
  return { ...application, database: name };
}

interface Opened { owner: pg.ClientConfig; application: pg.ClientConfig; stop(): Promise<void> }

/** The demonstration in a cluster of its own, as durable as a served one. */
async function freshDemo(profile: Profile, tell: (step: string) => void): Promise<Opened> {
  tell('filling a database with the demonstration');
  const folder = mkdtempSync(path.join(tmpdir(), 'yanxiu-bench-'));
  chmodSync(folder, 0o755);
  const remove = () => rmSync(folder, { recursive: true, force: true });
  const cluster = await startCluster({ folder, superuserPassword: 'throw-away', isDurable: true, onLog: () => undefined }).catch((error: unknown) => { remove(); throw error; });
  process.once('exit', () => { cluster.stopNow(); });
  const stop = async () => { await cluster.stop(); remove(); };
  try {
    const { owner, application } = await prepareDatabase(cluster, databaseName, 'throw-away');
    await seed(owner, vaultOf(benchFieldKey), profile, () => undefined);
    return { owner, application, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** A copy of the full province, which must have been seeded; the province itself is only read. */
async function copyOfProvince(tell: (step: string) => void): Promise<Opened> {
  const config = { ...readConfig(process.env), databaseUrl: null };
  const { databaseName: province } = profiles.province;
  const release = holdFolder(config.dataFolder);
  let installation: Awaited<ReturnType<typeof openInstallation>>;
  try {
    installation = await openInstallation(config, province);
  } catch (error) {
    release();
    throw error;
  }
  const { cluster } = installation;
  if (!cluster) throw new ConfigFailure('The benchmark needs the embedded cluster.');
  process.once('exit', () => { cluster.stopNow(); });
  const drop = () => withClient(cluster.superuser, (client) => client.query(`drop database if exists ${databaseName} with (force)`).then(() => client.query(`drop database if exists ${databaseName}_open with (force)`)));
  const stop = async () => { await drop(); await cluster.stop(); release(); };
  try {
    const isFilled = await withClient(installation.owner, async (client) => (await client.query('select 1 from business_clock')).rowCount !== 0);
    if (!isFilled) throw new ConfigFailure('There is no province yet: npm run seed -- --profile province');
    tell('copying the province');
    await drop();
    await withClient(cluster.superuser, (client) => client.query(`create database ${databaseName} template ${province} strategy file_copy`));
    const at = (connection: pg.ClientConfig): pg.ClientConfig => ({ ...connection, database: databaseName });
    return { owner: at(installation.owner), application: at(installation.application), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function sizesOf(client: pg.Client): Promise<Record<string, number>> {
  const tables = ['office', 'person', 'enrolment', 'submission', 'review', 'result', 'learning_record', 'school_indicator'];
  const { rows } = await client.query<{ name: string; count: number }>(tables.map((table) => `select '${table}' as name, count(*)::int as count from ${table}`).join(' union all '));
  return Object.fromEntries(rows.map(({ name, count }) => [name, count]));
}
