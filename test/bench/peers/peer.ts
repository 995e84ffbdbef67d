// A peer: a server under measurement, in a process of its own, told over IPC what to serve.
import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type pg from 'pg';

export interface PeerStart { owner: pg.ClientConfig; application: pg.ClientConfig; logFolder: string }

/** `open` is ours on tables without policies: what row-level security costs is the difference. */
export type PeerName = 'ours' | 'bare' | 'postgraphile' | 'open';

export interface Peer { name: PeerName; pid: number; port: number; stop(): Promise<void> }

/** Seals the personal fields of the benchmark's own database; nobody reads them. */
export const benchFieldKey = 'ab'.repeat(32);

/** How many connections each peer reads with. */
export const poolSize = 12;

export async function startPeer(name: PeerName, start: PeerStart, nodeOptions: readonly string[] = []): Promise<Peer> {
  const file = fileURLToPath(new URL(`${name === 'open' ? 'ours' : name}-peer.ts`, import.meta.url));
  const child = fork(file, [], { execArgv: ['--import', './.ci/typescript.mjs', ...nodeOptions], env: { ...process.env, NODE_ENV: 'production', GRAPHILE_ENV: 'production' } });
  child.send(start);
  const port = await new Promise<number>((resolve, reject) => {
    child.once('message', (message) => resolve((message as { port: number }).port));
    child.once('exit', (code) => reject(new Error(`the peer ${name} ended with ${code}`)));
  });
  return { name, pid: child.pid ?? 0, port, stop: () => ended(child) };
}

/** The peer's side: waits for its start, serves, tells its port, and stops in order. */
export function serveAsPeer(serve: (start: PeerStart) => Promise<{ port: number; close(): Promise<void> }>): void {
  process.once('message', (start) => {
    void serve(start as PeerStart).then(({ port, close }) => {
      process.send?.({ port });
      process.once('disconnect', () => { void close().finally(() => process.exit(0)); });
    });
  });
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const exit = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.disconnect();
  const forced = setTimeout(() => child.kill('SIGKILL'), 10_000);
  await exit;
  clearTimeout(forced);
}
