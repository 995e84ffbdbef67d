// A tutor's day, told as stories: the queue, drafts that survive, reviews that never overwrite silently, returns, opinions.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { demoRule } from '../../server/demo/programmes.js';
import { addDays } from '../../server/kernel/calendar.js';
import { keyOf } from '../../server/kernel/ids.js';
import type { RuleDocument } from '../../server/programmes/rules/rule-document.js';
import { openTestServer, type Actor, type TestServer } from '../support/test-server.js';
import {
  WaitingSubmissions, claim, codesOf, documents, errorCodes, giveBack, goodPoints, handIn, learnerFields, numberOf, ownSubmissions, portraitOf, returnForRevision, saveDraft, seen, signInAll,
  submissionFields, submitReview, type Cast, type SeenSubmission,
} from './grading-acts.js';
import { heldReleases } from './held-releases.js';

const holdBackReleases = heldReleases();
let server: TestServer;
let people: Pick<Cast, '周明礼' | '许静姝' | '韩立诚' | '林晓岚' | '宋怀瑾' | '裴致远' | '方若兰'>;
let waiting: WaitingSubmissions;
/** 林晓岚's work as the story begins: two wait for a tutor, one was returned to her. */
let own: { first: string; second: string; returned: string };

beforeAll(async () => {
  server = await openTestServer();
  people = await signInAll(server, '周明礼', '许静姝', '韩立诚', '林晓岚', '宋怀瑾', '裴致远', '方若兰');
  waiting = new WaitingSubmissions(server);
  const [first = '', second = ''] = await ownSubmissions(server, 'SUBMITTED');
  const [returned = ''] = await ownSubmissions(server, 'RETURNED');
  own = { first, second, returned };
});
afterAll(() => server.close());

interface SeenResult { total: string; verdict: string; learningPoints: string; objectivePoints: string; subjectivePoints: string; excellentPoints: string; interactionPoints: string; derivation: { part: string; points: string; outOf: string; explanation: string }[] }

async function resultOf(learner: Actor): Promise<SeenResult> {
  const data = await learner.sees('{ enrolments(first: 1) { nodes { result { total verdict learningPoints objectivePoints subjectivePoints excellentPoints interactionPoints derivation { part points outOf explanation } } } } }');
  return data.enrolments.nodes[0].result as SeenResult;
}

/** Points and the released share out of the sentence of a subjective line. */
function subjectiveFacts(result: SeenResult): { given: number; released: number } {
  const match = /主观题得 ([\d.]+) 分，满分 400 分（已发布 (\d)／4 份）/.exec(result.derivation.find((line) => line.part === 'SUBJECTIVE')?.explanation ?? '');
  return { given: Number(match?.[1]), released: Number(match?.[2]) };
}

async function queuePage(tutor: Actor, filter: string, after: string | null): Promise<{ ids: string[]; times: string[]; end: string | null; hasNextPage: boolean; totalCount: number }> {
  const data = await tutor.sees('query ($filter: QueueFilter!, $after: String) { gradingQueue(filter: $filter, first: 100, after: $after) { totalCount pageInfo { hasNextPage endCursor } nodes { id submittedAt } } }', { filter, after });
  const { nodes, pageInfo, totalCount } = data.gradingQueue as { nodes: { id: string; submittedAt: string }[]; pageInfo: { hasNextPage: boolean; endCursor: string | null }; totalCount: number };
  return { ids: nodes.map((node) => node.id), times: nodes.map((node) => node.submittedAt), end: pageInfo.endCursor, hasNextPage: pageInfo.hasNextPage, totalCount };
}

async function wholeQueue(tutor: Actor, filter: string): Promise<{ ids: string[]; times: string[]; totalCount: number }> {
  const ids: string[] = [];
  const times: string[] = [];
  let after: string | null = null;
  for (;;) {
    const page = await queuePage(tutor, filter, after);
    ids.push(...page.ids);
    times.push(...page.times);
    if (!page.hasNextPage) return { ids, times, totalCount: page.totalCount };
    after = page.end;
  }
}

