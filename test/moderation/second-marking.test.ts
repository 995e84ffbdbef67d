// Second marking, told as stories: sampled, marked blind, averaged or decided, and then released like anything else.
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { keyOf } from '../../server/kernel/ids.js';
import { reconcile } from '../../server/reconcile.js';
import { openTestServer, type TestServer } from '../support/test-server.js';
import { WaitingSubmissions, claim, codesOf, documents, errorCodes, giveBack, handIn, learnerFields, numberOf, ownSubmissions, seen, signInAll, submissionFields, submitReview, type Cast } from '../assignments/grading-acts.js';
import { heldReleases } from '../assignments/held-releases.js';
import { ended, previews, release, undo, walked } from '../assignments/release-acts.js';
import { assignmentOf, decide, mark, marked, markingOf, sampleAll, setMarking, sheet, waive } from './marking-acts.js';

const holdBackReleases = heldReleases();
let server: TestServer;
let people: Pick<Cast, '周明礼' | '许静姝' | '裴致远' | '林晓岚' | '顾文远' | '韩立诚' | '沈佩兰'>;
let waiting: WaitingSubmissions;

beforeAll(async () => {
  server = await openTestServer();
  people = await signInAll(server, '周明礼', '许静姝', '裴致远', '林晓岚', '顾文远', '韩立诚', '沈佩兰');
  waiting = new WaitingSubmissions(server);
});
afterAll(async () => {
  await server.close();
});

/** A submission of the class that is sampled whatever its points, at this tolerance. */
async function sampled(tolerance = 50): Promise<string> {
  const id = await waiting.take();
  await server.owner.query('delete from second_marking_setting');
  await sampleAll(server, [id], tolerance);
  return id;
}

