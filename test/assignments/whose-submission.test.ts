// Whose submission it is: other tutors, learners, experts.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { keyOf } from '../../server/kernel/ids.js';
import { openTestServer, type Actor, type TestServer } from '../support/test-server.js';
import { WaitingSubmissions, documents, errorCodes, learnerFields, numberOf, ownSubmissions, portraitOf, reviewVariables, seen, signInAll, submissionFields, type Cast } from './grading-acts.js';

let server: TestServer;
let people: Pick<Cast, '周明礼' | '韩立诚' | '林晓岚' | '宋怀瑾' | '方若兰'>;
let waiting: WaitingSubmissions;
/** A submission of 林晓岚 that waits for a tutor. */
let own: string;

beforeAll(async () => {
  server = await openTestServer();
  people = await signInAll(server, '周明礼', '韩立诚', '林晓岚', '宋怀瑾', '方若兰');
  waiting = new WaitingSubmissions(server);
  [own = ''] = await ownSubmissions(server, 'SUBMITTED');
});
afterAll(() => server.close());

async function everythingOf(tutor: Actor): Promise<string[]> {
  const ids: string[] = [];
  for (let after: string | null = null; ;) {
    const { gradingQueue } = await tutor.sees('query ($after: String) { gradingQueue(filter: ALL, first: 100, after: $after) { pageInfo { hasNextPage endCursor } nodes { id } } }', { after });
    ids.push(...(gradingQueue.nodes as { id: string }[]).map((node) => node.id));
    if (!gradingQueue.pageInfo.hasNextPage) return ids;
    after = gradingQueue.pageInfo.endCursor as string;
  }
}

describe('T3 T4 whose submission it is', () => {
  test('T3 for 韩立诚, tutor of another course, it does not exist: the same answer as for an id that never was', async () => {
    const id = await waiting.take();
    const never = `sbm_${'z'.repeat(id.length - 4)}`;
    const before = await portraitOf(server.owner, id);
    const attempts = (submissionId: string): [string, Record<string, unknown>][] => [
      [`query ($input: ID!) { submission(id: $input) { ${submissionFields} } }`, { input: submissionId }],
      ['query ($input: ID!) { node(id: $input) { id } }', { input: submissionId }],
      [documents.claim, { input: { submissionId } }],
      [documents.giveBack, { input: { submissionId } }],
      [documents.draft, { input: { submissionId, expectedDraftVersion: 0, comment: '别人的作业', criterionPoints: [], isExcellent: false, points: '90' } }],
      [documents.review, reviewVariables({ submissionId, expectedVersion: 1, points: '90' })],
      [documents.review, reviewVariables({ submissionId, expectedVersion: 1, points: '90', force: true })],
      [documents.review, reviewVariables({ submissionId, expectedVersion: 1, points: '90', idempotencyKey: 'foreign' })],
      [documents.return, { input: { submissionId, expectedVersion: 1, reason: '退回' } }],
    ];
    for (const [index, [document, variables]] of attempts(id).entries()) {
      const answer = await people.韩立诚.ask(document, variables);
      expect(errorCodes(answer)).toEqual(['NOT_FOUND']);
      const [, nothing] = attempts(never)[index] ?? [];
      expect((await people.韩立诚.ask(document, nothing)).text).toBe(answer.text);
    }
    expect(await portraitOf(server.owner, id)).toBe(before);
    expect(await numberOf(server.owner, `select count(*) from idempotency_key where key = 'foreign'`)).toBe(0);
    expect(await everythingOf(people.韩立诚)).not.toContain(id);
  });

  test('T4 林晓岚 cannot grade, 方若兰 cannot grade: no such right, nothing changed', async () => {
    const before = await portraitOf(server.owner, own);
    const version = (await seen(people.林晓岚, own, learnerFields)).version;
    for (const actor of [people.林晓岚, people.方若兰, people.宋怀瑾]) {
      const acts: [string, Record<string, unknown>][] = [
        [documents.review, reviewVariables({ submissionId: own, expectedVersion: version, points: '100' })], [documents.draft, { input: { submissionId: own, expectedDraftVersion: 0, comment: '', criterionPoints: [], isExcellent: false } }],
        [documents.claim, { input: { submissionId: own } }], [documents.return, { input: { submissionId: own, expectedVersion: version, reason: '退回' } }],
      ];
      for (const [document, variables] of acts) expect(errorCodes(await actor.ask(document, variables))).toEqual(['FORBIDDEN']);
    }
    expect(errorCodes(await server.nobody().ask(documents.review, reviewVariables({ submissionId: own, expectedVersion: version, points: '100' })))).toEqual(['UNAUTHENTICATED']);
    expect(await portraitOf(server.owner, own)).toBe(before);
  });

  test('T3 林晓岚 sees her own work and nobody else\'s', async () => {
    const id = await waiting.take();
    expect(errorCodes(await people.林晓岚.ask(`query ($id: ID!) { submission(id: $id) { ${learnerFields} } }`, { id }))).toEqual(['NOT_FOUND']);
    expect(errorCodes(await people.林晓岚.ask(documents.handIn, { input: { submissionId: id, expectedVersion: 1, text: '不是我的', idempotencyKey: null } }))).toEqual(['NOT_FOUND']);
    expect(errorCodes(await people.林晓岚.ask('{ gradingQueue(filter: ALL, first: 1) { totalCount } }'))).toEqual(['FORBIDDEN']);
  });
});

