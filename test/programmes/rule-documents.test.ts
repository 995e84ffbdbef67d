// What programmes ask, as people of this installation read it; and documents that were stored before the format changed.
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Migration20261122104509_rule_documents } from '../../migrations/20261122104509-rule-documents.js';
import { Migration20261122132534_quotas } from '../../migrations/20261122132534-quotas.js';
import { Migration20261122143100_course_choices } from '../../migrations/20261122143100-course-choices.js';
import { Migration20261122170500_withdrawn_enrolments } from '../../migrations/20261122170500-withdrawn-enrolments.js';
import { Migration20261122172500_enrolment_exceptions } from '../../migrations/20261122172500-enrolment-exceptions.js';
import { Migration20261123035057_nominations } from '../../migrations/20261123035057-nominations.js';
import { parseRuleDocument, type RuleDocument } from '../../server/programmes/rules/rule-document.js';
import { rows } from '../access/places.js';
import { openTestServer, type TestServer } from '../support/test-server.js';
import { documentOf } from './documents.js';

let server: TestServer;
beforeAll(async () => { server = await openTestServer(); });
afterAll(() => server.close());

interface Version { version: number; effectiveFrom: string; state: string; kind: string; noticeNumber: string | null; statements: { requirement: string; text: string; isSupported: boolean }[]; unsupported: { text: string }[]; differences: { requirement: string | null; place: string; older: string | null; newer: string | null }[] }
interface Programme { id: string; code: string; name: string; year: number; ruleVersion: number; periods: { number: number }[]; ruleVersions: Version[]; viewerCanAllot: boolean }
const all = `{ programmes { id code name year ruleVersion viewerCanAllot periods { number } ruleVersions { version effectiveFrom state kind noticeNumber statements { requirement text isSupported } unsupported { text } differences { requirement place older newer } } } }`;

test('JS-09 SH24-01 CB-01 XH-01 SD-01 林晓岚 reads what each of the five programmes asks; four of them have no periods and pretend none', async () => {
  const lin = await server.as('林晓岚');
  const { programmes } = await lin.sees<{ programmes: Programme[] }>(all);
  expect(programmes.map(({ code, year, periods }) => `${code} ${year} ${periods.length}`)).toEqual(['S20230304 2023 9', 'SH20240410 2024 0', 'SD2023039 2023 0', 'XH202103 2021 0', 'SHCB-135 2016 0']);
  for (const { ruleVersions } of programmes) expect(new Set(ruleVersions[0]?.statements.map(({ requirement }) => requirement.split('-')[0])).size).toBe(1);
  const said = (code: string) => programmes.find((one) => one.code === code)?.ruleVersions.at(-1)?.statements.map(({ text }) => text).join('') ?? '';
  expect(said('SH20240410')).toContain('社会资源应用：必修，线下集中，4 学时，随「项目专业技能」所选项目而定。');
  expect(said('SD2023039')).toContain('选修课程（学科选修与通识选修）：选修，线上，19–23 学时。');
  expect(said('XH202103')).toContain('其中数据驱动的因材施教课程不少于 5 学时');
  expect(said('SHCB-135')).toContain('每位教师，五年内：总量不少于 36 学分。');
  expect(programmes.map(({ ruleVersions }) => ruleVersions[0]?.kind)).toEqual(['TRAINING', 'TRAINING', 'TRAINING', 'TRAINING', 'CREDIT_REGIME']);
});

test('SD-02 SD-03 SD-06 林晓岚 reads of Shandong’s programme who may join under one of 46 subjects, which topics a school chooses and that reading may earn credits; what nobody acts upon yet is marked', async () => {
  const lin = await server.as('林晓岚');
  const { programmes } = await lin.sees<{ programmes: Programme[] }>(all);
  const statements = programmes.find(({ code }) => code === 'SD2023039')?.ruleVersions[0]?.statements ?? [];
  const said = (requirement: string) => statements.filter((one) => one.requirement === requirement).map(({ text, isSupported }) => `${isSupported ? '已支持' : '尚未支持'} ${text}`);
  expect(said('SD-02')).toEqual([expect.stringMatching(/^尚未支持 学校至多选 6 个专题，必含师德师风建设；可选 16 个：/), '尚未支持 平台：显示各校专题选修情况，向每位教师推送选课建议。']);
  expect(said('SD-03')).toEqual(['尚未支持 面向：全省基础教育全学段 46 个学科的在职教师（硬性）。', '尚未支持 可参加：具有中小学教师资格证书的教研人员、科研人员、专任教师和中小学校长、幼儿园园长，可选择相关学科（硬性）。']);
  expect(said('SD-06')).toEqual(['尚未支持 电子图书自主选读；优秀的读书活动成果可奖励继续教育学分。']);
});

