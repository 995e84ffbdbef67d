// Appeals of scores, told as stories: the learner asks, a tutor answers, the chief subject tutor decides.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { reconcile } from '../../server/reconcile.js';
import { openTestServer, type Actor, type TestServer } from '../support/test-server.js';
import { codesOf, errorCodes, numberOf, seen, signInAll, submitReview, claim, type Cast } from '../assignments/grading-acts.js';
import { alsoChief, appealFields, answerAppeal, decidedByPei, keyOfSubmission, makeAppeal, ownWork, releasedWork, withdrawAppeal } from './appeal-acts.js';

let server: TestServer;
let people: Pick<Cast, '周明礼' | '许静姝' | '韩立诚' | '裴致远' | '林晓岚' | '顾文远' | '宋怀瑾'>;
let id: string;
let version: number;

const released = '2023-09-08T10:00:00+08:00';

beforeAll(async () => {
  server = await openTestServer();
  people = await signInAll(server, '周明礼', '许静姝', '韩立诚', '裴致远', '林晓岚', '顾文远', '宋怀瑾');
});
afterAll(() => server.close());
beforeEach(async () => {
  server.clock.setBusiness('2023-09-10T09:00:00+08:00');
  id = await releasedWork(server, released);
  // The score that stands is brought into line with the scene, as an answered appeal does it.
  version = (await ownWork(people.林晓岚, id)).version;
});

async function appealed(): Promise<{ appealId: string; version: number }> {
  const { appeal, refusals } = await makeAppeal(people.林晓岚, { submissionId: id, expectedVersion: version });
  expect(refusals).toEqual([]);
  return { appealId: appeal?.id ?? '', version: appeal?.submission.version ?? 0 };
}

