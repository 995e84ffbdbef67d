// The sealer under load: how many events a second it chains and verifies, and what its running costs those who grade.
import { randomUUID } from 'node:crypto';
import { keyOf } from '../../server/kernel/ids.js';
import { vaultOf } from '../../server/installation.js';
import { verifyTrail } from '../../server/platform/audit/verify.js';
import { signInAll, submitReview, waitingIds } from '../assignments/grading-acts.js';
import { startTestCluster } from '../support/start-test-cluster.js';
import { testFieldKey } from '../support/test-profile.js';
import { keptInMemory, openTestServer, type TestServer } from '../support/test-server.js';
import { median } from '../bench/report.js';
import type { ProofRun } from './proof.js';

/** It must keep up with this many events a second. */
const neededPerSecond = 500;
/** Sealing happens outside the transactions of others: what is lost is noise. */
const leastShare = 0.85;
const roundsOfGrading = 10;
const gradingsARound = 150;
const tutorsAtOnce = 8;

export async function proveAudit(run: ProofRun): Promise<string[]> {
  run.tell('starting a throw-away database …');
  const cluster = await startTestCluster();
  process.env['YANXIU_TEST_CLUSTER'] = JSON.stringify(cluster.told);
  try {
    const heads = keptInMemory();
    const server = await openTestServer({ auditHeads: heads });
    try {
      const faults = await sealAndVerify(server, heads, run);
      return [...faults, ...(await grade(server, run))];
    } finally {
      await server.close();
    }
  } finally {
    await cluster.stop();
  }
}

async function sealAndVerify(server: TestServer, heads: ReturnType<typeof keptInMemory>, { size, tell, report }: ProofRun): Promise<string[]> {
  const count = size ?? 100_000;
  await server.app.auditSealer.seal();
  await server.owner.query(`insert into audit_event (at, request_id, actor, role, office_id, action, subject, facts)
    select clock_timestamp(), 'prove', 'person:' || n % 9000, 'TUTOR', 1, 'assignments.grade', 'sbm_' || n, jsonb_build_object('review', n, 'points', '79.6', 'isForced', false, 'replaces', null, 'changes', '{"state":["SUBMITTED","RELEASED"]}'::jsonb) from generate_series(1, $1::int) n`, [count]);
  const began = performance.now();
  const sealed = await server.app.auditSealer.seal();
  const sealedPerSecond = Math.round((sealed / (performance.now() - began)) * 1_000);
  // A second in which little happened: what the sealer costs an idle server.
  const idle: number[] = [];
  for (let round = 0; round < 50; round += 1) {
    const since = performance.now();
    await server.app.auditSealer.seal();
    idle.push(performance.now() - since);
  }
  const verifying = performance.now();
  const summary = await verifyTrail(server.owner, vaultOf(testFieldKey), await heads.read(), () => undefined);
  const verifiedPerSecond = Math.round((summary.events / (performance.now() - verifying)) * 1_000);
  const idleMs = Math.round(median(idle) * 10) / 10;
  tell(`sealed ${sealed} events at ${sealedPerSecond}/s; verified ${summary.events} at ${verifiedPerSecond}/s; a look without new events takes ${idleMs} ms`);
  report({ sealed, sealedPerSecond, verifiedPerSecond, idleMs });
  return [
    ...(sealed === count ? [] : [`${sealed} of ${count} events were sealed`]), ...(summary.faults === 0 ? [] : [`${summary.faults} faults in a trail that nobody touched`]),
    ...(sealedPerSecond >= neededPerSecond ? [] : [`the sealer chains ${sealedPerSecond} events a second, and ${neededPerSecond} are needed`]),
  ];
}

/** Rounds of grading with the sealer running and without, turn about. */
async function grade(server: TestServer, { tell, report }: ProofRun): Promise<string[]> {
  const { 周明礼: zhou } = await signInAll(server, '周明礼');
  const things = (await waitingIds(server, 4)).slice(0, tutorsAtOnce);
  const versionOf = async (id: string) => Number((await server.owner.query<{ version: number }>('select version from submission where id = $1', [keyOf('Submission', id)])).rows[0]?.version);
  const round = async (): Promise<number> => {
    const began = performance.now();
    await Promise.all(things.map(async (id, place) => {
      let version = await versionOf(id);
      for (let turn = 0; turn < gradingsARound / tutorsAtOnce; turn += 1) {
        const answer = await submitReview(zhou, { submissionId: id, expectedVersion: version, points: `${60 + ((place + turn) % 30)}.5`, comment: randomUUID() });
        version = answer.submission?.version ?? await versionOf(id);
      }
    }));
    return performance.now() - began;
  };
  await round();
  const times: { off: number[]; on: number[] } = { off: [], on: [] };
  for (let turn = 0; turn < roundsOfGrading; turn += 1) {
    times.off.push(await round());
    let isRunning = true;
    const sealing = (async () => { while (isRunning) { await server.app.auditSealer.seal(); await new Promise((resolve) => setTimeout(resolve, 1_000)); } })();
    times.on.push(await round());
    isRunning = false;
    await sealing;
  }
  const [off, on] = [median(times.off), median(times.on)].map((ms) => Math.round((gradingsARound / ms) * 1_000));
  tell(`gradings a second: ${off} without the sealer, ${on} with it (medians of ${roundsOfGrading} rounds each)`);
  report({ gradingsWithoutSealer: off ?? 0, gradingsWithSealer: on ?? 0 });
  return (on ?? 0) >= leastShare * (off ?? 0) ? [] : [`grading falls from ${off} to ${on} a second while the sealer runs`];
}
