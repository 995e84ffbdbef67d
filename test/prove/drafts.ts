// Drafts that survive (G3): two hundred tutors save every two seconds from two devices, and the server is ended by SIGKILL every ten seconds.
import { draftUnderKills } from '../assignments/drafting.js';
import { waitingIds } from '../assignments/grading-acts.js';
import { colleaguesOf } from '../assignments/many-tutors.js';
import { startTestCluster } from '../support/start-test-cluster.js';
import { openTestServer } from '../support/test-server.js';
import { chanceFrom } from './chance.js';
import { KilledServer } from './own-process.js';
import type { ProofRun } from './proof.js';

const tutorCount = 200;
const killEveryMs = 10_000;
/** So often the server is killed: two minutes. */
const standardKills = 12;

export async function proveDrafts({ seed, size, tell, report }: ProofRun): Promise<string[]> {
  tell('starting a throw-away database …');
  const cluster = await startTestCluster();
  process.env['YANXIU_TEST_CLUSTER'] = JSON.stringify(cluster.told);
  try {
    const server = await openTestServer();
    const killed = await KilledServer.start(server);
    try {
      tell(`signing ${tutorCount} tutors in …`);
      const tutors = await colleaguesOf(server, tutorCount, killed.origin);
      const began = performance.now();
      const kill = async (): Promise<void> => {
        await killed.kill();
        tell('killed and back');
      };
      const { faults, ...figures } = await draftUnderKills({ tutors, submissionIds: (await waitingIds(server, 4)).slice(0, tutorCount), devicesEach: 2, everyMs: 2_000, kills: size ?? standardKills, killEveryMs, retryMs: 1_000, kill, below: chanceFrom(seed) });
      const seconds = (performance.now() - began) / 1_000;
      report({ area: 'drafts', seed, tutors: tutorCount, ...figures, seconds: Math.round(seconds), savesPerSecond: Math.round(figures.acknowledged / seconds), longestWayBackMs: killed.longestWayBackMs });
      tell(`${figures.acknowledged} drafts acknowledged, ${figures.readBack} read back, ${figures.lost} lost; ${figures.conflicts} conflicts with both texts, ${figures.ownFound} own ones found again, asked again ${figures.askedAgain} times`);
      return faults;
    } finally {
      await killed.end();
      await server.close();
    }
  } finally {
    await cluster.stop();
  }
}
