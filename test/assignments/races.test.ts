// Where two people meet one submission.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { keyOf } from '../../server/kernel/ids.js';
import { expectedScore } from '../scoring/expected-score.js';
import { demoRule } from '../../server/demo/programmes.js';
import { scoringOf } from '../../server/programmes/rules/rule-document.js';
import type { ScoredFacts } from '../../server/scoring/rules/score.js';
import { openTestServer, type TestServer } from '../support/test-server.js';
import {
  WaitingSubmissions, claim, codesOf, documents, goodPoints, handIn, learnerFields, numberOf, ownSubmissions, returnForRevision, reviewVariables, saveDraft, seen, signInAll, submissionFields, submitReview,
  waitingIds, type Cast, type ReviewAnswer,
} from './grading-acts.js';
import { heldReleases } from './held-releases.js';
import { History, registerFaults, setFaults, sharingFaults } from './history.js';
import { claimInTheGap, inOrder, leaseToXu, resultRow, shuffled, submissionId, submissionRow } from './rivals.js';

const holdBackReleases = heldReleases();
let server: TestServer;
let people: Pick<Cast, '周明礼' | '许静姝' | '裴致远' | '林晓岚'>;
let waiting: WaitingSubmissions;

beforeAll(async () => {
  server = await openTestServer();
  people = await signInAll(server, '周明礼', '许静姝', '裴致远', '林晓岚');
  waiting = new WaitingSubmissions(server);
});
afterAll(() => server.close());

/** The counters of all schools counted anew from submissions and results; differences only. */
const counterDifferences = `
  with facts as (
    select school_id, period_id, 1 as graded, 0 as released, 0 as passed, 0 as points from submission where is_latest and state = any ('{SCORED,RELEASED,APPEALED,REVISED}')
    union all select school_id, period_id, 0, 1, case verdict when 'PASS' then 1 else 0 end, total_tenths from result where verdict in ('PASS', 'FAIL')
  ), truth as (select school_id, period_id, sum(graded) as graded, sum(released) as released, sum(passed) as passed, sum(points) as points from facts group by school_id, period_id)
  select school_id, period_id, i.graded, t.graded as true_graded, i.released, t.released as true_released, i.passed, t.passed as true_passed, i.total_tenths_sum, t.points as true_points
  from school_indicator i full join truth t using (school_id, period_id)
  where (coalesce(i.graded, 0), coalesce(i.released, 0), coalesce(i.passed, 0), coalesce(i.total_tenths_sum, 0)) <> (coalesce(t.graded, 0), coalesce(t.released, 0), coalesce(t.passed, 0), coalesce(t.points, 0))`;