describe('JS-17 settings of second marking', () => {
  test('JS-17 裴致远 sets it for an assignment and again for one class; 顾文远 may too, 沈佩兰 and the tutors may not', async () => {
    await server.owner.query('delete from second_marking_setting');
    const { assignmentId, classId } = await assignmentOf(server, await waiting.take());
    const made = await setMarking(people.裴致远, { assignmentId, samplePercent: 10, borders: [{ from: '78', to: '82' }, { from: '88', to: '92' }], newTutorReviews: 20, newTutorDays: 14, tolerance: '5' });
    expect(made).toMatchObject({ refusals: [], setting: { samplePercent: 10, borders: [{ from: '78', to: '82' }, { from: '88', to: '92' }], newTutorReviews: 20, newTutorDays: 14, tolerance: '5', version: 1, byName: '裴致远', class: null } });
    expect((await setMarking(people.顾文远, { assignmentId, classId, samplePercent: 100 })).setting).toMatchObject({ class: { id: classId }, samplePercent: 100, byName: '顾文远' });
    // Whoever looked before somebody else changed it is told so.
    expect(codesOf(await setMarking(people.顾文远, { assignmentId, samplePercent: 1 }))).toEqual(['STALE']);
    expect((await setMarking(people.顾文远, { assignmentId, samplePercent: 20, expectedVersion: 1 })).setting).toMatchObject({ version: 2 });
    expect(codesOf(await setMarking(people.裴致远, { assignmentId, samplePercent: 30, expectedVersion: 1 }))).toEqual(['STALE']);
    const { secondMarkingSettings } = await people.裴致远.sees('{ secondMarkingSettings { assignment { id } class { id } samplePercent } }');
    expect(secondMarkingSettings).toEqual([{ assignment: { id: assignmentId }, class: null, samplePercent: 20 }, { assignment: { id: assignmentId }, class: { id: classId }, samplePercent: 100 }]);
    for (const name of ['周明礼', '沈佩兰', '林晓岚'] as const) expect(errorCodes(await people[name].ask('{ secondMarkingSettings { samplePercent } }'))).toEqual(['FORBIDDEN']);
  });

  test.each([
    ['samplePercent', { samplePercent: 101 }], ['samplePercent', { samplePercent: -1 }], ['tolerance', { tolerance: '100.1' }], ['borders.0.from', { borders: [{ from: '82', to: '78' }] }], ['borders.0.from', { borders: [{ from: '99', to: '100.1' }] }],
    ['newTutorReviews', { newTutorReviews: 501 }], ['newTutorDays', { newTutorDays: 366 }], ['borders', { borders: Array.from({ length: 6 }, () => ({ from: '1', to: '2' })) }],
  ] as const)('JS-17 what cannot be is refused at %s', async (field, wrong) => {
    const { assignmentId } = await assignmentOf(server, (await ownSubmissions(server, 'RELEASED'))[0] ?? '');
    const answer = await setMarking(people.裴致远, { assignmentId, ...(wrong as object) });
    expect(answer.setting).toBeNull();
    expect(answer.refusals.map((refusal) => refusal.field)).toEqual([field]);
  });

  test('JS-17 what is not sampled goes its way as before', async () => {
    const id = await waiting.take();
    await server.owner.query('delete from second_marking_setting');
    const { assignmentId } = await assignmentOf(server, id);
    await setMarking(people.裴致远, { assignmentId, borders: [{ from: '78', to: '82' }] });
    expect((await mark(people.周明礼, id, 1, sheet('25', '25', '15', '12.9'))).submission).toMatchObject({ state: 'RELEASED', review: { points: '77.9' } });
    const border = await waiting.take();
    await sampleBorders(border);
    expect((await mark(people.周明礼, border, 1, sheet('25', '25', '15', '13'))).submission).toMatchObject({ state: 'SECOND_MARKING', review: { points: '78' } });
    // A chief tutor is the measure of the others.
    const ofChief = await waiting.take();
    await sampleBorders(ofChief);
    expect((await mark(people.裴致远, ofChief, 1, sheet('25', '25', '15', '13'))).submission).toMatchObject({ state: 'RELEASED' });
  });

  async function sampleBorders(id: string): Promise<void> {
    await server.owner.query('delete from second_marking_setting');
    await setMarking(people.裴致远, { assignmentId: (await assignmentOf(server, id)).assignmentId, borders: [{ from: '78', to: '82' }] });
  }
});

