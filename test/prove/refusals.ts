// Refusals: what each hostile document costs before it is refused, over many rounds: the slowest one in a hundred counts (E3).
import { hostileDocuments } from '../platform/guards/hostile-documents.js';
import { serve } from '../platform/guards/served.js';
import { processorTimeOf } from '../support/processor-time.js';
import type { ProofRun } from './proof.js';

/** Milliseconds of processor time, the client's share included, which runs in the same thread. */
const slowestMilliseconds = 20;
const largestAnswerBytes = 2_048;
/** A server that has run for a while: what is measured is code that the engine has optimised. */
const warmUps = 20;

export async function proveRefusals({ size, tell, report }: ProofRun): Promise<string[]> {
  const rounds = size ?? 300;
  const served = await serve();
  const faults: string[] = [];
  try {
    for (let round = 0; round < warmUps; round += 1) for (const { query } of hostileDocuments) await served.post({ query });
    for (const { name, query, limit } of hostileDocuments) {
      const milliseconds: number[] = [];
      for (let round = 0; round < rounds; round += 1) {
        const { result, milliseconds: spent } = await processorTimeOf(() => served.post({ query }));
        milliseconds.push(spent);
        if (result.status !== 400 || result.text.length > largestAnswerBytes) faults.push(`${name}: answered ${result.status} with ${result.text.length} bytes`);
      }
      milliseconds.sort((one, other) => one - other);
      const percentile = (share: number) => Math.round((milliseconds[Math.min(rounds - 1, Math.floor(rounds * share))] ?? Infinity) * 100) / 100;
      report({ area: 'refusals', document: name, limit, rounds, p50Milliseconds: percentile(0.5), p99Milliseconds: percentile(0.99) });
      tell(`${name}: p50 ${percentile(0.5)} ms, p99 ${percentile(0.99)} ms`);
      if (percentile(0.99) > slowestMilliseconds) faults.push(`${name}: one refusal in a hundred takes ${percentile(0.99)} ms`);
    }
  } finally {
    await served.close();
  }
  return faults;
}