describe('JS-17 two tutors, one queue', () => {
  test('JS-17 周明礼 and 许静姝 empty one queue of 200 over 20 connections each: nothing is given to both, and everything is given', async () => {
    const own = await openTestServer();
    try {
      const tutors = await signInAll(own, '周明礼', '许静姝');
      const queue = (await waitingIds(own, 4)).slice(0, 200);
      // Exactly these 200 wait; the others have been sent back.
      await own.owner.query(`update submission set state = 'RETURNED' where state = 'SUBMITTED' and is_latest and id <> all ($1::bigint[])`, [queue.map((id) => keyOf('Submission', id))]);
      const history = new History();
      const given: { on: string; holder: string }[] = [];
      const work = async (name: '周明礼' | '许静姝', connection: number): Promise<void> => {
        const process = `${name} ${connection}`;
        for (;;) {
          const next = await history.record(process, 'claim', (answer: Awaited<ReturnType<typeof claim>>) => ({ on: answer.submission?.id ?? 'the empty queue', outcome: answer.refusals.length === 0 ? 'ok' : 'fail' }), () => claim(tutors[name], { filter: 'UNGRADED' }));
          if (!next?.submission) return;
          const { id, version } = next.submission;
          given.push({ on: id, holder: name });
          await history.record(process, 'review', (answer: ReviewAnswer) => ({ on: id, outcome: answer.refusals.length === 0 ? 'ok' : 'fail', from: version, ...(answer.submission ? { to: answer.submission.version } : {}) }),
            () => submitReview(tutors[name], { submissionId: id, expectedVersion: version, points: '85' }), id);
        }
      };
      await Promise.all(Array.from({ length: 20 }, (_, connection) => [work('周明礼', connection), work('许静姝', connection)]).flat());
      expect(history.entries.filter((entry) => entry.outcome === 'info')).toEqual([]);
      expect(history.count('claim', 'fail')).toBe(0);
      expect(sharingFaults(given)).toEqual([]);
      expect(setFaults(given.map((one) => one.on), [], queue)).toEqual([]);
      expect(new Set(given.map((one) => one.holder)).size).toBe(2);
      const { rows } = await own.owner.query<{ id: string }>('select submission_id as id from review where submission_id = any ($1::bigint[])', [queue.map((id) => keyOf('Submission', id))]);
      expect(rows).toHaveLength(200);
      expect(registerFaults(history.of('review', 'ok'))).toEqual([]);
      expect(history.count('review', 'ok')).toBe(200);
      expect((await own.owner.query(counterDifferences)).rows).toEqual([]);
    } finally {
      await own.close();
    }
  }, 180_000);

  test('JS-17 许静姝 claims it in the very moment between what 周明礼\'s claim sees and what it locks: he gets another one', async () => {
    const { rows } = await server.owner.query<{ id: string }>(`select s.id from submission s join training_class k on k.id = s.class_id where k.code = 'KC2023001-04' and s.state = 'SUBMITTED' and s.is_latest
      order by s.submitted_at, s.id limit 1`);
    const wanted = submissionId(rows[0]?.id ?? '');
    const classId = (await people.周明礼.sees('query ($id: ID!) { submission(id: $id) { class { id } } }', { id: wanted })).submission.class.id as string;
    await server.owner.query('delete from submission_lease');
    const his = await claimInTheGap(server, () => claim(people.周明礼, { classId }), () => leaseToXu(server, wanted));
    expect(his.refusals).toEqual([]);
    expect(his.submission?.id).not.toBe(wanted);
    expect((await seen(people.周明礼, wanted, submissionFields)).lease).toMatchObject({ holderName: '许静姝', isMine: false });
    await server.owner.query('delete from submission_lease');
  });
});