describe('JS-15 expert opinions', () => {
  test('JS-15 宋怀瑾 reads a submission and says what he thinks beside it; tutors see it, the learner does not', async () => {
    const read = await seen(people.宋怀瑾, own, 'id text state viewerCanGrade');
    expect(read.viewerCanGrade).toBe(false);
    expect(read.text.length).toBeGreaterThan(100);
    const before = await portraitOf(server.owner, own);
    const given = await people.宋怀瑾.sees(documents.opinion, { input: { submissionId: own, text: ' 学情分析可再具体。 ' } });
    expect(given.addOpinion).toMatchObject({ refusals: [], opinion: { expertName: '宋怀瑾', text: '学情分析可再具体。' } });
    expect(await portraitOf(server.owner, own)).toBe(before);
    const opinions = 'query ($id: ID!) { submission(id: $id) { opinions { id expertName text } } }';
    expect((await people.周明礼.sees(opinions, { id: own })).submission.opinions).toContainEqual({ id: given.addOpinion.opinion.id, expertName: '宋怀瑾', text: '学情分析可再具体。' });
    expect(errorCodes(await people.林晓岚.ask(opinions, { id: own }))).toEqual(['FORBIDDEN']);
    expect(errorCodes(await people.林晓岚.ask('query ($id: ID!) { node(id: $id) { id } }', { id: given.addOpinion.opinion.id }))).toEqual(['NOT_FOUND']);
    expect(await numberOf(server.owner, `select count(*) from audit_event where subject = '${own}' and action = 'assignments.giveOpinion'`)).toBe(1);
  });

  test.each([['', 'EMPTY'], ['长'.repeat(2_001), 'TOO_LONG']])('JS-15 an opinion says something, and not a book: %#', async (text, code) => {
    const id = await waiting.take();
    expect((await people.宋怀瑾.sees(documents.opinion, { input: { submissionId: id, text } })).addOpinion).toMatchObject({ opinion: null, refusals: [{ code, field: 'text' }] });
    expect(await numberOf(server.owner, 'select count(*) from opinion where submission_id = $1', [keyOf('Submission', id)])).toBe(0);
  });

  test('JS-15 周明礼 gives no expert opinions', async () => {
    expect(errorCodes(await people.周明礼.ask(documents.opinion, { input: { submissionId: own, text: '我也是专家' } }))).toEqual(['FORBIDDEN']);
  });
});
