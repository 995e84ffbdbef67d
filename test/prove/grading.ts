// Rival tutors (G1): pairs that submit a review of the same version through GraphQL; nothing is ever overwritten silently.
import { keyOf } from '../../server/kernel/ids.js';
import { reconcile } from '../../server/reconcile.js';
import { startTestCluster } from '../support/start-test-cluster.js';
import { openTestServer, type TestServer } from '../support/test-server.js';
import { codesOf, signInAll, submitReview, waitingIds, type ReviewAnswer } from '../assignments/grading-acts.js';
import { History, counterFaults, percentile, registerFaults, setFaults } from '../assignments/history.js';
import { chanceFrom } from './chance.js';
import type { ProofRun } from './proof.js';

/** So many pairs are at it at the same time, each at a submission of its own. */
const pairsAtOnce = 8;

export async function proveGrading(run: ProofRun): Promise<string[]> {
  run.tell('starting a throw-away database …');
  const cluster = await startTestCluster();
  process.env['YANXIU_TEST_CLUSTER'] = JSON.stringify(cluster.told);
  try {
    const server = await openTestServer();
    try {
      return await rivalPairs(server, run);
    } finally {
      await server.close();
    }
  } finally {
    await cluster.stop();
  }
}

async function rivalPairs(server: TestServer, { seed, size, tell, report }: ProofRun): Promise<string[]> {
  const pairs = size ?? 10_000;
  const tutors = await signInAll(server, '周明礼', '许静姝');
  const names = ['周明礼', '许静姝'] as const;
  const things = (await waitingIds(server, 4)).slice(0, 200);
  const keys = things.map((id) => keyOf('Submission', id));
  const history = new History();
  const faults: string[] = [];
  const comments: { told: string[]; open: string[] } = { told: [], open: [] };
  const versions = new Map(things.map((id) => [id, 1]));
  let done = 0;

  const rival = async (index: number, id: string, version: number, round: number, points: readonly string[]): Promise<ReviewAnswer | null> => {
    const name = names[index] as (typeof names)[number];
    const comment = `${name} ${round}`;
    const answer = await history.record(name, 'review', (given: ReviewAnswer) => ({ on: id, outcome: given.refusals.length === 0 ? 'ok' : 'fail', from: version, ...(given.submission ? { to: given.submission.version } : {}) }),
      () => submitReview(tutors[name], { submissionId: id, expectedVersion: version, points: points[index], comment }), id);
    if (answer === null) comments.open.push(comment);
    else if (answer.refusals.length === 0) comments.told.push(comment);
    return answer;
  };

  const worker = async (own: readonly string[], share: number, first: number): Promise<void> => {
    // Chance of its own: what a worker does must not depend on how fast the others are.
    const below = chanceFrom(seed + first);
    for (let turn = 0; turn < share; turn += 1) {
      const id = own[below(own.length)] as string;
      const round = first + turn;
      const version = versions.get(id) ?? 1;
      const points = [`${below(100)}.${below(10)}`, `${below(100)}.${below(10)}`];
      const answers = await Promise.all(names.map((_, index) => rival(index, id, version, round, points)));
      versions.set(id, Math.max(version, ...answers.map((answer) => answer?.submission?.version ?? 0)));
      faults.push(...pairFaults(answers, points, `round ${round}, ${id} at version ${version}`));
      done += 1;
      if (done % 250 === 0) tell(`${done.toLocaleString('en')} of ${pairs.toLocaleString('en')} pairs`);
    }
  };
  const began = performance.now();
  const share = Math.ceil(pairs / pairsAtOnce);
  await Promise.all(Array.from({ length: pairsAtOnce }, (_, index) => worker(things.filter((_thing, place) => place % pairsAtOnce === index), Math.min(share, Math.max(0, pairs - index * share)), index * share)));
  const seconds = (performance.now() - began) / 1_000;

  faults.push(...registerFaults(history.entries));
  const { rows: stored } = await server.owner.query<{ comment: string }>(`select comment from review where submission_id = any ($1::bigint[])`, [keys]);
  faults.push(...setFaults(comments.told, comments.open, stored.map((row) => row.comment)));
  const { rows: events } = await server.owner.query<{ count: string; audited: string }>(`select (select count(*) from submission_event where submission_id = any ($1::bigint[]) and to_state = 'SCORED') as count, (select count(*) from audit_event where action = 'assignments.grade' and subject = any ($2)) as audited`, [keys, things]);
  const ok = history.count('review', 'ok');
  const open = history.count('review', 'info');
  faults.push(...counterFaults(ok, open, Number(events[0]?.count)).map((fault) => `events: ${fault}`), ...counterFaults(ok, open, Number(events[0]?.audited)).map((fault) => `audit: ${fault}`));
  if (open > 0) faults.push(`${open} reviews were left without an answer`);
  const differences = await reconcile(server.owner);
  faults.push(...differences.map(({ what, key, stored: was, recomputed }) => `${what} ${key}: stored ${was}, recomputed ${recomputed}`));
  report({
    area: 'grading', seed, pairs: done, written: ok, refused: history.count('review', 'fail'), unanswered: open, reviewsStored: stored.length, events: Number(events[0]?.count), audited: Number(events[0]?.audited), differences: differences.length,
    reviewsPerSecond: Math.round((2 * done) / seconds), p50Ms: percentile(history.entries, 50), p95Ms: percentile(history.entries, 95), p99Ms: percentile(history.entries, 99),
  });
  tell(`${done.toLocaleString('en')} pairs, ${ok.toLocaleString('en')} written, ${history.count('review', 'fail').toLocaleString('en')} refused with both sides, p95 ${percentile(history.entries, 95)} ms`);
  return faults;
}

/** Of a pair exactly one is written; the other is told that it is stale, with both values as they are. */
function pairFaults(answers: readonly (ReviewAnswer | null)[], points: readonly string[], where: string): string[] {
  const [one, other] = answers;
  if (!one || !other) return [];
  const written = answers.filter((answer) => answer?.refusals.length === 0).length;
  if (written !== 1) return [`${where}: ${written} of two were written`];
  const [winner, loser] = one.refusals.length === 0 ? [0, 1] : [1, 0];
  const refused = answers[loser] as ReviewAnswer;
  const faults: string[] = [];
  if (!codesOf(refused).includes('STALE')) faults.push(`${where}: refused with ${codesOf(refused).join()}`);
  if (Number(refused.conflict?.current?.points) !== Number(points[winner]) || Number(refused.conflict?.yours.points) !== Number(points[loser])) faults.push(`${where}: the sides shown are ${refused.conflict?.current?.points} and ${refused.conflict?.yours.points}, not ${points[winner]} and ${points[loser]}`);
  return faults;
}
