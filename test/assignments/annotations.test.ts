// Annotations on the text, told as stories: kept with the draft, with the review as it was read, shown in a conflict, given to the learner.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { keyOf } from '../../server/kernel/ids.js';
import { openTestServer, type Actor, type TestServer } from '../support/test-server.js';
import { StatementCount } from '../access/statement-count.js';
import { WaitingSubmissions, claim, codesOf, goodPoints, handIn, numberOf, ownSubmissions, signInAll, type Cast, type Refusal } from './grading-acts.js';
import { heldReleases } from './held-releases.js';

const holdBackReleases = heldReleases();
let server: TestServer;
let people: Pick<Cast, '周明礼' | '许静姝' | '林晓岚' | '宋怀瑾'>;
let waiting: WaitingSubmissions;
beforeAll(async () => {
  server = await openTestServer();
  people = await signInAll(server, '周明礼', '许静姝', '林晓岚', '宋怀瑾');
  waiting = new WaitingSubmissions(server);
});
afterAll(() => server.close());

interface Given { start: number; end: number; quote: string; comment: string; criterion?: string; deduction?: string }
interface Side { points: string; isExcellent: boolean; annotations: Given[]; criterionPoints: { criterion: string; points: string; beforeDeductions: string }[] }
interface Seen { version: number; text: string; state: string; review: Side | null; draft: (Side & { version: number }) | null; returnAnnotations: Given[] }

const side = 'points isExcellent annotations { start end quote comment criterion deduction } criterionPoints { criterion points beforeDeductions }';
const forTutors = `version text state review { ${side} } draft { version ${side} } returnAnnotations { start end quote comment criterion deduction }`;
const forOthers = `version text state review { ${side} } returnAnnotations { start end quote comment criterion deduction }`;

const refusals = 'refusals { code field message facts { name value } }';

async function look(actor: Actor, id: string, fields = forTutors): Promise<Seen> {
  return (await actor.sees<{ submission: Seen }>(`query ($id: ID!) { submission(id: $id) { ${fields} } }`, { id })).submission;
}
async function save(actor: Actor, submissionId: string, expectedDraftVersion: number, annotations: Given[]): Promise<{ draft: (Side & { version: number }) | null; conflict: { current: Side } | null; refusals: Refusal[] }> {
  const input = { submissionId, expectedDraftVersion, criterionPoints: goodPoints, comment: '', isExcellent: false, annotations };
  return (await actor.sees(`mutation ($input: SaveReviewDraftInput!) { saveReviewDraft(input: $input) { ${refusals} draft { version ${side} } conflict { current { ${side} } } } }`, { input })).saveReviewDraft as Awaited<ReturnType<typeof save>>;
}
async function submit(actor: Actor, submissionId: string, input: object): Promise<{ submission: Seen; conflict: { current: Side | null; yours: Side } | null; refusals: Refusal[] }> {
  const all = { submissionId, criterionPoints: goodPoints, comment: '', isExcellent: false, ...input };
  return (await actor.sees(`mutation ($input: SubmitReviewInput!) { submitReview(input: $input) { ${refusals} submission { ${forTutors} } conflict { current { ${side} } yours { ${side} } } } }`, { input: all })).submitReview as Awaited<ReturnType<typeof submit>>;
}
async function giveBack(actor: Actor, submissionId: string, expectedVersion: number, annotations: Given[]): Promise<{ refusals: Refusal[] }> {
  return (await actor.sees(`mutation ($input: ReturnSubmissionInput!) { returnSubmission(input: $input) { ${refusals} } }`, { input: { submissionId, expectedVersion, reason: '请按批注修改。', annotations } })).returnSubmission as { refusals: Refusal[] };
}
const on = ({ text }: Seen, start: number, end: number, comment: string, more: Partial<Given> = {}): Given => ({ start, end, quote: text.slice(start, end), comment, ...more });

