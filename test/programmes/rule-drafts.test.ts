// A new version of what a programme asks: handed in as a file, looked at, saved with its first day.
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { globalId } from '../../server/kernel/ids.js';
import { rows } from '../access/places.js';
import { openTestServer, type Actor, type TestServer } from '../support/test-server.js';
import { edited } from './documents.js';

let server: TestServer;
let gu: Actor;
beforeAll(async () => {
  server = await openTestServer();
  gu = await server.as('顾文远');
});
// Each test begins with the two versions of the demonstration.
afterEach(() => server.owner.query('delete from programme_rule where programme_id = 1 and version > 2'));
afterAll(() => server.close());

const programmeId = globalId('Programme', 1);
const draftQuery = 'query ($programmeId: ID!, $document: String!) { ruleDraft(programmeId: $programmeId, document: $document) { latestVersion faults { path line place message } version { version statements { requirement text } unsupported { path } differences { requirement place older newer } } } }';
const saving = 'mutation ($input: SaveRulesInput!) { saveRules(input: $input) { version refusals { code field message facts { name value } } } }';
interface Draft { latestVersion: number; faults: { path: string; line: number | null; place: string; message: string }[]; version: { version: number; statements: { text: string }[]; unsupported: object[]; differences: object[] } | null }
interface Saved { version: number | null; refusals: { code: string; field: string | null; message: string }[] }
const draft = async (actor: Actor, document: string): Promise<Draft> => (await actor.sees(draftQuery, { programmeId, document })).ruleDraft;
const save = async (actor: Actor, input: object): Promise<Saved> => (await actor.sees(saving, { input: { programmeId, expectedVersion: 2, effectiveFrom: '2023-12-01', ...input } })).saveRules;
const withPass = (passFrom: string) => JSON.stringify(edited('js-2023', 'scoring.passFrom', passFrom));
async function versions(actor: Actor): Promise<{ version: number; state: string; effectiveFrom: string; document: string }[]> {
  const { programmes } = await actor.sees<{ programmes: { code: string; ruleVersions: { version: number; state: string; effectiveFrom: string; document: string }[] }[] }>('{ programmes { code ruleVersions { version state effectiveFrom document } } }');
  return programmes.find(({ code }) => code === 'S20230304')?.ruleVersions ?? [];
}

test('JS-19 顾文远 takes the document as it stands, changes a line, sees what would change and saves it from a day on', async () => {
  const inForce = (await versions(gu)).find(({ state }) => state === 'IN_FORCE');
  expect(parse(inForce?.document ?? '')).toMatchObject({ programme: { code: 'S20230304' }, scoring: { passFrom: '80' } });
  const text = (inForce?.document ?? '').replace('passFrom: "80"', '# 从严\n  passFrom: "85"');
  const read = await draft(gu, text);
  expect(read).toMatchObject({ latestVersion: 2, faults: [], version: { version: 3, differences: [{ requirement: 'JS-19', place: '成绩 › 合格线', older: '80', newer: '85' }] } });
  expect(read.version?.statements.some((one) => one.text.includes('85 分及以上合格'))).toBe(true);
  // Nothing is kept of what was only looked at.
  expect((await versions(gu)).map(({ version }) => version)).toEqual([2, 1]);

  const idempotencyKey = 'third version';
  expect(await save(gu, { document: text, idempotencyKey })).toEqual({ version: 3, refusals: [] });
  expect(await save(gu, { document: text, idempotencyKey })).toEqual({ version: 3, refusals: [] });
  expect((await versions(await server.as('林晓岚'))).map(({ version, effectiveFrom, state }) => `${version} ${effectiveFrom} ${state}`)).toEqual(['3 2023-12-01 UPCOMING', '2 2023-11-16 UPCOMING', '1 2023-07-01 IN_FORCE']);
  const [line] = await rows<{ facts: object }>(server.owner, "select facts from audit_event where action = 'programmes.manageRules' order by id desc limit 1");
  expect(line?.facts).toMatchObject({ version: 3, effectiveFrom: '2023-12-01' });
  // The version before it ends where this one begins.
  try {
    server.clock.setBusiness('2023-12-01T00:00:00+08:00');
    expect((await versions(gu)).map(({ version, state }) => `${version} ${state}`)).toEqual(['3 IN_FORCE', '2 PAST', '1 PAST']);
  } finally {
    server.clock.setBusiness('2023-09-10T08:00:00+08:00');
  }
});

