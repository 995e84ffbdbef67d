// A server for one test file: its own clone of the template database, real HTTP on loopback, and people who act.
import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { createApp, type App } from '../../server/app.js';
import { tokenHash, type SingleSignOnSettings } from '../../server/access/index.js';
import { sessionMs } from '../../server/access/rules/session-life.js';
import { newToken } from '../../server/access/tokens.js';
import { cast, demoClient, demoInstallation } from '../../server/demo/cast.js';
import { demoStart } from '../../server/demo/profile.js';
import { vaultOf } from '../../server/installation.js';
import { dateInShanghai } from '../../server/kernel/calendar.js';
import type { Heads, HeadsKeeper } from '../../server/platform/audit/heads-file.js';
import type { Clock } from '../../server/platform/clock/clock.js';
import { applicationRole } from '../../server/platform/database/roles.js';
import { createLogger } from '../../server/platform/log/log.js';
import { testFieldKey, testTemplate, type TestCluster } from './test-profile.js';

/** A clock that tests set. Business time stands at the demonstration's start; system time runs, and can be moved. */
export class TestClock implements Clock {
  #business = demoStart;
  #systemOffsetMs = 0;
  system(): Date { return new Date(Date.now() + this.#systemOffsetMs); }
  business(): Date { return this.#business; }
  today(): string { return dateInShanghai(this.#business); }
  setBusiness(instant: string): void { this.#business = new Date(instant); }
  advanceSystem(ms: number): void { this.#systemOffsetMs += ms; }
}

export interface Answer<Data = Record<string, never>> {
  status: number;
  data: Data;
  errors: { message: string; extensions: Record<string, unknown>; path?: (string | number)[] }[];
  headers: Headers;
  text: string;
}

/** Somebody who talks to the server: a signed-in person, a third-party platform, or nobody in particular. */
export class Actor {
  constructor(private readonly origin: string, private readonly headers: Record<string, string>) {}

  // The caller of a query knows its shape; tests state it or take the default.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  async ask<Data = any>(query: string, variables: Record<string, unknown> = {}, headers: Record<string, string> = {}): Promise<Answer<Data>> {
    const response = await fetch(`${this.origin}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json', ...this.headers, ...headers }, body: JSON.stringify({ query, variables }) });
    const text = await response.text();
    const body = JSON.parse(text) as { data?: Data; errors?: Answer['errors'] };
    return { status: response.status, data: body.data as Data, errors: body.errors ?? [], headers: response.headers, text };
  }

  /** Asks and expects an answer without errors. */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  async sees<Data = any>(query: string, variables: Record<string, unknown> = {}): Promise<Data> {
    const answer = await this.ask<Data>(query, variables);
    if (answer.errors.length > 0) throw new Error(`unexpected errors: ${JSON.stringify(answer.errors)}`);
    return answer.data;
  }

  /** The cookie or token that speaks for this actor, for tests that talk HTTP themselves. */
  get credentials(): Record<string, string> { return { ...this.headers }; }
}

export interface TestServer {
  origin: string;
  readonly app: App;
  clock: TestClock;
  /** The cluster's superuser in this database: for looking, and for setting a scene. */
  owner: pg.Client;
  /** For whoever looks over a connection of his own. */
  ownerConnection: pg.ClientConfig;
  /** How the application connects, for tests of row-level security itself. */
  connection: pg.ClientConfig;
  /** A member of the cast by name, signed in. */
  as(name: CastName): Promise<Actor>;
  /** The demonstration's third-party platform, with a token. */
  asPlatform(): Promise<Actor>;
  nobody(): Actor;
  /** Ends the server as an operator does, or as a crash does: connections of clients and of the database break off in the middle of whatever they are at. */
  stop(how: 'gracefully' | 'abruptly'): Promise<void>;
  /** Starts it again at the same place, on the same database. */
  start(): Promise<void>;
  close(): Promise<void>;
}

export type CastName = '周明礼' | '许静姝' | '韩立诚' | '林晓岚' | '顾文远' | '沈佩兰' | '陆景行' | '钱开明' | '方若兰' | '宋怀瑾' | '裴致远' | '贺知行';

export interface TestServerOptions {
  /** False: the application's own scope conditions are off, and row-level security holds alone. */
  isApplicationScopeOn?: boolean;
  /** False: the application connects as a role that bypasses row-level security, and its own conditions hold alone. */
  isRowSecurityOn?: boolean;
  consoleFolder?: string;
  /** Files of more persons than that need an approval. */
  exportRowsWithoutApproval?: number;
  auditHeads?: HeadsKeeper;
  /** True: at the address that such servers of this process had before, if it is free; browsers keep what they have compiled by address. */
  isAtKeptPort?: boolean;
  /** The identity provider of a test of single sign-on. */
  singleSignOn?: SingleSignOnSettings;
}

export async function openTestServer(options: TestServerOptions = {}): Promise<TestServer> {
  const cluster = JSON.parse(process.env['YANXIU_TEST_CLUSTER'] ?? '{}') as TestCluster;
  const database = `test_${randomUUID().replaceAll('-', '')}`;
  const superuser = { host: cluster.host, port: cluster.port, user: cluster.user, password: cluster.password };
  const maintenance = new pg.Client({ ...superuser, database: 'postgres' });
  await maintenance.connect();
  await cloneTemplate(maintenance, database);
  const owner = new pg.Client({ ...superuser, database });
  await owner.connect();
  const connection = options.isRowSecurityOn === false
    ? await bypassing(owner, { ...superuser, database })
    : { ...superuser, database, user: applicationRole, password: cluster.applicationPassword };
  const clock = new TestClock();
  const made = (): Promise<App> => createApp({
    connection, clock, vault: vaultOf(testFieldKey), consoleFolder: options.consoleFolder ?? null, isBehindProxy: false, isApplicationScopeOn: options.isApplicationScopeOn ?? true, exportRowsWithoutApproval: options.exportRowsWithoutApproval ?? 1_000,
    installation: { ...demoInstallation, singleSignOnLabel: options.singleSignOn?.label ?? null, version: 'test' },
    singleSignOn: options.singleSignOn ?? null,
    auditHeads: options.auditHeads ?? keptInMemory(),
    logger: createLogger({ kind: 'none' }),
  });
  let app = await made();
  const origin = options.isAtKeptPort === true ? await listenAtKeptPort(app) : await app.http.listen({ host: '127.0.0.1', port: 0 });
  return {
    origin, clock, owner, ownerConnection: { ...superuser, database }, connection,
    get app() { return app; },
    as: (name) => signIn({ origin, owner, clock }, name),
    asPlatform: async () => new Actor(origin, { authorization: `Bearer ${await platformToken(origin)}` }),
    nobody: () => new Actor(origin, {}),
    stop: async (how) => {
      const isClosed = app.close();
      if (how === 'abruptly') {
        app.http.server.closeAllConnections();
        await owner.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and usename = $1', [applicationRole]);
      }
      await isClosed;
    },
    start: async () => {
      app = await made();
      await app.http.listen({ host: '127.0.0.1', port: Number(new URL(origin).port) });
    },
    close: async () => {
      await app.close();
      await owner.end();
      await maintenance.query(`drop database "${database}" with (force)`);
      await maintenance.end();
    },
  };
}

let keptPort = 0;

async function listenAtKeptPort({ http }: App): Promise<string> {
  const at = (port: number): Promise<string> => http.listen({ host: '127.0.0.1', port });
  const origin = await at(keptPort).catch((error: unknown) => {
    if ((error as { code?: string }).code !== 'EADDRINUSE') throw error;
    return at(0);
  });
  keptPort = Number(new URL(origin).port);
  return origin;
}

/** The heads of the audit chain, for as long as a test lasts. */
export function keptInMemory(): HeadsKeeper {
  let heads: Heads = { latest: null, kept: [] };
  return { read: async () => heads, write: async (content) => { heads = content; } };
}

/** As signing in with a password, and a code where one is asked, leaves it: the hash that guards a password is slow on purpose, and a thousand sign-ins of the tests would wait for it. */
async function signIn({ origin, owner, clock }: Pick<TestServer, 'origin' | 'owner' | 'clock'>, name: CastName): Promise<Actor> {
  const login = cast.find((member) => member.name === name)?.login;
  const token = newToken();
  const now = clock.system();
  const { rowCount } = await owner.query(`
    with person as (select id from person where user_name = $1), home as (
      insert into known_address (person_id, address, last_at) select id, '127.0.0.1', $3 from person on conflict (person_id, address) do update set last_at = excluded.last_at)
    insert into session (token_hash, person_id, active_role_id, created_at, expires_at, method, second_factor_at, last_seen_at, address, user_agent)
    select decode($2, 'hex'), id, (select r.id from role_assignment r where r.person_id = person.id and r.valid_from <= $5::date and (r.valid_until is null or r.valid_until >= $5::date) order by r.role = 'LEARNER', r.id limit 1),
      $3, $4, 'PASSWORD', case when exists (select 1 from second_factor f where f.person_id = person.id and f.confirmed_at is not null) then $3::timestamptz end, $3, '127.0.0.1', 'node' from person`,
    [login, tokenHash(token), now, new Date(now.getTime() + sessionMs), clock.today()]);
  if (rowCount !== 1) throw new Error(`${name} cannot sign in`);
  return new Actor(origin, { cookie: `yanxiu_session=${token}` });
}

/** Whoever an answer's cookie speaks for. */
export function signedIn(origin: string, answer: Pick<Answer, 'headers' | 'text'>): Actor {
  const cookie = answer.headers.getSetCookie().find((one) => one.startsWith('yanxiu_session='))?.split(';')[0];
  if (!cookie) throw new Error(`nobody was signed in: ${answer.text}`);
  return new Actor(origin, { cookie });
}

export async function platformToken(origin: string): Promise<string> {
  const response = await fetch(`${origin}/oauth/token`, { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: new URLSearchParams({ grant_type: 'client_credentials', client_id: demoClient.clientId, client_secret: demoClient.secret }) });
  return ((await response.json()) as { access_token: string }).access_token;
}

/** Cloning needs the template to itself for a moment; two test files that start at once wait for each other. */
async function cloneTemplate(maintenance: pg.Client, database: string): Promise<void> {
  await maintenance.query('select pg_advisory_lock(4711)');
  try {
    await maintenance.query(`create database "${database}" template ${testTemplate} strategy file_copy`);
  } finally {
    await maintenance.query('select pg_advisory_unlock(4711)');
  }
}

/** A role like the application's to which row-level security does not apply; it must still become the scopes' roles. */
async function bypassing(owner: pg.Client, connection: pg.ClientConfig): Promise<pg.ClientConfig> {
  for (const { policy, table } of (await owner.query<{ policy: string; table: string }>('select policyname as policy, tablename as table from pg_policies')).rows) await owner.query(`drop policy "${policy}" on "${table}"`);
  for (const { table } of (await owner.query<{ table: string }>('select relname as table from pg_class where relrowsecurity')).rows) await owner.query(`alter table "${table}" disable row level security`);
  return { ...connection, user: applicationRole, password: (JSON.parse(process.env['YANXIU_TEST_CLUSTER'] ?? '{}') as TestCluster).applicationPassword };
}
