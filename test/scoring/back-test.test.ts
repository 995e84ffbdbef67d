// Rules tried out on the learners of the year before: 顾文远 sees whom a draft would have failed, before anybody is judged by it.
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { globalId } from '../../server/kernel/ids.js';
import { reconcile } from '../../server/reconcile.js';
import { errorCodes } from '../assignments/grading-acts.js';
import { withPastCohort } from '../support/past-cohort.js';
import { openTestServer, type Actor, type TestServer } from '../support/test-server.js';

const learners = 240;
const programmeId = 'prg_1';
let server: TestServer;
let gu: Actor;
beforeAll(async () => {
  server = await openTestServer();
  await withPastCohort(server.owner, learners);
  gu = await server.as('顾文远');
  await server.owner.query('create temporary table kept_result as select * from result');
});
afterAll(async () => {
  expect(await reconcile(server.owner)).toEqual([]);
  await server.close();
});

type Json = Record<string, unknown>;
const rules = JSON.parse(readFileSync('server/programmes/documents/js-2023.json', 'utf8')) as Json & { scoring: Json };
/** The rules of this year as a text, with other scoring. */
const draftWith = (scoring: Json, more: Json = {}): string => JSON.stringify({ ...rules, ...more, scoring: { ...rules.scoring, ...scoring } });

const summary = 'cohort { id name year } cohorts { year } learners changed nowFailing nowPassing sameVerdict reasons { reason text learners } untested { path place older newer }';
interface Tested { cohort: { id: string; name: string; year: number } | null; cohorts: { year: number }[]; learners: number; changed: number; nowFailing: number; nowPassing: number; sameVerdict: number; reasons: { reason: string; text: string; learners: number }[]; untested: { path: string; place: string; older: string | null; newer: string | null }[] }
const tried = async (actor: Actor, variables: Json): Promise<Tested> => (await actor.sees(`query ($document: String, $version: Int, $cohortId: ID) { backTest(programmeId: "${programmeId}", document: $document, version: $version, cohortId: $cohortId) { ${summary} } }`, variables)).backTest;
interface Changed { effect: string; totalBefore: string; totalAfter: string; verdictBefore: string; verdictAfter: string; reasons: { text: string }[]; result: { total: string; enrolment: { learner: { name: string; trainingNumber: string }; school: { name: string } } } }
interface ChangedPage { totalCount: number; pageInfo: { hasNextPage: boolean; endCursor: string | null }; nodes: Changed[] }
const changedQuery = `query ($document: String, $version: Int, $effect: BackTestEffect, $after: String) { backTestChanges(programmeId: "${programmeId}", document: $document, version: $version, effect: $effect, first: 50, after: $after) { totalCount pageInfo { hasNextPage endCursor } nodes { effect totalBefore totalAfter verdictBefore verdictAfter reasons { text } result { total enrolment { learner { name trainingNumber } school { name } } } } } }`;

async function everyChange(variables: Json): Promise<{ total: number; nodes: Changed[] }> {
  const nodes: Changed[] = [];
  let total = 0;
  for (let after: string | null = null, more = true; more;) {
    const { backTestChanges: page }: { backTestChanges: ChangedPage } = await gu.sees(changedQuery, { ...variables, after });
    nodes.push(...page.nodes);
    total = page.totalCount;
    ({ hasNextPage: more, endCursor: after } = page.pageInfo);
  }
  return { total, nodes };
}
/** How many of last year's learners have a total from one line up to, and without, another; by plain SQL. */
const between = async (from: number, below: number): Promise<number> => Number((await server.owner.query<{ n: string }>("select count(*) as n from result r join programme p on p.id = r.programme_id where p.year = 2022 and r.verdict <> 'PENDING' and r.total_tenths >= $1 and r.total_tenths < $2", [from, below])).rows[0]?.n);

