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
  const child = fork(fileURLToPath(new URL('killable-server.ts', import.meta.url)), [JSON.stringify(orders)], { execArgv: process.execArgv });
  const isListening = await Promise.race([once(child, 'message').then(() => true), once(child, 'exit').then(() => false)]);
  if (!isListening) throw new Error('the server did not start');
  return child;
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
