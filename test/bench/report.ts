// What the benchmark found: medians over the rounds, ratios, and whether the musts hold.
import { isMeasurable } from './cpu-time.js';
import type { PeerName } from './peers/peer.js';

/** One peer under one workload for one round. */
export interface Sample { perSecond: number; serverMicros: number; postgresMicros: number; clientMicros: number; p50: number; p95: number; p99: number; bytes: number; answers: number }

export interface Measured extends Sample { rounds: number[] }

export interface WorkloadResult { name: string; title: string; peers: Partial<Record<PeerName, Measured>>; ofBare: number | null; ofPostgraphile: number | null; cpuOfBare: number | null; cpuOfPostgraphile: number | null }

export interface Must { workload: string; against: PeerName; atLeast: number; measured: number | null; byProcessorTime: number | null; holds: boolean }

const musts: readonly { workload: string; against: PeerName; atLeast: number }[] = [
  { workload: 'Q1', against: 'postgraphile', atLeast: 3 },
  { workload: 'Q3', against: 'postgraphile', atLeast: 1.3 },
  { workload: 'Q4', against: 'postgraphile', atLeast: 2 },
  { workload: 'Q1', against: 'bare', atLeast: 0.6 },
];

export function summarise(name: string, title: string, samples: ReadonlyMap<PeerName, readonly Sample[]>): WorkloadResult {
  const peers: WorkloadResult['peers'] = {};
  for (const [peer, rounds] of samples) {
    const of = (read: (sample: Sample) => number) => median(rounds.map(read));
    peers[peer] = {
      perSecond: of((s) => s.perSecond), serverMicros: of((s) => s.serverMicros), postgresMicros: of((s) => s.postgresMicros), clientMicros: of((s) => s.clientMicros),
      p50: of((s) => s.p50), p95: of((s) => s.p95), p99: of((s) => s.p99), bytes: of((s) => s.bytes), answers: rounds.reduce((sum, s) => sum + s.answers, 0), rounds: rounds.map((s) => s.perSecond),
    };
  }
  // The ratio of each round, then their median: rounds are interleaved, so a busy moment hits all peers alike.
  const against = (other: PeerName) => {
    const ours = samples.get('ours') ?? [];
    const theirs = samples.get(other);
    return theirs ? median(ours.map((sample, round) => sample.perSecond / (theirs[round]?.perSecond ?? Number.NaN))) : null;
  };
  // How much processor time the other one uses for what we do with one: steadier than rates on a machine that others use too.
  const cpuOf = (other: PeerName) => {
    const [ours, theirs] = [peers.ours, peers[other]];
    return isMeasurable && ours && theirs ? (theirs.serverMicros + theirs.postgresMicros) / (ours.serverMicros + ours.postgresMicros) : null;
  };
  return { name, title, peers, ofBare: against('bare'), ofPostgraphile: against('postgraphile'), cpuOfBare: cpuOf('bare'), cpuOfPostgraphile: cpuOf('postgraphile') };
}

export function judge(results: readonly WorkloadResult[]): Must[] {
  return musts.flatMap((must) => {
    const result = results.find(({ name }) => name === must.workload);
    if (!result) return [];
    const measured = must.against === 'bare' ? result.ofBare : result.ofPostgraphile;
    const byProcessorTime = must.against === 'bare' ? result.cpuOfBare : result.cpuOfPostgraphile;
    return [{ ...must, measured, byProcessorTime, holds: measured !== null && measured >= must.atLeast }];
  });
}

const labels: Record<PeerName, string> = { ours: 'ours', bare: '(i) bare SQL', postgraphile: 'PostGraphile', open: 'without policies' };

export function print(results: readonly WorkloadResult[], judged: readonly Must[]): void {
  const header = ['', 'peer', 'req/s', '× of (i)', '× of PG’e', 'CPU × (i)', 'CPU × PG’e', 'node µs', 'PostgreSQL µs', 'p50 ms', 'p95 ms', 'bytes'];
  const lines: string[][] = [header];
  for (const { name, peers, ofBare, ofPostgraphile, cpuOfBare, cpuOfPostgraphile } of results) {
    for (const [peer, measured] of Object.entries(peers) as [PeerName, Measured][]) {
      const isOurs = peer === 'ours';
      lines.push([
        isOurs ? name : '', labels[peer], measured.perSecond.toFixed(0), isOurs ? ratio(ofBare) : '', isOurs ? ratio(ofPostgraphile) : '', isOurs ? ratio(cpuOfBare) : '', isOurs ? ratio(cpuOfPostgraphile) : '',
        isMeasurable ? measured.serverMicros.toFixed(0) : '–', isMeasurable ? measured.postgresMicros.toFixed(0) : '–', measured.p50.toFixed(1), measured.p95.toFixed(1), measured.bytes.toFixed(0),
      ]);
    }
  }
  const widths = header.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  console.log();
  for (const line of lines) console.log(line.map((cell, column) => (column < 2 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0))).join('  '));
  console.log();
  for (const { workload, against, atLeast, measured, byProcessorTime, holds } of judged) console.log(`${holds ? 'holds' : 'FAILS'}  ${workload} ≥ ${atLeast}× of ${labels[against]}: ${ratio(measured)} (by processor time ${ratio(byProcessorTime)})`);
}

function ratio(value: number | null): string {
  return value === null ? '–' : `${value.toFixed(2)}×`;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? (sorted[middle] ?? 0) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}
