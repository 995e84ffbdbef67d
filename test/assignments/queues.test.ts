// Queues: named filters in an order, walked by lists, neighbours and claims alike; saved ones; flags; many at once; ten thousand.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { keyOf } from '../../server/kernel/ids.js';
import { queueFilters } from '../../server/assignments/rules/queue-filters.js';
import { openTestServer, type TestServer } from '../support/test-server.js';
import { WaitingSubmissions, claim, codesOf, errorCodes, goodPoints, handIn, learnerFields, numberOf, returnForRevision, saveDraft, seen, setReleaseOnSubmit, signInAll, submitReview, type Cast } from './grading-acts.js';
import { fillQueue, percentileOf } from './big-queue.js';
import { clearFlag, ended, flag, flagMany, key, neighbours, placeOf, releaseDocuments, returnMany, walked } from './release-acts.js';
import { onRequestStatement } from '../support/request-statements.js';

let server: TestServer;
let people: Pick<Cast, '周明礼' | '许静姝' | '韩立诚' | '林晓岚' | '宋怀瑾' | '裴致远'>;
let waiting: WaitingSubmissions;

beforeAll(async () => {
  server = await openTestServer();
  people = await signInAll(server, '周明礼', '许静姝', '韩立诚', '林晓岚', '宋怀瑾', '裴致远');
  waiting = new WaitingSubmissions(server);
  // Something of everything.
  const [mine, drafted, flagged, suspected, late, returned] = await waiting.takeMany(6) as [string, string, string, string, string, string];
  await submitReview(people.周明礼, { submissionId: mine, expectedVersion: 1, criterionPoints: goodPoints, isExcellent: true });
  await saveDraft(people.周明礼, { submissionId: drafted, expectedDraftVersion: 0, comment: '写到一半' });
  await flag(people.许静姝, flagged, 'ATTENTION', '再看');
  await flag(people.许静姝, suspected, 'PLAGIARISM', '相近');
  await server.owner.query(`update submission set submitted_at = (select (ends_on + 1)::timestamp at time zone 'Asia/Shanghai' from period p where p.id = period_id) where id = $1`, [key(late)]);
  await returnForRevision(people.周明礼, returned, 1, '请补充');
  await claim(people.许静姝, { submissionId: await waiting.take() });
  const own = (await server.owner.query<{ id: number; version: number }>(`select id::int as id, version from submission where state = 'RETURNED' and is_latest and person_id = (select id from person where user_name = 'lin.xiaolan')`)).rows[0];
  if (own) await handIn(people.林晓岚, `sbm_${own.id.toString(36)}`, own.version, '修改后的正文。', null);
});
afterAll(() => server.close());

/** Each filter as a tester says it, over a submission `t`, its last review `r` and the tutor's key. */
const meanings: [filter: string, condition: string][] = [
  ['UNGRADED', "t.state = 'SUBMITTED'"],
  ['MINE', `exists (select 1 from review x where x.submission_id = t.id and x.tutor_id = me.id) or exists (select 1 from review_draft d where d.submission_id = t.id and d.tutor_id = me.id) or exists (select 1 from submission_lease l where l.submission_id = t.id and l.holder_id = me.id and l.until > now() and not l.is_ahead)`],
  ['RESUBMITTED', "t.state = 'SUBMITTED' and t.attempt > 1"],
  ['LATE', "(t.submitted_at at time zone 'Asia/Shanghai')::date > (select p.ends_on from period p where p.id = t.period_id)"],
  ['RETURNED', "t.state = 'RETURNED'"],
  ['HELD', "t.state = 'SCORED'"],
  ['FLAGGED', "exists (select 1 from submission_flag f where f.submission_id = t.id and f.kind = 'ATTENTION' and f.cleared_at is null)"],
  ['SUSPECTED', "exists (select 1 from submission_flag f where f.submission_id = t.id and f.kind = 'PLAGIARISM' and f.cleared_at is null)"],
  ['EXCELLENT', 'r.is_excellent'],
  ['OPEN', 'exists (select 1 from submission_lease l where l.submission_id = t.id and l.holder_id <> me.id and l.until > now() and not l.is_ahead)'],
  ['GRADED', "t.state in ('SCORED', 'RELEASED', 'APPEALED', 'REVISED')"],
  ['APPEALED', "t.state = 'APPEALED'"],
  ['ALL', 'true'],
];

