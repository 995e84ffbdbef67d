// What a review and a draft may hold, and what happens when they are sent twice.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { keyOf } from '../../server/kernel/ids.js';
import { openTestServer, type TestServer } from '../support/test-server.js';
import { WaitingSubmissions, codesOf, documents, errorCodes, goodPoints, numberOf, portraitOf, reviewVariables, saveDraft, seen, signInAll, submissionFields, submitReview, type Cast } from './grading-acts.js';

let server: TestServer;
let people: Pick<Cast, '周明礼' | '许静姝'>;
let waiting: WaitingSubmissions;
beforeAll(async () => {
  server = await openTestServer();
  people = await signInAll(server, '周明礼', '许静姝');
  waiting = new WaitingSubmissions(server);
});
afterAll(() => server.close());

describe('JS-17 what a review may hold', () => {
  const criterion = (points: unknown) => [{ criterion: 'content', points }, ...goodPoints.slice(1)];
  test.each<[string, Record<string, unknown>, string, string]>([
    ['two decimals', { points: '79.65' }, 'BAD_USER_INPUT', 'points'],
    ['two decimals as a JSON number', { points: 79.65 }, 'BAD_USER_INPUT', 'points'],
    ['the sum of floats', { points: 0.1 + 0.2 }, 'BAD_USER_INPUT', 'points'],
    ['two decimals in a criterion', { criterionPoints: criterion('28.55') }, 'BAD_USER_INPUT', 'criterionPoints.0.points'],
    ['"NaN"', { points: 'NaN' }, 'BAD_USER_INPUT', 'points'],
    ['"Infinity"', { points: 'Infinity' }, 'BAD_USER_INPUT', 'points'],
    ['"1e400"', { points: '1e400' }, 'BAD_USER_INPUT', 'points'],
    ['1e21', { points: 1e21 }, 'BAD_USER_INPUT', 'points'],
    ['the empty text', { points: '' }, 'BAD_USER_INPUT', 'points'],
    ['full-width digits', { points: '８０' }, 'BAD_USER_INPUT', 'points'],
    ['true', { points: true }, 'BAD_USER_INPUT', 'points'],
    ['a list', { points: ['80'] }, 'BAD_USER_INPUT', 'points'],
    ['0.1 above the maximum', { points: '100.1' }, 'OUT_OF_RANGE', 'points'],
    ['-0.1', { points: '-0.1' }, 'OUT_OF_RANGE', 'points'],
    ['ten million', { points: '10000000' }, 'BAD_USER_INPUT', 'six digits before the point'],
    ['999,999.9', { points: '999999.9' }, 'OUT_OF_RANGE', 'points'],
    ['0.1 above a criterion', { criterionPoints: criterion('30.1') }, 'OUT_OF_RANGE', 'criterionPoints.0.points'],
    ['a negative criterion', { criterionPoints: criterion('-0.1') }, 'OUT_OF_RANGE', 'criterionPoints.0.points'],
    ['a criterion of another rubric', { criterionPoints: [{ criterion: 'style', points: '1' }, ...goodPoints] }, 'NOT_FOUND', 'criterionPoints.0.criterion'],
    ['a criterion twice', { criterionPoints: [...goodPoints, goodPoints[0]] }, 'OUT_OF_RANGE', 'criterionPoints.4.criterion'],
    ['a criterion forgotten', { criterionPoints: goodPoints.slice(1) }, 'INCOMPLETE', 'criterionPoints'],
    ['nothing', {}, 'INCOMPLETE', 'points'],
    ['a sum that is not the sum', { points: '87.4', criterionPoints: goodPoints }, 'OUT_OF_RANGE', 'points'],
    ['a comment of 5,001 characters', { points: '80', comment: '长'.repeat(5_001) }, 'TOO_LONG', 'comment'],
    ['a comment with NUL', { points: '80', comment: '好\u0000' }, 'BAD_USER_INPUT', 'comment'],
    ['a comment with half a character', { points: '80', comment: '好\ud842' }, 'BAD_USER_INPUT', 'comment'],
  ])('JS-17 refused with field and reason, nothing changed: %s', async (_, input, code, field) => {
    const id = await waiting.take();
    const before = await portraitOf(server.owner, id);
    const answer = await people.周明礼.ask(documents.review, reviewVariables({ submissionId: id, expectedVersion: 1, ...input }));
    if (code === 'BAD_USER_INPUT') {
      expect(errorCodes(answer)).toEqual(['BAD_USER_INPUT']);
      const [error] = answer.errors;
      const places = [error?.message, error?.extensions['field'], error?.extensions['at']].join(' ').replaceAll('[0]', '.0');
      expect(places).toContain(field);
      expect(error?.message.length).toBeGreaterThan(10);
    } else {
      expect(answer.data).toMatchObject({ submitReview: { conflict: null, refusals: [{ code, field }] } });
    }
    expect(answer.status).toBeLessThan(500);
    expect(await portraitOf(server.owner, id)).toBe(before);
  });

  test.each([['1e400'], ['NaN'], ['-Infinity'], ['9'.repeat(400)], ['0x50']])('T5 %s as a bare JSON number is refused', async (number) => {
    const id = await waiting.take();
    const before = await portraitOf(server.owner, id);
    const body = JSON.stringify({ query: documents.review, variables: reviewVariables({ submissionId: id, expectedVersion: 1, points: '@' }) }).replace('"@"', number);
    const response = await fetch(`${server.origin}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json', ...people.周明礼.credentials }, body });
    const answer = (await response.json()) as { errors: { extensions: { code: string } }[] };
    expect(response.status).toBe(400);
    expect(answer.errors[0]?.extensions.code).toBe('BAD_USER_INPUT');
    expect(await portraitOf(server.owner, id)).toBe(before);
  });

  test.each<[string, Record<string, unknown>, string, string]>([
    ['points above the maximum', { points: '100.1' }, 'OUT_OF_RANGE', 'points'],
    ['a criterion above its maximum', { criterionPoints: [{ criterion: 'expression', points: '15.1' }] }, 'OUT_OF_RANGE', 'criterionPoints.0.points'],
    ['an unknown criterion', { criterionPoints: [{ criterion: 'style', points: '1' }] }, 'NOT_FOUND', 'criterionPoints.0.criterion'],
    ['too long a comment', { comment: '长'.repeat(5_001) }, 'TOO_LONG', 'comment'],
  ])('JS-17 a draft is refused with field and reason: %s', async (_, input, code, field) => {
    const id = await waiting.take();
    const before = await portraitOf(server.owner, id);
    expect(await saveDraft(people.周明礼, { submissionId: id, expectedDraftVersion: 0, comment: '', ...input })).toMatchObject({ draft: null, conflict: null, refusals: [{ code, field }] });
    expect(await portraitOf(server.owner, id)).toBe(before);
  });

  test('G3 a window that still holds a draft of before the submission does not bring it back', async () => {
    const id = await waiting.take();
    await saveDraft(people.周明礼, { submissionId: id, expectedDraftVersion: 0, comment: '未完成的评语' });
    await submitReview(people.周明礼, { submissionId: id, expectedVersion: 1, points: '85', comment: '完成的评语' });
    const late = await saveDraft(people.周明礼, { submissionId: id, expectedDraftVersion: 1, comment: '未完成的评语，另一个窗口' });
    expect(codesOf(late)).toEqual(['STALE']);
    expect((await seen(people.周明礼, id, submissionFields)).draft).toBeNull();
  });
});

describe('I1 I2 a review that is sent twice', () => {
  test('I1 the same key and body: the same answer, one review', async () => {
    const id = await waiting.take();
    const variables = reviewVariables({ submissionId: id, expectedVersion: 1, criterionPoints: goodPoints, comment: '一次', idempotencyKey: `once-${id}` });
    const first = await people.周明礼.ask(documents.review, variables);
    const again = await people.周明礼.ask(documents.review, variables);
    expect(first.data).toMatchObject({ submitReview: { refusals: [], submission: { state: 'RELEASED' } } });
    expect(again.text).toBe(first.text);
    expect(await numberOf(server.owner, 'select count(*) from review where submission_id = $1', [keyOf('Submission', id)])).toBe(1);
  });

  test.each<[string, Record<string, unknown>]>([['points', { points: '80.1' }], ['comment', { comment: '另一个' }], ['excellent', { isExcellent: true }], ['version', { expectedVersion: 3 }], ['force', { force: true }]])('I2 the same key with another body is refused: %s', async (_, change) => {
    const id = await waiting.take();
    const input = { submissionId: id, expectedVersion: 1, points: '80', comment: '一个', idempotencyKey: `reused-${id}` };
    await submitReview(people.周明礼, input);
    const before = await portraitOf(server.owner, id);
    expect((await submitReview(people.周明礼, { ...input, ...change })).refusals).toMatchObject([{ code: 'IDEMPOTENCY_KEY_REUSED', field: 'idempotencyKey' }]);
    expect(await portraitOf(server.owner, id)).toBe(before);
  });

  test('I2 a key is its sender\'s own: 许静姝 may use the same one for something else', async () => {
    const [his, hers] = [await waiting.take(), await waiting.take()];
    expect(codesOf(await submitReview(people.周明礼, { submissionId: his, expectedVersion: 1, points: '80', idempotencyKey: 'shared' }))).toEqual([]);
    expect(codesOf(await submitReview(people.许静姝, { submissionId: hers, expectedVersion: 1, points: '81', idempotencyKey: 'shared' }))).toEqual([]);
  });

  test('I2 a refused review leaves its key free for the version put right', async () => {
    const id = await waiting.take();
    const input = { submissionId: id, points: '80', idempotencyKey: `again-${id}` };
    expect(codesOf(await submitReview(people.周明礼, { ...input, expectedVersion: 9 }))).toEqual(['STALE']);
    expect(codesOf(await submitReview(people.周明礼, { ...input, expectedVersion: 1 }))).toEqual([]);
  });

  test('I2 the keys of two kinds of write do not answer for each other', async () => {
    const id = await waiting.take();
    await submitReview(people.周明礼, { submissionId: id, expectedVersion: 1, points: '80', idempotencyKey: `kind-${id}` });
    const { rows } = await server.owner.query<{ actor: string }>('select actor from idempotency_key where key = $1', [`kind-${id}`]);
    expect(rows).toHaveLength(1);
    expect(rows[0]?.actor).toMatch(/^person:\d+$/);
  });
});