describe('G1 two tutors submit a review of the same version', () => {
  /** One is written, the other is told both sides; as many events as commits. */
  function judge(answers: readonly ReviewAnswer[], names: readonly string[], points: readonly string[]): number {
    const winner = answers.findIndex((answer) => answer.refusals.length === 0);
    const loser = 1 - winner;
    expect(answers.filter((answer) => answer.refusals.length === 0)).toHaveLength(1);
    expect(codesOf(answers[loser] as ReviewAnswer)).toContain('STALE');
    expect(answers[loser]?.conflict).toMatchObject({ current: { byName: names[winner], points: points[winner] }, yours: { byName: names[loser], points: points[loser] } });
    return winner;
  }

  async function counts(id: string): Promise<{ reviews: number; scored: number; audited: number; version: number }> {
    const key = keyOf('Submission', id);
    return {
      reviews: await numberOf(server.owner, 'select count(*) from review where submission_id = $1', [key]), scored: await numberOf(server.owner, `select count(*) from submission_event where submission_id = $1 and to_state = 'SCORED'`, [key]),
      audited: await numberOf(server.owner, `select count(*) from audit_event where subject = '${id}' and action = 'assignments.grade'`), version: await numberOf(server.owner, 'select version from submission where id = $1', [key]),
    };
  }

  test('G1 in 100 rounds exactly one is written, and the other sees both values', async () => {
    const history = new History();
    const things = await waiting.takeMany(10);
    const names = ['周明礼', '许静姝'] as const;
    const wins = [0, 0];
    for (let round = 0; round < 100; round += 1) {
      const id = things[round % things.length] as string;
      const before = await counts(id);
      const points = [String(60 + (round % 20)), `${70 + (round % 20)}.5`];
      const answers = await Promise.all(names.map(async (name, index) => (await history.record(name, 'review', (answer: ReviewAnswer) => ({ on: id, outcome: answer.refusals.length === 0 ? 'ok' : 'fail', from: before.version, ...(answer.submission ? { to: answer.submission.version } : {}) }),
        () => submitReview(people[name], { submissionId: id, expectedVersion: before.version, points: points[index], comment: `第${round}轮` }), id)) as ReviewAnswer));
      const winner = judge(answers, names, points);
      wins[winner] = (wins[winner] ?? 0) + 1;
      expect(await counts(id)).toEqual({ reviews: before.reviews + 1, scored: before.scored + 1, audited: before.audited + 1, version: before.version + 2 });
    }
    expect(history.count('review', 'info')).toBe(0);
    expect(registerFaults(history.of('review', 'ok'))).toEqual([]);
    expect(wins[0]! + wins[1]!).toBe(100);
  });

  test.each([[['周明礼', '许静姝']], [['许静姝', '周明礼']]] as const)('G1 whoever reaches the row first is written: %s', async (names) => {
    const id = await waiting.take();
    const points = ['71', '91'];
    const answers = await inOrder(server, submissionRow(id), names.map((name, index) => () => submitReview(people[name], { submissionId: id, expectedVersion: 1, points: points[index] })));
    expect(judge(answers, names, points)).toBe(0);
  });

  test('G1 许静姝 has it open: 周明礼 is told so, however fast he is', async () => {
    const id = await waiting.take();
    await claim(people.许静姝, { submissionId: id });
    const [his, hers] = await Promise.all([submitReview(people.周明礼, { submissionId: id, expectedVersion: 1, points: '70' }), submitReview(people.许静姝, { submissionId: id, expectedVersion: 1, points: '80' })]);
    expect(codesOf(hers as ReviewAnswer)).toEqual([]);
    expect([['LEASED'], ['STALE']]).toContainEqual(codesOf(his as ReviewAnswer));
  });

  test.each([['review', 'return'], ['return', 'review']])('G1 周明礼 grades and 裴致远 sends it back: first the %s, and the %s is refused', async (first) => {
    const id = await waiting.take();
    const review = () => submitReview(people.周明礼, { submissionId: id, expectedVersion: 1, points: '80' });
    const sendBack = () => returnForRevision(people.裴致远, id, 1, '请补充。');
    const [one, other] = await inOrder<{ refusals: ReviewAnswer['refusals'] }>(server, submissionRow(id), first === 'review' ? [review, sendBack] : [sendBack, review]);
    expect(codesOf(one as ReviewAnswer)).toEqual([]);
    expect(codesOf(other as ReviewAnswer)).toEqual(['STALE', 'NOT_ALLOWED_IN_STATE']);
    expect((await seen(people.周明礼, id, submissionFields)).state).toBe(first === 'review' ? 'RELEASED' : 'RETURNED');
  });

  test('G1 forcing twice at once: both are deliberate, both are kept, the last one counts', async () => {
    const id = await waiting.take();
    await submitReview(people.周明礼, { submissionId: id, expectedVersion: 1, points: '75' });
    const forced = (await inOrder(server, submissionRow(id), [
      () => submitReview(people.周明礼, { submissionId: id, expectedVersion: 1, points: '70', force: true }), () => submitReview(people.许静姝, { submissionId: id, expectedVersion: 1, points: '90', force: true }),
    ]));
    expect(forced.flatMap(codesOf)).toEqual([]);
    expect(await counts(id)).toEqual({ reviews: 3, scored: 3, audited: 3, version: 7 });
    expect((await seen(people.周明礼, id, submissionFields)).review).toMatchObject({ points: '90', tutorName: '许静姝' });
  });
});