describe('JS-17 named queues', () => {
  test.each(meanings)('JS-17 %s holds exactly what its name says, for 周明礼 and for the chief tutor 裴致远', async (filter, condition) => {
    for (const [name, login, scope] of [['周明礼', 'zhou.mingli', 't.class_id in (select c.class_id from class_tutor c join role_assignment o on o.id = c.role_id where o.person_id = me.id)'], ['裴致远', 'pei.zhiyuan', 't.programme_id in (select c.programme_id from programme_role c join role_assignment o on o.id = c.role_id where o.person_id = me.id)']] as const) {
      // A whole programme is walked by its first page only.
      const { rows } = await server.owner.query<{ id: string }>(`select t.id from person me, submission t left join review r on r.id = t.last_review_id where me.user_name = $1 and t.is_latest and (${scope}) and (${condition}) order by t.submitted_at, t.id`, [login]);
      const ids = name === '周明礼' ? await walked(people[name], { filter }) : ((await people[name].sees('query ($filter: QueueFilter!) { gradingQueue(filter: $filter, first: 100) { nodes { id } } }', { filter })).gradingQueue.nodes as { id: string }[]).map((node) => node.id);
      expect(ids.map(key)).toEqual(rows.slice(0, name === '周明礼' ? rows.length : 100).map((row) => Number(row.id)));
      if (name === '周明礼') expect(ids.length).toBeGreaterThan(['HELD', 'OPEN'].includes(filter) ? -1 : 0);
    }
  });

  test('JS-17 a random order is each tutor\'s own and stays as it is; pages and neighbours walk exactly it', async () => {
    const queue = { filter: 'RETURNED', order: 'RANDOM' };
    const [his, again, hers] = [await walked(people.周明礼, queue), await walked(people.周明礼, queue), await walked(people.许静姝, queue)];
    expect(his.length).toBeGreaterThan(5);
    expect(again).toEqual(his);
    expect([...hers].sort()).toEqual([...his].sort());
    expect(hers).not.toEqual(his);
    expect(his).not.toEqual(await walked(people.周明礼, { filter: 'RETURNED' }));
    for (const [index, id] of his.slice(0, 20).entries()) expect(await neighbours(people.周明礼, id, queue)).toEqual({ previousId: his[index - 1] ?? null, nextIds: his.slice(index + 1, index + 3) });
    expect(await neighbours(people.周明礼, his.at(-1) ?? '', queue)).toEqual({ previousId: his.at(-2), nextIds: [] });
  });

  test('JS-17 what has left the queue still knows its place in it', async () => {
    const [first = '', second = '', third = '', fourth = ''] = await walked(people.周明礼, { filter: 'UNGRADED' });
    await server.owner.query('delete from submission_lease');
    await submitReview(people.周明礼, { submissionId: second, expectedVersion: (await seen(people.周明礼, second, 'id version')).version, points: '80' });
    expect(await neighbours(people.周明礼, second, { filter: 'UNGRADED' })).toEqual({ previousId: first, nextIds: [third, fourth] });
  });

  test('JS-17 of a class and an assignment only theirs are walked', async () => {
    const [some = ''] = await walked(people.周明礼, { filter: 'UNGRADED' });
    const place = await placeOf(people.周明礼, some);
    const ids = await walked(people.周明礼, { filter: 'ALL', ...place });
    expect(ids.length).toBe(await numberOf(server.owner, 'select count(*) from submission where is_latest and class_id = $1 and assignment_id = $2', [keyOf('TrainingClass', place.classId), keyOf('Assignment', place.assignmentId)]));
    expect((await claim(people.周明礼, { filter: 'UNGRADED', ...place })).submission).toMatchObject({ lease: { isMine: true } });
    expect((await people.周明礼.sees('{ queueAssignments { id } }')).queueAssignments).toHaveLength(4);
  });
});