describe('JS-17 the queue', () => {
  test('JS-17 周明礼 sees all that waits in his classes, the oldest submission first, and nothing else', async () => {
    const { ids, times, totalCount } = await wholeQueue(people.周明礼, 'UNGRADED');
    const { rows } = await server.owner.query<{ id: string }>(`select s.id from submission s where s.is_latest and s.state = 'SUBMITTED' and s.class_id in (
      select ct.class_id from class_tutor ct join role_assignment r on r.id = ct.role_id join person p on p.id = r.person_id where p.user_name = 'zhou.mingli')`);
    expect(times).toEqual([...times].sort());
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.map((id) => keyOf('Submission', id)).sort()).toEqual(rows.map((row) => Number(row.id)).sort());
    expect(totalCount).toBe(rows.length);
  });

  test('JS-17 周明礼 takes the oldest that nobody has; 许静姝 then gets the next one and sees who has the first', async () => {
    const { ids } = await wholeQueue(people.周明礼, 'UNGRADED');
    const { rows } = await server.owner.query<{ id: number }>('select submission_id::int as id from submission_lease where until > now()');
    const taken = new Set(rows.map((row) => row.id));
    const free = ids.filter((id) => !taken.has(keyOf('Submission', id) ?? 0));
    const mine = (await claim(people.许静姝, { submissionId: free[0] })).submission;
    const next = (await claim(people.周明礼, { afterSubmissionId: free[0] })).submission;
    expect(mine?.lease).toMatchObject({ holderName: '许静姝', isMine: true });
    expect(free).toContain(next?.id);
    expect(next?.id).not.toBe(mine?.id);
    expect((await seen(people.周明礼, mine?.id ?? '', submissionFields)).lease).toMatchObject({ holderName: '许静姝', isMine: false });
    const refusedClaim = await claim(people.周明礼, { submissionId: mine?.id });
    expect(refusedClaim.submission).toBeNull();
    expect(refusedClaim.refusals[0]).toMatchObject({ code: 'LEASED', facts: expect.arrayContaining([{ name: 'holderName', value: '许静姝' }]) });
    await giveBack(people.许静姝, mine?.id ?? '');
    expect((await claim(people.周明礼, { submissionId: mine?.id })).submission?.lease).toMatchObject({ isMine: true });
    for (const id of [mine?.id, next?.id]) await giveBack(people.周明礼, id ?? '');
  });

  test('JS-17 a claim lasts 15 minutes, is renewed while its holder works, and then others may have it', async () => {
    const id = await waiting.take();
    await claim(people.周明礼, { submissionId: id });
    server.clock.advanceSystem(14 * 60_000);
    expect(codesOf(await claim(people.许静姝, { submissionId: id }))).toEqual(['LEASED']);
    await claim(people.周明礼, { submissionId: id });
    server.clock.advanceSystem(14 * 60_000);
    expect(codesOf(await claim(people.许静姝, { submissionId: id }))).toEqual(['LEASED']);
    server.clock.advanceSystem(60_001);
    expect(codesOf(await claim(people.许静姝, { submissionId: id }))).toEqual([]);
  });

  test('JS-17 done, left and the time an item takes are counted for the workload', async () => {
    const id = await waiting.take();
    const progress = async () => (await people.周明礼.sees('{ gradingProgress { done left medianSeconds } }')).gradingProgress as { done: number; left: number; medianSeconds: number };
    const before = await progress();
    await claim(people.周明礼, { submissionId: id });
    server.clock.advanceSystem(95_000);
    await submitReview(people.周明礼, { submissionId: id, expectedVersion: 1, points: '88' });
    const after = await progress();
    expect({ done: after.done - before.done, left: after.left - before.left }).toEqual({ done: 1, left: -1 });
    const seconds = await numberOf(server.owner, 'select seconds from review where submission_id = $1', [keyOf('Submission', id)]);
    expect(seconds).toBeGreaterThanOrEqual(95);
    expect(seconds).toBeLessThan(110);
  });
});