describe('JS-17 a second marker', () => {
  test('JS-17 许静姝 takes what 周明礼 marked out of the queue 复评; the average of both is released, and 林晓岚\'s class mate sees one review', async () => {
    const id = await sampled();
    const version = await marked(people.周明礼, id, 1, sheet('28.5', '27', '20', '12'), { comment: '目标清楚。', isExcellent: true });
    expect(await walked(people.周明礼, { filter: 'SECOND_MARKING' })).not.toContain(id);
    expect(await walked(people.许静姝, { filter: 'SECOND_MARKING' })).toContain(id);
    expect(codesOf(await claim(people.周明礼, { submissionId: id }))).toEqual(['NOT_ALLOWED']);
    expect(codesOf(await claim(people.裴致远, { submissionId: id }))).toEqual(['NOT_ALLOWED']);
    const { submission } = await claim(people.许静姝, { submissionId: id });
    expect(submission).toMatchObject({ state: 'SECOND_MARKING', version, review: null, viewerCanGrade: true, lease: { isMine: true } });
    // 87.5 and 85: 2.5 apart; 86.25 is 86.3, and the criteria add up to it.
    const second = await mark(people.许静姝, id, version, sheet('27', '26.5', '19.5', '12'), { comment: '过程完整。' });
    expect(second).toMatchObject({ refusals: [], submission: { state: 'RELEASED', review: { points: '86.3', tutorName: '周明礼、许静姝', comment: '目标清楚。\n\n过程完整。', isExcellent: false } } });
    expect(second.submission?.review?.criterionPoints).toEqual(sheet('27.8', '26.7', '19.8', '12'));
    expect(await markingOf(people.周明礼, id)).toMatchObject({ state: 'AGREED', reasons: ['RANDOM'], difference: '2.5', first: { points: '87.5', tutorName: '周明礼' }, second: { points: '85', tutorName: '许静姝' }, agreed: { points: '86.3' }, settledByName: null });
    const { submission: seenAfter } = await people.许静姝.sees('query ($id: ID!) { submission(id: $id) { history { from to byName } } }', { id });
    expect((seenAfter.history as { to: string; byName: string }[]).map(({ to, byName }) => [to, byName]).slice(1)).toEqual([['SCORED', '周明礼'], ['SECOND_MARKING', '周明礼'], ['AGREED', '许静姝'], ['RELEASED', '许静姝']]);
    // It stands: no tutor overwrites it, the chief tutor may.
    const { version: now } = await seen(people.周明礼, id, submissionFields);
    expect(codesOf(await mark(people.周明礼, id, now, sheet('30', '30', '25', '15')))).toEqual(['NOT_ALLOWED']);
    expect(codesOf(await mark(people.周明礼, id, now, sheet('30', '30', '25', '15'), { force: true }))).toEqual(['NOT_ALLOWED']);
    expect((await undo(people.许静姝, id, now)).refusals.length).toBeGreaterThan(0);
    expect((await mark(people.裴致远, id, now, sheet('30', '30', '20', '10'))).submission).toMatchObject({ state: 'RELEASED', review: { points: '90', tutorName: '裴致远' } });
  });

  test.each([['exactly the tolerance', 'AGREED', '25'], ['a tenth more', 'DISPUTED', '24.9']] as const)('JS-17 a difference of %s: %s', async (_, state, content) => {
    const id = await sampled();
    await holdBackReleases(server, id);
    const version = await marked(people.周明礼, id, 1, sheet('30', '20', '20', '10'));
    await marked(people.许静姝, id, version, sheet(content, '20', '20', '10'));
    expect((await markingOf(people.裴致远, id))?.state).toBe(state);
    expect((await seen(people.裴致远, id, submissionFields)).state).toBe(state === 'AGREED' ? 'AGREED' : 'SECOND_MARKING');
  });

  test('JS-17 points alone are averaged too; half a tenth goes up', async () => {
    const id = await sampled();
    const first = await submitReview(people.许静姝, { submissionId: id, expectedVersion: 1, points: '80.1' });
    const second = await submitReview(people.周明礼, { submissionId: id, expectedVersion: first.submission?.version ?? 0, points: '80' });
    expect(second.submission?.review).toMatchObject({ points: '80.1', criterionPoints: [], tutorName: '许静姝、周明礼' });
  });

  test('JS-17 nobody but another tutor of the class marks it: not the first, not the chief, nobody from elsewhere', async () => {
    const id = await sampled();
    const version = await marked(people.周明礼, id, 1, sheet('25', '25', '20', '10'));
    expect(codesOf(await mark(people.周明礼, id, version, sheet('1', '1', '1', '1'), { force: true }))).toEqual(['NOT_ALLOWED']);
    expect(codesOf(await mark(people.裴致远, id, version, sheet('1', '1', '1', '1')))).toEqual(['NOT_ALLOWED']);
    expect(errorCodes(await people.韩立诚.ask(documents.review, { input: { submissionId: id, expectedVersion: version, points: '80', criterionPoints: [], comment: '', isExcellent: false } }))).toEqual(['NOT_FOUND']);
    expect(codesOf(await mark(people.许静姝, id, version - 1, sheet('25', '25', '20', '10')))).toEqual(['STALE']);
    expect((await seen(people.许静姝, id, submissionFields)).state).toBe('SECOND_MARKING');
  });

  test('JS-17 周明礼 takes his review back while nobody has begun; once 许静姝 has it open he cannot; when both are in nobody can', async () => {
    const id = await sampled();
    const version = await marked(people.周明礼, id, 1, sheet('25', '25', '20', '10'), { comment: '先看一遍。' });
    await claim(people.许静姝, { submissionId: id });
    expect((await undo(people.周明礼, id, version)).refusals).toMatchObject([{ code: 'LEASED', facts: [{ name: 'holderName', value: '复评人' }] }]);
    await giveBack(people.许静姝, id);
    const undone = await undo(people.周明礼, id, version);
    expect(undone).toMatchObject({ refusals: [], submission: { state: 'SUBMITTED', review: null, draft: { comment: '先看一遍。' } } });
    expect((await markingOf(people.裴致远, id))?.state).toBe('CANCELLED');
    // It is sampled anew with the next review.
    const again = await marked(people.周明礼, id, undone.submission?.version ?? 0, sheet('25', '25', '20', '11'));
    await marked(people.许静姝, id, again, sheet('25', '25', '20', '11'));
    const { version: last } = await seen(people.周明礼, id, submissionFields);
    for (const name of ['周明礼', '许静姝'] as const) expect((await undo(people[name], id, last)).submission?.state).toBe('RELEASED');
  });

  test('JS-17 裴致远 does without a second marker where there is none, with a reason; the first review stands and is released', async () => {
    const id = await sampled();
    const version = await marked(people.许静姝, id, 1, sheet('25', '25', '20', '10'));
    expect(codesOf(await waive(people.裴致远, id, version, ' '))).toEqual(['EMPTY']);
    expect(errorCodes(await people.周明礼.ask('mutation ($input: WaiveSecondMarkingInput!) { waiveSecondMarking(input: $input) { submission { id } } }', { input: { submissionId: id, expectedVersion: version, reason: '无人。' } }))).toEqual(['FORBIDDEN']);
    await claim(people.周明礼, { submissionId: id });
    expect(codesOf(await waive(people.裴致远, id, version, '本班只有一位辅导员。'))).toEqual(['LEASED']);
    await giveBack(people.周明礼, id);
    expect(await waive(people.裴致远, id, version, '本班只有一位辅导员。')).toMatchObject({ refusals: [], submission: { state: 'RELEASED' } });
    expect(await markingOf(people.许静姝, id)).toMatchObject({ state: 'WAIVED', settledByName: '裴致远', settledReason: '本班只有一位辅导员。', second: null });
    expect((await seen(people.周明礼, id, submissionFields)).review).toMatchObject({ points: '80', tutorName: '许静姝' });
  });
});

