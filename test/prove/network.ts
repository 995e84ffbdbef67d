// A bad line (G1, G3): twenty tutors with two windows each work a queue off while requests and answers are delayed and cut in the middle.
import { workFlakyQueue } from '../assignments/flaky-queue.js';
import { startTestCluster } from '../support/start-test-cluster.js';
import { chanceFrom } from './chance.js';
import type { ProofRun } from './proof.js';

/** So many queues, each in a province of its own: 240 items a round. */
const standardRounds = 10;

export async function proveNetwork({ seed, size, tell, report }: ProofRun): Promise<string[]> {
  tell('starting a throw-away database …');
  const cluster = await startTestCluster();
  process.env['YANXIU_TEST_CLUSTER'] = JSON.stringify(cluster.told);
  const faults: string[] = [];
  const rounds = size ?? standardRounds;
  try {
    for (let round = 1; round <= rounds; round += 1) {
      const { faults: found, ...figures } = await workFlakyQueue({ tutors: 20, tabsEach: 2, itemsEach: 6, rivalsEach: 5, below: chanceFrom(seed + round) });
      faults.push(...found.map((fault) => `round ${round}: ${fault}`));
      report({ area: 'network', seed, round, ...figures });
      tell(`round ${round} of ${rounds}: ${figures.items} items, ${figures.reviews} reviews, ${figures.conflicts} told of a conflict with both sides, ${figures.draftsKept} drafts kept; ${figures.cutRequests} requests and ${figures.cutAnswers} answers cut, asked again ${figures.askedAgain} times; ${found.length} faults`);
    }
    return faults;
  } finally {
    await cluster.stop();
  }
}
