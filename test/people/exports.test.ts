// Lists as files, and where personal numbers never stand.
import { Writable } from 'node:stream';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import Excel from 'exceljs';
import pino from 'pino';
import { createApp, type App } from '../../server/app.js';
import { vaultOf } from '../../server/installation.js';
import { checkDigitOf, maskIdCard } from '../../server/kernel/id-card.js';
import { idOf, rows } from '../access/places.js';
import { rosterOf } from '../roster/rosters.js';
import { testFieldKey } from '../support/test-profile.js';
import { Actor, keptInMemory, openTestServer, type TestServer } from '../support/test-server.js';

let server: TestServer;
beforeAll(async () => { server = await openTestServer(); });
afterAll(() => server.close());

async function download(actor: Actor, path: string): Promise<{ status: number; text: string; lines: string[][]; headers: Headers }> {
  const response = await fetch(`${server.origin}${path}`, { headers: actor.credentials });
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(await response.arrayBuffer());
  return { status: response.status, text, headers: response.headers, lines: response.status === 200 ? (parse(text, { bom: true }) as string[][]) : [] };
}

test('T16 方若兰 exports her school\'s teachers: all of them and no other, masked, and a name that is a formula is only text', async () => {
  const fang = await server.as('方若兰');
  await server.owner.query(`update person set name = '=HYPERLINK("http://x","点我")' where id = (select max(p.id) from person p where p.office_id = (select office_id from person where user_name = 'fang.ruolan') and p.user_name is null)`);
  const file = await download(fang, '/exports/people');
  expect(file.status).toBe(200);
  expect(file.headers.get('content-disposition')).toContain("filename*=UTF-8''");
  expect(file.text.startsWith('\uFEFF师训编号,姓名')).toBe(true);
  const wanted = await rows<{ number: string }>(server.owner, "select training_number as number from person where office_id = (select office_id from person where user_name = 'fang.ruolan') order by id");
  expect(file.lines.slice(1).map(([number]) => number?.replace(/^'/, ''))).toEqual(wanted.map(({ number }) => number));
  expect(file.lines.flat().filter((cell) => /^\s*[=+\-@]/.test(cell))).toEqual([]);
  expect(file.text).not.toMatch(/\d{17}[\dX]|1\d{10}(?!\d)/);
  expect((await rows<{ facts: object }>(server.owner, "select facts from audit_event order by id desc limit 1"))[0]?.facts).toEqual({ act: 'export', list: 'people', format: 'csv', filter: [] });
});

test('T16 方若兰 exports the same list as a workbook: each cell is a text, numbers keep their zeros, and the file has a Chinese name', async () => {
  const fang = await server.as('方若兰');
  const asCsv = await download(fang, '/exports/people');
  for (const list of ['people', 'enrolments', 'results']) {
    const response = await fetch(`${server.origin}/exports/${list}?format=xlsx`, { headers: fang.credentials });
    expect(response.headers.get('content-type')).toContain('spreadsheetml');
    expect(decodeURIComponent(response.headers.get('content-disposition') ?? '')).toMatch(/''(教师|学员|成绩)\.xlsx$/);
    const book = new Excel.Workbook();
    await book.xlsx.load(await response.arrayBuffer());
    const [sheet] = book.worksheets;
    const cells: string[][] = [];
    sheet?.eachRow((row) => { row.eachCell((cell) => { expect([cell.type, cell.formula]).toEqual([Excel.ValueType.String, undefined]); }); cells.push(Array.from(row.values as (string | undefined)[], (text) => text ?? '').slice(1)); });
    expect(sheet?.views[0]).toMatchObject({ state: 'frozen', ySplit: 1 });
    const { lines } = list === 'people' ? asCsv : await download(fang, `/exports/${list}`);
    expect(cells.map((row) => [...row, ...Array<string>(lines[0]?.length ?? 0).fill('')].slice(0, lines[0]?.length))).toEqual(lines.map((line) => line.map((text) => text.replace(/^'/, ''))));
  }
  expect((await rows<{ facts: object }>(server.owner, "select facts from audit_event order by id desc limit 2"))[1]?.facts).toEqual({ act: 'export', list: 'results', format: 'xlsx', filter: [] });
  expect((await download(fang, '/exports/people?format=pdf')).status).toBe(400);
});

test('T1 an export keeps to the caller\'s scope: what is out of it does not exist, and the lists of learners and results are as long as they are on the screen', async () => {
  const lu = await server.as('陆景行');
  const [nanjing] = await rows<{ id: number }>(server.owner, "select id::int as id from office where code = '3201'");
  for (const list of ['people', 'enrolments', 'results']) {
    expect((await download(lu, `/exports/${list}?officeId=${idOf({ type: 'Office', key: nanjing?.id ?? 0 })}`)).status).toBe(404);
    expect((await download(server.nobody(), `/exports/${list}`)).status).toBe(401);
    const { totalCount } = (await lu.sees(`{ ${list}(first: 1) { totalCount } }`))[list];
    expect(`${list} ${(await download(lu, `/exports/${list}`)).lines.length}`).toBe(`${list} ${totalCount + 1}`);
  }
  expect((await download(await server.as('周明礼'), '/exports/people')).status).toBe(403);
});

test('T21 a planted ID-card number and mobile stand nowhere but in the answer that reveals them', async () => {
  const digits = '32059919880229777';
  const canary = { idCard: `${digits}${checkDigitOf(digits)}`, mobile: '12077777777' };
  const traces = new RegExp(`${canary.idCard}|${canary.idCard.slice(6, 17)}|${canary.mobile}`, 'i');
  // A server of its own, whose log is read.
  let log = '';
  const logger = pino({ level: 'trace' }, new Writable({ write: (chunk, _encoding, done) => { log += String(chunk); done(); } }));
  const app: App = await createApp({ connection: server.connection, clock: server.clock, vault: vaultOf(testFieldKey), installation: { isDemo: true, demoAccounts: [], demoSecret: null, singleSignOnLabel: null, version: 'canary' }, singleSignOn: null, auditHeads: keptInMemory(), consoleFolder: null, isBehindProxy: false, exportRowsWithoutApproval: 1_000, logger, isApplicationScopeOn: true });
  try {
    const origin = await app.http.listen({ host: '127.0.0.1', port: 0 });
    const fang = new Actor(origin, (await server.as('方若兰')).credentials);
    const [own] = await rows<{ id: number; version: number; school: string }>(server.owner, "select p.id::int as id, p.version, o.code as school from person p join office o on o.id = p.office_id where p.office_id = (select office_id from person where user_name = 'fang.ruolan') and p.user_name is null order by p.id limit 1");
    const personId = idOf({ type: 'Person', key: own?.id ?? 0 });
    const told: string[] = [];
    const ask = async (query: string, variables: object = {}) => { const answer = await fang.ask(query, variables as Record<string, unknown>); told.push(answer.text); return answer; };
    const update = 'mutation ($input: UpdateTeacherDataInput!) { updateTeacherData(input: $input) { person { idCardMasked mobileMasked history { fromValue toValue } } refusals { code message } } }';
    expect((await ask(update, { input: { personId, expectedVersion: own?.version, ...canary, idempotencyKey: 'canary' } })).data['updateTeacherData']['refusals']).toEqual([]);
    // Searching, failing in every way, correcting, importing and exporting.
    await ask('query ($search: String) { people(first: 5, search: $search) { nodes { id name idCardMasked mobileMasked history { toValue } } } }', { search: canary.idCard });
    await ask(update, { input: { personId, expectedVersion: 1, ...canary } });
    await ask(update, { input: { personId, expectedVersion: 'not a number', reason: 'x' } });
    await ask(update, { input: { personId, expectedVersion: 9, reason: `号码是 ${canary.idCard}` } });
    await ask('query ($id: ID!) { person(id: $id) { id } }', { id: personId.replace('prs', 'xxx') });
    const [other] = await rows<{ id: number; version: number }>(server.owner, "select id::int as id, version from person where office_id = (select office_id from person where user_name = 'fang.ruolan') and id <> $1 and user_name is null limit 1", [own?.id]);
    expect((await ask(update, { input: { personId: idOf({ type: 'Person', key: other?.id ?? 0 }), expectedVersion: other?.version, idCard: canary.idCard } })).data['updateTeacherData']['refusals'][0].code).toBe('TAKEN');
    const lin = new Actor(origin, (await server.as('林晓岚')).credentials);
    told.push((await lin.ask('mutation ($input: ProposeCorrectionInput!) { proposeCorrection(input: $input) { refusals { code } } }', { input: { changes: [{ field: 'MOBILE', value: canary.mobile }] } })).text);
    const roster = rosterOf([`,某某,${canary.idCard},${canary.mobile},${own?.school},语文,小学,,`, `,另某,${canary.idCard.slice(0, 17)}${canary.idCard.endsWith('0') ? '1' : '0'},${canary.mobile}9,${own?.school},语文,小学,,`]);
    const sent = await fetch(`${origin}/rosters?name=a.csv`, { method: 'POST', headers: { 'content-type': 'text/csv', ...fang.credentials }, body: roster });
    const { id } = (await sent.json()) as { id: string };
    await app.rosterWork.idle();
    await ask('query ($id: ID!) { rosterRows(importId: $id, first: 50) { nodes { name idCardMasked errors { reason } changes { fromValue toValue } } } rosterImport(id: $id) { errors changed } }', { id });
    await ask('mutation ($input: ApplyRosterImportInput!) { applyRosterImport(input: $input) { refusals { code } } }', { input: { importId: id } });
    await app.rosterWork.idle();
    told.push(await (await fetch(`${origin}/exports/people`, { headers: fang.credentials })).text());
    await server.owner.query("update person set id_card_sealed = '\\x0011' where id = $1", [other?.id]);
    const reveal = 'mutation ($input: RevealPersonalDataInput!) { revealPersonalData(input: $input) { value refusals { code } } }';
    // A sealed number that cannot be opened is an error inside the server, told without a word of it.
    expect((await ask(reveal, { input: { personId: idOf({ type: 'Person', key: other?.id ?? 0 }), field: 'ID_CARD', reason: '核对证件' } })).errors[0]?.extensions['code']).toBe('INTERNAL');
    const revealed = await fang.ask(reveal, { input: { personId, field: 'ID_CARD', reason: '核对证件' } });
    expect(revealed.data['revealPersonalData'].value).toBe(canary.idCard);
    expect(told.filter((text) => traces.test(text))).toEqual([]);
    expect(told.join()).toContain(maskIdCard(canary.idCard));
    expect(traces.exec(log)).toBeNull();
    // A plain dump: every row of every table as text, sealed bytes included.
    for (const { name } of await rows<{ name: string }>(server.owner, "select relname as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace")) {
      const found = await rows<{ text: string }>(server.owner, `select t::text as text from "${name}" t where t::text ~ $1 limit 1`, [`${canary.idCard}|${canary.mobile}|${Buffer.from(canary.idCard).toString('hex')}|${Buffer.from(canary.mobile).toString('hex')}`]);
      expect({ name, found }).toEqual({ name, found: [] });
    }
  } finally { await app.close(); }
});