describe('G2 a new attempt while the old one is graded', () => {
  const orders = [['grade', 'return', 'handIn'], ['return', 'grade', 'handIn'], ['return', 'handIn', 'grade'], ['handIn', 'grade', 'return'], ['handIn', 'return', 'grade'], ['grade', 'handIn', 'return']] as const;
  test.each([...orders.map((order) => [order, false] as const), ...orders.map((order) => [order, true] as const)])('G2 林晓岚, 周明礼 and 裴致远 in the order %s (forced: %s): a score stays with the attempt that was read', async (order, isForced) => {
    const [id = ''] = await ownSubmissions(server, 'SUBMITTED');
    await holdBackReleases(server, id);
    const version = (await seen(people.林晓岚, id, learnerFields)).version;
    const text = `第${order.join()}次修改：补充了课堂实录。`;
    const acts = {
      grade: () => submitReview(people.周明礼, { submissionId: id, expectedVersion: version, points: '66', comment: '读的是旧稿', force: isForced }),
      return: () => returnForRevision(people.裴致远, id, version, '请补充课堂实录。'),
      handIn: () => handIn(people.林晓岚, id, version + 1, text, null),
    };
    await inOrder<{ refusals: ReviewAnswer['refusals'] }>(server, submissionRow(id), order.map((act) => acts[act]));
    const { rows } = await server.owner.query<{ id: string; attempt: number; isLatest: boolean; state: string; text: string; reviews: number; lastReviewOf: string | null }>(`
      select n.id, n.attempt, n.is_latest as "isLatest", n.state, n.text, (select count(*)::int from review r where r.submission_id = n.id) as reviews, (select r.submission_id from review r where r.id = n.last_review_id) as "lastReviewOf"
      from submission n join submission o using (enrolment_id, assignment_id) where o.id = $1 order by n.attempt`, [keyOf('Submission', id)]);
    expect(rows.filter((row) => row.isLatest)).toHaveLength(1);
    expect(rows.at(-1)?.isLatest).toBe(true);
    for (const row of rows) expect(row.lastReviewOf === null || row.lastReviewOf === row.id).toBe(true);
    const latest = rows.at(-1);
    if (latest?.text === text) expect(latest).toMatchObject({ state: 'SUBMITTED', reviews: 0 });
    // For the next order there is a submission that waits again.
    const now = await seen(people.周明礼, submissionId(latest?.id ?? ''), submissionFields);
    const back = now.state === 'SCORED' ? (await returnForRevision(people.周明礼, now.id, now.version, '再改。')).submission : now;
    if (back?.state === 'RETURNED') expect(codesOf(await handIn(people.林晓岚, back.id, back.version, '又一稿。', null))).toEqual([]);
  });

  test('G2 a draft for the old attempt is kept when the new one comes', async () => {
    const [id = ''] = await ownSubmissions(server, 'SUBMITTED');
    const { version } = await seen(people.周明礼, id, submissionFields);
    await saveDraft(people.许静姝, { submissionId: id, expectedDraftVersion: 0, comment: '旧稿的草稿' });
    await returnForRevision(people.周明礼, id, version, '请补充。');
    const { submission } = await handIn(people.林晓岚, id, version + 1, '新稿。', null);
    expect((await seen(people.许静姝, id, submissionFields)).draft).toMatchObject({ comment: '旧稿的草稿' });
    expect((await seen(people.许静姝, submission?.id ?? '', submissionFields)).draft).toBeNull();
  });
});

describe('G3 two windows of one tutor', () => {
  test.each([['in the first save', 0], ['later on', 3]])('G3 both save at once, %s: one is kept, the other is told and shown its text', async (_, already) => {
    for (let round = 0; round < 25; round += 1) {
      const id = await waiting.take();
      for (let version = 0; version < already; version += 1) await saveDraft(people.周明礼, { submissionId: id, expectedDraftVersion: version, comment: `先前 ${version}` });
      const texts = shuffled(['左边窗口的评语', '右边窗口的评语'], round);
      const answers = await Promise.all(texts.map((comment) => saveDraft(people.周明礼, { submissionId: id, expectedDraftVersion: already, comment })));
      const kept = answers.findIndex((answer) => answer.refusals.length === 0);
      expect(answers.map((answer) => codesOf(answer)).filter((codes) => codes.length === 0)).toHaveLength(1);
      expect(answers[kept]?.draft).toMatchObject({ version: already + 1, comment: texts[kept] });
      expect(answers[1 - kept]).toMatchObject({ draft: null, refusals: [{ code: 'STALE', field: 'expectedDraftVersion' }], conflict: { current: { version: already + 1, comment: texts[kept] } } });
      expect((await seen(people.周明礼, id, submissionFields)).draft).toMatchObject({ comment: texts[kept] });
    }
  });

  test('G3 two tutors draft the same submission side by side: neither disturbs the other', async () => {
    const id = await waiting.take();
    const [his, hers] = await Promise.all([saveDraft(people.周明礼, { submissionId: id, expectedDraftVersion: 0, comment: '周' }), saveDraft(people.许静姝, { submissionId: id, expectedDraftVersion: 0, comment: '许' })]);
    expect([his?.draft?.comment, hers?.draft?.comment]).toEqual(['周', '许']);
  });
});

