// Holding reviews back and releasing them; taking a submit back; what the learner sees of it and when.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createApp } from '../../server/app.js';
import { demoInstallation } from '../../server/demo/cast.js';
import { vaultOf } from '../../server/installation.js';
import { keyOf } from '../../server/kernel/ids.js';
import { createLogger } from '../../server/platform/log/log.js';
import { reconcile } from '../../server/reconcile.js';
import { testFieldKey } from '../support/test-profile.js';
import { keptInMemory, openTestServer, type Actor, type TestServer } from '../support/test-server.js';
import { WaitingSubmissions, claim, codesOf, errorCodes, goodPoints, learnerFields, numberOf, ownSubmissions, portraitOf, saveDraft, seen, setReleaseOnSubmit, signInAll, submissionFields, submitReview, type Cast } from './grading-acts.js';
import { heldReleases } from './held-releases.js';
import { ended, key, placeOf, previews, release, releaseDocuments, undo } from './release-acts.js';

const holdBackReleases = heldReleases();
let server: TestServer;
let people: Pick<Cast, '周明礼' | '许静姝' | '韩立诚' | '林晓岚' | '裴致远' | '宋怀瑾'>;
let waiting: WaitingSubmissions;
/** 林晓岚's two that wait for a tutor. */
let own: string;
let second: string;

beforeAll(async () => {
  server = await openTestServer();
  people = await signInAll(server, '周明礼', '许静姝', '韩立诚', '林晓岚', '裴致远', '宋怀瑾');
  waiting = new WaitingSubmissions(server);
  [own = '', second = ''] = await ownSubmissions(server, 'SUBMITTED');
});
afterAll(() => server.close());

async function held(tutor: Actor, id: string, comment: string): Promise<number> {
  await holdBackReleases(server, id);
  const { version } = await seen(tutor, id, submissionFields);
  const answer = await submitReview(tutor, { submissionId: id, expectedVersion: version, criterionPoints: goodPoints, comment });
  expect(answer).toMatchObject({ refusals: [], submission: { state: 'SCORED', review: { releasedAt: null } } });
  return answer.submission?.version ?? 0;
}

async function everythingLearned(learner: Actor): Promise<string> {
  const answer = await learner.ask(`{ enrolments(first: 1) { nodes { result { total derivation { part points explanation } } submissions { ${learnerFields} history { from to reason byName } attempts { ${learnerFields} } } } } }`);
  expect(answer.errors).toEqual([]);
  return answer.text;
}