describe('JS-17 claiming by windows', () => {
  test('JS-17 two windows of 周明礼 are given different ones; the same window asking again, the same', async () => {
    await server.owner.query('delete from submission_lease');
    const left = await claim(people.周明礼, { filter: 'UNGRADED', seat: 'left' });
    const right = await claim(people.周明礼, { filter: 'UNGRADED', seat: 'right' });
    expect(right.submission?.id).not.toBe(left.submission?.id);
    expect((await claim(people.周明礼, { filter: 'UNGRADED', seat: 'left' })).submission?.id).toBe(left.submission?.id);
    const ahead = await claim(people.周明礼, { filter: 'UNGRADED', seat: 'left', isAhead: true, afterSubmissionId: left.submission?.id });
    expect([left.submission?.id, right.submission?.id]).not.toContain(ahead.submission?.id);
    // What waits ahead is nobody's work yet: colleagues do not see it as open, and are not given it.
    expect(await walked(people.许静姝, { filter: 'OPEN' })).not.toContain(ahead.submission?.id);
    expect((await claim(people.许静姝, { filter: 'UNGRADED', afterSubmissionId: left.submission?.id })).submission?.id).not.toBe(ahead.submission?.id);
  });

  test('JS-17 the time of one fetched ahead begins when it is opened', async () => {
    await server.owner.query('delete from submission_lease');
    const ahead = await claim(people.周明礼, { filter: 'UNGRADED', seat: 'left', isAhead: true });
    const id = ahead.submission?.id ?? '';
    await server.owner.query("update submission_lease set since = since - interval '10 minutes' where submission_id = $1", [key(id)]);
    await claim(people.周明礼, { submissionId: id, seat: 'left' });
    await submitReview(people.周明礼, { submissionId: id, expectedVersion: ahead.submission?.version ?? 0, points: '80' });
    expect(await numberOf(server.owner, 'select max(seconds) from review where submission_id = $1', [key(id)])).toBeLessThan(60);
  });

  test('JS-17 claims walk a random queue in its order', async () => {
    await server.owner.query('delete from submission_lease');
    const queue = { filter: 'UNGRADED', order: 'RANDOM' };
    const order = await walked(people.周明礼, queue);
    const given: string[] = [];
    for (let turn = 0; turn < 5; turn += 1) given.push((await claim(people.周明礼, { ...queue, seat: `window ${turn}`, ...(turn === 0 ? {} : { afterSubmissionId: given.at(-1) }) })).submission?.id ?? '');
    expect(given).toEqual(order.slice(0, 5));
  });
});

describe('JS-17 saved queues', () => {
  test('JS-17 周明礼 keeps one under a name, finds it again, and nobody else sees it', async () => {
    const input = { name: ' 迟交随机 ', filter: 'LATE', order: 'RANDOM', ...(await placeOf(people.周明礼, (await walked(people.周明礼, { filter: 'LATE' }))[0] ?? '')) };
    const { saveQueue } = await people.周明礼.sees(releaseDocuments.saveQueue, { input });
    expect(saveQueue).toMatchObject({ refusals: [], savedQueue: { name: '迟交随机', filter: 'LATE', order: 'RANDOM', class: { id: input.classId }, assignment: { id: input.assignmentId } } });
    expect(codesOf((await people.周明礼.sees(releaseDocuments.saveQueue, { input: { ...input, name: '迟交随机' } })).saveQueue)).toEqual(['ALREADY_EXISTS']);
    expect((await people.周明礼.sees('{ savedQueues { id } }')).savedQueues).toEqual([{ id: saveQueue.savedQueue.id }]);
    expect((await people.许静姝.sees('{ savedQueues { id } }')).savedQueues).toEqual([]);
    const removing = 'mutation ($input: RemoveSavedQueueInput!) { removeSavedQueue(input: $input) { refusals { code } } }';
    expect(errorCodes(await people.许静姝.ask(removing, { input: { savedQueueId: saveQueue.savedQueue.id } }))).toEqual(['NOT_FOUND']);
    expect((await people.周明礼.sees(removing, { input: { savedQueueId: saveQueue.savedQueue.id } })).removeSavedQueue.refusals).toEqual([]);
    expect((await people.周明礼.sees('{ savedQueues { id } }')).savedQueues).toEqual([]);
  });
});

