// Where releases, undoing, flags and saved queues meet other people's acts.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { reconcile } from '../../server/reconcile.js';
import { openTestServer, type TestServer } from '../support/test-server.js';
import { WaitingSubmissions, claim, codesOf, numberOf, returnForRevision, seen, signInAll, submissionFields, submitReview, waitingIds, type Cast } from './grading-acts.js';
import { heldReleases } from './held-releases.js';
import { sharingFaults } from './history.js';
import { inOrder, submissionRow } from './rivals.js';
import { ended, flag, key, release, undo } from './release-acts.js';

const holdBackReleases = heldReleases();
let server: TestServer;
let people: Pick<Cast, '周明礼' | '许静姝' | '裴致远'>;
let waiting: WaitingSubmissions;

beforeAll(async () => {
  server = await openTestServer();
  people = await signInAll(server, '周明礼', '许静姝', '裴致远');
  waiting = new WaitingSubmissions(server);
});
afterAll(() => server.close());

const rounds = 20;

/** Scored by 周明礼 and held back; answers the version. */
async function held(id: string): Promise<number> {
  await holdBackReleases(server, id);
  const { version } = await seen(people.周明礼, id, 'id version');
  return (await submitReview(people.周明礼, { submissionId: id, expectedVersion: version, points: '70' })).submission?.version ?? 0;
}

/** What stands of a submission, and that its events tell the same. */
async function standing(id: string): Promise<{ state: string; version: number; points: string | null; isReleased: boolean }> {
  const { state, version, review } = await seen(people.周明礼, id, submissionFields);
  const last = (await server.owner.query<{ to: string }>('select to_state as to from submission_event where submission_id = $1 order by id desc limit 1', [key(id)])).rows[0]?.to;
  expect(last).toBe(state);
  return { state, version, points: review?.points ?? null, isReleased: (review?.releasedAt ?? null) !== null };
}

describe('G4 a release meets a review of the same submission', () => {
  test.each([['the release first', true], ['the review first', false]])('G4 in a decided order, %s: what is published is what was seen, or nothing', async (_, isReleaseFirst) => {
    const id = await waiting.take();
    const version = await held(id);
    const releasing = async () => ended(server, people.周明礼, await release(people.周明礼, { items: [{ submissionId: id, expectedVersion: version }] }));
    const rescoring = () => submitReview(people.许静姝, { submissionId: id, expectedVersion: version, points: '90' });
    if (isReleaseFirst) {
      await releasing();
      expect(codesOf(await rescoring())).toEqual(['STALE']);
      expect(await standing(id)).toMatchObject({ state: 'RELEASED', points: '70', isReleased: true });
    } else {
      expect(codesOf(await rescoring())).toEqual([]);
      expect((await releasing()).rows[0]?.refusals.map((refusal) => refusal.code)).toEqual(['STALE']);
      expect(await standing(id)).toMatchObject({ state: 'SCORED', points: '90', isReleased: false });
    }
  });

  test(`G4 in ${rounds} rounds at the same time, one of both is written and the other is told; counters and results agree`, async () => {
    const outcomes = { released: 0, rescored: 0 };
    const ids = await waiting.takeMany(5);
    for (let round = 0; round < rounds; round += 1) {
      const id = ids[round % ids.length] as string;
      const version = await held(id);
      const [begun, rescored] = await Promise.all([
        release(people.周明礼, { items: [{ submissionId: id, expectedVersion: version }] }),
        submitReview(people.许静姝, { submissionId: id, expectedVersion: version, points: '90', comment: `第${round}轮` }),
      ]);
      const act = await ended(server, people.周明礼, begun);
      const isReleased = act.doneCount === 1;
      expect(isReleased).toBe(codesOf(rescored).includes('STALE'));
      expect(await standing(id)).toMatchObject(isReleased ? { state: 'RELEASED', points: '70', isReleased: true, version: version + 1 } : { state: 'SCORED', points: '90', isReleased: false, version: version + 1 });
      outcomes[isReleased ? 'released' : 'rescored'] += 1;
    }
    expect(outcomes.released + outcomes.rescored).toBe(rounds);
    expect(await reconcile(server.owner)).toEqual([]);
  });
});

