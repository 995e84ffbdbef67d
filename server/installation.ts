// An installation: its database, its secrets and its clock, made ready for the server, the seed and the tools.
import { randomBytes } from 'node:crypto';
import { accessSync, appendFileSync, chmodSync, constants, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import type { Config } from './config.js';
import { ConfigFailure } from './config.js';
import { entities, grants } from './domains.js';
import { startCluster, type Cluster } from './platform/database/embedded-postgres.js';
import { applyGrants, migrate } from './platform/database/migrate.js';
import { applicationRole, canBypassRowSecurity, ensureRoles } from './platform/database/roles.js';
import { scopeKinds } from './platform/database/scope.js';
import { Vault } from './platform/vault/vault.js';

export interface Secrets { superuserPassword: string; applicationPassword: string; fieldKey: string }

export interface OpenInstallation {
  /** As the owner of the tables: for migrations, seeding and the tools; never for serving. */
  owner: pg.ClientConfig;
  /** As the application: owns nothing, bypasses nothing. */
  application: pg.ClientConfig;
  vault: Vault;
  /** How many migrations ran just now. */
  migrated: number;
  cluster: Cluster | null;
}

/** Starts or finds the database `databaseName`, migrates it and says its grants anew. Throws ConfigFailure with one sentence for people. */
export async function openInstallation(config: Config, databaseName: string): Promise<OpenInstallation> {
  const secrets = readSecrets(config);
  const vault = vaultOf(secrets.fieldKey);
  if (config.databaseUrl !== null) {
    const own = await openOwn(config.databaseUrl);
    await checkFieldKey(own.owner, vault);
    return { ...own, vault, cluster: null };
  }
  const databaseLog = path.join(config.dataFolder, 'postgres.log');
  const cluster = await startCluster({ folder: config.dataFolder, superuserPassword: secrets.superuserPassword, isDurable: true, onLog: (line) => appendFileSync(databaseLog, `${line}\n`) });
  try {
    const prepared = await prepareDatabase(cluster, databaseName, secrets.applicationPassword);
    await checkFieldKey(prepared.owner, vault);
    return { ...prepared, vault, cluster };
  } catch (error) {
    await cluster.stop();
    throw error;
  }
}

/** Another key would make what is sealed unreadable, and seal what is new so that the right one cannot read it. */
async function checkFieldKey(owner: pg.ClientConfig, vault: Vault): Promise<void> {
  const { rows: [sealed] } = await withClient(owner, (client) => client.query<{ text: Buffer }>('select coalesce(id_card_sealed, mobile_sealed) as text from person where coalesce(id_card_sealed, mobile_sealed) is not null limit 1'));
  if (!sealed) return;
  try {
    vault.open(sealed.text);
  } catch {
    throw new ConfigFailure('The field key does not open the personal data of this database: set YANXIU_FIELD_KEY (or .data/secrets.json) to the key that it was sealed with.');
  }
}

/** A database of an embedded cluster, made if missing, migrated, with its roles and grants. */
export async function prepareDatabase(cluster: Cluster, databaseName: string, applicationPassword: string): Promise<{ owner: pg.ClientConfig; application: pg.ClientConfig; migrated: number }> {
  await withClient(cluster.superuser, async (client) => {
    await ensureRoles(client, applicationPassword);
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [databaseName]);
    if (rowCount === 0) await client.query(`create database ${pg.escapeIdentifier(databaseName)}`);
  });
  const owner = { ...cluster.superuser, database: databaseName };
  const migrated = await migrate(owner, entities);
  await withClient(owner, (client) => applyGrants(client, grants));
  return { owner, application: { ...owner, user: applicationRole, password: applicationPassword }, migrated };
}

