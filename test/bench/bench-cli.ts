// `npm run bench [-- --quick] [--profile demo|province] [--rounds N] [--only Q1,Q4] [--json FILE] [--cpu-prof FOLDER] [--row-level-security]`:
// our server and its peers on the same tables, interleaved; ratios, and processor time per request. With --row-level-security our server
// and itself on tables without policies.
import { deepStrictEqual } from 'node:assert';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { ConfigFailure } from '../../server/config.js';
import { reconcile } from '../../server/reconcile.js';
import { openBenchDatabase, openWithoutPolicies, type BenchDatabase, type BenchProfile } from './bench-database.js';
import { timeOf, timeOfFamily } from './cpu-time.js';
import { OutOfWork, readKeySpace, type KeySpace } from './key-space.js';
import { startLoad, type Load, type LoadReport } from './load.js';
import { startPeer, type Peer, type PeerName } from './peers/peer.js';
import { askedTwice, policyCosts, printCosts } from './row-level-security.js';
import { judge, print, summarise, type Sample, type WorkloadResult } from './report.js';
import { postgraphileCursorDocument, workloadsOf, type Answer, type Request, type Variables, type Workload } from './workloads.js';

const { values: options } = parseArgs({
  options: { quick: { type: 'boolean', default: false }, profile: { type: 'string', default: 'demo' }, rounds: { type: 'string' }, only: { type: 'string' }, json: { type: 'string' }, 'cpu-prof': { type: 'string' }, seed: { type: 'string', default: '20230910' }, 'row-level-security': { type: 'boolean', default: false } },
});

const connections = 32;
// A server runs for weeks, so what is measured is code that the engine has optimised: every peer gets the same time for it.
// The first workload warms what all of them share, so it gets more.
const measure = options.quick ? { rounds: 3, milliseconds: 450, warmUp: 100, firstWarmUp: 950, veryFirstWarmUp: 3_000 } : { rounds: 5, milliseconds: 1_500, warmUp: 300, firstWarmUp: 6_000, veryFirstWarmUp: 6_000 };
const rounds = options.rounds === undefined ? measure.rounds : Number(options.rounds);
const seedNumber = Number(options.seed);
const random = randomFrom(seedNumber);
/** How many different requests a peer is asked in a round. */
const spread = 1_000;
/** More than any peer grades in a second, so that a round ends by time; where the work runs out it ends earlier. */
const writesPerSecond = 900;
/** How many answers are compared before anything is timed. */
const compared = 12;