test('JS-19 顾文远 tries a line of 85 on the learners of 2022 before she saves it: who had 80 to 84.9 would fail, and each is named with the reason', async () => {
  const document = draftWith({ passFrom: '85' });
  const expected = await between(800, 850);
  expect(expected).toBeGreaterThan(0);
  expect(await tried(gu, { document })).toMatchObject({ cohort: { year: 2022 }, cohorts: [{ year: 2022 }], learners, changed: expected, nowFailing: expected, nowPassing: 0, sameVerdict: 0, reasons: [{ reason: 'PASS_LINE', text: '合格线改变', learners: expected }], untested: [] });
  const { total, nodes } = await everyChange({ document });
  expect([total, nodes.length]).toEqual([expected, expected]);
  expect(new Set(nodes.map(({ result }) => result.enrolment.learner.trainingNumber)).size).toBe(expected);
  for (const { totalBefore, totalAfter, verdictBefore, verdictAfter, reasons, result } of nodes) {
    expect([totalAfter, result.total, verdictBefore, verdictAfter, reasons.map(({ text }) => text)]).toEqual([totalBefore, totalBefore, 'PASS', 'FAIL', ['合格线 80 分变为 85 分']]);
    expect(Number(totalBefore)).toBeGreaterThanOrEqual(80);
    expect(Number(totalBefore)).toBeLessThan(85);
  }
});

test('JS-19 exactly 80 stays a pass at a line of 80, and the line that stands already changes nobody', async () => {
  await server.owner.query(`update result set learning_tenths = 300, objective_tenths = 100, subjective_tenths = 200, excellent_tenths = 20, interaction_tenths = 180, total_tenths = 800, verdict = 'PASS', facts = facts || '{"learnedSeconds": 32400, "objectiveCorrect": 20, "reviewed": 4, "reviewTenths": 4000, "excellentAssignments": 1, "posts": 4, "replies": 8, "recommended": 2, "liveSessions": 2, "offlineActivities": 2}'
    where enrolment_id = (select max(enrolment_id) from result) returning enrolment_id`);
  try {
    expect(await tried(gu, { document: draftWith({}) })).toMatchObject({ learners, changed: 0, reasons: [] });
    const onBorder = async (passFrom: string) => (await everyChange({ document: draftWith({ passFrom }) })).nodes.filter(({ totalBefore }) => totalBefore === '80').length;
    expect([await onBorder('80'), await onBorder('80.1')]).toEqual([0, await between(800, 801)]);
  } finally {
    await server.owner.query(`update result r set learning_tenths = o.learning_tenths, objective_tenths = o.objective_tenths, subjective_tenths = o.subjective_tenths, excellent_tenths = o.excellent_tenths, interaction_tenths = o.interaction_tenths, total_tenths = o.total_tenths, verdict = o.verdict, facts = o.facts from kept_result o where o.enrolment_id = r.enrolment_id`);
  }
});

test('JS-19 other points for parts: who rises, who falls and who only has other points are counted apart, and the reasons add up', async () => {
  const document = draftWith({ learningTime: { points: '40' }, objective: { points: '20' } });
  const seen = await tried(gu, { document });
  const { nodes } = await everyChange({ document });
  const count = (effect: string) => nodes.filter((node) => node.effect === effect).length;
  expect([seen.nowFailing, seen.nowPassing, seen.sameVerdict]).toEqual([count('NOW_FAILS'), count('NOW_PASSES'), count('POINTS_ONLY')]);
  expect(seen.changed).toBe(nodes.length);
  expect(seen.sameVerdict).toBeGreaterThan(0);
  expect(new Set(seen.reasons.map(({ reason }) => reason))).toEqual(new Set(['LEARNING_TIME', 'OBJECTIVE']));
  expect((await everyChange({ document, effect: 'POINTS_ONLY' })).total).toBe(seen.sameVerdict);
});

