// Reviews that wait for their release, for as long as one test lasts: the next one finds the assignments as the province has them.
import { afterEach } from '@jest/globals';
import type { TestServer } from '../support/test-server.js';
import { setReleaseOnSubmit } from './grading-acts.js';

/** What is scored of the submission's assignment is not released by that, until the test ends. */
type HoldBackReleases = (server: TestServer, submissionId: string) => Promise<void>;

/** Call it once, at the head of the file. */
export function heldReleases(): HoldBackReleases {
  let held: (() => Promise<unknown>)[] = [];
  afterEach(async () => {
    const ended = held.reverse();
    held = [];
    for (const giveBack of ended) await giveBack();
  });
  return async (server, submissionId) => {
    const before = await setReleaseOnSubmit(server, submissionId, false);
    held.push(() => setReleaseOnSubmit(server, submissionId, before));
  };
}
