// Every list of the console as a file: one mechanism, so that what holds for one holds for all.
import { readFileSync, readdirSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import Excel from 'exceljs';
import { idOf, rows } from '../access/places.js';
import { sheetOf } from '../access/sheet-scene.js';
import { withPastCohort } from '../support/past-cohort.js';
import { openTestServer, type Actor, type CastName, type TestServer } from '../support/test-server.js';

let server: TestServer;
let importId: string;
let [sheetId, wuzhong, idlePeriod, zhou, sd] = ['', '', '', '', ''];
beforeAll(async () => {
  server = await openTestServer();
  const { owner } = server;
  const keyOf = async (statement: string): Promise<number> => (await rows<{ id: number }>(owner, statement))[0]?.id ?? 0;
  wuzhong = idOf({ type: 'Office', key: await keyOf("select id::int as id from office where code = '320506'") });
  zhou = idOf({ type: 'Person', key: await keyOf("select id::int as id from person where user_name = 'zhou.mingli'") });
  idlePeriod = idOf({ type: 'Period', key: await keyOf("select q.period_id::int as id from quota q join office o on o.id = q.office_id where q.received > q.handed_down + q.used and o.path like (select path || '_%' from office where code = '320506') order by 1 limit 1") });
  sheetId = idOf({ type: 'GradingSheet', key: (await sheetOf(owner, await keyOf("select id::int as id from person where user_name = 'zhou.mingli'"), await keyOf("select t.id::int as id from submission t join class_tutor c on c.class_id = t.class_id join role_assignment r on r.id = c.role_id join person p on p.id = r.person_id where p.user_name = 'zhou.mingli' order by t.id limit 1"))) ?? 0 });
  const reviewed = await keyOf("select t.id::int as id from submission t where t.is_latest and t.state = 'RELEASED' order by 1 limit 1");
  await owner.query(`insert into second_marking (submission_id, person_id, school_id, class_id, period_id, programme_id, state, reasons, tolerance_tenths, sampled_at, first_review_id, first_tutor_id, second_review_id, second_tutor_id, second_at, difference_tenths, agreed_review_id, settled_at, settled_by_id, settled_by_name, settled_reason)
    select id, person_id, school_id, class_id, period_id, programme_id, 'AGREED', '{RANDOM}', 50, '2023-09-08', last_review_id, 1, last_review_id, 2, '2023-09-09', 0, last_review_id, '2023-09-09', 1, '某总辅导员', '=1+1' from submission where id = $1`, [reviewed]);
  await owner.query("insert into rubric_change (assignment_id, programme_id, before_id, after_id, reason, by_id, by_name, at, reviews, rescored, finished_at) values (1, 1, 1, 1, '=改分', 1, '某总辅导员', '2023-09-09', 0, 0, '2023-09-09')");
  await owner.query("insert into saved_comment (owner_id, owner_name, subject, text, text_pinyin, text_initials, version, created_at) select id, name, null, '=目标清楚', 'mubiaoqingchu', 'mbqc', 1, now() from person where user_name = 'zhou.mingli'");
  await owner.query("insert into course_choice (class_id, person_id, school_id, period_id, programme_id, chosen_at) select class_id, person_id, school_id, period_id, programme_id, enrolled_at from enrolment");
  await owner.query("update submission set allocated_to_id = (select id from person where user_name = 'zhou.mingli'), allocated_to_name = '周明礼' where id in (select id from submission where is_latest and state = 'SUBMITTED' order by id limit 5)");
  await owner.query("insert into resource (title, kind, subject, stage, description, authors, rights, rights_note, link, source_id, library_id, state, version, handed_in_by_id, handed_in_at) select '=资源', 'DESIGN', 'CHINESE', 'PRIMARY', '@简介', '-某教师', 'ORIGINAL', '', 'https://video.example.cn/1', id, id, 'HELD', 1, 1, '2023-09-01' from office where code in ('32', '320506', '3201')");
  await owner.query("insert into training_body (office_id, name, credit_code, contact_id, email, version) select 1, '=机构', '91320000MA00000000', id, 'x@example.cn', 1 from person where user_name = 'zhou.mingli'");
  await owner.query("insert into enrolment_exception (programme_id, person_id, school_id, rule, reason, granted_by_name, granted_at) select 1, p.id, p.office_id, 'OPEN_TO', '=骨干教师', '某管理员', '2023-09-09' from person p join office o on o.id = p.office_id where o.path like (select path || '_%' from office where code = '320506') limit 1");
  await owner.query("update programme set office_id = (select id from office where code = '32') where code = 'SD2023039'");
  await owner.query("insert into office_window (programme_id, office_id, action, starts_on, ends_on, version, reason, set_by_name, set_at) select p.id, o.id, 'CHOOSING', '2023-08-15', '2023-09-10', 1, '=错峰', '沈佩兰', '2023-08-01' from programme p, office o where p.code = 'SD2023039' and o.code = '3205'");
  sd = idOf({ type: 'Programme', key: await keyOf("select id::int as id from programme where code = 'SD2023039'") });
  await owner.query(`insert into nomination (enrolment_id, person_id, school_id, class_id, period_id, programme_id, total_tenths, reason, by_id, by_name, at, state, version)
    select e.id, e.person_id, e.school_id, e.class_id, e.period_id, e.programme_id, 930, '=作业扎实', 1, '某总辅导员', '2023-09-09', 'NOMINATED', 1 from enrolment e join office o on o.id = e.school_id where o.path like (select path || '_%' from office where code = '320506') and not exists (select 1 from nomination n where n.enrolment_id = e.id) order by e.id limit 2`);
  await withPastCohort(owner, 12);
  await owner.query("insert into programme_rule (programme_id, version, document, effective_from) select programme_id, 3, jsonb_set(jsonb_set(document, '{version}', '3'), '{scoring,passFrom}', '\"100\"'), '2023-12-01' from programme_rule where programme_id = 1 and version = 2");
  await owner.query("update grading_sheet_row set comment = '=1+1'");
  await owner.query("update appeal set answer = '@答复' where answer is not null");
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

/** How each list is asked for, by whom, and where the screen counts it; `of` names the list where the file counts otherwise than the screen. */
const lists: Record<string, { by: CastName; parameters?: () => Record<string, string>; counted: string; of?: string }> = {
  people: { by: '陆景行', counted: 'people' }, enrolments: { by: '陆景行', counted: 'enrolments' }, results: { by: '陆景行', counted: 'results' }, audit: { by: '陆景行', counted: 'auditEvents' },
  corrections: { by: '陆景行', counted: 'dataCorrections' }, indicators: { by: '陆景行', counted: 'childIndicators' }, classes: { by: '陆景行', counted: 'classes' }, courses: { by: '陆景行', counted: 'courses' }, resources: { by: '陆景行', counted: 'resources' }, trainingbodies: { by: '顾文远', counted: 'trainingBodies' }, offices: { by: '陆景行', counted: '', of: 'offices' }, officechanges: { by: '陆景行', counted: 'officeChanges' }, contacts: { by: '陆景行', counted: '', of: 'Office.contacts' },
  appointments: { by: '陆景行', counted: 'appointments' }, vacantoffices: { by: '陆景行', parameters: () => ({ role: 'SCHOOL_LEADER', level: 'SCHOOL' }), counted: 'vacantOffices(role: SCHOOL_LEADER, level: SCHOOL' }, recommendations: { by: '陆景行', counted: 'chiefTutorRecommendations' },
  officewindows: { by: '沈佩兰', parameters: () => ({ programmeId: sd, action: 'CHOOSING' }), counted: 'officeWindows(action: CHOOSING, programmeId: SHANDONG' },
  exceptions: { by: '陆景行', counted: 'grantedExceptions' },
  quotas: { by: '陆景行', parameters: () => ({ programmeId: 'prg_1' }), counted: '', of: 'childQuotas' },
  rosters: { by: '陆景行', counted: 'rosterImports' }, rosterrows: { by: '陆景行', parameters: () => ({ importId }), counted: '', of: 'rosterRows' }, queue: { by: '周明礼', parameters: () => ({ filter: 'UNGRADED' }), counted: 'gradingQueue(filter: UNGRADED' },
  workload: { by: '裴致远', parameters: () => ({ programmeId: 'prg_1', from: '2023-08-12', until: '2023-09-10' }), counted: 'tutorWorkloads(programmeId: "prg_1"' },
  choices: { by: '陆景行', counted: 'courseChoices' }, participation: { by: '陆景行', parameters: () => ({ programmeId: 'prg_1' }), counted: 'childParticipation(programmeId: "prg_1"' }, quotamovements: { by: '陆景行', parameters: () => ({ side: 'TO_CHILDREN', officeId: wuzhong }), counted: 'quotaMovements(side: TO_CHILDREN, officeId: WUZHONG' },
  idlequotas: { by: '陆景行', parameters: () => ({ periodId: idlePeriod }), counted: 'idleQuotaOffices(periodId: PERIOD' }, assignments: { by: '裴致远', counted: 'assignments' }, savedcomments: { by: '周明礼', counted: 'savedComments' }, gradingsheets: { by: '周明礼', counted: 'gradingSheets' },
  gradingsheetrows: { by: '周明礼', parameters: () => ({ sheetId }), counted: 'gradingSheetRows(sheetId: SHEET' }, allocated: { by: '裴致远', parameters: () => ({ programmeId: 'prg_1', tutorId: zhou }), counted: 'allocatedSubmissions(programmeId: "prg_1", tutorId: ZHOU' },
  appeals: { by: '周明礼', parameters: () => ({ list: 'ALL' }), counted: 'appeals(list: ALL' }, secondmarkings: { by: '裴致远', counted: 'secondMarkings' },
  nominations: { by: '陆景行', counted: 'nominations' }, backtest: { by: '顾文远', parameters: () => ({ programmeId: 'prg_1', version: '3' }), counted: 'backTestChanges(programmeId: "prg_1", version: 3' }, nominationcandidates: { by: '裴致远', counted: 'nominationCandidates' },
  rubrics: { by: '裴致远', counted: 'rubrics' }, rubricchanges: { by: '裴致远', counted: 'rubricChanges' }, platforms: { by: '沈佩兰', counted: 'apiClients' }, exportrequests: { by: '陆景行', counted: 'exportRequests' },
};

/** What a learner may read as a file: the own rows, and what is told to everybody. */
const own: Readonly<Record<string, number>> = { results: 200, classes: 200, courses: 200, resources: 200, choices: 200, assignments: 200, nominations: 200 };

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
    const asked = counted.replace('WUZHONG', `"${wuzhong}"`).replace('PERIOD', `"${idlePeriod}"`).replace('SHEET', `"${sheetId}"`).replace('ZHOU', `"${zhou}"`).replace('SHANDONG', `"${sd}"`);
    const seen = await actor.sees(`{ ${asked.includes('(') ? `${asked}, ` : `${asked}(`}first: 1) { totalCount } }`);
    expect(seen[field].totalCount).toBeGreaterThan(0);
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
  expect(await statusOf(download(await server.as('林晓岚'), list, given))).toBe(own[list] ?? 403);
});

test('T16 this walks every list that there is, and the console asks for none that there is not', async () => {
  const served = readFileSync('server/stores.ts', 'utf8').match(/exportable\(/g)?.length;
  expect(Object.keys(lists)).toHaveLength(served ?? 0);
  const asked = new Set(readdirSync('admin', { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.tsx')).flatMap((name) => [...readFileSync(`admin/${name}`, 'utf8').matchAll(/<ExportMenu[^>]*\blist="([a-z]+)"/g)].map(([, list = '']) => list)));
  expect([...asked].filter((list) => !Object.hasOwn(lists, list))).toEqual([]);
  expect(Object.keys(lists).filter((list) => !asked.has(list))).toEqual([]);
});

test('T16 every connection of the schema is a list with a file', () => {
  const schema = readFileSync('schema/schema.graphql', 'utf8');
  const query = /^type Query \{$([\s\S]*?)^\}/m.exec(schema)?.[1] ?? '';
  const connections = [...query.matchAll(/^ {2}(\w+)\((?:[^()]|\([^()]*\))*?^ {2}\): \w+Connection!/gm)].map(([, name = '']) => name);
  expect(connections).toHaveLength(query.match(/Connection!$/gm)?.length ?? 0);
  expect(connections.length).toBeGreaterThan(30);
  const withFile = new Set(Object.values(lists).map(({ counted, of }) => of ?? counted.replace(/\(.*/, '')));
  expect(connections.filter((name) => !withFile.has(name))).toEqual([]);
  expect([...withFile].filter((name) => !name.includes('.') && !connections.includes(name))).toEqual([]);
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

test('JS-05 T16 the file of classes says how full each is to 顾文远, who may limit them, and to 林晓岚 nothing of it', async () => {
  const gu = await server.as('顾文远');
  const linesOf = async (actor: Actor) => parse(await (await download(actor, 'classes', { search: 'KC2023001' })).text(), { bom: true }) as string[][];
  const [headings, ...lines] = await linesOf(gu);
  expect(headings?.slice(-3)).toEqual(['已报名', '候补', '人数上限']);
  const { classes } = await gu.sees('{ classes(first: 100, search: "KC2023001") { nodes { code limit { taken waiting capacity } } } }');
  expect(classes.nodes.some(({ limit }: { limit: { taken: number } }) => limit.taken > 0)).toBe(true);
  expect(lines.map((line) => [line[0], ...line.slice(-3)])).toEqual(classes.nodes.map(({ code, limit }: { code: string; limit: { taken: number; waiting: number; capacity: number | null } }) => [code, String(limit.taken), String(limit.waiting), limit.capacity === null ? '不限' : String(limit.capacity)]));
  expect((await linesOf(await server.as('林晓岚'))).slice(1).map((line) => line.slice(-3))).toEqual(lines.map(() => ['', '', '']));
});
