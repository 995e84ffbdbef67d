// Where appeals meet other people's acts on the same submission.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { reconcile } from '../../server/reconcile.js';
import { openTestServer, type TestServer } from '../support/test-server.js';
import { codesOf, numberOf, signInAll, submitReview, type Cast } from '../assignments/grading-acts.js';
import { inOrder, submissionRow } from '../assignments/rivals.js';
import { alsoChief, answerAppeal, keyOfSubmission, makeAppeal, ownWork, releasedWork, withdrawAppeal } from './appeal-acts.js';

let server: TestServer;
let people: Pick<Cast, '周明礼' | '许静姝' | '裴致远' | '林晓岚'>;

beforeAll(async () => {
  server = await openTestServer();
  people = await signInAll(server, '周明礼', '许静姝', '裴致远', '林晓岚');
});
afterAll(() => server.close());

const rounds = 8;

async function fresh(): Promise<{ id: string; version: number }> {
  const id = await releasedWork(server, '2023-09-09T10:00:00+08:00');
  return { id, version: (await ownWork(people.林晓岚, id)).version };
}

/** The last event says the state, and there is one appeal at most that waits. */
async function isWhole(id: string): Promise<void> {
  const key = keyOfSubmission(id);
  const state = await ownWork(people.林晓岚, id);
  expect(state.history.at(-1)?.to).toBe(state.state);
  expect(await numberOf(server.owner, `select count(*) from appeal where submission_id = ${key} and state = 'OPEN'`)).toBe(state.state === 'APPEALED' ? 1 : 0);
}

describe('G1 an appeal meets a rescoring', () => {
  test.each([['the appeal first', true], ['the rescoring first', false]])('G1 in a decided order, %s: whoever comes second is told, and nothing is overwritten', async (_, isAppealFirst) => {
    const { id, version } = await fresh();
    const appealing = async () => codesOf(await makeAppeal(people.林晓岚, { submissionId: id, expectedVersion: version }));
    const rescoring = async () => codesOf(await submitReview(people.周明礼, { submissionId: id, expectedVersion: version, points: '60' }));
    const [first, second] = await inOrder(server, submissionRow(id), isAppealFirst ? [appealing, rescoring] : [rescoring, appealing]);
    expect(first).toEqual([]);
    expect(second).toContain('STALE');
    await isWhole(id);
  });

  test(`G1 in ${rounds} rounds of two answers and a withdrawal at the same time, one is written and the others are told; the result and the counters agree`, async () => {
    for (let round = 0; round < rounds; round += 1) {
      const { id, version } = await fresh();
      const { appeal } = await makeAppeal(people.林晓岚, { submissionId: id, expectedVersion: version });
      const appealId = appeal?.id ?? '';
      const outcomes = await Promise.all([
        answerAppeal(people.周明礼, { appealId, expectedVersion: version + 1, revisions: [{ criterion: 'content', points: '29', reason: '改。' }] }),
        answerAppeal(people.许静姝, { appealId, expectedVersion: version + 1, answer: '维持。' }),
        withdrawAppeal(people.林晓岚, appealId, version + 1),
      ]);
      expect(outcomes.filter((outcome) => outcome.refusals.length === 0)).toHaveLength(1);
      for (const outcome of outcomes) expect(['', 'NOT_ALLOWED_IN_STATE']).toContain(codesOf(outcome).join());
      // Whoever lost reads what was decided instead.
      expect(new Set(outcomes.map((outcome) => outcome.appeal?.state)).size).toBe(1);
      await isWhole(id);
    }
    // The last one is settled by an answer, so that the result is computed from what stands.
    const { id, version } = await fresh();
    const { appeal } = await makeAppeal(people.林晓岚, { submissionId: id, expectedVersion: version });
    await answerAppeal(people.周明礼, { appealId: appeal?.id ?? '', expectedVersion: version + 1, revisions: [{ criterion: 'content', points: '29', reason: '改。' }] });
    expect(await reconcile(server.owner)).toEqual([]);
  });

  test('G1 two chief subject tutors give the last answer at the same time: one stands, the other reads it', async () => {
    const { song, ends } = await alsoChief(server);
    for (let round = 0; round < rounds / 2; round += 1) {
      const { id, version } = await fresh();
      const first = await makeAppeal(people.林晓岚, { submissionId: id, expectedVersion: version });
      await answerAppeal(people.周明礼, { appealId: first.appeal?.id ?? '', expectedVersion: version + 1 });
      const { appeal } = await makeAppeal(people.林晓岚, { submissionId: id, expectedVersion: version + 2 });
      const given = { appealId: appeal?.id ?? '', expectedVersion: version + 3 };
      const outcomes = await Promise.all([answerAppeal(people.裴致远, { ...given, answer: '裴致远：维持。' }), answerAppeal(song, { ...given, answer: '宋怀瑾：维持。' })]);
      expect(outcomes.map(codesOf).sort()).toEqual([[], ['NOT_ALLOWED_IN_STATE']]);
      expect(new Set(outcomes.map((outcome) => outcome.appeal?.answer)).size).toBe(1);
      await isWhole(id);
    }
    await ends();
  });

  test('G1 two windows of 林晓岚 appeal at the same time: one appeal', async () => {
    const { id, version } = await fresh();
    const both = await Promise.all([1, 2].map(() => makeAppeal(people.林晓岚, { submissionId: id, expectedVersion: version })));
    expect(both.map((one) => one.refusals.length).sort()).toEqual([0, 2]);
    await isWhole(id);
  });
});