describe('JS-17 a dispute', () => {
  async function disputed(more: { first?: Record<string, unknown>; second?: Record<string, unknown> } = {}): Promise<{ id: string; version: number }> {
    const id = await sampled();
    const version = await marked(people.周明礼, id, 1, sheet('28', '28', '22', '13'), { comment: '立意好。', ...more.first });
    return { id, version: await marked(people.许静姝, id, version, sheet('20', '22', '15', '12'), { comment: '偏离要求。', ...more.second }) };
  }

  test('JS-17 裴致远 sees both side by side, gives the points, and chooses what the learner reads', async () => {
    const id = await sampled();
    const body = (await assignmentOf(server, id)).text;
    const note = (start: number, comment: string) => ({ start, end: start + 4, quote: body.slice(start, start + 4), comment, criterion: 'content', deduction: '1' });
    let version = await marked(people.周明礼, id, 1, sheet('28', '28', '22', '13'), { comment: '立意好。', annotations: [note(0, '开头点题。'), note(10, '例子贴切。')] });
    version = await marked(people.许静姝, id, version, sheet('20', '22', '15', '12'), { comment: '偏离要求。', annotations: [note(5, '与要求无关。')] });
    const marking = await markingOf(people.裴致远, id);
    expect(marking).toMatchObject({ state: 'DISPUTED', viewerCanDecide: true, difference: '21', first: { points: '89', comment: '立意好。' }, second: { points: '68', comment: '偏离要求。' }, agreed: null });
    // Once both are in, each of the two may know what the other gave.
    expect((await markingOf(people.周明礼, id))?.second?.points).toBe('68');
    expect(codesOf(await decide(people.裴致远, { submissionId: id, expectedVersion: version, criterionPoints: sheet('31', '26', '20', '12') }))).toEqual(['OUT_OF_RANGE']);
    expect(codesOf(await decide(people.裴致远, { submissionId: id, expectedVersion: version, criterionPoints: sheet('26', '26', '20', '12'), reason: '' }))).toEqual(['EMPTY']);
    expect(codesOf(await decide(people.裴致远, { submissionId: id, expectedVersion: version, criterionPoints: sheet('26', '26', '20', '12'), given: [{ side: 'SECOND', annotation: 1 }] }))).toEqual(['NOT_FOUND']);
    expect(codesOf(await decide(people.裴致远, { submissionId: id, expectedVersion: version - 1, criterionPoints: sheet('26', '26', '20', '12') }))).toEqual(['STALE']);
    const decided = await decide(people.裴致远, { submissionId: id, expectedVersion: version, criterionPoints: sheet('26', '26', '20', '12'), given: [{ side: 'FIRST', annotation: null }, { side: 'FIRST', annotation: 1 }, { side: 'SECOND', annotation: 0 }], comment: '请对照要求再读一遍。', reason: '首评偏宽。' });
    expect(decided).toMatchObject({ refusals: [], submission: { state: 'RELEASED', review: { points: '84', tutorName: '裴致远', comment: '立意好。\n\n请对照要求再读一遍。', annotations: [{ start: 5, comment: '与要求无关。', deduction: null }, { start: 10, comment: '例子贴切。', deduction: null }] } } });
    expect(await markingOf(people.许静姝, id)).toMatchObject({ state: 'AGREED', settledByName: '裴致远', settledReason: '首评偏宽。' });
    // Decided once.
    expect(codesOf(await decide(people.裴致远, { submissionId: id, expectedVersion: decided.submission?.version ?? 0, criterionPoints: sheet('1', '1', '1', '1') }))).toEqual(['NOT_ALLOWED_IN_STATE']);
  });

  test('JS-17 whoever marked it in another role does not decide it', async () => {
    const { id, version } = await disputed();
    await server.owner.query("update second_marking set first_tutor_id = (select id from person where user_name = 'pei.zhiyuan') where submission_id = $1", [keyOf('Submission', id)]);
    expect((await markingOf(people.裴致远, id))?.viewerCanDecide).toBe(false);
    expect(codesOf(await decide(people.裴致远, { submissionId: id, expectedVersion: version, points: '80' }))).toEqual(['NOT_ALLOWED']);
  });

  test('JS-17 a tutor can neither mark a disputed one a third time nor return it, and finds it in no queue', async () => {
    const { id, version } = await disputed();
    for (const name of ['周明礼', '许静姝'] as const) {
      expect(await walked(people[name], { filter: 'SECOND_MARKING' })).not.toContain(id);
      expect(codesOf(await claim(people[name], { submissionId: id }))).toEqual(['NOT_ALLOWED']);
      expect(codesOf(await mark(people[name], id, version, sheet('1', '1', '1', '1')))).toEqual(['NOT_ALLOWED_IN_STATE']);
    }
    const { returnSubmission } = await people.周明礼.sees('mutation ($input: ReturnSubmissionInput!) { returnSubmission(input: $input) { refusals { code } } }', { input: { submissionId: id, expectedVersion: version, reason: '请补充。' } });
    expect(returnSubmission.refusals).toEqual([{ code: 'NOT_ALLOWED_IN_STATE' }]);
  });
});

