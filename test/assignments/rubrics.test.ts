// Rubrics: made and revised by the chief subject tutor, and taken over in mid-grading after it was shown whom that changes.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { globalId, keyOf } from '../../server/kernel/ids.js';
import { openTestServer, type Actor, type TestServer } from '../support/test-server.js';
import { WaitingSubmissions, codesOf, goodPoints, learnerFields, numberOf, ownSubmissions, seen, signInAll, submitReview, type Cast, type Refusal } from './grading-acts.js';

let server: TestServer;
let people: Pick<Cast, '周明礼' | '裴致远' | '林晓岚' | '顾文远'>;
let waiting: WaitingSubmissions;
beforeAll(async () => {
  server = await openTestServer();
  people = await signInAll(server, '周明礼', '裴致远', '林晓岚', '顾文远');
  waiting = new WaitingSubmissions(server);
});
afterAll(() => server.close());

interface Level { name: string; description: string; points: string }
interface Criterion { key?: string; name: string; description: string; maximumPoints: string; levels: Level[] }
interface Rubric { id: string; name: string; version: number; isLatest: boolean; totalPoints: string; assignmentCount: number; madeByName: string | null; subject: string | null; criteria: Criterion[]; versions: { id: string; version: number }[] }
interface Preview { reviews: number; changed: number; higher: number; lower: number; visible: number; cut: number; drafts: number; largest: { before: string; after: string; submission: { id: string } }[]; refusals: Refusal[] }

const refusalFields = 'refusals { code field message facts { name value } }';
const rubricFields = 'id name version isLatest totalPoints assignmentCount madeByName subject criteria { key name description maximumPoints levels { name description points } } versions { id version }';

async function create(actor: Actor, input: Record<string, unknown>): Promise<{ rubric: Rubric | null; refusals: Refusal[] }> {
  return (await actor.sees(`mutation ($input: CreateRubricInput!) { createRubric(input: $input) { rubric { ${rubricFields} } ${refusalFields} } }`, { input })).createRubric;
}
async function revise(actor: Actor, input: Record<string, unknown>): Promise<{ rubric: Rubric | null; refusals: Refusal[] }> {
  return (await actor.sees(`mutation ($input: ReviseRubricInput!) { reviseRubric(input: $input) { rubric { ${rubricFields} } ${refusalFields} } }`, { input })).reviseRubric;
}
async function preview(actor: Actor, assignmentId: string, rubricId: string): Promise<Preview> {
  return (await actor.sees(`query ($a: ID!, $r: ID!) { rubricChangePreview(assignmentId: $a, rubricId: $r) { reviews changed higher lower visible cut drafts largest { before after submission { id } } ${refusalFields} } }`, { a: assignmentId, r: rubricId })).rubricChangePreview;
}
async function apply(actor: Actor, input: Record<string, unknown>): Promise<{ change: { id: string; reviews: number; changedReviews: number; finishedAt: string | null } | null; refusals: Refusal[] }> {
  return (await actor.sees(`mutation ($input: ApplyRubricInput!) { applyRubric(input: $input) { change { id reviews changedReviews finishedAt } ${refusalFields} } }`, { input })).applyRubric;
}

/** The rubric that the demonstration's assignments use, as it stands. */
async function inUse(): Promise<Rubric> {
  const { assignments } = await people.裴致远.sees(`{ assignments(first: 1) { nodes { id rubric { ${rubricFields} } } } }`);
  return assignments.nodes[0].rubric;
}

const level = (name: string, points: string): Level => ({ name, description: '', points });
const two: Criterion[] = [
  { name: '教学目标', description: '', maximumPoints: '60', levels: [level('优秀', '60'), level('良好', '45'), level('合格', '30')] },
  { name: '教学过程', description: '有学生的真实表现', maximumPoints: '40', levels: [level('优秀', '40'), level('合格', '24.5')] },
];
/** The same criteria, where content's first level is worth 1.5 less. */
const lowered = (criteria: Criterion[]): Criterion[] => criteria.map((one) => (one.key === 'content' ? { ...one, levels: one.levels.map((each, place) => (place === 0 ? { ...each, points: '27' } : each)) } : one));

