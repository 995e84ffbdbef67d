// The points of a rubric change while second marking runs: blind stays blind, and both marks are compared by one version.
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { keyOf } from '../../server/kernel/ids.js';
import { reconcile } from '../../server/reconcile.js';
import { openTestServer, type TestServer } from '../support/test-server.js';
import { WaitingSubmissions, claim, codesOf, numberOf, saveDraft, seen, signInAll, submissionFields, type Cast } from '../assignments/grading-acts.js';
import { heldReleases } from '../assignments/held-releases.js';
import { assignmentOf, decide, mark, marked, markingOf, sampleAll, sheet } from './marking-acts.js';

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

/** Submissions of one assignment that are sampled whatever their points. */
async function sampled(count: number): Promise<string[]> {
  const taken = new Map<string, string[]>();
  for (;;) {
    const id = await waiting.take();
    const { assignmentId } = await assignmentOf(server, id);
    const ids = [...(taken.get(assignmentId) ?? []), id];
    taken.set(assignmentId, ids);
    if (ids.length < count) continue;
    await server.owner.query('delete from second_marking_setting');
    await sampleAll(server, ids);
    await holdBackReleases(server, id);
    return ids;
  }
}

interface Rubric { id: string; name: string; versions: { version: number }[]; criteria: { key: string; name: string; description: string; maximumPoints: string; levels: { name: string; description: string; points: string }[] }[] }

const rubricFields = 'id name versions { version } criteria { key name description maximumPoints levels { name description points } }';
async function rubricOf(assignmentId: string): Promise<Rubric> {
  return (await people.裴致远.sees(`query ($id: ID!) { node(id: $id) { ... on Assignment { rubric { ${rubricFields} } } } }`, { id: assignmentId })).node.rubric as Rubric;
}

/** What the first level in content is worth to whoever marks the submission. */
async function firstLevel(submissionId: string): Promise<number> {
  const { criteria } = await rubricOf((await assignmentOf(server, submissionId)).assignmentId);
  return Number(criteria.find(({ key }) => key === 'content')?.levels[0]?.points);
}

/** 裴致远 gives the first level in content other points, and what was marked before has gone over to them. */
async function becomes(submissionId: string, points: number): Promise<void> {
  const { assignmentId } = await assignmentOf(server, submissionId);
  const now = await rubricOf(assignmentId);
  const criteria = now.criteria.map((one) => (one.key === 'content' ? { ...one, levels: one.levels.map((level, place) => (place === 0 ? { ...level, points: String(points) } : level)) } : one));
  const { reviseRubric } = await people.裴致远.sees('mutation ($input: ReviseRubricInput!) { reviseRubric(input: $input) { rubric { id } refusals { code message } } }', { input: { rubricId: now.id, expectedVersion: now.versions[0]?.version, name: now.name, criteria } });
  expect(reviseRubric.refusals).toEqual([]);
  const { applyRubric } = await people.裴致远.sees('mutation ($input: ApplyRubricInput!) { applyRubric(input: $input) { change { id } refusals { code message } } }', { input: { assignmentId, rubricId: reviseRubric.rubric.id, expectedRubricId: now.id, reason: '一级的分值调整' } });
  expect(applyRubric.refusals).toEqual([]);
  await server.app.rubricChangeWork.idle();
}

test('JS-17 while 许静姝 marks a second time, 裴致远 changes the points: she is told of a change and of nothing else, and both are compared by the new points', async () => {
  const [id = ''] = await sampled(1);
  const level = await firstLevel(id);
  const version = await marked(people.周明礼, id, 1, sheet(String(level), '20', '20', '10'), { comment: '首评的话。' });
  const { submission } = await claim(people.许静姝, { submissionId: id });
  await saveDraft(people.许静姝, { submissionId: id, expectedDraftVersion: 0, criterionPoints: sheet('22', '20', '20', '10'), comment: '复评的话。' });
  await becomes(id, level - 2);

  const stale = await mark(people.许静姝, id, submission?.version ?? 0, sheet('22', '20', '20', '10'), { comment: '复评的话。' });
  expect(codesOf(stale)).toEqual(['STALE']);
  expect(stale.conflict).toMatchObject({ current: null, yours: { points: '72', comment: '复评的话。' } });
  const hers = await people.许静姝.ask(`query ($id: ID!) { submission(id: $id) { ${submissionFields} history { from to byName reason } } }`, { id });
  expect(hers.text).not.toMatch(/首评的话|周明礼/);
  expect(hers.text).toContain('一级的分值调整');
  expect(hers.text).not.toMatch(/ → /);
  expect((await seen(people.许静姝, id, submissionFields)).draft).toMatchObject({ comment: '复评的话。' });

  // level − 2 + 50 and 72: by the old points they would have lain further apart.
  const second = await mark(people.许静姝, id, stale.conflict?.currentVersion ?? version, sheet('22', '20', '20', '10'), { comment: '复评的话。' });
  expect(second).toMatchObject({ refusals: [], submission: { state: 'AGREED' } });
  expect(await markingOf(people.裴致远, id)).toMatchObject({ state: 'AGREED', difference: String(level - 2 - 22), first: { points: String(level - 2 + 50), tutorName: '周明礼' }, second: { points: '72' } });
  await becomes(id, level);
  expect(await reconcile(server.owner)).toEqual([]);
});