test.each([
  ['a text that is neither', 'scoring: [1, 2', '', 1, '文件', /不是可以读取的 YAML 或 JSON/],
  ['a field twice', 'format: 2\nformat: 2', '', 2, '文件', /写了两次/],
  ['references', 'a: &x 1\nb: *x', '', null, '文件', /不能使用引用/],
  ['a missing part', 'programme: {}', 'format', 1, '格式', /缺少/],
] as const)('JS-19 顾文远 is told of %s by line and in Chinese', async (_, text, path, line, place, message) => {
  const { faults, version } = await draft(gu, text);
  expect(version).toBeNull();
  expect(faults[0]).toMatchObject({ path, line, place });
  expect(faults[0]?.message).toMatch(message);
});

test('JS-19 JS-02 every fault of a document has its line, its place in words and its reason in Chinese; another programme\'s document is not taken', async () => {
  const lineOf = (document: string, part: string) => document.split('\n').findIndex((line) => line.includes(part)) + 1;
  const inForce = (await versions(gu)).find(({ state }) => state === 'IN_FORCE')?.document ?? '';
  const broken = inForce.replace('passFrom: "80"', 'passFrom: 80.5').replace('tutorDays: 7', 'tutorDays: 0').replace('action: QUOTAS', 'action: QUOTA').replace('kind: TRAINING', 'kind: TRAINING\n  colour: red');
  const { faults } = await draft(gu, broken);
  const told = Object.fromEntries(faults.map(({ path, line, message }) => [path, `${line} ${message}`]));
  expect(told['scoring.passFrom']).toBe(`${lineOf(broken, 'passFrom')} 须是文字（数字、日期须加引号）。`);
  expect(told['appeals.tutorDays']).toBe(`${lineOf(broken, 'tutorDays')} 须大于 0。`);
  expect(told['windows.0.action']).toMatch(new RegExp(`^${lineOf(broken, 'action: QUOTA')} 只能是 QUOTAS、`));
  expect(told['programme.colour']).toBe(`${lineOf(broken, 'colour')} 格式中没有这一项。`);
  for (const { place, message } of faults) expect(`${place}${message}`).toMatch(/[\u4e00-\u9fff].*[\u4e00-\u9fff]/);

  const other = inForce.replace('code: S20230304', 'code: S20240304').replace('lengthDays: 20', 'lengthDays: 19');
  expect((await draft(gu, other)).faults.map(({ path, message }) => `${path} ${message}`)).toEqual(['programme.code 须与项目一致：S20230304。', 'periods 各期已经建立，日期不能由新版本改变。']);
  expect((await draft(gu, inForce.replace('passFrom: "80"', 'passFrom: "95"'))).faults.map(({ path, message }) => `${path} ${message}`)).toEqual(['scoring.excellentFrom 须在合格线与 100 之间。']);
});

test.each([
  ['today', { effectiveFrom: '2023-09-10' }, 'OUT_OF_RANGE', 'effectiveFrom'],
  ['the day on which another begins', { effectiveFrom: '2023-11-16' }, 'OUT_OF_RANGE', 'effectiveFrom'],
  ['a version that is not the latest', { expectedVersion: 1 }, 'STALE', 'expectedVersion'],
  ['a document that cannot be taken', { document: 'format: 2' }, 'MALFORMED', 'document'],
] as const)('JS-19 顾文远 saves nothing from %s', async (_, input, code, field) => {
  const before = (await versions(gu)).length;
  const expectedVersion = before;
  const { version, refusals } = await save(gu, { document: withPass('70'), expectedVersion, effectiveFrom: '2024-06-01', ...input });
  expect([version, refusals.map((one) => [one.code, one.field])]).toEqual([null, [[code, field]]]);
  expect(await versions(gu)).toHaveLength(before);
});