describe('JS-17 annotations on the text', () => {
  test('JS-17 周明礼\'s annotations are part of his draft: one version, one statement after the lock, his alone', async () => {
    const id = await waiting.take();
    const submission = await look(people.周明礼, id);
    const annotations = [on(submission, 10, 14, '后写的在前'), on(submission, 0, 4, '开头点题。', { criterion: 'content', deduction: '1.5' }), on(submission, 2, 12, '与上一条相交。')];
    const count = new StatementCount(server.app.database);
    const saved = await save(people.周明礼, id, 0, annotations);
    // The lock, the draft, and the answer read after the commit.
    expect(count.take()).toBe(3);
    expect(saved.draft?.annotations.map(({ start, end }) => [start, end])).toEqual([[0, 4], [2, 12], [10, 14]]);
    expect(saved.draft?.criterionPoints[0]).toEqual({ criterion: 'content', points: '27', beforeDeductions: '28.5' });
    expect((await look(people.周明礼, id)).draft?.annotations).toEqual(saved.draft?.annotations);
    expect((await look(people.许静姝, id)).draft).toBeNull();

    const stale = await save(people.周明礼, id, 0, []);
    expect(codesOf(stale)).toEqual(['STALE']);
    expect(stale.conflict?.current.annotations).toHaveLength(3);
    expect((await save(people.周明礼, id, 1, [])).draft?.annotations).toEqual([]);
  });

  test('JS-19 the score is what was given less the deductions; what was given is kept beside it', async () => {
    const id = await waiting.take();
    const submission = await look(people.周明礼, id);
    const { submission: graded } = await submit(people.周明礼, id, { expectedVersion: 1, annotations: [on(submission, 0, 4, '不准确。', { criterion: 'content', deduction: '1.5' }), on(submission, 6, 9, '缺依据。', { criterion: 'expression', deduction: '12' }), on(submission, 6, 9, '同处再说一句。', { criterion: 'expression', deduction: '3' })] });
    // 28.5 - 1.5, 27, 20, and of 12 nothing is left.
    expect(graded.review?.points).toBe('74');
    expect(graded.review?.criterionPoints).toEqual([{ criterion: 'content', points: '27', beforeDeductions: '28.5' }, { criterion: 'practice', points: '27', beforeDeductions: '27' }, { criterion: 'reflection', points: '20', beforeDeductions: '20' }, { criterion: 'expression', points: '0', beforeDeductions: '12' }]);
    expect(graded.review?.annotations).toMatchObject([{ comment: '不准确。', deduction: '1.5' }, { comment: '缺依据。', deduction: '12' }, { comment: '同处再说一句。', deduction: '3' }]);
    expect(await numberOf(server.owner, 'select points_tenths from review where submission_id = $1', [keyOf('Submission', id)])).toBe(740);
    // A total that leaves the deductions out is no sum.
    expect(codesOf(await submit(people.周明礼, await waiting.take(), { expectedVersion: 1, points: '87.5', annotations: [on(submission, 0, 0, '')] }))).toContain('OUT_OF_RANGE');
  });

  test('JS-17 words that are not in the text are refused, and nothing is written', async () => {
    const id = await waiting.take();
    const submission = await look(people.周明礼, id);
    const wrong = { ...on(submission, 0, 4, '好'), quote: '并无此语' };
    expect((await save(people.周明礼, id, 0, [wrong])).refusals).toMatchObject([{ code: 'MALFORMED', field: 'annotations.0.quote' }]);
    expect((await submit(people.周明礼, id, { expectedVersion: 1, annotations: [wrong] })).refusals).toMatchObject([{ code: 'MALFORMED', field: 'annotations.0.quote' }]);
    expect((await submit(people.周明礼, id, { expectedVersion: 1, annotations: [on(submission, 0, 4, ' ')] })).refusals).toMatchObject([{ code: 'EMPTY', field: 'annotations.0.comment' }]);
    expect((await giveBack(people.周明礼, id, 1, [wrong])).refusals).toMatchObject([{ code: 'MALFORMED' }]);
    expect(await look(people.周明礼, id)).toMatchObject({ state: 'SUBMITTED', draft: null, review: null, version: 1 });
  });

  test('JS-17 a stale review shows the annotations and the proposal of both sides', async () => {
    const id = await waiting.take();
    await holdBackReleases(server, id);
    const submission = await look(people.周明礼, id);
    const { version } = submission;
    await submit(people.许静姝, id, { expectedVersion: version, isExcellent: true, annotations: [on(submission, 0, 4, '她的批注。')] });
    const answer = await submit(people.周明礼, id, { expectedVersion: version, annotations: [on(submission, 4, 8, '他的批注。', { criterion: 'content', deduction: '0.5' })] });
    expect(codesOf(answer)).toContain('STALE');
    expect(answer.conflict?.current).toMatchObject({ isExcellent: true, points: '87.5', annotations: [{ comment: '她的批注。' }] });
    expect(answer.conflict?.yours).toMatchObject({ isExcellent: false, points: '87', annotations: [{ comment: '他的批注。', deduction: '0.5' }] });
  });

  test('JS-17 林晓岚 reads the annotations of what is released or returned to her, and of nothing else; a new attempt begins without', async () => {
    const [first = '', second = ''] = await ownSubmissions(server, 'SUBMITTED');
    await claim(people.周明礼, { submissionId: first });
    const submission = await look(people.周明礼, first);
    await save(people.周明礼, first, submission.draft?.version ?? 0, [on(submission, 0, 4, '还在写。')]);
    expect((await look(people.林晓岚, first, forOthers))).toMatchObject({ review: null, returnAnnotations: [] });
    expect((await giveBack(people.周明礼, first, submission.version, [on(submission, 0, 4, '此处请展开。', { criterion: 'content', deduction: '2' })])).refusals).toEqual([]);
    const returned = await look(people.林晓岚, first, forOthers);
    expect(returned).toMatchObject({ state: 'RETURNED', review: null, returnAnnotations: [{ comment: '此处请展开。', criterion: 'content', deduction: null }] });
    const again = await handIn(people.林晓岚, first, returned.version, `补充：${returned.text}`, null);
    expect(await look(people.林晓岚, again.submission?.id ?? '', forOthers)).toMatchObject({ returnAnnotations: [] });
    expect((await look(people.林晓岚, first, forOthers)).returnAnnotations).toHaveLength(1);

    const other = await look(people.周明礼, second);
    await submit(people.周明礼, second, { expectedVersion: other.version, annotations: [on(other, 0, 4, '写得好。')] });
    expect((await look(people.林晓岚, second, forOthers)).review?.annotations).toMatchObject([{ comment: '写得好。', quote: other.text.slice(0, 4) }]);
    expect((await look(people.宋怀瑾, second, forOthers)).review?.annotations).toHaveLength(1);
  });
});