describe('JS-19 an appeal in two steps', () => {
  test('JS-19 林晓岚 appeals two criteria, 周明礼 revises one with a reason, and 裴致远 has the last word; every score stays to be seen, and the result follows', async () => {
    expect(await ownWork(people.林晓岚, id)).toMatchObject({ state: 'RELEASED', review: { points: '90' }, appeals: [], appealWindow: { step: 'TUTOR', until: '2023-09-16T00:00:00+08:00' } });
    const made = await makeAppeal(people.林晓岚, { submissionId: id, expectedVersion: version, items: [{ criterion: 'content', reason: '第二段写了课例。' }, { criterion: 'expression', reason: '没有错别字。' }] });
    expect(made).toMatchObject({ refusals: [], appeal: { step: 'TUTOR', state: 'OPEN', viewerCanWithdraw: true, reviewAfter: null, submission: { state: 'APPEALED' } } });
    expect(made.appeal?.items.map(({ name, pointsBefore, pointsAfter }) => [name, pointsBefore, pointsAfter])).toEqual([[expect.any(String), '27', null], [expect.any(String), '14', null]]);
    // While it waits, the score stands and nothing else can be done with it.
    expect(await ownWork(people.林晓岚, id)).toMatchObject({ state: 'APPEALED', review: { points: '90' }, appealWindow: null, isNews: false });
    const queue = await people.周明礼.sees('{ gradingQueue(filter: APPEALED, first: 100) { nodes { id viewerCanGrade } } }');
    expect(queue.gradingQueue.nodes).toContainEqual({ id, viewerCanGrade: false });
    const waiting = await people.周明礼.sees(`{ appeals(first: 100) { nodes { ${appealFields} } } }`);
    const first = (waiting.appeals.nodes as { submission: { id: string }; viewerCanAnswer: boolean; id: string }[]).find((one) => one.submission.id === id);
    expect(first?.viewerCanAnswer).toBe(true);

    server.clock.setBusiness('2023-09-11T23:59:59.999+08:00');
    const revised = await answerAppeal(people.周明礼, { appealId: first?.id ?? '', expectedVersion: version + 1, answer: '内容一项改分，表达一项维持。', revisions: [{ criterion: 'content', points: '29.5', reason: '课例应计分。' }] });
    expect(revised).toMatchObject({ refusals: [], appeal: { state: 'REVISED', answeredByName: '周明礼', reviewBefore: { points: '90' }, reviewAfter: { points: '92.5' }, submission: { state: 'REVISED' } } });
    expect(revised.appeal?.items.map(({ pointsBefore, pointsAfter, answer }) => [pointsBefore, pointsAfter, answer])).toEqual([['27', '29.5', '课例应计分。'], ['14', '14', null]]);
    const after = await ownWork(people.林晓岚, id);
    // The days of the second step run from the answer, whose day does not count.
    expect(after).toMatchObject({ state: 'REVISED', isNews: true, review: { points: '92.5' }, appealWindow: { step: 'CHIEF_TUTOR', until: '2023-09-19T00:00:00+08:00' } });
    expect(await reconcile(server.owner)).toEqual([]);

    const second = await makeAppeal(people.林晓岚, { submissionId: id, expectedVersion: after.version, items: [{ criterion: 'expression', reason: '仍请复核。' }] });
    expect(second).toMatchObject({ refusals: [], appeal: { step: 'CHIEF_TUTOR' } });
    expect((await people.周明礼.sees('query ($id: ID!) { appeal(id: $id) { viewerCanAnswer } }', { id: second.appeal?.id })).appeal.viewerCanAnswer).toBe(false);
    const chief = await people.裴致远.sees('{ appeals(first: 100) { nodes { id step viewerCanAnswer } } }');
    expect(chief.appeals.nodes).toContainEqual({ id: second.appeal?.id, step: 'CHIEF_TUTOR', viewerCanAnswer: true });
    expect(codesOf(await answerAppeal(people.周明礼, { appealId: second.appeal?.id ?? '', expectedVersion: after.version + 1 }))).toEqual(['NOT_ENTITLED']);
    const final = await answerAppeal(people.裴致远, { appealId: second.appeal?.id ?? '', expectedVersion: after.version + 1, answer: '维持。' });
    expect(final).toMatchObject({ refusals: [], appeal: { state: 'UPHELD', reviewAfter: { points: '92.5' }, submission: { state: 'REVISED' } } });
    const end = await ownWork(people.林晓岚, id);
    expect(end).toMatchObject({ state: 'REVISED', appealWindow: null, review: { points: '92.5' } });
    expect(end.appeals.map(({ step, state, reviewBefore, reviewAfter }) => [step, state, reviewBefore.points, reviewAfter?.points])).toEqual([['TUTOR', 'REVISED', '90', '92.5'], ['CHIEF_TUTOR', 'UPHELD', '92.5', '92.5']]);
    expect(end.history.slice(-4).map(({ from, to }) => [from, to])).toEqual([['RELEASED', 'APPEALED'], ['APPEALED', 'REVISED'], ['REVISED', 'APPEALED'], ['APPEALED', 'REVISED']]);
    expect(codesOf(await makeAppeal(people.林晓岚, { submissionId: id, expectedVersion: end.version }))).toEqual(['LIMIT_REACHED']);
    expect(await reconcile(server.owner)).toEqual([]);
  });

  test('JS-19 upheld, the score is what it was; a refused answer changes nothing', async () => {
    const before = await ownWork(people.林晓岚, id);
    const { appealId, version: now } = await appealed();
    const faulty: [object, string[]][] = [
      [{ answer: ' ' }, ['EMPTY']],
      [{ revisions: [] }, ['EMPTY']],
      [{ revisions: [{ criterion: 'content', points: '30.1', reason: '高。' }] }, ['OUT_OF_RANGE']],
      [{ revisions: [{ criterion: 'content', points: '27', reason: '不变。' }] }, ['NOTHING_TO_CHANGE']],
      [{ revisions: [{ criterion: 'practice', points: '30', reason: '顺便。' }] }, ['NOT_FOUND']],
      [{ revisions: [{ criterion: 'content', points: '28', reason: '' }] }, ['EMPTY']],
      [{ expectedVersion: now - 1 }, ['STALE']],
      [{ answer: '请电联 13812345678。' }, ['MALFORMED']],
    ];
    for (const [input, codes] of faulty) expect([input, codesOf(await answerAppeal(people.许静姝, { appealId, expectedVersion: now, ...input }))]).toEqual([input, codes]);
    expect(codesOf(await answerAppeal(people.裴致远, { appealId, expectedVersion: now }))).toEqual(['NOT_ENTITLED']);
    // Another tutor of the class may answer in the place of the one who graded.
    expect(await answerAppeal(people.许静姝, { appealId, expectedVersion: now, answer: '原分恰当。' })).toMatchObject({ refusals: [], appeal: { state: 'UPHELD', answeredByName: '许静姝', submission: { state: 'RELEASED' } } });
    const after = await ownWork(people.林晓岚, id);
    expect(after).toMatchObject({ state: 'RELEASED', isNews: true, review: before.review, appealWindow: { step: 'CHIEF_TUTOR' } });
    expect(await answerAppeal(people.周明礼, { appealId, expectedVersion: now, answer: '我也看了。' })).toMatchObject({ refusals: [{ code: 'NOT_ALLOWED_IN_STATE' }], appeal: { answer: '原分恰当。' } });
  });

  test('JS-19 while an appeal waits nobody rescores, undoes or returns it, not even by force; a tutor who has it open keeps others from answering', async () => {
    const { appealId, version: now } = await appealed();
    expect(codesOf(await submitReview(people.周明礼, { submissionId: id, expectedVersion: now, points: '50' }))).toEqual(['NOT_ALLOWED_IN_STATE']);
    expect(codesOf(await submitReview(people.周明礼, { submissionId: id, expectedVersion: now, points: '50', force: true }))).toEqual(['NOT_ALLOWED_IN_STATE']);
    expect((await people.周明礼.sees('mutation ($input: ReturnSubmissionInput!) { returnSubmission(input: $input) { refusals { code } } }', { input: { submissionId: id, expectedVersion: now, reason: '退回' } })).returnSubmission.refusals).toEqual([{ code: 'NOT_ALLOWED_IN_STATE' }]);
    expect(codesOf(await claim(people.周明礼, { submissionId: id }))).toEqual([]);
    expect(codesOf(await answerAppeal(people.许静姝, { appealId, expectedVersion: now }))).toEqual(['LEASED']);
    expect(codesOf(await answerAppeal(people.周明礼, { appealId, expectedVersion: now }))).toEqual([]);
    expect((await seen(people.周明礼, id, 'id lease { isMine }')).lease).toBeNull();
  });

  test('JS-19 a withdrawn appeal leaves the score and takes nothing away; an answered one cannot be withdrawn', async () => {
    const { appealId, version: now } = await appealed();
    expect(codesOf(await withdrawAppeal(people.林晓岚, appealId, now - 1))).toEqual(['STALE']);
    expect(await withdrawAppeal(people.林晓岚, appealId, now)).toMatchObject({ refusals: [], appeal: { state: 'WITHDRAWN', viewerCanWithdraw: false, submission: { state: 'RELEASED' } } });
    expect(await ownWork(people.林晓岚, id)).toMatchObject({ state: 'RELEASED', isNews: true, appealWindow: { step: 'TUTOR' } });
    expect(codesOf(await answerAppeal(people.周明礼, { appealId, expectedVersion: now + 1 }))).toEqual(['NOT_ALLOWED_IN_STATE']);
    version = now + 1;
    const again = await appealed();
    expect(codesOf(await answerAppeal(people.周明礼, { appealId: again.appealId, expectedVersion: again.version }))).toEqual([]);
    expect(codesOf(await withdrawAppeal(people.林晓岚, again.appealId, again.version + 1))).toEqual(['NOT_ALLOWED_IN_STATE']);
  });
});