test('JS-19 顾文远 replaces a version that was to begin by a mistake: it never holds, everybody reads that, and a day that was only mistyped replaces nothing', async () => {
  const states = async (actor: Actor) => (await versions(actor)).map(({ version, effectiveFrom, state }) => `${version} ${effectiveFrom} ${state}`);
  expect((await save(gu, { document: withPass('70') })).refusals).toEqual([]);
  const [before] = (await versions(gu)).filter(({ state }) => state === 'IN_FORCE');
  const back = { document: before?.document, expectedVersion: 3 };
  expect((await save(gu, { ...back, effectiveFrom: '2023-11-20' })).refusals).toMatchObject([{ code: 'OUT_OF_RANGE', field: 'effectiveFrom', message: '第 3 版将于 2023-12-01 生效：请选择该日以后，或者取代这一版。' }]);
  expect((await save(gu, { ...back, effectiveFrom: '2023-09-10', replacesUpcoming: true })).refusals.map(({ code }) => code)).toEqual(['OUT_OF_RANGE']);
  expect(await save(gu, { ...back, effectiveFrom: '2023-11-20', replacesUpcoming: true })).toEqual({ version: 4, refusals: [] });
  expect(await states(await server.as('林晓岚'))).toEqual(['4 2023-11-20 UPCOMING', '3 2023-12-01 REPLACED', '2 2023-11-16 UPCOMING', '1 2023-07-01 IN_FORCE']);
  const [line] = await rows<{ facts: object }>(server.owner, "select facts from audit_event where action = 'programmes.manageRules' order by id desc limit 1");
  expect(line?.facts).toMatchObject({ version: 4, replacedVersions: [3] });
  // The same once more, from the same day on or later, changes nothing; from an earlier day on it does.
  expect((await save(gu, { ...back, expectedVersion: 4, effectiveFrom: '2023-11-20', replacesUpcoming: true })).refusals.map(({ code }) => code)).toEqual(['NOTHING_TO_CHANGE']);
  expect(await save(gu, { ...back, expectedVersion: 4, effectiveFrom: '2023-11-16', replacesUpcoming: true })).toEqual({ version: 5, refusals: [] });
  expect(await states(gu)).toEqual(['5 2023-11-16 UPCOMING', '4 2023-11-20 REPLACED', '3 2023-12-01 REPLACED', '2 2023-11-16 REPLACED', '1 2023-07-01 IN_FORCE']);
  try {
    server.clock.setBusiness('2023-12-01T00:00:00+08:00');
    expect(await states(gu)).toEqual(['5 2023-11-16 IN_FORCE', '4 2023-11-20 REPLACED', '3 2023-12-01 REPLACED', '2 2023-11-16 REPLACED', '1 2023-07-01 PAST']);
  } finally {
    server.clock.setBusiness('2023-09-10T08:00:00+08:00');
  }
});

test('JS-09 only the organising office saves: 沈佩兰 may look and is refused, 林晓岚 may neither, and nobody rules another province\'s programme', async () => {
  const shen = await server.as('沈佩兰');
  expect((await draft(shen, withPass('70'))).faults).toEqual([]);
  expect((await save(shen, { document: withPass('70') })).refusals.map(({ code }) => code)).toEqual(['NOT_ENTITLED']);
  const lin = await server.as('林晓岚');
  expect((await lin.ask(draftQuery, { programmeId, document: withPass('70') })).errors?.[0]?.extensions?.['code']).toBe('FORBIDDEN');
  expect((await save(gu, { programmeId: globalId('Programme', 11), document: withPass('70'), expectedVersion: 1 })).refusals.map(({ code }) => code)).toEqual(['NOT_ENTITLED']);
  const may = async (actor: Actor) => ((await actor.sees('{ programmes { code viewerCanManageRules } }')).programmes as { code: string; viewerCanManageRules: boolean }[]).filter(({ viewerCanManageRules }) => viewerCanManageRules).map(({ code }) => code);
  expect(await Promise.all([gu, shen, lin].map(may))).toEqual([['S20230304'], [], []]);
});

test('JS-19 of two administrators who save at the same moment one is told that there is another version by now', async () => {
  for (let round = 0; round < 3; round += 1) {
    const expectedVersion = (await versions(gu)).length;
    const effectiveFrom = `${2026 + round}-01-01`;
    const outcomes = await Promise.all(['60', '65', '70', '75'].map((pass, rival) => save(gu, { document: withPass(String(Number(pass) + round + rival)), expectedVersion, effectiveFrom })));
    expect(outcomes.filter(({ version }) => version === expectedVersion + 1)).toHaveLength(1);
    expect(outcomes.flatMap(({ refusals }) => refusals.map(({ code }) => code))).toEqual(['STALE', 'STALE', 'STALE']);
  }
});