describe('JS-17 flags', () => {
  test('JS-17 周明礼 flags, 许静姝 sees why and clears it, the record stays, and 林晓岚 sees nothing of it', async () => {
    const own = (await server.owner.query<{ id: number }>(`select id::int as id from submission where is_latest and person_id = (select id from person where user_name = 'lin.xiaolan') order by id limit 1`)).rows[0]?.id ?? 0;
    const id = `sbm_${own.toString(36)}`;
    expect((await flag(people.周明礼, id, 'PLAGIARISM', ' 与网上范文相近 ')).submission?.flags).toEqual([{ kind: 'PLAGIARISM', reason: '与网上范文相近', byName: '周明礼', clearedByName: null, isMine: true }]);
    expect(codesOf(await flag(people.许静姝, id, 'PLAGIARISM', '我也这么看'))).toEqual(['ALREADY_EXISTS']);
    expect(codesOf(await flag(people.许静姝, id, 'ATTENTION', ''))).toEqual(['EMPTY']);
    const answer = await people.林晓岚.ask(`query ($id: ID!) { submission(id: $id) { ${learnerFields} history { reason } } }`, { id });
    expect(answer.text).not.toContain('范文');
    expect(errorCodes(await people.林晓岚.ask('query ($id: ID!) { submission(id: $id) { flags { reason } } }', { id }))).toEqual(['FORBIDDEN']);
    expect((await clearFlag(people.许静姝, id, 'PLAGIARISM')).submission?.flags).toEqual([{ kind: 'PLAGIARISM', reason: '与网上范文相近', byName: '周明礼', clearedByName: '许静姝', isMine: false }]);
    expect(codesOf(await clearFlag(people.许静姝, id, 'PLAGIARISM'))).toEqual(['NOTHING_TO_CHANGE']);
    expect(codesOf(await flag(people.周明礼, id, 'PLAGIARISM', '又发现一处'))).toEqual([]);
    expect(errorCodes(await people.韩立诚.ask(releaseDocuments.flag, { input: { submissionId: id, kind: 'ATTENTION', reason: '不是我的班' } }))).toEqual(['NOT_FOUND']);
    expect(errorCodes(await people.宋怀瑾.ask(releaseDocuments.flag, { input: { submissionId: id, kind: 'ATTENTION', reason: '专家不标记' } }))).toEqual(['FORBIDDEN']);
  });
});

