// What row-level security costs: our server against itself on the same tables without policies, by processor time.
import type { WorkloadResult } from './report.js';
import type { Workload } from './workloads.js';

/** Of the design; a point read is reported only, because entering the scope is most of what it does. */
const costAtMost = 0.25;
const isBound = (name: string) => /^Q[123]/.test(name);

export interface PolicyCost { workload: string; micros: number; microsWithout: number; cost: number; atMost: number | null; holds: boolean }

/** The reading workloads, asked of ours with and without policies. */
export function askedTwice(workloads: readonly Workload[]): Workload[] {
  return workloads.filter(({ isWriting }) => isWriting !== true).map((workload) => {
    const { ours: ask } = workload.ask;
    const { ours: read } = workload.read;
    return { ...workload, ask: ask ? { ours: ask, open: ask } : {}, read: read ? { ours: read, open: read } : {} };
  });
}

export function policyCosts(results: readonly WorkloadResult[]): PolicyCost[] {
  return results.flatMap(({ name, peers: { ours, open } }) => {
    if (!ours || !open) return [];
    const [micros, microsWithout] = [ours.serverMicros + ours.postgresMicros, open.serverMicros + open.postgresMicros];
    const cost = micros / microsWithout - 1;
    return [{ workload: name, micros, microsWithout, cost, atMost: isBound(name) ? costAtMost : null, holds: !isBound(name) || cost <= costAtMost }];
  });
}

export function printCosts(costs: readonly PolicyCost[]): void {
  console.log();
  for (const { workload, micros, microsWithout, cost, atMost, holds } of costs) {
    console.log(`${atMost === null ? 'told ' : holds ? 'holds' : 'FAILS'}  ${workload}: row-level security costs ${(cost * 100).toFixed(0)} % of processor time${atMost === null ? '' : ` (at most ${atMost * 100} %)`}; ${micros.toFixed(0)} µs with it, ${microsWithout.toFixed(0)} µs without`);
  }
}