describe('JS-17 an undo meets a release', () => {
  test(`JS-17 in ${rounds} rounds one of both is written: never a released review that was taken back, never a learner's result without its review`, async () => {
    const ids = await waiting.takeMany(5);
    for (let round = 0; round < rounds; round += 1) {
      const id = ids[round % ids.length] as string;
      const before = await standing(id);
      const version = await held(id);
      const [begun, undone] = await Promise.all([release(people.许静姝, { items: [{ submissionId: id, expectedVersion: version }] }), undo(people.周明礼, id, version)]);
      const isReleased = (await ended(server, people.许静姝, begun)).doneCount === 1;
      expect(codesOf(undone).length === 0).toBe(!isReleased);
      const now = await standing(id);
      if (isReleased) expect(now).toMatchObject({ state: 'RELEASED', isReleased: true });
      else expect(now).toMatchObject({ state: before.state, points: before.points, isReleased: before.isReleased });
      expect(await numberOf(server.owner, 'select count(*) from review where submission_id = $1 and withdrawn_at is not null and released_at is not null', [key(id)])).toBe(0);
      await server.owner.query('delete from submission_lease; ');
      await server.owner.query('delete from review_draft where submission_id = $1', [key(id)]);
    }
    expect(await reconcile(server.owner)).toEqual([]);
  });

  test('JS-17 an undo sent twice at once takes one review back', async () => {
    const id = await waiting.take();
    const version = await held(id);
    const answers = await Promise.all([undo(people.周明礼, id, version, 'twice'), undo(people.周明礼, id, version, 'twice')]);
    expect(answers.map(codesOf)).toEqual([[], []]);
    expect(await numberOf(server.owner, 'select count(*) from review where submission_id = $1 and withdrawn_at is not null', [key(id)])).toBe(1);
  });
});

describe('JS-17 a flag meets a return', () => {
  test(`JS-17 in ${rounds / 2} rounds both are written, in either order, and of two same flags one`, async () => {
    for (let round = 0; round < rounds / 2; round += 1) {
      const id = await waiting.take();
      const acts = [() => flag(people.周明礼, id, 'ATTENTION', '再看'), () => returnForRevision(people.许静姝, id, 1, '请补充'), () => flag(people.许静姝, id, 'ATTENTION', '我也标')];
      const answers = await inOrder<{ refusals: { code: string }[] }>(server, submissionRow(id), round % 2 === 0 ? acts : [...acts].reverse());
      const codes = answers.map((answer) => answer.refusals.map((refusal) => refusal.code).join());
      expect(codes.filter((code) => code === '')).toHaveLength(2);
      expect(codes.filter((code) => code === 'ALREADY_EXISTS')).toHaveLength(1);
      expect((await seen(people.周明礼, id, submissionFields)).state).toBe('RETURNED');
      expect(await numberOf(server.owner, 'select count(*) from submission_flag where submission_id = $1', [key(id)])).toBe(1);
    }
  });
});

describe('JS-17 many windows at one queue', () => {
  test('JS-17 20 windows each of 周明礼 and 许静姝, half of them fetching ahead, in orders of their own: nothing is held twice', async () => {
    const own = await openTestServer();
    try {
      const tutors = await signInAll(own, '周明礼', '许静姝');
      const queue = (await waitingIds(own, 4)).slice(0, 120);
      await own.owner.query(`update submission set state = 'RETURNED' where state = 'SUBMITTED' and is_latest and id <> all ($1::bigint[])`, [queue.map(key)]);
      const given: { on: string; holder: string }[] = [];
      await Promise.all((['周明礼', '许静姝'] as const).flatMap((name) => Array.from({ length: 20 }, async (_, index) => {
        const seat = `${name} ${index}`;
        const order = index % 2 === 0 ? 'OLDEST_FIRST' : 'RANDOM';
        const first = await claim(tutors[name], { filter: 'UNGRADED', order, seat });
        if (first.submission) given.push({ on: first.submission.id, holder: seat });
        if (index % 4 > 1 || !first.submission) return;
        const ahead = await claim(tutors[name], { filter: 'UNGRADED', order, seat, isAhead: true, afterSubmissionId: first.submission.id });
        if (ahead.submission) given.push({ on: ahead.submission.id, holder: seat });
      })));
      expect(given.length).toBe(60);
      expect(sharingFaults(given)).toEqual([]);
      expect(new Set(given.map((one) => one.on)).size).toBe(60);
    } finally {
      await own.close();
    }
  }, 60_000);
});