describe('JS-17 nobody judges the own decision', () => {
  const gaps = async (): Promise<{ courseName: string; appealCount: number; waitingSince: string }[]> => (await people.顾文远.sees('{ appealsWithoutAnswerer { courseName appealCount waitingSince } }')).appealsWithoutAnswerer;
  const waitingFor = async (actor: Actor): Promise<string[]> => (await actor.sees<{ appeals: { nodes: { submission: { id: string } }[] } }>('{ appeals(first: 100) { nodes { submission { id } } } }')).appeals.nodes.map(({ submission }) => submission.id);

  test('JS-17 裴致远 decided between two markers: the last step is neither offered to him nor taken from him; 顾文远 learns that another is wanted, and whom he names answers', async () => {
    const undo = await decidedByPei(server, id);
    try {
      const first = await appealed();
      await answerAppeal(people.周明礼, { appealId: first.appealId, expectedVersion: first.version, answer: '按裁定计分。' });
      const before = await gaps();
      const { appeal } = await makeAppeal(people.林晓岚, { submissionId: id, expectedVersion: first.version + 1 });
      const [appealId, now] = [appeal?.id ?? '', first.version + 2];

      expect(await waitingFor(people.裴致远)).not.toContain(id);
      expect((await people.裴致远.sees('query ($id: ID!) { appeal(id: $id) { viewerCanAnswer } }', { id: appealId })).appeal.viewerCanAnswer).toBe(false);
      const answer = await people.裴致远.sees('mutation ($input: AnswerAppealInput!) { answerAppeal(input: $input) { refusals { code field requirement message } appeal { state } } }', { input: { appealId, expectedVersion: now, answer: '维持我的裁定。' } });
      expect(answer.answerAppeal).toEqual({ appeal: { state: 'OPEN' }, refusals: [{ code: 'NOT_ENTITLED', field: 'appealId', requirement: 'JS-17', message: '这份作业由您评过分或裁定过，第二步申诉须由另一位学科总辅导员答复；没有另一位时，由省级项目办指定。' }] });

      const course = (await people.林晓岚.sees('query ($id: ID!) { submission(id: $id) { assignment { course { name } } } }', { id })).submission.assignment.course.name;
      expect(before).toEqual([]);
      expect(await gaps()).toEqual([{ courseName: course, appealCount: 1, waitingSince: '2023-09-10T09:00:00+08:00' }]);
      expect(errorCodes(await people.裴致远.ask('{ appealsWithoutAnswerer { appealCount } }'))).toEqual(['FORBIDDEN']);

      const { song, ends } = await alsoChief(server);
      expect(await gaps()).toEqual([]);
      expect(await waitingFor(song)).toContain(id);
      expect(await answerAppeal(song, { appealId, expectedVersion: now, answer: '与裁定一致，维持。' })).toMatchObject({ refusals: [], appeal: { state: 'UPHELD', answeredByName: '宋怀瑾' } });
      await ends();
      expect(codesOf(await answerAppeal(people.裴致远, { appealId, expectedVersion: now }))).toEqual(['NOT_ALLOWED_IN_STATE']);
    } finally {
      await undo();
    }
  });
});

