// The load: a process of its own that keeps connections busy, one request after another on each, over bare sockets.
// A usual HTTP client costs more than the faster peers do, and would be what is measured.
import { fork } from 'node:child_process';
import { connect, type Socket } from 'node:net';
import { fileURLToPath } from 'node:url';
import type { Request } from './workloads.js';

export interface LoadOrder {
  port: number;
  requests: Request[];
  connections: number;
  milliseconds: number;
  /** Each request at most once; the run ends when they are used up. */
  isOnce: boolean;
}

export interface LoadReport { answers: number; seconds: number; p50: number; p95: number; p99: number; bytes: number; used: number; failure: string | null }

export interface Load { pid: number; run(order: LoadOrder): Promise<LoadReport>; stop(): void }

export function startLoad(): Load {
  const child = fork(fileURLToPath(import.meta.url), [], { execArgv: ['--import', './.ci/typescript.mjs'] });
  return {
    pid: child.pid ?? 0,
    run: (order) => new Promise((resolve, reject) => {
      const onExit = (code: number | null) => { reject(new Error(`the load ended with ${code}`)); };
      child.once('exit', onExit);
      child.once('message', (report) => {
        child.off('exit', onExit);
        resolve(report as LoadReport);
      });
      child.send(order);
    }),
    stop: () => { child.disconnect(); },
  };
}

async function run(order: LoadOrder): Promise<LoadReport> {
  const bytes = order.requests.map((request) => bytesOf(request, order.port));
  const latencies: number[] = [];
  const state = { next: 0, bytes: 0, failure: null as string | null };
  const began = performance.now();
  const until = began + order.milliseconds;
  const take = (): Buffer | null => {
    if (state.failure !== null || performance.now() >= until || (order.isOnce && state.next >= bytes.length)) return null;
    const taken = bytes[state.next % bytes.length] ?? null;
    state.next += 1;
    return taken;
  };
  await Promise.all(Array.from({ length: order.connections }, () => keepBusy(order.port, take, (milliseconds, answer) => {
    latencies.push(milliseconds);
    state.bytes += answer.length;
    // A GraphQL error or a refusal is no answer to be fast with.
    if (!answer.subarray(0, 12).equals(ok) || answer.includes('"errors":[') || answer.includes('"refusals":[{')) state.failure ??= answer.toString('utf8').slice(0, 2_000);
  }).catch((error: unknown) => { state.failure ??= String(error); })));
  const seconds = (performance.now() - began) / 1000;
  latencies.sort((a, b) => a - b);
  const percentile = (share: number) => latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * share))] ?? 0;
  return { answers: latencies.length, seconds, p50: percentile(0.5), p95: percentile(0.95), p99: percentile(0.99), bytes: latencies.length === 0 ? 0 : Math.round(state.bytes / latencies.length), used: state.next, failure: state.failure };
}

const ok = Buffer.from('HTTP/1.1 200');
const endOfHead = Buffer.from('\r\n\r\n');

function keepBusy(port: number, take: () => Buffer | null, done: (milliseconds: number, answer: Buffer) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket: Socket = connect({ host: '127.0.0.1', port, noDelay: true });
    let parts: Buffer[] = [];
    let received = 0;
    let expected = 0;
    let sentAt = 0;
    const send = () => {
      const request = take();
      if (!request) { socket.end(); resolve(); return; }
      parts = [];
      received = 0;
      expected = 0;
      sentAt = performance.now();
      socket.write(request);
    };
    socket.on('connect', send);
    socket.on('error', reject);
    socket.on('close', () => { reject(new Error('the server closed the connection')); });
    socket.on('data', (chunk: Buffer) => {
      parts.push(chunk);
      received += chunk.length;
      if (expected === 0) expected = lengthOf(parts.length === 1 ? chunk : Buffer.concat(parts));
      if (expected === 0 || received < expected) return;
      done(performance.now() - sentAt, parts.length === 1 ? chunk : Buffer.concat(parts));
      send();
    });
  });
}

/** The length of head and body; 0 while the head is not complete. All peers send a content-length. */
function lengthOf(start: Buffer): number {
  const end = start.indexOf(endOfHead);
  if (end < 0) return 0;
  const length = /content-length: *(\d+)/i.exec(start.toString('latin1', 0, end))?.[1];
  if (length === undefined) throw new Error('an answer without content-length');
  return end + endOfHead.length + Number(length);
}

function bytesOf({ path, cookie, body }: Request, port: number): Buffer {
  const content = Buffer.from(body);
  const head = `POST ${path} HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\ncontent-type: application/json\r\naccept: application/json\r\n${cookie === undefined ? '' : `cookie: ${cookie}\r\n`}content-length: ${content.length}\r\n\r\n`;
  return Buffer.concat([Buffer.from(head), content]);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  process.on('message', (order) => { void run(order as LoadOrder).then((report) => process.send?.(report)); });
  process.once('disconnect', () => process.exit(0));
}