describe('JS-17 making rubrics', () => {
  test('JS-17 裴致远 makes a rubric for Chinese; 周明礼 can read it, and it is offered for that subject only', async () => {
    const { rubric, refusals } = await create(people.裴致远, { name: ' 单元教学设计 ', subject: 'CHINESE', criteria: two });
    expect(refusals).toEqual([]);
    expect(rubric).toMatchObject({ name: '单元教学设计', version: 1, isLatest: true, totalPoints: '100', assignmentCount: 0, madeByName: '裴致远', subject: 'CHINESE', versions: [{ version: 1 }] });
    expect(rubric?.criteria.map(({ key, maximumPoints, levels }) => [key, maximumPoints, levels.map(({ points }) => points)])).toEqual([['c1', '60', ['60', '45', '30']], ['c2', '40', ['40', '24.5']]]);
    const offered = async (subject: string) => (await people.周明礼.sees(`query ($s: Subject) { rubrics(first: 100, subject: $s) { nodes { name } } }`, { s: subject })).rubrics.nodes.map(({ name }: { name: string }) => name);
    expect(await offered('CHINESE')).toEqual(expect.arrayContaining(['单元教学设计', '写作类作业评分标准']));
    expect(await offered('MATHEMATICS')).toContain('写作类作业评分标准');
    expect(await offered('MATHEMATICS')).not.toContain('单元教学设计');
  });

  test('JS-17 a revision is the next version, the one before stays as it was; whoever started from it is told', async () => {
    const first = (await create(people.裴致远, { name: '教学反思', criteria: two })).rubric as Rubric;
    const [goal, process] = first.criteria as [Criterion, Criterion];
    const { rubric } = await revise(people.裴致远, { rubricId: first.id, expectedVersion: 1, name: '教学反思', criteria: [process, { ...two[0], name: '反思深度', levels: [level('深', '30'), level('浅', '10')], maximumPoints: '30' }, { ...goal, maximumPoints: '30', levels: [level('优秀', '30'), level('合格', '18')] }] });
    expect(rubric).toMatchObject({ version: 2, isLatest: true, totalPoints: '100', versions: [{ version: 2 }, { version: 1, id: first.id }] });
    expect(rubric?.criteria.map(({ key, name }) => [key, name])).toEqual([['c2', '教学过程'], ['c3', '反思深度'], ['c1', '教学目标']]);
    const before = (await people.裴致远.sees(`query ($id: ID!) { rubric(id: $id) { ${rubricFields} } }`, { id: first.id })).rubric as Rubric;
    expect(before).toMatchObject({ version: 1, isLatest: false, criteria: first.criteria });
    const late = await revise(people.裴致远, { rubricId: first.id, expectedVersion: 1, name: '教学反思', criteria: two });
    expect(codesOf(late)).toEqual(['STALE']);
    expect(late.refusals[0]?.facts).toContainEqual({ name: 'current', value: '2' });
    expect(codesOf(await revise(people.裴致远, { rubricId: first.id, expectedVersion: 2, name: '教学反思', criteria: [{ ...two[0], key: 'style' }] }))).toEqual(['NOT_FOUND']);
  });

  test('JS-17 two revisions at the same moment: one becomes version 2, the other is told, twenty times', async () => {
    for (let round = 0; round < 20; round += 1) {
      const { rubric } = await create(people.裴致远, { name: `争用${round}`, criteria: two });
      const both = await Promise.all([0, 1].map(() => revise(people.裴致远, { rubricId: rubric?.id, expectedVersion: 1, name: `争用${round}`, criteria: two })));
      expect(both.map(codesOf).sort()).toEqual([[], ['STALE']]);
    }
  });

  test('JS-17 the same request sent twice makes one rubric', async () => {
    const input = { name: '发了两次', criteria: two, idempotencyKey: 'rubric-twice' };
    const [one, other] = await Promise.all([create(people.裴致远, input), create(people.裴致远, input)]);
    expect(one?.rubric?.id).toBe(other?.rubric?.id);
    expect(await numberOf(server.owner, `select count(*) from rubric where name = '发了两次'`)).toBe(1);
  });

  test('JS-17 what is no rubric is refused with the field, and nothing is written', async () => {
    const before = await numberOf(server.owner, 'select count(*) from rubric');
    const { refusals } = await create(people.裴致远, { name: '', criteria: [{ ...two[0], levels: [level('优秀', '60'), level('良好', '60.1')] }] });
    expect(refusals.map(({ code, field }) => [code, field])).toEqual([['EMPTY', 'name'], ['OUT_OF_RANGE', 'criteria.0.levels.1.points']]);
    const malformed = await people.裴致远.ask(`mutation ($input: CreateRubricInput!) { createRubric(input: $input) { refusals { code } } }`, { input: { name: '分数', criteria: [{ ...two[0], maximumPoints: '60.05' }] } });
    expect([malformed.status, malformed.errors[0]?.extensions['code'], malformed.errors[0]?.extensions['field']]).toEqual([200, 'BAD_USER_INPUT', 'criteria.0.maximumPoints']);
    expect(await numberOf(server.owner, 'select count(*) from rubric')).toBe(before);
  });

  test('T1 周明礼, 顾文远 and 林晓岚 cannot make or apply one', async () => {
    for (const name of ['周明礼', '顾文远', '林晓岚'] as const) {
      const answer = await people[name].ask('mutation ($input: CreateRubricInput!) { createRubric(input: $input) { refusals { code } } }', { input: { name: '越权', criteria: two } });
      expect(answer.errors[0]?.extensions['code']).toBe('FORBIDDEN');
    }
  });
});

