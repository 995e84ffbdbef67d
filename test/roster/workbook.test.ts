// A roster as a workbook: the same as the same rows in CSV, and everything that a spreadsheet may have done to it.
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import Excel from 'exceljs';
import { idCardNumber } from '../../server/demo/names.js';
import { badWorkbooks, savedWorkbook } from '../platform/workbooks.js';
import { openTestServer, type Actor, type TestServer } from '../support/test-server.js';
import { decide, heading, lineOf, peopleState, preview, rosterOf, rowsOf, send, settled, teachersOf, type Teacher } from './rosters.js';

let server: TestServer;
let lu: Actor;
let teachers: Teacher[];
beforeAll(async () => {
  server = await openTestServer();
  lu = await server.as('陆景行');
  teachers = await teachersOf(server, '320506', 40);
});
afterAll(() => server.close());

const at = (place: number) => teachers[place] as Teacher;
const asWorkbook = (lines: readonly string[], finish: (sheet: Excel.Worksheet) => void = () => undefined) =>
  savedWorkbook({ 名册: [heading, ...lines].map((line) => line.split(',')) }, (book) => { finish(book.worksheets[0] as Excel.Worksheet); });

test('JS-13 陆景行 sends one roster as CSV and as a workbook: the preview is the same, line by line, and no person is touched', async () => {
  const before = await peopleState(server);
  const lines = [
    ...teachers.slice(0, 8).map(lineOf), lineOf({ ...at(8), title: '特聘教师', joined: 1999 }), `,单晓明,${idCardNumber(4_100_001)},12088880101,${at(0).school},数学,小学,一级教师,2020`,
    lineOf({ ...at(9), school: 'nowhere' }), lineOf(at(0)), `,,${idCardNumber(4_100_002)},123,${at(0).school},语数外,小学,,二〇二〇`, `,新来的,${idCardNumber(4_100_003)},,${at(0).school},,,,`,
  ];
  const asCsv = await preview(server, lu, rosterOf(lines));
  // Years stand as numbers in most workbooks.
  const asBook = await preview(server, lu, await asWorkbook(lines, (sheet) => { for (const cell of ['I2', 'I3', 'I10']) sheet.getCell(cell).value = Number(sheet.getCell(cell).value); }));
  expect({ ...asBook, id: '' }).toEqual({ ...asCsv, id: '' });
  expect(asBook).toMatchObject({ state: 'CHECKED', rowCount: 14, same: 8, changed: 1, added: 1, errors: 4 });
  expect(await rowsOf(lu, asBook.id)).toEqual(await rowsOf(lu, asCsv.id));
  expect(await peopleState(server)).toBe(before);
});

test('JS-13 an ID-card number that the spreadsheet kept as a number is an error of that row, which says what to do; the other rows are written', async () => {
  const seen = await preview(server, lu, await asWorkbook([lineOf({ ...at(20), title: '甲' }), lineOf({ ...at(21), title: '甲' }), lineOf({ ...at(22), title: '甲' })], (sheet) => {
    sheet.getCell('C3').value = Number('320506199001011234');
    sheet.getCell('H4').value = { formula: 'H3' } as Excel.CellValue;
  }));
  expect(seen).toMatchObject({ changed: 1, errors: 2 });
  const errors = await rowsOf(lu, seen.id, ', outcome: ERROR');
  expect(errors.map(({ line, errors: all }) => [line, all.map(({ column }) => column)])).toEqual([[3, ['身份证号码']], [4, ['职称']]]);
  expect(errors[0]?.errors[0]?.reason).toContain('身份证件号码列须为文本格式');
  expect(errors[1]?.errors[0]?.reason).toContain('公式');
  expect(await decide(lu, 'apply', seen.id)).toBe('begun');
  expect(await settled(server, lu, seen.id)).toMatchObject({ state: 'APPLIED', done: 1 });
});

test('JS-13 方若兰 fills in the template: its columns are texts, and what she typed is read with all digits', async () => {
  const fang = await server.as('方若兰');
  const response = await fetch(`${server.origin}/rosters/template`, { headers: fang.credentials });
  expect(decodeURIComponent(response.headers.get('content-disposition') ?? '')).toContain('名册模板.xlsx');
  const book = new Excel.Workbook();
  await book.xlsx.load(await response.arrayBuffer());
  const [sheet] = book.worksheets;
  expect((sheet?.getRow(1).values as string[]).slice(1)).toEqual(['师训编号', '姓名', '身份证号码', '手机号码', '学校代码', '任教学科', '任教学段', '职称', '参加工作年份', '岗位', '荣誉与骨干层次']);
  expect([1, 3, 5].map((column) => sheet?.getColumn(column).numFmt)).toEqual(['@', '@', '@']);
  const [own] = (await fang.sees('{ people(first: 1) { nodes { trainingNumber name school { code } } } }')).people.nodes;
  sheet?.addRow([own.trainingNumber, own.name, '', '', own.school.code]);
  const seen = await preview(server, fang, new Uint8Array(await book.xlsx.writeBuffer()));
  expect(seen).toMatchObject({ rowCount: 1, same: 1, errors: 0 });
  expect((await fetch(`${server.origin}/rosters/template`, { headers: (await server.as('周明礼')).credentials })).status).toBe(403);
});

test.each(badWorkbooks)('T19 %s is refused as a whole in a sentence, and nothing of it stays', async (_, file, words) => {
  const bytes = file();
  const before = process.memoryUsage().rss;
  const sent = await send(server, lu, bytes, '名册.xlsx', { 'content-type': 'application/octet-stream' });
  expect(sent.status).toBe(422);
  expect(sent.failure).toContain(words);
  expect(await settled(server, lu, sent.id)).toMatchObject({ state: 'REJECTED', rowCount: 0, failure: sent.failure });
  expect(process.memoryUsage().rss - before).toBeLessThan(200 * 1_048_576);
});

test('T19 a workbook that is cut off behind its thousandth row leaves no row behind', async () => {
  const lines = Array.from({ length: 3_000 }, (_, place) => `,某某,${idCardNumber(4_200_000 + place)},,${at(0).school},语文,小学,,`);
  const whole = await asWorkbook(lines, (sheet) => { sheet.mergeCells('B2990:B2991'); });
  const sent = await send(server, lu, whole, '名册.xlsx');
  expect(sent.failure).toContain('B2990:B2991 是合并单元格');
  expect((await server.owner.query('select 1 from roster_row r where r.import_id = (select max(id) from roster_import)')).rowCount).toBe(0);
});