describe('JS-17 reviews that are held back', () => {
  test('JS-17 林晓岚 sees nothing of a held review by any path, until 周明礼 releases it', async () => {
    const before = await everythingLearned(people.林晓岚);
    // Another test may have looked this minute: what is released later is news whichever came first.
    server.clock.setBusiness(new Date(server.clock.business().getTime() + 60_000).toISOString());
    const version = await held(people.周明礼, own, '只有老师看得见的评语');
    const review = (await seen(people.周明礼, own, submissionFields)).review?.id ?? '';
    const hidden = await everythingLearned(people.林晓岚);
    expect(hidden).not.toContain('只有老师看得见的评语');
    expect(hidden).not.toContain('"87.5"');
    expect(JSON.parse(hidden).data.enrolments.nodes[0].result).toEqual(JSON.parse(before).data.enrolments.nodes[0].result);
    expect(errorCodes(await people.林晓岚.ask('query ($id: ID!) { node(id: $id) { ... on Review { points comment } } }', { id: review }))).toEqual(['NOT_FOUND']);
    expect((await seen(people.林晓岚, own, `${learnerFields} isNews`))).toMatchObject({ review: null, isNews: false });

    const act = await ended(server, people.周明礼, await release(people.周明礼, { items: [{ submissionId: own, expectedVersion: version }] }));
    expect(act).toMatchObject({ kind: 'RELEASE', itemCount: 1, doneCount: 1, refusedCount: 0, rows: [{ learnerName: '林晓岚', isDone: true, refusals: [] }] });
    expect(await seen(people.林晓岚, own, `${learnerFields} isNews`)).toMatchObject({ state: 'RELEASED', isNews: true, review: { points: '87.5', comment: '只有老师看得见的评语' } });
    expect((await people.林晓岚.sees('query ($id: ID!) { node(id: $id) { ... on Review { points } } }', { id: review })).node).toEqual({ points: '87.5' });
    expect(JSON.parse(await everythingLearned(people.林晓岚)).data.enrolments.nodes[0].result).not.toEqual(JSON.parse(before).data.enrolments.nodes[0].result);
    expect(await numberOf(server.owner, `select count(*) from submission_event where submission_id = $1 and to_state = 'RELEASED' and by_name = '周明礼'`, [key(own)])).toBe(1);
    expect(await numberOf(server.owner, `select count(*) from audit_event where subject = '${own}' and action = 'assignments.release'`)).toBe(1);
    expect(await reconcile(server.owner)).toEqual([]);
  });

  test('JS-17 having looked, 林晓岚 has no news any more; what comes later is news again', async () => {
    const enrolmentId = (await people.林晓岚.sees('{ enrolments(first: 1) { nodes { id } } }')).enrolments.nodes[0].id as string;
    await server.owner.query('delete from review_look');
    const news = async () => ((await people.林晓岚.sees('{ enrolments(first: 1) { nodes { submissions { id isNews } } } }')).enrolments.nodes as { submissions: { id: string; isNews: boolean }[] }[]).flatMap((one) => one.submissions).filter((one) => one.isNews);
    expect((await news()).length).toBeGreaterThan(0);
    expect(await look(enrolmentId)).toEqual([]);
    expect(await news()).toEqual([]);
    server.clock.setBusiness(new Date(server.clock.business().getTime() + 60_000).toISOString());
    await submitReview(people.周明礼, { submissionId: second, expectedVersion: (await seen(people.周明礼, second, submissionFields)).version, points: '70' });
    expect(await news()).toEqual([{ id: second, isNews: true }]);
  });

  test('JS-17 韩立诚 sees in numbers what a release of his class would do, and releases exactly that; sent again it is one act', async () => {
    const [most] = (await previews(people.韩立诚)).sort((one, other) => other.waiting - one.waiting);
    if (!most) throw new Error('nothing waits in the course that holds releases');
    const { classId, assignmentId, waiting: count } = most;
    const scored = await server.owner.query<{ id: string; version: number }>(`select id, version from submission where class_id = $1 and assignment_id = $2 and state = 'SCORED' and is_latest order by id`, [keyOf('TrainingClass', classId), keyOf('Assignment', assignmentId)]);
    expect(count).toBe(scored.rows.length);
    expect(codesOf(await release(people.韩立诚, { class: { classId, assignmentId, expectedCount: count + 1 } }))).toEqual(['STALE']);
    expect(await numberOf(server.owner, `select count(*) from bulk_act where person_id = (select id from person where user_name = 'han.licheng')`)).toBe(0);
    const input = { class: { classId, assignmentId, expectedCount: count }, idempotencyKey: 'class once' };
    const begun = await release(people.韩立诚, input);
    expect(begun).toMatchObject({ refusals: [], act: { itemCount: count } });
    const act = await ended(server, people.韩立诚, begun);
    expect(act).toMatchObject({ doneCount: count, refusedCount: 0 });
    expect(act.doneAt).not.toBeNull();
    expect((await release(people.韩立诚, input)).act?.id).toBe(begun.act?.id);
    const ids = scored.rows.map((row) => row.id);
    expect(await numberOf(server.owner, `select count(*) from submission s join review r on r.id = s.last_review_id where s.id = any ($1) and s.state = 'RELEASED' and r.released_at is not null`, [ids])).toBe(count);
    expect(await numberOf(server.owner, `select count(*) from submission_event where submission_id = any ($1) and to_state = 'RELEASED'`, [ids])).toBe(count);
    expect(await reconcile(server.owner)).toEqual([]);
    expect((await previews(people.韩立诚, { classId, assignmentId }))).toEqual([]);
    expect(codesOf(await release(people.韩立诚, { class: { classId, assignmentId, expectedCount: 0 } }))).toEqual(['NOTHING_TO_CHANGE']);
  });

  test('JS-17 the preview tells of unfinished drafts of any tutor, of what is being graded anew, and of flags', async () => {
    const [one, two] = [await waiting.take(), await waiting.take()];
    await server.owner.query('update submission set assignment_id = (select assignment_id from submission where id = $1), class_id = (select class_id from submission where id = $1) where id = $2 and not exists (select 1 from submission x where x.enrolment_id = (select enrolment_id from submission where id = $2) and x.id <> $2 and x.assignment_id = (select assignment_id from submission where id = $1))', [key(one), key(two)]);
    await held(people.周明礼, one, '一');
    const place = await placeOf(people.周明礼, one);
    await saveDraft(people.许静姝, { submissionId: one, expectedDraftVersion: 0, comment: '再想想' });
    const [shown] = await previews(people.周明礼, place);
    expect(shown).toMatchObject({ waiting: expect.any(Number), drafts: 1, beingGraded: 0 });
    await claim(people.许静姝, { submissionId: one });
    expect((await previews(people.周明礼, place))[0]).toMatchObject({ beingGraded: 1 });
  });

  test('JS-17 of a list each row is answered: what changed, what is not scored and what a colleague has open is left as it is', async () => {
    const ids = await waiting.takeMany(4);
    const [good = '', changed = '', open = '', unscored = ''] = ids;
    const versions = new Map<string, number>();
    for (const id of [good, changed, open]) versions.set(id, await held(people.周明礼, id, '好'));
    await submitReview(people.许静姝, { submissionId: changed, expectedVersion: versions.get(changed) ?? 0, points: '60' });
    await claim(people.许静姝, { submissionId: open });
    const items = ids.map((submissionId) => ({ submissionId, expectedVersion: versions.get(submissionId) ?? 1 }));
    const act = await ended(server, people.周明礼, await release(people.周明礼, { items }));
    const codes = new Map(act.rows.map((row) => [row.submissionId, row.refusals.map((refusal) => refusal.code)]));
    expect([good, changed, open, unscored].map((id) => codes.get(id))).toEqual([[], ['STALE'], ['LEASED'], ['NOT_ALLOWED_IN_STATE']]);
    expect(act).toMatchObject({ itemCount: 4, doneCount: 1, refusedCount: 3 });
    expect((await seen(people.周明礼, changed, submissionFields))).toMatchObject({ state: 'SCORED', review: { points: '60', releasedAt: null } });
  });

  test('JS-17 宋怀瑾 and 林晓岚 release nothing; a list with one out of 韩立诚\'s sight is not found as a whole', async () => {
    const id = await waiting.take();
    const version = await held(people.周明礼, id, '好');
    for (const actor of [people.宋怀瑾, people.林晓岚]) expect(errorCodes(await actor.ask(releaseDocuments.release, { input: { items: [{ submissionId: id, expectedVersion: version }] } }))).toEqual(['FORBIDDEN']);
    const before = await portraitOf(server.owner, id);
    expect(errorCodes(await people.韩立诚.ask(releaseDocuments.release, { input: { items: [{ submissionId: id, expectedVersion: version }] } }))).toEqual(['NOT_FOUND']);
    const place = await placeOf(people.周明礼, id);
    expect(errorCodes(await people.韩立诚.ask(releaseDocuments.release, { input: { class: { ...place, expectedCount: 1 } } }))).toEqual(['NOT_FOUND']);
    expect(await portraitOf(server.owner, id)).toBe(before);
    // The chief tutor of the programme may.
    expect(await ended(server, people.裴致远, await release(people.裴致远, { items: [{ submissionId: id, expectedVersion: version }] }))).toMatchObject({ doneCount: 1 });
    expect(errorCodes(await people.周明礼.ask(releaseDocuments.release, { input: {} }))).toEqual(['BAD_USER_INPUT']);
  });

  test('JS-17 an act whose server ended is taken up where it was, and nothing is done twice', async () => {
    const own = await openTestServer();
    try {
      const { 周明礼 } = await signInAll(own, '周明礼');
      const ids = await new WaitingSubmissions(own).takeMany(6);
      const items = [];
      for (const submissionId of ids) {
        await setReleaseOnSubmit(own, submissionId, false);
        items.push({ submissionId, expectedVersion: (await submitReview(周明礼, { submissionId, expectedVersion: 1, points: '80' })).submission?.version ?? 0 });
      }
      await own.app.bulkActWork.stop();
      const begun = await release(周明礼, { items });
      expect(await ended(own, 周明礼, begun)).toMatchObject({ doneCount: 0, doneAt: null });
      const other = await openSecondServer(own);
      await other.idle();
      await other.close();
      expect(await numberOf(own.owner, `select count(*) from submission_event where submission_id = any ($1) and to_state = 'RELEASED'`, [ids.map(key)])).toBe(6);
      const act = await ended(own, 周明礼, begun);
      expect(act).toMatchObject({ itemCount: 6, doneCount: 6, refusedCount: 0 });
      expect(act.doneAt).not.toBeNull();
    } finally {
      await own.close();
    }
  });
});