describe('JS-19 the window', () => {
  test.each([
    ['the last moment of the seventh day', '2023-09-15T23:59:59.999+08:00', []],
    ['midnight in Shanghai after it', '2023-09-16T00:00:00+08:00', ['LOCKED']],
  ])('JS-19 released on the 8th, appealed at %s', async (_, at, codes) => {
    server.clock.setBusiness(at);
    const isOpen = codes.length === 0;
    expect((await ownWork(people.林晓岚, id)).appealWindow === null).toBe(!isOpen);
    expect(codesOf(await makeAppeal(people.林晓岚, { submissionId: id, expectedVersion: version }))).toEqual(codes);
  });

  test('JS-19 the second step has its own window from the answer', async () => {
    const { appealId, version: now } = await appealed();
    await answerAppeal(people.周明礼, { appealId, expectedVersion: now });
    server.clock.setBusiness('2023-09-18T00:00:00+08:00');
    expect(codesOf(await makeAppeal(people.林晓岚, { submissionId: id, expectedVersion: now + 1 }))).toEqual(['LOCKED']);
    server.clock.setBusiness('2023-09-17T23:59:59+08:00');
    expect(codesOf(await makeAppeal(people.林晓岚, { submissionId: id, expectedVersion: now + 1 }))).toEqual([]);
  });

  test('JS-19 where the rules of the programme know no appeals, nobody appeals; where they say three days, it is three', async () => {
    // Rules never change in place: each of these is the next version.
    const withRule = (number: number, appeals: string) => server.owner.query(`insert into programme_rule (programme_id, version, document, effective_from) select programme_id, $1, jsonb_set(document - 'appeals', '{version}', to_jsonb($1::int)) || $2::jsonb, effective_from from programme_rule where version = 1`, [number, appeals]);
    await withRule(101, '{}');
    expect((await ownWork(people.林晓岚, id)).appealWindow).toBeNull();
    expect(codesOf(await makeAppeal(people.林晓岚, { submissionId: id, expectedVersion: version }))).toEqual(['NOT_ALLOWED']);
    await withRule(102, '{"appeals": {"requirement": "JS-19", "tutorDays": 3, "chiefTutorDays": 2}}');
    expect((await ownWork(people.林晓岚, id)).appealWindow?.until).toBe('2023-09-12T00:00:00+08:00');
    await server.owner.query('delete from programme_rule where version > 100');
  });
});