test('JS-02 JS-06 林晓岚 reads the calendar of her period in her language; before 7 July cities stated their quotas', async () => {
  const lin = await server.as('林晓岚');
  const calendar = '{ programmes { code ruleVersions { version days { action title requirement from finishFrom until } } periods { number days { action title from finishFrom until } } } }';
  const { programmes } = await lin.sees<{ programmes: { code: string; ruleVersions: { version: number; days: object[] }[]; periods: { number: number; days: object[] }[] }[] }>(calendar);
  const own = programmes.find(({ code }) => code === 'S20230304');
  expect(own?.ruleVersions.find(({ version }) => version === 1)?.days).toEqual([{ action: 'QUOTAS', title: '提交全年各期配额', requirement: 'JS-06', from: null, finishFrom: null, until: '2023-07-07' }]);
  expect(own?.periods.find(({ number }) => number === 4)?.days).toEqual([
    { action: 'ENROLMENT', title: '报名', from: null, finishFrom: '2023-08-27', until: '2023-08-31' },
    { action: 'ENROLMENT_REVIEW', title: '报名审核', from: null, finishFrom: null, until: '2023-08-31' },
    { action: 'SUBSTITUTION', title: '特殊情况换人或退回报名', from: null, finishFrom: null, until: '2023-09-20' },
    { action: 'GRADING', title: '批阅作业', from: null, finishFrom: null, until: '2023-09-30' },
  ]);
  const { data } = await lin.ask<{ programmes: { code: string; ruleVersions: { days: { title: string }[] }[] }[] }>(calendar, {}, { 'accept-language': 'en' });
  expect(data.programmes.find(({ code }) => code === 'SD2023039')?.ruleVersions.at(-1)?.days.map(({ title }) => title)).toContain('Handing in of city-level lessons');
});

test('JS-19 of two versions one holds on a day, the newer tells what it changes, and what nothing acts upon is marked', async () => {
  const lin = await server.as('林晓岚');
  const read = async () => (await lin.sees<{ programmes: Programme[] }>(all)).programmes.find(({ code }) => code === 'S20230304');
  const before = await read();
  expect(before?.ruleVersion).toBe(1);
  expect(before?.ruleVersions.map(({ version, effectiveFrom, state }) => `${version} ${effectiveFrom} ${state}`)).toEqual(['2 2023-11-16 UPCOMING', '1 2023-07-01 IN_FORCE']);
  expect(before?.ruleVersions[0]?.differences).toEqual([{ requirement: 'JS-19', place: '申诉 › 向辅导员申诉的天数', older: '7', newer: '10' }]);
  expect(before?.ruleVersions[1]).toMatchObject({ differences: [], noticeNumber: '苏师干训〔2023〕25号' });
  const isSupported = (start: string) => before?.ruleVersions[1]?.statements.find(({ text }) => text.startsWith(start))?.isSupported;
  expect([isSupported('总分 100'), isSupported('共 9 期'), isSupported('引用不超过 30%'), isSupported('90 分及以上')]).toEqual([true, true, false, true]);
  expect(before?.ruleVersions[1]?.unsupported.map(({ text }) => text)).toContain('抄袭由人认定，系统尚不按比例判定和禁止参训。');
  try {
    // The day begins at midnight in Shanghai.
    server.clock.setBusiness('2023-11-15T23:59:59+08:00');
    expect((await read())?.ruleVersion).toBe(1);
    server.clock.setBusiness('2023-11-16T00:00:00+08:00');
    const after = await read();
    expect(after?.ruleVersion).toBe(2);
    expect(after?.ruleVersions.map(({ state }) => state)).toEqual(['IN_FORCE', 'PAST']);
  } finally {
    server.clock.setBusiness('2023-09-10T08:00:00+08:00');
  }
});

test('SH24-01 a programme whose notice comes later has no rule in force, and says from when it has', async () => {
  const lin = await server.as('林晓岚');
  const shanghai = (await lin.sees<{ programmes: Programme[] }>(all)).programmes.find(({ code }) => code === 'SH20240410');
  expect(shanghai).toMatchObject({ ruleVersion: 0, ruleVersions: [{ version: 1, effectiveFrom: '2024-04-10', state: 'UPCOMING' }] });
});

test('JS-17 顾文远 organises one programme and none of those of other provinces', async () => {
  const gu = await server.as('顾文远');
  const { programmes } = await gu.sees<{ programmes: Programme[] }>(all);
  expect(programmes.filter(({ viewerCanAllot }) => viewerCanAllot).map(({ code }) => code)).toEqual(['S20230304']);
});