describe('JS-17 the queues of a programme that has ended', () => {
  const counts = async (name: '周明礼' | '裴致远') => {
    const all: Record<string, number> = {};
    for (const filter of Object.keys(queueFilters)) all[filter] = (await people[name].sees('query ($filter: QueueFilter!) { gradingQueue(filter: $filter, first: 1) { totalCount } }', { filter })).gradingQueue.totalCount as number;
    return all;
  };
  const progress = async (classId?: string) => (await people.周明礼.sees('query ($classId: ID) { gradingProgress(classId: $classId) { left done deadline } }', { classId })).gradingProgress as { left: number; done: number; deadline: string | null };

  test('JS-17 what asks to be acted upon leaves it out in lists, counts, neighbours and claims; appeals and what was done are found as before', async () => {
    const before = { 周明礼: await counts('周明礼'), 裴致远: await counts('裴致远') };
    for (const filter of ['UNGRADED', 'MINE', 'RESUBMITTED', 'LATE', 'RETURNED', 'FLAGGED', 'SUSPECTED', 'EXCELLENT', 'GRADED', 'ALL']) expect([filter, (before.周明礼[filter] ?? 0) > 0]).toEqual([filter, true]);
    const going = await progress();
    expect(going).toMatchObject({ left: before.周明礼['UNGRADED'], done: before.周明礼['GRADED'], deadline: expect.any(String) });
    const graded = await walked(people.周明礼, { filter: 'GRADED' });
    const [first = '', second = '', third = ''] = await walked(people.周明礼, { filter: 'UNGRADED' });
    const classId = (await people.周明礼.sees('query ($id: ID!) { submission(id: $id) { class { id } } }', { id: graded[0] })).submission.class.id as string;
    const ofClass = await progress(classId);
    await server.owner.query("update programme set state = 'ARCHIVED' where id = 1");
    try {
      for (const name of ['周明礼', '裴致远'] as const) {
        const told = await counts(name);
        for (const filter of Object.keys(queueFilters)) expect([name, filter, told[filter]]).toEqual([name, filter, ['APPEALED', 'EXCELLENT', 'GRADED', 'ALL'].includes(filter) ? before[name][filter] : 0]);
      }
      expect(await walked(people.周明礼, { filter: 'GRADED' })).toEqual(graded);
      expect(await neighbours(people.周明礼, second, { filter: 'UNGRADED' })).toEqual({ previousId: null, nextIds: [] });
      // Of everything they still stand in a row.
      expect((await walked(people.周明礼, { filter: 'ALL' })).filter((id) => [first, second, third].includes(id))).toEqual([first, second, third]);
      expect(await claim(people.周明礼, { filter: 'UNGRADED' })).toMatchObject({ submission: null });
      expect(await progress()).toEqual({ left: 0, done: 0, deadline: null });
      expect(await progress(classId)).toEqual({ left: 0, done: ofClass.done, deadline: null });
      expect((await people.周明礼.sees('{ releasePreviews { waiting } }')).releasePreviews).toEqual([]);
    } finally {
      await server.owner.query("update programme set state = 'RUNNING' where id = 1");
    }
    expect(await counts('周明礼')).toEqual(before.周明礼);
  });
});

describe('JS-17 many at once', () => {
  test('JS-17 returned and flagged together, each row answered; the same list sent twice is one act', async () => {
    const ids = await waiting.takeMany(3);
    const [graded = ''] = ids;
    await submitReview(people.周明礼, { submissionId: graded, expectedVersion: 1, points: '80' });
    const items = ids.map((submissionId) => ({ submissionId, expectedVersion: submissionId === graded ? 3 : 1 }));
    const input = { items, reason: '请统一补充教学反思。', idempotencyKey: 'return many' };
    const begun = await returnMany(people.周明礼, input);
    const act = await ended(server, people.周明礼, begun);
    expect(act).toMatchObject({ kind: 'RETURN', itemCount: 3, doneCount: 2, refusedCount: 1 });
    expect(act.rows[0]).toMatchObject({ submissionId: graded, isDone: false, refusals: [{ code: 'NOT_ALLOWED_IN_STATE' }] });
    expect((await returnMany(people.周明礼, input)).act?.id).toBe(begun.act?.id);
    expect(codesOf(await returnMany(people.周明礼, { ...input, reason: '另一个原因' }))).toEqual(['IDEMPOTENCY_KEY_REUSED']);
    expect(codesOf(await returnMany(people.周明礼, { items, reason: '' }))).toEqual(['EMPTY']);
    expect(codesOf(await returnMany(people.周明礼, { items: [], reason: '好' }))).toEqual(['EMPTY']);
    expect(codesOf(await flagMany(people.周明礼, { items: [...items, items[0]], kind: 'ATTENTION', reason: '好' }))).toEqual(['ALREADY_EXISTS']);
    expect(await ended(server, people.周明礼, await flagMany(people.周明礼, { items, kind: 'ATTENTION', reason: '三份放在一起看' }))).toMatchObject({ kind: 'FLAG', doneCount: 3 });
    // An act is its tutor's own.
    expect(errorCodes(await people.许静姝.ask('query ($id: ID!) { bulkAct(id: $id) { id } }', { id: begun.act?.id }))).toEqual(['NOT_FOUND']);
    expect(errorCodes(await people.周明礼.ask(releaseDocuments.release, { input: { items: Array.from({ length: 251 }, () => ({ submissionId: graded, expectedVersion: 1 })) } }))).toEqual(['BAD_USER_INPUT']);
  });
});