describe('JS-17 until when 周明礼 grades', () => {
  const deadline = async (): Promise<string | null> => ((await people.周明礼.sees('{ gradingProgress { deadline } }')).gradingProgress as { deadline: string | null }).deadline;

  test('JS-17 ten days after the end of the first period in which something waits, to its last moment', async () => {
    const { rows: [first] } = await server.owner.query<{ day: string }>(`select (min(p.ends_on) + 10)::text as day from submission s join period p on p.id = s.period_id
      where s.is_latest and s.state = 'SUBMITTED' and s.class_id in (select ct.class_id from class_tutor ct join role_assignment r on r.id = ct.role_id join person t on t.id = r.person_id where t.name = '周明礼')`);
    expect(await deadline()).toBe(`${first?.day ?? ''}T23:59:59+08:00`);
  });

  test.each<[string, NonNullable<RuleDocument['windows']>[number]['until'] | null, number | null]>([
    ['a version of the rules that gives twelve days holds from its first day on', { anchor: 'PERIOD_END', days: 12 }, 2], ['one that names no deadline tells none', null, null],
  ])('JS-17 %s', async (_, until, later) => {
    const before = await deadline() ?? '';
    const today = server.clock.business();
    const next = demoRule();
    const document = { ...next, version: 90, effectiveFrom: '2023-09-11', windows: (next.windows ?? []).flatMap((window) => (window.action !== 'GRADING' ? [window] : until === null ? [] : [{ ...window, until }])) };
    try {
      await server.owner.query('insert into programme_rule (programme_id, version, document, effective_from) select id, 90, $1, $2 from programme where code = $3', [JSON.stringify(document), document.effectiveFrom, document.programme.code]);
      server.clock.setBusiness('2023-09-10T23:59:59.999+08:00');
      expect(await deadline()).toBe(before);
      server.clock.setBusiness('2023-09-11T00:00:00+08:00');
      expect(await deadline()).toBe(later === null ? null : before.replace(/^[\d-]+/, (day) => addDays(day, later)));
    } finally {
      server.clock.setBusiness(today.toISOString());
      await server.owner.query('delete from programme_rule where version = 90');
    }
  });
});

