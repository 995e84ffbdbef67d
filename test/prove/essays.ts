// Essays of the demonstration: no two that are not planted as copies share more than 15 % of their text.
import { proveEssays } from '../../server/demo/essays/prove.js';
import type { ProofRun } from './proof.js';

const sharedAtMost = 0.15;

export async function proveEssayArea({ size, tell, report }: ProofRun): Promise<string[]> {
  const essays = size ?? 30_000;
  tell(`composing ${essays.toLocaleString('en')} essays and comparing them …`);
  const { greatest, seconds } = proveEssays(essays);
  report({ area: 'essays', essays, greatestShare: greatest.share, seconds });
  tell(`the worst pair shares ${(greatest.share * 100).toFixed(2)} %`);
  return greatest.share <= sharedAtMost ? [] : [`two essays share ${(greatest.share * 100).toFixed(2)} % of their text`];
}