describe('JS-17 U takes the last submit back', () => {
  test('JS-17 周明礼 undoes his submit: the draft is back as it was, the learner sees nothing more of it, the record stays', async () => {
    const id = await waiting.take();
    const { version } = await seen(people.周明礼, id, submissionFields);
    await saveDraft(people.周明礼, { submissionId: id, expectedDraftVersion: 0, criterionPoints: goodPoints.slice(0, 2), comment: '写到一半' });
    const submitted = await submitReview(people.周明礼, { submissionId: id, expectedVersion: version, criterionPoints: goodPoints, comment: '手滑提交', isExcellent: true });
    expect(submitted.submission?.state).toBe('RELEASED');
    const undone = await undo(people.周明礼, id, submitted.submission?.version ?? 0);
    expect(undone).toMatchObject({ refusals: [], submission: { state: 'SUBMITTED', review: null, lease: { isMine: true }, draft: { version: 2, comment: '手滑提交', isExcellent: true, criterionPoints: goodPoints.map((one) => ({ ...one, points: String(Number(one.points)) })) } } });
    expect(await numberOf(server.owner, 'select count(*) from review where submission_id = $1 and withdrawn_at is not null and was_seen = false', [key(id)])).toBe(1);
    const { rows } = await server.owner.query<{ from: string; to: string }>('select from_state as from, to_state as to from submission_event where submission_id = $1 order by id desc limit 1', [key(id)]);
    expect(rows).toEqual([{ from: 'RELEASED', to: 'SUBMITTED' }]);
    // A window that slept with the first draft does not overwrite the one that came back.
    expect(codesOf(await saveDraft(people.周明礼, { submissionId: id, expectedDraftVersion: 1, comment: '旧窗口' }) as never)).toEqual(['STALE']);
    expect(await reconcile(server.owner)).toEqual([]);
    const again = await submitReview(people.周明礼, { submissionId: id, expectedVersion: undone.submission?.version ?? 0, criterionPoints: goodPoints, comment: '正式提交' });
    expect(again.submission).toMatchObject({ state: 'RELEASED', review: { comment: '正式提交' } });
  });

  test('JS-17 undone over an earlier review, that one stands again, held or released as it was', async () => {
    const id = await waiting.take();
    const first = await held(people.许静姝, id, '第一次');
    const second = await submitReview(people.周明礼, { submissionId: id, expectedVersion: first, points: '50', comment: '第二次' });
    expect(await undo(people.周明礼, id, second.submission?.version ?? 0)).toMatchObject({ refusals: [], submission: { state: 'SCORED', review: { comment: '第一次', tutorName: '许静姝' } } });
    const { version } = await seen(people.许静姝, id, submissionFields);
    await server.owner.query('delete from submission_lease where submission_id = $1', [key(id)]);
    await ended(server, people.许静姝, await release(people.许静姝, { items: [{ submissionId: id, expectedVersion: version }] }));
    const third = await submitReview(people.周明礼, { submissionId: id, expectedVersion: version + 1, points: '40', comment: '第三次' });
    expect(third.submission?.state).toBe('SCORED');
    expect(await undo(people.周明礼, id, third.submission?.version ?? 0)).toMatchObject({ submission: { state: 'RELEASED', review: { comment: '第一次' } } });
    expect(await reconcile(server.owner)).toEqual([]);
  });

  test('JS-17 not somebody else\'s, not after five minutes, not when anybody wrote since', async () => {
    const [his, late, released] = [await waiting.take(), await waiting.take(), await waiting.take()];
    const version = await held(people.周明礼, his, '一');
    expect(codesOf(await undo(people.许静姝, his, version))).toEqual(['NOT_ALLOWED']);
    expect(codesOf(await undo(people.周明礼, his, version - 1))).toContain('STALE');
    const versionLate = await held(people.周明礼, late, '二');
    const versionReleased = await held(people.周明礼, released, '三');
    await ended(server, people.周明礼, await release(people.周明礼, { items: [{ submissionId: released, expectedVersion: versionReleased }] }));
    expect(codesOf(await undo(people.周明礼, released, versionReleased + 1))).toEqual(['STALE']);
    server.clock.setBusiness(new Date(server.clock.business().getTime() + 5 * 60_000 + 1).toISOString());
    expect(codesOf(await undo(people.周明礼, late, versionLate))).toEqual(['LOCKED']);
    expect(codesOf(await undo(people.周明礼, await waiting.take(), 1))).toContain('NOT_ALLOWED_IN_STATE');
  });

  test('JS-17 what 林晓岚 had seen before the undo is on record', async () => {
    const [id = ''] = await ownSubmissions(server, 'RELEASED');
    const { version } = await seen(people.周明礼, id, submissionFields);
    const submitted = await submitReview(people.周明礼, { submissionId: id, expectedVersion: version, points: '33', comment: '误评' });
    expect(await look((await people.林晓岚.sees('{ enrolments(first: 1) { nodes { id } } }')).enrolments.nodes[0].id as string)).toEqual([]);
    expect(codesOf(await undo(people.周明礼, id, submitted.submission?.version ?? 0))).toEqual([]);
    const { rows } = await server.owner.query<{ facts: Record<string, unknown> }>(`select facts from audit_event where subject = $1 and action = 'assignments.undo' order by id desc limit 1`, [id]);
    expect(rows[0]?.facts).toMatchObject({ wasSeen: true, visibleFrom: server.clock.business().toISOString(), visibleUntil: server.clock.business().toISOString() });
    expect(JSON.stringify(await seen(people.林晓岚, id, learnerFields))).not.toContain('误评');
    expect(errorCodes(await people.林晓岚.ask('query ($id: ID!) { node(id: $id) { id } }', { id: submitted.submission?.review?.id }))).toEqual(['NOT_FOUND']);
  });
});

async function look(enrolmentId: string): Promise<unknown[]> {
  return (await people.林晓岚.sees('mutation ($input: LookAtReviewsInput!) { lookAtReviews(input: $input) { refusals { code } } }', { input: { enrolmentId } })).lookAtReviews.refusals as unknown[];
}

/** Another process of the same installation, as far as bulk acts go. */
async function openSecondServer(server: TestServer): Promise<{ idle(): Promise<void>; close(): Promise<void> }> {
  const app = await createApp({ connection: server.connection, auditHeads: keptInMemory(), clock: server.clock, vault: vaultOf(testFieldKey), consoleFolder: null, isBehindProxy: false, exportRowsWithoutApproval: 1_000, isApplicationScopeOn: true, installation: { ...demoInstallation, singleSignOnLabel: null, version: 'test' }, singleSignOn: null, logger: createLogger({ kind: 'none' }) });
  return { idle: () => app.bulkActWork.idle(), close: () => app.close() };
}