try {
  if (!['demo', 'province'].includes(options.profile) || !Number.isInteger(rounds) || rounds < 1) throw new ConfigFailure('usage: npm run bench [-- --quick] [--profile demo|province] [--rounds N] [--only Q1,Q4] [--json FILE] [--cpu-prof FOLDER] [--row-level-security]');
  await bench(options.profile === 'province' ? 'province' : options.quick ? 'quick' : 'demo');
} catch (error) {
  if (!(error instanceof ConfigFailure)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}

async function bench(profile: BenchProfile): Promise<void> {
  const began = performance.now();
  const tell = (step: string) => console.log(`${((performance.now() - began) / 1000).toFixed(1).padStart(6)} s  ${step}`);
  const database = await openBenchDatabase(profile, tell);
  const logFolder = mkdtempSync(path.join(tmpdir(), 'yanxiu-bench-log-'));
  const peers: Peer[] = [];
  const load = startLoad();
  try {
    tell('starting the peers');
    const profiling = options['cpu-prof'] === undefined ? [] : ['--cpu-prof', '--cpu-prof-dir', path.resolve(options['cpu-prof'])];
    const start = { owner: database.owner, application: database.application, logFolder };
    const keys = await readKeySpace(database.owner, seedNumber);
    if (options['row-level-security']) {
      const open = { ...start, application: await openWithoutPolicies(database) };
      peers.push(...await Promise.all([startPeer('ours', start, profiling), startPeer('open', open)]));
    } else {
      peers.push(...await Promise.all((['ours', 'bare', 'postgraphile'] as const).map((name) => startPeer(name, start, name === 'ours' ? profiling : []))));
      keys.postgraphileCursor = await cursorWriter(peers);
    }
    const wanted = options.only?.split(',');
    const all = workloadsOf(keys, random);
    const workloads = (options['row-level-security'] ? askedTwice(all) : all).filter(({ name, isVariant }) => (wanted ? wanted.includes(name) : !options.quick || !isVariant));
    tell('comparing the answers');
    for (const workload of workloads) await compare(workload, peers);
    const results: WorkloadResult[] = [];
    for (const workload of workloads) {
      tell(`${workload.name}: ${workload.title}`);
      results.push(await measureWorkload(workload, results.length === 0, peers, load, database, keys));
    }
    const judged = options['row-level-security'] ? [] : judge(results);
    print(results, judged);
    const costs = policyCosts(results);
    printCosts(costs);
    if (options.json !== undefined) writeFileSync(options.json, `${JSON.stringify({ ...document(profile, database, keys, results, judged), policies: costs }, null, 2)}\n`);
    // After the figures, so that a wrong number does not hide them; it fails the run.
    if (workloads.some(({ isWriting }) => isWriting)) await reconciled(database, tell);
    tell('done');
  } finally {
    load.stop();
    await Promise.all(peers.map((peer) => peer.stop()));
    await database.close();
    rmSync(logFolder, { recursive: true, force: true });
  }
}

/** All peers must answer the same, for several variables, before any of them is timed. */
async function compare(workload: Workload, peers: readonly Peer[]): Promise<void> {
  for (let time = 0; time < compared; time += 1) {
    const shared = workload.draw();
    let expected: unknown;
    for (const peer of peers) {
      const { ask, read } = { ask: workload.ask[peer.name], read: workload.read[peer.name] };
      if (!ask || !read) continue;
      // A write can only be done once; the peers then write to different submissions.
      const variables = workload.isWriting && peer.name !== 'ours' ? { ...workload.draw(), tutorId: shared['tutorId'] ?? 0 } : shared;
      const answer = await send(peer, ask(variables));
      if (answer.errors) throw new Error(`${workload.name}, ${peer.name}: ${JSON.stringify(answer.errors)}`);
      const value: unknown = read(answer);
      if (Array.isArray(value) && value.length === 0) throw new Error(`${workload.name}, ${peer.name}: an empty answer to ${JSON.stringify(variables)}`);
      if (expected === undefined) expected = value;
      else deepStrictEqual(value, expected, `${workload.name}: ${peer.name} answers otherwise than ${peers[0]?.name ?? ''} for ${JSON.stringify(variables)}`);
    }
  }
}

async function measureWorkload(workload: Workload, isFirst: boolean, peers: readonly Peer[], load: Load, database: BenchDatabase, keys: KeySpace): Promise<WorkloadResult> {
  const asked = peers.filter(({ name }) => workload.ask[name] !== undefined);
  const samples = new Map<PeerName, Sample[]>(asked.map(({ name }) => [name, []]));
  for (let round = 0; round < rounds; round += 1) {
    const variables = workload.isWriting ? null : draw(workload, spread);
    // Each round begins with another peer.
    for (let turn = 0; turn < asked.length; turn += 1) {
      const peer = asked[(round + turn) % asked.length] as Peer;
      const ask = workload.ask[peer.name] as (variables: Variables) => Request;
      const run = async (milliseconds: number): Promise<LoadReport> => {
        const drawn = variables ?? draw(workload, Math.ceil((milliseconds / 1000) * writesPerSecond));
        const report = await load.run({ port: peer.port, requests: drawn.map(ask), connections, milliseconds, isOnce: variables === null });
        if (report.failure !== null) throw new Error(`${workload.name}, ${peer.name}: ${report.failure}`);
        if (report.answers === 0) throw new ConfigFailure(`${workload.name} ran out of submissions to grade: take fewer rounds or the larger profile.`);
        if (variables === null) keys.putBack(drawn.length - report.used);
        return report;
      };
      // There is only so much to grade.
      const share = variables === null ? 0.4 : 1;
      await run((round > 0 ? measure.warmUp : isFirst ? measure.veryFirstWarmUp : measure.firstWarmUp) * share);
      const before = { server: timeOf(peer.pid), postgres: timeOfFamily(database.postmaster), client: timeOf(load.pid) };
      const report = await run(measure.milliseconds * share);
      samples.get(peer.name)?.push({
        perSecond: report.answers / report.seconds, p50: report.p50, p95: report.p95, p99: report.p99, bytes: report.bytes, answers: report.answers,
        serverMicros: (timeOf(peer.pid) - before.server) / report.answers, postgresMicros: (timeOfFamily(database.postmaster) - before.postgres) / report.answers, clientMicros: (timeOf(load.pid) - before.client) / report.answers,
      });
    }
  }
  return summarise(workload.name, workload.title, samples);
}

function draw(workload: Workload, count: number): Variables[] {
  const drawn: Variables[] = [];
  try {
    while (drawn.length < count) drawn.push(workload.draw());
  } catch (error) {
    if (!(error instanceof OutOfWork)) throw error;
  }
  return drawn;
}

async function send(peer: Peer, { path: place, cookie, body }: Request): Promise<Answer> {
  const response = await fetch(`http://127.0.0.1:${peer.port}${place}`, { method: 'POST', headers: { 'content-type': 'application/json', accept: 'application/json', ...(cookie === undefined ? {} : { cookie }) }, body });
  return JSON.parse(await response.text());
}

/** PostGraphile's cursors are its own: one is asked for, and the others are written like it. */
async function cursorWriter(peers: readonly Peer[]): Promise<KeySpace['postgraphileCursor']> {
  const peer = peers.find(({ name }) => name === 'postgraphile') as Peer;
  const { data } = await send(peer, { path: '/graphql', body: JSON.stringify({ query: postgraphileCursorDocument }) });
  const parts = JSON.parse(Buffer.from(data.allEnrolments.pageInfo.endCursor as string, 'base64').toString()) as unknown[];
  return (after) => Buffer.from(JSON.stringify([...parts.slice(0, -1), String(after)])).toString('base64');
}

/** Both writers must leave every derived number right. */
async function reconciled({ owner }: BenchDatabase, tell: (step: string) => void): Promise<void> {
  const client = new pg.Client({ ...owner, statement_timeout: 0 });
  await client.connect();
  try {
    const differences = await reconcile(client);
    if (differences.length > 0) throw new Error(`the writes left ${differences.length} derived numbers wrong, first ${JSON.stringify(differences[0])}`);
    tell('every derived number is still right after the writes');
  } finally {
    await client.end();
  }
}

function document(profile: BenchProfile, database: BenchDatabase, keys: KeySpace, results: WorkloadResult[], judged: ReturnType<typeof judge>): object {
  const versionOf = (name: string) => (JSON.parse(readFileSync(new URL(`../../node_modules/${name}/package.json`, import.meta.url), 'utf8')) as { version: string }).version;
  return {
    at: new Date().toISOString(), profile, seed: seedNumber, rounds, connections, millisecondsPerRound: measure.milliseconds, isDurable: true,
    machine: { cores: availableParallelism(), model: cpus()[0]?.model ?? '' },
    versions: { node: process.versions.node, postgres: database.postgresVersion, postgraphile: versionOf('postgraphile'), apollo: versionOf('@apollo/server'), graphql: versionOf('graphql'), fastify: versionOf('fastify') },
    sizes: database.sizes, drawnFrom: { queues: keys.queues.length, offices: keys.parents.length, enrolments: keys.lastEnrolment, results: keys.results.length },
    results, musts: judged,
  };
}

/** The same variables in each run: mulberry32. */
function randomFrom(start: number): () => number {
  let state = start >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
