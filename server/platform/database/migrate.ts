// Migrations: brings a database to the entities' shape, then says again who may touch which table.
import { fileURLToPath } from 'node:url';
import path from 'node:path';
import { Migrator } from '@mikro-orm/migrations';
import { MikroORM, type Options } from '@mikro-orm/postgresql';
import type pg from 'pg';
import { applicationRole } from './roles.js';
import { roleOf, scopeKinds, type ScopeKind } from './scope.js';

const migrationsFolder = fileURLToPath(new URL('../../../migrations', import.meta.url));

/** Which tables the kinds of callers may write; reading is for all, but for secrets. */
export interface Grants {
  /** Tables that only system jobs touch: passwords, tokens, sessions. */
  secrets: readonly string[];
  /** Tables that a kind of caller may insert into and update; deleting is named apart. */
  writes: Partial<Record<ScopeKind, readonly string[]>>;
  /** Tables that a kind of caller may only add to. */
  inserts: Partial<Record<ScopeKind, readonly string[]>>;
  deletes: Partial<Record<ScopeKind, readonly string[]>>;
}

/** An ORM that only knows the schema: for migrations and their checks, as the database's owner. */
export async function schemaOrm(connection: pg.ClientConfig, entities: NonNullable<Options['entities']>): Promise<MikroORM> {
  return MikroORM.init({
    entities,
    driverOptions: connection,
    dbName: connection.database ?? 'yanxiu',
    extensions: [Migrator],
    // `ts` under plain Node: the files are TypeScript and run through the same loader as the server.
    migrations: { path: migrationsFolder, pathTs: migrationsFolder, emit: 'ts', snapshot: false, tableName: 'migration', fileName: (timestamp, name) => `${timestamp}${name ? `-${name}` : ''}` },
    schemaGenerator: { ignoreSchema: ['pg_catalog'] },
    preferTs: true,
    logger: () => undefined,
    ensureDatabase: false,
    allowGlobalContext: false,
  });
}

/** Runs what is missing and answers how many migrations that were. */
export async function migrate(connection: pg.ClientConfig, entities: NonNullable<Options['entities']>): Promise<number> {
  const orm = await schemaOrm(connection, entities);
  try {
    return (await orm.migrator.up()).length;
  } finally {
    await orm.close(true);
  }
}

/** Who may touch what, said anew as a whole, so that it follows from the code alone. */
export async function applyGrants(client: pg.Client, grants: Grants): Promise<void> {
  const everyKind = scopeKinds.map(roleOf).join(', ');
  const statements = [
    `revoke all on all tables in schema public from public, ${applicationRole}, ${everyKind}`,
    `revoke all on all sequences in schema public from public, ${applicationRole}, ${everyKind}`,
    `grant usage on schema public to ${applicationRole}, ${everyKind}`,
    `grant select on all tables in schema public to ${everyKind}`,
    `grant usage on all sequences in schema public to ${everyKind}`,
    ...grants.secrets.map((table) => `revoke all on ${table} from ${everyKind}`),
    `grant select, insert, update, delete on all tables in schema public to ${roleOf('job')}`,
    ...entriesOf(grants.writes).map(([kind, tables]) => `grant insert, update on ${tables.join(', ')} to ${roleOf(kind)}`),
    ...entriesOf(grants.inserts).map(([kind, tables]) => `grant insert on ${tables.join(', ')} to ${roleOf(kind)}`),
    ...entriesOf(grants.deletes).map(([kind, tables]) => `grant delete on ${tables.join(', ')} to ${roleOf(kind)}`),
    // The audit trail only grows, whoever asks.
    `grant insert on audit_event to ${everyKind}`,
    `revoke update, delete on audit_event from ${everyKind}`,
    `revoke select on audit_event from ${(['classes', 'programmes', 'self', 'anonymous'] as const).map(roleOf).join(', ')}`,
    // Its seals are written by the sealer alone; who reads an event is told whether it is sealed.
    `revoke all on audit_seal from ${everyKind}`,
    `grant select, insert on audit_seal to ${roleOf('job')}`,
    `grant select (event_id, sealed_at, number) on audit_seal to ${roleOf('whole')}, ${roleOf('office')}`,
    `revoke insert, update, delete on migration from ${everyKind}`,
  ];
  await client.query('begin');
  for (const statement of statements) await client.query(statement);
  await client.query('commit');
}

function entriesOf(tables: Partial<Record<ScopeKind, readonly string[]>>): [ScopeKind, readonly string[]][] {
  return (Object.entries(tables) as [ScopeKind, readonly string[]][]).filter(([, names]) => names.length > 0);
}

export function migrationPath(name: string): string {
  return path.join(migrationsFolder, name);
}