describe('I1 one key, many copies', () => {
  test('I1 20 copies of a review at once, for ten keys: ten reviews, and each time 20 equal answers', async () => {
    for (let key = 0; key < 10; key += 1) {
      const id = await waiting.take();
      const variables = reviewVariables({ submissionId: id, expectedVersion: 1, criterionPoints: goodPoints, comment: '重复发送', idempotencyKey: `copies-${id}` });
      const answers = await Promise.all(Array.from({ length: 20 }, () => people.周明礼.ask(documents.review, variables)));
      expect(answers.map((answer) => answer.status)).toEqual(Array.from({ length: 20 }, () => 200));
      expect(new Set(answers.map((answer) => answer.text)).size).toBe(1);
      expect(answers[0]?.data).toMatchObject({ submitReview: { refusals: [], submission: { state: 'RELEASED', version: 3 } } });
      expect(await numberOf(server.owner, 'select count(*) from review where submission_id = $1', [keyOf('Submission', id)])).toBe(1);
      expect(await numberOf(server.owner, `select count(*) from submission_event where submission_id = $1 and to_state = 'SCORED'`, [keyOf('Submission', id)])).toBe(1);
    }
  });

  test('I2 one key with two bodies at once: one is written, the other is told that the key was used', async () => {
    for (let round = 0; round < 10; round += 1) {
      const id = await waiting.take();
      const answers = await Promise.all(['70', '90'].map((points) => submitReview(people.周明礼, { submissionId: id, expectedVersion: 1, points, idempotencyKey: `two-bodies-${id}` })));
      expect(answers.map((answer) => codesOf(answer).join()).sort()).toEqual(['', 'IDEMPOTENCY_KEY_REUSED']);
      expect(await numberOf(server.owner, 'select count(*) from review where submission_id = $1', [keyOf('Submission', id)])).toBe(1);
    }
  });
});

