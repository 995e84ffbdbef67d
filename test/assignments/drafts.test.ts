// Drafts under a server that dies: the short version of `npm run prove -- drafts`.
import { expect, test } from '@jest/globals';
import { openTestServer } from '../support/test-server.js';
import { draftUnderKills } from './drafting.js';
import { waitingIds } from './grading-acts.js';
import { colleaguesOf } from './many-tutors.js';

test('G3 three tutors save drafts from two devices each while the server dies: every acknowledged draft is there, each conflict shows the other text', async () => {
  const server = await openTestServer();
  try {
    const kill = async (): Promise<void> => {
      await server.stop('abruptly');
      await server.start();
    };
    let drawn = 7;
    const below = (limit: number): number => { drawn = (drawn * 48_271) % 2_147_483_647; return drawn % limit; };
    const report = await draftUnderKills({ tutors: await colleaguesOf(server, 3, server.origin), submissionIds: (await waitingIds(server, 4)).slice(0, 3), devicesEach: 2, everyMs: 25, kills: 1, killEveryMs: 600, retryMs: 50, kill, below });
    expect(report).toMatchObject({ faults: [], kills: 1, lost: 0 });
    expect(report.acknowledged).toBeGreaterThan(6);
    expect(report.conflicts).toBeGreaterThan(0);
    expect(report.readBack).toBeGreaterThan(3);
  } finally {
    await server.close();
  }
});