describe('JS-17 changing points in mid-grading', () => {
  /** The assignment of a submission that waits, and what stands scored in it. */
  async function assignmentOf(submissionId: string): Promise<string> {
    return globalId('Assignment', await numberOf(server.owner, `select assignment_id from submission where id = ${keyOf('Submission', submissionId)}`));
  }
  const scored = (assignmentId: string, condition: string) => numberOf(server.owner, `select count(*) from submission t join review r on r.id = t.last_review_id where t.assignment_id = ${keyOf('Assignment', assignmentId)} and t.is_latest and t.state in ('SCORED', 'RELEASED', 'APPEALED', 'REVISED') and r.criterion_points <> '[]' and (${condition})`);
  const atFirstLevel = `r.criterion_points @> '[{"criterion": "content", "pointsTenths": 290}]'`;

  test('JS-17 裴致远 sees first whom it changes, then it is a recorded act: levels keep their place, learners see the new score and why, nothing else moves', async () => {
    const [own = ''] = await ownSubmissions(server, 'RELEASED');
    const assignmentId = await assignmentOf(own);
    // 林晓岚's text got the first level in content: 28.5 would be between the levels.
    const levelPoints = (await inUse()).criteria.find(({ key }) => key === 'content')?.levels[0]?.points;
    expect(levelPoints).toBe('29');
    const { version } = await seen(people.周明礼, own, 'version');
    await submitReview(people.周明礼, { submissionId: own, expectedVersion: version, criterionPoints: [{ criterion: 'content', points: '29' }, ...goodPoints.slice(1)], comment: '第一级', force: true });
    const before = await inUse();
    const latest = before.versions[0]?.version ?? 0;
    const { rubric } = await revise(people.裴致远, { rubricId: before.id, expectedVersion: latest, name: before.name, criteria: lowered(before.criteria) });
    const touched = await scored(assignmentId, atFirstLevel);
    const all = await scored(assignmentId, 'true');

    const shown = await preview(people.裴致远, assignmentId, rubric?.id ?? '');
    expect(shown).toMatchObject({ reviews: all, changed: touched, higher: 0, lower: touched, cut: 0, refusals: [] });
    expect(touched).toBeGreaterThan(0);
    expect(shown.largest.every(({ before: was, after }) => Number(was) - Number(after) === 2)).toBe(true);
    expect(await numberOf(server.owner, `select count(*) from assignment where rubric_id = ${keyOf('Rubric', rubric?.id ?? '')}`)).toBe(0);

    const seconds = await numberOf(server.owner, 'select sum(seconds) from review');
    const { change, refusals } = await apply(people.裴致远, { assignmentId, rubricId: rubric?.id, expectedRubricId: before.id, reason: '「内容与立意」一级偏高' });
    expect(refusals).toEqual([]);
    expect(change?.reviews).toBe(all);
    await server.app.rubricChangeWork.idle();
    const { rubricChanges } = await people.裴致远.sees('query ($a: ID) { rubricChanges(first: 1, assignmentId: $a) { nodes { id reviews changedReviews finishedAt reason byName before { version } after { version } } } }', { a: assignmentId });
    expect(rubricChanges.nodes[0]).toMatchObject({ id: change?.id, reviews: all, changedReviews: touched, reason: '「内容与立意」一级偏高', byName: '裴致远', before: { version: before.version }, after: { version: latest + 1 } });
    expect(rubricChanges.nodes[0].finishedAt).not.toBeNull();

    const hers = await people.林晓岚.sees(`query ($id: ID!) { submission(id: $id) { ${learnerFields} history { from to byName reason } } }`, { id: own });
    expect(hers.submission.review).toMatchObject({ points: '86', tutorName: '周明礼', comment: '第一级' });
    expect(hers.submission.history.at(-1)).toEqual({ from: 'RELEASED', to: 'RELEASED', byName: '裴致远', reason: '评分标准更新（88 → 86 分）：「内容与立意」一级偏高' });
    expect(await scored(assignmentId, atFirstLevel)).toBe(0);
    expect(await scored(assignmentId, `r.rubric_id <> ${keyOf('Rubric', rubric?.id ?? '')}`)).toBe(0);
    // The workload that tutors are paid by is what they read.
    expect(await numberOf(server.owner, 'select sum(seconds) from review')).toBe(seconds);
    expect(await numberOf(server.owner, `select count(*) from audit_event where action = 'assignments.manageRubrics' and subject = '${assignmentId}'`)).toBe(2);
  });

  test('JS-17 while reviews stand, criteria may not come or go, the points must add up, and a second chief tutor is told of the first', async () => {
    const assignmentId = await assignmentOf(await waiting.take());
    const current = globalId('Rubric', await numberOf(server.owner, `select rubric_id from assignment where id = ${keyOf('Assignment', assignmentId)}`));
    const other = (await create(people.裴致远, { name: '别的项', criteria: two })).rubric as Rubric;
    expect((await preview(people.裴致远, assignmentId, other.id)).refusals.map(({ code }) => code)).toEqual(['NOT_ALLOWED']);
    const small = (await create(people.裴致远, { name: '九十分', criteria: [{ ...two[0], maximumPoints: '90' }] })).rubric as Rubric;
    expect(codesOf(await apply(people.裴致远, { assignmentId, rubricId: small.id, expectedRubricId: current, reason: '试' }))).toEqual(['OUT_OF_RANGE', 'NOT_ALLOWED']);
    expect(codesOf(await apply(people.裴致远, { assignmentId, rubricId: current, expectedRubricId: other.id, reason: '试' }))).toEqual(['STALE']);
    expect(codesOf(await apply(people.裴致远, { assignmentId, rubricId: current, expectedRubricId: current, reason: ' ' }))).toEqual(['EMPTY']);
    expect(globalId('Rubric', await numberOf(server.owner, `select rubric_id from assignment where id = ${keyOf('Assignment', assignmentId)}`))).toBe(current);
  });

  test('G2 周明礼 grades while the points change: every review ends by the new version, none is lost or scored twice', async () => {
    const submissionIds = await waiting.takeMany(12);
    const asked: { id: string; assignmentId: string }[] = [];
    for (const id of submissionIds) asked.push({ id, assignmentId: await assignmentOf(id) });
    const byAssignment = Map.groupBy(asked, ({ assignmentId }) => assignmentId);
    const [assignmentId = '', mine = []] = [...byAssignment].sort(([, one], [, two_]) => two_.length - one.length)[0] ?? [];
    const now = (await people.裴致远.sees(`query ($id: ID!) { node(id: $id) { ... on Assignment { rubric { ${rubricFields} } } } }`, { id: assignmentId })).node.rubric as Rubric;
    const latest = now.versions[0]?.version ?? 0;
    const { rubric } = await revise(people.裴致远, { rubricId: now.id, expectedVersion: latest, name: now.name, criteria: now.criteria.map((one) => (one.key === 'practice' ? { ...one, levels: one.levels.map((each, place) => (place === 0 ? { ...each, points: '30' } : each)) } : one)) });
    const first = now.criteria.find(({ key }) => key === 'practice')?.levels[0]?.points;
    const sheet = goodPoints.map((given) => (given.criterion === 'practice' ? { ...given, points: first } : given));
    const [applied, ...reviews] = await Promise.all([
      apply(people.裴致远, { assignmentId, rubricId: rubric?.id, expectedRubricId: now.id, reason: '提高一级' }),
      ...mine.map(async ({ id }) => submitReview(people.周明礼, { submissionId: id, expectedVersion: 1, criterionPoints: sheet, comment: '边改边批' })),
    ]);
    expect(applied?.refusals).toEqual([]);
    expect(reviews.flatMap(codesOf)).toEqual([]);
    await server.app.rubricChangeWork.idle();
    expect(await scored(assignmentId, `r.rubric_id <> ${keyOf('Rubric', rubric?.id ?? '')}`)).toBe(0);
    for (const { id } of mine) expect(await numberOf(server.owner, `select count(*) from review where submission_id = ${keyOf('Submission', id)}`)).toBeLessThanOrEqual(2);
  });

  test('JS-17 what a server left half-done is taken up by the next one', async () => {
    const assignmentId = globalId('Assignment', 5);
    const before = await numberOf(server.owner, 'select rubric_id from assignment where id = 5');
    await server.owner.query(`update rubric set is_latest = false where code = (select code from rubric where id = ${before})`);
    const made = Number((await server.owner.query<{ id: string }>(`insert into rubric (code, version, is_latest, name, criteria) select code, (select max(latest.version) + 1 from rubric latest where latest.code = rubric.code), true, name, jsonb_set(criteria, '{3,levels,0,pointsTenths}', '150') from rubric where id = ${before} returning id`)).rows[0]?.id);
    await server.owner.query(`update assignment set rubric_id = ${made} where id = 5`);
    const all = await scored(assignmentId, 'true');
    await server.owner.query(`insert into rubric_change (assignment_id, programme_id, before_id, after_id, reason, by_id, by_name, at, reviews, rescored) select 5, 1, ${before}, ${made}, '中断', p.id, p.name, now(), ${all}, 0 from person p where p.user_name = 'pei.zhiyuan'`);
    expect(all).toBeGreaterThan(50);
    server.app.rubricChangeWork.kick();
    await server.app.rubricChangeWork.idle();
    expect(await scored(assignmentId, `r.rubric_id <> ${made}`)).toBe(0);
    expect(await numberOf(server.owner, `select count(*) from rubric_change where finished_at is null`)).toBe(0);
  });
});