describe('JS-19 the learner', () => {
  test('JS-19 林晓岚 learns of nothing until the release: not of the second marking, nor of what was agreed; then her result counts it', async () => {
    const [id = ''] = await ownSubmissions(server, 'SUBMITTED');
    await server.owner.query('delete from second_marking_setting');
    await sampleAll(server, [id]);
    await holdBackReleases(server, id);
    const { enrolments: before } = await people.林晓岚.sees('{ enrolments(first: 1) { nodes { result { total } } } }');
    const asSeen = async () => people.林晓岚.sees(`query ($id: ID!) { submission(id: $id) { ${learnerFields} isNews history { from to } } }`, { id });
    const version = await marked(people.周明礼, id, 1, sheet('25', '25', '20', '10'));
    const first = (await asSeen()).submission;
    expect(first).toMatchObject({ state: 'SCORED', review: null, isNews: false, history: [{ from: null, to: 'SUBMITTED' }, { from: 'SUBMITTED', to: 'SCORED' }] });
    expect(errorCodes(await people.林晓岚.ask('{ secondMarkings(first: 1) { totalCount } }'))).toEqual(['FORBIDDEN']);
    await marked(people.许静姝, id, version, sheet('27', '25', '20', '10'));
    expect((await asSeen()).submission).toMatchObject({ state: 'SCORED', review: null, isNews: false, history: first.history });
    expect((await seen(people.周明礼, id, submissionFields)).state).toBe('AGREED');
    expect(((await people.林晓岚.sees('{ enrolments(first: 1) { nodes { result { total } } } }')).enrolments)).toEqual(before);
    // Held with the others, and released with them.
    const { assignmentId, classId } = await assignmentOf(server, id);
    const waitingForRelease = (await previews(people.周明礼, { classId, assignmentId }))[0]?.waiting ?? 0;
    const act = await ended(server, people.周明礼, await release(people.周明礼, { class: { classId, assignmentId, expectedCount: waitingForRelease } }));
    expect(act).toMatchObject({ doneCount: waitingForRelease, refusedCount: 0 });
    expect((await asSeen()).submission).toMatchObject({ state: 'RELEASED', isNews: true, review: { points: '81' }, history: [...first.history, { from: 'SCORED', to: 'RELEASED' }] });
  });

  test('JS-17 a new attempt is sampled for itself; the one before keeps what it was given', async () => {
    const [returned = ''] = await ownSubmissions(server, 'RETURNED');
    const again = await handIn(people.林晓岚, returned, (await seen(people.林晓岚, returned, learnerFields)).version, '修改稿：补充了学生的表现。', null);
    const id = again.submission?.id ?? '';
    await server.owner.query('delete from second_marking_setting');
    await sampleAll(server, [id]);
    expect((await mark(people.许静姝, id, 1, sheet('25', '25', '20', '10'))).submission?.state).toBe('SECOND_MARKING');
  });
});

describe('JS-18 what is derived', () => {
  test('JS-18 after all this every number is what its records say', async () => {
    const id = await sampled();
    const graded = 'select sum(graded) from school_indicator';
    const released = 'select sum(released) from school_indicator';
    const [gradedBefore, releasedBefore] = [await numberOf(server.owner, graded), await numberOf(server.owner, released)];
    const version = await marked(people.周明礼, id, 1, sheet('25', '25', '20', '10'));
    // Graded counts what is scored and later; averages wait for the release.
    expect(await numberOf(server.owner, graded)).toBe(gradedBefore + 1);
    expect(await numberOf(server.owner, released)).toBe(releasedBefore);
    await marked(people.许静姝, id, version, sheet('25', '25', '20', '11'));
    expect(await numberOf(server.owner, graded)).toBe(gradedBefore + 1);
    const client = new pg.Client({ ...server.connection, user: server.owner.user ?? '', password: server.owner.password ?? '' });
    await client.connect();
    try { expect(await reconcile(client)).toEqual([]); } finally { await client.end(); }
  });
});