test('JS-19 a document stored in the first format reads on after the migration, with every number it had', async () => {
  const old = JSON.parse(readFileSync('test/programmes/stored/js-2023-format-1.json', 'utf8')) as Record<string, unknown> & { windows: { enrolmentDaysBeforeStart: object } };
  const early = { ...old, version: 2, windows: { ...old.windows, enrolmentDaysBeforeStart: { ...old.windows.enrolmentDaysBeforeStart, earliest: 14 } }, eligibility: [] };
  const migration = new Migration20261122104509_rule_documents(undefined as never, undefined as never);
  await migration.up();
  const [update] = migration.getQueries().filter((query) => String(query).startsWith('update'));
  const client = server.owner;
  try {
    await client.query('begin');
    const untouched = await rows<{ document: unknown }>(server.owner, 'select document from programme_rule order by id');
    for (const document of [old, early]) await client.query('insert into programme_rule (programme_id, version, document, effective_from) values (11, $1::int + 100, $2, $3)', [document['version'], JSON.stringify(document), '2023-07-01']);
    await client.query(String(update));
    const { rows: migrated } = await client.query<{ document: RuleDocument }>('select document from programme_rule where version > 100 order by version');
    const [first, second] = migrated.map(({ document }) => parseRuleDocument(document));
    const now = documentOf('js-2023');
    for (const part of ['scoring', 'appeals', 'originality', 'periods', 'participationTarget', 'effectiveFrom', 'version'] as const) expect([part, first?.[part]]).toEqual([part, now[part]]);
    // What came later it has not.
    expect(first?.windows).toEqual(now.windows?.slice(0, 3));
    expect(first?.eligibility).toEqual(now.eligibility.slice(1));
    expect(second?.windows?.[1]).toEqual({ requirement: 'JS-06', action: 'ENROLMENT', from: { anchor: 'PERIOD_START', days: -14 }, until: { anchor: 'PERIOD_START', days: -1 }, finishFrom: { anchor: 'PERIOD_START', days: -5 } });
    expect(second?.eligibility).toEqual([]);
    // Documents of the second format are left alone.
    const { rows: others } = await client.query<{ document: unknown }>('select document from programme_rule where version <= 100 order by id');
    expect(others).toEqual(untouched);
  } finally {
    await client.query('rollback');
  }
});

test('JS-06 a stored document that spoke of quotas by a window only has them after the migration of quotas, and no longer says that nobody acts upon them or upon choices', async () => {
  const old = JSON.parse(readFileSync('test/programmes/stored/js-2023-format-1.json', 'utf8')) as Record<string, unknown>;
  const updates: string[] = [];
  for (const Made of [Migration20261122104509_rule_documents, Migration20261122132534_quotas, Migration20261122143100_course_choices, Migration20261122170500_withdrawn_enrolments, Migration20261122172500_enrolment_exceptions, Migration20261123035057_nominations]) {
    const migration = new Made(undefined as never, undefined as never);
    await migration.up();
    updates.push(...migration.getQueries().map(String).filter((query) => query.startsWith('update')));
  }
  const client = server.owner;
  const before = { ...documentOf('sd-2023'), version: 102, unsupported: [{ path: 'enrolment', sentence: { zh: '未开放。', en: 'Not yet.' } }, { path: 'windows', sentence: { zh: '不拒绝。', en: 'Not refused.' } }] };
  const commending = { ...documentOf('js-2023'), version: 103, unsupported: [{ path: 'scoring.excellentFrom', sentence: { zh: '未推荐。', en: 'Nobody.' } }, { path: 'excellence', sentence: { zh: '系统外。', en: 'Outside.' } }, { path: 'plans', sentence: { zh: '系统外。', en: 'Outside.' } }] };
  try {
    await client.query('begin');
    for (const [version, document] of [[101, { ...old, version: 101 }], [102, before], [103, commending]] as const) await client.query('insert into programme_rule (programme_id, version, document, effective_from) values (11, $1, $2, $3)', [version, JSON.stringify(document), '2023-07-01']);
    for (const update of updates) await client.query(update);
    const { rows: migrated } = await client.query<{ document: RuleDocument }>('select document from programme_rule where version > 100 order by version');
    const [first, second, third] = migrated.map(({ document }) => parseRuleDocument(document));
    expect(first?.enrolment).toEqual({ requirement: 'JS-05', by: 'SCHOOL_BY_CHOICE', into: 'COURSE_AND_PERIOD', hasQuotas: true, order: 'FIRST_CHOSEN_FIRST_SERVED' });
    expect(first?.unsupported.map(({ path }) => path)).toEqual(['eligibility.1', 'originality', 'scoring.excellentFrom']);
    expect(second?.unsupported.map(({ path }) => path)).toEqual(['enrolment.by', 'enrolment.into', 'windows']);
    // JS-20: what is read of it now, and what people still judge.
    expect(third?.unsupported.map(({ path }) => path)).toEqual(['excellence.conditions', 'plans']);
    // Those of today stay as they are.
    const { rows: others } = await client.query<{ document: RuleDocument }>('select document from programme_rule where version <= 100 and programme_id = 1 order by version');
    expect(others[0]?.document.unsupported).toEqual(documentOf('js-2023').unsupported);
  } finally {
    await client.query('rollback');
  }
});