test('JS-17 a dispute that is not decided yet: both marks go over to the new points, and the difference with them', async () => {
  const [id = '', other = ''] = await sampled(2);
  const level = await firstLevel(id);
  const version = await marked(people.周明礼, id, 1, sheet('18', '25', '20', '10'), { comment: '首评的话。' });
  await marked(people.许静姝, id, version, sheet(String(level), '25', '20', '10'), { comment: '复评的话。' });
  expect(await markingOf(people.裴致远, id)).toMatchObject({ state: 'DISPUTED', difference: String(level - 18), first: { points: '73' }, second: { points: String(level + 55) } });
  // Of another dispute both are at that level.
  await marked(people.许静姝, other, await marked(people.周明礼, other, 1, sheet(String(level), '15', '20', '10')), sheet(String(level), '27', '20', '10'));
  const workload = () => numberOf(server.owner, `select count(*) from review r where r.submission_id = ${keyOf('Submission', id)} and r.seconds is not null`);
  const read = await workload();
  await becomes(id, level - 2);
  const disputed = await markingOf(people.裴致远, id);
  expect(disputed).toMatchObject({ state: 'DISPUTED', difference: String(level - 2 - 18), first: { points: '73', tutorName: '周明礼' }, second: { points: String(level + 53), tutorName: '许静姝', comment: '复评的话。' } });
  expect(await markingOf(people.裴致远, other)).toMatchObject({ state: 'DISPUTED', difference: '12', first: { points: String(level + 43) }, second: { points: String(level + 55) } });
  expect(await workload()).toBe(read);
  expect(await numberOf(server.owner, `select count(*) from review r join submission s on s.id = r.submission_id join assignment a on a.id = s.assignment_id
    where s.id = ${keyOf('Submission', id)} and r.rubric_id <> a.rubric_id and not exists (select 1 from review n where n.replaces_id = r.id)`)).toBe(0);
  const decided = await decide(people.裴致远, { submissionId: id, expectedVersion: disputed?.submission.version, criterionPoints: sheet(String(level - 2), '25', '20', '10'), given: [{ side: 'SECOND' }] });
  expect(decided).toMatchObject({ refusals: [], submission: { state: 'AGREED', review: { points: String(level + 53), comment: '复评的话。' } } });
  await becomes(id, level);
  expect(await reconcile(server.owner)).toEqual([]);
});

test('JS-17 as long as the first mark has not gone over to the new points, a second one waits: no average of two measures', async () => {
  const [id = ''] = await sampled(1);
  const level = await firstLevel(id);
  const version = await marked(people.周明礼, id, 1, sheet(String(level), '20', '20', '10'));
  await becomes(id, level - 2);
  // As it stands before the server has come to it.
  const before = await numberOf(server.owner, `select before_id from rubric_change order by id desc limit 1`);
  await server.owner.query(`update review set rubric_id = $2 where id = (select last_review_id from submission where id = $1)`, [keyOf('Submission', id), before]);
  const { version: now } = await seen(people.许静姝, id, submissionFields);
  expect(now).toBe(version + 1);
  expect(codesOf(await mark(people.许静姝, id, now, sheet('26', '20', '20', '10')))).toEqual(['NOT_ALLOWED_IN_STATE']);
  await server.owner.query('update review r set rubric_id = a.rubric_id from submission s join assignment a on a.id = s.assignment_id where s.id = $1 and r.id = s.last_review_id', [keyOf('Submission', id)]);
  expect(codesOf(await mark(people.许静姝, id, now, sheet('26', '20', '20', '10')))).toEqual([]);
  await becomes(id, level);
});
