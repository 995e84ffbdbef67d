// A server in a process of its own, on the database of a test server: to be killed, or to be measured alone.
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import type { TestServer } from '../support/test-server.js';
import type { Orders } from './killable-server.js';

/** The port is the same at every start, so that clients find it again. */
export async function ordersFor({ connection }: Pick<TestServer, 'connection'>): Promise<Orders> {
  const { host = '', port = 0, user = '', password, database = '' } = connection;
  return { connection: { host, port, user, password: String(password), database }, port: await freePort() };
}

/** Answers when it listens. */
export async function serverProcess(orders: Orders): Promise<ChildProcess> {
  const child = fork(fileURLToPath(new URL('killable-server.ts', import.meta.url)), [JSON.stringify(orders)], { execArgv: ['--import', './.ci/typescript.mjs'] });
  const isListening = await Promise.race([once(child, 'message').then(() => true), once(child, 'exit').then(() => false)]);
  if (!isListening) throw new Error('the server did not start');
  return child;
}

/** A server that is killed again and again, and comes back at the same place. */
export class KilledServer {
  #child: ChildProcess | null = null;
  /** The longest from a kill until it listened again. */
  longestWayBackMs = 0;

  private constructor(private readonly orders: Orders) {}

  static async start(server: Pick<TestServer, 'connection'>): Promise<KilledServer> {
    const killed = new KilledServer(await ordersFor(server));
    killed.#child = await serverProcess(killed.orders);
    return killed;
  }

  get origin(): string { return `http://127.0.0.1:${this.orders.port}`; }

  /** Ends it by SIGKILL in the middle of whatever it is at, and answers when it listens again. */
  async kill(): Promise<void> {
    const began = performance.now();
    await this.end();
    this.#child = await serverProcess(this.orders);
    this.longestWayBackMs = Math.max(this.longestWayBackMs, Math.round(performance.now() - began));
  }

  async end(): Promise<void> {
    const child = this.#child;
    if (child === null || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  }
}

/** The most memory that a process ever held, in MiB. */
export function peakOf(pid: number): number {
  return Math.round(Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? NaN) / 1_024);
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
}