describe('S1 results while reviews meet', () => {
  test('S1 two reviews of two assignments of one learner at once: the result counts both, and the school\'s counters are the truth', async () => {
    const { rows: learners } = await server.owner.query<{ enrolment: string; submissions: string[] }>(`
      select s.enrolment_id as enrolment, array_agg(s.id order by s.id) as submissions from submission s join training_class k on k.id = s.class_id join course c on c.id = k.course_id
      where c.code = 'KC2023001' and s.state = 'SUBMITTED' and s.is_latest and s.period_id = (select id from period where number = 4) and s.person_id <> (select id from person where user_name = 'lin.xiaolan')
      and s.id not in (select submission_id from submission_lease) group by 1 having count(*) >= 2 order by 1 limit 15`);
    expect(learners.length).toBeGreaterThanOrEqual(10);
    const rule = demoRule();
    for (const { enrolment, submissions } of learners) {
      const [one, other] = submissions.map(submissionId);
      const answers = await Promise.all([submitReview(people.周明礼, { submissionId: one ?? '', expectedVersion: 1, points: '91.5', isExcellent: true }), submitReview(people.许静姝, { submissionId: other ?? '', expectedVersion: 1, points: '77' })]);
      expect(answers.flatMap(codesOf)).toEqual([]);
      const { rows } = await server.owner.query(`
        select r.facts, r.learning_tenths, r.objective_tenths, r.subjective_tenths, r.excellent_tenths, r.interaction_tenths, r.total_tenths, r.verdict,
          (select sum(v.points_tenths)::int from submission s join review v on v.id = s.last_review_id where s.enrolment_id = r.enrolment_id and s.is_latest and s.state in ('RELEASED', 'APPEALED', 'REVISED')) as given
        from result r where r.enrolment_id = $1`, [enrolment]);
      const stored = rows[0] as Record<string, unknown> & { facts: ScoredFacts; given: number };
      const score = expectedScore(stored.facts, scoringOf(rule));
      expect(stored.facts.reviewTenths).toBe(stored.given);
      expect(stored).toMatchObject({ subjective_tenths: score.subjectiveTenths, excellent_tenths: 20, total_tenths: score.totalTenths, verdict: score.verdict });
    }
    expect((await server.owner.query(counterDifferences)).rows).toEqual([]);
  });

  test('S1 two released reviews of one learner are put right at once: whoever comes second has seen the first', async () => {
    const { rows } = await server.owner.query<{ enrolment: number; released: { id: string; version: number }[] }>(`
      select s.enrolment_id::int as enrolment, json_agg(json_build_object('id', s.id, 'version', s.version) order by s.id) as released from submission s join training_class k on k.id = s.class_id
      where k.code = 'KC2023001-02' and s.state = 'RELEASED' and s.is_latest group by 1 having count(*) >= 3 order by 1 limit 6`);
    expect(rows).toHaveLength(6);
    for (const { enrolment, released } of rows) {
      const [one, other] = released.map(({ id, version }) => ({ submissionId: submissionId(id), expectedVersion: version }));
      const answers = await inOrder(server, resultRow(enrolment), [
        () => submitReview(people.周明礼, { submissionId: '', expectedVersion: 0, ...one, points: '11.5' }), () => submitReview(people.许静姝, { submissionId: '', expectedVersion: 0, ...other, points: '23' }),
      ]);
      expect(answers.flatMap(codesOf)).toEqual([]);
      const { rows: stored } = await server.owner.query<{ facts: ScoredFacts; total: number; given: number }>(`select r.facts, r.total_tenths as total,
        (select sum(v.points_tenths)::int from submission s join review v on v.id = s.last_review_id where s.enrolment_id = r.enrolment_id and s.is_latest and s.state in ('RELEASED', 'APPEALED', 'REVISED')) as given from result r where r.enrolment_id = $1`, [enrolment]);
      expect(stored[0]?.facts.reviewTenths).toBe(stored[0]?.given);
      expect(stored[0]?.total).toBe(expectedScore(stored[0]?.facts as ScoredFacts, scoringOf(demoRule())).totalTenths);
    }
    expect((await server.owner.query(counterDifferences)).rows).toEqual([]);
  });

  test('JS-18 three tutors grade in one class, new and again, in the same schools: no deadlock, and the counters are the truth', async () => {
    const fresh = await waiting.takeMany(30);
    const { rows: again } = await server.owner.query<{ id: string; version: number }>(`
      select s.id, s.version from submission s where s.state = 'RELEASED' and s.is_latest and s.class_id in (select class_id from submission where id = any ($1::bigint[]))
      order by s.school_id, s.id limit 60`, [fresh.map((id) => keyOf('Submission', id))]);
    const acts = [
      ...fresh.map((id, index) => ({ id, version: 1, points: String(60 + index) })),
      ...again.map(({ id, version }, index) => ({ id: submissionId(id), version, points: String(40 + index) })),
    ];
    const tutors = [people.周明礼, people.许静姝, people.裴致远];
    const answers = await Promise.all(shuffled(acts, 7).map(({ id, version, points }, index) => tutors[index % 3]?.ask(documents.review, reviewVariables({ submissionId: id, expectedVersion: version, points }))));
    expect(answers.filter((answer) => (answer?.status ?? 500) !== 200 || (answer?.errors.length ?? 1) > 0).map((answer) => answer?.text)).toEqual([]);
    expect((await server.owner.query(counterDifferences)).rows).toEqual([]);
  });
});