describe('JS-19 grading an essay', () => {
  test('JS-19 周明礼 leaves and comes back to his kept draft, submits by the rubric, and 林晓岚 sees her result change', async () => {
    const before = await resultOf(people.林晓岚);
    const claimed = (await claim(people.周明礼, { submissionId: own.first })).submission as SeenSubmission;
    expect(claimed).toMatchObject({ state: 'SUBMITTED', version: 1, viewerCanGrade: true, draft: null });

    const comment = '目标明确；第2段“为什么?”问得好。建议 $1 处补充 100% 的数据 \\ 𠮷老师的课例\n——周';
    expect((await saveDraft(people.周明礼, { submissionId: own.first, expectedDraftVersion: 0, comment: '目标', criterionPoints: goodPoints.slice(0, 1) })).draft?.version).toBe(1);
    expect((await saveDraft(people.周明礼, { submissionId: own.first, expectedDraftVersion: 1, comment, isExcellent: true, criterionPoints: goodPoints.slice(0, 2) })).draft).toMatchObject({ version: 2, comment });

    const backAgain = await server.as('周明礼');
    expect((await seen(backAgain, own.first, submissionFields)).draft).toEqual({ version: 2, points: null, comment, isExcellent: true, criterionPoints: goodPoints.slice(0, 2) });
    expect((await seen(people.许静姝, own.first, submissionFields)).draft).toBeNull();
    expect(codesOf(await submitReview(people.许静姝, { submissionId: own.first, expectedVersion: 1, points: '50' }))).toEqual(['LEASED']);

    const answer = await submitReview(backAgain, { submissionId: own.first, expectedVersion: claimed.version, criterionPoints: goodPoints, comment });
    expect(answer.refusals).toEqual([]);
    expect(answer.submission).toMatchObject({ state: 'RELEASED', version: 3, lease: null, draft: null, review: { points: '87.5', comment, tutorName: '周明礼', isExcellent: false, criterionPoints: goodPoints } });

    const hers = await seen(people.林晓岚, own.first, learnerFields);
    expect(hers.review).toMatchObject({ points: '87.5', comment, tutorName: '周明礼', releasedAt: '2023-09-10T08:00:00+08:00' });
    const after = await resultOf(people.林晓岚);
    const facts = { before: subjectiveFacts(before), after: subjectiveFacts(after) };
    expect(facts.after).toEqual({ given: facts.before.given + 87.5, released: facts.before.released + 1 });
    expect(Number(after.subjectivePoints)).toBeCloseTo(Math.round((facts.after.given / 400) * 200) / 10, 6);
    expect(after).toMatchObject({ learningPoints: before.learningPoints, objectivePoints: before.objectivePoints, interactionPoints: before.interactionPoints });
    expect(after.derivation.map((line) => line.points)).toEqual([after.learningPoints, after.objectivePoints, after.subjectivePoints, after.excellentPoints, after.interactionPoints]);
    expect(after.derivation.reduce((sum, line) => sum + Math.round(Number(line.points) * 10), 0)).toBe(Math.round(Number(after.total) * 10));
  });

  test('JS-19 周明礼 scores by points alone, and proposes it as excellent', async () => {
    const id = await waiting.take();
    const answer = await submitReview(people.周明礼, { submissionId: id, expectedVersion: 1, points: 96.5, comment: '可作范例。', isExcellent: true });
    expect(answer).toMatchObject({ refusals: [], conflict: null, submission: { state: 'RELEASED', review: { points: '96.5', criterionPoints: [], isExcellent: true } } });
    expect(await numberOf(server.owner, 'select excellent_tenths from result where enrolment_id = (select enrolment_id from submission where id = $1)', [keyOf('Submission', id)])).toBe(20);
  });

  test('JS-17 裴致远, the chief tutor, grades in the whole programme', async () => {
    const id = await waiting.take();
    expect((await submitReview(people.裴致远, { submissionId: id, expectedVersion: 1, points: '80' })).submission).toMatchObject({ state: 'RELEASED', review: { tutorName: '裴致远' } });
  });

  test('JS-17 each step of a grading is a record with who and when, and the audit has one line', async () => {
    const id = await waiting.take();
    await submitReview(people.周明礼, { submissionId: id, expectedVersion: 1, points: '80' });
    const { submission } = await people.周明礼.sees('query ($id: ID!) { submission(id: $id) { history { from to byName at reason } } }', { id });
    expect((submission.history as object[]).slice(1)).toEqual([
      { from: 'SUBMITTED', to: 'SCORED', byName: '周明礼', at: '2023-09-10T08:00:00+08:00', reason: null },
      { from: 'SCORED', to: 'RELEASED', byName: '周明礼', at: '2023-09-10T08:00:00+08:00', reason: null },
    ]);
    const { rows } = await server.owner.query(`select action, role, facts->>'points' as points, facts->>'isForced' as forced from audit_event where subject = $1`, [id]);
    expect(rows).toEqual([{ action: 'assignments.grade', role: 'TUTOR', points: '80', forced: 'false' }]);
  });
});