test('JS-19 what last year\'s results cannot tell is named, never passed over as no change', async () => {
  const document = draftWith({ excellentFrom: '92' }, { originality: { requirement: 'JS-08', maximumQuotedPercent: '25', sanction: 'RESULT_FAILS_AND_BARRED_FOR_THE_YEAR' } });
  const seen = await tried(gu, { document });
  expect([seen.changed, seen.untested.map(({ path, older, newer }) => `${path} ${older} ${newer}`).toSorted()]).toEqual([0, ['originality.maximumQuotedPercent 30 25', 'scoring.excellentFrom 90 92']]);
});

test('JS-19 a saved version is tried like a text, and goes out as a file: one row for each learner, with the reasons', async () => {
  const { saveRules } = await gu.sees('mutation ($input: SaveRulesInput!) { saveRules(input: $input) { version refusals { code message } } }', { input: { programmeId, document: draftWith({ passFrom: '82' }), effectiveFrom: '2023-12-10', expectedVersion: 2 } });
  expect(saveRules).toEqual({ version: 3, refusals: [] });
  const expected = await between(800, 820);
  expect((await tried(gu, { version: 3 })).changed).toBe(expected);
  const response = await fetch(`${server.origin}/exports/backtest?${new URLSearchParams({ programmeId, version: '3', format: 'csv' }).toString()}`, { headers: gu.credentials });
  const [heading, ...rows] = parse(await response.text(), { bom: true }) as string[][];
  expect(heading).toEqual(['师训编号', '姓名', '学校代码', '学校', '培训班', '变化', '原总分', '原结论', '试算总分', '试算结论', '原因']);
  expect([response.status, rows.length, new Set(rows.map((row) => row.slice(9).join(' ')))]).toEqual([200, expected, new Set(['不合格 合格线 80 分变为 82 分'])]);
});

test('JS-19 T1 only the office that organises tries on its own past: 沈佩兰 has no such learners, 陆景行\'s school and the learner may not ask, and a foreign cohort is none', async () => {
  const document = draftWith({ passFrom: '85' });
  expect(await tried(await server.as('沈佩兰'), { document })).toMatchObject({ cohort: null, cohorts: [], learners: 0, changed: 0 });
  const ask = async (actor: Actor, variables: Json) => errorCodes(await actor.ask(`query ($document: String, $version: Int, $cohortId: ID) { backTest(programmeId: "${programmeId}", document: $document, version: $version, cohortId: $cohortId) { learners } }`, variables));
  for (const name of ['方若兰', '林晓岚', '周明礼', '裴致远'] as const) expect([name, await ask(await server.as(name), { document })]).toEqual([name, ['FORBIDDEN']]);
  for (const cohortId of ['prg_1', 'prg_11', 'prg_900001', 'nonsense']) expect(await ask(gu, { document, cohortId })).toEqual(['NOT_FOUND']);
  expect(await ask(gu, { version: 99 })).toEqual(['NOT_FOUND']);
  expect(await ask(gu, {})).toEqual(['BAD_USER_INPUT']);
  expect(await ask(gu, { document, version: 1 })).toEqual(['BAD_USER_INPUT']);
  expect(await ask(gu, { document: 'format: 2' })).toEqual(['BAD_USER_INPUT']);
});

test('JS-01 who learned in 2022 is told so in 2023, and the organiser may except them', async () => {
  const { rows: [one] } = await server.owner.query<{ id: string }>('select e.person_id as id from enrolment e join programme p on p.id = e.programme_id where p.year = 2022 order by e.id limit 1');
  const { programmeEligibility } = await gu.sees(`{ programmeEligibility(programmeId: "${programmeId}", personIds: ["${globalId('Person', one?.id ?? 0)}"]) { isEligible reasons { message } } }`);
  expect(programmeEligibility).toMatchObject([{ isEligible: false, reasons: [{ message: '同一教师原则上不得连续2年参加同一项目：本人 2022 年已参加。确有需要的，可由主办项目办批准例外。' }] }]);
});