describe('JS-19 who may', () => {
  test('T4 only the learner appeals and takes back, and nobody outside the class finds the appeal', async () => {
    const { appealId, version: now } = await appealed();
    for (const actor of [people.周明礼, people.顾文远, people.宋怀瑾]) expect(errorCodes(await actor.ask('mutation ($input: MakeAppealInput!) { makeAppeal(input: $input) { refusals { code } } }', { input: { submissionId: id, expectedVersion: now, items: [] } }))).toEqual(['FORBIDDEN']);
    const asking = (key: string) => people.韩立诚.ask('mutation ($input: AnswerAppealInput!) { answerAppeal(input: $input) { refusals { code } } }', { input: { appealId: key, expectedVersion: now, answer: '越权' } });
    expect((await asking(appealId)).text).toBe((await asking('apl_zzzz')).text);
    expect(errorCodes(await asking(appealId))).toEqual(['NOT_FOUND']);
    expect((await people.顾文远.sees('query ($id: ID!) { appeal(id: $id) { state items { reason } submission { learner { name } } } }', { id: appealId })).appeal).toMatchObject({ state: 'OPEN', submission: { learner: { name: '林晓岚' } } });
  });

  test('JS-17 an anonymous assignment is anonymous again while the appeal waits: the tutor who answers does not learn whose it is', async () => {
    await server.owner.query('update assignment set is_anonymous = true where id = (select assignment_id from submission where id = $1)', [keyOfSubmission(id)]);
    const { appealId, version: now } = await appealed();
    const asked = await people.周明礼.sees(`query ($id: ID!) { appeal(id: $id) { items { reason } submission { learnerNumber learner { name } school { name } enrolment { id } history { byName } } } }`, { id: appealId });
    expect(asked.appeal.submission).toMatchObject({ learner: null, school: null, enrolment: null, learnerNumber: expect.any(Number) });
    expect(JSON.stringify(asked)).not.toContain('林晓岚');
    await answerAppeal(people.周明礼, { appealId, expectedVersion: now, revisions: [{ criterion: 'content', points: '28', reason: '改。' }] });
    expect((await people.周明礼.sees('query ($id: ID!) { appeal(id: $id) { submission { learner { name } } } }', { id: appealId })).appeal.submission.learner).toEqual({ name: '林晓岚' });
    await server.owner.query('update assignment set is_anonymous = false where id = (select assignment_id from submission where id = $1)', [keyOfSubmission(id)]);
  });

  test('JS-19 what is missing in an appeal is told at its place, and nothing is written', async () => {
    const faulty: [object, [string, string | null][]][] = [
      [{ items: [] }, [['EMPTY', 'items']]],
      [{ items: [{ criterion: 'content', reason: '  ' }] }, [['EMPTY', 'items.0.reason']]],
      [{ items: [{ criterion: 'nothing', reason: '有。' }] }, [['NOT_FOUND', 'items.0.criterion']]],
      [{ items: [{ reason: '总分低。' }] }, [['NOT_FOUND', 'items.0.criterion']]],
      [{ items: [{ criterion: 'content', reason: '一' }, { criterion: 'content', reason: '二' }] }, [['ALREADY_EXISTS', 'items.1.criterion']]],
      [{ items: [{ criterion: 'content', reason: '字'.repeat(501) }] }, [['TOO_LONG', 'items.0.reason']]],
      [{ expectedVersion: version - 1 }, [['STALE', 'expectedVersion']]],
    ];
    for (const [input, expected] of faulty) expect((await makeAppeal(people.林晓岚, { submissionId: id, expectedVersion: version, ...input })).refusals.map(({ code, field }) => [code, field])).toEqual(expected);
    expect(await numberOf(server.owner, `select count(*) from appeal where submission_id = ${keyOfSubmission(id)}`)).toBe(0);
  });

  test('JS-19 the same key has one effect; each act has one line in the audit trail, with both scores', async () => {
    const input = { submissionId: id, expectedVersion: version, idempotencyKey: `appeal ${version}` };
    const [one, two] = [await makeAppeal(people.林晓岚, input), await makeAppeal(people.林晓岚, input)];
    expect(two.appeal?.id).toBe(one.appeal?.id);
    const answer = { appealId: one.appeal?.id ?? '', expectedVersion: version + 1, revisions: [{ criterion: 'content', points: '26', reason: '重复计分。' }], idempotencyKey: `answer ${version}` };
    expect([codesOf(await answerAppeal(people.周明礼, answer)), codesOf(await answerAppeal(people.周明礼, answer))]).toEqual([[], []]);
    const { rows } = await server.owner.query<{ action: string; facts: { changes?: object; act?: string } }>("select action, facts from audit_event where subject = $1 and action like 'appeals.%' order by id desc limit 2", [id]);
    expect(rows.map(({ action, facts }) => [action, facts.act, facts.changes])).toEqual([['appeals.answer', 'revise', { state: ['APPEALED', 'REVISED'], points: ['90', '89'] }], ['appeals.make', undefined, { state: ['RELEASED', 'APPEALED'] }]]);
  });
});