describe('G1 nothing is overwritten silently', () => {
  test('G1 许静姝 is refused with both values when 周明礼 graded first; forcing is a deliberate, audited act', async () => {
    const id = await waiting.take();
    await submitReview(people.周明礼, { submissionId: id, expectedVersion: 1, criterionPoints: goodPoints, comment: '周的评语' });
    const before = await portraitOf(server.owner, id);
    const hers = { submissionId: id, expectedVersion: 1, points: '60', comment: '许的评语' };
    const stale = await submitReview(people.许静姝, hers);
    expect(stale.refusals).toMatchObject([{ code: 'STALE', field: 'expectedVersion', facts: [{ name: 'current', value: '3' }, { name: 'yours', value: '1' }] }]);
    expect(stale.conflict).toEqual({
      currentVersion: 3,
      current: { points: '87.5', criterionPoints: goodPoints, comment: '周的评语', byName: '周明礼', at: '2023-09-10T08:00:00+08:00' },
      yours: { points: '60', criterionPoints: [], comment: '许的评语', byName: '许静姝', at: null },
    });
    expect(await portraitOf(server.owner, id)).toBe(before);

    const forced = await submitReview(people.许静姝, { ...hers, force: true });
    expect(forced).toMatchObject({ refusals: [], submission: { state: 'RELEASED', version: 5, review: { points: '60', tutorName: '许静姝' } } });
    const { rows } = await server.owner.query(`select actor, facts from audit_event where subject = $1 and action = 'assignments.grade' order by id`, [id]);
    expect(rows).toHaveLength(2);
    expect(rows[1].facts).toMatchObject({ isForced: true, points: '60', replaces: expect.any(Number) });
    const { rows: reviews } = await server.owner.query('select comment from review where submission_id = $1 order by id', [keyOf('Submission', id)]);
    expect(reviews).toEqual([{ comment: '周的评语' }, { comment: '许的评语' }]);
  });

  test('G1 a version from the future is as stale as one of the past', async () => {
    const id = await waiting.take();
    const before = await portraitOf(server.owner, id);
    for (const expectedVersion of [0, 2, -1, 2_147_483_647]) expect(codesOf(await submitReview(people.周明礼, { submissionId: id, expectedVersion, points: '80' }))).toEqual(['STALE']);
    expect(codesOf(await returnForRevision(people.周明礼, id, 2, '请补充。'))).toEqual(['STALE']);
    expect(await portraitOf(server.owner, id)).toBe(before);
  });

  test('JS-17 forcing does not reach past the states: a returned one stays returned', async () => {
    const id = await waiting.take();
    await returnForRevision(people.周明礼, id, 1, '请补充学生的表现。');
    const before = await portraitOf(server.owner, id);
    expect(codesOf(await submitReview(people.周明礼, { submissionId: id, expectedVersion: 2, points: '80', force: true }))).toEqual(['NOT_ALLOWED_IN_STATE']);
    expect(await portraitOf(server.owner, id)).toBe(before);
  });
});