describe('JS-17 ten thousand in the queue', () => {
  test('JS-17 a page, the neighbours and the next claim are as quick as with ten, from as many statements', async () => {
    const own = await openTestServer();
    try {
      const tutors = await signInAll(own, '周明礼');
      const like = await new WaitingSubmissions(own).take();
      await setReleaseOnSubmit(own, like, false);
      const statements: string[] = [];
      onRequestStatement(own.app.database, (text) => { statements.push(text); });
      const counted = async (act: () => Promise<unknown>): Promise<number> => {
        statements.length = 0;
        await act();
        return statements.length;
      };
      const acts = (filter: string, order: string) => ({
        page: () => tutors.周明礼.sees('query ($filter: QueueFilter!, $order: QueueOrder) { gradingQueue(filter: $filter, order: $order, first: 50) { nodes { id learner { name } lease { holderName } } } }', { filter, order }),
        around: () => neighbours(tutors.周明礼, like, { filter, order }),
        next: () => claim(tutors.周明礼, { filter, order, seat: 'here', afterSubmissionId: like }),
      });
      // The first one asked reads the programme's rules, which are kept from then on.
      await acts('UNGRADED', 'OLDEST_FIRST').next();
      await own.owner.query('delete from submission_lease');
      const budgets = await counted(acts('UNGRADED', 'OLDEST_FIRST').next).then(async (next) => ({ page: await counted(acts('UNGRADED', 'OLDEST_FIRST').page), around: await counted(acts('UNGRADED', 'OLDEST_FIRST').around), next }));
      expect(budgets).toMatchObject({ page: 1, around: 1 });
      await own.owner.query('delete from submission_lease');
      await fillQueue(own, like, 10_000);
      expect({ next: await counted(acts('UNGRADED', 'OLDEST_FIRST').next), page: await counted(acts('UNGRADED', 'OLDEST_FIRST').page), around: await counted(acts('UNGRADED', 'OLDEST_FIRST').around) }).toEqual(budgets);
      const told: string[] = [];
      for (const [filter] of meanings) {
        const { page, around, next } = acts(filter, filter === 'UNGRADED' ? 'RANDOM' : 'OLDEST_FIRST');
        const times: Record<string, number[]> = { page: [], around: [], next: [] };
        for (let round = 0; round < 12; round += 1) {
          for (const [name, act] of Object.entries({ page, around, ...(['UNGRADED', 'RESUBMITTED', 'LATE', 'FLAGGED'].includes(filter) ? { next } : {}) })) {
            const from = performance.now();
            await act();
            times[name]?.push(performance.now() - from);
          }
        }
        told.push(`${filter}: ${Object.entries(times).filter(([, all]) => all.length > 0).map(([name, all]) => `${name} p50 ${percentileOf(all.slice(2), 0.5)} p95 ${percentileOf(all.slice(2), 0.95)} ms`).join(', ')}`);
        expect(percentileOf(times['page']?.slice(2) ?? [], 0.5)).toBeLessThan(1_000);
      }
      console.log(`10,000 in the queue\n${told.join('\n')}`);
    } finally {
      await own.close();
    }
  }, 120_000);
});