async function openOwn(databaseUrl: string): Promise<{ owner: pg.ClientConfig; application: pg.ClientConfig; migrated: number }> {
  const owner = connectionOf(databaseUrl);
  await withClient(owner, async (client) => {
    const { rows } = await client.query<{ version: number }>(`select current_setting('server_version_num')::int as version`);
    if ((rows[0]?.version ?? 0) < 150_000) throw new ConfigFailure('DATABASE_URL points to a PostgreSQL older than 15.');
    try {
      await ensureRoles(client, null);
      await client.query(`grant ${applicationRole} to current_user`);
      await client.query((await client.query<{ grant: string }>(`select string_agg(format('grant %I to current_user', rolname), ';') as grant from pg_roles where rolname like 'yanxiu\\_%' and rolname <> '${applicationRole}'`)).rows[0]?.grant ?? 'select 1');
    } catch (error) {
      const { rows: [known] } = await client.query<{ count: number }>(`select count(*)::int as count from pg_roles where rolname like 'yanxiu\\_%' and pg_has_role(current_user, oid, 'member')`);
      if ((known?.count ?? 0) <= scopeKinds.length) throw new ConfigFailure(`The database user may not create the application's roles (${(error as Error).message}). Give it CREATEROLE, or create the roles that the README lists.`);
    }
  });
  const migrated = await migrate(owner, entities);
  await withClient(owner, (client) => applyGrants(client, grants));
  // Whoever signs in, the application becomes a role that owns nothing and cannot look past row-level security.
  const application = { ...owner, options: `-c role=${applicationRole}` };
  await withClient(application, async (client) => {
    if (await canBypassRowSecurity(client)) throw new ConfigFailure('The database user can bypass row-level security and cannot drop to the application\'s role: refused.');
  });
  return { owner, application, migrated };
}

function connectionOf(databaseUrl: string): pg.ClientConfig {
  try {
    const url = new URL(databaseUrl);
    return {
      host: url.searchParams.get('host') ?? decodeURIComponent(url.hostname), port: Number(url.port || 5432), user: decodeURIComponent(url.username), password: decodeURIComponent(url.password),
      database: decodeURIComponent(url.pathname.slice(1)), ...(url.searchParams.get('sslmode') === 'require' ? { ssl: true } : {}),
    };
  } catch {
    throw new ConfigFailure('DATABASE_URL is not a valid address.');
  }
}

export async function withClient<T>(connection: pg.ClientConfig, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionTimeoutMillis: 5_000, ...connection });
  client.on('error', () => undefined);
  try {
    await client.connect();
  } catch (error) {
    throw new ConfigFailure(`The database at ${connection.host ?? 'localhost'}:${connection.port ?? 5432} cannot be reached: ${(error as Error).message || (error as { code?: string }).code}.`);
  }
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

export function vaultOf(fieldKey: string): Vault {
  const key = Buffer.from(fieldKey, 'hex');
  return new Vault(key, Buffer.concat([Buffer.from('hash'), key]));
}

/** Secrets live in the data folder, readable by its owner alone; with an own PostgreSQL the environment must give the key. */
function readSecrets(config: Config): Secrets {
  if (config.databaseUrl !== null) {
    if (config.fieldKey === null) throw new ConfigFailure('YANXIU_FIELD_KEY is missing: with DATABASE_URL the key that seals personal data must come from the environment (openssl rand -hex 32), and must stay the same.');
    return { superuserPassword: '', applicationPassword: '', fieldKey: config.fieldKey };
  }
  const file = path.join(config.dataFolder, 'secrets.json');
  try {
    if (!existsSync(config.dataFolder)) mkdirSync(config.dataFolder);
    accessSync(config.dataFolder, constants.W_OK);
    if (!existsSync(file)) {
      const fresh: Secrets = { superuserPassword: randomBytes(24).toString('hex'), applicationPassword: randomBytes(24).toString('hex'), fieldKey: randomBytes(32).toString('hex') };
      writeFileSync(file, `${JSON.stringify(fresh, null, 2)}\n`, { mode: 0o600, flag: 'wx' });
    }
    chmodSync(file, 0o600);
    const secrets = JSON.parse(readFileSync(file, 'utf8')) as Secrets;
    return { ...secrets, fieldKey: config.fieldKey ?? secrets.fieldKey };
  } catch (error) {
    throw new ConfigFailure(`The data folder ${config.dataFolder} cannot be written: ${(error as Error).message}.`);
  }
}