describe('JS-17 returning for revision', () => {
  test('JS-14 林晓岚 sees nothing of an unreleased review, then why it came back; her new attempt queues and the old one stays', async () => {
    await holdBackReleases(server, own.second);
    const resultBefore = await resultOf(people.林晓岚);
    const scored = await submitReview(people.周明礼, { submissionId: own.second, expectedVersion: 1, criterionPoints: goodPoints, comment: '尚未发布的评语' });
    expect(scored.submission).toMatchObject({ state: 'SCORED', version: 2, review: { points: '87.5', releasedAt: null } });
    const hidden = await people.林晓岚.ask(`query ($id: ID!) { submission(id: $id) { ${learnerFields} } enrolments(first: 1) { nodes { submissions { id review { points comment } } } } }`, { id: own.second });
    expect(hidden.data.submission).toMatchObject({ state: 'SCORED', review: null });
    expect(hidden.text).not.toContain('尚未发布的评语');
    expect(errorCodes(await people.林晓岚.ask('query ($id: ID!) { node(id: $id) { id ... on Review { points comment } } }', { id: scored.submission?.review?.id }))).toEqual(['NOT_FOUND']);
    expect(await resultOf(people.林晓岚)).toEqual(resultBefore);

    const returned = await returnForRevision(people.周明礼, own.second, 2, ' 请补充学生的真实表现。 ');
    expect(returned.submission).toMatchObject({ state: 'RETURNED', version: 3, returnReason: '请补充学生的真实表现。', viewerCanGrade: false });
    const hers = await seen(people.林晓岚, own.second, learnerFields);
    expect(hers).toMatchObject({ state: 'RETURNED', returnReason: '请补充学生的真实表现。', review: null, viewerCanHandIn: true });

    const text = '课堂上，小宇先是沉默，后来举手说：“老师，我想换一个开头。”\n\n这一刻我明白了等待的意义。';
    const handed = await handIn(people.林晓岚, own.second, hers.version, text, null);
    expect(handed.refusals).toEqual([]);
    expect(handed.submission).toMatchObject({ state: 'SUBMITTED', attempt: 2, version: 1, text, review: null, submittedAt: '2023-09-10T08:00:00+08:00' });
    const newId = handed.submission?.id ?? '';
    expect((await wholeQueue(people.周明礼, 'UNGRADED')).ids).toContain(newId);
    for (const filter of ['UNGRADED', 'RETURNED', 'GRADED', 'ALL']) expect((await wholeQueue(people.周明礼, filter)).ids).not.toContain(own.second);
    const { submission } = await people.周明礼.sees('query ($id: ID!) { submission(id: $id) { attempts { id attempt state text review { points comment } } } }', { id: newId });
    expect(submission.attempts).toMatchObject([{ id: own.second, attempt: 1, state: 'RETURNED', review: { points: '87.5', comment: '尚未发布的评语' } }, { id: newId, attempt: 2, state: 'SUBMITTED', text, review: null }]);
    expect(codesOf(await submitReview(people.周明礼, { submissionId: own.second, expectedVersion: 4, points: '80' }))).toEqual(['NOT_ALLOWED_IN_STATE']);
    expect(codesOf(await handIn(people.林晓岚, own.second, 4, text, null))).toEqual(['NOT_ALLOWED_IN_STATE']);
  });

  test('I1 林晓岚 hands in twice with one key after a lost answer: one new attempt, the same answer', async () => {
    const { version, attempt } = await seen(people.林晓岚, own.returned, learnerFields);
    const text = '修改后的教学反思：补充了三名学生的课堂表现与我的应对。';
    const variables = { input: { submissionId: own.returned, expectedVersion: version, text, idempotencyKey: 'hand-in-1' } };
    const first = await people.林晓岚.ask(documents.handIn, variables);
    const again = await people.林晓岚.ask(documents.handIn, variables);
    expect(first.data).toMatchObject({ handIn: { refusals: [], submission: { attempt: attempt + 1, text } } });
    expect(again.text).toBe(first.text);
    expect(codesOf(await handIn(people.林晓岚, own.returned, version, `${text}（又改）`, 'hand-in-1'))).toEqual(['IDEMPOTENCY_KEY_REUSED']);
    expect(await numberOf(server.owner, 'select count(*) from submission n join submission o using (enrolment_id, assignment_id) where o.id = $1', [keyOf('Submission', own.returned)])).toBe(2);
  });

  test.each([['', 'EMPTY'], [' \n　', 'EMPTY'], ['长'.repeat(501), 'TOO_LONG']])('JS-17 a return needs a reason that the learner can read: %j', async (reason, code) => {
    const id = await waiting.take();
    const before = await portraitOf(server.owner, id);
    expect((await returnForRevision(people.周明礼, id, 1, reason)).refusals).toMatchObject([{ code, field: 'reason' }]);
    expect(await portraitOf(server.owner, id)).toBe(before);
  });

  test('JS-17 what is released cannot be returned, and what is graded cannot be handed in', async () => {
    const id = await waiting.take();
    await submitReview(people.周明礼, { submissionId: id, expectedVersion: 1, points: '80' });
    const before = await portraitOf(server.owner, id);
    expect((await returnForRevision(people.周明礼, id, 3, '请补充。')).refusals).toMatchObject([{ code: 'NOT_ALLOWED_IN_STATE', field: 'submissionId', facts: [{ name: 'state', value: 'RELEASED' }] }]);
    expect(await portraitOf(server.owner, id)).toBe(before);
    const [released = ''] = await ownSubmissions(server, 'RELEASED');
    expect(codesOf(await handIn(people.林晓岚, released, 3, '再交一次', null))).toEqual(['NOT_ALLOWED_IN_STATE']);
  });
});
