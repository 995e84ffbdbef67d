// Every list of the console as a file: one mechanism, so that what holds for one holds for all.
import { readFileSync, readdirSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import Excel from 'exceljs';
import { idOf, rows } from '../access/places.js';
import { openTestServer, type Actor, type CastName, type TestServer } from '../support/test-server.js';

let server: TestServer;
let importId: string;
beforeAll(async () => {
  server = await openTestServer();
  const { owner } = server;
  const [roster] = await rows<{ id: number }>(owner, "insert into roster_import (office_id, file_name, state, actor, by_name, created_at, total, changed) select id, '=1+1.csv', 'CHECKED', 'person:1', '某管理员', '2023-09-09', 1, 1 from office where code = '320506' returning id::int as id");
  importId = idOf({ type: 'RosterImport', key: roster?.id ?? 0 });
  await owner.query(`insert into roster_row (import_id, line, outcome, errors, changes, name, school_code, name_pinyin, name_initials) values ($1, 2, 'ERROR', '[{"column": "职称", "zh": "太长", "en": "too long"}]', '[{"field": "TITLE", "from": "一级教师", "to": "高级教师"}]', '@某人', '00123', 'mouren', 'mr')`, [roster?.id]);
  await owner.query("insert into office_contact (office_id, name, unit, mobile_sealed, mobile_masked, email, updated_at) select id, '+联系人', '某局', '\\x00', '138****0000', 'x@example.cn', now() from office where code = '320506'");
  await owner.query("insert into data_correction (person_id, field, from_value, to_value, value_sealed, state, proposed_at) select id, 'TITLE', '一级教师', '-高级教师', '\\x00', 'PROPOSED', '2023-09-01' from person where user_name = 'lin.xiaolan'");
  await owner.query("insert into office_change (kind, state, office_id, effective_on, reason, name_before, name_after, by_name, recorded_at) select 'RENAME', 'PLANNED', id, '2024-09-01', '=文件', name, name || '新', '某管理员', now() from office where code = '320506'");
  await owner.query("insert into export_request (office_id, list, format, filters, row_count, reason, requested_by_id, requested_by_name, requested_at, expires_at) select id, 'people', 'csv', '[]', 2000, '=核对', 1, '某管理员', '2023-09-09', '2023-12-31' from office where code = '320506'");
  await owner.query("insert into enrolment_exception (programme_id, person_id, school_id, rule, reason, granted_by_name, granted_at) select 1, id, office_id, 'NOT_SAME_SERIES_IN_CONSECUTIVE_YEARS', '=骨干教师', '某管理员', '2023-09-09' from person where user_name = 'lin.xiaolan'");
  await owner.query("insert into chief_tutor_recommendation (office_id, person_id, subject, standings, title, reason, state, recommended_by_id, recommended_by_name, recommended_at) select o.id, p.id, 'DRAMA', '{CITY_SUBJECT_LEADER}', '高级教师', '=经验', 'RECOMMENDED', 1, '某管理员', '2023-08-01' from office o, person p where o.code = '320506' and p.user_name = 'lin.xiaolan'");
});
afterAll(() => server.close());

/** How each list is asked for, by whom, and where the screen counts it. */
const lists: Record<string, { by: CastName; parameters?: () => Record<string, string>; counted: string }> = {
  people: { by: '陆景行', counted: 'people' }, enrolments: { by: '陆景行', counted: 'enrolments' }, results: { by: '陆景行', counted: 'results' }, audit: { by: '陆景行', counted: 'auditEvents' },
  corrections: { by: '陆景行', counted: 'dataCorrections' }, indicators: { by: '陆景行', counted: 'childIndicators' }, classes: { by: '陆景行', counted: 'classes' }, offices: { by: '陆景行', counted: '' }, officechanges: { by: '陆景行', counted: 'officeChanges' }, contacts: { by: '陆景行', counted: '' },
  appointments: { by: '陆景行', counted: 'appointments' }, vacantoffices: { by: '陆景行', parameters: () => ({ role: 'SCHOOL_LEADER', level: 'SCHOOL' }), counted: 'vacantOffices(role: SCHOOL_LEADER, level: SCHOOL' }, recommendations: { by: '陆景行', counted: 'chiefTutorRecommendations' },
  exceptions: { by: '陆景行', counted: 'grantedExceptions' },
  quotas: { by: '陆景行', parameters: () => ({ programmeId: 'prg_1' }), counted: '' },
  rosters: { by: '陆景行', counted: 'rosterImports' }, rosterrows: { by: '陆景行', parameters: () => ({ importId }), counted: '' }, queue: { by: '周明礼', parameters: () => ({ filter: 'UNGRADED' }), counted: 'gradingQueue(filter: UNGRADED' },
  workload: { by: '裴致远', parameters: () => ({ programmeId: 'prg_1', from: '2023-08-12', until: '2023-09-10' }), counted: 'tutorWorkloads(programmeId: "prg_1"' },
  rubrics: { by: '裴致远', counted: 'rubrics' }, rubricchanges: { by: '裴致远', counted: 'rubricChanges' }, platforms: { by: '沈佩兰', counted: 'apiClients' }, exportrequests: { by: '陆景行', counted: 'exportRequests' },
};

async function download(actor: Actor, list: string, parameters: Record<string, string>): Promise<Response> {
  return fetch(`${server.origin}/exports/${list}?${new URLSearchParams(parameters).toString()}`, { headers: actor.credentials });
}

/** The file itself is not wanted: left unread, it would hold its connection. */
async function statusOf(download: Promise<Response>): Promise<number> {
  const { status, body } = await download;
  await body?.cancel();
  return status;
}

test.each(Object.entries(lists))('T16 the list of %s goes out as a table and as a workbook: the same rows, no formula, for those in whose sight they are', async (list, { by, parameters, counted }) => {
  const actor = await server.as(by);
  const given = parameters?.() ?? {};
  const csv = await download(actor, list, { ...given, format: 'csv' });
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(await csv.arrayBuffer());
  expect(`${list} ${csv.status}`).toBe(`${list} 200`);
  const lines = parse(text, { bom: true }) as string[][];
  expect(lines[0]?.every((heading) => /[\u4e00-\u9fff]/.test(heading))).toBe(true);
  expect(lines.slice(1).flat().filter((cell) => /^[=+\-@＝＋－＠\t\r]/.test(cell) && !/^-?\d+(\.\d+)?$/.test(cell))).toEqual([]);
  expect(text).not.toMatch(/\d{17}[\dX]|(?<!\d)1[3-9]\d{9}(?!\d)/);
  if (counted !== '') {
    const field = counted.replace(/\(.*/, '');
    const seen = await actor.sees(`{ ${counted.includes('(') ? `${counted}, ` : `${counted}(`}first: 1) { totalCount } }`);
    // The trail grows by the downloads themselves.
    if (list === 'audit') expect(lines.length).toBeGreaterThan(1);
    else expect(`${list} ${lines.length}`).toBe(`${list} ${(seen[field].totalCount as number) + 1}`);
  } else expect(lines.length).toBeGreaterThan(1);
  const book = new Excel.Workbook();
  await book.xlsx.load(await (await download(actor, list, { ...given, format: 'xlsx' })).arrayBuffer());
  const cells: (string | undefined)[] = [];
  book.worksheets[0]?.eachRow((row) => { row.eachCell((cell) => { cells.push(cell.formula); expect(cell.type).toBe(Excel.ValueType.String); }); });
  expect(cells.length).toBeGreaterThan(0);
  expect(cells.filter((formula) => formula !== undefined)).toEqual([]);
  // Neighbours' offices do not exist, and whoever may not read the list gets no file.
  expect(await statusOf(download(server.nobody(), list, given))).toBe(401);
  expect(await statusOf(download(await server.as('林晓岚'), list, given))).toBe(list === 'results' || list === 'classes' ? 200 : 403);
});

test('T16 this walks every list that there is, and the console asks for none that there is not', async () => {
  const served = readFileSync('server/stores.ts', 'utf8').match(/exportable\(/g)?.length;
  expect(Object.keys(lists)).toHaveLength(served ?? 0);
  const asked = new Set(readdirSync('admin', { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.tsx')).flatMap((name) => [...readFileSync(`admin/${name}`, 'utf8').matchAll(/<ExportMenu[^>]*\blist="([a-z]+)"/g)].map(([, list = '']) => list)));
  expect([...asked].filter((list) => !Object.hasOwn(lists, list))).toEqual([]);
  expect(Object.keys(lists).filter((list) => !asked.has(list))).toEqual([]);
});

test('T16 陆景行 gets the figures of her schools, each counted where it was; another county\'s do not exist', async () => {
  const lu = await server.as('陆景行');
  const text = await (await download(lu, 'indicators', {})).text();
  const lines = parse(text, { bom: true }) as string[][];
  const { childIndicators } = await lu.sees('{ childIndicators(first: 100) { nodes { enrolled averageScore office { code } } } }');
  for (const { enrolled, averageScore, office } of childIndicators.nodes) {
    const line = lines.find(([code]) => code === office.code);
    expect([line?.[4], line?.[10]]).toEqual([String(enrolled), averageScore ?? '']);
  }
  const [kunshan] = await rows<{ id: number }>(server.owner, "select id::int as id from office where code = '320583'");
  const officeId = idOf({ type: 'Office', key: kunshan?.id ?? 0 });
  for (const list of ['indicators', 'offices', 'officechanges', 'contacts', 'appointments', 'corrections']) expect(`${list} ${await statusOf(download(lu, list, { officeId }))}`).toBe(`${list} 404`);
});
